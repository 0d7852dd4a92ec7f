"""Replacements for letters that a terminal cannot show."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from typing import TextIO

HANDLER = "kaakrust-alike"
ALIKE = {
    **dict.fromkeys("“”„‟‘’‚‛«»‹›′″", "'"),
    **dict.fromkeys("‐‑‒–—―−─━┄┈", "-"),
    **dict.fromkeys("│┃╎┆╵╷", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪", "+"),
    **dict.fromkeys("▸▶›❯", ">"),
    **dict.fromkeys("•·∙●○■▪▁▂▃▄▅▆▇█", "*"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " "),
    "→": "->",
    "…": "...",
    "×": "x",
    "±": "+/-",
    "°": " deg",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "€": "EUR",
}
"""Quotation marks become single ones, so that a line of JSON stays one."""
UNKNOWN = "?"


def spell_plainly() -> None:
    """Let standard output and error do so; whatever is UTF-8 shows everything anyway."""
    codecs.register_error(HANDLER, _alike)
    for stream in (sys.stdout, sys.stderr):
        _teach(stream)


def _teach(stream: TextIO | None) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=HANDLER)


def _alike(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    """What stands for ``letter``, in ASCII."""
    if letter in ALIKE:
        return ALIKE[letter]
    known = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return known.replace('"', "'").replace("\\", "/") or UNKNOWN
