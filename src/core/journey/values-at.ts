import type { Json } from '../json.ts';
import { fromPointer, valueAt } from '../json-pointer.ts';

/** Values that one pointer is followed to, at most. */
const MOST = 10_000;

/**
 * The values that a pointer names, in order; `*` stands for every element of a list. `undefined` for each place that
 * is not there. A list without elements gives none.
 */
export function valuesAt(root: Json | undefined, pointer: string): (Json | undefined)[] {
  let values: (Json | undefined)[] = [root];
  for (const token of fromPointer(pointer)) {
    values = values
      .flatMap((value) => (token === '*' ? elements(value) : [member(value, token)]))
      .slice(0, MOST);
  }
  return values;
}

function elements(value: Json | undefined): (Json | undefined)[] {
  return Array.isArray(value) ? value.slice(0, MOST) : [undefined];
}

function member(value: Json | undefined, token: string): Json | undefined {
  if (value === undefined) return undefined;
  return valueAt(value, `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}
