"""The sound that is due for a view: a pure rule, without a device.

The sound is a reward and never a reproach: warmer and fuller as the jaw sinks, thinner as it closes, and where nothing
can be said it stays as it was (docs/facts.md 21, 41).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from calibration.states import JawState, Kind
from feedback.practice.events import PartEvent, SummaryEvent
from feedback.practice.exercise.form import Sees
from feedback.practice.summary import Ending
from feedback.visit.events import Event
from feedback.visit.view import View

FULL_MM = 10.0
"""The end of the band (docs/facts.md 1): fullest here, and wider adds nothing."""
WIDE_MM = (13.0, 16.0)
"""Wider than a finger earns nothing: between these the sound goes back to what the near end of the band gives."""
NEAR_MM = 4.0
"""The near end of the band (docs/facts.md 1)."""
UNKNOWN_WARMTH = 0.4
"""Between rest and the band: where the sound stays when the gap is hardly known."""
VAGUE_SD_MM = 2.0
"""With this spread of the gap the warmth moves half as far from there; with three times this, hardly at all."""
TENSE_WARMTH, TENSE_LEVEL = 0.3, 0.7
"""What a tense jaw leaves of warmth and level, with the low soft tone in it."""

QUIET = 0.35
"""Level of a jaw look, and of the beginning before anything was seen."""
BED = 0.75
"""Level of a guided part: a calm ground with the breath above it."""
BED_WARMTH = 0.6

SWELL, LEADING_SWELL, QUIET_SWELL = 0.4, 0.7, 0.25
"""How far the sound falls with the breath out: along with the jaw, leading a guided part, and in a look."""
COMING_S, LEAVING_S, PAUSING_S = 1.5, 2.0, 0.8
"""Time constants of the level, s: coming back, nobody there (a tenth is left after five seconds), pausing or ending."""


class Chime(Enum):
    """A chime, for a next part or for the end."""

    NEXT = "next"
    END = "end"


@dataclass(frozen=True, slots=True)
class Target:
    """How the sound should be. level, warmth, breath, swell, hum: 0..1. fade_s: time constant of the level, s.

    breath: how full the pacer's breath is. swell: how far the sound goes along with it. hum: the low soft tone.
    """

    level: float = 0.0
    warmth: float = UNKNOWN_WARMTH
    breath: float = 0.5
    swell: float = SWELL
    hum: float = 0.0
    fade_s: float = COMING_S


SILENT = Target()


def target(before: Target, view: View) -> Target:
    """How the sound should be now, after how it should have been."""
    session, part = view.session, view.part
    if session is None or session.ended is not None or session.paused is not None or part is None:
        return replace(before, level=0.0, hum=0.0, fade_s=PAUSING_S)
    breath = view.breath.fullness if view.breath else 0.5
    match part.sees:
        case Sees.NOTHING:
            return Target(BED, BED_WARMTH, breath, LEADING_SWELL)
        case Sees.LOOK:
            return Target(QUIET, UNKNOWN_WARMTH, breath, QUIET_SWELL)
    return replace(_of_jaw(before, view.jaw), breath=breath, swell=SWELL)


def _of_jaw(before: Target, jaw: JawState | None) -> Target:
    if jaw is not None and jaw.kind is Kind.AWAY:
        return replace(before, level=0.0, hum=0.0, fade_s=LEAVING_S)
    if jaw is None or jaw.kind in (Kind.ACTIVE, Kind.UNSURE) or not math.isfinite(jaw.gap_mm):
        return replace(before, level=max(QUIET, before.level), hum=0.0, fade_s=COMING_S)
    warmth = warmth_of(jaw.gap_mm, jaw.gap_sd_mm)
    if jaw.kind is Kind.CLOSED_TENSE:
        return Target(TENSE_LEVEL, TENSE_WARMTH * warmth, hum=1.0)
    return Target(1.0, warmth)


def warmth_of(gap_mm: float, gap_sd_mm: float) -> float:
    """Warmth 0..1 for a gap and its standard deviation, mm; a gap that is hardly known moves it little."""
    warmth = _eased(gap_mm / FULL_MM)
    begin_mm, end_mm = WIDE_MM
    warmth -= (1.0 - _eased(NEAR_MM / FULL_MM)) * _eased((gap_mm - begin_mm) / (end_mm - begin_mm))
    known = 1.0 / (1.0 + (gap_sd_mm / VAGUE_SD_MM) ** 2) if math.isfinite(gap_sd_mm) else 0.0
    return UNKNOWN_WARMTH + known * (warmth - UNKNOWN_WARMTH)


def _eased(progress: float) -> float:
    """0 at 0 and 1 at 1, steepest half way, level at both ends and beyond."""
    progress = min(1.0, max(0.0, progress))
    return progress * progress * (3.0 - 2.0 * progress)


class Score:
    """One session's aims and chimes, turn by turn."""

    def __init__(self) -> None:
        self.target = SILENT
        self._parts = 0

    def follow(self, view: View, events: Sequence[Event]) -> list[Chime]:
        """One turn further: ``target`` is what should be heard from now on; returns what is to be touched."""
        self.target = target(self.target, view)
        chimes = []
        for event in events:
            match event:
                case PartEvent():
                    self._parts += 1
                    if self._parts > 1:
                        chimes.append(Chime.NEXT)
                case SummaryEvent() if event.summary.ended is not Ending.STOPPED:  # who stops by hand knows it
                    chimes.append(Chime.END)
        return chimes
