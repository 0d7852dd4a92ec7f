"""Measures in words: what the jaw does, a gap, a share, a length of time. One rounding for all that show them."""

from __future__ import annotations

import math

from calibration.states import KINDS, LEAST_HANGING_MM, JawState, Kind
from feedback.texts import Texts
from vision.sentences import N_

UNBROKEN = "\N{NO-BREAK SPACE}"
UNKNOWN = "–"
"""What stands where there is no figure."""
KIND_WORDS = {kind: means.words for kind, means in KINDS.items()}
"""The states in words for the person (English, to translate); the window uses the same."""
STEP_MM = 0.5
"""Gaps are told in steps of this, because finer figures would pretend (docs/facts.md 29)."""


def state_words(jaw: JawState, texts: Texts) -> str:
    """“your jaw hangs, about 6 mm ± 1”, or the state alone where there is no gap that fits it.

    A jaw that has begun to close hangs on for a moment in words; a gap at which nothing hangs is left out of them.
    """
    words = texts.say(KIND_WORDS[jaw.kind])
    if not KINDS[jaw.kind].judged or not math.isfinite(jaw.gap_mm):
        return words
    if jaw.kind is Kind.HANGING and jaw.gap_mm < LEAST_HANGING_MM:
        return words
    return words + ", " + gap_words(jaw.gap_mm, jaw.gap_sd_mm, texts)


def millimetres(gap_mm: float | None, texts: Texts) -> str:
    """A gap alone: “5.5 mm”."""
    return UNKNOWN if gap_mm is None else texts.say(N_("{gap} mm"), gap=_stepped(gap_mm, 0.0, texts))


def gap_words(gap_mm: float, sd_mm: float, texts: Texts) -> str:
    """A gap with its uncertainty in a sentence: “about 6 mm ± 1”."""
    return texts.say(
        N_("about {gap} mm ± {spread}"), gap=_stepped(gap_mm, 0.0, texts), spread=_stepped(sd_mm, STEP_MM, texts)
    )


def gap_text(gap_mm: float | None, sd_mm: float | None, texts: Texts) -> str:
    """A gap with its standard deviation as a figure, “6 ± 1 mm”, or a dash."""
    if gap_mm is None or sd_mm is None:
        return UNKNOWN
    shown = _stepped(gap_mm, 0.0, texts), _stepped(sd_mm, STEP_MM, texts)
    return UNBROKEN.join((f"{UNBROKEN}±{UNBROKEN}".join(shown), "mm"))


def _stepped(value_mm: float, least_mm: float, texts: Texts) -> str:
    """``value_mm`` in steps of STEP_MM, no less than ``least_mm``; whole ones without decimals."""
    shown = max(least_mm, round(value_mm / STEP_MM) * STEP_MM)
    return texts.number(shown, 0 if float(shown).is_integer() else 1)


def share_text(share: float | None) -> str:
    """A share as whole per cent, or a dash."""
    return UNKNOWN if share is None else f"{share * 100:.0f}{UNBROKEN}%"


def clock(seconds: float | None) -> str:
    """Minutes and seconds, 1:42, or a dash. A second counts once it is over, as on the clock that runs."""
    if seconds is None:
        return UNKNOWN
    whole = max(0, int(round(seconds, 3)))  # what is a rounding error short of a second is that second
    return f"{whole // 60}:{whole % 60:02d}"
