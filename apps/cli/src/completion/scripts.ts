/**
 * What shells complete words of `nn` with. They know nothing of its commands: they ask `nn` itself what may follow, so they are never out of date. The first line of an
 * answer is 'files' or 'words'; each other line is a word, a tab and what it means.
 */
export const scripts: Readonly<Record<string, string>> = {
  bash: `# Completion of nn in bash. In ~/.bashrc: source <(nn completion bash)
_nn() {
  local current=\${COMP_WORDS[COMP_CWORD]} kind= word
  local -a line=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    if [[ -z $kind ]]; then kind=$word
    elif [[ $current == [\\'\\"]* ]]; then COMPREPLY+=("$word")
    else COMPREPLY+=("$(printf %q "$word")")
    fi
  done < <("$1" completion bash "\${line[@]/#/+}" 2>/dev/null)
  if [[ $kind == files ]] && ! compopt -o default 2>/dev/null; then
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -F _nn nn
`,
  zsh: `#compdef nn
# Completion of nn in zsh. In ~/.zshrc: source <(nn completion zsh)
_nn() {
  local answer line
  local -a found shown asked=("\${(@)words[2,CURRENT]}")
  answer=$("\${words[1]}" completion zsh "\${(@)asked/#/+}" 2>/dev/null)
  for line in "\${(@f)answer}"; do
    if [[ $line == files ]]; then
      _files
      return
    fi
    [[ $line == words ]] && continue
    found+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  }")
  done
  compadd -l -d shown -a found
}
if [[ \${funcstack[1]} == _nn ]]; then
  _nn "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit }
  compdef _nn nn
fi
`,
};
