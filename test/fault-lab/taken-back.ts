import { catchUp } from '../../src/app/catch-up.ts';
import { isAlive } from '../../src/core/ledger/apply-drift.ts';
import { seeded } from '../crash/random.ts';
import { wellAnswer } from './depot-answers.ts';
import { disturbed, placed } from './disturbance.ts';
import { lookAt, newMemory } from './lab-look.ts';
import { startLabServer } from './lab-server.ts';
import { DRIFTS } from './seeded-cases.ts';

/**
 * Looks at each change, then at the partner as it was agreed.
 *
 * @returns the names of the changes that were not seen, or are held to be there still.
 */
export async function notTakenBack(
  names: readonly string[] = DRIFTS.map(({ name }) => name),
): Promise<string[]> {
  const left: string[] = [];
  for (const drift of DRIFTS.filter(({ name }) => names.includes(name))) {
    const random = seeded(3);
    const at = placed(drift, random);
    const react = disturbed([{ at, react: drift.arrange(random).react }]);
    let isWell = false;
    const server = await startLabServer((request) => (isWell ? wellAnswer(request) : react(request)));
    try {
      const memory = newMemory();
      const changed = await lookAt({ url: server.url, memory });
      isWell = true;
      const after = await lookAt({ url: server.url, memory });
      const { drifts } = await catchUp(memory.stores, 'depot');
      const isOver = after.decision.verdict === 'agrees' && !Object.values(drifts).some(isAlive);
      if (changed.decision.verdict !== 'drifts' || !isOver) left.push(drift.name);
    } finally {
      await server.close();
    }
  }
  return left;
}
