import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckWorld, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const AGREEMENT = 'contracts/parcel-post/agreement.yaml';
const PACT = 'contracts/parcel-post/pacts/shop.json';

/** Writes a file of the world's folder. */
function write({ cwd }: CheckWorld, file: string, text: string): void {
  mkdirSync(join(cwd, file, '..'), { recursive: true });
  writeFileSync(join(cwd, file), text);
}

const agreement = (lines: string) => (world: CheckWorld) =>
  write(world, AGREEMENT, `partner: parcel-post\nopenapi: ${world.emulator.url}/openapi.json\n${lines}`);

/** Each: what is wrong, how it comes about, and the whole of what is said. */
const WRONG: [string, (world: CheckWorld) => void, string][] = [
  [
    'a tab',
    agreement('uses:\n\t- listParcels\n'),
    `this is not YAML: indent with spaces, not with tabs\n at ${AGREEMENT}:4`,
  ],
  [
    'a bracket that is not closed',
    agreement('uses: [listParcels\n'),
    `this is not YAML: unexpected end of the stream within a flow collection\n at ${AGREEMENT}:4`,
  ],
  [
    'an unknown key',
    agreement('usse: [listParcels]\n'),
    `unknown key \`usse\`; did you mean \`uses\`?\n at ${AGREEMENT}:3`,
  ],
  [
    'a key written twice',
    agreement('name: a\nname: b\n'),
    `the same key is written twice\n at ${AGREEMENT}:4`,
  ],
  [
    'a value of another kind',
    agreement('schedule: { every: often }\n'),
    `\`schedule.every\`: must be a duration like \`30s\`, \`15m\`, \`6h\` or \`2d\`\n at ${AGREEMENT}:3`,
  ],
  [
    'several problems, each in its place',
    agreement('colour: red\nlimits: { concurrent: many }\n'),
    `2 problems\n  ${AGREEMENT}:3: unknown key \`colour\` (allowed: `,
  ],
  [
    'a URL that is none',
    agreement('environments:\n  sandbox: parcels\n'),
    `\`environments.sandbox\`: must be an http or https URL without query, like \`https://api.partner.example\`\n at ${AGREEMENT}:4`,
  ],
  [
    'a secret of another partner',
    agreement(
      'environments:\n  sandbox: { url: "https://a.example", auth: { bearer: { secret: other/token } } }\n',
    ),
    `\`environments.sandbox.auth.bearer.secret\`: may name only secrets under \`parcel-post/\`\n at ${AGREEMENT}:4`,
  ],
  [
    'an operation that the baseline does not have',
    agreement('uses: [listParcel]\n'),
    `\`uses\` names listParcel, which the baseline does not have\n at ${AGREEMENT}:3`,
  ],
  [
    'no baseline',
    ({ cwd }) => rmSync(join(cwd, 'openapi'), { recursive: true }),
    '`openapi`: the baseline `../../openapi/parcel-post.yaml` is not there; agree on a document and keep it there (`forewarn init http://127.0.0.1:',
  ],
  [
    'a baseline that is a web page',
    (world) => write(world, 'openapi/parcel-post.json', '<html>'),
    'this is HTML or XML, not JSON or YAML\n at openapi/parcel-post.json\n  name the document itself, not the page that shows it',
  ],
  [
    'a baseline that is no OpenAPI document',
    (world) => write(world, 'openapi/parcel-post.json', '{}'),
    'this is not an OpenAPI 3.0, 3.1 or 3.2 document\n at openapi/parcel-post.json\n',
  ],
  [
    'a pact that is not JSON',
    (world) => write(world, PACT, '{\n"a":'),
    `this pact is not JSON\n at ${PACT}:2`,
  ],
  ['a pact that is none', (world) => write(world, PACT, '{}'), `\`consumer.name\` is missing\n at ${PACT}`],
  [
    'pacts that no file is',
    agreement('pacts: [mine/*.json]\n'),
    `\`pacts[0]\`: no file matches \`mine/*.json\`\n at ${AGREEMENT}:3`,
  ],
  [
    'a recipe with an unknown key',
    (world) =>
      write(
        world,
        'contracts/parcel-post/states.yaml',
        'a parcel:\n  make: [{ post: /parcels, bdoy: {} }]\n',
      ),
    'unknown key `bdoy`; did you mean `body`?\n at contracts/parcel-post/states.yaml:2',
  ],
  [
    'a folder without an agreement',
    ({ cwd }) => mkdirSync(join(cwd, 'contracts', 'swift-ship')),
    'this folder has no `agreement.yaml`\n at contracts/swift-ship:1',
  ],
  [
    'shared lines that only one partner can have',
    (world) => write(world, 'contracts/forewarn.yaml', 'partner: all\n'),
    'unknown key `partner`\n at contracts/forewarn.yaml:1',
  ],
];

