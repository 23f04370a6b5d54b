import type { JsonObject } from '../../../core/json.ts';
import type { Choose } from './chooser.ts';

/** A number for a number or integer schema, within its bounds and on its `multipleOf`. */
export function sampleNumber(schema: JsonObject, choose: Choose): number {
  const whole = types(schema).includes('integer') && !types(schema).includes('number');
  const step = typeof schema.multipleOf === 'number' && schema.multipleOf > 0 ? schema.multipleOf : null;
  const low = lower(schema);
  const high = upper(schema);
  const grid = step !== null && whole ? leastCommonMultiple(step) : (step ?? (whole ? 1 : null));
  if (grid !== null) return onGrid(low, high, grid, choose);
  if (low.at === null && high.at === null) return choose(1000) + 0.5;
  if (high.at === null) return (low.at as number) + 1 + choose(100);
  if (low.at === null) return high.at - 1 - choose(100);
  return low.open || high.open ? (low.at + high.at) / 2 : low.at + ((high.at - low.at) * choose(5)) / 4;
}

interface Bound {
  at: number | null;
  open: boolean;
}

function onGrid(low: Bound, high: Bound, grid: number, choose: Choose): number {
  let first = low.at === null ? null : Math.ceil(low.at / grid);
  let last = high.at === null ? null : Math.floor(high.at / grid);
  if (first !== null && low.open && first * grid <= (low.at as number)) first++;
  if (last !== null && high.open && last * grid >= (high.at as number)) last--;
  first ??= last === null ? 0 : Math.min(0, last - 999);
  last ??= first + 999;
  const steps = first + choose(Math.max(1, Math.min(last - first + 1, 1000)));
  return Number((steps * grid).toPrecision(15));
}

/** The least whole number that is a multiple of the step; the step itself where none is near. */
function leastCommonMultiple(step: number): number {
  for (let times = 1; times <= 1000; times++) {
    const product = Number((step * times).toPrecision(12));
    if (Number.isInteger(product)) return product;
  }
  return step;
}

function lower(schema: JsonObject): Bound {
  const { minimum, exclusiveMinimum: open } = schema;
  if (typeof open === 'number' && !(typeof minimum === 'number' && minimum > open))
    return { at: open, open: true };
  return { at: typeof minimum === 'number' ? minimum : null, open: false };
}

function upper(schema: JsonObject): Bound {
  const { maximum, exclusiveMaximum: open } = schema;
  if (typeof open === 'number' && !(typeof maximum === 'number' && maximum < open))
    return { at: open, open: true };
  return { at: typeof maximum === 'number' ? maximum : null, open: false };
}

function types(schema: JsonObject): unknown[] {
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}
