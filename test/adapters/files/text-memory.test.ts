import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parsePart } from '../../../src/adapters/files/parse-document.ts';
import { createTextMemory } from '../../../src/adapters/files/text-memory.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { document, readBoth, schemas } from './read-both.ts';

describe('a memory of texts', () => {
  it('gives the parts that two versions write alike as the same objects', () => {
    const memory = createTextMemory();
    const before = parsePart(dump(document()), 'api.yaml', memory).value as ReturnType<typeof document>;
    const after = parsePart(dump(document(7)), 'api.yaml', memory).value as ReturnType<typeof document>;
    const of = (read: JsonObject) => (read.components as JsonObject).schemas as JsonObject;
    expect(after).toEqual(document(7));
    expect(after.info).toBe(before.info);
    expect(of(after).Schema8).toBe(of(before).Schema8);
    expect(of(after).Schema7).not.toBe(of(before).Schema7);
  });

  it('reads as a whole what is mostly new, and what refers to other files', () => {
    const memory = createTextMemory();
    const first = parsePart(dump({ a: { b: 1 }, c: 2 }), 'api.yaml', memory).value as JsonObject;
    const other = parsePart(dump({ a: { b: 1 }, c: schemas(9) }), 'api.yaml', memory).value as JsonObject;
    expect(other.a).not.toBe(first.a);
    const referring = dump({ ...document(), 'x-more': { $ref: 'other.yaml#/a' } });
    const one = parsePart(referring, 'api.yaml', memory).value as JsonObject;
    const two = parsePart(referring, 'api.yaml', memory).value as JsonObject;
    expect(two.info).not.toBe(one.info);
  });

  const long = `long: ${'x'.repeat(2_000)}\n`;
  it.each<[string, string, string]>([
    [
      'a quoted text that goes on at the indentation of its key',
      'a: "x\nb: 1\n"\nc: 2\n',
      'a: "y\nb: 1\n"\nc: 2\n',
    ],
    ['the same in single quotes', "a: 'x\nb: 1\n'\nc: 2\n", "a: 'x\nb: 2\n'\nc: 2\n"],
    [
      'a list in brackets that ends at the indentation of its key',
      'a: [\n1,\n2\n]\nb: 1\n',
      'a: [\n1,\n3\n]\nb: 1\n',
    ],
    ['a mapping in braces', 'a: {\nb: 1,\nc: 2\n}\nd: 1\n', 'a: {\nb: 1,\nc: 3\n}\nd: 1\n'],
    ['a line that looks like a key which is written later', 'a: "x\nb: 1\n"\nb: 2\n', 'a: 1\nb: 1\n'],
    [
      'lists that stand no deeper than their key',
      'a:\n- 1\n- b: 2\n  c: 3\nd:\n- 4\n',
      'a:\n- 1\n- b: 2\n  c: 4\nd:\n- 4\n',
    ],
    [
      'texts with keys in them',
      'a: |\n  b: 1\n  c: 2\n\n# d: 3\ne: 4\n',
      'a: |\n  b: 1\n  c: 9\n\n# d: 3\ne: 4\n',
    ],
    ['a text that keeps its last lines', 'a: |+\n  b\n\n\nc: 1\n', 'a: |+\n  b\n\nc: 1\n'],
    [
      'comments before and between',
      '# one\n\n# two\na: 1\n  # three\nb: 2\n',
      '# one\n\n# two\na: 1\n  # three\nb: 3\n',
    ],
    ['anchors and aliases', 'a: &x {b: 1}\nc: *x\n', 'a: &x {b: 2}\nc: *x\n'],
    ['an alias to an anchor that another version had', 'a: &x 1\nb: 2\n', 'a: 1\nb: *x\n'],
    ['merge keys', 'a: &x {b: 1}\nc:\n  <<: *x\n', 'a: &x {b: 2}\nc:\n  <<: *x\n'],
    ['a merge key without an alias', 'a:\n  <<: {b: 1}\n  c: 2\n', 'a:\n  <<: {b: 1}\n  c: 3\n'],
    ['a key that is written twice', 'a: 1\nb: 2\n', 'a: 1\nb: 2\na: 3\n'],
    ['a key that is written twice in quotes', 'a: 1\nb: 2\n', 'a: 1\nb: 2\n"a": 3\n'],
    [
      'keys that read as another text',
      'True: 1\nNull: 2\n~: 3\n1.10: 4\n0x1F: 5\n',
      'True: 1\nNull: 2\n~: 3\n1.10: 4\n0x1F: 6\n',
    ],
    ['keys that are whole numbers', 'b: 1\n10: 2\n2: 3\n', 'b: 1\n10: 2\n2: 4\n'],
    ['quoted keys', '"a b": 1\n\'c d\': 2\n"e\\n": 3\n', '"a b": 1\n\'c d\': 2\n"e\\n": 4\n'],
    ['a complex key', '? a\n: 1\nb: 2\n', '? a\n: 1\nb: 3\n'],
    ['the prototype', 'a: 1\n__proto__: {x: 1}\n', 'a: 2\n__proto__: {x: 1}\n'],
    ['several documents', '---\na: 1\n', '---\na: 1\n---\nb: 2\n'],
    ['one document with its marks', '---\na: 1\nb: 2\n', '---\na: 1\nb: 3\n...\n'],
    ['line ends of Windows', 'a: 1\r\nb: 2\r\n', 'a: 1\r\nb: 3\r\n'],
    ['a tab in the indentation', 'a:\n  b: 1\n', 'a:\n\tb: 1\n'],
    ['too little indentation', 'a:\n    b: 1\n    c: 2\n', 'a:\n    b: 1\n  c: 2\n'],
    ['an indented whole', '  a: 1\n  b: 2\n', '  a: 1\n  b: 3\n'],
    ['a text cut off', 'a: 1\nb: [1, 2]\n', 'a: 1\nb: [1, 2\n'],
    ['no line end at the end', 'a: 1\nb: |\n  x', 'a: 1\nb: |\n  y'],
    ['a key without a value', 'a:\nb:\n  c: 1\n', 'a:\nb:\n  c: 2\n'],
    [
      'a key that has lost its value to the one after it',
      `a:\n  b:\n    c: ${'x'.repeat(5_000)}\n`,
      `a:\nb:\n    c: ${'x'.repeat(5_000)}\n`,
    ],
    ['a value below its key', 'a:\n  some\n  text\nb: 1\n', 'a:\n  some\n  text\nb: 2\n'],
    ['tags', 'a: !!str 1\nb: 2\n', 'a: !!str 1\nb: !!int "2"\n'],
    ['numbers beyond JSON', 'a: .inf\nb: .nan\nc: 1\n', 'a: .inf\nb: .nan\nc: 2\n'],
  ])('changes nothing of what is read: %s', (_, one, other) => {
    const texts = [one, other, one, other].flatMap((text) => [text, text]);
    const within = texts.map((text) =>
      text.startsWith('---') || text.startsWith('  ') ? text : long + text,
    );
    expect(readBoth(texts)[0]).toEqual(readBoth(texts)[1]);
    expect(readBoth(within)[0]).toEqual(readBoth(within)[1]);
  });

  it('changes nothing of what is read, whatever is written and however', () => {
    const key = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('a', 'b', '/x/{id}', '200', 'null', 'a: b', '#c'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(
          fc.string({ maxLength: 30 }),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.constant('a\n b:\n c '),
        ),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    }));
    const whole = fc.dictionary(key, value, { minKeys: 1, maxKeys: 8, noNullPrototype: true });
    const manner = fc.record({
      indent: fc.integer({ min: 1, max: 5 }),
      lineWidth: fc.constantFrom(-1, 10, 40),
      noArrayIndent: fc.boolean(),
      flowLevel: fc.constantFrom(-1, 1, 2, 3),
      forceQuotes: fc.boolean(),
    });
    const law = fc.property(
      whole,
      value,
      fc.array(key, { maxLength: 2 }),
      manner,
      (first, other, at, how) => {
        const second = structuredClone(first) as Record<string, unknown>;
        for (const name of at)
          Object.defineProperty(second, name, {
            value: other,
            enumerable: true,
            writable: true,
            configurable: true,
          });
        const wide = { pad: 'x '.repeat(2_000), ...first };
        const texts = [dump(wide, how), dump({ pad: 'x '.repeat(2_000), ...second }, how)];
        const [remembered, whole] = readBoth([...texts, texts[0] as string]);
        expect(remembered).toEqual(whole);
      },
    );
    fc.assert(law, { numRuns: 400 });
  });

  it('changes nothing of what is read where lines are cut, doubled or moved', () => {
    const lines = dump(document(3), { lineWidth: 40 }).split('\n');
    const law = fc.property(
      fc.array(
        fc.tuple(fc.nat(lines.length - 1), fc.constantFrom('cut', 'double', 'in', 'out', 'quote', 'brace')),
        { maxLength: 4 },
      ),
      (edits) => {
        const edited = [...lines];
        for (const [at, how] of edits) {
          const line = edited[at] ?? '';
          if (how === 'cut') edited.splice(at, 1);
          else if (how === 'double') edited.splice(at, 0, line);
          else
            edited[at] =
              { in: `  ${line}`, out: line.replace(/^ {2}/, ''), quote: `${line}"`, brace: `${line} {` }[
                how
              ] ?? '';
        }
        const [remembered, whole] = readBoth([lines.join('\n'), edited.join('\n'), lines.join('\n')]);
        expect(remembered).toEqual(whole);
      },
    );
    fc.assert(law, { numRuns: 150 });
  });
});
