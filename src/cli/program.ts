import { Command } from 'commander';
import type { CommandEntry } from './commands.ts';
import type { CliIo } from './io.ts';
import { toolVersion } from './tool-version.ts';

const EXAMPLES = `
Examples:
  forewarn diff old.yaml new.yaml           what changed between two documents
  forewarn check acme-pay --env sandbox     look at a partner once

Every command has its own: forewarn help COMMAND`;

/**
 * The program as commander knows it. Only the commands that `argv` names are loaded; the others are there by name
 * and summary. Nothing here ends the process: commander's errors are thrown (see {@link run}).
 */
export async function createProgram(
  argv: readonly string[],
  io: CliIo,
  commands: readonly CommandEntry[],
): Promise<Command> {
  const named = commands.find(({ name }) => name === argv[0]);
  const hint = named ? `how it is used: forewarn help ${named.name}` : 'all commands: forewarn help';
  const program = new Command('forewarn')
    .description('Warns a company and its partners that an API integration is about to break.')
    .version(toolVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', EXAMPLES)
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      outputError: (text, write) => write(faultText(text, hint)),
      getOutHasColors: () => io.colour,
      getErrHasColors: () => io.colour,
    })
    .exitOverride();
  for (const entry of commands) {
    if (argv.includes(entry.name)) (await entry.load())(program, io);
    else program.command(entry.name).description(entry.summary);
  }
  return program;
}

/** Commander's message in the form of every other one: what is wrong, then what was meant or where to read on. */
function faultText(text: string, hint: string): string {
  const [wrong = '', meant] = text
    .replace(/^error: /, 'forewarn: ')
    .trimEnd()
    .split('\n');
  const near = /^\(Did you mean (.+)\?\)$/.exec(meant ?? '')?.[1];
  return `${wrong}\n  ${near === undefined ? hint : `did you mean ${near}?`}\n`;
}
