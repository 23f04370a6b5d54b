import type { Checked } from './check-folder.ts';
import { compareStories, type Ending } from './compare-stories.ts';
import { refuse } from './crash-fault.ts';
import type { Death } from './plan.ts';
import { type Left, newStoryFolder } from './story-folder.ts';

/**
 * Takes one death after another from a queue that lanes may share, and meets them in stories of its own, one
 * after another. A story that is over is compared with the undisturbed one; so is the last, lived to its end.
 *
 * @throws CrashFault with everything that is wrong, at the first point or end where something is.
 */
export async function runLane(on: {
  root: string;
  peaceful: Checked;
  deaths: Iterable<Death>;
  met(left: Left): void;
  ended(ending: Ending): void;
}): Promise<void> {
  let folder = await newStoryFolder(on.root);
  let begun = false;
  const liveOn = async (death: Death | null): Promise<Left> => {
    const left = await folder.liveOn(death);
    begun = true;
    if (left.outcome === 'killed') return left;
    const ending = compareStories(left, on.peaceful);
    on.ended(ending);
    refuse(ending.faults, folder.path);
    folder = await newStoryFolder(on.root);
    begun = false;
    return left;
  };
  for (const death of on.deaths) {
    let left = await liveOn(death);
    while (left.outcome === 'ended') left = await liveOn(death);
    on.met(left);
  }
  if (begun) await liveOn(null);
}
