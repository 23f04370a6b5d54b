import type { SchemaFault } from '../../core/exchange/schema-validators.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { evaluatedBy } from './evaluated.ts';
import type { Judge } from './nesting.ts';
import { TooHard } from './reading-schema.ts';

/** A schema of the document that says something of members that nothing else looks at. */
export interface Unevaluated {
  schema: JsonObject;
  /** Those of `unevaluatedItems` and `unevaluatedProperties` that count for the reader. */
  keywords: ('unevaluatedItems' | 'unevaluatedProperties')[];
  /** Properties that are not there for the reader. */
  hidden: string[];
  asWritten: boolean;
}

/** How the schemas of the document are followed and judged. */
export interface Around {
  target(reference: string): Json | null;
  judge(schema: Json): Judge;
}

/** Judges the members of a value that no schema beside `unevaluatedItems` or `unevaluatedProperties` looks at. */
export function judgeUnevaluated({ schema, keywords, hidden }: Unevaluated, around: Around): Judge {
  const fits = (one: Json, value: Json): boolean => {
    const faults = around.judge(one)(value);
    if (faults.some(({ keyword }) => keyword === 'undecided')) throw new RangeError('not decided');
    return faults.length === 0;
  };
  return (value) => {
    const keyword = keywords.find((one) => (one === 'unevaluatedItems') === Array.isArray(value));
    if (!keyword || typeof value !== 'object' || value === null) return [];
    try {
      const evaluated = evaluatedBy({ target: around.target, fits }, schema, value);
      if (evaluated === 'all') return [];
      const left = Object.keys(value).filter((name) => !evaluated.has(name) || hidden.includes(name));
      return left.flatMap((name) => memberFaults(name, keyword));
    } catch (error) {
      if (error instanceof TooHard) throw error;
      return [{ keyword: 'undecided', instancePath: [], schemaPath: [], params: {} }];
    }

    function memberFaults(name: string, by: (typeof keywords)[number]): SchemaFault[] {
      const rest = schema[by] as Json;
      if (rest === false) {
        const params: JsonObject = by === 'unevaluatedProperties' ? { unevaluatedProperty: name } : {};
        return [{ keyword: by, instancePath: [], schemaPath: [], params }];
      }
      const member = Array.isArray(value) ? value[Number(name)] : isObject(value) ? value[name] : undefined;
      return around
        .judge(rest)(member as Json)
        .map((fault) => ({
          ...fault,
          instancePath: [name, ...fault.instancePath],
          schemaPath: [by, ...fault.schemaPath],
        }));
    }
  };
}
