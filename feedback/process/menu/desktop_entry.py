"""The text of the menu entry, for a program that lies anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

APP_ID = "org.kaakrust.Kaakrust"
"""The program's name to desktops, by which they match a window with its entry and icon. A name, and no address."""
FILES = Path(__file__).parent / "files"
ENTRY_NAME = f"{APP_ID}.desktop"
ICON = FILES / "icons" / "hicolor" / "256x256" / "apps" / f"{APP_ID}.png"
_QUOTED = re.compile(r"[\s\"'\\><~|&;$*?#()`]")
"""Letters that the desktop entry's own grammar wants in quotation marks."""


def entry_text(command: Sequence[str]) -> str:
    """The entry that starts ``command``, the program's own words before any of a person's."""
    text = (FILES / ENTRY_NAME).read_text(encoding="utf-8")
    words = " ".join(map(quoted, command))
    text = re.sub(r"^TryExec=.*$", lambda _: f"TryExec={escaped(command[0])}", text, flags=re.MULTILINE)
    return re.sub(r"^Exec=kaakrust", lambda _: f"Exec={words}", text, flags=re.MULTILINE)


def quoted(word: str) -> str:
    r"""One word of an Exec line, where % begins a code of its own and \ is read twice."""
    word = word.replace("%", "%%")
    if not _QUOTED.search(word):
        return word
    return '"' + escaped(re.sub(r'(["`$\\])', r"\\\1", word)) + '"'


def escaped(text: str) -> str:
    r"""A value of the entry, in which \ stands for something else."""
    return text.replace("\\", "\\\\")
