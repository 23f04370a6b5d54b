import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { anyMatches } from '../../../src/core/registration/file-pattern.ts';
import { readRegistered } from '../../../src/core/registration/read-registered.ts';

const PATHS = [
  'contracts/acme-pay/agreement.yaml',
  'openapi/acme-pay.yaml',
  'contracts/acme-pay/pacts/shop.json',
];

function read(
  agreement: JsonObject,
  more: { paths?: string[]; shared?: JsonObject; journeys?: JsonObject; root?: string } = {},
) {
  const contract = {
    agreement: { partner: 'acme-pay', ...agreement },
    shared: more.shared ?? {},
    journeys: more.journeys ?? null,
  };
  const files = (more.paths ?? PATHS).map((path) => ({ path }));
  return readRegistered({ partner: 'acme-pay', contract, files }, more.root ?? '/tmp/one', sha256);
}

const step = (partner: string) => ({ partner, operation: 'geocode' });

describe('a registered contract', () => {
  it('has its paths below the root, and defaults by what was registered', () => {
    const { agreement, journeys } = read({});
    expect(agreement).toMatchObject({
      file: '/tmp/one/contracts/acme-pay/agreement.yaml',
      openapi: { baseline: '/tmp/one/openapi/acme-pay.yaml' },
      pacts: ['/tmp/one/contracts/acme-pay/pacts/*.json'],
      states: null,
    });
    expect(journeys).toEqual([]);
  });

  it('has one hash, wherever it lies', () => {
    expect(read({}, { root: '/a' }).agreement.hash).toBe(read({}, { root: '/' }).agreement.hash);
    expect(read({ name: 'Acme' }).agreement.hash).not.toBe(read({}).agreement.hash);
  });

  it('obeys what all share', () => {
    const { agreement } = read({}, { shared: { we: 'shop', schedule: { every: '2h' } } });
    expect(agreement).toMatchObject({ we: 'shop', schedule: { everyMs: 7_200_000 } });
  });

  it('has journeys through partners that are registered elsewhere', () => {
    const checkout = {
      title: 'Pay',
      who: 'customer',
      hurts: 'No receipt',
      steps: [step('acme-pay'), step('city-geo')],
    };
    expect(read({}, { journeys: { checkout } }).journeys.map(({ id, steps }) => [id, steps.length])).toEqual([
      ['checkout', 2],
    ]);
  });

  it.each([
    [{ colour: 'red' }, {}, 'unknown key `colour`', 'contracts/acme-pay/agreement.yaml'],
    [
      {},
      { paths: PATHS.slice(0, 1) },
      'the baseline `../../openapi/acme-pay.yaml` is not there',
      'contracts/acme-pay/agreement.yaml',
    ],
    [{ pacts: ['pacts/*.yaml'] }, {}, 'no file matches', 'contracts/acme-pay/agreement.yaml'],
    [{ states: '/etc/hosts' }, {}, 'there is no file', 'contracts/acme-pay/agreement.yaml'],
    [{ openapi: { baseline: '/etc/hosts' } }, {}, 'is not there', 'contracts/acme-pay/agreement.yaml'],
    [
      { pacts: ['../../../**/*.json'] },
      {},
      'it names a file outside of the repository',
      'contracts/acme-pay/agreement.yaml',
    ],
    [{}, { shared: { partner: 'all' } }, 'unknown key `partner`', 'contracts/forewarn.yaml'],
    [{}, { journeys: { checkout: 'no' } }, 'must be a mapping', 'contracts/journeys.yaml'],
    [{}, { journeys: { checkout: { steps: ['x', null] } } }, '5 problems', 'contracts/journeys.yaml'],
  ])('%j with %j is refused: %s', (agreement, more, problem, file) => {
    let error: unknown;
    try {
      read(agreement as JsonObject, more as object);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      code: 'config',
      place: { file },
      message: expect.stringContaining(problem),
    });
  });
});

describe('a pattern', () => {
  it.each([
    ['/a/pacts/*.json', true],
    ['/a/pacts/one.json', true],
    ['/a/**/*.json', true],
    ['/**', true],
    ['/a/pacts/{two,one}.json', true],
    ['/a/pacts/on[a-f].json', true],
    ['/a/pacts/???.json', true],
    ['/a/*.json', false],
    ['/a/pacts/on[!e].json', false],
    ['/a/pacts/*.yaml', false],
    ['/a/pacts/one.jso', false],
    ['/a/pacts/oneXjson', false],
    ['/a/pacts/{one,two}', false],
    ['/a/pacts/[.json', false],
  ])('%s: %s', (pattern, expected) => {
    expect(anyMatches(['/a/pacts/one.json'], pattern)).toBe(expected);
  });
});
