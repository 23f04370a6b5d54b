import { describe, expect, it } from 'vitest';
import { AGREED, NEXT, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describe('the exit code of a look', () => {
  it('is 0 where the partner keeps to what was agreed', async () => {
    const world = await openCheckWorld();
    const { code, out, err } = await world.check();
    expect({ code, err, looks: world.looks() }).toEqual({ code: 0, err: '', looks: 1 });
    expect(out).toMatch(/^✓ parcel-post sandbox agrees with what was agreed .* saw 1 of 1 uses\n$/);
  });

  it('is 1 where document and answers have moved', async () => {
    const world = await openCheckWorld();
    world.emulator.setVersion(NEXT);
    const { code, out } = await world.check('--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'drifts',
      findings: expect.arrayContaining([
        expect.objectContaining({
          subject: 'GET /parcels response 200 application/json /*/weight',
          rule: 'response-required-property-removed',
          cell: 'shipped',
          state: 'confirmed',
        }),
      ]),
    });
  });

  it('is 0 where the document says that it will move, and 1 where that leaves us too little time', async () => {
    const announced = (on: string) =>
      `migration-days: 14\nannounced: [{ what: GET /parcels, change: removed, on: ${on} }]\n`;
    const early = await (await openCheckWorld(announced(inDays(90)))).check();
    expect(early.code).toBe(0);
    expect(early.out).toContain('agrees today; a change is coming');
    const late = await (await openCheckWorld(announced(inDays(5)))).check();
    expect(late.code).toBe(1);
    expect(late.out).toContain('LATE');
  });

  it('is 3 where nothing could be seen', async () => {
    const world = await openCheckWorld();
    world.emulator.fault({ kind: 'status', status: 503 });
    const { code, out } = await world.check();
    expect(code).toBe(3);
    expect(out).toContain('? parcel-post sandbox could not be checked');
    expect(out).toContain('server-error, HTTP 503');
  });

  it('is 3 where loopback is not allowed, and no call is made', async () => {
    const world = await openCheckWorld();
    const { code, out } = await runCli(['check'], { cwd: world.cwd });
    expect({ code, requests: world.emulator.requests() }).toEqual({ code: 3, requests: 0 });
    expect(out).toContain('allow it with --allow-private');
  });

  it('is 1 where one environment drifts and another cannot be seen', async () => {
    const world = await openCheckWorld(
      (url) => `environments: { sandbox: ${url}, production: http://127.0.0.1:1 }\n`,
    );
    world.emulator.setVersion(NEXT);
    const { code, out } = await world.check('--format', 'json');
    const { checks } = JSON.parse(out);
    expect(checks.map(({ verdict }: { verdict: string }) => verdict).sort()).toEqual([
      'drifts',
      'not-verified',
    ]);
    expect(code).toBe(1);
  });

  it.each(['human', 'json', 'markdown'])('is the same in the format %s', async (format) => {
    const world = await openCheckWorld();
    world.emulator.setVersion(NEXT);
    expect((await world.check('--format', format)).code).toBe(1);
  });
});

describe('--fail-on', () => {
  it.each([
    ['may-break', 1],
    ['breaks', 0],
    ['level:breaking', 1],
    ['level:info', 1],
    ['none', 0],
  ])('%s: a use that may break ends with %i', async (failOn, code) => {
    const world = await openCheckWorld();
    world.emulator.setVersion(NEXT);
    const found = await world.check('--fail-on', failOn);
    expect(found.code).toBe(code);
    expect(found.out).toContain('✗ parcel-post sandbox differs from what was agreed');
    expect(found.out.endsWith('\nNothing of it is at or above --fail-on\n')).toBe(code === 0);
  });

  it('comes from the agreement where it is not given', async () => {
    const world = await openCheckWorld('policy: { fail-on: none }\n');
    world.emulator.setVersion(NEXT);
    expect((await world.check()).code).toBe(0);
    expect((await world.check('--fail-on', 'may-break')).code).toBe(1);
  });
});

describe('what only the answers show', () => {
  it('is looked at twice in a run without a data folder', async () => {
    const world = await openCheckWorld();
    world.emulator.setVersion(AGREED, {}, NEXT);
    const { code, out } = await world.check();
    expect({ code, looks: world.looks() }).toEqual({ code: 1, looks: 2 });
    expect(out).toContain('they document it or take it back');
  });

  it('is nothing where it is gone at the second look', async () => {
    const world = await openCheckWorld();
    world.emulator.setVersion(AGREED, {}, NEXT);
    world.afterLook(() => world.emulator.setVersion(AGREED));
    const { code, out } = await world.check();
    expect({ code, looks: world.looks() }).toEqual({ code: 0, looks: 2 });
    expect(out).toMatch(/^✓/);
  });

  it('is confirmed in the second run with a data folder, and fails once', async () => {
    const world = await openCheckWorld();
    const check = async (...argv: string[]) => (await world.check('--state', 'data', ...argv)).code;
    expect(await check()).toBe(0);
    world.emulator.setVersion(AGREED, {}, NEXT);
    const codes = [await check(), await check(), await check(), await check('--fail-on-open')];
    expect(codes).toEqual([0, 1, 0, 1]);
    expect(world.looks()).toBe(5);
    world.emulator.setVersion(AGREED);
    expect([await check(), await check('--fail-on-open')]).toEqual([0, 0]);
  });
});

describe('a data folder', () => {
  it('keeps what is open from failing again, and says so', async () => {
    const world = await openCheckWorld();
    world.emulator.setVersion(NEXT);
    const first = await world.check('--state', 'data');
    const second = await world.check('--state', 'data');
    const open = await world.check('--state', 'data', '--fail-on-open');
    expect([first.code, second.code, open.code]).toEqual([1, 0, 1]);
    expect(second.out).toMatch(/\nNothing of it is new in this run; with --fail-on-open it would fail\n$/);
    expect(first.out).not.toContain('Nothing of it');
  });

  it('does not make an outage forget what is open', async () => {
    const world = await openCheckWorld();
    world.emulator.setVersion(NEXT);
    await world.check('--state', 'data');
    world.emulator.fault({ kind: 'reset' });
    expect((await world.check('--state', 'data')).code).toBe(3);
    world.emulator.fault(null);
    expect((await world.check('--state', 'data')).code).toBe(0);
    expect((await world.check('--state', 'data', '--fail-on-open')).code).toBe(1);
  });
});

describe('a run without calls', () => {
  it.each([[['--offline']], [['--dry-run']], [['--dry-run', '--offline']]])('%j makes none', async (argv) => {
    const world = await openCheckWorld((url) => `environments: { sandbox: { url: ${url}, mode: full } }\n`);
    const { code, err } = await world.check(...argv);
    expect({ code, err, requests: world.emulator.requests() }).toEqual({ code: 0, err: '', requests: 0 });
  });
});