/** Each: a command line, and what is said of it. */
const UNKNOWN: [string[], string][] = [
  [['check', 'parcel-pots'], 'there is no partner "parcel-pots"\n  did you mean parcel-post?'],
  [['check', '--env', 'sandbxo'], 'no partner here has an environment "sandbxo"\n  did you mean sandbox?'],
  [
    ['check', '--env', 'moon', '--offline'],
    'no partner here has an environment "moon"\n  environments: sandbox',
  ],
  [['check', '--format', 'xml'], 'Allowed choices are human, json, markdown, junit, sarif, github, html'],
  [['check', '--fail-on', 'worst'], 'must be one of breaks, may-break, level:breaking'],
  [['check', '--offlin'], "unknown option '--offlin'\n  did you mean --offline?"],
  [['check', '--state'], "option '--state <dir>' argument missing"],
  [['check', '--state', AGREEMENT], `the data folder is a file, not a data folder\n at ${AGREEMENT}`],
  [
    ['check', '--state', `${AGREEMENT}/data`],
    `the data folder is a file, not a data folder\n at ${AGREEMENT}`,
  ],
  [['check', '--contracts', 'nowhere'], 'there is no folder nowhere\n  name the folder'],
  [['chekc'], "unknown command 'chekc'\n  did you mean check?"],
  [['help', 'chekc'], 'there is no command "chekc"\n  did you mean check?'],
  [['diff', 'openapi/parcel-post.json', 'openapi'], 'this is not a file\n at openapi'],
  [['diff', 'openapi/parcel-post.json', AGREEMENT], `OpenAPI 3.0, 3.1 or 3.2 document\n at ${AGREEMENT}`],
  [['emulate', '--document', AGREEMENT], `OpenAPI 3.0, 3.1 or 3.2 document\n at ${AGREEMENT}`],
  [['init', AGREEMENT], `OpenAPI 3.0, 3.1 or 3.2 document\n at ${AGREEMENT}`],
  [
    ['history', 'verify'],
    'there is no history here yet\n at .forewarn\n  a history begins with: forewarn check',
  ],
];

describe('wrong input is one message with its place, and exit 2', () => {
  it.each(WRONG)('%s', async (_what, makeWrong, said) => {
    const world = await openCheckWorld();
    makeWrong(world);
    const { code, out, err } = await world.check();
    expect({ code, out, looks: world.looks() }).toEqual({ code: 2, out: '', looks: 0 });
    expect(err).toMatch(/^forewarn: /);
    expect(err).toContain(said);
    expect(err).not.toMatch(/fault of Forewarn|\n\s+at .*\.ts:\d/);
  });

  it.each(UNKNOWN)('%j', async (argv, said) => {
    const { cwd, emulator } = await openCheckWorld();
    const { code, out, err } = await runCli(argv, { cwd });
    expect({ code, out, requests: emulator.requests() }).toEqual({ code: 2, out: '', requests: 0 });
    expect(err).toMatch(/^forewarn: /);
    expect(err).toContain(said);
    expect(err).not.toMatch(/fault of Forewarn|\n\s+at .*\.ts:\d/);
  });

  it('of a data folder of the other calendar', async () => {
    const world = await openCheckWorld();
    write(world, 'data/clock', 'simulated\n');
    const { code, err } = await world.check('--state', 'data');
    expect(code).toBe(2);
    expect(err).toContain('The data folder holds simulated time; this run is of real time.\n at data\n');
  });
});

describe('what the partner serves is never wrong input', () => {
  it.each([
    ['a web page', { kind: 'html' }, 'document-unreadable, an HTML page, not a document'],
    ['nothing', { kind: 'status', status: 404 }, 'document-unreadable, HTTP 404'],
    ['a cut connection', { kind: 'reset' }, 'reset'],
  ] as const)('%s in place of a document is not verified, and exit 3', async (_what, fault, said) => {
    const world = await openCheckWorld();
    world.emulator.fault({ at: 'document', ...fault });
    const { code, out, err } = await world.check();
    expect({ code, err }).toEqual({ code: 3, err: '' });
    expect(out).toContain('Could not check\n  parcel-post sandbox, their document: ');
    expect(out).toContain(said);
    expect(out).toContain('their answers: as agreed');
  });

  it('a secret that is not set is named', async () => {
    const world = await openCheckWorld(
      (url) =>
        `environments: { sandbox: { url: ${url}, auth: { bearer: { secret: parcel-post/token } } } }\n`,
    );
    const { code, out } = await world.check();
    expect({ code, looks: world.looks() }).toEqual({ code: 3, looks: 0 });
    expect(out).toContain('FOREWARN_SECRET_PARCEL_POST_TOKEN');
  });
});
