import type { Json } from '../../../json.ts';
import type { ApiDocument, Operation, Parameter } from '../../document/types.ts';
import type { Parts } from '../schema/shape.ts';
import { sameReferencesOf } from './same-references.ts';
import { isSameText, type Visitor } from './same-text.ts';

/** What need not be compared, as both documents write it the same, with all that it refers to. */
export interface Unchanged {
  /** Two values, at any place of the documents. */
  value(before: Json, after: Json): boolean;
  /** Schemas that hold together. */
  parts(before: Parts, after: Parts): boolean;
  /** What two operations take and answer. */
  operation(before: Operation, after: Operation): boolean;
}

/** No skip: for documents where the same text may mean something else. */
export const NOTHING_UNCHANGED: Unchanged = {
  value: () => false,
  parts: () => false,
  operation: () => false,
};

/**
 * Finds what two documents have in common. Each part is looked at once however often it is asked about, so the
 * work is linear in the size of the documents. Nothing is held to be the same in documents of different versions.
 */
export function unchangedOf(baseline: ApiDocument, observed: ApiDocument): Unchanged {
  if (baseline.version !== observed.version) return NOTHING_UNCHANGED;
  if (baseline.raw.jsonSchemaDialect !== observed.raw.jsonSchemaDialect) return NOTHING_UNCHANGED;
  const decided = new Map<object, { after: object; same: boolean }>();
  const visitor: Visitor = {
    onReference: sameReferencesOf(baseline.raw, observed.raw),
    recall(before, after) {
      const known = decided.get(before);
      return known?.after === after ? known.same : undefined;
    },
    record(before, after, same) {
      decided.set(before, { after, same });
    },
  };
  const value: Unchanged['value'] = (before, after) => isSameText(before, after, visitor);
  const parameters = (before: Parameter[], after: Parameter[]): boolean =>
    before.length === after.length &&
    before.every((parameter, index) => value(parameter.raw, after[index]?.raw as Json));
  return {
    value,
    // Parameters of the path count too.
    operation: (before, after) =>
      before.path === after.path &&
      value(before.raw, after.raw) &&
      parameters(before.parameters, after.parameters),
    parts: (before, after) =>
      before.length === after.length &&
      before.every((part, index) => value(part.value, after[index]?.value as Json)),
  };
}
