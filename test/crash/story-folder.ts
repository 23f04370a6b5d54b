import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checked, checkFolder } from './check-folder.ts';
import { newChronicle, takeIn } from './chronicle.ts';
import { CrashFault, refuse } from './crash-fault.ts';
import { live } from './life.ts';
import type { Death } from './plan.ts';
import { survivorsOf } from './survivors.ts';

/** What a life has left behind. */
export interface Left extends Checked {
  outcome: 'killed' | 'ended';
  during: string;
}

/** A new data folder in which one story is lived, by one process after another. */
export interface StoryFolder {
  path: string;
  /**
   * Lives on until the given death, or to the end of the story, and checks what is left.
   *
   * @throws CrashFault with all that is wrong.
   */
  liveOn(death: Death | null): Promise<Left>;
}

/** Makes a new folder for a story below `root`, whose processes keep what they have compiled there. */
export async function newStoryFolder(root: string): Promise<StoryFolder> {
  const path = await mkdtemp(join(root, 'story-'));
  const [dir, temporary] = [join(path, '.forewarn'), join(path, 'tmp')];
  await mkdir(temporary);
  const chronicle = newChronicle();
  return {
    path,
    async liveOn(death) {
      const { outcome, events, during } = await live({
        dir,
        temporary,
        compiled: join(root, 'compiled'),
        death,
      }).catch((cause: Error) => {
        throw new CrashFault([cause.message], path);
      });
      const wrong = [...takeIn(chronicle, events)];
      const checked = await checkFolder(dir, chronicle);
      const survivors = await survivorsOf(temporary);
      for (const pid of survivors) process.kill(pid, 'SIGKILL');
      const alive = survivors.map((pid) => `process ${pid} outlived the one that started it`);
      refuse([...wrong, ...checked.faults, ...alive], path);
      return { ...checked, outcome, during };
    },
  };
}
