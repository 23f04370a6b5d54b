import { serveLocalPage } from '../local/local-page.ts';
import { setStage } from '../local/story/stage.ts';
import { tellStory } from '../local/story/tell.ts';
import { makeDataDir } from './data-dir.ts';
import type { CliIo } from './io.ts';
import { type Start, untilStopped } from './start-plan.ts';
import { toolVersion } from './tool-version.ts';

/** Real ms of a day in the story. */
const DAY_MS = 1_000;

/** `start --story`: tells the story, then goes on serving; with `--exit` ends when it is told. */
export async function startStory(start: Start, io: CliIo): Promise<void> {
  const say = (line: string) => io.out(`${line}\n`);
  const { dir, contracts, fresh } = start;
  makeDataDir(dir);
  const stage = await setStage({
    dir,
    cwd: io.cwd,
    fresh,
    toolVersion: toolVersion(),
    ...(contracts === undefined ? {} : { contracts }),
  });
  try {
    const page = await serveLocalPage({ ...stage, port: start.port });
    try {
      say(`Forewarn: two partners, emulated on this machine; a day takes a second. Page: ${page.url}`);
      const missing = await tellStory(stage, { say, colour: io.colour, dayMs: DAY_MS, signal: io.signal });
      if (io.signal.aborted) return;
      if (missing.length > 0) {
        io.err(`forewarn: the story did not show: ${missing.join(', ')}\n`);
        io.setExit(1);
      } else {
        say('');
        say(`Notices lie in ${stage.mailbox}`);
        say('story: done');
      }
      if (start.exit) return;
      say(`Serving on at ${page.url}; Ctrl-C ends it. Tell it again with --fresh.`);
      await untilStopped(io.signal);
    } finally {
      await page.close();
    }
  } finally {
    await stage.close();
  }
}
