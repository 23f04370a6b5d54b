import { isObject, type Json } from '../../../json.ts';
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
  /** What two operations say, take and answer. */
  operation(before: Operation, after: Operation): boolean;
  /** What two operations take in their URL and headers. */
  parameters(before: Operation, after: Operation): boolean;
}

/** No skip: for documents where the same text may mean something else. */
export const NOTHING_UNCHANGED: Unchanged = {
  value: () => false,
  parts: () => false,
  operation: () => false,
  parameters: () => false,
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
    record(before, after, same) {
      decided.set(before, { after, same });
    },
  };
  const value: Unchanged['value'] = (before, after) => {
    if (typeof before !== 'object' || before === null) return before === after;
    const known = decided.get(before);
    return known?.after === after ? known.same : isSameText(before, after, visitor);
  };
  const shared = (before: readonly Parameter[], after: readonly Parameter[]): boolean =>
    before.length === after.length &&
    before.every((parameter, index) => value(parameter.raw, after[index]?.raw as Json));
  const [items, itemsAfter] = [baseline.raw.paths, observed.raw.paths];
  const paths = new Map<string, boolean>();
  /** Both documents have the very same path item, of which these are operations. */
  const onSharedPath: Unchanged['operation'] = ({ path, raw, method }, after) => {
    const item = isObject(items) && Object.hasOwn(items, path) ? items[path] : undefined;
    if (!isObject(item) || !isObject(itemsAfter) || itemsAfter[path] !== item) return false;
    if (item[method.toLowerCase()] !== raw || after.raw !== raw) return false;
    const same = paths.get(path) ?? value(item, item);
    paths.set(path, same);
    return same;
  };
  return {
    value,
    operation: (before, after) =>
      before.path === after.path &&
      (onSharedPath(before, after) ||
        (value(before.raw, after.raw) && shared(before.sharedParameters, after.sharedParameters))),
    parameters: (before, after) =>
      before.path === after.path &&
      value(before.raw.parameters ?? null, after.raw.parameters ?? null) &&
      shared(before.sharedParameters, after.sharedParameters),
    parts: (before, after) =>
      before.length === after.length &&
      before.every((part, index) => value(part.value, after[index]?.value as Json)),
  };
}
