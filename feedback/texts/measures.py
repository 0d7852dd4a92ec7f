"""Measures in words: what the jaw does, a gap, a share, a length of time. One rounding for all that show them."""

from __future__ import annotations

import math

from calibration.states import KINDS, UNJUDGED, JawState
from feedback.texts import Texts
from vision.sentences import N_

UNBROKEN = "\N{NO-BREAK SPACE}"


def state_words(jaw: JawState, texts: Texts) -> str:
    """“your jaw hangs, about 6 mm ± 1”: half-millimetre steps, because finer figures would pretend."""
    words = texts.say(KINDS[jaw.kind].words)
    if jaw.kind in UNJUDGED or not math.isfinite(jaw.gap_mm):
        return words
    return words + ", " + gap_words(jaw.gap_mm, jaw.gap_sd_mm, texts)


def millimetres(gap_mm: float | None, texts: Texts) -> str:
    """A gap alone, in steps of half a millimetre."""
    if gap_mm is None:
        return "–"
    return texts.say(N_("{gap} mm"), gap=_halves(gap_mm, 0.0, texts))


def gap_words(gap_mm: float, sd_mm: float, texts: Texts) -> str:
    """A gap with its uncertainty, in steps of half a millimetre (docs/facts.md 29)."""
    return texts.say(
        N_("about {gap} mm ± {spread}"), gap=_halves(gap_mm, 0.0, texts), spread=_halves(sd_mm, 0.5, texts)
    )


def _halves(value_mm: float, least_mm: float, texts: Texts) -> str:
    """``value_mm`` in steps of half a millimetre, no less than ``least_mm``; whole ones without decimals."""
    shown = max(least_mm, round(value_mm * 2) / 2)
    return texts.number(shown, 0 if shown.is_integer() else 1)


def share_text(share: float | None) -> str:
    """A share as whole per cent, or a dash."""
    return "–" if share is None else f"{share * 100:.0f}{UNBROKEN}%"


def gap_text(gap_mm: float | None, sd_mm: float | None, texts: Texts) -> str:
    """A gap with its standard deviation in steps of half a millimetre (docs/facts.md 29), or a dash."""
    if gap_mm is None or sd_mm is None:
        return "–"
    gap, spread = max(0.0, round(gap_mm * 2) / 2), max(0.5, round(sd_mm * 2) / 2)
    shown = (texts.number(value, 0 if value.is_integer() else 1) for value in (gap, spread))
    return UNBROKEN.join((f"{UNBROKEN}±{UNBROKEN}".join(shown), "mm"))


def minutes_text(seconds: float) -> str:
    """Minutes and seconds: 4:58."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def clock(seconds: float) -> str:
    """Minutes and seconds: 1:42."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
