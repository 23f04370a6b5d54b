import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Json } from '../../src/core/json.ts';
import { emptyState, foldEntry } from '../../src/core/ledger/fold.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import type { EntryBody } from '../../src/core/ledger/types.ts';
import { isDropped, isHeld, MAX_ATTEMPTS } from '../../src/core/lifecycle/sendable.ts';
import { AGREEMENT, type Played } from './play.ts';
import { threadFaults } from './threads-oracle.ts';

const LIFE = new Set(['suspected', 'seen-again', 'confirmed', 'moved', 'resolved', 'retracted', 'standing']);

/** What a life that was played has broken of what must always hold; nothing, if all is well. */
export function* faultsOf(played: Played): Generator<string> {
  const entries = played.on.entries.map(parseEntry);
  yield* threadFaults(entries);
  yield* lookFaults(entries, played);
  yield* calendarFaults(entries);
  yield* deliveryFaults(entries, played);
  let state = emptyState(AGREEMENT.partner);
  for (const [at, body] of entries.entries()) {
    state = foldEntry(state, body, played.on.entries[at]?.hash ?? '');
  }
  const kept = played.on.projection() ?? emptyState(AGREEMENT.partner);
  if (canonicalJson(state as unknown as Json) !== canonicalJson(kept as unknown as Json))
    yield 'the fold of the entries is not the state that was kept';
}

/** Never announced before confirmed, never confirmed without evidence, never drift from an outage, no look twice. */
function* lookFaults(entries: readonly EntryBody[], { looks }: Played): Generator<string> {
  const counted = new Map<string, number>();
  const confirmed = new Set<string>();
  const seen = new Set<string>();
  for (const entry of entries) {
    const told = entry.look === null ? undefined : looks.get(entry.look);
    if (entry.look !== null && seen.has(entry.look)) yield `look ${entry.look} is in the ledger twice`;
    if (entry.look !== null) seen.add(entry.look);
    const place = told?.look.environment ?? '';
    const lives = entry.transitions.filter((one) => LIFE.has(one.type));
    if (told && !told.step.sight.document && !told.step.sight.live && lives.length > 0)
      yield `an outage moves ${lives.map((one) => one.type).join(', ')}`;
    const live = new Map(told?.look.findings.map((one) => [one.driftKey, one.source === 'live']));
    for (const { driftKey: key, cell } of told?.look.findings ?? []) {
      if (cell !== 'announced') counted.set(`${place} ${key}`, (counted.get(`${place} ${key}`) ?? 0) + 1);
    }
    for (const one of entry.transitions) {
      if (one.type === 'confirmed') {
        confirmed.add(one.change);
        const key = one.drift.driftKey;
        const other = place === 'sandbox' ? 'production' : 'sandbox';
        const looked = counted.get(`${place} ${key}`) ?? 0;
        const vantages = looked > 0 && (counted.get(`${other} ${key}`) ?? 0) > 0;
        if (live.get(key) !== false && looked < AGREEMENT.policy.confirm && !vantages)
          yield `${key.slice(0, 6)} is confirmed in ${place} after ${looked} looks`;
      }
      if (one.type === 'resolved' || one.type === 'retracted') {
        if (told && live.has(one.driftKey) && one.type === 'retracted') yield 'what is seen is taken back';
        counted.set(`${place} ${one.driftKey}`, 0);
      }
    }
    for (const due of entry.notices) {
      if (
        due.change !== null &&
        due.step !== 'summary' &&
        !confirmed.has(due.change) &&
        !isSummary(entries, due.change)
      )
        yield `${due.change} is told (${due.step}) before it is confirmed`;
    }
  }
}

function isSummary(entries: readonly EntryBody[], change: string): boolean {
  return entries.some((one) => one.notices.some((due) => due.change === change && due.step === 'summary'));
}

/** What the calendar makes due, it makes due once: a step of a change once a day to each contact, a threshold once for each date. */
function* calendarFaults(entries: readonly EntryBody[]): Generator<string> {
  const days = new Set<string>();
  const thresholds = new Set<string>();
  for (const entry of entries.filter((one) => one.by.id === 'calendar')) {
    for (const due of entry.notices) {
      if (due.side !== 'ours') yield `the calendar writes to theirs: ${due.step}`;
      const who = `${due.change} ${due.contact.slice(0, 6)} ${due.step}`;
      const day = `${who} ${entry.at.slice(0, 10)}`;
      if (days.has(day)) yield `${day} is due twice in a day`;
      days.add(day);
      if (!due.ahead) continue;
      const threshold = `${who} ${due.occurrence} ${due.ahead.on} ${due.ahead.days}`;
      if (thresholds.has(threshold)) yield `${threshold} is reminded of twice`;
      thresholds.add(threshold);
    }
  }
}

/** Nothing is lost, nothing leaves that was not released, and what arrives has been due by its id. */
function* deliveryFaults(entries: readonly EntryBody[], { on }: Played): Generator<string> {
  const state = on.projection();
  if (!state) return;
  const due = new Set(entries.flatMap(({ notices }) => notices.map(({ id }) => id)));
  for (const notice of Object.values(state.notices)) {
    const given = notice.attempts.length >= MAX_ATTEMPTS;
    if (notice.sentAt === null && !isHeld(notice) && !isDropped(notice, state) && !given)
      yield `${notice.due.step} of ${notice.due.change} is lost`;
    if (notice.sentAt !== null && !on.received.some((one) => one.id === notice.due.id))
      yield `${notice.due.id} is recorded as sent and never arrived`;
  }
  const texts = new Map<string, string>();
  for (const { id, side, data } of on.received) {
    // What hangs on no decision any more, the state has forgotten and the ledger has not.
    const notice = state.notices[id];
    if (!due.has(id)) yield `${id} arrived and was never due`;
    if (notice && side === 'theirs' && isHeld(notice)) yield `${id} left without a release`;
    const step = String(data.step);
    if ((texts.get(id) ?? step) !== step) yield `${id} stands for two messages`;
    texts.set(id, step);
  }
}
