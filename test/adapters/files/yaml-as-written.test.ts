import { describe, expect, it } from 'vitest';
import { parseDocument, parsePart } from '../../../src/adapters/files/parse-document.ts';

describe('YAML as it is written', () => {
  it.each([
    [
      'keys are texts',
      '200: a\n1.10: b\n0x1F: c\ntrue: d\nno: e\non: f\n',
      { '200': 'a', '1.10': 'b', '0x1F': 'c', true: 'd', no: 'e', on: 'f' },
    ],
    [
      'words of YAML 1.1 are texts',
      'a: [yes, no, on, off, y, n]\n',
      { a: ['yes', 'no', 'on', 'off', 'y', 'n'] },
    ],
    [
      'booleans and nothing',
      'a: [true, False, TRUE, null, ~, ]\nb:\n',
      { a: [true, false, true, null, null], b: null },
    ],
    [
      'days and times are texts',
      'a: 2026-01-01\nb: 2026-01-01T10:00:00Z\nc: 12:30:45\n',
      { a: '2026-01-01', b: '2026-01-01T10:00:00Z', c: '12:30:45' },
    ],
    [
      'numbers of YAML 1.2',
      'a: [0o17, 0x1F, 017, 1e3, 1.50, -.5, +7, -0]\n',
      { a: [15, 31, 17, 1000, 1.5, -0.5, 7, -0] },
    ],
    [
      'what only looks like a number',
      'a: [0b11, 1_000, 1.2.3, "1", 1e, 0x]\n',
      { a: ['0b11', '1_000', '1.2.3', '1', '1e', '0x'] },
    ],
    [
      'what JSON cannot hold',
      'a: [.inf, -.INF, .nan, 1e999]\n',
      { a: ['Infinity', '-Infinity', 'NaN', 'Infinity'] },
    ],
    [
      'binary and time tags are their texts',
      'a: !!binary aGk=\nb: !!timestamp 2026-01-01\nc: !!str 1\n',
      { a: 'aGk=', b: '2026-01-01', c: '1' },
    ],
    ['an anchor anew', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    [
      'merge keys',
      'a: &a { x: 1, y: 1 }\nb: &b { y: 2 }\nc: { <<: [*a, *b], z: 3 }\n',
      { a: { x: 1, y: 1 }, b: { y: 2 }, c: { x: 1, y: 1, z: 3 } },
    ],
    ['CRLF and a byte order mark', '\ufeffa:\r\n  - b\r\n  - |\r\n    c\r\n', { a: ['b', 'c\n'] }],
    ['tabs between and behind', 'a:\t1\nb: [ 1,\t2 ]\t\n', { a: 1, b: [1, 2] }],
    ['an empty document behind', 'a: 1\n---\n', { a: 1 }],
    ['a directive of YAML 1.1', '%YAML 1.1\n---\na: yes\n', { a: 'yes' }],
  ])('%s', (_, text, value) => {
    expect(parseDocument(text, 'api.yaml')).toEqual(value);
  });

  it.each([
    ['api.yaml', '__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n'],
    ['api.json', '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'],
  ])('keeps the names of the language as data: %s', (file, text) => {
    const value = parseDocument(text, file);
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('numbers with more digits than are kept', () => {
  it.each([
    ['api.yaml', 'a: 1\nb: 12345678901234567891\nc: [-99999999999999999]\n'],
    ['api.json', '{ "a": 1,\n"b": 12345678901234567891, "c": [-99999999999999999] }'],
  ])('are told in %s at the first', (file, text) => {
    const { problems } = parsePart(text, file);
    expect(problems).toEqual([
      {
        file,
        line: 2,
        column: file.endsWith('l') ? 4 : 6,
        message: 'a number has more digits than are compared exactly, and 1 more',
      },
    ]);
  });

  it.each([
    ['the ends of 64 bits', '[9223372036854775807, -9223372036854775808, 18446744073709551615]'],
    ['round numbers', '[10000000000000000000, 9223372036854776000, 1e300]'],
    ['texts', '["12345678901234567891", "x 12345678901234567891"]'],
  ])('are not told of %s', (_, list) => {
    expect(parsePart(`{"a": ${list}}`, 'api.json').problems).toEqual([]);
  });
});
