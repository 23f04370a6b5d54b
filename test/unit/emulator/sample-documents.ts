import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseDocument } from '../../../src/adapters/files/parse-document.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../../src/core/openapi/document/types.ts';

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A document of this repository, opened. */
export function documentAt(path: string): ApiDocument {
  const file = new URL(`../../../${path}`, import.meta.url);
  return openDocument(parseDocument(readFileSync(file, 'utf8'), path), sha256);
}

/** A document with these paths and whatever else is given. */
export function documentOf(paths: JsonObject, more: JsonObject = {}): ApiDocument {
  const info = { title: 'Test', version: '1' };
  return openDocument({ openapi: '3.1.0', info, paths, ...more }, sha256);
}
