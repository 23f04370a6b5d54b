import { canonicalJson } from '../../canonical-json.ts';
import type { Json } from '../../json.ts';
import type { Schema } from '../judge/schema.ts';
import type { Maker } from './maker.ts';
import type { Demand } from './spec.ts';

const MOST_ELEMENTS = 5_000;
/** Values of the first element that are tried while the others stay. */
const MOST_TRIED = 30;

/** Arrays that fit the conjunction: as few elements as may be; then with other values of the first. */
export function* arraysFor(plain: readonly Demand[], maker: Maker): Generator<Json[]> {
  const wanted = plain.map((schema) => (schema.contains === undefined ? 0 : (schema.minContains ?? 1)));
  const least = Math.max(0, ...plain.map(({ minItems }) => minItems ?? 0), ...wanted);
  const most = Math.min(...plain.map(({ maxItems }) => maxItems ?? Number.POSITIVE_INFINITY));
  if (least > most || least > MOST_ELEMENTS) return;
  const twice = plain.some(({ $twice }) => $twice);
  const unique = !twice && plain.some(({ uniqueItems }) => uniqueItems);
  const elements = (count: number): Json[] | null => {
    const made: Json[] = [];
    const distinct = unique ? differing(plain, count, maker) : null;
    for (let index = 0; index < count; index++) {
      const value = distinct ? distinct[index] : maker.least(elementSchemas(plain, index));
      if (value === undefined) return null;
      made.push(value);
    }
    if (twice && made.length > 1) made[1] = made[0] as Json;
    return made;
  };
  const small = elements(least);
  if (small) yield small;
  const first = elementSchemas(plain, 0);
  if (most === 0 || first.length === 0) return;
  const rest = small && small.length > 0 ? small.slice(1) : [];
  let tried = 0;
  for (const value of maker.values(first)) {
    yield twice ? [value, value, ...rest.slice(1)] : [value, ...rest];
    if (++tried >= MOST_TRIED) return;
  }
}

/** Values for the first elements, each another. */
function differing(plain: readonly Demand[], count: number, maker: Maker): Json[] {
  const seen = new Set<string>();
  const found: Json[] = [];
  const after = Math.max(0, ...plain.map(({ prefixItems }) => prefixItems?.length ?? 0));
  const many: Demand = { $many: 2 * count };
  let more: Iterator<Json> | null = null;
  while (found.length < count) {
    const schemas = [...elementSchemas(plain, found.length), many];
    if (found.length <= after || !more) more = maker.values(schemas);
    const { value, done } = more.next();
    if (done || value === undefined) return found;
    const key = canonicalJson(value);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(value);
  }
  return found;
}

/** All schemas that the element at a position has to fit. */
export function elementSchemas(plain: readonly Demand[], index: number): Schema[] {
  const found: Schema[] = [];
  for (const { prefixItems = [], items, contains, minContains = 1 } of plain) {
    const own = prefixItems[index] ?? (index >= prefixItems.length ? items : undefined);
    if (own !== undefined) found.push(own);
    if (contains !== undefined && index < minContains) found.push(contains);
  }
  return found;
}
