import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLifecycleHeaders } from '../../src/core/exchange/lifecycle-headers.ts';
import { corpusOrSay } from './corpus.ts';

interface Case {
  case: string;
  headers: [string, string][];
  parsed: Record<string, { form: string; instant?: string }>;
}

const corpus = corpusOrSay();
const cases: Case[] = corpus
  ? JSON.parse(readFileSync(join(corpus, 'notices', 'headers.json'), 'utf8')).cases
  : [];

/** The instants that the case reads in headers of one kind, dates before bare flags. */
function instants({ parsed }: Case, isKind: (name: string) => boolean): (string | null)[] {
  return Object.entries(parsed)
    .filter(([name]) => isKind(name.toLowerCase()))
    .map(([, { instant }]) => instant ?? null)
    .sort((a, b) => Number(a === null) - Number(b === null));
}

const isSunset = (name: string) => name.includes('sunset');
const isDeprecation = (name: string) => name.includes('deprecat') && !isSunset(name);

describe.skipIf(!corpus)('headers of partners as they are', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(29);
  });

  it.each(cases)('$case', (one) => {
    const headers = Object.fromEntries(one.headers.map(([name, value]) => [name.toLowerCase(), value]));

    const read = readLifecycleHeaders(headers);

    const [sunset] = instants(one, isSunset);
    const [deprecation] = instants(one, isDeprecation);
    expect(read.sunset).toEqual(sunset === undefined ? null : { at: sunset });
    expect(read.deprecation).toEqual(deprecation === undefined ? null : { at: deprecation });
  });
});
