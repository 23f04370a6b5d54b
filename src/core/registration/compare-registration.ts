import type { PlannedSchedule, RegistrationChange, RegistrationSummary } from './types.ts';

type Compared = Pick<RegistrationSummary, 'partner' | 'source' | 'files' | 'schedules'>;

/**
 * What registering `next` does to what is registered (null: nothing). `changed` without a file: only its schedules or
 * its source change.
 *
 * @param takeOver a partner that another source registered may be taken from it.
 */
export function compareRegistration(
  registered: Compared | null,
  next: Compared,
  takeOver = false,
): RegistrationChange {
  const { partner } = next;
  if (!registered) return { kind: 'added', partner, files: next.files.map(({ path }) => path) };
  if (registered.source !== next.source && !takeOver)
    return { kind: 'foreign', partner, source: registered.source };
  const before = new Map(registered.files.map((file) => [file.path, file.sha256]));
  const now = new Map(next.files.map((file) => [file.path, file.sha256]));
  const added = [...now.keys()].filter((path) => !before.has(path));
  const removed = [...before.keys()].filter((path) => !now.has(path));
  const changed = [...now].flatMap(([path, hash]) =>
    before.has(path) && before.get(path) !== hash ? [path] : [],
  );
  const isSame =
    added.length + removed.length + changed.length === 0 &&
    registered.source === next.source &&
    sameSchedules(registered.schedules, next.schedules);
  return isSame ? { kind: 'unchanged', partner } : { kind: 'changed', partner, added, changed, removed };
}

/** The schedules of `before` that `now` does not plan any more. */
export function droppedSchedules(
  before: readonly PlannedSchedule[],
  now: readonly PlannedSchedule[],
): PlannedSchedule[] {
  const planned = new Set(now.map(({ environment }) => environment));
  return before.filter(({ environment }) => !planned.has(environment));
}

function sameSchedules(before: readonly PlannedSchedule[], now: readonly PlannedSchedule[]): boolean {
  const text = (schedules: readonly PlannedSchedule[]) =>
    schedules
      .map((one) =>
        [one.environment ?? '', one.expression, one.timezone, one.flexibleMinutes, one.intervalMs].join('|'),
      )
      .sort()
      .join('\n');
  return text(before) === text(now);
}
