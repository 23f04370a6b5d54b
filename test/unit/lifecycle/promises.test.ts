import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/core/canonical-json.ts';
import { verdictOf } from '../../../src/core/drift/verdict.ts';
import type { Json } from '../../../src/core/json.ts';
import { emptyState, foldEntry } from '../../../src/core/ledger/fold.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import type { NoticeDue, PartnerState, Transition } from '../../../src/core/ledger/types.ts';
import { verifyChain } from '../../../src/core/ledger/verify-chain.ts';
import { isSeenLive, touchOf } from '../../../src/core/lifecycle/cells.ts';
import { decide } from '../../../src/core/lifecycle/decide.ts';
import { releasable, sendable, waitingFor } from '../../../src/core/lifecycle/sendable.ts';
import type { Decision, Look } from '../../../src/core/lifecycle/types.ts';
import { aLedger, anAgreement, dayTime, sha256, type TestLedger } from './look-fixture.ts';
import { histories, KEYS, lookAt, type Step } from './world.ts';

const RUNS = 300;
const CONFIRM = anAgreement().policy.confirm;
const LIFE = new Set(['suspected', 'seen-again', 'confirmed', 'moved', 'resolved', 'retracted', 'standing']);

/** One look of a history, with what was so before and what was decided. */
interface Told {
  look: Look;
  before: PartnerState;
  decision: Decision;
  sight: Extract<Step, { do: 'look' }>['sight'];
}

function play(steps: Step[]): { ledger: TestLedger; looks: Told[] } {
  const ledger = aLedger();
  const looks: Told[] = [];
  let day = 0;
  for (const step of steps) {
    if (step.do === 'look') {
      day += step.days;
      const look = lookAt(step, day);
      const before = ledger.state;
      looks.push({ look, before, decision: ledger.look(look), sight: step.sight });
    } else if (step.do === 'release') {
      for (const change of releasable(ledger.state)) {
        const notices = waitingFor(ledger.state, change).map((one) => one.due.id);
        ledger.add(dayTime(day), [{ type: 'released', change, notices }]);
      }
    } else {
      const outcome = step.fails ? 'failed' : 'sent';
      for (const { due } of sendable(ledger.state)) {
        const attempt = { outcome, sha256: 'c'.repeat(64), detail: null } as const;
        ledger.add(dayTime(day), [{ type: 'attempted', notice: due.id, ...attempt }]);
      }
    }
  }
  return { ledger, looks };
}

function holds(name: string, check: (played: ReturnType<typeof play>) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(histories, (steps) => check(play(steps))),
      { numRuns: RUNS },
    );
  });
}

const noticesOf = (looks: Told[]): NoticeDue[] => looks.flatMap((one) => one.decision.notices);
const keyOfStep = (one: Transition) =>
  'drift' in one ? one.drift.driftKey : 'driftKey' in one ? one.driftKey : '';

holds(
  'nothing is confirmed by live alone before its second look, nor announced before it is confirmed',
  ({ looks, ledger }) => {
    const seen = new Map<string, number>();
    for (const { look, before, decision } of looks) {
      for (const finding of look.findings) {
        const place = finding.driftKey; // looks of both environments count: two vantages
        seen.set(place, (seen.get(place) ?? 0) + (finding.source === 'live' ? 1 : CONFIRM));
      }
      for (const step of decision.transitions) {
        if (step.type !== 'confirmed') continue;
        expect(seen.get(step.drift.driftKey) ?? 0).toBeGreaterThanOrEqual(CONFIRM);
      }
      const confirmed = decision.transitions.flatMap((one) => (one.type === 'confirmed' ? [one.change] : []));
      for (const due of decision.notices.filter((one) => one.step === 'announce')) {
        const known = due.change !== null && before.changes[due.change] !== undefined;
        expect(known || confirmed.includes(due.change ?? '')).toBe(true);
        expect(ledger.state.changes[due.change ?? '']?.drifts.length).toBeGreaterThan(0);
      }
    }
  },
);

holds(
  'each time it is there, a change is announced once to each contact, and no id comes twice',
  ({ looks }) => {
    const notices = noticesOf(looks);
    expect(new Set(notices.map((one) => one.id)).size).toBe(notices.length);
    const announced = notices.filter((one) => one.step === 'announce' || one.step === 'summary');
    const contacts = announced.map((one) => `${one.change} ${one.occurrence} ${one.side} ${one.contact}`);
    expect(new Set(contacts).size).toBe(contacts.length);
  },
);

