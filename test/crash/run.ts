import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checked } from './check-folder.ts';
import { lacksOf } from './compare-stories.ts';
import { CrashFault, refuse } from './crash-fault.ts';
import { runLane } from './lane.ts';
import { readOptions } from './options.ts';
import { planDeaths } from './plan.ts';
import { seeded } from './random.ts';
import { newStoryFolder } from './story-folder.ts';
import { BETWEEN } from './wording.ts';

// kill -9 at random points of the story: nothing that was committed is lost, no notice is lost or doubled.

/** Stories that are lived at the same time, each in a folder of its own. */
const LANES = 2;

const { points, seed } = readOptions(process.argv.slice(2));
const began = performance.now();
const root = await mkdtemp(join(tmpdir(), 'forewarn-crash-'));

try {
  console.log(`seed ${seed}; again with: npm run test:crash -- --points ${points} --seed ${seed}`);
  const peaceful = await livePeacefully();
  const totals = await killAll(peaceful);
  const promised = Math.floor(points / 10);
  refuse(totals.between < promised ? [`fewer than ${promised} points ${BETWEEN}`] : [], root);
  console.log(
    `${points} points, ${totals.between} ${BETWEEN}: ledger verified, projections equal, ` +
      `${totals.lost} notices lost, ${totals.doubled} doubled (${totals.stories} stories, ${seconds()} s)`,
  );
  await rm(root, { recursive: true, force: true });
} catch (error) {
  console.error(error instanceof CrashFault ? error.message : error);
  const kept = error instanceof CrashFault ? error.folder : root;
  console.error(`failed after ${seconds()} s, seed ${seed}; kept to be looked at: ${kept}`);
  process.exit(1); // ends what another lane has started
}

/** The story without a crash, to compare with. */
async function livePeacefully(): Promise<Checked> {
  const folder = await newStoryFolder(root);
  const peaceful = await folder.liveOn(null);
  refuse([...lacksOf(peaceful)], folder.path);
  console.log(`undisturbed: ${peaceful.heads}, ${peaceful.deliveries.length} notices (${seconds()} s)`);
  return peaceful;
}

async function killAll(peaceful: Checked) {
  const totals = { points: 0, between: 0, stories: 0, lost: 0, doubled: 0 };
  const deaths = planDeaths(points, seeded(seed)).values();
  const lane = () =>
    runLane({
      root,
      peaceful,
      deaths,
      met({ heads, during }) {
        totals.points++;
        if (during === BETWEEN) totals.between++;
        console.log(`point ${totals.points}  seed ${seed}  ${heads}  ${during}  ok`);
      },
      ended({ lost, doubled }) {
        totals.stories++;
        totals.lost += lost;
        totals.doubled += doubled;
      },
    });
  await Promise.all(Array.from({ length: LANES }, lane));
  return totals;
}

function seconds(): number {
  return Math.round((performance.now() - began) / 1000);
}
