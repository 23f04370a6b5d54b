import { serveLocalPage } from '../local/local-page.ts';
import { setStage } from '../local/story/stage.ts';
import { tellStory } from '../local/story/tell.ts';
import { makeDataDir } from './data-dir.ts';
import type { CliIo } from './io.ts';
import { contractsOfStory } from './samples.ts';
import { type Start, untilStopped } from './start-plan.ts';
import { nextLines } from './story-next.ts';
import { toolVersion } from './tool-version.ts';

/** Real ms of a day in the story. */
const DAY_MS = 1_000;

/** `start --story`: tells the story, then goes on serving; with `--exit` ends when it is told. */
export async function startStory(start: Start, io: CliIo): Promise<void> {
  const say = (line: string) => io.out(`${line}\n`);
  const { dir, fresh } = start;
  const contracts = contractsOfStory(io.cwd, start.contracts);
  makeDataDir(dir);
  const stage = await setStage({
    dir,
    cwd: io.cwd,
    fresh,
    toolVersion: toolVersion(),
    contracts,
  });
  try {
    const page = await serveLocalPage({ ...stage, port: start.port });
    try {
      const partners = stage.agreements.length;
      say(`Forewarn looks at ${partners} partners, emulated on this machine; a day takes a second or two.`);
      say(`The page shows the same: ${page.url}`);
      const { colour, columns, progress, signal } = io;
      const missing = await tellStory(stage, {
        say,
        colour,
        dayMs: DAY_MS,
        signal,
        ...(columns && { columns }),
        ...(progress && { progress }),
      });
      if (io.signal.aborted) return;
      if (missing.length > 0) {
        io.err(`forewarn: the story did not show: ${missing.join(', ')}\n`);
        io.setExit(1);
      } else {
        say('');
        say('What to type next');
        for (const line of nextLines({ dir, cwd: io.cwd, command: io.command ?? 'forewarn' })) say(line);
        say('');
        say('story: done');
      }
      if (start.exit) return;
      say(`Serving on at ${page.url}; Ctrl-C ends it, and the commands above work in another terminal.`);
      await untilStopped(io.signal);
    } finally {
      await page.close();
    }
  } finally {
    await stage.close();
  }
}
