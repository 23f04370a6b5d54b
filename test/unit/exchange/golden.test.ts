import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

/** Each folder: a document, an exchange, and what conformance must say of it. */
const root = new URL('../../golden/conformance/', import.meta.url);

const read = (folder: string, file: string) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8');
const told = ({ rule, level, subject, facet, args }: Difference) => ({
  rule,
  level,
  subject: formatSubject(subject),
  facet,
  args,
});

describe('conformance, folder by folder', () => {
  const folders = readdirSync(root).sort();

  it('has its folders', () => {
    expect(folders.length).toBeGreaterThanOrEqual(25);
  });

  it.each(folders)('%s', (folder) => {
    const document = openDocument(load(read(folder, 'document.yaml')) as JsonObject, sha256);
    const exchange = exchangeOf(JSON.parse(read(folder, 'exchange.json')));

    const result = createConformance(document, createAjvValidators(document)).conform(exchange);

    const seen = {
      operation: result.operation?.key ?? null,
      request: result.request.map(told),
      response: result.response.map(told),
      undecided: result.undecided.map(({ subject, failure }) => [formatSubject(subject), failure.class]),
    };
    expect(seen).toEqual(JSON.parse(read(folder, 'expected.json')));
  });
});
