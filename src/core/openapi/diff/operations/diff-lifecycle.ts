import type { JsonObject } from '../../../json.ts';
import {
  type Asked,
  type DiffPolicy,
  isHeldTo,
  noticeDaysOf,
  STABILITIES,
  type Stability,
} from '../policy.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { daysBetween, type Lifecycle, lifecycleOf } from './lifecycle.ts';

/** A change in how long something stays or how settled it is. */
export interface LifecycleChange {
  key: ChangeKey;
  args: JsonObject;
  /** What it is told as in operations of less settled levels, of which less notice is asked. */
  inOperations?: Partial<Record<Stability, ChangeKey>>;
}

/** What changes; the catalogue has other ids for each. */
export type Kind = 'operation' | 'parameter' | 'property';

/** A deprecation with its date, as the catalogue's ids name it. */
const KEYS = {
  operation: {
    set: 'deprecated.set-with-sunset',
    setInvalid: 'deprecated.sunset-invalid',
    invalid: 'sunset.invalid',
  },
  parameter: { set: 'deprecated.set', setInvalid: 'sunset.invalid', invalid: 'sunset.invalid' },
  property: {
    set: 'deprecated.set-with-sunset',
    setInvalid: 'deprecated.sunset-invalid',
    invalid: 'deprecated.sunset-invalid',
  },
} as const satisfies Record<Kind, Record<string, ChangeKey>>;

/**
 * Changes of a property's `deprecated`, `x-sunset` and `x-stability-level`.
 *
 * @param beforeRaw the property's schema as each document writes it
 * @param today ISO day, or null where it is not known: then no date comes too soon
 */
export function lifecycleChanges(
  beforeRaw: JsonObject,
  afterRaw: JsonObject,
  policy: DiffPolicy,
  today: string | null,
): LifecycleChange[] {
  const before = lifecycleOf(beforeRaw);
  const after = lifecycleOf(afterRaw);
  const asked = { policy, today };
  const inStable = deprecationChange('property', before, after, noticeIn('stable', after, policy), asked);
  const changes = stabilityChanges(before, after, policy);
  if (!inStable) return changes;
  const inOperations = Object.fromEntries(
    STABILITIES.flatMap((level) => {
      const told = deprecationChange('property', before, after, noticeIn(level, after, policy), asked);
      return told && told.key !== inStable.key ? [[level, told.key]] : [];
    }),
  );
  return [{ ...inStable, ...(Object.keys(inOperations).length > 0 && { inOperations }) }, ...changes];
}

/** Changes of an operation or a parameter in an operation of a level (null: its level cannot be read). */
export function lifecycleChangesOf(
  kind: Kind,
  before: Lifecycle,
  after: Lifecycle,
  stability: Stability | null,
  asked: Asked,
): LifecycleChange[] {
  const change = deprecationChange(kind, before, after, noticeDaysOf(asked.policy, stability), asked);
  return change ? [change] : [];
}

/** Changes of `x-stability-level`; what was below the policy's level is not looked at. */
export function stabilityChanges(before: Lifecycle, after: Lifecycle, policy: DiffPolicy): LifecycleChange[] {
  const [from, to] = [before.stability, after.stability];
  if (from === to) return [];
  if (from === null || to === null) return [{ key: 'stability.invalid', args: { from, to } }];
  if (!isHeldTo(policy, from)) return [];
  const less = STABILITIES.indexOf(to) < STABILITIES.indexOf(from);
  return [{ key: less ? 'stability.decreased' : 'stability.increased', args: { from, to } }];
}

/** How something went that is gone. A day that cannot be read, or is not known to be ahead, counts as come. */
export function removalOf(
  { deprecated, sunset }: Lifecycle,
  today: string | null,
): { how: 'removed' | 'removed-with-deprecation' | 'removed-before-sunset'; args: JsonObject } {
  const args: JsonObject = sunset?.day ? { sunset: sunset.written } : {};
  if (!deprecated) return { how: 'removed', args };
  const early = sunset?.day != null && today !== null && sunset.day > today.slice(0, 10);
  return { how: early ? 'removed-before-sunset' : 'removed-with-deprecation', args };
}

/** A property is as settled as the less settled of itself and its operation. */
function noticeIn(operation: Stability, { stability }: Lifecycle, policy: DiffPolicy): number {
  const own = stability === null ? 0 : STABILITIES.indexOf(stability);
  const level = STABILITIES[Math.min(own, STABILITIES.indexOf(operation))];
  return noticeDaysOf(policy, level ?? null);
}

function deprecationChange(
  kind: Kind,
  before: Lifecycle,
  after: Lifecycle,
  notice: number,
  { today }: Asked,
): LifecycleChange | null {
  if (!after.deprecated) return before.deprecated ? { key: 'deprecated.unset', args: {} } : null;
  const { sunset } = after;
  const isNew = !before.deprecated;
  if (!sunset) {
    if (isNew) return { key: notice > 0 ? 'deprecated.sunset-missing' : 'deprecated.set', args: {} };
    return before.sunset ? { key: 'sunset.removed', args: { sunset: before.sunset.written } } : null;
  }
  const args = { sunset: sunset.written };
  if (!isNew && before.sunset?.written === sunset.written) return null;
  if (sunset.day === null) {
    return { key: KEYS[kind][isNew ? 'setInvalid' : 'invalid'], args: { written: sunset.written } };
  }
  const tooSoon = notice > 0 && today !== null && daysBetween(today, sunset.day) < notice;
  if (isNew || !before.sunset) {
    if (tooSoon) return { key: 'sunset.too-small', args };
    return isNew ? { key: KEYS[kind].set, args } : { key: 'sunset.added', args };
  }
  const from = before.sunset;
  if (from.day === null) return { key: KEYS[kind].invalid, args: { written: from.written } };
  if (from.day === sunset.day) return null;
  const moved = { from: from.day, sunset: sunset.day };
  if (tooSoon && sunset.day < from.day) {
    return {
      key: kind === 'property' ? 'sunset.too-small' : 'sunset.changed-too-small',
      args: kind === 'property' ? args : moved,
    };
  }
  return { key: 'sunset.changed', args: moved };
}
