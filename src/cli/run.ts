import { type Command, CommanderError } from 'commander';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import type { CommandEntry } from './commands.ts';
import { errorText } from './errors.ts';
import type { CliIo } from './io.ts';
import { createProgram } from './program.ts';

/**
 * Runs one command line to its end. Never throws: what goes wrong is one message on stderr and exit code 2,
 * whether the command line, a file, the data folder or Forewarn itself is at fault.
 *
 * @param argv what follows the program's name.
 * @param commands what it may name; all of them by default.
 */
export async function run(
  argv: readonly string[],
  io: CliIo,
  commands?: readonly CommandEntry[],
): Promise<void> {
  try {
    const program = await createProgram(argv, io, commands ?? (await import('./commands.ts')).COMMANDS);
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      io.setExit(2);
      return;
    }
    refuseUnknownTopic(argv, program);
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    // Commander has already printed its own message, or the help that was asked for.
    if (error instanceof CommanderError) io.setExit(error.exitCode === 0 ? 0 : 2);
    else {
      io.err(errorText(error, io.env.FOREWARN_DEBUG === '1', io.cwd));
      io.setExit(2);
    }
  }
}

/** `help X` of an unknown command would print the whole help, as if that was an answer. */
function refuseUnknownTopic([first, topic]: readonly string[], program: Command): void {
  if (first !== 'help' || topic === undefined || topic.startsWith('-')) return;
  const names = program.commands.map((command) => command.name());
  if (names.includes(topic) || topic === 'help') return;
  const near = nearest(topic, names);
  throw new ForewarnError('usage', `there is no command "${topic}"`, {
    fix: near ? `did you mean ${near}?` : `commands: ${names.join(', ')}`,
  });
}
