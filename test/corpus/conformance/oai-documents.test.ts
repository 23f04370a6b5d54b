import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ForewarnError } from '../../../src/core/errors.ts';
import { corpusOrSay } from '../corpus.ts';
import { conformed, documentOf } from './judged.ts';

const corpus = corpusOrSay();

/** Documents of the OpenAPI initiative's own tests, by whether they are valid. */
function documents(kind: 'pass' | 'fail'): [string, string][] {
  return ['v3.1', 'v3.2'].flatMap((version) => {
    const folder = join(corpus ?? '', 'conformance', 'oai', version, 'tests', 'schema', kind);
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    return files
      .sort()
      .map((file): [string, string] => [`${version} ${file}`, readFileSync(join(folder, file), 'utf8')]);
  });
}

/** How many operations of a document an exchange could be held against. */
function judgedIn(text: string): number {
  const document = documentOf(text);
  for (const { method, path } of document.operations) {
    const request = {
      method,
      path: path.replaceAll(/\{[^{}]*\}/g, '1'),
      query: 'a=1',
      headers: {},
      body: '{}',
    };
    const response = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":[1]}' };
    expect(conformed(document, request, response).operation, path).not.toBeNull();
  }
  return document.operations.length;
}

describe.skipIf(!corpus)("the OpenAPI initiative's documents", () => {
  it('that are valid can be judged by, each operation of them', () => {
    let operations = 0;
    const all = documents('pass');
    for (const [name, text] of all) {
      try {
        operations += judgedIn(text);
      } catch (error) {
        throw new Error(`${name}: ${String(error)}`);
      }
    }
    console.log(`valid documents: ${all.length}, with ${operations} operations`);
    expect(all.length).toBeGreaterThan(30);
  });

  it('that are not valid are refused where they say nothing of paths, and else judged by what is valid in them', () => {
    const refused: string[] = [];
    const all = documents('fail');
    for (const [name, text] of all) {
      try {
        judgedIn(text);
      } catch (error) {
        expect(error, name).toBeInstanceOf(ForewarnError);
        refused.push(name);
      }
    }
    console.log(`documents that are not valid: ${all.length}, refused: ${refused.join(', ')}`);
    expect(refused).toEqual(['v3.1 unknown_container.yaml', 'v3.2 no_containers.yaml']);
  });
});
