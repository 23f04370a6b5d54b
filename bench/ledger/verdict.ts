import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { checkReport } from '../../src/app/check-report.ts';
import { verdictOf } from '../../src/core/drift/verdict.ts';
import { emptyState, foldEntry } from '../../src/core/ledger/fold.ts';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { decide } from '../../src/core/lifecycle/decide.ts';
import type { Decision, Look } from '../../src/core/lifecycle/types.ts';
import { inTurn, spread } from '../diff/in-turn.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import { agreement, finding, look, START } from './sample.ts';

const MOST = 10;
const ROUNDS = 40;
const OPEN = 100;
const FINDINGS = 1_000;

/** The verdict of a check with 1,000 findings, 100 of them open drifts, against writing its report as JSON, in turn. */
export function verdictTarget(): Target {
  const open = Array.from({ length: OPEN }, (_, n) => finding(`open-${n}`, n % 2 ? 'live' : 'documents'));
  const others = Array.from({ length: FINDINGS - OPEN }, (_, n) =>
    finding(`other-${n}`, 'documents', 'none'),
  );
  const at = (hours: number) => new Date(START + hours * 3_600_000).toISOString();
  let state = emptyState(agreement.partner);
  const decided = (one: Look) => decide({ state, look: one, agreement, sha256, verdictOf });
  for (let n = 1; n <= 3; n++) state = after(state, at(n), decided(look(at(n), open, 'version 1')));
  const confirmed = Object.values(state.drifts).filter(({ environments }) =>
    Object.values(environments).some((life) => life.state === 'confirmed'),
  ).length;
  const last = look(at(4), [...open, ...others], 'version 1');
  const report = checkReport([{ look: last, decision: decided(last) }]);
  const { one, other, ratios } = inTurn(
    ROUNDS,
    () => timed(() => decided(last)),
    () => timed(() => JSON.stringify(report)),
  );
  return {
    what: `verdict of one check: ${last.findings.length} findings, ${confirmed} open drifts`,
    target: `<= ${MOST} x serialising its report`,
    figure: `${spread(ratios, 1)} x (${spread(one, 1)} ms; serialising ${spread(other, 1)} ms)`,
    met: spreadOf(ratios).median <= MOST && confirmed === OPEN,
  };
}

function after(state: PartnerState, at: string, { transitions, notices }: Decision): PartnerState {
  const seq = state.seq + 1;
  const body = {
    v: 1,
    partner: state.partner,
    seq,
    prev: state.head,
    at,
    look: null,
    clock: 'simulated',
    by: { kind: 'schedule', id: 'bench' },
    tool: { version: '0.0.0', rules: '1' },
    agreement: null,
    transitions,
    notices,
    evidence: [],
  } as const;
  return foldEntry(state, { ...body, evidence: [] }, sha256(`entry ${seq}`));
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
