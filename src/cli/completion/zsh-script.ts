import type { CompletedCommand } from './completed-command.ts';
import { shellTables } from './shell-tables.ts';

/** The completion for zsh: sourced, or as the file `_forewarn` in a folder of `fpath`. */
export function zshScript(program: CompletedCommand): string {
  return `#compdef forewarn
# Completion of forewarn for zsh: source <(forewarn completion zsh)
${shellTables(program)}
_forewarn() {
  local at place awaited kind many below flags value
  local -a before found
  before=("\${(@)words[2,CURRENT-1]}")
  ((CURRENT > 2)) || before=()
  _forewarn_walk "\${before[@]}"
  _forewarn_decide "$words[CURRENT]"
  [[ $words[CURRENT] == --*=* ]] && compset -P '*='
  [[ -n $below ]] && compadd -- \${=below}
  case $kind in
    'of '*) compadd -- \${=kind#of } ;;
    partners | environments | changes)
      found=(\${(f)"$("$words[1]" __complete "$kind" "\${before[@]}" 2>/dev/null)"})
      compadd -- "\${found[@]}"
      ;;
    files) _files ;;
    folders) _files -/ ;;
  esac
}

if [[ $funcstack[1] == _forewarn ]]; then
  _forewarn "$@"
else
  compdef _forewarn forewarn
fi
`;
}
