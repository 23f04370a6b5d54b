import { resolveReference } from '../../openapi/document/reference.ts';
import type { ApiDocument, Operation } from '../../openapi/document/types.ts';
import { documentedFields } from '../documented-fields.ts';
import { isSpecificName } from './specific-words.ts';

/** The specific names of fields in the good answers of an operation, each with its locations. */
export function answerNames(document: ApiDocument, operation: Operation): Map<string, string[]> {
  const good = operation.responses
    .filter(({ status }) => /^2/.test(status))
    .flatMap(({ content }) => content.flatMap(({ schema }) => schema ?? []));
  const names = new Map<string, string[]>();
  for (const { name, location } of documentedFields(good, (schema) => resolveReference(document, schema)))
    if (isSpecificName(name)) names.set(name, [...new Set([...(names.get(name) ?? []), location])]);
  return names;
}
