import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { SealedEntry } from '../../src/core/ledger/seal.ts';
import { verifyChain } from '../../src/core/ledger/verify-chain.ts';
import { inTurn, spread } from '../diff/in-turn.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import { verdictTarget } from './verdict.ts';
import { type Kept, simulateYear } from './year.ts';

const MOST = 3;
const ROUNDS = 25;
/** How much more a later quarter may keep than the second, in which all that is kept for a time is there. */
const FLAT = 1.25;

/** What the ledger promises of time, and of what is kept beside it. */
export async function ledgerTargets(): Promise<Target[]> {
  const verdict = verdictTarget();
  const { quarters, entries } = await simulateYear();
  return [verifyTarget(entries), verdict, stateTarget(quarters)];
}

/** Verifying a chain against hashing the same bytes, in turn. */
function verifyTarget(chain: readonly SealedEntry[]): Target {
  // Texts as storage gives them: not the ropes that writing them left in memory.
  const entries = chain.map((entry) => ({ ...entry, body: Buffer.from(entry.body).toString('utf8') }));
  const megabytes = entries.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) / 1e6;
  const { one, other, ratios } = inTurn(
    ROUNDS,
    () => timed(() => verifyChain(entries, sha256).ok),
    () => timed(() => entries.every(({ body, hash }) => sha256(body) === hash)),
  );
  return {
    what: `verifying a chain of ${entries.length} entries, ${megabytes.toFixed(1)} MB`,
    target: `<= ${MOST} x hashing the same bytes`,
    figure: `${spread(ratios, 2)} x (${spread(one, 1)} ms; hashing ${spread(other, 1)} ms)`,
    met: spreadOf(ratios).median <= MOST,
  };
}

/** What is kept of a partner beside its ledger, at the end of each quarter. */
function stateTarget(quarters: readonly Kept[]): Target {
  const kilobytes = (pick: (kept: Kept) => number) =>
    quarters.map((one) => (pick(one) / 1000).toFixed(0)).join(', ');
  const isFlat = (pick: (kept: Kept) => number) => {
    const [, second = Number.NaN, ...later] = quarters.map(pick);
    return later.every((size) => size <= second * FLAT);
  };
  return {
    what: `state beside the ledger over ${quarters.at(-1)?.looks} looks, by quarters`,
    target: `third and fourth <= ${FLAT} x the second`,
    figure: `projection ${kilobytes((one) => one.projection)} KB; run data ${kilobytes((one) => one.runs)} KB (ledger ${kilobytes((one) => one.ledger)} KB)`,
    met: isFlat((one) => one.projection) && isFlat((one) => one.runs),
  };
}

function timed(run: () => boolean): number {
  const started = performance.now();
  if (!run()) throw new Error('the chain does not hold');
  return performance.now() - started;
}
