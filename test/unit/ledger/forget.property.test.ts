import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/drift/verdict.ts';
import { isOpen } from '../../../src/core/ledger/apply-drift.ts';
import { emptyState, foldEntry } from '../../../src/core/ledger/fold.ts';
import { forget, isSettled } from '../../../src/core/ledger/forget.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import { parseState, stateText } from '../../../src/core/ledger/parse-state.ts';
import { isSnapshotKept, SNAPSHOT_EVERY } from '../../../src/core/ledger/snapshots.ts';
import type { PartnerState } from '../../../src/core/ledger/types.ts';
import { decide } from '../../../src/core/lifecycle/decide.ts';
import { timeDue } from '../../../src/core/lifecycle/time-due.ts';
import { AGREEMENT, play } from '../../model/play.ts';
import { type LookStep, lives, type ModelStep } from '../../model/steps.ts';
import { aFinding, aLedger, aLook, dayTime, sha256 } from '../lifecycle/look-fixture.ts';
import { lookAt } from '../lifecycle/world.ts';

const DEAF = { notices: 0, endedChanges: Number.POSITIVE_INFINITY, endedDrifts: Number.POSITIVE_INFINITY };
const TIGHT = { notices: 0, endedChanges: 0, endedDrifts: 0, days: 0 };

/** Longer lives: three in a row, so that what ended lies far enough back. */
const long = fc.tuple(lives, lives, lives).map((all) => all.flat());

async function entriesOf(life: ModelStep[]) {
  const { on } = await play(life, decide);
  return { entries: on.entries, now: on.now };
}

function folded(
  entries: Awaited<ReturnType<typeof entriesOf>>['entries'],
  from?: PartnerState,
): PartnerState {
  let state = from ?? emptyState(AGREEMENT.partner);
  for (const entry of entries.slice(state.seq)) state = foldEntry(state, parseEntry(entry), entry.hash);
  return state;
}

test('a fold from a snapshot and what came after it is the fold from the first entry, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.nat(), async (life, cut) => {
      const { entries } = await entriesOf(life);
      const snapshot = stateText(folded(entries.slice(0, cut % (entries.length + 1))));

      expect(stateText(folded(entries, parseState(snapshot)))).toBe(stateText(folded(entries)));
    }),
    { numRuns: 60 },
  );
});

test('no look and no day decides otherwise for the notices that a present forgot', async () => {
  let forgot = 0;
  await fc.assert(
    fc.asyncProperty(long, lives, async (life, next) => {
      const { entries, now } = await entriesOf(life);
      const state = folded(entries);
      const less = forget(state, { ...DEAF, days: 30 });
      forgot += Object.keys(state.notices).length - Object.keys(less.notices).length;
      // A clock may be put back, but not by weeks.
      const from = Math.max(now, Date.parse(state.at ?? '2026-11-01T00:00:00.000Z'));
      const looks = next.filter((one): one is LookStep => one.do === 'look');
      for (const [index, step] of looks.entries()) {
        const at = new Date(from + index * step.hours * 3_600_000).toISOString();
        const look = { ...lookAt({ ...step, days: 0 }, 0), scheduledTime: at, at };
        const decided = (present: PartnerState) =>
          decide({ state: present, look, agreement: AGREEMENT, sha256, verdictOf });
        expect(decided(less)).toEqual(decided(state));
        const due = (present: PartnerState) =>
          timeDue({ state: present, now: at, agreement: AGREEMENT, sha256 });
        expect(due(less)).toEqual(due(state));
      }
    }),
    { numRuns: 25 },
  );
  expect(forgot).toBeGreaterThan(20);
});

test('nothing that is open or waits is forgotten, no reference is given twice, no contact is without a name', async () => {
  await fc.assert(
    fc.asyncProperty(long, async (life) => {
      const { entries } = await entriesOf(life);
      const state = folded(entries);
      const less = forget(state, TIGHT);

      const open = Object.values(state.changes).filter(({ closedAt }) => closedAt === null);
      for (const change of open) expect(less.changes[change.ref]).toBe(change);
      for (const drift of Object.values(state.drifts))
        if (Object.values(drift.environments).some(isOpen)) expect(less.drifts[drift.driftKey]).toBe(drift);
      for (const notice of Object.values(state.notices))
        if (!isSettled(notice, state)) expect(less.notices[notice.due.id]).toBe(notice);
      const last = (one: PartnerState) =>
        Math.max(0, ...Object.values(one.changes).map(({ number }) => number));
      expect(last(less)).toBe(last(state));
      const names = (one: PartnerState) => new Set(Object.values(one.notices).map(({ due }) => due.contact));
      expect(names(less)).toEqual(names(state));
      expect(forget(less, TIGHT)).toEqual(less);
    }),
    { numRuns: 25 },
  );
});

test('a partner that brings another difference every day for three years has a present that does not grow', () => {
  const ledger = aLedger();
  const sizes: number[] = [];
  for (let day = 0; day < 1095; day++) {
    ledger.look(aLook(day, day % 2 === 0 ? [aFinding(`one-${day}`), aFinding(`other-${day}`)] : []));
    for (const { due, sentAt } of Object.values(ledger.state.notices)) {
      if (sentAt !== null || due.held) continue;
      const attempt = { type: 'attempted', notice: due.id, outcome: 'sent', detail: null } as const;
      ledger.add(dayTime(day), [{ ...attempt, sha256: 'b'.repeat(64) }]);
    }
    if (day % 365 === 364) sizes.push(stateText(ledger.state).length);
  }
  expect(sizes[2]).toBeLessThan((sizes[0] as number) * 1.2);
}, 60_000);

test('of the snapshots that were made, few are kept: all of the last, and some of long ago', () => {
  const made = Array.from({ length: 1000 }, (_, index) => (index + 1) * SNAPSHOT_EVERY);
  const kept = (newest: number) => made.filter((seq) => isSnapshotKept(seq, newest));

  expect(kept(500)).toEqual([500]);
  expect(kept(2_500)).toEqual([1_000, 2_000, 2_500]);
  for (const newest of made) {
    const left = kept(newest);
    expect(left.at(-1)).toBe(newest);
    expect(left.length).toBeLessThanOrEqual(2 * Math.log2(newest / SNAPSHOT_EVERY) + 2);
  }
});
