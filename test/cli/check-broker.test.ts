import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { type KeptVersion, type StandInBroker, startBroker } from '../adapters/broker/stand-in-broker.ts';
import { json } from '../adapters/loopback-server.ts';
import { type CheckWorld, NEXT, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const TOKEN = 'token-of-the-broker';

/** Our pact for the list of parcels, which looks at `field` of each. */
function pactFor(field: string, path = '/parcels'): JsonObject {
  return {
    consumer: { name: 'shop' },
    provider: { name: 'parcel-post' },
    interactions: [
      {
        description: `a request for ${path}`,
        request: { method: 'GET', path },
        response: {
          status: 200,
          headers: { 'Content-Type': 'application/json' },
          body: [{ [field]: 900 }],
          matchingRules: { '$.body': { match: 'type' }, [`$.body[*].${field}`]: { match: 'type' } },
        },
      },
    ],
    metadata: { pactSpecification: { version: '2.0.0' } },
  };
}

async function openWorld(
  versions: Omit<KeptVersion, 'consumer'>[],
  more = 'publish: true',
): Promise<{
  world: CheckWorld;
  broker: StandInBroker;
  check: (...argv: string[]) => ReturnType<typeof runCli>;
}> {
  const broker = await startBroker({
    provider: 'parcel-post',
    token: TOKEN,
    versions: versions.map((one) => ({ consumer: 'shop', ...one })),
  });
  onTestFinished(() => broker.close());
  const world = await openCheckWorld(
    `uses: []
broker: { url: ${broker.url}, auth: { bearer: { secret: broker/token } }, ${more} }
`,
  );
  const env = { FOREWARN_SECRET_BROKER_TOKEN: TOKEN };
  const check = (...argv: string[]) => runCli(['check', '--allow-private', ...argv], { cwd: world.cwd, env });
  return { world, broker, check };
}

const WEIGHT = { number: '1.0.0', branch: 'main', pact: pactFor('weight') };

describe('a check by the pacts of a broker', () => {
  it('replays them, and tells the broker that they hold; no second time for the same', async () => {
    const { broker, check } = await openWorld([WEIGHT]);
    const first = await check('--format', 'json');
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('results told to the broker: 1\n') });
    expect(JSON.parse(first.out).checks[0]).toMatchObject({
      verdict: 'agrees',
      sources: { live: 'agrees', pacts: 'agrees' },
      coverage: { used: 1, exercised: 1 },
    });
    expect(broker.results.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        success: true,
        providerApplicationVersion: expect.stringMatching(/^sandbox\.[0-9a-f]{12}$/),
        testResults: [{ interactionId: expect.any(String), success: true }],
      }),
    ]);
    const again = await check();
    expect(again.err).toContain('results told to the broker: 0, 1 that it has already');
    expect(broker.results).toHaveLength(1);
  }, 30_000);

  it('tells a break of a pact that held before as drift, and to the broker', async () => {
    const { world, broker, check } = await openWorld([WEIGHT]);
    await check();
    world.emulator.setVersion(NEXT);
    const { code, out } = await check('--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toContainEqual(
      expect.objectContaining({ usageGrade: 'pact', effect: 'breaks', cell: 'shipped' }),
    );
    expect(broker.results.at(-1)?.body).toMatchObject({ success: false });
  }, 30_000);

  it('fails nothing by a pact that is pending', async () => {
    const { broker, check } = await openWorld([{ ...WEIGHT, pact: pactFor('colour') }]);
    const { code, out } = await check('--format', 'json');
    expect(code).not.toBe(1);
    expect(JSON.parse(out).summary.breaks).toBe(0);
    expect(broker.results.map(({ body }) => body.success)).toEqual([false]);
  }, 30_000);

  it('publishes nothing unless asked to, and nothing where the partner could not be seen', async () => {
    const quiet = await openWorld([WEIGHT], 'publish: false');
    expect(await quiet.check()).toMatchObject({ code: 0, err: '' });
    expect(quiet.broker.results).toEqual([]);
    const { world, broker, check } = await openWorld([WEIGHT]);
    world.emulator.fault({ kind: 'status', status: 503 });
    expect((await check()).code).toBe(3);
    expect(broker.results).toEqual([]);
  }, 30_000);

  it('makes no call to it with --offline, and names the call with --dry-run', async () => {
    const { broker, check } = await openWorld([WEIGHT]);
    expect((await check('--offline')).code).toBe(3);
    expect((await check('--dry-run')).out).toContain(`GET ${broker.url}/  the pacts that the broker has`);
    expect(broker.received).toEqual([]);
  });
});

describe('a broker that gives no pacts', () => {
  it('is not verified by its cause, whatever the partner does', async () => {
    const { world, broker, check } = await openWorld([WEIGHT]);
    broker.disturb = (_request, response) => {
      json(response, 503, {});
      return true;
    };
    world.emulator.setVersion(NEXT);
    const { code, out } = await check('--format', 'json');
    expect(code).toBe(3);
    const { verdict, findings, notVerified, checks } = JSON.parse(out);
    expect({ verdict, findings }).toEqual({ verdict: 'not-verified', findings: [] });
    expect(checks[0].sources.pacts).toBe('not-verified');
    expect(notVerified).toEqual([
      expect.objectContaining({
        source: 'pacts',
        class: 'server-error',
        detail: 'the broker gave no pacts: HTTP 503',
        next: 'see that the Pact Broker answers; looked at again at the next check',
      }),
    ]);
    expect(out).not.toContain(TOKEN);
  });

  it('leaves what files say to be checked', async () => {
    const { world, broker, check } = await openWorld([WEIGHT]);
    await broker.close();
    const agreement = join(world.cwd, 'contracts', 'parcel-post', 'agreement.yaml');
    writeFileSync(
      agreement,
      `partner: parcel-post
openapi: ${world.emulator.url}/openapi.json
uses: [{ operation: listParcels, fields: [weight] }]
environments: { sandbox: ${world.emulator.url} }
broker: { url: ${broker.url} }
`,
    );
    expect((await check()).code).toBe(3);
    world.emulator.setVersion(NEXT);
    const { code, out } = await check('--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).notVerified).toContainEqual(
      expect.objectContaining({ source: 'pacts', class: 'connect' }),
    );
  }, 30_000);
});
