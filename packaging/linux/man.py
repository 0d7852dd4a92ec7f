"""The manual page, from what every command says of itself.

python packaging/linux/man.py DATE > kaakrust.1       # DATE as 2026-11-26
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from typer.main import get_command

FILES = r"""
.SH FILES
.TP
.I ~/.local/share/kaakrust
Profiles, history and settings, as numbers; \fBKAAKRUST_DATA_DIR\fR or \fB\-\-data\-dir\fR put them elsewhere.
.B kaakrust forget \-\-everything
takes all of it away. Removing the package leaves it.
"""
ENVIRONMENT = r"""
.SH ENVIRONMENT
.TP
.B KAAKRUST_DATA_DIR
The folder of profiles, history and settings.
"""
EXIT = r"""
.SH EXIT STATUS
0 done, 2 wrong use, 3 no usable camera or file, 4 stopped early.
"""


def spelled(text: str) -> str:
    """``text`` so that roff takes nothing in it for its own."""
    line = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    line = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in line)
    return rf"\&{line}" if line.startswith((".", "'")) else line


def options(command: Any) -> list[str]:  # noqa: ANN401 - typer's own click has no public types
    """One paragraph for each option and argument, in the order of --help."""
    lines = []
    for one in command.params:
        if getattr(one, "hidden", False):
            continue
        if one.param_type_name == "argument":
            name = rf"\fI{spelled(one.metavar or one.name)}\fR"
        else:
            name = ", ".join(rf"\fB{spelled(word)}\fR" for word in [*one.opts, *one.secondary_opts])
            if not (one.is_flag or one.count):
                name += rf" \fI{spelled(one.metavar or one.name.upper())}\fR"
        lines += [".TP", name, spelled(getattr(one, "help", "") or "")]
    return lines


def page(app: Any, day: str) -> str:  # noqa: ANN401
    """The page for a Typer app."""
    command = get_command(app)
    lines = [
        f'.TH KAAKRUST 1 "{day}" "kaakrust {version("kaakrust")}" "User commands"',
        ".SH NAME",
        r"kaakrust \- notice and relax your jaw with an ordinary webcam",
        ".SH SYNOPSIS",
        r".B kaakrust",
        r"[\fICOMMAND\fR] [\fIOPTION\fR]...",
        ".SH DESCRIPTION",
        r"Without a command the window opens. Everything stays on this computer.",
        ".SH OPTIONS",
        *options(command),
        ".SH COMMANDS",
    ]
    for name, part in sorted(command.commands.items()):
        if not part.hidden:
            lines += [f".SS kaakrust {spelled(name)}", spelled(part.help or ""), *options(part)]
    return "\n".join(lines) + ENVIRONMENT + FILES + EXIT


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from feedback.command.main import app

    print(page(app, sys.argv[1]), end="")
