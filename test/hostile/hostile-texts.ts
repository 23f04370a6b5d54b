import { gzipSync } from 'node:zlib';
import { GOOD, type HostileDocument, SECRET, times } from './hostile-case.ts';

const HEAD = `openapi: 3.1.0\ninfo: {title: Shelf, version: "1", description: ${SECRET}}\n`;
const PATHS = `paths:
  /things/{id}:
    get:
      responses:
        "200":
          description: ${SECRET}
          content:
            application/json:
              schema: `;

function yaml(name: string, make: () => string | Buffer): HostileDocument {
  return { name, file: 'openapi.yaml', make };
}

function json(name: string, make: () => string | Buffer): HostileDocument {
  return { name, make };
}

/** Levels of a list, each nine times the one before, as aliases. */
function laughs(levels: number, wide: number): string {
  const lines = times(
    levels,
    (at) => `  a${at + 1}: &a${at + 1} [${times(wide, () => `*a${at}`).join(', ')}]`,
  );
  return `${HEAD}x-laughs:\n  a0: &a0 [${SECRET}]\n${lines.join('\n')}\n`;
}

const good = JSON.stringify(GOOD);

/** Texts that harm whoever parses them. */
export const TEXTS: readonly HostileDocument[] = [
  yaml('a billion laughs', () => `${laughs(9, 9)}${PATHS}{enum: *a9}\n`),
  yaml('laughs just under the limit', () => `${laughs(6, 12)}${PATHS}{enum: *a6}\n`),
  yaml('schemas that double by aliases', () => {
    const lines = times(40, (at) => `  s${at + 1}: &s${at + 1} {allOf: [*s${at}, *s${at}]}`);
    return `${HEAD}x-parts:\n  s0: &s0 {type: string}\n${lines.join('\n')}\n${PATHS}*s40\n`;
  }),
  yaml('schemas that double by aliases, few', () => {
    const lines = times(18, (at) => `  s${at + 1}: &s${at + 1} {anyOf: [*s${at}, {items: *s${at}}]}`);
    return `${HEAD}x-parts:\n  s0: &s0 {type: string}\n${lines.join('\n')}\n${PATHS}*s18\n`;
  }),
  yaml(
    'an alias inside its own anchor',
    () => `${HEAD}${PATHS}&me {type: object, properties: {again: *me}}\n`,
  ),
  yaml('merge keys by the million', () => {
    const keys = times(2_000, (at) => `k${at}: ${at}`).join(', ');
    return `${HEAD}x-m:\n  b: &b {${keys}}\n  c: [${times(2_000, () => '{<<: *b}').join(', ')}]\npaths: {}\n`;
  }),
  yaml('merges of merges', () => {
    const lines = times(60, (at) => `  m${at + 1}: &m${at + 1} {<<: [*m${at}, *m${at}, *m${at}]}`);
    return `${HEAD}x-m:\n  m0: &m0 {a: 1}\n${lines.join('\n')}\npaths: {}\n`;
  }),
  yaml(
    'a tag that makes a function',
    () => `${HEAD}x: !!js/function 'function(){process.exit(9)}'\npaths: {}\n`,
  ),
  yaml('tags of other languages', () => `${HEAD}x: !!python/object/apply:os.system ["id"]\npaths: {}\n`),
  yaml('a tag that makes a pattern', () => `${HEAD}${PATHS}{pattern: !!js/regexp /(a+)+$/}\n`),
  yaml(
    'binary and set tags',
    () => `${HEAD}x: !!binary "////"\ny: !!set {a, b}\nz: !!omap [{a: 1}]\npaths: {}\n`,
  ),
  yaml('lists a hundred thousand deep', () => `${HEAD}x: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`),
  yaml(
    'block lists that go ever deeper',
    () => `${HEAD}x:\n${times(3_000, (at) => `${' '.repeat(at + 1)}-`).join('\n')}`,
  ),
  yaml('an indentation of a million spaces', () => `${HEAD}x:\n${' '.repeat(1_000_000)}a: 1\npaths: {}\n`),
  yaml('a folded text without an end', () => `${HEAD}x: "${SECRET} ${'a\n '.repeat(300_000)}`),
  yaml('a million questions', () => `${HEAD}x:\n${'? '.repeat(200_000)}`),
  yaml('a hundred thousand documents', () => `${HEAD}paths: {}\n${'---\n{}\n'.repeat(100_000)}`),
  yaml('a key that is a map', () => `${HEAD}? {a: {b: [1, 2]}}\n: ${SECRET}\npaths: {}\n`),
  yaml(
    'numbers in base sixty and beyond all size',
    () =>
      `${HEAD}x: [${'9'.repeat(200_000)}, 1e999999999, 1:59:59, .inf, .nan, 0x${'f'.repeat(9_000)}]\npaths: {}\n`,
  ),
  yaml(
    'keys of the prototype',
    () =>
      `${HEAD}__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n${PATHS}{properties: {__proto__: {type: string}, toString: {type: string}}}\n`,
  ),
  json('objects a hundred thousand deep', () => `{"x":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`),
  json('lists a million deep, cut off', () => '['.repeat(1_000_000)),
  json('keys of the prototype in JSON', () =>
    good
      .replace(
        '"properties":{',
        '"properties":{"__proto__":{"type":"string"},"constructor":{"type":"integer"},"hasOwnProperty":{"type":"null"},',
      )
      .replace('{"openapi"', '{"__proto__":{"polluted":true},"openapi"'),
  ),
  json('a key written twice', () => good.replace('"paths":', '"paths":{"/other":{}},"paths":')),
  json('a hundred thousand keys that are one', () => `{${'"a":1,'.repeat(100_000)}"openapi":"3.1.0"}`),
  json('null bytes', () => good.replaceAll('things', 'th\u0000ings')),
  json('half surrogates', () => good.replaceAll('Shelf', '\\ud800').replaceAll('size', '\\udfff')),
  json('bytes that are no UTF-8', () =>
    Buffer.concat([
      Buffer.from(good.slice(0, 60)),
      Buffer.from([0xc3, 0x28, 0xff, 0xfe]),
      Buffer.from(good.slice(60)),
    ]),
  ),
  json('UTF-16', () => Buffer.from(`\ufeff${good}`, 'utf16le')),
  json('UTF-16 without a mark', () => Buffer.from(good, 'utf16le')),
  json('UTF-32', () => Buffer.from([...good].flatMap((one) => [0, 0, 0, one.charCodeAt(0)]))),
  json('a byte order mark', () => `\ufeff${good}`),
  json('nothing', () => ''),
  json('a megabyte of spaces', () => ' '.repeat(1_000_000)),
  json('a file that is cut off', () => good.slice(0, -40)),
  json(
    'a web page',
    () =>
      `<!doctype html><html><head><title>${SECRET}</title></head><body>${'<div>'.repeat(50_000)}</body></html>`,
  ),
  json('a list', () => `[${good}]`),
  json('packed bytes', () => gzipSync(Buffer.alloc(20_000_000))),
  json('random bytes', () => Buffer.from(times(300_000, (at) => (at * 7919 + (at >> 3) * 104_729) & 0xff))),
  json('NaN and infinity', () => good.replace('"maxLength":40', '"maxLength":NaN,"minimum":-Infinity')),
  json('a number of a million digits', () =>
    good.replace('"maxLength":40', `"maxLength":${'9'.repeat(1_000_000)}`),
  ),
  json('control characters of a terminal', () =>
    good.replace('"id":{', '"\\u001b]0;title\\u0007\\u001b[2J":{"type":"string"},"id":{'),
  ),
];
