import type { CompletedCommand, CompletedOption, Values } from './completed-command.ts';

/**
 * What bash and zsh share: tables of the commands, and the walk over the words before the one that is completed. Names
 * of what is set by whom: `at` (the command so far), `place` (arguments so far), `awaited` (what the last option waits
 * for), `kind` and `many` (of the option or place asked about), `below` and `flags` (of a command).
 */
export function shellTables(program: CompletedCommand): string {
  const all = [...everyCommand(program)];
  return `_forewarn_option() {
  kind='' many=''
  case "$1:$2" in
${all.flatMap(optionRows).join('\n')}
  esac
  [[ -n $kind ]]
}

_forewarn_place() {
  kind='' many=''
  case "$1:$2" in
${all.flatMap(placeRows).join('\n')}
  esac
}

_forewarn_lists() {
  below='' flags=''
  case "$1" in
${all.map(listRow).join('\n')}
  esac
}

_forewarn_walk() {
  local word
  at='' place=0 awaited='' many=''
  for word in "$@"; do
    if [[ -n $awaited && $word != -* ]]; then
      [[ -n $many ]] || awaited=''
      continue
    fi
    awaited=''
    _forewarn_lists "$at"
    if [[ $word == --*=* ]]; then
      continue
    elif [[ $word == -* ]]; then
      _forewarn_option "$at" "$word" && awaited=$kind
    elif [[ $place == 0 && " $below " == *" $word "* ]]; then
      at="\${at:+$at }$word"
    else
      place=$((place + 1))
    fi
  done
}

_forewarn_decide() {
  value=$1 kind=''
  _forewarn_lists "$at"
  if [[ $1 == --*=* ]]; then
    value=\${1#*=}
    _forewarn_option "$at" "\${1%%=*}"
    below=''
  elif [[ $1 == -* ]]; then
    kind="of $flags" below=''
  elif [[ -n $awaited ]]; then
    kind=$awaited below=''
  else
    _forewarn_place "$at" "$place"
    [[ $place == 0 ]] || below=''
  fi
}
`;
}

/** A command and all below it. */
export function* everyCommand(command: CompletedCommand): Iterable<CompletedCommand> {
  yield command;
  for (const one of command.commands) yield* everyCommand(one);
}

/** A text between single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function optionRows(command: CompletedCommand): string[] {
  const taking = command.options.filter((option) => option.values !== null);
  return taking.map((option) => `    ${patterns(command, option)}) ${sets(option.values, option.isMany)} ;;`);
}

function patterns({ path }: CompletedCommand, { flags }: CompletedOption): string {
  return flags.map((flag) => quoted(`${path.join(' ')}:${flag}`)).join('|');
}

function placeRows({ path, places }: CompletedCommand): string[] {
  return places.map(({ values, isMany }, index) => {
    const pattern = isMany ? `${quoted(`${path.join(' ')}:`)}*` : quoted(`${path.join(' ')}:${index}`);
    return `    ${pattern}) ${sets(values, false)} ;;`;
  });
}

function sets(values: Values | null, isMany: boolean): string {
  const kind = typeof values === 'string' ? values : `of ${(values ?? []).join(' ')}`;
  return `kind=${quoted(kind)}${isMany ? ' many=1' : ''}`;
}

function listRow({ path, commands, options }: CompletedCommand): string {
  const below = commands.map((one) => one.path.at(-1)).join(' ');
  const flags = options.flatMap((option) => option.flags).join(' ');
  return `    ${quoted(path.join(' '))}) below=${quoted(below)} flags=${quoted(flags)} ;;`;
}
