import { format } from '@cfworker/json-schema';
import type { Json } from '../../json.ts';
import { type LinearPattern, linearPattern } from './linear-pattern.ts';
import { type Keywords, type Schema, UNKNOWN } from './schema.ts';

/** Puts patterns where the interpreter runs them on the linear engine, never on its own. */
export interface Patterns {
  /** `pattern`: as a format of that name. Gives what else has to hold where the engine cannot express it. */
  texts(pattern: string, out: Keywords): Schema[];
  /** `patternProperties`: as the names among {@link Patterns.look}'s value that the patterns find. */
  names(written: [string, Schema][], out: Keywords): void;
  /** Takes up the value that is judged next. */
  look(value: Json): void;
}

/** Checks that a format's name can stand for; the registry is the interpreter's, one for the process. */
const MOST_KEPT = 2_000;
const PREFIX = 'pattern ';
let registered: string[] = [];

/**
 * Makes the {@link Patterns} of one judge.
 *
 * @param unknown called where a pattern that nobody can run would have decided
 */
export function patternKeywords(unknown: () => void): Patterns {
  let value: Json = null;
  let names: string[] | null = null;

  const propertiesBy = (written: readonly [string, Schema][]): Record<string, Schema> => {
    names ??= [...namesIn(value, new Set())];
    const found: Record<string, Schema> = {};
    written.forEach(([pattern, schema], index) => {
      const linear = linearPattern(pattern);
      if (!linear) unknown();
      const matching = names?.filter((name) => linear?.test(name)) ?? [];
      // Two patterns may find the same names: an empty group tells their keys apart.
      if (matching.length > 0)
        found[`^(?:${matching.map(escaped).join('|')})$${'(?:)'.repeat(index)}`] = schema;
    });
    return found;
  };

  return {
    texts(pattern, out) {
      out.$pattern = pattern;
      const linear = linearPattern(pattern);
      if (!linear) return [{ if: { not: { type: ['string'] } }, else: UNKNOWN }];
      // The registry forgets; asking for the name enters it anew.
      Object.defineProperty(out, 'format', { enumerable: true, get: () => entered(pattern, linear) });
      return [];
    },
    names(written, out) {
      out.$patterns = written;
      Object.defineProperty(out, 'patternProperties', {
        enumerable: true,
        get: () => propertiesBy(written),
      });
    },
    look(next) {
      value = next;
      names = null;
    },
  };
}

function entered(pattern: string, linear: LinearPattern): string {
  const name = PREFIX + pattern;
  if (format[name]) return name;
  if (registered.length >= MOST_KEPT) {
    for (const old of registered) delete format[old];
    registered = [];
  }
  format[name] = (text) => linear.test(text);
  registered.push(name);
  return name;
}

function namesIn(value: Json, names: Set<string>): Set<string> {
  if (typeof value !== 'object' || value === null) return names;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
  for (const each of Object.values(value)) namesIn(each, names);
  return names;
}

/** A literal text as a pattern with the `u` flag, in which only syntax may be escaped. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
