import type { ReportRow } from './types.ts';

/** How much a row matters to us, in the words that machines share. */
export type Gravity = 'error' | 'warning' | 'note';

/** By effect where our use is known, by severity where it is not. */
export function gravityOf({ effect, severity }: Pick<ReportRow, 'effect' | 'severity'>): Gravity {
  if (effect === 'breaks' || (effect === 'unknown' && severity === 'breaking')) return 'error';
  if (effect === 'may-break' || (effect === 'unknown' && severity === 'warning')) return 'warning';
  return 'note';
}
