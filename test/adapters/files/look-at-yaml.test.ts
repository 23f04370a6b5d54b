import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookThrough } from '../../../src/adapters/files/as-json.ts';
import { isPlainText, readTree } from '../../../src/adapters/files/look-at-yaml.ts';
import { parseYaml } from '../../../src/adapters/files/parse-yaml.ts';
import { mayShareParts } from '../../../src/adapters/files/yaml-blocks.ts';

/** What is found where everything is looked through. */
function lookedThrough(text: string) {
  const { value, looked } = lookThrough(parseYaml(text, 'any.yaml'), mayShareParts(text));
  const { refersElsewhere, namesSchemas, hasLargeNumbers } = looked;
  return { value, looked: { refersElsewhere, namesSchemas, hasLargeNumbers } };
}

describe('a YAML text that shows by itself that nothing would be found', () => {
  it.each([
    ['texts, numbers and words', 'a: text\nb: 12\nc: -1.5\nd: true\ne: ~\nf:\n'],
    ['references to itself', `a:\n  $ref: '#/b'\nb:\n  "$ref": "#/c"\nc:\n  $ref: >-\n    #/a\n`],
    ['an escape of a line end', 'a: "one\\ntwo"\n'],
    ['a price', 'a: costs $5, or 5 & 5 * 5\n'],
    ['the word mapping', 'a: a mapping of names\nmappings: {a: b}\n'],
  ])('is not looked through: %s', (_, text) => {
    expect(isPlainText(text)).toBe(true);
    expect(readTree(text, 'any.yaml', false)).toMatchObject(lookedThrough(text));
  });

  it.each([
    ['a reference to elsewhere', `$ref: other.yaml#/a\n`],
    ['one on the next line', `$ref:\n  other.yaml\n`],
    ['one in flow style', `{"$ref":"other.yaml"}\n`],
    ['one by a spelled dollar', '"\\x24ref": other.yaml\n'],
    ['one over two lines', '? "$r\\\n  ef"\n: other.yaml\n'],
    ['a name of a schema', 'a: {$id: "http://a.example/b"}\n'],
    ['an anchor of a schema', `"$anchor": here\n`],
    ['a mapping', 'discriminator:\n  mapping:\n    a: other.yaml#/b\n'],
    ['a mapping with its colon apart', 'discriminator: {"mapping" : {a: "other.yaml#/b"}}\n'],
    ['a mapping with a comment', '? mapping # of names\n: {a: "other.yaml#/b"}\n'],
    ['half of a surrogate pair', 'a: "\\ud800"\n'],
  ])('is looked through: %s', (_, text) => {
    expect(isPlainText(text)).toBe(false);
    expect(readTree(text, 'any.yaml', false)).toMatchObject(lookedThrough(text));
  });

  it.each([
    ['a number that JSON writes otherwise', 'a: 1.10\n1.10: b\n', { a: 1.1, '1.10': 'b' }],
    ['no number', 'a: .inf\nb: .nan\n', { a: 'Infinity', b: 'NaN' }],
    ['a number too large', 'a: 9007199254740993\n', { a: 9007199254740992 }],
  ])('is looked through where it has %s', (_, text, value) => {
    const read = readTree(text, 'any.yaml', false);
    expect(read.value).toEqual(value);
    expect(read).toMatchObject(lookedThrough(text));
  });

  it('reads the same as one that is looked through, whatever it is made of', () => {
    const pieces = fc.constantFrom(
      '$ref',
      '"$ref"',
      '$id',
      'mapping',
      "'mapping'",
      ': ',
      ':',
      '\n  ',
      '\n',
      '- ',
      '#/a',
      "'#/a'",
      'other.yaml#/b',
      '"\\u0024ref"',
      '1.0',
      '12345678901234567890',
      '0x1F',
      'null',
      'True',
      '>-\n    ',
      '{',
      '}',
      ', ',
      '&a ',
      '*a',
      'x',
      ' # c',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (made) => {
        const text = made.join('');
        let expected: ReturnType<typeof lookedThrough>;
        try {
          expected = lookedThrough(text);
        } catch {
          return;
        }
        expect(readTree(text, 'any.yaml', mayShareParts(text))).toMatchObject(expected);
      }),
      { numRuns: 5_000 },
    );
  });
});
