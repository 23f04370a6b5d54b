import type { SchemaFault } from '../../core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { Judge } from './nesting.ts';

/** Elements with different faults that are reported of one array. */
const MOST_ELEMENTS = 100;

/** Faults of one property of an object, if it is there. */
export function propertyFaults(object: JsonObject, name: string, judge: Judge): SchemaFault[] {
  if (!Object.hasOwn(object, name)) return [];
  return judge(object[name] as Json).map((fault) => ({
    ...fault,
    instancePath: [name, ...fault.instancePath],
  }));
}

/** Faults of an array's elements from `first` on; elements with the same faults are told once. */
export function elementFaults(elements: Json[], first: number, judge: Judge): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const seen = new Set<string>();
  for (let index = first; index < elements.length && seen.size < MOST_ELEMENTS; index++) {
    const value = elements[index] as Json;
    const found = judge(value);
    if (found.length === 0) continue;
    const signature = signatureOf(found, value);
    if (seen.has(signature)) continue;
    seen.add(signature);
    for (const fault of found) {
      faults.push({ ...fault, instancePath: [String(index), ...fault.instancePath] });
    }
  }
  return faults;
}

/** What makes the faults of one element the same as another's: the faults, and the scalars they are about. */
function signatureOf(faults: SchemaFault[], element: Json): string {
  return JSON.stringify(
    faults.map((fault) => [
      fault.keyword,
      fault.instancePath,
      fault.schemaPath,
      fault.params,
      scalar(element, fault),
    ]),
  );
}

function scalar(element: Json, fault: SchemaFault): Json {
  let value: Json | undefined = element;
  for (const token of fault.instancePath) value = (value as JsonObject | undefined)?.[token];
  return value === undefined || typeof value === 'object' ? null : value;
}
