import type { Argument, Command, Option } from 'commander';

/** What may stand at a place: something that is looked up when it is asked for, one of a list, or anything. */
export type Values =
  | 'partners'
  | 'environments'
  | 'changes'
  | 'files'
  | 'folders'
  | 'any'
  | readonly string[];

/** An option as a shell completes it. */
export interface CompletedOption {
  flags: string[];
  says: string;
  /** What follows it; null where nothing does. */
  values: Values | null;
  /** True if more than one value may follow. */
  isMany: boolean;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** Names from the program on, without the program's own. */
  path: string[];
  says: string;
  options: CompletedOption[];
  /** What stands where no option does; of the last, any number may follow where `isMany`. */
  places: { values: Values; isMany: boolean }[];
  commands: CompletedCommand[];
}

/** Names of values in help texts, and what they stand for. */
const NAMED: Record<string, Values> = {
  partner: 'partners',
  environment: 'environments',
  ref: 'changes',
  dir: 'folders',
  file: 'files',
  path: 'files',
  document: 'files',
  baseline: 'files',
  observed: 'files',
  history: 'files',
  tsconfig: 'files',
};

/** What help shows of a command and of all below it: nothing is listed a second time. */
export function completedCommand(command: Command, path: readonly string[] = []): CompletedCommand {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const names = commands.map((one) => one.name());
  return {
    path: [...path],
    says: command.description(),
    options: help.visibleOptions(command).map(optionOf),
    places: command.registeredArguments.map((one) => placeOf(one)),
    commands: commands.map((one) => {
      const below = completedCommand(one, [...path, one.name()]);
      return one.name() === 'help' ? { ...below, places: [{ values: names, isMany: false }] } : below;
    }),
  };
}

function optionOf(option: Option): CompletedOption {
  const flags = [option.long, option.short].flatMap((flag) => (flag ? [flag] : []));
  const name = /[<[]([a-z]+)/.exec(option.flags)?.[1] ?? '';
  const named = option.long === '--partner' ? NAMED.partner : undefined;
  const listed = option.argChoices ?? listedIn(option.description);
  const values = option.required ? (listed ?? named ?? valuesOf(name)) : null;
  return { flags, says: option.description, values, isMany: option.variadic };
}

function placeOf(argument: Argument): CompletedCommand['places'][number] {
  const listed = argument.argChoices ?? listedIn(argument.description);
  return { values: listed ?? valuesOf(argument.name()), isMany: argument.variadic };
}

function valuesOf(name: string): Values {
  return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? 'any';
}

/** The values that a help text lists: `human or json (default: human)`, or all that follows a colon. */
export function listedIn(says: string): string[] | null {
  const either = /^((?:[\w-]+, )*[\w-]+) or ([\w-]+) \(default: /.exec(says);
  if (either) return [...(either[1] as string).split(', '), either[2] as string];
  const all = /: ([\w:-]+(?:, [\w:-]+)+)$/.exec(says);
  return all ? (all[1] as string).split(', ') : null;
}