holds(
  'who was told of a change that ended hears so exactly once, and nobody else does',
  ({ looks, ledger }) => {
    const { notices, changes } = ledger.state;
    const ends = noticesOf(looks).filter((one) => one.step === 'resolved' || one.step === 'retracted');
    const to = ends.map((one) => `${one.change} ${one.contact}`);
    const once = ends.map((one) => `${one.change} ${one.occurrence} ${one.contact}`);
    expect(new Set(once).size).toBe(once.length);
    for (const { due } of Object.values(notices).filter((one) => one.sentAt !== null)) {
      const change = due.change === null ? undefined : changes[due.change];
      const isSummary = change?.drifts.length === 0;
      if (change?.closedAt && !isSummary) expect(to).toContain(`${due.change} ${due.contact}`);
    }
    for (const end of ends) {
      const { closedAt, reopened } = changes[end.change ?? ''] ?? {};
      expect(closedAt ?? reopened).toBeTruthy();
      const heard = Object.values(notices).some(
        ({ due, sentAt, releasedAt }) =>
          due.change === end.change &&
          due.contact === end.contact &&
          due.id !== end.id &&
          (sentAt !== null || releasedAt !== null || !due.held),
      );
      expect(heard).toBe(true);
    }
  },
);

holds('an outage changes no drift', ({ looks }) => {
  for (const { sight, decision, before, look } of looks) {
    const lives = decision.transitions.filter((one) => LIFE.has(one.type));
    if (!sight.document && !sight.live) expect(lives).toEqual([]);
    if (sight.live) continue;
    for (const step of lives) {
      const life = before.drifts[keyOfStep(step)]?.environments[look.environment ?? ''];
      if (life?.state !== 'confirmed' || !isSeenLive(life.facts)) continue;
      expect(['confirmed']).toContain(
        step.type === 'moved' && isSeenLive(step.drift) ? 'confirmed' : step.type,
      );
    }
  }
});

holds(
  'what touches nothing we use is announced to nobody; of what nobody told us, only ours hear',
  ({ looks, ledger }) => {
    for (const due of noticesOf(looks)) {
      if (due.change === null) continue;
      const drifts = (ledger.state.changes[due.change]?.drifts ?? []).map((key) => ledger.state.drifts[key]);
      const touches = drifts.flatMap((one) =>
        Object.values(one?.environments ?? {}).map((life) => touchOf(life.facts)),
      );
      expect(touches).not.toContain('none');
      if (due.side === 'theirs') expect(touches).toContain('ours');
      if (due.step === 'summary') expect(due.side).toBe('ours');
    }
    expect(
      Object.keys(ledger.state.drifts).filter(
        (key) => KEYS[key] === 'note' && ledger.state.drifts[key]?.change,
      ),
    ).toEqual([]);
  },
);

holds('nothing leaves for a partner that a person has not released', ({ ledger }) => {
  for (const { due, sentAt, releasedAt } of Object.values(ledger.state.notices)) {
    if (due.side === 'theirs' && sentAt !== null) expect(releasedAt).not.toBeNull();
  }
});

holds(
  'the same state and look give the same decision, and the chain folds to the same bytes',
  ({ ledger, looks }) => {
    const last = looks.at(-1);
    if (last) {
      const again = decide({
        state: last.before,
        look: last.look,
        agreement: anAgreement(),
        sha256,
        verdictOf,
      });
      expect(again).toEqual(last.decision);
    }
    expect(verifyChain(ledger.entries, sha256)).toEqual({
      ok: true,
      entries: ledger.state.seq,
      head: ledger.state.head,
    });
    let state = emptyState('acme-pay');
    for (const entry of ledger.entries) state = foldEntry(state, parseEntry(entry), entry.hash);
    expect(canonicalJson(state as unknown as Json)).toBe(canonicalJson(ledger.state as unknown as Json));
  },
);

holds('a world that stands still is told once', ({ ledger, looks }) => {
  const last = looks.at(-1);
  if (!last) return;
  const again = Array.from({ length: CONFIRM + 1 }, () => ledger.look(last.look));
  const { transitions, notices } = again.at(-1) as Decision;
  expect({ transitions, notices }).toEqual({ transitions: [], notices: [] });
});
