import { isOurSide } from '../agreement/our-side.ts';
import type { DriftFacts, PartnerState, Transition } from '../ledger/types.ts';
import { environmentKey } from '../ledger/types.ts';
import { effectRank, touchOf } from '../lifecycle/cells.ts';
import { pageLooks } from '../sight/page-looks.ts';
import type { SightRecords } from '../sight/sources.ts';
import { type Around, evidenceOf, type Placed } from './around.ts';
import type { DifferenceFact, TheirFact } from './types.ts';

/** How long before a stretch a status page is looked back at for what it said then. ms */
const PAGE_BACK_MS = 86_400_000;

/** What became so on their side around a stretch, in order of time; differences that arrive together, worst first. */
export function theirFacts(records: SightRecords, window: Around): { theirs: TheirFact[]; others: number } {
  const differences = differencesIn(window, records.state);
  const touching = differences.filter(({ facts }) => touchOf(facts) !== 'none');
  const said = isOurSide(window.key)
    ? []
    : [...window.looks, ...window.others].flatMap((placed) => saidIn(placed, window.key));
  const pages = isOurSide(window.key) ? [] : pageFacts(records, window);
  return {
    theirs: [...said, ...touching, ...pages].toSorted((a, b) => a.at - b.at || weight(a) - weight(b)),
    others: differences.length - touching.length,
  };
}

function weight(fact: TheirFact): number {
  return fact.kind === 'difference' ? 1 + effectRank(fact.facts.effect) : 0;
}

/** Each difference once: when it was first seen here, with what became of it. */
function differencesIn({ looks, key }: Around, state: PartnerState): DifferenceFact[] {
  const found = new Map<string, DifferenceFact>();
  for (const { at, entry } of looks) {
    for (const one of entry.transitions) {
      const facts = driftIn(one, key);
      if (!facts) continue;
      const before = found.get(facts.driftKey);
      const change = one.type === 'confirmed' ? one.change : null;
      found.set(facts.driftKey, {
        kind: 'difference',
        at: before?.at ?? at,
        state: one.type === 'suspected' ? (before?.state ?? 'suspected') : 'confirmed',
        facts,
        change: change ?? before?.change ?? state.drifts[facts.driftKey]?.change ?? null,
        elsewhere: elsewhereOf(facts.driftKey, key, state),
        evidence: before?.evidence ?? evidenceOf(entry),
      });
    }
  }
  return [...found.values()];
}

function driftIn(one: Transition, key: string): DriftFacts | null {
  if (one.type !== 'suspected' && one.type !== 'confirmed' && one.type !== 'moved') return null;
  return environmentKey(one.environment) === key ? one.drift : null;
}

function elsewhereOf(driftKey: string, key: string, { drifts }: PartnerState): DifferenceFact['elsewhere'] {
  return Object.entries(drifts[driftKey]?.environments ?? {})
    .filter(([name, { state }]) => name !== key && state !== 'retracted')
    .map(([name, { since }]) => ({ environment: name === '' ? null : name, since }))
    .toSorted((a, b) => (a.since < b.since ? -1 : 1));
}

/** What they published or announced: in looks here, and what feeds said wherever it was read. */
function saidIn({ at, entry }: Placed, key: string): TheirFact[] {
  return entry.transitions.flatMap((one): TheirFact[] => {
    if (one.type === 'heard')
      return one.passages.map(({ names }) => ({ kind: 'heard', at, names: [...names] }));
    if (!('environment' in one) || environmentKey(one.environment) !== key) return [];
    if (one.type === 'published') return [{ kind: 'document', at, from: one.from, to: one.to }];
    if (one.type !== 'coming') return [];
    return [{ kind: 'announced', at, subject: one.subject, on: one.on, known: one.known }];
  });
}

/** What their status page said, each time that it said something else, and what it said when the stretch began. */
function pageFacts({ entries, runs, sightings, now }: SightRecords, { stretch }: Around): TheirFact[] {
  const from = stretch.lastGood ?? stretch.first - PAGE_BACK_MS;
  const until = stretch.over ?? now;
  const read = pageLooks(entries, runs, sightings).toSorted((a, b) => a.from - b.from);
  const facts: TheirFact[] = [];
  let last: string | null = null;
  for (const look of read) {
    if (look.to < from || look.from > until || look.note === null || look.note === last) continue;
    last = look.note;
    facts.push({ kind: 'status-page', at: Math.max(look.from, from), words: look.note });
  }
  return facts;
}
