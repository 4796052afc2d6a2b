# Completion of jixiao for bash. What there is to complete is asked of the program itself, so that nothing is listed twice.

# The layouts by their ids and their Chinese names.
_jixiao_layouts() {
    jixiao layouts --json 2>/dev/null | sed -n 's/^    "id": "\(.*\)",\{0,1\}$/\1/p; s/^    "chinese": "\([^（"]*\).*$/\1/p'
}

_jixiao_options() {
    jixiao --lang en help "$1" 2>/dev/null | grep -oE -- '(^|[ ,])--?[a-zA-Z0-9][a-z-]*' | tr -d ' ,' | grep '^-'
}

_jixiao() {
    local cur prev words cword
    _init_completion -n =: || return
    local command=${words[1]}

    if [ "$cword" -eq 1 ]; then
        COMPREPLY=($(compgen -W "$(jixiao --lang en --help 2>/dev/null | sed -n 's/^  \([a-z-]*\)  .*/\1/p') --help --version" -- "$cur"))
        return
    fi
    case $prev in
    -t | --to)
        COMPREPLY=($(compgen -W "$(_jixiao_layouts) json" -- "$cur"))
        _filedir '@(xlsx|docx)'
        return
        ;;
    -f | --from)
        COMPREPLY=($(compgen -W "$(_jixiao_layouts)" -- "$cur"))
        return
        ;;
    --to-carrier)
        COMPREPLY=($(compgen -W "$(jixiao carriers --json 2>/dev/null | sed -n '/"writes": true/,/"extensions"/s/^    "extensions": "\(.*\)",$/\1/p')" -- "$cur"))
        return
        ;;
    --set)
        COMPREPLY=($(compgen -S = -W "$(jixiao fields --json 2>/dev/null | sed -n 's/^    "\(key\|chinese\)": "\(.*\)",$/\2/p')" -- "$cur"))
        compopt -o nospace
        return
        ;;
    --lang)
        COMPREPLY=($(compgen -W "zh en" -- "$cur"))
        return
        ;;
    --progress)
        COMPREPLY=($(compgen -W "bar json none" -- "$cur"))
        return
        ;;
    esac
    case $command in
    help)
        COMPREPLY=($(compgen -W "$(jixiao --lang en --help 2>/dev/null | sed -n 's/^  \([a-z-]*\)  .*/\1/p')" -- "$cur"))
        return
        ;;
    esac
    case $cur in
    -*) COMPREPLY=($(compgen -W "$(_jixiao_options "$command")" -- "$cur")) ;;
    *) _filedir ;;
    esac
} &&
    complete -F _jixiao jixiao
