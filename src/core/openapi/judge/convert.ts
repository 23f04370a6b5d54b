import { isObject, type Json, type JsonObject } from '../../json.ts';
import { referenceOf, targetWhereKnown } from '../document/reference.ts';
import type { ApiDocument } from '../document/types.ts';
import { hiddenNamesOf, NONE } from './hidden-names.ts';
import { nullAside, whereNotNull } from './null-aside.ts';
import { ownKeywords } from './own-keywords.ts';
import type { Patterns } from './pattern-keywords.ts';
import { type Keywords, type Library, type Schema, UNKNOWN } from './schema.ts';

/** Who reads: the provider, strictly; or we, who take properties that nobody told us of. */
export type Reader = 'request' | 'response';

/** How a schema is read, besides by whom. */
interface Manner {
  reader: Reader;
  /** Under `not` and `if` a looser reading would refuse more: there a schema is taken as it is written. */
  asWritten: boolean;
  /** Properties that are not there at this place; null where a new place begins. */
  hidden: readonly string[] | null;
}

type At = Manner & { hidden: readonly string[] };

/** Gives a schema of a document as JSON Schema for a reader. */
export type Convert = (schema: Json, reader: Reader) => Schema;

const CHOICES = ['anyOf', 'oneOf'] as const;
const SINGLE = ['items', 'contains', 'unevaluatedItems'] as const;

/**
 * Makes the {@link Convert} of a document: OpenAPI 3.0 is rewritten (`nullable`, exclusive bounds as flags,
 * nothing but `nullable` beside `$ref`), properties that leave a direction are taken out, and for responses the world is
 * open: undocumented properties pass even where the document closes them, and one alternative or more has to
 * fit. Formats, contents and discriminators assert nothing. Each written schema is converted once for each
 * reader, when a value first reaches it.
 */
