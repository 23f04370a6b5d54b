import { counted } from './row-words.ts';
import type { ReportPage } from './types.ts';

const STATE_WORDS = {
  operational: 'operational',
  degraded: 'degraded',
  'partial-outage': 'a partial outage',
  'major-outage': 'a major outage',
  maintenance: 'maintenance',
  unknown: 'could not be read',
} as const satisfies Record<ReportPage['state'], string>;

/** What the partner's status page showed: its state, since when by its own word, and how many incidents are open. */
export function pageWords({ state, since, incidents }: ReportPage): string {
  const from = since === null ? '' : ` since ${since.slice(0, 16).replace('T', ' ')} UTC`;
  const open = incidents === 0 ? '' : `, ${counted(incidents, 'open incident', 'open incidents')}`;
  return `their status page: ${STATE_WORDS[state]}${from}${open}`;
}
