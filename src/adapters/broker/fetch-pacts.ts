import type { BrokeredPact, FetchedPacts, JsonDoor } from '../../app/pact-broker.ts';
import type { Broker } from '../../core/agreement/types.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import { linkOf } from './links.ts';
import { readBrokered } from './read-brokered.ts';

const RELATION = 'pb:provider-pacts-for-verification';
const MOST_PACTS = 200;
const AT_ONCE = 4;

/**
 * The pacts that a broker gives a provider to verify, by the broker's own links: index, pacts for verification, each
 * pact. A pact that is listed twice is read once.
 */
export async function fetchPacts(door: JsonDoor, broker: Broker): Promise<FetchedPacts> {
  const index = await door.send('GET', '');
  if (!index.ok) return index;
  const list = linkOf(index.body ?? {}, RELATION, { provider: broker.provider });
  if (list === null) return unreadable(`the broker's index has no link ${RELATION}`);
  const listed = await door.send('POST', list, {
    consumerVersionSelectors: broker.selectors,
    includePendingStatus: true,
    ...(broker.branch === null ? {} : { providerVersionBranch: broker.branch }),
  });
  if (!listed.ok) return { ok: false, failure: refusedList(listed.status, listed.failure) };
  const entries = entriesOf(listed.body ?? {});
  if (entries === null) return unreadable('the broker lists no pacts');
  if (entries.size > MOST_PACTS)
    return { ok: false, failure: { class: 'too-large', detail: `more than ${MOST_PACTS} pacts` } };
  const links = [...entries.keys()];
  const pacts: BrokeredPact[] = [];
  for (let at = 0; at < links.length; at += AT_ONCE) {
    const some = links.slice(at, at + AT_ONCE);
    const answers = await Promise.all(some.map((link) => door.send('GET', link)));
    for (const [of, answer] of answers.entries()) {
      if (!answer.ok) return answer;
      const link = some[of] as string;
      const read = answer.body && readBrokered(answer.body, link, entries.get(link) ?? {});
      if (!read) return unreadable(`pact ${at + of + 1} of the broker is no readable pact`);
      pacts.push(read);
    }
  }
  return { ok: true, pacts };
}

/** Verification properties by the pact's own link, in the broker's order. */
function entriesOf({ _embedded: embedded }: JsonObject): Map<string, JsonObject> | null {
  const pacts = isObject(embedded) ? embedded.pacts : undefined;
  if (!Array.isArray(pacts)) return null;
  const entries = new Map<string, JsonObject>();
  for (const one of pacts) {
    const link = isObject(one) ? linkOf(one, 'self') : null;
    if (!isObject(one) || link === null) return null;
    const { verificationProperties: told } = one;
    if (!entries.has(link)) entries.set(link, isObject(told) ? told : {});
  }
  return entries;
}

function refusedList(status: number | null, failure: Failure): Failure {
  if (status === 404) return { class: 'our-request', detail: 'the broker does not know `broker.provider`' };
  if (status === 400) return { class: 'our-request', detail: 'the broker refuses the selectors (HTTP 400)' };
  return failure;
}

function unreadable(detail: string): FetchedPacts {
  return { ok: false, failure: { class: 'document-unreadable', detail } };
}
