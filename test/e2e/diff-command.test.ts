import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORT_FORMATS } from '../../src/core/report/surroundings.ts';
import type { PrintedReport } from '../../src/core/report/types.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';

const root = join(import.meta.dirname, '../..');
const BASELINE = 'openapi/acme-pay.yaml';
const NEXT = 'contracts/acme-pay/next.yaml';
const PACT = 'contracts/acme-pay/pacts/shop--acme-pay.json';
const GONE = 'response-required-property-removed';

const diff = (...more: string[]) => runCli(['diff', ...more], { cwd: root });
async function reported(...more: string[]) {
  const { code, out, err } = await diff(BASELINE, NEXT, '--format', 'json', ...more);
  return { code, err, report: JSON.parse(out) as PrintedReport };
}
const weights = ({ findings }: PrintedReport) =>
  findings.map(({ fingerprint, effect }) => [fingerprint, effect]);

describe('diff and what we use', () => {
  it('takes it from an agreement by name or by file, as from its pacts', async () => {
    const byPact = await reported('--pact', PACT);
    const byName = await reported('--partner', 'acme-pay');
    const byFile = await reported('--agreement', 'contracts/acme-pay/agreement.yaml');
    expect(byPact.code).toBe(1);
    expect(weights(byName.report)).toEqual(weights(byPact.report));
    expect(byFile.report).toEqual(byName.report);
    expect(
      byName.report.findings
        .flatMap((one) => one.affects)
        .some(({ journeys }) => journeys.includes('checkout')),
    ).toBe(true);
  });

  it('takes declared uses from a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'uses.yaml'),
      'uses: [getBalance, { operation: GET /v1/charges, fields: [data] }]\n',
    );
    const { report } = await reported('--uses', join(folder, 'uses.yaml'));
    const graded = report.findings.filter(({ usageGrade }) => usageGrade === 'declared');
    expect(graded.length).toBeGreaterThan(0);
    expect(
      report.findings.filter(({ effect }) => effect === 'may-break').map(({ operation }) => operation?.path),
    ).toContain('/v1/balance');
    writeFileSync(join(folder, 'wrong.yaml'), 'uses: [getBalance]\nuse: [x]\n');
    const wrong = await diff(BASELINE, NEXT, '--uses', join(folder, 'wrong.yaml'));
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringMatching(/unknown key `use`.*`uses`.*\n.*wrong\.yaml:2/),
    ]);
  });

  it.each([
    ['--partner', 'acme-pai', 'acme-pay'],
    ['--agreement', 'contracts/acme-pay/states.yaml', 'states.yaml'],
  ])('%s %s is refused by name', async (flag, value, named) => {
    const { code, err } = await diff(BASELINE, NEXT, flag, value);
    expect([code, err]).toEqual([2, expect.stringContaining(named)]);
  });

  it('without it says unknown, and keeps the level beside the severity', async () => {
    const { report } = await reported();
    expect(new Set(report.findings.map(({ effect }) => effect))).toEqual(new Set(['unknown']));
    const { report: quiet } = await reported('--severity', severityFile(`${GONE} info\n`));
    const told = quiet.findings.filter(({ rule }) => rule === GONE);
    expect(told.map(({ level, severity }) => `${level} ${severity}`)).toEqual(
      told.map(() => 'breaking info'),
    );
    expect(told.length).toBeGreaterThan(0);
  });
});

function severityFile(text: string): string {
  const file = join(temporaryFolder(), 'levels.txt');
  writeFileSync(file, text);
  return file;
}

describe('diff --explain', () => {
  it.each([
    ['before the documents', ['--explain', BASELINE, NEXT]],
    ['after them', [BASELINE, NEXT, '--explain']],
    ['between them', [BASELINE, '--explain', NEXT]],
  ])('%s shows values, and where both documents say so', async (_, args) => {
    const { code, out } = await diff(...args);
    expect(code).toBe(1);
    expect(out).toMatch(/value: \{.*"ch_/);
    expect(out).toMatch(/refused by what was agreed \(openapi\/acme-pay\.yaml:\d+:\d+\)/);
    expect(out).toMatch(/refused by what is there now \(contracts\/acme-pay\/next\.yaml:\d+:\d+\)/);
  });

  it('names the line on which the property stands', async () => {
    const { out } = await diff(BASELINE, NEXT, '--explain', GONE);
    const line = Number(/acme-pay\.yaml:(\d+):/.exec(out)?.[1]);
    expect(readFileSync(join(root, BASELINE), 'utf8').split('\n')[line - 1]).toContain('amount_captured');
  });

  it('of a rule or a fingerprint shows that alone, and exits by all', async () => {
    const { report } = await reported('--explain', GONE);
    expect(new Set(report.findings.map(({ rule }) => rule))).toEqual(new Set([GONE]));
    const [first] = report.findings;
    const one = await reported(`--explain=${first?.fingerprint.slice(0, 8)}`);
    expect(one.report.findings).toEqual([first]);
    expect([one.code, one.report.summary.breaking]).toEqual([1, 1]);
  });

  it.each([
    ['response-required-property-remved', GONE],
    ['api-global-security-added', 'no difference was found by the rule'],
    ['0123456789', '--format json'],
  ])('%s is refused: %s', async (what, message) => {
    const { code, out, err } = await diff(BASELINE, NEXT, '--explain', what);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(message)]);
  });
});

describe('diff and where it goes', () => {
  it.each(REPORT_FORMATS)('--out takes the %s that would be printed', async (format) => {
    const file = join(temporaryFolder(), 'report');
    const printed = await diff(BASELINE, NEXT, '--format', format);
    const written = await diff(BASELINE, NEXT, '--format', format, '--out', file);
    expect([written.code, written.out, written.err]).toEqual([1, '', '']);
    expect(readFileSync(file, 'utf8')).toBe(printed.out);
    expect(printed.out.endsWith('\n')).toBe(true);
  });

  it('says where it cannot be written', async () => {
    const { code, err } = await diff(BASELINE, NEXT, '--out', 'nothere/report');
    expect([code, err]).toEqual([2, expect.stringContaining('nothere/report')]);
  });

  it('prints rows beside the findings, which they hold all of', async () => {
    const { report } = await reported();
    const inRows = report.rows.flatMap(({ fingerprints }) => fingerprints);
    expect(inRows.sort()).toEqual(report.findings.map(({ fingerprint }) => fingerprint).sort());
    expect(report.rows.length).toBeLessThan(report.findings.length);
  });
});

describe('diff of the standard input', () => {
  const piped = (input: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), 'diff', ...args], {
      cwd: root,
      input,
      encoding: 'utf8',
    });

  it.each([
    ['the first', ['-', NEXT], BASELINE],
    ['the second', [BASELINE, '-'], NEXT],
  ])('reads %s document from it', async (_, args, file) => {
    const here = await diff(BASELINE, NEXT, '--format', 'json');
    const { status, stdout } = piped(readFileSync(join(root, file), 'utf8'), ...args, '--format', 'json');
    expect([status, JSON.parse(stdout)]).toEqual([1, JSON.parse(here.out)]);
  });

  it('refuses it as both, and says when it is no document', () => {
    expect(piped('', '-', '-')).toMatchObject({ status: 2, stdout: '' });
    const wrong = piped('{"openapi": ', '-', NEXT);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('standard input')]);
  });
});
