import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checked } from './check-folder.ts';
import { compareStories, lacksOf } from './compare-stories.ts';
import { readOptions } from './options.ts';
import { type Death, planDeaths } from './plan.ts';
import { seeded } from './random.ts';
import { newStoryFolder, type StoryFolder } from './story-folder.ts';
import { BETWEEN } from './wording.ts';

// kill -9 at random points of the story: nothing that was committed is lost, no notice is lost or doubled.

/** Something the crash test has found. */
class CrashFault extends Error {}

const { points, seed } = readOptions(process.argv.slice(2));
const began = performance.now();
const root = await mkdtemp(join(tmpdir(), 'forewarn-crash-'));
const totals = { stories: 0, between: 0, lost: 0, doubled: 0 };
let folder: StoryFolder = await newStoryFolder(root);

try {
  console.log(`seed ${seed}; again with: npm run test:crash -- --points ${points} --seed ${seed}`);
  const peaceful = await livePeacefully();
  for (const [at, death] of planDeaths(points, seeded(seed)).entries()) {
    const { during, heads } = await dieOnce(death, peaceful);
    if (during === BETWEEN) totals.between++;
    console.log(`point ${at + 1}  seed ${seed}  ${heads}  ${during}  ok`);
  }
  const last = await folder.liveOn(null);
  refuse(last.faults);
  judge(last, peaceful);
  const promised = Math.floor(points / 10);
  refuse(totals.between < promised ? [`${totals.between} points ${BETWEEN}, ${promised} are promised`] : []);
  await rm(root, { recursive: true, force: true });
  const { between, lost, doubled, stories } = totals;
  console.log(
    `${points} points, ${between} ${BETWEEN}: ledger verified, projections equal, ` +
      `${lost} notices lost, ${doubled} doubled (${stories} stories, ${seconds()} s)`,
  );
} catch (error) {
  console.error(error instanceof CrashFault ? error.message : error);
  console.error(`failed after ${seconds()} s, seed ${seed}; the data folder is kept: ${folder.path}`);
  process.exitCode = 1;
}

/** The story without a crash, to compare with. */
async function livePeacefully(): Promise<Checked> {
  const peaceful = await folder.liveOn(null);
  refuse([...peaceful.faults, ...lacksOf(peaceful)]);
  console.log(`undisturbed: ${peaceful.heads}, ${peaceful.deliveries.length} notices (${seconds()} s)`);
  folder = await newStoryFolder(root);
  return peaceful;
}

/** Lives on until a death; where the story ends before, the death is met in a new one. */
async function dieOnce(death: Death, peaceful: Checked) {
  for (;;) {
    const left = await folder.liveOn(death);
    refuse(left.faults);
    if (left.outcome === 'killed') return left;
    judge(left, peaceful);
    folder = await newStoryFolder(root);
  }
}

function judge(story: Checked, peaceful: Checked): void {
  const { faults, lost, doubled } = compareStories(story, peaceful);
  totals.stories++;
  totals.lost += lost;
  totals.doubled += doubled;
  refuse(faults);
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new CrashFault(faults.map((fault) => `- ${fault}`).join('\n'));
}

function seconds(): number {
  return Math.round((performance.now() - began) / 1000);
}
