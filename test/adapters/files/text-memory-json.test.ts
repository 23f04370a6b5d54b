import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePart } from '../../../src/adapters/files/parse-document.ts';
import { createTextMemory } from '../../../src/adapters/files/text-memory.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { document, readBoth } from './read-both.ts';

const written = (value: unknown, indent: number | string = 2) => JSON.stringify(value, null, indent);
const both = (...texts: string[]) => readBoth(texts, 'api.json');

describe('a memory of JSON texts', () => {
  it.each([1, 2, 4, '\t'])(
    'gives the parts that two versions write alike as the same objects: %j',
    (indent) => {
      const memory = createTextMemory();
      const read = (value: JsonObject) =>
        parsePart(written(value, indent), 'api.json', memory).value as ReturnType<typeof document>;
      const [before, after] = [read(document()), read(document(7))];
      const of = (one: JsonObject) => (one.components as JsonObject).schemas as JsonObject;
      expect(after).toEqual(document(7));
      expect(after.info).toBe(before.info);
      expect(of(after).Schema8).toBe(of(before).Schema8);
      expect(of(after).Schema7).not.toBe(of(before).Schema7);
    },
  );

  it('tells of large numbers that an earlier version had', () => {
    const large = written({ ...document(), 'x-id': 0 }).replace('"x-id": 0', '"x-id": 12345678901234567890');
    const [remembered, whole] = both(large, large.replace('number 3', 'number three'));
    expect(remembered).toEqual(whole);
    expect(remembered[1]).toContain('more digits');
  });

  const long = (text: string) => text.replace('{', `{\n  "long": "${'x'.repeat(2_000)}",`);
  it.each<[string, string, string]>([
    ['in one line', '{"a": 1, "b": 2}', '{"a": 1, "b": 3}'],
    ['two members in a line', '{\n  "a": 1, "b": 2\n}', '{\n  "a": 1, "b": 3\n}'],
    ['a comma that is missing', '{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1\n  "b": 2\n}'],
    ['a comma too many', '{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2,\n}'],
    ['a brace that closes too early', '{\n  "a": {\n    "b": 1\n  }\n}', '{\n  "a": {\n    "b": 1\n  }}\n}'],
    ['a bracket for a brace', '{\n  "a": {\n    "b": 1\n  }\n}', '{\n  "a": {\n    "b": 1\n  ]\n}'],
    ['more behind it', '{\n  "a": 1\n}', '{\n  "a": 1\n}\n{}'],
    ['a key twice', '{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2,\n  "a": 3\n}'],
    ['a key twice inside', '{\n  "a": {"b": 1}\n}', '{\n  "a": {"b": 1, "b": 2}\n}'],
    ['keys with escapes', '{\n  "a\\"b": 1,\n  "\\u0061": 2\n}', '{\n  "a\\"b": 2,\n  "\\u0061": 2\n}'],
    ['keys that are whole numbers', '{\n  "b": 1,\n  "2": 3\n}', '{\n  "b": 1,\n  "2": 4\n}'],
    ['the prototype', '{\n  "a": 1,\n  "__proto__": {}\n}', '{\n  "a": 2,\n  "__proto__": {}\n}'],
    ['empty objects', '{\n  "a": {\n  },\n  "b": {}\n}', '{\n  "a": {\n  },\n  "b": {"c": 1}\n}'],
    ['line ends of Windows', '{\r\n  "a": 1\r\n}', '{\r\n  "a": 2\r\n}'],
    ['half a surrogate pair', '{\n  "a": "\\ud800"\n}', '{\n  "b": "\\ud800"\n}'],
    ['a reference elsewhere', '{\n  "a": {"$ref": "b.json"}\n}', '{\n  "a": {"$ref": "c.json"}\n}'],
  ])('changes nothing of what is read: %s', (_, one, other) => {
    const texts = [one, other, one, other].flatMap((text) => [text, text]);
    expect(both(...texts)[0]).toEqual(both(...texts)[1]);
    const within = texts.map(long);
    expect(both(...within)[0]).toEqual(both(...within)[1]);
  });

  it('changes nothing of what is read, whatever is written', () => {
    const whole = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 8 });
    const law = fc.property(whole, whole, fc.constantFrom(0, 1, 2, '\t'), (first, other, indent) => {
      const pad = 'x'.repeat(4_000);
      const texts = [{ pad, ...first }, { pad, ...first, ...other }, first].map((one) =>
        written(one, indent),
      );
      expect(both(...texts)[0]).toEqual(both(...texts)[1]);
    });
    fc.assert(law, { numRuns: 300 });
  });

  it('changes nothing of what is read where lines are cut, doubled or moved', () => {
    const lines = written(document(3)).split('\n');
    const how = fc.constantFrom('cut', 'double', 'in', 'out', 'quote', 'brace', 'comma', 'closed');
    const edits = fc.array(fc.tuple(fc.nat(lines.length - 1), how), { maxLength: 3 });
    const law = fc.property(edits, (wanted) => {
      const edited = [...lines];
      for (const [at, kind] of wanted) edited.splice(at, 1, ...edit(edited[at] ?? '', kind));
      const texts = [lines, edited, lines].map((one) => one.join('\n'));
      expect(both(...texts)[0]).toEqual(both(...texts)[1]);
    });
    fc.assert(law, { numRuns: 300 });
  });
});

function edit(line: string, how: string): string[] {
  if (how === 'cut') return [];
  if (how === 'double') return [line, line];
  if (how === 'in') return [`  ${line}`];
  if (how === 'out') return [line.replace(/^ {2}/, '')];
  if (how === 'quote') return [`${line}"`];
  if (how === 'comma') return [line.endsWith(',') ? line.slice(0, -1) : `${line},`];
  return [how === 'brace' ? `${line} {` : `${line}}`];
}
