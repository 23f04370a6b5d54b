import { validate } from '@cfworker/json-schema';
import { isObject, type Json } from '../../../core/json.ts';
import { valueAt } from '../../../core/json-pointer.ts';
import type { ApiDocument } from '../../../core/openapi/document/types.ts';
import { type Conversion, convertSchema, type Direction, type Schema } from './convert-schema.ts';

/** Why a value does not fit: the JSON pointer to the place in it, and the keyword that refused it. */
export interface Misfit {
  at: string;
  keyword: string;
  /** For `required`: the property that is missing. */
  missing: string | null;
}

/** The schemas of a document as JSON Schema, as seen from one direction; converted when first used. */
export interface Schemas {
  /** The schema written at an RFC 6901 pointer of the document; `true` where there is none. */
  at(pointer: string): Schema;
  /** The target of a converted `$ref`. */
  target(reference: string): Schema;
  /** Why the value is refused, or null. A schema that cannot be evaluated refuses nothing. */
  misfit(schema: Schema, value: Json): Misfit | null;
}

const opened = new WeakMap<ApiDocument, Map<Direction, Schemas>>();

/** The schemas of a document; the same object each time. */
export function schemasOf(document: ApiDocument, direction: Direction): Schemas {
  const known = opened.get(document) ?? new Map<Direction, Schemas>();
  opened.set(document, known);
  const made = known.get(direction) ?? open(document, direction);
  known.set(direction, made);
  return made;
}

function open(document: ApiDocument, direction: Direction): Schemas {
  const converted: Record<string, Schema> = Object.create(null);
  const target = (reference: string) =>
    reference.startsWith('#') ? valueAt(document.raw, reference) : undefined;
  const conversion: Conversion = {
    version: document.version,
    direction,
    target,
    refer(reference) {
      place(reference, () => target(reference));
      return reference;
    },
  };

  function place(name: string, written: () => Json | undefined): Schema {
    const known = converted[name];
    if (known !== undefined) return known;
    const value = written();
    if (!isObject(value)) {
      converted[name] = typeof value === 'boolean' ? value : true;
      return converted[name];
    }
    const empty: Schema = {};
    converted[name] = empty;
    return Object.assign(empty, convertSchema(value, conversion));
  }

  return {
    at: (pointer) => place(pointer, () => valueAt(document.raw, pointer)),
    target: (reference) => converted[reference] ?? true,
    misfit(schema, value) {
      try {
        return describe(validate(value, schema as Parameters<typeof validate>[1], '2020-12', converted));
      } catch {
        return null;
      }
    },
  };
}

function describe(result: ReturnType<typeof validate>): Misfit | null {
  if (result.valid) return null;
  const last = result.errors.at(-1);
  const missing = last?.keyword === 'required' ? (/"(.*)"/.exec(last.error)?.[1] ?? null) : null;
  return { at: (last?.instanceLocation ?? '#').slice(1), keyword: last?.keyword ?? 'schema', missing };
}
