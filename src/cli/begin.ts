import type { CommandEntry } from './commands.ts';
import { errorText } from './errors.ts';
import { processIo } from './process-io.ts';
import { run } from './run.ts';

/** Runs this process's command line to its end, with the commands that it may name; all of them by default. */
export async function begin(commands?: readonly CommandEntry[]): Promise<void> {
  // What a library throws outside any call of ours ends the program with one message, like every other fault.
  process.on('uncaughtException', (error) => {
    process.stderr.write(errorText(error, process.env.FOREWARN_DEBUG === '1', process.cwd()));
    process.exit(2);
  });
  await run(process.argv.slice(2), processIo(), commands);
}
