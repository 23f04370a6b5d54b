import type { CompletedCommand, CompletedOption, Values } from './completed-command.ts';
import { everyCommand } from './shell-tables.ts';

/** The completion for fish, 3.0 or later. */
export function fishScript(program: CompletedCommand): string {
  const all = [...everyCommand(program)];
  const rows = all.flatMap((command) => [
    ...command.commands.map((one) => row(command, `-a ${quoted(name(one))} ${says(one.says)}`, ' first')),
    ...command.options.map((option) => row(command, optionText(option))),
    ...[...new Set(command.places.map(({ values }) => valuesText(values)))]
      .filter((text) => text !== '')
      .map((text) => row(command, text)),
  ]);
  return `# Completion of forewarn for fish: forewarn completion fish | source
function __forewarn_ask
    set -l words (commandline -opc)
    command $words[1] __complete $argv $words[2..-1] 2>/dev/null
end

# Whether the words so far are this command; with "first", whether nothing of it was said yet.
function __forewarn_at
    set -l at
    set -l awaited
    set -l place
    for word in (commandline -opc)[2..-1]
        if test -n "$awaited"; and not string match -q -- '-*' $word
            test $awaited = many; or set awaited
            continue
        end
        set awaited
        if string match -q -- '-*' $word
            switch "$at:$word"
${takingRows(all).join('\n')}
            end
            continue
        end
        switch "$place$at:$word"
            case ${all.flatMap(({ path, commands }) => commands.map((one) => quoted(`${path.join(' ')}:${name(one)}`))).join(' ')}
                set at (string trim "$at $word")
            case '*'
                set place 1
        end
    end
    test "$at" = "$argv[1]"; or return 1
    test "$argv[2]" != first; or test -z "$place"
end

complete -c forewarn -f
${rows.join('\n')}
`;
}

function row({ path }: CompletedCommand, text: string, more = ''): string {
  return `complete -c forewarn -n ${quoted(`__forewarn_at "${path.join(' ')}"${more}`)} ${text}`;
}

/** Options that a value follows, or several: it is no argument of the command. */
function takingRows(all: readonly CompletedCommand[]): string[] {
  const flags = (isMany: boolean) =>
    all.flatMap(({ path, options }) =>
      options
        .filter((option) => option.values !== null && option.isMany === isMany)
        .flatMap((option) => option.flags.map((flag) => quoted(`${path.join(' ')}:${flag}`))),
    );
  const [one, many] = [flags(false), flags(true)];
  return [
    ...(one.length > 0
      ? [`                case ${one.join(' ')}`, '                    set awaited one']
      : []),
    ...(many.length > 0
      ? [`                case ${many.join(' ')}`, '                    set awaited many']
      : []),
  ];
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
