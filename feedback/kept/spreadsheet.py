"""Exports as spreadsheets change them: cells that look like formulas, and tables saved in other ways."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so is run instead of shown; the wide ones too where Japanese or Chinese is written."""
GUARD = "'"
"""Before such a cell. What begins with it by itself gets a second one, so that every text comes back as it was."""

LETTERS = 100_000
"""So many bytes are looked at a time."""
WESTERN, MACINTOSH, OURS = "cp1252", "mac_roman", "utf-8-sig"
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NO_LETTERS = re.compile("[\udc80-\udcff]")
"""Where bytes that are no UTF-8 went."""
BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
CHANGED = re.compile(r"[+-]?\d[\d.,]*E[+-]?\d+|\d{1,4}([-/.])\d{1,2}\1\d{1,4}( .*)?", re.IGNORECASE)
"""A name that was taken for a large number, or a time that was drawn in the country's own way."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table was saved. delimiter: what parts its cells. announced: lines before the names of the columns.

    foreign: not as we save it, so that a spreadsheet had it in hands.
    """

    delimiter: str = ","
    encoding: str = OURS
    announced: int = 0
    foreign: bool = False


def guarded(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs."""
    return GUARD + text if text.startswith((GUARD, *FORMULA)) else text


def unguarded(cell: str) -> str:
    """The text that ``guarded`` made ``cell`` of."""
    return cell.removeprefix(GUARD) if cell[1:].startswith((GUARD, *FORMULA)) else cell


def number_cell(cell: str) -> str:
    """A number with a decimal comma as one with a point; anything else as it is."""
    return cell.replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell


def manner_of(table: Callable[[], IO[bytes]], first_column: str) -> Manner:
    """How a table was saved. table: opens it; it is read twice at most.

    Where the comma is the decimal sign, spreadsheets part cells with semicolons; “Unicode text” is parted by tabs.
    Older ways of saving use the Western letters of the system. Those and UTF-8 together are neither: that is damage.
    """
    with table() as raw:
        begin = raw.read(LETTERS)
    marked = begin.startswith(codecs.BOM_UTF8)
    encoding = "utf-16" if begin.startswith(WIDE_MARKS) else _letters(table)
    head = begin.decode(encoding, errors="replace")
    quoted = re.escape(first_column)
    found = re.match(rf'(sep=.\r?\n)?("?){quoted}\2([,;\t|])', head)
    delimiter, announced = (found[3], int(bool(found[1]))) if found else (",", 0)
    foreign = marked or encoding != OURS or delimiter != "," or announced > 0 or bool(found and found[2])
    return Manner(delimiter, encoding, announced, foreign)


def _letters(table: Callable[[], IO[bytes]]) -> str:
    decode = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape").decode
    damaged = wide = lines = False
    with table() as raw:
        while piece := raw.read(LETTERS):
            text = decode(piece)
            damaged = damaged or NO_LETTERS.search(text) is not None
            wide = wide or BEYOND_ASCII.search(text) is not None
            lines = lines or "\n" in text
    damaged = damaged or NO_LETTERS.search(decode(b"", True)) is not None
    if not damaged or wide:
        return OURS
    return WESTERN if lines else MACINTOSH
