import { validate } from '@cfworker/json-schema';
import type { Json } from '../../json.ts';
import type { ApiDocument, Located } from '../document/types.ts';
import { type Convert, converterOf, type Reader } from './convert.ts';
import { type Patterns, patternKeywords } from './pattern-keywords.ts';
import { quickFitOf } from './quick-fit.ts';
import { createLibrary, type Library, type Schema } from './schema.ts';
import { asText } from './text-values.ts';

/** One reason why a value does not fit. */
export interface Refusal {
  /** The JSON Schema keyword that refused; `false` for a schema that takes nothing. */
  keyword: string;
  /** JSON pointer (RFC 6901) to the place in the value. */
  at: string;
  /** Where in the schema: keywords and their members, references as `$ref`. */
  by: string;
  /** True if it stands under alternatives, so that the value may fit all the same. */
  among: boolean;
}

/** `fits` is null where nothing can be said: an unknown reference, a pattern beyond the engine, too hard. */
export interface Judgement {
  fits: boolean | null;
  refusals: Refusal[];
}

/** How a value is read: what we send, what we write into a URL or header, what we get. */
export type JudgeReading = 'request' | 'parameter' | 'response';

/** Judges values by schemas that all have to hold, of any of its documents. Never throws. */
export interface Judge {
  library: Library;
  /** The schemas of a document for a reader, for {@link Judge.judge}. */
  read(document: ApiDocument, schemas: readonly Located<Json>[], reading: JudgeReading): Schema[];
  judge(schemas: readonly Schema[], value: Json, reading: JudgeReading): Judgement;
  /** Only whether the schemas take a value; for values under search, of which there are many. */
  fits(schemas: readonly Schema[], value: Json, reading: JudgeReading): boolean | null;
}

/** A judgement follows at most this many references. */
const MOST_REFERENCES = 20_000;

/**
 * Makes a judge on an interpreter of JSON Schema: nothing is compiled, and nothing but what a value reaches is
 * converted. It shares no code with the comparison of documents.
 */
export function createJudge(): Judge {
  const library = createLibrary();
  let unknown = false;
  let references = 0;
  const patterns: Patterns = patternKeywords(() => {
    unknown = true;
  });
  const lookup: Record<string, Schema> = new Proxy({} as Record<string, Schema>, {
    get(_, name) {
      if (++references > MOST_REFERENCES) throw new RangeError('too many references');
      if (name !== '?') return library.at(String(name));
      unknown = true;
      return true;
    },
  });
  const converters = new WeakMap<ApiDocument, Convert>();
  const quick = quickFitOf(library);

  /** Schemas that were too hard once are not tried again. */
  const hard = new WeakSet<object>();

  const hold = (schemas: readonly Schema[], value: Json): Judgement => {
    if (schemas.some((schema) => typeof schema === 'object' && hard.has(schema))) return CANNOT_SAY;
    unknown = false;
    references = 0;
    patterns.look(value);
    const refusals: Refusal[] = [];
    try {
      for (const schema of schemas) {
        const { errors } = validate(value, schema as Typed, '2020-12', lookup as Typed, false);
        for (const error of errors) {
          if (!PASSING_ON.has(error.keyword)) refusals.push(refusalOf(error));
        }
      }
    } catch {
      // Circular schemas without an end, and values too deep for the stack.
      for (const schema of schemas) if (typeof schema === 'object') hard.add(schema);
      return CANNOT_SAY;
    }
    return { fits: unknown ? null : refusals.length === 0, refusals };
  };

  const judge: Judge = {
    library,
    read(document, schemas, reading) {
      const reader: Reader = reading === 'response' ? 'response' : 'request';
      const convert = converters.get(document) ?? converterOf(document, library, patterns);
      converters.set(document, convert);
      return schemas.map(({ value }) => convert(value, reader));
    },
    judge(schemas, value, reading) {
      const judgement = hold(schemas, value);
      if (judgement.fits !== false || reading !== 'parameter') return judgement;
      // What is written as text may be read as another type of value.
      const others = asText(value).map((other) => hold(schemas, other));
      return others.find(({ fits }) => fits !== false) ?? judgement;
    },
    fits(schemas, value, reading) {
      const fit = quick(schemas, value);
      // What is written as text may be read as another type of value.
      return fit === null || (fit === false && reading === 'parameter')
        ? judge.judge(schemas, value, reading).fits
        : fit;
    },
  };
  return judge;
}

const CANNOT_SAY: Judgement = { fits: null, refusals: [] };

/** What the interpreter declares its schemas to be; ours are a subset. */
type Typed = NonNullable<Parameters<typeof validate>[3]>;

/** Errors that only say that there are errors inside. */
const PASSING_ON = new Set(['$ref', 'properties', 'patternProperties', 'items', 'prefixItems', 'allOf']);

function refusalOf(error: { keyword: string; instanceLocation: string; keywordLocation: string }): Refusal {
  return {
    // Patterns are run as formats, which are never asserted otherwise.
    keyword: error.keyword === 'format' ? 'pattern' : error.keyword,
    at: error.instanceLocation.slice(1),
    by: error.keywordLocation,
    among: /\/(anyOf|oneOf)\/\d/.test(error.keywordLocation),
  };
}
