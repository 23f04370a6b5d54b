import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { openHistory } from '../../../src/adapters/files/open-history.ts';
import { loadComparison } from '../../../src/adapters/pact/load-comparison.ts';
import { type ReplayedLook, replayHistory } from '../../../src/app/replay.ts';
import { operationOf } from '../../../src/core/drift/subject.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import { figuresOf, type ReplayFigures } from '../../../src/core/replay/figures.ts';
import type { Replay } from '../../../src/core/replay/types.ts';
import { pactV3 } from '../../adapters/look-plan.ts';
import type { Series } from '../corpus.ts';
import { drawUsage } from './drawn-usage.ts';
import { type Claim, type Judged, judgeClaims } from './oracle.ts';

/** Callers that are drawn of each series. */
export const SEEDS: readonly number[] = [1];

/** One series, replayed as it would have been for nobody in particular, and for a drawn caller. */
export interface BackTest {
  name: string;
  seed: number;
  /** Operations of the first version that the caller uses, and those of them that its pact calls. */
  drawn: { operations: number; interactions: number };
  /** Nobody told what we use. */
  world: { replay: Replay; figures: ReplayFigures };
  /** The same ten operations, declared. */
  declared: { replay: Replay; figures: ReplayFigures };
  /** By the caller's pact. */
  pact: { replay: Replay; figures: ReplayFigures };
  /** What was told as breaking the caller, and what became of that. */
  judged: Judged[];
}

/** Replays one series for one drawn caller, and lets the verifier judge what is told to break it. */
export async function backTest({ name, folder }: Series, seed: number): Promise<BackTest> {
  const versions = await openHistory(folder, { cwd: folder, fetchText: noWeb });
  const first = await versions[0]?.read();
  if (!first) throw new Error(`${name} has no versions`);
  const { operations, interactions } = drawUsage(first, seed);
  const ports = { sha256, pacts: loadComparison(), progress: () => undefined };
  const uses = operations.map((one) => ({ operation: `${one.method} ${one.path}`, with: {}, fields: [] }));
  const world = await replayHistory(ports, { versions, uses: [], pacts: [] });
  const declared = await replayHistory(ports, { versions, uses, pacts: [] });
  const claims: Claim[] = [];
  const pacts = interactions.length > 0 ? [readPact(pactV3(interactions), 'drawn.json')] : [];
  const pact = await replayHistory(ports, {
    versions,
    uses: [],
    pacts,
    onLook: (look) => claims.push(...claimsOf(look)),
  });
  return {
    name,
    seed,
    drawn: { operations: operations.length, interactions: interactions.length },
    world: { replay: world, figures: figuresOf(world) },
    declared: { replay: declared, figures: figuresOf(declared) },
    pact: { replay: pact, figures: figuresOf(pact) },
    judged: pacts.length > 0 ? await judgeClaims(claims, interactions) : [],
  };
}

/** What a look tells as breaking the caller, at operations that its pact calls. */
function claimsOf(look: ReplayedLook): Claim[] {
  const told = new Set(look.told.map(({ change }) => change));
  const used = new Set(look.usage.operations.map(({ key }) => key));
  return look.findings
    .filter((one) => one.state === 'confirmed' && one.change !== null && told.has(one.change))
    .filter((one) => one.effect === 'breaks' && used.has(operationOf(one.subject)))
    .map((finding) => ({ look, finding }));
}

async function noWeb(): Promise<string> {
  throw new Error('nothing is read from the web here');
}
