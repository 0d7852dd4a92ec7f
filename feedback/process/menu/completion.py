"""Scripts by which a shell asks the program what may come next."""

from __future__ import annotations

from pathlib import Path

COMPLETES = "_KAAKRUST_COMPLETE"
"""Set by such a script, when it asks; the name is Typer's."""
_FISH_ASKS = f"env {COMPLETES}=complete_fish _TYPER_COMPLETE_ARGS=(commandline -cp) _TYPER_COMPLETE_FISH_ACTION"
SCRIPTS = {
    "bash": f"""\
# kaakrust: completion, written by kaakrust integrate
_kaakrust_completion() {{
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${{COMP_WORDS[*]}}" COMP_CWORD=$COMP_CWORD {COMPLETES}=complete_bash "$1" ) )
}}
complete -o default -F _kaakrust_completion kaakrust
""",
    "zsh": f"""\
#compdef kaakrust
# kaakrust: completion, written by kaakrust integrate
_kaakrust_completion() {{
  eval $(env _TYPER_COMPLETE_ARGS="${{words[1,$CURRENT]}}" {COMPLETES}=complete_zsh kaakrust)
}}
compdef _kaakrust_completion kaakrust
""",
    "fish": f"""\
# kaakrust: completion, written by kaakrust integrate
complete --command kaakrust --no-files \\
    --arguments "({_FISH_ASKS}=get-args kaakrust)" \\
    --condition "{_FISH_ASKS}=is-args kaakrust"
""",
}


def is_ours(path: Path) -> bool:
    """Whether ``path`` holds one of these, of this or an older version."""
    return "# kaakrust: completion" in path.read_text(encoding="utf-8", errors="replace")
