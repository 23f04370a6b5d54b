import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { json, startServer } from '../adapters/loopback-server.ts';
import { CONTACTS, readyWithout, sendingDocument, sendingWorld } from './our-deliveries-world.ts';

const PLACE = 'POST webhook:orderReady request application/json /address';
const HOLDS = { type: 'order.ready', order: 'O-7', address: '7 Main Street', gift: true };
const DEPARTS = { type: 'order.ready', order: 'SECRET-ORDER', note: 'SECRET-NOTE' };

describe('what their pact reads of what we send, held against our document alone', () => {
  const agreed = ', agreed: ../../openapi/agreed.json';

  it('fits: 0', async () => {
    const { code, out } = await sendingWorld().check('--offline');
    expect(code).toBe(0);
    expect(out).toContain('✓ parcel-post ours agrees with what was agreed · their pacts: as agreed');
  });

  it.each(['webhook', 'callback'] as const)('lacks a member of the %s that they read: 1', async (how) => {
    const world = sendingWorld({ document: sendingDocument(readyWithout('address'), how) });
    const { code, out } = await world.check('--offline', '--format', 'json');
    const subject =
      how === 'webhook'
        ? PLACE
        : PLACE.replace('webhook:orderReady', 'callback:orderReady $request.body#/url');
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toEqual([
      expect.objectContaining({
        environment: 'ours',
        source: 'pacts',
        cell: 'ours-to-mend',
        effect: 'breaks',
        subject,
      }),
    ]);
  });

  it('lacks what they do not read: 0', async () => {
    const world = sendingWorld({ document: sendingDocument(readyWithout('gift')) });
    expect((await world.check('--offline')).code).toBe(0);
  });

  it.each(['webhook', 'callback'] as const)(
    'no longer promises a member of the %s, which only the agreed version shows: 1',
    async (how) => {
      const { required: _, ...loose } = readyWithout();
      const world = sendingWorld({ ours: agreed, document: sendingDocument(loose, how) });
      world.documentIs(sendingDocument(readyWithout(), how), 'agreed.json');
      const { code, out } = await world.check('--offline', '--format', 'json');
      const told = JSON.parse(out).findings.filter(({ effect }: { effect: string }) => effect !== 'none');
      expect(code).toBe(1);
      expect(told).toContainEqual(
        expect.objectContaining({
          source: 'documents',
          cell: 'ours-to-mend',
          subject: expect.stringMatching(/address$/),
        }),
      );
      expect(told.filter(({ subject }: { subject: string }) => subject.endsWith('/gift'))).toEqual([]);
    },
  );

  it.each(['webhook', 'callback'] as const)('a %s that they read goes: 1', async (how) => {
    const { webhooks: _, ...document } = sendingDocument(readyWithout());
    const paths = { '/subscriptions': { post: { operationId: 'subscribe', responses: {} } } };
    const without =
      how === 'webhook' ? document : { ...document, paths: { ...(document.paths as object), ...paths } };
    const world = sendingWorld({ ours: agreed, document: without });
    world.documentIs(sendingDocument(readyWithout(), how), 'agreed.json');
    const { code, out } = await world.check('--offline', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toContainEqual(
      expect.objectContaining({
        rule: expect.stringMatching(`${how}.*removed`),
        cell: 'ours-to-mend',
        effect: 'breaks',
      }),
    );
  });
});

describe('what we sent them, as recorded', () => {
  it('holds: 0, and the source says so', async () => {
    const world = sendingWorld();
    world.sent(HOLDS);
    const { code, checks, findings } = await world.look();
    expect([code, findings]).toEqual([0, []]);
    expect(checks).toMatchObject([
      {
        environment: 'ours',
        verdict: 'agrees',
        sources: { live: 'agrees', pacts: 'agrees', headers: 'not-configured' },
        coverage: { used: 1, exercised: 1 },
      },
    ]);
  }, 60_000);

  it('departs: 1, breaks them, and is ours to mend, told once by pact and document', async () => {
    const world = sendingWorld();
    world.sent(DEPARTS);
    const { code, findings } = await world.look();
    expect(code).toBe(1);
    expect(findings.filter(({ effect }: { effect: string }) => effect === 'breaks')).toEqual([
      expect.objectContaining({
        source: 'live',
        cell: 'ours-to-mend',
        subject: PLACE,
        affects: [
          expect.objectContaining({ pact: 'parcel-post-events--shop', interaction: 'an order is ready' }),
        ],
      }),
    ]);
    const { out } = await world.check('--env', 'ours');
    expect(out).toContain('breaks them');
    expect(out).toContain('we mend our API, or agree on it with them');
    expect(out).not.toContain('SECRET');
  }, 60_000);

  it('departs as our document does since: they have felt it all the same', async () => {
    const world = sendingWorld({ document: sendingDocument(readyWithout('address')) });
    world.sent(DEPARTS);
    const { findings, checks } = await world.look();
    expect(findings.filter(({ subject }: { subject: string }) => subject === PLACE)).toEqual([
      expect.objectContaining({ source: 'live', effect: 'breaks' }),
    ]);
    expect(checks[0].sources).toMatchObject({ live: 'drifts', pacts: 'drifts' });
  }, 60_000);

  it('gives what our document does not say: ours to write down', async () => {
    const world = sendingWorld({ document: sendingDocument(readyWithout('address')) });
    world.sent(HOLDS);
    const { findings } = await world.look();
    expect(findings).toContainEqual(
      expect.objectContaining({ subject: PLACE, cell: 'ours-undocumented', effect: 'may-break' }),
    );
  }, 60_000);

  it.each([
    [
      'is not there',
      (world: ReturnType<typeof sendingWorld>) => world.nothingSent(),
      'no delivery is recorded',
    ],
    [
      'is older than `max-age`',
      (world: ReturnType<typeof sendingWorld>) => world.sent(HOLDS, { at: '2026-01-02T00:00:00Z' }),
      'the newest delivery, of 2026-01-02, is older than `max-age`',
    ],
  ])(
    '%s: could not be checked, never as agreed: 3',
    async (_, happens, detail) => {
      const world = sendingWorld();
      happens(world);
      const { code, checks, findings, notVerified } = await world.look();
      expect([code, findings, checks[0].verdict]).toEqual([3, [], 'not-verified']);
      expect(notVerified).toEqual([
        expect.objectContaining({
          class: 'state-missing',
          detail,
          interaction: 'an order is ready',
          next: 'ours: record what we sent them, in sent/',
        }),
      ]);
    },
    60_000,
  );

  it('counts for the environment of ours that sent it', async () => {
    const server = await startServer((_request, response) => json(response, 200, {}));
    onTestFinished(() => server.close());
    const url = server.url;
    const world = sendingWorld({ ours: `, environments: { staging: ${url}, production: ${url} }` });
    world.sent(HOLDS, { environment: 'staging' });
    const verdicts = [];
    for (const name of ['staging', 'production']) {
      const { code } = await world.check('--env', `ours:${name}`, '--allow-private');
      verdicts.push([name, code]);
    }
    expect(verdicts).toEqual([
      ['staging', 0],
      ['production', 3],
    ]);
    const asked = server.received.map(({ url: path }) => path);
    expect(new Set(asked), 'nothing but whether we emulate it').toEqual(
      new Set(['/.well-known/forewarn-emulator']),
    );
  }, 60_000);

  it('is told to ours at once, and to them once it is released; no value is kept or told', async () => {
    const world = sendingWorld();
    const state = ['--state', '.forewarn'];
    world.sent(HOLDS);
    await world.look(...state);
    world.sent(DEPARTS);
    for (let look = 0; look < 2; look++) await world.look(...state);
    const [ours, ...others] = mailsIn(world.cwd);
    expect(others).toEqual([]);
    expect(ours).toMatch(/^To: .*api@shop\.example/im);
    expect(ours).toContain('Parcel Post: our API does not fit their pact: An order is ready');
    expect(ours).toContain('It may have lost messages, and is told so once you release it.');
    expect(ours).toContain('We mend our API, or agree on it with them.');

    expect((await world.cli('release', 'PARCEL-POST-1', '--state', '.forewarn')).code).toBe(0);
    await world.look(...state);
    const theirs = mailsIn(world.cwd).find((mail) => /^To: .*api@parcel-post\.example/im.test(mail)) ?? '';
    expect(theirs).toContain('shop: what we send you does not fit your pact: An order is ready');
    expect(theirs).toContain('shop has sent you messages that do not fit your pact.');
    expect(theirs).toContain('`address`');
    expect(theirs).toContain('We mend our API, or agree on it with you.');
    expect(theirs).toMatch(/If you need what we sent once more, please say so by \d{4}-/);
    expect(theirs).not.toMatch(/uses your API|notice is agreed|Agreed notice|ours:/);

    world.sent(HOLDS);
    for (let look = 0; look < 2; look++) await world.look(...state);
    await world.cli('release', 'PARCEL-POST-1', '--state', '.forewarn');
    await world.look(...state);
    const over = mailsIn(world.cwd).filter((mail) => /what we send you fits your pact again/.test(mail));
    expect(over).toHaveLength(1);
    expect(everythingIn(join(world.cwd, '.forewarn'))).not.toContain('SECRET');
  }, 120_000);

  it('is told to them without a release where `theirs-send` is `auto`', async () => {
    const world = sendingWorld({ lines: `${CONTACTS}\n  theirs-send: auto` });
    world.sent(DEPARTS);
    for (let look = 0; look < 2; look++) await world.look('--state', '.forewarn');
    expect(mailsIn(world.cwd).map((mail) => /^To: (.*)$/im.exec(mail)?.[1]?.trim())).toHaveLength(2);
  }, 60_000);
});

describe('what is written wrong', () => {
  it('is a key that is none: 2, with the nearest', async () => {
    const { code, err } = await sendingWorld({ ours: ', delivery: [sent/*.json]' }).check('--offline');
    expect(code).toBe(2);
    expect(err).toContain('did you mean `deliveries`?');
  });

  it('is an environment of ours that is none: 2, with the nearest', async () => {
    const world = sendingWorld({ ours: ', environments: { staging: https://api.shop.example }' });
    world.sent(HOLDS, { environment: 'stagging' });
    const { code, err } = await world.check('--offline');
    expect(code).toBe(2);
    expect(err).toContain('`environment` must be one of staging; did you mean staging?');
    expect(err).toContain('sent/ready.json');
  });

  it('is a recorded delivery that cannot be read: 2, with its file', async () => {
    const world = sendingWorld();
    writeFileSync(join(world.cwd, 'contracts/parcel-post/sent/ready.json'), '{ "at": "yesterday" }');
    const { code, err } = await world.check('--offline');
    expect(code).toBe(2);
    expect(err).toContain('sent/ready.json');
    expect(err).toContain('`at` must be an instant');
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

function everythingIn(folder: string): string {
  return filesIn(folder)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** The mails that left, on one line but for their headers. */
function mailsIn(cwd: string): string[] {
  return filesIn(join(cwd, '.forewarn', 'mailbox')).map((file) =>
    readFileSync(file, 'utf8')
      .replace(/=\r?\n/g, '')
      .replace(/\r?\n[ \t]+/g, ' ')
      .replace(/(?<=[a-z,.])\r?\n(?=[A-Za-z])/g, ' '),
  );
}
