import type { Calendar } from '../../app/ports.ts';

/**
 * The clock that calls are counted by, in ms since 1970: the machine's. With a compressed calendar, days go by between
 * looks while a look takes its real time: there both are added up, and only differences mean anything.
 */
export function quotaClock(calendar: Calendar): () => number {
  return calendar.kind === 'real' ? Date.now : () => calendar.now().getTime() + Date.now();
}
