import { describe, expect, it } from 'vitest';
import { entriesOf, entryIn } from '../../../src/adapters/files/entry-in-agreement.ts';

const PATH = ['policy', 'ignore'];
const ONE = { ref: 'ACME-PAY-12', until: '2027-01-31', why: 'shim: deployed' };
const ENTRY = '{ ref: ACME-PAY-12, until: 2027-01-31, why: "shim: deployed" }';

describe('an entry in a list of an agreement', () => {
  it.each([
    [
      'a file without the list, and without what it stands in',
      'partner: a # us\n\n# the end\n',
      `partner: a # us\npolicy:\n  ignore:\n    - ${ENTRY}\n\n# the end\n`,
    ],
    [
      'a mapping without the list',
      'policy:\n    confirm: 2 # looks\n    # more\npartner: a\n',
      `policy:\n    confirm: 2 # looks\n    ignore:\n      - ${ENTRY}\n    # more\npartner: a\n`,
    ],
    [
      'a mapping on one line',
      'policy: { confirm: 2 } # ours\npartner: a\n',
      `policy: { confirm: 2, ignore: [${ENTRY}] } # ours\npartner: a\n`,
    ],
    ['an empty mapping', 'policy: {}\n', `policy: { ignore: [${ENTRY}] }\n`],
    [
      'a list with entries and comments',
      'policy:\n  ignore:\n    # agreed in May\n    - { rule: x } # always\n  confirm: 3\n',
      `policy:\n  ignore:\n    # agreed in May\n    - { rule: x } # always\n    - ${ENTRY}\n  confirm: 3\n`,
    ],
    [
      'a list on one line in a mapping on one line',
      'policy: { ignore: [{ rule: x }], confirm: 3 }\n',
      `policy: { ignore: [{ rule: x }, ${ENTRY}], confirm: 3 }\n`,
    ],
    ['a file on one line', '{ partner: a }\n', `{ partner: a, policy: { ignore: [${ENTRY}] } }\n`],
    [
      'Windows line ends',
      'partner: a\r\npolicy:\r\n  confirm: 2\r\n',
      `partner: a\r\npolicy:\r\n  confirm: 2\r\n  ignore:\r\n    - ${ENTRY}\r\n`,
    ],
  ])('is put into %s', (_, before, after) => {
    const { text, line, entry } = entryIn(before, PATH, ONE);
    expect(text).toBe(after);
    expect(entry).toBe(ENTRY);
    expect(after.split('\n')[line - 1]).toContain(ENTRY);
    expect(entriesOf(after, PATH)).toEqual([...entriesOf(before, PATH), ONE]);
  });

  it.each([
    [
      'a list on one line',
      'uses: [createCharge, GET /v1/charges/{id}] # ours\npartner: a\n',
      'uses: [createCharge, GET /v1/charges/{id}, ENTRY] # ours\npartner: a\n',
    ],
    [
      'a list of lines',
      '# what we use\nuses:\n  - createCharge # for the shop\n\npartner: a\n',
      '# what we use\nuses:\n  - createCharge # for the shop\n  - ENTRY\n\npartner: a\n',
    ],
    ['a file without it', 'partner: a\n', 'partner: a\nuses:\n  - ENTRY\n'],
  ])('may have members that are lists: put into %s', (_, before, after) => {
    const one = { operation: 'GET /v1/charges/{id}', fields: ['amount', 'data[].id', '/a,b/*', 'null'] };
    const entry = '{ operation: GET /v1/charges/{id}, fields: [amount, "data[].id", "/a,b/*", "null"] }';
    const written = entryIn(before, ['uses'], one);
    expect(written).toMatchObject({ entry, text: after.replace('ENTRY', entry) });
    expect(entriesOf(written.text, ['uses']).at(-1)).toEqual(one);
  });

  it.each([
    ['something else than a list there', 'policy:\n  ignore: none\n'],
    ['something else than a mapping on the way', 'policy: [a]\n'],
    ['an anchor', 'x: &x [{ rule: a }]\npolicy:\n  ignore: *x\n'],
    ['a list', '- a\n'],
    ['no YAML', 'a: [\n'],
  ])('is refused where there is %s', (_, before) => {
    expect(() => entryIn(before, PATH, ONE)).toThrow(/no place/);
  });
});
