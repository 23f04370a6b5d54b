import type { Agreement } from '../core/agreement/types.ts';
import type { Actor } from '../core/ledger/types.ts';
import { type CommitPorts, commit } from './commit.ts';

/** What a person has ticked off. */
export interface PassagesRead {
  count: number;
  /** ISO days. */
  days: string[];
}

/**
 * Keeps that a person has read passages of a partner's feeds. Doing it again does nothing more.
 *
 * @param on.ids how the ids begin; none: all that is not read yet
 * @returns how many were not read before, and the days that those of them that name something of ours state beyond
 *   doubt: these are let stand
 */
export async function readPassages(
  ports: CommitPorts,
  on: { agreement: Agreement; by: Actor; ids: readonly string[] },
): Promise<PassagesRead> {
  const done: PassagesRead = { count: 0, days: [] };
  await commit(ports, on.agreement.partner, {
    by: on.by,
    look: null,
    agreement: on.agreement.hash,
    propose({ feeds }) {
      const read = new Set(feeds?.read);
      const passages = Object.values(feeds?.heard ?? {})
        .filter(({ id }) => !read.has(id))
        .map(({ id }) => id)
        .filter((id) => on.ids.length === 0 || on.ids.some((start) => start !== '' && id.startsWith(start)))
        .toSorted();
      const ours = passages.flatMap((id) => feeds?.heard[id] ?? []).filter(({ used }) => used);
      const days = ours.flatMap(({ stated }) => stated.map(({ on: day }) => day));
      Object.assign(done, { count: passages.length, days: [...new Set(days)].toSorted() });
      return passages.length === 0
        ? null
        : { transitions: [{ type: 'heard-read', passages }], notices: [], evidence: [] };
    },
  });
  return done;
}
