import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../adapters/loopback-server.ts';
import { startLabServer } from '../fault-lab/lab-server.ts';
import type { HostileAnswer } from './answers.ts';
import { type Counter, GOOD, type HostileDocument } from './hostile-case.ts';
import type { Done, Job, Step } from './hostile-job.ts';
import { type Lane, startLane } from './hostile-lane.ts';
import { faultsOf } from './hostile-verdict.ts';

/** What became of one case. */
export interface Outcome {
  name: string;
  faults: string[];
  steps: Step[];
}

/** What is tried. */
export interface Cases {
  documents: readonly HostileDocument[];
  answers: readonly HostileAnswer[];
}

/** Tries all cases, documents beside answers, each in a process that may die of it. @param tell hears of each at once. */
export async function tryCases(
  { documents, answers }: Cases,
  tell: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome[]> {
  const root = await mkdtemp(join(tmpdir(), 'forewarn-hostile-'));
  const counter = await startServer((_, response) => response.end('{"a":{"type":"string"}}'));
  const at: Counter = { port: Number(new URL(counter.url).port) };
  const asked = () => counter.received.length;
  try {
    const found = await Promise.all([
      inLane(
        documents,
        (one, lane) => tryDocument(one, join(root, String(documents.indexOf(one))), at, lane),
        asked,
        tell,
      ),
      inLane(answers, (one, lane) => tryAnswer(one, at, lane), asked, tell),
    ]);
    return found.flat();
  } finally {
    await counter.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** One case after the other; what fails beside others is tried again by itself, and that counts. */
async function inLane<Case extends { name: string }>(
  cases: readonly Case[],
  attempt: (one: Case, lane: Lane) => Promise<Done | string>,
  asked: () => number,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const shared = startLane();
  const outcomes: Outcome[] = [];
  const keep = (outcome: Outcome): void => {
    outcomes.push(outcome);
    tell(outcome);
  };
  const tried = async (one: Case, lane: Lane): Promise<Outcome> => {
    const before = asked();
    const done = await attempt(one, lane);
    const faults = faultsOf(done);
    if (asked() > before) faults.push('a private address was asked');
    return { name: one.name, faults, steps: typeof done === 'string' ? [] : done.steps };
  };
  try {
    for (const one of cases) {
      const together = await tried(one, shared);
      if (together.faults.length === 0) {
        keep(together);
        continue;
      }
      const alone = startLane();
      keep(await tried(one, alone).finally(alone.end));
    }
  } finally {
    shared.end();
  }
  return outcomes;
}

async function tryDocument(
  one: HostileDocument,
  folder: string,
  counter: Counter,
  lane: Lane,
): Promise<Done | string> {
  const { file = 'openapi.json', links = {}, trusts } = one;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'good.json'), JSON.stringify(GOOD));
  await writeFile(join(folder, file), one.make(counter));
  for (const [name, target] of Object.entries(links)) {
    await rm(join(folder, name), { force: true });
    await symlink(target, join(folder, name));
  }
  return lane.run({ kind: 'document', folder, file, trusts: trusts?.(counter) ?? [] } satisfies Job);
}

async function tryAnswer(one: HostileAnswer, counter: Counter, lane: Lane): Promise<Done | string> {
  const server = await startLabServer(one.make(counter));
  try {
    return await lane.run({ kind: 'answer', url: server.url });
  } finally {
    await server.close();
  }
}
