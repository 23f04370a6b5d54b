import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/types.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';

const BASELINE = `openapi: 3.1.0
info: { title: Orders, version: 1.2.0 }
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: expand, in: query, schema: { type: string, maxLength: 20 } }
      responses:
        '200':
          description: an order
          content:
            application/json:
              schema:
                type: object
                required: [id, total]
                properties: { id: { type: string }, total: { type: integer }, note: { type: string } }
        '202': { description: later }
`;
const OBSERVED = BASELINE.replace('maxLength: 20', 'maxLength: 10')
  .replace("        '202': { description: later }\n", '')
  .replace('required: [id, total]', 'required: [id]')
  .replace(', note: { type: string }', '');

/** A folder with both documents and some more files, and \`diff\` in it. */
function folderWith(files: Record<string, string> = {}, observed = OBSERVED) {
  const cwd = temporaryFolder();
  const all = { 'old.yaml': BASELINE, 'new.yaml': observed, ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(cwd, name), text);
  return async (...more: string[]) => {
    const { code, out, err } = await runCli(['diff', 'old.yaml', 'new.yaml', '--format', 'json', ...more], {
      cwd,
    });
    const report = out === '' ? null : (JSON.parse(out) as Report);
    const found = report?.findings.map(
      (one) => `${one.severity}${one.suppressed ? ' ignored' : ''} ${one.rule}`,
    );
    return { code, err, found: found?.sort() ?? [], report };
  };
}

const ALL = [
  'breaking request-parameter-max-length-decreased',
  'breaking response-property-became-optional',
  'breaking response-success-status-removed',
  'warning response-optional-property-removed',
];

describe('diff by policy', () => {
  it('finds what the policies below are about', async () => {
    const { code, found, err } = await folderWith()();
    expect({ code, found, err }).toEqual({ code: 1, found: ALL, err: '' });
  });

  it('takes levels and ignored differences from a file of ours, at places too, and tells what fits nothing', async () => {
    const diff = folderWith({
      'policy.yaml': `severity:
  response-success-status-removed: none
  request-parameter-max-length-decreased:
    - { level: info, operation: getOrder }
    - { level: none, subject: '** cookie:**' }
ignore:
  - { rule: response-property-became-optional, until: 2020-01-01, why: long ago }
  - { subject: '**/note', why: nobody reads it }
`,
    });
    const { code, found, err } = await diff('--severity', 'policy.yaml', '--ignore', 'policy.yaml');
    expect(found).toEqual([
      'breaking response-property-became-optional',
      'info request-parameter-max-length-decreased',
      'warning ignored response-optional-property-removed',
    ]);
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([
      'forewarn: policy.yaml:5: the severity of request-parameter-max-length-decreased at ** cookie:** fits no difference',
      'forewarn: policy.yaml:7: the entry rule response-property-became-optional ended on 2020-01-01 and ignores nothing (long ago)',
      '',
    ]);
  });

  it("reads oasdiff's own files", async () => {
    const diff = folderWith({
      'levels.txt': 'response-property-became-optional warn\nresponse-optional-property-removed none\n',
      'ignore.md': `# Known
- 22.11.2026: in GET /orders/{id} we removed the success response with the status '202'
- GET /orders/{id} for the 'query' request parameter 'expand', the maxLength was decreased from '20' to '10'
- GET /orders/{id} removed the success response with the status '203'
`,
    });
    const { code, found, err } = await diff('--severity', 'levels.txt', '--ignore', 'ignore.md');
    expect(found).toEqual([
      'breaking ignored request-parameter-max-length-decreased',
      'breaking ignored response-success-status-removed',
      'warning response-property-became-optional',
    ]);
    expect(code).toBe(0);
    expect(err).toBe(
      `forewarn: ignore.md:4: the entry "- GET /orders/{id} removed the success response with the status '203'" fits no difference\n`,
    );
  });

  it.each([
    [
      'severity: { response-success-status-remvoed: none }\n',
      '--severity',
      '1 `severity.response-success-status-remvoed`: there is no rule `response-success-status-remvoed`; did you mean `response-success-status-removed`?',
    ],
    [
      'severity:\n  response-success-status-removed: brekaing\n',
      '--severity',
      '2 `severity.response-success-status-removed`: has an unknown value',
    ],
    [
      'ignore:\n  - { rule: api-tag-added, operaton: x }\n',
      '--ignore',
      '2 unknown key `operaton`; did you mean `operation`?',
    ],
    ['ignore:\n  - { why: none }\n', '--ignore', '2 `ignore[0]`'],
    ['response-success-status-removed nnone\n', '--severity', '1 `nnone` is no level; did you mean `none`?'],
  ])('refuses %j with file, line and the nearest word', async (text, flag, message) => {
    const { code, err, report } = await folderWith({ 'policy.yaml': text })(flag, 'policy.yaml');
    expect([code, report]).toEqual([2, null]);
    const [, said, line] = /^forewarn: (.*)\n at policy\.yaml:(\d+)\n/.exec(err) ?? [];
    expect(`${line} ${said}`).toContain(message);
  });

  it('names a policy file that is not there', async () => {
    const { code, err } = await folderWith()('--ignore', 'nothere.txt');
    expect([code, err]).toEqual([2, expect.stringContaining('nothere.txt')]);
  });
});

describe('diff by what is asked of a document', () => {
  const deprecated = (sunset: string) =>
    BASELINE.replace('operationId: getOrder', `operationId: getOrder\n      deprecated: true${sunset}`);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  it('holds sunsets against the notice days', async () => {
    const soon = folderWith({}, deprecated(`\n      x-sunset: '${inDays(30)}'`));
    expect((await soon()).code).toBe(0);
    expect((await soon('--notice-days', '90')).found).toContain('breaking api-sunset-date-too-small');
    expect((await soon('--notice-days', '20')).code).toBe(0);
    expect((await folderWith({}, deprecated(''))('--notice-days', '90')).found).toContain(
      'breaking api-deprecated-sunset-missing',
    );
    expect((await soon('--notice-days', 'many')).code).toBe(2);
  });

  it('asks less of beta where that is said', async () => {
    const beta = BASELINE.replace(
      'operationId: getOrder',
      'operationId: getOrder\n      x-stability-level: beta',
    );
    const diff = folderWith(
      { 'old.yaml': beta },
      beta.replace(
        'x-stability-level: beta',
        `x-stability-level: beta\n      deprecated: true\n      x-sunset: '${inDays(30)}'`,
      ),
    );
    expect((await diff('--notice-days', '90')).code).toBe(1);
    expect((await diff('--notice-days', '90,beta=20')).code).toBe(0);
  });

  it('lets what is not settled change, where that is asked', async () => {
    const alpha = (text: string) =>
      text.replace('operationId: getOrder', 'operationId: getOrder\n      x-stability-level: alpha');
    const diff = folderWith({ 'old.yaml': alpha(BASELINE) }, alpha(OBSERVED));
    expect((await diff()).code).toBe(1);
    expect((await diff('--stability', 'beta')).code).toBe(0);
  });

  it('tells a breaking change without a new major version where that is asked', async () => {
    expect((await folderWith()('--versioning')).found).toContain('info api-version-not-bumped');
    const bumped = folderWith({}, OBSERVED.replace('version: 1.2.0', 'version: 2.0.0'));
    expect((await bumped('--versioning')).found.filter((one) => one.includes('version'))).toEqual([]);
  });
});
