import { type CrashEvent, type Doing, SPOTS } from './events.ts';

export const BETWEEN = 'between commit and send';

/** In words; where several went on at once, the first of these is named. */
const WORDS = {
  append: 'appending an entry',
  send: 'sending a notice',
  projection: 'writing the projection',
  evidence: 'keeping evidence',
  run: 'noting a look',
  look: 'a look',
} as const satisfies Record<Doing, string>;

/** Where a process was killed that stood still at an event. */
export function placeOf(event: CrashEvent): string {
  if (SPOTS.committed(event) || SPOTS['before send'](event)) return BETWEEN;
  if (SPOTS['after send'](event)) return 'between send and its record';
  return `${event.when} ${WORDS[event.doing]}`;
}

/** What a process was doing when it was killed, by what it had told. */
export function doingAfter(events: readonly CrashEvent[], opened: boolean): string {
  if (!opened) return 'while starting';
  const open = new Map<Doing, number>();
  for (const { doing, when } of events) {
    open.set(doing, (open.get(doing) ?? 0) + (when === 'before' ? 1 : -1));
  }
  const doing = (Object.keys(WORDS) as Doing[]).find((one) => (open.get(one) ?? 0) > 0);
  return doing ? `during ${WORDS[doing]}` : 'between two steps';
}
