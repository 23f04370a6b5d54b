import { recurrenceTold } from './notice/notice-words.ts';
import type { Report } from './types.ts';

/** That removals without an announcement come back, a line for each change that says so. */
export function recurrenceLines({ recurrences = [] }: Pick<Report, 'recurrences'>): string[] {
  return recurrences.map((one) => `  ${one.change}: ${recurrenceTold(one, 'ours')}`);
}
