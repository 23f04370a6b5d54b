import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { loadSourced } from '../../../src/adapters/files/load-document.ts';
import type { LoadOptions } from '../../../src/adapters/files/load-options.ts';
import { positionIndex } from '../../../src/core/openapi/source/position-index.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-map-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};
const load = (file: string, more: Partial<LoadOptions> = {}) =>
  loadSourced(file, { cwd: folder, fetchText: async () => '', ...more });

/** Every style of YAML that a document may mix. */
const MIXED = `%YAML 1.2
# about
---
openapi: 3.1.0 # version
"info": {title: "it's: {a}", 'version': '1', "x": [a, {b: c}]}
tags:
- name: one
  description: |
    key: not one
      - nor this

- name: two
  description: >-
    more
paths:
  /a/{id}:
    get: &get
      responses:
        200:
          description: "a text: over
            lines"
        '404': {description: ''}
        default: !!map
          description: 'it''s
            long: yes'
      parameters:
        - name: id
          in: path

        -
          name: q # comment: here
          in: query
        - - nested
          - list
    post: *get
    put:
      <<: *get
      operationId: put
  ? /explicit
  : get:
      x: 1
`;

describe('positionIndex', () => {
  it.each([
    ['mixed YAML', MIXED],
    ['CRLF', MIXED.replaceAll('\n', '\r\n')],
    ['JSON', JSON.stringify({ a: { 'b:c': [1, { d: '}"],:' }, []], e: {} }, f: '#' }, null, 2)],
    ['JSON in one line', '{"a":{"b":[1,{"c":"x\\\\"},null],"d\\u0065":{}},"f":[[1,[2]],3]}'],
    ['a tracked document', readFileSync(join(import.meta.dirname, '../../../openapi/acme-pay.yaml'), 'utf8')],
  ])('finds every key and item of %s where another parser has it', (_, text) => {
    const index = positionIndex(text);
    const places = placesOf(text);
    expect(places.length).toBeGreaterThan(6);
    expect(places.map(({ tokens }) => index.find(tokens))).toEqual(
      places.map(({ tokens, line, column }) => ({ found: tokens.length, position: { line, column } })),
    );
  });

  it('goes through aliases and merge keys to where things are written', () => {
    const index = positionIndex(MIXED);
    const at = (pointer: string) => index.find(pointer.split('|')).position.line;
    expect(at('paths|/a/{id}|post|responses|404')).toBe(at('paths|/a/{id}|get|responses|404'));
    expect(at('paths|/a/{id}|put|responses|404')).toBe(at('paths|/a/{id}|get|responses|404'));
    expect(at('paths|/a/{id}|put|operationId')).toBe(38);
  });

  it('gives the nearest ancestor of what is not written, and ends where aliases go in a circle', () => {
    const index = positionIndex('a:\n  b: 1\nc: &c { d: *c }\n');
    expect(index.find(['a', 'x', 'y'])).toEqual({ found: 1, position: { line: 1, column: 1 } });
    expect(index.find([])).toEqual({ found: 0, position: { line: 1, column: 1 } });
    expect(index.find(['c', ...Array(500).fill('d')]).position.line).toBe(3);
  });
});

describe('loadSourced', () => {
  it('locates what is in the entry and in the files that it refers to', async () => {
    write({
      'api.yaml': 'openapi: 3.1.0\npaths:\n  /a:\n    $ref: "paths/a~b.yaml#/a"\n',
      'paths/a~b.yaml': 'x: 1\na:\n  get:\n    responses: { 200: { $ref: ../r.json } }\n',
      'r.json': '{\n  "description": ""\n}',
    });
    const { source } = await load('api.yaml');
    expect(source.locate('#/paths/~1a')).toEqual({ file: 'api.yaml', line: 3, column: 3 });
    expect(source.locate('#/x-forewarn-parts/paths~1a~0b.yaml/a/get')).toEqual({
      file: 'paths/a~b.yaml',
      line: 3,
      column: 3,
    });
    expect(source.locate('#/x-forewarn-parts/r.json/description')).toEqual({
      file: 'r.json',
      line: 2,
      column: 3,
    });
    expect(source.locate('#/x-forewarn-parts/none.json')).toBeNull();
    expect(source.locate('#')).toEqual({ file: 'api.yaml', line: 1, column: 1 });
  });

  it('leads from a converted document back into Swagger 2.0', async () => {
    const lines = [
      'swagger: "2.0"',
      'info: { title: T, version: "1" }',
      'paths:',
      '  /a:',
      '    post:',
      '      parameters:',
      '        - { name: b, in: body, schema: { $ref: "#/definitions/B" } }',
      '        - name: q',
      '          in: query',
      '          type: string',
      '      responses:',
      '        200:',
      '          description: ""',
      '          schema:',
      '            type: object',
      'definitions:',
      '  B:',
      '    type: object',
    ];
    write({ 'api.yaml': lines.join('\n') });
    const { source } = await load('api.yaml');
    const lineOf = (pointer: string) => source.locate(pointer)?.line;
    expect(lineOf('#/components/schemas/B/type')).toBe(18);
    expect(lineOf('#/paths/~1a/post/parameters/0/schema/type')).toBe(10);
    expect(lineOf('#/paths/~1a/post/requestBody/content/application~1json/schema')).toBe(7);
    expect(lineOf('#/paths/~1a/post/responses/200/content/application~1json/schema/type')).toBe(15);
  });

  it('tells what is left out, where it is written', async () => {
    write({
      'api.yaml':
        'openapi: 3.1.0\nservers: { url: /v1 }\npaths:\n  /a:\n    get: { parameters: [{ name: x }] }\n    put: text\n',
    });
    const { problems } = await load('api.yaml');
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '2:1 servers are written as a list: it is left out',
      '5:25 a parameter has a name and a place: it is left out',
      '6:5 this is no operation: it is left out',
    ]);
  });
});

interface Written {
  tokens: string[];
  line: number;
  column: number;
}

/** What another parser of YAML says about where keys and items are. */
function placesOf(text: string): Written[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, version: '1.2' });
  expect(document.errors).toEqual([]);
  const places: Written[] = [];
  const note = (tokens: string[], node: unknown) => {
    const start = (node as { range?: [number, number, number] }).range?.[0] ?? 0;
    const { line, col } = counter.linePos(start);
    places.push({ tokens, line, column: col });
  };
  const visit = (node: unknown, tokens: string[]): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key) || isAlias(key) || key.source === '<<') continue;
        const inner = [...tokens, String(key.source)];
        note(inner, key);
        visit(value, inner);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        note([...tokens, String(index)], item);
        visit(item, [...tokens, String(index)]);
      }
    }
  };
  visit(document.contents, []);
  return places;
}
