import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AGREED, NEXT, openCheckWorld } from './check-world.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const at = (time: string) => vi.setSystemTime(new Date(`2026-11-20T${time}:00.000Z`));

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

async function openWorld() {
  const world = await openCheckWorld((url) => `environments: { production: ${url} }\nmax-age: 1h\n`);
  const look = (time: string) => {
    at(time);
    return world.check('--state', '.forewarn', '--fail-on', 'none');
  };
  const why = (...argv: string[]) => runCli(['why', 'parcel-post', ...argv], { cwd: world.cwd });
  return { world, look, why };
}

describe('why', () => {
  it('names the last good look, the first bad one, what changed between, and what to paste', async () => {
    const { world, look, why } = await openWorld();
    await look('09:00');
    await look('09:15');
    world.emulator.setVersion(NEXT);
    await look('09:30');
    await look('09:45');
    at('10:00');
    const { code, out, err } = await why('--since', '4h');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(out).toContain('Last good look: 09:15');
    expect(out).toContain('First bad look: 09:30, different from what was agreed');
    expect(out).toContain('Still so after 2 looks: 09:45');
    expect(out).toMatch(/09:30 {2}document: version [0-9a-f]{12}; before it [0-9a-f]{12}/);
    expect(out).toMatch(/the same at both looks: agreement, document that was agreed, pacts/);
    expect(out).toContain('Request:          GET /parcels, at http://127.0.0.1');
    expect(out).toMatch(/As agreed until: {2}2026-11-20T09:15:\d\d\.\d{3}Z/);
    expect(out).toMatch(/First observed: {3}2026-11-20T09:30:\d\d\.\d{3}Z/);
    expect(out).not.toMatch(/P-1|900/);

    const status = (await runCli(['status'], { cwd: world.cwd })).out;
    expect(status).toMatch(
      /^✗ parcel-post {2}differs from what was agreed; looked at 15 minutes ago; 1 of 1 used seen; no date ahead; waits for us \(PARCEL-POST-1( to release)?\)/,
    );

    const { reproductions, text } = JSON.parse((await why('--since', '4h', '--format', 'json')).out);
    expect(reproductions[0]).toMatchObject({
      method: 'GET',
      path: '/parcels',
      environment: 'production',
      subject: 'GET /parcels response 200 application/json /*/weight',
      agreed: {
        required: true,
        types: ['integer'],
        pointer: '#/components/schemas/Parcel/properties/weight',
      },
      observed: {
        status: 200,
        media: 'application/json',
        types: ['absent'],
        beside: ['grams', 'id', 'status'],
      },
    });
    const markdown = (await why('--since', '2026-11-20', '--format', 'markdown')).out;
    expect(markdown).toContain(`\`\`\`text\n${text}\n\`\`\``);
  });

  it('says whether what changed is ours: the agreement, or a time in which nothing could be seen', async () => {
    const { world, look, why } = await openWorld();
    await look('09:00');
    writeFileSync(
      join(world.cwd, 'contracts', 'parcel-post', 'agreement.yaml'),
      `partner: parcel-post
openapi: ${world.emulator.url}/openapi.json
limits: { requests-per-second: 40 }
uses: [listParcels]
environments: { production: ${world.emulator.url} }
`,
    );
    world.emulator.fault({ kind: 'status', status: 503, at: 'operations' });
    await look('09:15');
    world.emulator.fault(null);
    await look('09:30');
    at('10:00');
    const { out } = await why();
    expect(out).toContain('Last good look: 09:00');
    expect(out).toContain('First bad look: 09:15, could not be checked');
    expect(out).toContain('Good again after 1 look: 09:30');
    expect(out).toContain('changed between the two looks: agreement');
    expect(out).toMatch(/server-error\); their step:/);
    expect(out).toContain('Observed:         an answer with a status of 500 or above (status 503)');
    expect(out).toContain('Request:          GET /parcels, at http://127.0.0.1');
  });

  it('says so where nothing was in the period, and when the last look was', async () => {
    const { look, why } = await openWorld();
    await look('09:00');
    at('09:10');
    expect((await why()).out).toContain('1 look in this time, all good; the last one was at 09:00');
    vi.setSystemTime(new Date('2026-11-23T09:00:00.000Z'));
    const { code, out } = await why();
    expect(code).toBe(0);
    expect(out).toContain('No look in this time; the last one was at 2026-11-20 09:00: as agreed.');
    expect(out).toContain('Nothing to reproduce.');
  });

  it('refuses what is no input, and nothing else', async () => {
    const { look, why, world } = await openWorld();
    world.emulator.setVersion(AGREED);
    await look('09:00');
    for (const [argv, words] of [
      [['--since', 'yesterday'], '--since cannot be "yesterday"'],
      [['--since', '2026-12-24'], 'lies ahead of now'],
      [['--env', 'producton'], 'did you mean production?'],
      [['--format', 'html'], 'human, json, markdown'],
    ] as const) {
      const { code, err } = await why(...argv);
      expect(code).toBe(2);
      expect(err).toContain(words);
    }
    expect((await runCli(['why'], { cwd: world.cwd })).code).toBe(2);
    expect((await runCli(['why', 'parcel-post'], { cwd: temporaryFolder() })).code).toBe(2);
  });
});
