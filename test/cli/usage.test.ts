import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

const GOLDEN = join(import.meta.dirname, '../golden/usage-sources');
const FILE = 'contracts/parcel-post/agreement.yaml';
const AGREEMENT = `partner: parcel-post # ours since May
uses:
  - { operation: getUser, fields: [town] } # by hand
environments:
  production: https://api.parcel.example/v2
`;
const CANARY = /canary|4711/i;

function world() {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'contracts/parcel-post'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  cpSync(join(GOLDEN, 'baseline.yaml'), join(cwd, 'openapi/parcel-post.yaml'));
  cpSync(GOLDEN, join(cwd, 'kept'), { recursive: true });
  writeFileSync(join(cwd, FILE), AGREEMENT);
  const usage = (...argv: string[]) => runCli(['usage', 'parcel-post', ...argv], { cwd });
  return { cwd, usage, read: () => readFileSync(join(cwd, FILE), 'utf8') };
}

describe('usage', () => {
  it('tells what is known of each operation', async () => {
    const { out, code } = await world().usage();
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'parcel-post: 1 of 4 operations known to be used',
        'declared  Look up a user: GET /users/{id}',
        '          agreement: declared',
        '          answers: /town',
        'Nothing is known of the other 3.',
        `${FILE}:3: \`uses\` of getUser names fields: the agreed document describes no body of any answer`,
        '  no difference can touch them as they stand: leave the fields out, so that any change of the operation counts',
        '',
      ].join('\n'),
    );
  });

  it('reads recordings and source, tells no value of theirs, and writes what is new', async () => {
    const { cwd, usage, read } = world();
    const before = read();
    const dry = await usage('--from', 'kept', '--write', '--dry-run');
    expect(dry.err).toBe('');
    expect(dry.out).toContain('kept/cassette.yml (1 call)');
    expect(dry.out).toContain('kept/source/events.py:3');
    expect(read()).toBe(before);

    const data = await usage('--from', 'kept', '--format', 'json');
    const { operations, read: told } = JSON.parse(data.out);
    expect(operations.map((one: { grade: string }) => one.grade)).toEqual([
      'recorded',
      'recorded',
      'recorded',
      'declared',
    ]);
    expect(told.files).toMatchObject({ recordings: 9, source: 3, generated: 1 });

    const written = await usage('--from', 'kept', '--write');
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(read()).toBe(
      before.replace(
        '# by hand\n',
        `# by hand
  - { operation: GET /parcels, known: recorded }
  - { operation: POST /parcels, fields: [id, "labels[].href", "marks.{*}", tracking_code], known: recorded }
  - { operation: GET /parcels/{id}/events, fields: ["/*/happened_at"], known: recorded }
`,
      ),
    );
    expect(written.out).toContain('with: { id: ... }');
    for (const text of [dry.out, data.out, written.out, read()]) expect(text).not.toMatch(CANARY);

    const again = await usage('--from', 'kept', '--write');
    expect(again.out).toContain(`${FILE} has all of it already.`);
    const next = readFileSync(join(GOLDEN, 'baseline.yaml'), 'utf8').replace('happened_at', 'at');
    writeFileSync(join(cwd, 'next.yaml'), next);
    const diff = await runCli(
      ['diff', 'openapi/parcel-post.yaml', 'next.yaml', '--partner', 'parcel-post', '--format', 'json'],
      { cwd },
    );
    const gone = JSON.parse(diff.out).findings.filter((one: { level: string }) => one.level !== 'info');
    expect(gone).toHaveLength(1);
    expect(gone[0]).toMatchObject({ usageGrade: 'recorded' });
    expect(gone[0].effect).toMatch(/break/);
    expect(diff.code).toBe(1);
  });

  it('writes what is only mentioned as that, without fields', async () => {
    const { usage, read } = world();
    expect((await usage('--from', 'kept/source', '--write')).code).toBe(0);
    expect(read()).toContain('  - { operation: POST /parcels, known: mentioned }\n');
    expect((await usage()).out).toContain('mentioned  Send a parcel: POST /parcels');
  });

  it('takes recordings of another host by --host', async () => {
    const { usage } = world();
    const first = await usage('--from', 'kept/calls.har');
    expect(first.out).toContain('1 call to another host');
    expect((await usage('--from', 'kept/calls.har', '--host', 'other.example')).out).not.toContain(
      'another host',
    );
  });

  it.each<[string, string, string, string]>([
    ['a recording that is cut off', 'a.har', '{"log": {"entries":\n[{"x": "CANARY', 'a.har:2'],
    ['a file that is none', 'a.json', '{"CANARY": 1}', 'a.json'],
    ['a broken recording in a folder', 'cut/a.har', '{"log": {"entries": ["CANARY', 'cut/a.har:1'],
  ])('refuses %s', async (_, file, text, place) => {
    const { cwd, usage } = world();
    mkdirSync(join(cwd, 'cut'));
    writeFileSync(join(cwd, file), text);
    const { code, err, out } = await usage('--from', file.startsWith('cut') ? 'cut' : file);
    expect(code).toBe(2);
    expect(err).toContain(place);
    expect(out + err).not.toMatch(CANARY);
  });

  it('refuses to write nothing, and a path that is not there', async () => {
    const { usage } = world();
    expect(await usage('--write')).toMatchObject({ code: 2, err: expect.stringContaining('--from') });
    expect(await usage('--from', 'gone')).toMatchObject({ code: 2, err: expect.stringContaining('gone') });
  });
});
