import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/adapters/files/decode-text.ts';
import { parseDocument } from '../../../src/adapters/files/parse-document.ts';
import { ForewarnError } from '../../../src/core/errors.ts';

/** A reason, and the line and column where they can be known. */
type Refusal = [name: string, text: string, reason: RegExp, line?: number, column?: number];

const laughs = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
  .concat(
    [...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[index]}`)}]`),
  )
  .join('\n');

const merges = `${Array.from({ length: 400 }, (_, index) => `m${index}: &m${index} { ${Array.from({ length: 300 }, (_, key) => `k${key}: 1`)}${index > 0 ? `, <<: *m${index - 1}` : ''} }`).join('\n')}\n`;

const yaml: Refusal[] = [
  ['nothing at all', ' \n', /the file is empty/],
  ['nothing but comments', '# secret\n---\n', /nothing but comments/],
  ['a page', '<!DOCTYPE html><html>secret</html>', /this is HTML/],
  ['one word', 'secret', /not an object/],
  ['a list', '- secret\n', /not an object/],
  ['a list that is not closed', 'a: 1\nb: [secret\nc: 2\n', /not valid YAML/, 3, 1],
  ['a text that is not closed', 'a: 1\nb: "secret\n', /not closed: is the file cut off/, 3, 1],
  ['a key without a colon', 'a: 1\nsecret\n', /no value or no colon/, 3, 1],
  ['a tab in the indentation', 'a:\n\tsecret: 1\n', /a tab stands in the indentation/, 2, 1],
  ['too little indentation', 'a:\n    b: secret\n  c: secret\n', /the indentation/, 3, 3],
  ['an alias of nothing', 'a: *secret\n', /an alias names no anchor/, 1, 11],
  ['an alias of itself', 'a: &secret { b: *secret }\n', /contains itself/],
  ['a thousand laughs', laughs, /once aliases are followed/],
  ['too much to merge', merges, /it merges too many keys/, 334],
  ['something deep', `a: ${'['.repeat(2000)}${']'.repeat(2000)}\n`, /nested deeper/, 1],
  ['two documents', 'a: 1\n---\nb: secret\n', /more than one YAML document/, 2, 1],
  ['an unknown tag', 'a: 1\nb: !secret x\n', /a tag of an unknown kind/, 2],
  ['a code tag', 'a: !!js/function "secret"\n', /a tag of an unknown kind/, 1],
  ['a null byte', 'a: "x\0"\n', /null byte/, 1],
];

const json: Refusal[] = [
  ['a list', '["secret"]', /not an object/],
  ['an end that is missing', '{"openapi":\n "3.1.0",\n "secret', /ends too early: it is cut off/, 3, 9],
  ['an end that is missing behind a number', '{"openapi": 3', /cut off/, 1, 14],
  ['a bare word', '{"openapi":\n secret }', /not valid JSON/, 2, 2],
  ['a comment', '{\n  // secret\n  "a": 1 }', /it has no comments/, 2, 3],
  ['a comma too many', '{ "a": [1, 2, ] }', /nothing follows the comma/, 1, 15],
  ['single quotes', "{ 'a': 'secret' }", /double quotes/, 1, 3],
  ['more behind its end', '{ "a": 1 }\n{ "b": "secret" }', /more follows its end/, 2, 1],
  ['a line end in a text', '{ "a": "secret\n" }', /inside of a text/, 1, 15],
  ['something deep', `{"a": ${'['.repeat(2000)}${']'.repeat(2000)}}`, /nested deeper/],
];

describe.each([
  ['api.yaml', yaml],
  ['api.json', json],
])('%s is refused', (file, refusals) => {
  it.each(refusals)('for %s', (_, text, reason, line, column) => {
    const refusal = refused(() => parseDocument(text, file));
    expect(refusal.code).toBe('input');
    expect(refusal.message).toMatch(reason);
    expect(refusal.place).toMatchObject({ file, ...(line && { line }), ...(column && { column }) });
    if (!line) expect(refusal.place).toEqual({ file });
    expect(JSON.stringify([refusal.message, refusal.fix, refusal.cause, refusal.stack])).not.toMatch(
      /secret/,
    );
  });
});

describe('a key that is written twice', () => {
  it.each([
    ['api.yaml', 'a: 1\nb:\n  200: { x: secret }\n  200: { x: other }\n', '200', 4, 3],
    ['api.yaml', `a: 1\n${'k'.repeat(99)}: 1\n${'k'.repeat(99)}: 2\n`, `${'k'.repeat(59)}…`, 3, 1],
    ['api.json', '{ "a": { "b": "secret",\n "b": "other" } }', 'b', 2, 2],
    ['api.json', '{ "a": "x", "\\u0061": 1 }', 'a', 1, 13],
  ])('is refused in %s where its values differ: %j', (file, text, key, line, column) => {
    const refusal = refused(() => parseDocument(text, file));
    expect(refusal.message).toContain(`the key ${key} is written twice, first in line `);
    expect(refusal.message).not.toContain('secret');
    expect(refusal.place).toEqual({ file, line, column });
  });

  it.each([
    ['api.yaml', 'a:\n  b: [1]\n  b: [1]\nc: 2\n'],
    ['api.json', '{ "a": { "b": [1], "b": [1] }, "c": 2 }'],
  ])('is read in %s where its values are the same', (file, text) => {
    expect(parseDocument(text, file)).toEqual({ a: { b: [1] }, c: 2 });
  });
});

describe('decodeText', () => {
  const text = '{"a": "é€"}';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('reads %s', (_, bytes) => {
    expect(parseDocument(decodeText(bytes, 'api.json'), 'api.json')).toEqual({ a: 'é€' });
  });

  it.each([
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /packed \(gzip\)/, {}],
    ['zip', Buffer.from([0x50, 0x4b, 3, 4]), /packed \(zip\)/, {}],
    ['Latin-1', Buffer.from('a: 1\nc: secr\u00e9t\n', 'latin1'), /not UTF-8/, { line: 2, column: 8 }],
    ['half a UTF-16 text', Buffer.from([0xff, 0xfe, 0x7b]), /cut off/, {}],
  ])('refuses %s', (_, bytes, reason, place) => {
    const refusal = refused(() => decodeText(bytes, 'api.yaml'));
    expect(refusal.message).toMatch(reason);
    expect(refusal.place).toEqual({ file: 'api.yaml', ...place });
  });
});

function refused(act: () => unknown): ForewarnError {
  try {
    act();
  } catch (error) {
    if (error instanceof ForewarnError) return error;
    throw error;
  }
  throw new Error('it was read');
}