export function converterOf(document: ApiDocument, library: Library, patterns: Patterns): Convert {
  const { raw } = document;
  const old = document.version === '3.0';
  const hidden = {
    request: hiddenNamesOf(raw, 'readOnly'),
    response: hiddenNamesOf(raw, 'writeOnly'),
  };
  const kept = new WeakMap<JsonObject, Map<string, Keywords>>();

  const refer = (value: Json, manner: Manner): Schema => {
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) return true;
    const key = `${manner.reader}${manner.asWritten ? '!' : ''} ${manner.hidden?.join('\n') ?? '-'}`;
    const known = kept.get(value) ?? new Map<string, Keywords>();
    kept.set(value, known);
    const before = known.get(key);
    if (before) return before;
    const made = library.keep(() => read(value, manner));
    known.set(key, made);
    return made;
  };

  const read = (schema: JsonObject, manner: Manner): Schema => {
    const names = manner.asWritten ? NONE : (manner.hidden ?? hidden[manner.reader](schema));
    const at: At = { ...manner, hidden: names };
    const aside = old ? nullAside(schema) : null;
    return aside ? whereNotNull(library.keep(() => plain(aside, at))) : plain(schema, at);
  };

  const plain = (schema: JsonObject, at: At): Schema => {
    const reference = old ? referenceOf(schema) : null;
    return reference === null ? all(schema, at) : target(reference, at);
  };

  const all = (schema: JsonObject, at: At): Keywords => {
    const out: Keywords = ownKeywords(schema, { old, hidden: at.hidden });
    const reference = old ? null : referenceOf(schema);
    if (reference !== null) out.$ref = target(reference, at).$ref as string;
    const more: Schema[] = schema.$dynamicRef === undefined || old ? [] : [UNKNOWN];
    applied(schema, at, out, more);
    ofObject(schema, at, out);
    ofArray(schema, at, out);
    if (typeof schema.pattern === 'string') more.push(...patterns.texts(schema.pattern, out));
    if (more.length > 0) out.allOf = more;
    return out;
  };

  const target = (reference: string, at: At): Keywords => {
    const found = targetWhereKnown(raw, reference, '#');
    if (!found) return UNKNOWN;
    const reached = refer(found.value, at);
    return typeof reached === 'boolean' ? library.keep(() => reached) : reached;
  };

  /** Keywords whose schemas judge the same value. */
  const applied = (schema: JsonObject, at: At, out: Keywords, more: Schema[]): void => {
    const open = at.reader === 'response' && !at.asWritten;
    if (Array.isArray(schema.allOf)) for (const member of schema.allOf) more.push(refer(member, at));
    for (const keyword of CHOICES) {
      const list = schema[keyword];
      if (!Array.isArray(list) || list.length === 0) continue;
      const said = choice(list, at);
      if (Array.isArray(said)) more.push({ [open ? 'anyOf' : keyword]: said });
      else more.push(said);
    }
    const asWritten = { ...at, asWritten: true, hidden: NONE };
    if (schema.not !== undefined) out.not = refer(schema.not, asWritten);
    if (old) return;
    if (schema.if !== undefined) {
      more.push({
        if: refer(schema.if, asWritten),
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
        ...(schema.then !== undefined && { then: refer(schema.then, at) }),
        ...(schema.else !== undefined && { else: refer(schema.else, at) }),
      });
    }
    if (isObject(schema.dependentSchemas)) {
      out.dependentSchemas = members(schema.dependentSchemas, (each) => refer(each, at));
    }
  };

  /** A choice between one schema and null, or of one schema, is no choice. */
  const choice = (list: Json[], at: At): Schema[] | Keywords => {
    const some = list.filter((one) => !(isObject(one) && one.type === 'null'));
    const [only] = some;
    const alternatives = list.map((one) => refer(one, at));
    if (some.length !== 1 || only === undefined) return alternatives;
    if (list.length === 1) return { allOf: alternatives };
    const type = isObject(only) ? resolvedType(only) : undefined;
    const takesNull = typeof type !== 'string' || type === 'null';
    if (takesNull && !(at.reader === 'response' && !at.asWritten)) return alternatives;
    return whereNotNull(refer(only, at));
  };

  const resolvedType = (schema: JsonObject): Json | undefined => {
    const reference = referenceOf(schema);
    const found = reference === null ? schema : targetWhereKnown(raw, reference, '#')?.value;
    if (!isObject(found) || found.nullable === true) return undefined;
    return found.type;
  };

  const ofObject = (schema: JsonObject, at: At, out: Keywords): void => {
    const open = at.reader === 'response' && !at.asWritten;
    const inside = (each: Json): Schema => refer(each, { ...at, hidden: at.asWritten ? NONE : null });
    if (isObject(schema.properties)) {
      const seen = Object.entries(schema.properties).filter(([name]) => !at.hidden.includes(name));
      out.properties = Object.fromEntries(seen.map(([name, each]) => [name, inside(each)]));
    }
    if (isObject(schema.patternProperties) && !old) {
      patterns.names(
        Object.entries(schema.patternProperties).map(([pattern, each]) => [pattern, inside(each)]),
        out,
      );
    }
    const closed = schema.additionalProperties === false;
    if (schema.additionalProperties !== undefined && !(closed && open)) {
      out.additionalProperties = inside(schema.additionalProperties);
    }
    if (old || open) return;
    if (schema.propertyNames !== undefined) out.propertyNames = inside(schema.propertyNames);
    if (schema.unevaluatedProperties !== undefined) {
      out.unevaluatedProperties = inside(schema.unevaluatedProperties);
    }
  };

  const ofArray = (schema: JsonObject, at: At, out: Keywords): void => {
    const inside = (each: Json): Schema => refer(each, { ...at, hidden: at.asWritten ? NONE : null });
    const tuple = schema.prefixItems;
    if (Array.isArray(tuple) && tuple.length > 0 && !old) out.prefixItems = tuple.map(inside);
    for (const keyword of SINGLE) {
      const value = schema[keyword];
      if (value === undefined || Array.isArray(value) || (old && keyword !== 'items')) continue;
      out[keyword] = inside(value);
    }
  };

  return (schema, reader) => refer(schema, { reader, asWritten: false, hidden: null });
}

function members(value: JsonObject, read: (each: Json) => Schema): Record<string, Schema> {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each)]));
}
