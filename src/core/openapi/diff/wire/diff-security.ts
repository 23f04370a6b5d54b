import type { Difference } from '../../../drift/difference.ts';
import { groupBy } from '../../../group-by.ts';
import type { JsonObject } from '../../../json.ts';
import { readSecurity } from '../../document/operation.ts';
import type { SecurityAlternative } from '../../document/types.ts';
import { type Context, type OperationPair, subjectOf } from '../operation-pair.ts';
import { differenceOf, nameOf } from '../place.ts';
import type { Site } from '../rules/rule-table.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { schemeDifferences, WHOLE_SECURITY } from './diff-schemes.ts';
import type { SchemeNames } from './scheme-names.ts';

type Place = Pick<Difference, 'subject' | 'operation' | 'pointer'> & { site: Site };

/** One way to call: the schemes needed together by the name both documents know them by, and as it is written. */
interface Way {
  schemes: readonly string[];
  written: string;
  /** For each scheme, the first that asks for the same: two that do are two credentials of one kind. */
  kinds: readonly string[];
  scopes: ReadonlyMap<string, readonly string[]>;
}

/** What a place asks of its callers. */
interface Asked {
  ways: Way[];
  /** True if no credentials are needed. */
  open: boolean;
}

/**
 * Differences of an operation's security, where it is not the document's in both documents: that is told once,
 * for all, by {@link documentSecurityDifferences}. A copy of the document's is the document's.
 */
export function* operationSecurityDifferences(context: Context, pair: OperationPair): Generator<Difference> {
  const { baseline, observed } = pair;
  if (baseline.raw.security === undefined && observed.raw.security === undefined) return;
  yield* requirementDifferences(baseline.security, observed.security, context.schemes, {
    site: 'operation',
    subject: subjectOf(baseline, 'security'),
    operation: nameOf(baseline),
    pointer: { baseline: baseline.pointer, observed: observed.pointer },
  });
}

/** Differences of the security schemes, and of the document's own security where an operation goes by it. */
export function* documentSecurityDifferences(context: Context): Generator<Difference> {
  const { baseline, observed, pairing, schemes } = context;
  const pairs = pairing.known.filter((pair) => pair.observed);
  const inherited = pairs.some(
    (pair) => pair.baseline.raw.security === undefined && pair.observed?.raw.security === undefined,
  );
  if (inherited || pairs.length === 0) {
    const before = readSecurity(baseline.raw.security);
    const after = readSecurity(observed.raw.security);
    yield* requirementDifferences(before, after, schemes, {
      site: 'document',
      subject: WHOLE_SECURITY,
      operation: null,
      pointer: { baseline: before && '#/security', observed: after && '#/security' },
    });
  }
  for (const pair of schemes.pairs) yield* schemeDifferences(pair);
}

/**
 * Each way to call that came or went is told at the catalogue's level, which is info: who uses another way feels
 * nothing. What no such finding says is told beside them as breaking, about the place as a whole: that a caller
 * who never sent credentials must send some now, or that nothing that was enough is enough any more.
 */
function* requirementDifferences(
  before: SecurityAlternative[] | null,
  after: SecurityAlternative[] | null,
  names: SchemeNames,
  place: Place,
): Generator<Difference> {
  const a = asked(before, names.baseline, names.alike);
  const b = asked(after, names.observed, names.alike);
  const { pairs, removed, added } = matched(a.ways, b.ways);
  for (const [way, other] of pairs) yield* scopeDifferences(way, other, place);
  for (const way of removed) yield* about(place, 'security.removed', { security: way.written });
  for (const way of added) yield* about(place, 'security.added', { security: way.written });
  if (a.open && !b.open) yield* about(place, 'security.became-required');
  if (!a.open && b.open && b.ways.length > 0) yield* about(place, 'security.became-optional');
  if (!a.open && !b.open && isShutOut(a.ways, b.ways)) yield* about(place, 'security.replaced');
}

/** Ways with the same schemes side by side, those with the same scopes first. */
function matched(before: readonly Way[], after: readonly Way[]) {
  const taken = new Map<Way, Way>();
  for (const keyOf of [scopedKeyOf, schemesKeyOf]) {
    const used = new Set(taken.values());
    const free = groupBy(
      after.filter((way) => !used.has(way)),
      keyOf,
    );
    for (const way of before) {
      const other = taken.has(way) ? undefined : free.get(keyOf(way))?.shift();
      if (other) taken.set(way, other);
    }
  }
  const used = new Set(taken.values());
  return {
    pairs: [...taken],
    removed: before.filter((way) => !taken.has(way)),
    added: after.filter((way) => !used.has(way)),
  };
}

/** So many pairs of ways are looked at: nobody offers more. */
const MOST_PAIRS = 10_000;

/** True if whatever was sent before is not enough any more. */
function isShutOut(before: readonly Way[], after: readonly Way[]): boolean {
  if (before.length * after.length > MOST_PAIRS) return false;
  return !before.some((way) =>
    after.some((other) =>
      other.kinds.every((kind) => countOf(other.kinds, kind) <= countOf(way.kinds, kind)),
    ),
  );
}

function countOf(kinds: readonly string[], kind: string): number {
  return kinds.filter((one) => one === kind).length;
}

function* scopeDifferences(before: Way, after: Way, place: Place): Generator<Difference> {
  for (const [security, scopes] of before.scopes) {
    const others = after.scopes.get(security) ?? [];
    for (const scope of scopes) {
      if (!others.includes(scope)) yield* about(place, 'security.scope-removed', { security, scope });
    }
    for (const scope of others) {
      if (!scopes.includes(scope)) yield* about(place, 'security.scope-added', { security, scope });
    }
  }
}

function asked(
  alternatives: SecurityAlternative[] | null,
  nameFor: (name: string) => string,
  kindOf: (name: string) => string,
): Asked {
  const ways = (alternatives ?? []).map((alternative): Way => {
    const scopes = new Map(Object.entries(alternative).map(([name, list]) => [nameFor(name), list]));
    return {
      schemes: [...scopes.keys()].sort(),
      kinds: [...scopes.keys()].map(kindOf),
      written: Object.keys(alternative).sort().join(' & '),
      scopes,
    };
  });
  const needed = ways.filter((way) => way.schemes.length > 0);
  return { ways: needed, open: needed.length < ways.length || needed.length === 0 };
}

function schemesKeyOf({ schemes }: Way): string {
  return schemes.join('\n');
}

function scopedKeyOf({ schemes, scopes }: Way): string {
  return schemes.map((scheme) => [scheme, ...new Set(scopes.get(scheme))].sort().join('\n')).join('\n\n');
}

function* about({ site, ...place }: Place, key: ChangeKey, args: JsonObject = {}): Generator<Difference> {
  const difference = differenceOf(site, key, { ...place, args });
  if (difference) yield difference;
}
