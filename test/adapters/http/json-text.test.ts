import { describe, expect, it } from 'vitest';
import { createAnswerRoom } from '../../../src/adapters/http/answer-room.ts';
import { readAnswerBody } from '../../../src/adapters/http/exchange-body.ts';
import { readJson } from '../../../src/adapters/http/json-text.ts';
import type { Json } from '../../../src/core/json.ts';

const DEEP = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** An object of as many members. */
const wide = (members: number): string =>
  `{${Array.from({ length: members }, (_, at) => `"p${at}":{"a":1}`).join(',')}}`;

describe('a JSON text', () => {
  it.each<[string, Json]>([
    ['{"a":1}', { a: 1 }],
    [' [ ] \n', []],
    ['"a \\"b\\" : , { [ NaN"', 'a "b" : , { [ NaN'],
    ['null', null],
    ['{"a":{"a":[{"a":1},{"a":2}]}}', { a: { a: [{ a: 1 }, { a: 2 }] } }],
    ['{"":0,"a:b":",","\\u0061":1}', { '': 0, 'a:b': ',', a: 1 }],
    ['12345678901234567890', 12345678901234567000],
    ['1e308', 1e308],
    ['1e-400', 0],
    [DEEP(200), JSON.parse(DEEP(200)) as Json],
  ])('is read: %s', (text, body) => {
    expect(readJson(text)).toEqual({ body });
  });

  it('keeps members that other languages stumble over', () => {
    const read = readJson('{"__proto__":{"a":1},"constructor":2,"toString":3}') as { body: object };
    expect(Object.keys(read.body)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(read.body)).toBe(Object.prototype);
  });

  it.each([
    ['{"a":1,"a":2}', 'truncated', 'a member of the JSON is there twice'],
    ['{"a":1,"\\u0061":2}', 'truncated', 'a member of the JSON is there twice'],
    ['[{"x":{"b":1,"c":{},"b":1}}]', 'truncated', 'a member of the JSON is there twice'],
    ['{"__proto__":1,"__proto__":2}', 'truncated', 'a member of the JSON is there twice'],
    ['{"a":NaN}', 'truncated', 'the JSON holds NaN or Infinity'],
    ['[1, -Infinity]', 'truncated', 'the JSON holds NaN or Infinity'],
    ['NaN', 'truncated', 'the JSON holds NaN or Infinity'],
    ['{"a":1', 'truncated', 'the JSON ends too early'],
    ['{"a":"b', 'truncated', 'the JSON ends too early'],
    ['[1,2,', 'truncated', 'the JSON ends too early'],
    ['{"a":"\\', 'truncated', 'the JSON ends too early'],
    ['{', 'truncated', 'the JSON ends too early'],
    ['{"a":1}}', 'truncated', 'the JSON is broken'],
    ["{'a':1}", 'truncated', 'the JSON is broken'],
    ['{"a":1,}', 'truncated', 'the JSON is broken'],
    ['{"a":01}', 'truncated', 'the JSON is broken'],
    ['[1]\u0000', 'truncated', 'the JSON is broken'],
    ['{"a":"\n"}', 'truncated', 'the JSON is broken'],
    ['1e309', 'too-large', 'a number is larger than can be read'],
    [`{"a":[${'9'.repeat(400)}]}`, 'too-large', 'a number is larger than can be read'],
    [DEEP(201), 'too-large', 'nested too deep'],
    ['['.repeat(50_000), 'too-large', 'nested too deep'],
    [`{"a":`.repeat(50_000), 'too-large', 'nested too deep'],
    [`[${'0,'.repeat(250_000)}0]`, 'too-large', 'more than 250000 values'],
    [`{"a":[${wide(50_001)}]}`, 'too-large', 'an object of more than 50000 members'],
    [`[${'[],'.repeat(200_000)}[]]`, 'too-large', 'more than 250000 values'],
  ])('is not read: %.40s', (text, failureClass, detail) => {
    expect(readJson(text)).toEqual({ class: failureClass, detail });
  });

  it.each(['OK', '<html>', '', ' ', '{"a":1}\n{"a":2}\n', 'undefined', "'a'", '--'])(
    'is something else: %j',
    (text) => {
      expect(readJson(text)).toBeNull();
    },
  );

  it('has as many members in all as values, where no object has too many', () => {
    expect(readJson(`[${wide(30_000)},${wide(30_000)}]`)).toHaveProperty('body');
    expect(readJson(wide(50_000))).toHaveProperty('body');
  });

  it('is not read where the answers before it fill the room, unless it is small', () => {
    const room = createAnswerRoom(2_000_000);
    const large = `["${'a'.repeat(900_000)}"]`;
    expect([large, large].map((text) => readJson(text, room))).toEqual([
      { body: [expect.any(String)] },
      { body: [expect.any(String)] },
    ]);
    expect(readJson(large, room)).toEqual({
      class: 'too-large',
      detail: expect.stringContaining('of this look'),
    });
    expect(readJson('{"id":1}', room)).toEqual({ body: { id: 1 } });
  });

  it('is held to its limits in no time', () => {
    const begun = performance.now();
    const texts = [
      '"'.repeat(8_000_000),
      '\\'.repeat(8_000_000),
      `{"a":"${'\\"'.repeat(4_000_000)}`,
      ' '.repeat(8_000_000),
    ];
    for (const text of texts) expect(readJson(text) ?? {}).not.toHaveProperty('body');
    for (const text of [`["${'\\n'.repeat(4_000_000)}",NaN]`, `${'9'.repeat(8_000_000)}`]) readJson(text);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('the body of an answer', () => {
  const read = (bytes: Buffer, type?: string) => readAnswerBody(bytes, type, (text) => text);
  const json = 'application/json';
  const marked = Buffer.from('\uFEFF{"a":"é"}');
  const latin = Buffer.from('{"a":"é"}', 'latin1');

  it.each<[string, Buffer, string, Json]>([
    ['UTF-8', Buffer.from('{"a":"é"}'), json, { a: 'é' }],
    ['a byte order mark', marked, json, { a: 'é' }],
    ['UTF-8 under another name', Buffer.from('{"a":"é"}'), `${json}; charset=iso-8859-1`, { a: 'é' }],
    ['UTF-8 under no known name', Buffer.from('{"a":"é"}'), `${json}; charset=banana`, { a: 'é' }],
    ['what it names', latin, `${json}; charset="ISO-8859-1"`, { a: 'é' }],
    ['a text with a mark', Buffer.from('\uFEFFhi'), 'text/plain', 'hi'],
    ['a text in what it names', Buffer.from('é', 'latin1'), 'text/plain;charset=latin1', 'é'],
    ['bytes', Buffer.from([0x89, 0x50, 0xff]), 'image/png', '\uFFFDP\uFFFD'],
  ])('is read as %s', (_, bytes, type, body) => {
    expect(read(bytes, type)).toEqual({ body, unreadable: false, failure: null });
  });

  it.each([
    ['nothing but broken UTF-8', latin, json],
    ['not what it names', latin, `${json}; charset=utf-8`],
    ['not in a charset that is known', latin, `${json}; charset=banana`],
  ])('says nothing where it is %s', (_, bytes, type) => {
    const failure = { class: 'truncated', detail: 'the text is not in the charset that it names' };
    expect(read(bytes, type)).toEqual({ body: undefined, unreadable: true, failure });
  });

  it('is a form as far as it has no more fields than JSON may have values', () => {
    const form = 'application/x-www-form-urlencoded';
    expect(read(Buffer.from('a=1&b=&a=%C3%A9&__proto__=2'), form).body).toEqual(
      JSON.parse('{"a":["1","é"],"b":"","__proto__":"2"}'),
    );
    expect(read(Buffer.from(`a=1${'&a=1'.repeat(249_999)}`), form).body).toHaveProperty('a.length', 250_000);
    expect(read(Buffer.from(`a=1${'&a=1'.repeat(250_000)}`), form)).toEqual({
      body: undefined,
      unreadable: true,
      failure: { class: 'too-large', detail: 'more than 250000 fields' },
    });
  });

  it('is none where there is only a mark, and no JSON where it is UTF-16', () => {
    expect(read(Buffer.from('\uFEFF'), json)).toEqual({ body: undefined, unreadable: false, failure: null });
    for (const text of ['\uFEFF{"a":1}', '{"a":1}'])
      expect(read(Buffer.from(text, 'utf16le'), json)).toMatchObject({ unreadable: true, failure: null });
  });
});
