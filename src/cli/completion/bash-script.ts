import type { CompletedCommand } from './completed-command.ts';
import { shellTables } from './shell-tables.ts';

/**
 * The completion for bash, 3.2 or later. bash splits words at `=` and `:` as well; they are put together again, and of an
 * answer only what follows the last of them is given back.
 */
export function bashScript(program: CompletedCommand): string {
  return `# Completion of forewarn for bash: source <(forewarn completion bash)
${shellTables(program)}
_forewarn_candidates() {
  local one
  for one in $below; do printf '%s\\n' "$one"; done
  case $kind in
    'of '*) for one in \${kind#of }; do printf '%s\\n' "$one"; done ;;
    partners | environments | changes) "$@" 2>/dev/null ;;
    files) compgen -f -- "$value" ;;
    folders) compgen -d -- "$value" ;;
  esac
}

_forewarn() {
  local at place awaited kind many below flags value word glue='' line i
  local -a words=()
  COMPREPLY=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ \${#words[@]} -gt 0 && (-n $glue || $word == [=:]*) ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    glue=''
    [[ $word == [=:] ]] && glue=1
  done
  local current=\${words[\${#words[@]}-1]}
  unset "words[\${#words[@]}-1]"
  _forewarn_walk \${words[@]+"\${words[@]}"}
  _forewarn_decide "$current"
  local cut=\${value%"\${value##*[=:]}"}
  while IFS= read -r line; do
    [[ -n $line && $line == "$value"* ]] && COMPREPLY+=("\${line#"$cut"}")
  done < <(_forewarn_candidates "$1" __complete "$kind" \${words[@]+"\${words[@]}"})
  case $kind in files | folders) compopt -o filenames 2>/dev/null ;; esac
  return 0
}

complete -F _forewarn forewarn
`;
}
