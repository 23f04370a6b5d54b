import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

const FILE = 'contracts/parcel-post/agreement.yaml';
const USES = `partner: parcel-post
uses:
  - operation: createParcel
    fields:
      - tracking_code
      - traking_code
      - marks.fragile
      - weight_grams
  - { operation: listParcels, fields: [id, state] }
`;

/** A partner with a pact of none, whose agreed document is this file. */
function world(
  agreement = USES,
  baseline = join(import.meta.dirname, '../golden/usage-sources/baseline.yaml'),
) {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'contracts/parcel-post'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  cpSync(baseline, join(cwd, 'openapi/parcel-post.yaml'));
  writeFileSync(join(cwd, FILE), agreement);
  return (...argv: string[]) => runCli(argv, { cwd });
}

describe('a field under `uses` that the agreed document does not have', () => {
  it('is told by check --offline with file, line and the nearest name, and weighs nothing', async () => {
    const run = world();
    const { code, out, err } = await run('check', '--offline');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      [
        'In our own agreement',
        `  ${FILE}:6: \`uses\` of createParcel names traking_code: the agreed document has no such field in the answers; did you mean tracking_code?`,
        '    no difference can touch it as it stands: write it as the agreed document does, or take it out',
        `  ${FILE}:8: \`uses\` of createParcel names weight_grams: in the agreed document it is sent and not answered, and \`fields\` are those that we read; it has id, tracking_code, labels, labels[].href, labels[].pages, marks`,
        '    no difference can touch it as it stands: write it as the agreed document does, or take it out',
        `  ${FILE}:9: \`uses\` of listParcels names fields: the agreed document describes no body of any answer`,
      ].join('\n'),
    );
  });

  it('is in the report as data, an annotation for GitHub, and in the output of a JUnit suite', async () => {
    const run = world();
    const { notes, findings, verdict } = JSON.parse(
      (await run('check', '--offline', '--format', 'json')).out,
    );
    expect({ findings, verdict }).toEqual({ findings: [], verdict: 'agrees' });
    expect(notes.map(({ file, line }: { file: string; line: number }) => `${file}:${line}`)).toEqual([
      `${FILE}:6`,
      `${FILE}:8`,
      `${FILE}:9`,
    ]);
    const github = await run('check', '--offline', '--format', 'github');
    expect(github.out).toContain(`::notice file=${FILE},line=6,title=in our own agreement::`);
    const junit = await run('check', '--offline', '--format', 'junit');
    expect(junit.out).toContain(`<system-out>${FILE}:6: `);
  });

  it('is told by usage, for people and as data', async () => {
    const run = world();
    const human = await run('usage', 'parcel-post');
    expect(human.out).toContain(`${FILE}:6: \`uses\` of createParcel names traking_code`);
    const { notes } = JSON.parse((await run('usage', 'parcel-post', '--format', 'json')).out);
    expect(notes).toHaveLength(3);
  });

  it('is found in Swagger 2.0 as well, and nothing is told where all is there', async () => {
    const swagger = join(temporaryFolder(), 'swagger.yaml');
    writeFileSync(
      swagger,
      `swagger: "2.0"
info: { title: Parcels, version: "1" }
host: api.parcel.example
paths:
  /parcels:
    get:
      operationId: listParcels
      produces: [application/json]
      responses:
        200: { description: ok, schema: { type: array, items: { $ref: "#/definitions/Parcel" } } }
        default: { description: something else }
definitions:
  Parcel: { type: object, discriminator: kind, required: [kind], properties: { kind: { type: string }, x-id: { type: string } } }
  Big: { allOf: [{ $ref: "#/definitions/Parcel" }, { properties: { weight: { type: integer } } }] }
`,
    );
    const uses = (fields: string) =>
      `partner: parcel-post\nuses: [{ operation: listParcels, fields: [${fields}] }]\n`;
    const { out } = await world(uses('kind, weight, x-id, wieght'), swagger)('check', '--offline');
    expect(out.match(/names [\w-]+/g)).toEqual(['names wieght']);
    expect((await world(uses('kind, weight, x-id'), swagger)('check', '--offline')).out).not.toContain(
      'names',
    );
  });
});

it('an operation under `uses` that is not there is refused with its line', async () => {
  const { code, err } = await world('partner: parcel-post\nuses:\n  - listParcels\n  - createParcl\n')(
    'check',
    '--offline',
  );
  expect(code).toBe(2);
  expect(err).toContain('`uses` names createParcl, which the baseline does not have');
  expect(err).toContain(`at ${FILE}:4`);
  expect(err).toContain('did you mean createParcel?');
});
