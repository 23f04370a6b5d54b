import { isObject, type Json, type JsonObject } from '../json.ts';
import { fromPointer, toPointer, valueAt } from '../json-pointer.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import { type Marks, readMarks } from './marks.ts';

/**
 * The marks of an operation: its own, else those of its path, else those of the whole API (`info`, or beside it). What is
 * said nearer to the operation counts, each kind of mark for itself.
 */
export function marksOf(document: ApiDocument, operation: Operation): Marks {
  const { paths, info } = document.raw;
  const path = isObject(paths) && Object.hasOwn(paths, operation.path) ? paths[operation.path] : undefined;
  const around = [path, referred(document, operation, path), info, document.raw];
  let marks = readMarks(operation.raw);
  for (const one of around) {
    if (marks.endsOn !== null && marks.deprecatedOn !== null) break;
    if (isObject(one)) marks = within(marks, marksAround(one));
  }
  return marks;
}

function within(inner: Marks, outer: Marks): Marks {
  if (outer.endsOn === null && outer.deprecatedOn === null) return inner;
  return {
    deprecated: inner.deprecated,
    deprecatedOn: inner.deprecatedOn ?? outer.deprecatedOn,
    endsOn: inner.endsOn ?? outer.endsOn,
  };
}

/** The path item that another one refers to, or that a webhook or callback is. */
function referred({ raw }: ApiDocument, { pointer }: Operation, path: Json | undefined): Json | undefined {
  if (isObject(path) && !Object.hasOwn(path, '$ref')) return undefined;
  return valueAt(raw, toPointer(fromPointer(pointer).slice(0, -1)));
}

const known = new WeakMap<JsonObject, Marks>();

function marksAround(raw: JsonObject): Marks {
  const marks = known.get(raw) ?? readMarks(raw);
  known.set(raw, marks);
  return marks;
}
