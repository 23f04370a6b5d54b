import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/run-cli.ts';
import { emulate, writeDepot } from './depot-world.ts';
import { faultIn, ROWS } from './table.ts';

const SOME = [
  '503 without Retry-After',
  'half a body',
  'an expired certificate',
  '401 for a token that expired, everywhere',
  'a captcha',
  'a field removed',
  'an operation gone (410)',
  'a field newly required (422)',
];

async function told(...argv: string[]) {
  const cwd = temporaryFolder();
  writeDepot(cwd, { url: 'http://127.0.0.1:9', pact: false });
  const served = await emulate(cwd, argv);
  await served.end();
  return served.text();
}

describe('emulate --fault and --drift', () => {
  // All of them: node test/emulate/run.ts
  it.each(ROWS.filter(({ argv }) => SOME.includes(argv[1])))(
    '$argv is told by check as it is',
    async (row) => {
      expect(await faultIn(row, temporaryFolder())).toBeNull();
    },
  );

  it('list what there is, at least 45 faults and 30 changes', async () => {
    const faults = (await told('--fault', 'list')).out.trimEnd().split('\n');
    const drifts = (await told('--drift', 'list')).out.trimEnd().split('\n');
    expect(faults.length).toBeGreaterThanOrEqual(45);
    expect(drifts.length).toBeGreaterThanOrEqual(30);
    expect(faults.find((line) => line.startsWith('silence '))).toMatch(/^silence +timeout, deadline$/);
    const ids = [...faults, ...drifts].map((line) => line.split(' ')[0]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [['depot', '--fault', '503-without-retry-afer'], 'did you mean 503-without-retry-after?'],
    [['depot', '--drift', 'a-feild-removed'], 'did you mean a-field-removed?'],
    [['depot', '--fault', 'silence', '--at', 'getBalanse'], 'did you mean getBalance?'],
    [['depot', '--fault', 'silence', '--drift', 'a-field-removed'], 'do not go together'],
    [['depot', '--drift', 'a-file-became-json', '--at', 'ping'], '--at one of: getExport'],
    [['depot', '--at', 'ping'], '--at goes with --fault or --drift'],
  ])('%j is refused', async (argv, why) => {
    const { err, exit } = await told(...argv);
    expect(exit).toBe(2);
    expect(err).toContain(why);
  });

  it('go together with --as-of, and leave the document and other operations as they are', async () => {
    const cwd = temporaryFolder();
    writeDepot(cwd, { url: 'http://127.0.0.1:9', pact: false });
    const served = await emulate(cwd, ['depot', '--as-of', '30', '--fault', '501', '--at', 'getBalance']);
    const headers = { authorization: 'Bearer depot-token' };
    const statuses = await Promise.all(
      ['/v1/balance', '/v1/rates?base=EUR', '/openapi.json'].map(
        async (path) => (await fetch(`${served.url}${path}`, { headers })).status,
      ),
    );
    await served.end();
    expect(statuses).toEqual([501, 200, 200]);
    expect(served.text().out).toContain('disturbed    501, at GET /v1/balance; told as: server-error');
  });
});
