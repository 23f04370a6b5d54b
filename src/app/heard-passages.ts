import type { Agreement } from '../core/agreement/types.ts';
import { toRead } from '../core/feed/heard-dates.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import type { ToRead } from '../core/report/to-read-lines.ts';
import type { Ports } from './ports.ts';
import { feedName } from './read-feeds.ts';

/**
 * The passages of a partner's feeds that wait for a person, newest first.
 *
 * @param on.known whether our usage is known
 */
export function heardPassages(
  ports: Pick<Ports, 'sha256'>,
  on: { agreement: Agreement; state: PartnerState; now: string; known: boolean },
): ToRead[] {
  const { agreement, state, now, known } = on;
  const urls = new Map(agreement.announcements.map((url) => [feedName(url, ports.sha256), url]));
  return toRead(state.feeds, { now, known }).map(({ id, at, day, names, used, until, feed }) => ({
    partner: agreement.partner,
    id,
    at,
    day,
    names,
    used,
    until,
    url: urls.get(feed) ?? null,
  }));
}
