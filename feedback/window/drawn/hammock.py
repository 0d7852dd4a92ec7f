"""The hammock as numbers: where it should hang, how sharp and how heavy, for what the jaw does. No painting here.

A line between two points sags as the jaw hangs; its blur is what is not known. Where nothing can be said it rests where
it was, and only says so by fading.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calibration.states import BAND_MM, JawState, Kind
from feedback.practice.summary import PauseReason
from feedback.window.drawn.glide import Glide

SOFT_EDGE_MM = (1.2, 2.5)
"""How far the band fades above and below: nobody is told to be 2 mm off (docs/facts.md 3)."""
SAG_AT_REST, SAG_AT_BAND_END = 0.02, 0.82
"""Sag at 0 and at 10 mm, as a part of the depth there is; wider sinks hardly further, because it earns nothing more."""
WIDER_SLOPE_MM = 2.25
"""With this the curve leaves 10 mm at the slope it came with: (1 - 0.82) / (0.8 / 10)."""
TAUT = 0.6
"""A tense jaw lifts the line by this part of its sag."""
SURE_SD_MM, VAGUE_SD_MM = 0.4, 3.0
"""The line is sharp up to the first spread and as soft as it gets from the second on."""


@dataclass(frozen=True, slots=True)
class Aim:
    """How the hammock should be.

    gap_mm: the sag, as a gap. spread_mm: blur, as a standard deviation. tension, pebble, presence: 0..1.
    away: 0..1, how far it has gone, band and all, to leave the room to the breathing circle.
    """

    gap_mm: float = 0.0
    spread_mm: float = VAGUE_SD_MM
    tension: float = 0.0
    pebble: float = 0.0
    presence: float = 0.35
    away: float = 0.0


def aim(before: Aim, jaw: JawState | None, paused: PauseReason | None, *, guided: bool = False) -> Aim:
    """How the hammock should be now, after how it was. guided: nothing is measured, and there is only the breath."""
    before = replace(before, away=float(guided))
    if guided:
        return replace(before, tension=0.0, pebble=0.0, presence=0.35 if paused else 1.0)
    if jaw is None or paused is not None or jaw.kind is Kind.AWAY:
        return replace(before, tension=0.0, pebble=0.0, presence=0.35)
    if jaw.kind is Kind.UNSURE or not math.isfinite(jaw.gap_mm):
        return replace(before, spread_mm=VAGUE_SD_MM, tension=0.0, pebble=0.0, presence=0.8)
    if jaw.kind is Kind.ACTIVE:
        return replace(before, tension=0.0, presence=0.8)
    spread_mm = jaw.gap_sd_mm if math.isfinite(jaw.gap_sd_mm) else VAGUE_SD_MM
    tense = jaw.kind is Kind.CLOSED_TENSE
    tension = max(0.5, jaw.tension) if tense and math.isfinite(jaw.tension) else float(tense)
    return Aim(
        gap_mm=max(0.0, jaw.gap_mm),
        spread_mm=min(VAGUE_SD_MM, max(SURE_SD_MM, spread_mm)),
        tension=min(1.0, tension),
        pebble=1.0,
        presence=1.0,
    )


class Hammock:
    """The hammock on its way to its aim."""

    def __init__(self) -> None:
        self.aim = Aim()
        self._gap = Glide(self.aim.gap_mm, settle_s=0.45)  # follows the jaw: quick enough to feel like one's own
        self._spread = Glide(self.aim.spread_mm, settle_s=1.0)
        self._tension = Glide(self.aim.tension, settle_s=1.2)
        self._pebble = Glide(self.aim.pebble, settle_s=1.0)
        self._presence = Glide(self.aim.presence, settle_s=1.2)
        self._away = Glide(self.aim.away, settle_s=3.0)

    def follow(self, jaw: JawState | None, paused: PauseReason | None, tick_s: float, *, guided: bool = False) -> Aim:
        """Glide on for ``tick_s``; returns the hammock as it is now."""
        self.aim = aim(self.aim, jaw, paused, guided=guided)
        return Aim(
            gap_mm=self._gap.towards(self.aim.gap_mm, tick_s),
            spread_mm=self._spread.towards(self.aim.spread_mm, tick_s),
            tension=self._tension.towards(self.aim.tension, tick_s),
            pebble=self._pebble.towards(self.aim.pebble, tick_s),
            presence=self._presence.towards(self.aim.presence, tick_s),
            away=self._away.towards(self.aim.away, tick_s),
        )


def sag(gap_mm: float, tension: float = 0.0) -> float:
    """How far the middle hangs, 0..1 of the depth there is."""
    end_mm = BAND_MM[1]
    slope = (SAG_AT_BAND_END - SAG_AT_REST) / end_mm
    if gap_mm <= end_mm:
        hanging = SAG_AT_REST + slope * max(0.0, gap_mm)
    else:
        hanging = SAG_AT_BAND_END + (1 - SAG_AT_BAND_END) * math.tanh((gap_mm - end_mm) / WIDER_SLOPE_MM)
    return hanging * (1 - TAUT * tension)


def slope(gap_mm: float) -> float:
    """How much the sag changes with a millimetre, around ``gap_mm``: where wider sinks less, so does the doubt."""
    return max(0.3 * (sag(1.0) - sag(0.0)), sag(gap_mm + 0.5) - sag(max(0.0, gap_mm - 0.5)))


def band_strength(width: int, height: int, top: float, depth: float) -> NDArray[np.float32]:
    """The band as opacities 0..1, float (height, width): which gap's line would pass through each pixel.

    top: where the line's ends are, depth: the deepest sag, both in pixels.
    """
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    down = (np.arange(height, dtype=np.float32)[:, None] + 0.5 - top) / depth
    gaps_mm = np.linspace(0, 20, 401)
    sags = np.array([sag(float(gap_mm)) for gap_mm in gaps_mm])
    strengths = _rise(gaps_mm, BAND_MM[0], SOFT_EDGE_MM[0]) * (1 - _rise(gaps_mm, BAND_MM[1], SOFT_EDGE_MM[1]))
    through = down / np.maximum(1e-3, 1 - across**2)
    return np.interp(through, sags, strengths, right=0.0).astype(np.float32)


def glow_strength(width: int, height: int, top: float, depth: float, core: float, spread: float) -> NDArray[np.float32]:
    """What is not known, as a soft light along the line: opacities 0..1, float (height, width), all lengths in pixels.

    top: where the line's ends are. depth: its sag. core: softness of a line that is sure. spread: what uncertainty adds
    in the middle; the ends are fixed and stay sharp.
    """
    across = np.linspace(-1, 1, width, dtype=np.float32)
    hanging = 1 - across**2
    steepness = np.hypot(1, 4 * depth / width * across)  # the distance is measured across the line, not downwards
    below = np.arange(height, dtype=np.float32)[:, None] + 0.5 - top - depth * hanging
    softness = core * (0.3 + 0.7 * np.sqrt(hanging)) + spread * hanging
    ends = np.clip((1 - np.abs(across)) / 0.05, 0, 1)
    paling = np.sqrt(np.minimum(1, core / softness))  # the same light on more room, but never gone
    light = np.exp(-0.5 * (below / (steepness * softness)) ** 2) * (ends * paling)
    return np.asarray(light, np.float32)


def _rise(value: NDArray[np.float64], at: float, softness: float) -> NDArray[np.float64]:
    part = np.clip((value - at) / (2 * softness) + 0.5, 0, 1)
    return part * part * (3 - 2 * part)
