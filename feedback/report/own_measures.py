"""Measures of one's own that were asked for by name: how far the mouth opens without discomfort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.kept.opening_rows import Opening
from feedback.kept.opening_words import NAME, WORTH, opening_line
from feedback.texts import Texts

SHOWN = 12
"""The newest; the export has all."""


@dataclass(frozen=True, slots=True)
class OwnMeasures:
    """The part of the page, translated."""

    heading: str
    lines: tuple[str, ...]
    under: str


def own_measures(openings: Sequence[Opening], texts: Texts) -> OwnMeasures | None:
    """The part; None where nothing was measured."""
    if not openings:
        return None
    lines = tuple(opening_line(opening, texts) for opening in openings[-SHOWN:])
    return OwnMeasures(texts.say(NAME), lines, texts.say(WORTH))
