import { existsSync, globSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readYaml } from '../../../src/adapters/files/read-yaml.ts';
import { DESCRIBED_FILES, schemaOf } from '../../../src/core/agreement/schema/file-schemas.ts';
import { isObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import { readPlan } from '../../../src/local/emulator/read-plan.ts';

const GOLDEN = 'test/golden/agreement';

const schemas = new Map(DESCRIBED_FILES.map((file) => [`${file.name}.yaml`, schemaOf(file)]));
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
const judges = new Map<string, ValidateFunction>(
  [...schemas].map(([name, schema]) => [name, ajv.compile(schema)]),
);

/** What an editor would underline in a file, as places. */
function faultsOf(file: string): string[] {
  const judge = judges.get(basename(file)) as ValidateFunction;
  const read = readYaml(file);
  if (!('data' in read)) return [`${read.file} ${read.message}`];
  const isRight = judge(read.data);
  return isRight ? [] : (judge.errors ?? []).map((one) => `${one.instancePath} ${one.keyword}`);
}

const described = (folder: string) =>
  [...schemas.keys()].map((name) => join(folder, name)).filter(existsSync);

/** Golden folders whose mistake one file shows by itself, and where an editor underlines it. */
const REFUSED: Record<string, string> = {
  'auth-none': '/environments/sandbox/auth oneOf',
  'auth-two-ways': '/environments/sandbox/auth oneOf',
  'bad-duration': '/schedule/every pattern',
  'bad-enum': '/evidence enum',
  'bad-partner-name': '/partner pattern',
  'broker-selectors': '/broker/selectors/0 additionalProperties',
  'contact-empty': '/contacts/theirs/1/email pattern',
  'empty-value': '/limits type',
  'environment-name': '/environments propertyNames',
  'environment-type': '/environments/sandbox anyOf',
  'exception-two-names': '/policy/ignore/1 oneOf',
  'journey-bad-step': '/checkout/steps/0 oneOf',
  'list-for-mapping': '/limits type',
  'many-files': '/kind enum',
  'negative-number': '/limits/calls-per-day minimum',
  'ours-deliveries-text': '/ours/deliveries type',
  'partner-missing': ' required',
  'partner-too-long': '/partner pattern',
  'schedule-two': '/schedule oneOf',
  'secret-alone': '/environments/sandbox/auth/bearer type',
  'secret-value': '/environments/sandbox/auth/bearer/secret pattern',
  'shared-bad-value': '/contacts/theirs-send enum',
  'shared-unknown-key': ' additionalProperties',
  'state-bad-pointer': '/a charge exists/find/capture/id pattern',
  'state-cleanup-wrong': '/cleanup anyOf',
  'state-two-methods': '/a charge exists/make/0 oneOf',
  'state-unknown-keys-deep': '/a charge exists/make/1 additionalProperties',
  'state-unknown-key': '/a charge exists additionalProperties',
  'state-unsafe-find': '/a charge exists/find oneOf',
  'unknown-key': ' additionalProperties',
  'unknown-key-far': ' additionalProperties',
  'unknown-key-in-ours': '/ours additionalProperties',
  'unknown-keys-deep': '/checkout/steps/0/expect/0 additionalProperties',
  'unknown-nested-key': '/limits additionalProperties',
  'url-not-http': '/environments/sandbox pattern',
  'url-with-credentials': '/environments/sandbox pattern',
};

/** Plans that are wrong, and where an editor underlines them. */
const REFUSED_PLANS: [what: string, text: string, places: string[]][] = [
  ['an unknown key', 'sandbox: { dring: [] }', ['/sandbox additionalProperties']],
  ['a version without a document', 'sandbox: [{ from: 0 }]', ['/sandbox/0 required']],
  ['no version', 'sandbox: []', ['/sandbox minItems']],
  ['a day that is none', 'sandbox: [{ from: monday, document: a.yaml }]', ['/sandbox/0/from pattern']],
  ['a day before the story', 'sandbox: [{ from: -1, document: a.yaml }]', ['/sandbox/0/from minimum']],
  [
    'a status that is no outage',
    'sandbox: { during: [{ from: 1, outage: 404 }] }',
    ['/sandbox/during/0/outage minimum'],
  ],
  [
    'two kinds at once',
    'sandbox: { during: [{ from: 1, outage: 503, fault: slow }] }',
    ['/sandbox/during/0 oneOf'],
  ],
  ['no kind', 'sandbox: { during: [{ from: 1 }] }', ['/sandbox/during/0 oneOf']],
  [
    '`at` beside an outage',
    'sandbox: { during: [{ from: 1, outage: 503, at: listOrders }] }',
    ['/sandbox/during/0 anyOf'],
  ],
  [
    '`every` beside a drift',
    'sandbox: { during: [{ from: 1, drift: gone, every: 3 }] }',
    ['/sandbox/during/0 anyOf'],
  ],
  [
    'headers of no operation',
    'sandbox: { during: [{ from: 1, sunset: { charges: 3 } }] }',
    ['/sandbox/during/0/sunset propertyNames'],
  ],
];

/** What no schema of one file says: it hangs on other files, on two values at once or on the calendar, or is no YAML mapping. */
const READER_ALONE = [
  'ahead-of-circle',
  'ahead-of-unknown',
  'bad-day',
  'broker-foreign-secret',
  'duplicate-key',
  'empty',
  'foreign-secret',
  'journey-unknown-partner',
  'missing-pacts',
  'missing-published',
  'no-baseline',
  'no-named-baseline',
  'not-a-mapping',
  'not-yaml',
  'only-comments',
  'partner-not-folder',
  'secrets-collide',
  'span-backwards',
  'state-lease-and-make',
  'state-recover-without-mark',
  'tabs',
  'timezone-bad',
];

const goldens = readdirSync(GOLDEN);
const good = goldens.filter((name) => name.startsWith('good-'));

describe('the schemas for editors', () => {
  it.each([
    ...globSync('contracts/{*,*/*}.yaml').filter((file) => schemas.has(basename(file))),
    ...good.flatMap((name) => described(join(GOLDEN, name))),
  ])('accept %s', (file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  it.each(Object.entries(REFUSED))('refuse %s at its place', (name, place) => {
    expect(described(join(GOLDEN, name)).flatMap(faultsOf)).toContain(place);
  });

  it.each(REFUSED_PLANS)('refuse %s in a plan, as the reader does', (_, text, places) => {
    const file = join(mkdtempSync(join(tmpdir(), 'forewarn-plan-')), 'plan.yaml');
    onTestFinished(() => rmSync(dirname(file), { recursive: true }));
    writeFileSync(file, text);
    expect(faultsOf(file)).toEqual(expect.arrayContaining(places));
    expect(() => readPlan(file)).toThrow(expect.objectContaining({ code: 'config' }));
  });

  it('know each golden mistake, or leave it to the reader knowingly', () => {
    const known = [...good, ...Object.keys(REFUSED), ...READER_ALONE].sort();
    expect(known).toEqual([...goldens].sort());
  });

  it('have every key of the full agreement', () => {
    const known = [...keysOf(schemas.get('agreement.yaml') as JsonObject, '')].map(({ path }) => path);
    const missing = PROMISED.trim()
      .split(/\s+/)
      .filter((key) => !known.includes(`/${key}`));
    expect(missing).toEqual([]);
  });

  it.each([...schemas])('say of each key of %s what it is for', (_, schema) => {
    const keys = [...keysOf(schema, '')];
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter(({ told }) => !told).map(({ path }) => path)).toEqual([]);
  });
});

/** Every key of the full agreement that is promised. */
const PROMISED = `
partner name kind we contract contract/reference contract/supports contract/critical openapi openapi/baseline
openapi/published openapi/external-refs ours ours/openapi ours/environments pacts states uses uses/operation uses/with
uses/fields environments environments/url environments/published environments/auth environments/auth/bearer
environments/auth/bearer/secret environments/auth/basic environments/auth/header environments/auth/query
environments/auth/oauth2 environments/auth/secret environments/mode environments/ahead-of schedule schedule/every
schedule/cron schedule/timezone limits limits/requests-per-second limits/concurrent limits/timeout limits/calls-per-day
max-age promise promise/response-time notice-days notice-days/breaking notice-days/warning migration-days change-freeze
change-freeze/from change-freeze/to change-freeze/why do-not-call do-not-call/from do-not-call/to announced announced/what
announced/change announced/on announced/heard contacts contacts/ours contacts/ours/email contacts/ours/slack
contacts/ours/slack/secret contacts/theirs contacts/theirs/email contacts/theirs/webhook contacts/theirs-send evidence
policy policy/confirm policy/fail-on policy/severity policy/accepted policy/ignore policy/ignore/ref policy/ignore/until
policy/ignore/why`;

interface Key {
  path: string;
  told: boolean;
}

/** Every key that a schema allows, by its path without indexes and names. */
function* keysOf(schema: JsonObject, path: string): Iterable<Key> {
  for (const below of [schema.items, schema.additionalProperties, ...list(schema.anyOf)])
    if (isObject(below)) yield* keysOf(below, path);
  if (!isObject(schema.properties)) return;
  for (const [key, one] of Object.entries(schema.properties)) {
    const at = `${path}/${key}`;
    yield { path: at, told: isObject(one) && /^[^\s].*\.$/.test(String(one.description)) };
    if (isObject(one)) yield* keysOf(one, at);
  }
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
