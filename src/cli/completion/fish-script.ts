import type { CompletedCommand, CompletedOption, Values } from './completed-command.ts';
import { everyCommand } from './shell-tables.ts';

/** The completion for fish, 3.0 or later. */
export function fishScript(program: CompletedCommand): string {
  const rows = [...everyCommand(program)].flatMap((command) => [
    ...command.commands.map((one) =>
      row(whereOf(command, true), `-a ${quoted(name(one))} ${says(one.says)}`),
    ),
    ...command.options.map((option) => row(whereOf(command, false), optionText(option))),
    ...[...new Set(command.places.map(({ values }) => valuesText(values)))]
      .filter((text) => text !== '')
      .map((text) => row(whereOf(command, false), text)),
  ]);
  return `# Completion of forewarn for fish: forewarn completion fish | source
function __forewarn_ask
    set -l words (commandline -opc)
    command $words[1] __complete $argv $words[2..-1] 2>/dev/null
end

complete -c forewarn -f
${rows.join('\n')}
`;
}

function row(where: string, text: string): string {
  return `complete -c forewarn${where === '' ? '' : ` -n ${quoted(where)}`} ${text}`;
}

/** The condition that a command is there already; for those below it, that none of them is. */
function whereOf({ path, commands }: CompletedCommand, forBelow: boolean): string {
  const seen = path.map((one) => `__fish_seen_subcommand_from ${one}`);
  if (path.length === 0) return forBelow ? '__fish_use_subcommand' : '';
  const none = forBelow ? [`not __fish_seen_subcommand_from ${commands.map(name).join(' ')}`] : [];
  return [...seen, ...none].join('; and ');
}

function optionText({ flags, values, says: text }: CompletedOption): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const takes = values === null ? '' : `-r ${valuesText(values)} `;
  return `${named.join(' ')} ${takes}${says(text)}`;
}

function valuesText(values: Values): string {
  if (values === 'any') return '';
  if (values === 'files') return '-F';
  if (values === 'folders') return `-f -a ${quoted('(__fish_complete_directories)')}`;
  return `-f -a ${quoted(typeof values === 'string' ? `(__forewarn_ask ${values})` : values.join(' '))}`;
}

function says(text: string): string {
  return `-d ${quoted(text)}`;
}

function name({ path }: CompletedCommand): string {
  return path.at(-1) ?? '';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
