import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { createJudge } from '../../../src/core/openapi/judge/judge.ts';
import { corpusOrSay } from '../corpus.ts';
import { OTHER_SCHEMA_VERDICT, OUTSIDE_OF_OPENAPI } from './disagreements.ts';
import { asComponent, readSuite, type SuiteCase } from './schema-suite.ts';

const corpus = corpusOrSay();
const judge = createJudge();

/** What both judges say of a case, read strictly: null where one cannot say. */
function verdicts(
  { schema, data }: SuiteCase,
  version: string,
): { ajv: boolean | null; core: boolean | null } {
  const Root = asComponent(schema, 'Root');
  const document = openDocument(
    {
      openapi: version,
      info: { title: 'suite', version: '1' },
      paths: {},
      components: { schemas: { Root } },
    },
    sha256,
  );
  const located = { value: Root, pointer: '#/components/schemas/Root' };
  const faults = createAjvValidators(document)(located, 'request')(data);
  const ajv = faults.some(({ keyword }) => keyword === 'undecided') ? null : faults.length === 0;
  return { ajv, core: judge.judge(judge.read(document, [located], 'request'), data, 'request').fits };
}

const reasonIn = (reasons: Readonly<Record<string, string>>, { name }: SuiteCase) =>
  Object.keys(reasons).find((start) => name.startsWith(start));

/** Keywords that OpenAPI 3.0 did not take over from JSON Schema, and lists of schemas under `items`. */
function isOutsideOfThreeZero({ name, schema }: SuiteCase): boolean {
  if (/^(patternProperties|dependencies|refRemote):/.test(name)) return true;
  return /"patternProperties"|"items":\[/.test(JSON.stringify(schema));
}

describe.skipIf(!corpus)('the JSON Schema test suite, in an OpenAPI document', () => {
  it.each([
    ['draft2020-12', '.', '3.1.0'],
    ['draft2020-12', 'optional', '3.1.0'],
    ['draft4', '.', '3.0.3'],
  ] as const)('%s %s: both judges say the same, but for what has its reason', (draft, part, version) => {
    const all = readSuite(corpus ?? '', draft, part);
    const cases = all.filter(
      (one) =>
        reasonIn(OUTSIDE_OF_OPENAPI, one) === undefined &&
        (version !== '3.0.3' || !isOutsideOfThreeZero(one)),
    );
    const met = { ajv: 0, core: 0 };
    const unexplained: string[] = [];
    const used = new Set<string>();
    for (const one of cases) {
      const said = verdicts(one, version);
      for (const by of ['ajv', 'core'] as const) {
        if (said[by] === one.valid) {
          met[by]++;
          continue;
        }
        const reason = reasonIn(OTHER_SCHEMA_VERDICT, one);
        if (reason === undefined) unexplained.push(`${by} says ${said[by]}: ${one.name}`);
        else used.add(reason);
      }
    }
    for (const start of used) console.log(`  ${start}: ${OTHER_SCHEMA_VERDICT[start]}`);
    const share = (count: number) =>
      `${count} of ${cases.length} (${((100 * count) / cases.length).toFixed(1)} %)`;
    console.log(
      `${draft} ${part}, OpenAPI ${version}: ajv ${share(met.ajv)}, interpreter ${share(met.core)}`,
    );
    console.log(`  left out, as OpenAPI does not have it: ${all.length - cases.length}`);
    expect(unexplained).toEqual([]);
    expect(Math.min(met.ajv, met.core) / cases.length).toBeGreaterThanOrEqual(0.98);
  });
});
