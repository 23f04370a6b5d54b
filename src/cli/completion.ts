import { Argument, type Command } from 'commander';
import { bashScript } from './completion/bash-script.ts';
import { type CompletedCommand, completedCommand } from './completion/completed-command.ts';
import { fishScript } from './completion/fish-script.ts';
import { zshScript } from './completion/zsh-script.ts';
import type { CliIo } from './io.ts';

const SCRIPTS: Record<string, (program: CompletedCommand) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `completion SHELL`: the script that completes command lines, made of the program itself. */
export function registerCompletion(program: Command, io: CliIo): void {
  program
    .command('completion')
    .description('Print the script by which your shell completes command lines')
    .addArgument(new Argument('<shell>', 'your shell').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn completion bash > ~/.local/share/bash-completion/completions/forewarn\n  forewarn completion zsh > ~/.zsh/completions/_forewarn\n  forewarn completion fish > ~/.config/fish/completions/forewarn.fish',
    )
    .action(async (shell: string) => {
      io.out((SCRIPTS[shell] as (typeof SCRIPTS)[string])(completedCommand(await wholeProgram(io))));
    });
}

/** The program with all its commands, each with its options: otherwise only what is called is loaded. */
async function wholeProgram(io: CliIo): Promise<Command> {
  const [{ createProgram }, { COMMANDS }] = await Promise.all([
    import('./program.ts'),
    import('./commands.ts'),
  ]);
  const names = COMMANDS.map(({ name }) => name);
  return createProgram(names, io, COMMANDS);
}
