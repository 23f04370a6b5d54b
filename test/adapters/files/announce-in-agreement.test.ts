import { describe, expect, it } from 'vitest';
import { announcedIn, isAnnounced } from '../../../src/adapters/files/announce-in-agreement.ts';

const ONE = { what: 'GET /v1/charges/{id}', change: 'removed', on: '2027-06-01', heard: 'mail 2026-11-02' };
const ENTRY = '{ what: GET /v1/charges/{id}, change: removed, on: 2027-06-01, heard: mail 2026-11-02 }';

describe('a line under announced:', () => {
  it.each([
    [
      'a file without it',
      'partner: a\nuses: [x] # what we use\n\n# the end\n',
      `partner: a\nuses: [x] # what we use\nannounced:\n  - ${ENTRY}\n\n# the end\n`,
    ],
    ['a file without a last line end', 'partner: a', `partner: a\nannounced:\n  - ${ENTRY}\n`],
    [
      'an empty list',
      'announced: [] # none yet\npartner: a\n',
      `announced: [${ENTRY}] # none yet\npartner: a\n`,
    ],
    [
      'a list on one line',
      "announced: [{ what: GET /v1/x/{id}, change: removed }] # heard\npartner: 'a'\n",
      `announced: [{ what: GET /v1/x/{id}, change: removed }, ${ENTRY}] # heard\npartner: 'a'\n`,
    ],
    [
      'a list on several lines, with comments',
      'announced:\n    - what: a # one\n      change: removed # soon\n    # of two\n    - { what: b, change: removed }   # two\n# next\npartner: a\n',
      `announced:\n    - what: a # one\n      change: removed # soon\n    # of two\n    - { what: b, change: removed }   # two\n    - ${ENTRY}\n# next\npartner: a\n`,
    ],
    [
      'a list that is not indented, at the end',
      'partner: a\nannounced:\n- what: a\n  change: removed',
      `partner: a\nannounced:\n- what: a\n  change: removed\n- ${ENTRY}\n`,
    ],
    [
      'Windows line ends',
      'partner: a\r\nuses: [x]\r\n',
      `partner: a\r\nuses: [x]\r\nannounced:\r\n  - ${ENTRY}\r\n`,
    ],
    [
      'a file on one line',
      '{ partner: a, uses: [x] }\n',
      `{ partner: a, uses: [x], announced: [${ENTRY}] }\n`,
    ],
  ])('%s', (_, before, after) => {
    const written = announcedIn(before, ONE);
    expect(written.text).toBe(after);
    expect(after.split('\n')[written.line - 1]).toContain(ENTRY);
    expect([isAnnounced(before, ONE), isAnnounced(after, ONE)]).toEqual([false, true]);
  });

  it('quotes what would be something else, and leaves out what is not known', () => {
    const odd = { what: 'yes', change: 'removed', on: null, heard: 'call: "soon" # 1 } ' };
    const { entry, text } = announcedIn('partner: a\n', odd);
    expect(entry).toBe('{ what: "yes", change: removed, heard: "call: \\"soon\\" # 1 } " }');
    expect(isAnnounced(text, odd)).toBe(true);
  });

  it('is refused where there is no place for it', () => {
    expect(() => announcedIn('- a\n', ONE)).toThrow(/no place/);
    expect(() => announcedIn('announced: *x\n', ONE)).toThrow(/no place/);
  });
});
