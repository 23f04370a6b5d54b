import { isObject, type Json, type JsonObject } from '../../../../src/core/json.ts';
import { fromPointer } from '../../../../src/core/json-pointer.ts';
import { fullDocument } from './full-document.ts';
import { OBJECTS } from './objects.ts';

/** One edit that the object model allows, as two documents. */
export interface Edit {
  /** `Object.field`. */
  field: string;
  kind: 'added' | 'removed' | 'changed';
  /** Where the object stands. */
  at: string;
  before: JsonObject;
  after: JsonObject;
}

/** Every edit of every field of every object: taken away, put there, changed. */
export function* everyEdit(): Generator<Edit> {
  for (const { name, at, fields } of OBJECTS) {
    for (const [key, other] of Object.entries(fields)) {
      const field = `${name}.${key}`;
      const without = edited(at, (object) => delete object[key]);
      yield { field, kind: 'removed', at, before: fullDocument(), after: without };
      yield { field, kind: 'added', at, before: without, after: fullDocument() };
      if (other === null) continue;
      const changed = edited(at, (object) => {
        object[key] = structuredClone(other);
      });
      yield { field, kind: 'changed', at, before: fullDocument(), after: changed };
    }
  }
}

function edited(at: string, edit: (object: JsonObject) => unknown): JsonObject {
  const document = fullDocument();
  edit(objectAt(document, at));
  return document;
}

/** The object that a pointer names in the full document. */
export function objectAt(document: JsonObject, at: string): JsonObject {
  let value: Json | undefined = document;
  for (const token of fromPointer(`#${at}`)) {
    if (Array.isArray(value)) value = value[Number(token)];
    else value = isObject(value) ? value[token] : undefined;
  }
  if (!isObject(value)) throw new Error(`the full document has no object at ${at}`);
  return value;
}
