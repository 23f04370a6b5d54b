import { jsonAnswer } from '../../src/local/disturb/reply.ts';
import { DEPOT } from './depot-document.ts';
import { dueExit, type Item, type LabCase, runCase, type Told, type Truth } from './lab-case.ts';
import { casesOf } from './seeded-cases.ts';

/** Something that was told otherwise than it is. */
export interface Miss {
  seed: number;
  truth: Truth;
  name: string;
  at: string;
  told: string;
}

/** What was told of what was so, counted by operation. */
export interface Matrix {
  looks: number;
  /** By truth, then by what was told: `green`, `drift` or a class. */
  counts: Record<Truth, Record<string, number>>;
  misses: Miss[];
}

/** Looks at once: most of a look is waiting. */
const AT_ONCE = 6;

/** Runs all cases of these seeds; with every other seed the partner publishes its document, unchanged. */
export async function runMatrix(seeds: readonly number[], each?: (done: LabCase) => void): Promise<Matrix> {
  const matrix: Matrix = { looks: 0, counts: { outage: {}, drift: {}, well: {} }, misses: [] };
  for (const seed of seeds) {
    const waiting = casesOf(seed).values();
    const again: Item[][] = [];
    const published = seed % 2 === 0 ? { published: jsonAnswer(200, DEPOT) } : {};
    const lane = async (): Promise<void> => {
      for (const items of waiting) {
        const done = await runCase(items, published);
        each?.(done);
        if (isLate(done)) again.push(items);
        else count(matrix, seed, done);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    // Looks share a processor: one that ran out of time is judged by how it goes alone.
    for (const items of again) count(matrix, seed, await runCase(items, published));
  }
  return matrix;
}

/** True if a class of time was told where it is none of those that are due. */
function isLate({ items, told }: LabCase): boolean {
  return items.some(({ truth, disturbance }, index) =>
    told[index]?.some(
      (said) => (said === 'timeout' || said === 'deadline') && !isRight(truth, said, disturbance.told),
    ),
  );
}

/** Adds one look to a matrix. */
export function count(matrix: Matrix, seed: number, { items, told, exit }: LabCase): void {
  matrix.looks++;
  const [first] = items;
  if (first && exit !== dueExit(items)) {
    const { truth, disturbance } = first;
    matrix.misses.push({ seed, truth, name: disturbance.name, at: first.at.join(), told: `exit ${exit}` });
  }
  for (const [index, { truth, disturbance, at }] of items.entries()) {
    const row = matrix.counts[truth];
    for (const [position, operation] of at.entries()) {
      const said = told[index]?.[position] ?? 'green';
      row[said] = (row[said] ?? 0) + 1;
      if (!isRight(truth, said, disturbance.told))
        matrix.misses.push({ seed, truth, name: disturbance.name, at: operation, told: said });
    }
  }
}

function isRight(truth: Truth, said: Told, told: readonly string[]): boolean {
  return truth === 'drift' ? said === 'drift' : told.includes(said);
}
