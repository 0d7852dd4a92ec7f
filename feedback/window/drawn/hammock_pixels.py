"""The hammock's picture, pixel by pixel: breath, band, light and line. Numbers in, pixels out; no window here.

The soft layers are mixed on every fourth pixel and enlarged; they are kept until a difference could be seen, which is
late in what is soft. The two fine lines are mixed in anew each time, only where they are. That is a fraction of what a
painter does that lays each layer over all pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback.window.drawn.hammock import VAGUE_SD_MM, Aim, band_strength, glow_strength, sag, slope
from feedback.window.drawn.soft_layers import LayInto, SoftLayers, laid_quickly

COARSE = 4
"""Soft layers have no detail to lose, so they are computed on every fourth pixel."""
LINE_PX, TENSE_PX = 5.0, 8.0
RING_PX = 2.0
RING_OPACITY = 0.5
GLOW_OPACITY = 0.46
GLOW_CORE_PX = 7.0
BREATH_GLOW = 1.35
"""How far the breath's light reaches, in radii of the circle."""
BREATH_SMALL, BREATH_LARGE = 0.70, 1.0
"""The breathing circle's radius, out and in, as parts of its largest."""
BREATH_HEIGHT = 0.42
"""Its middle, and its largest radius, as parts of the depth there is."""
BREATH_WIDTH = 0.22
"""No larger than this part of the width."""
FINE_PX, SOFT_PX, BREATH_SOFT_PX = 0.5, 1.5, 3.0
"""A fine line that has moved less than half a pixel looks the same. The line's light is at least 14 px wide, the
breath's a hundred and more: there the eye needs more than a pixel."""
VISIBLE_PART = 0.01
"""A hundredth of a strength is not seen."""

Ink = tuple[int, int, int]
"""Blue, green, red: 0..255."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The picture's size and where the line hangs in it, px; it spans the whole width.

    top: of the line's ends. depth: the deepest sag. unit: px of the picture per px of the design (sharp screens: 2).
    """

    width: int
    height: int
    top: float
    depth: float
    unit: float = 1.0

    @property
    def largest_breath(self) -> float:
        """Radius of the circle when breathed in, px."""
        return min(self.depth * BREATH_HEIGHT, self.width * BREATH_WIDTH)

    def radius(self, fullness: float) -> float:
        """Radius of the circle, px."""
        return self.largest_breath * (BREATH_SMALL + (BREATH_LARGE - BREATH_SMALL) * fullness)


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours, and how strong the band and the breath's light are in them, 0..1. ground: None leaves it transparent."""

    jaw: Ink
    breath: Ink
    ground: Ink | None
    band: float
    glow: float


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows. fullness: of the breath, 0..1; None: no circle. plain: only the line and its light."""

    aim: Aim
    fullness: float | None
    inks: Inks
    plain: bool = False


class Scene:
    """Mixes pictures of one room. ``lay``: by what its soft layers are laid."""

    def __init__(self, room: Canvas, lay: LayInto = laid_quickly) -> None:
        self._room, self._lay = room, lay
        pitch = COARSE * room.unit
        width, height = max(2, round(room.width / pitch)), max(2, round(room.height / pitch))
        self._down = height / room.height
        self._band = band_strength(width, height, room.top * self._down, room.depth * self._down)
        # What lies above the line's ends fades out towards the upper edge: no light ends in a step.
        risen = np.minimum(1.0, (np.arange(height, dtype=np.float32)[:, None] + 0.5) / (room.top * self._down))
        self._fade = risen * risen * (3 - 2 * risen)
        self._pixels = np.zeros((room.height, room.width, 4), np.uint8)
        self._shown: Shown | None = None
        self._softly_shown: Shown | None = None
        self._under: list[tuple[NDArray[np.intp], NDArray[np.uint32]]] = []
        # For the breath: how far each coarse pixel is from its middle, and the fine ones sorted by that.
        middle = (room.width / 2, room.top + room.depth * BREATH_HEIGHT)
        self._coarse_far = _distances(height, width, middle, self._down)
        far = _distances(room.height, room.width, middle, 1.0).ravel()
        near = np.flatnonzero(far < room.largest_breath + 2 * room.unit)
        self._ring_at = near[np.argsort(far[near], kind="stable")]
        self._ring_far = far[self._ring_at]
        # For the line: its columns, from -1 to 1.
        self._across = ((np.arange(room.width) + 0.5) / room.width * 2 - 1).astype(np.float32)

    def mix(self, shown: Shown) -> NDArray[np.uint8]:
        """Uint8 (height, width, 4), BGRA, premultiplied; lent until the next call."""
        if shown == self._shown:
            return self._pixels
        self._shown = shown
        if self._softly_shown is None or differ(shown, self._softly_shown, self._room, SOFT_PX, BREATH_SOFT_PX):
            self._mix_soft(shown)
            self._softly_shown = shown
        else:
            for place, under in reversed(self._under):  # take the last picture's fine lines off again
                self._pixels.view(np.uint32).ravel()[place] = under
        self._under.clear()
        aim = shown.aim
        if shown.fullness is not None and not shown.plain:
            opacity = RING_OPACITY * _lit(aim)
            self._draw_ring(self._room.radius(shown.fullness), full_ink(shown.inks.breath), opacity)
        self._draw_line(aim, full_ink(shown.inks.jaw))
        return self._pixels

    def _mix_soft(self, shown: Shown) -> None:
        aim, inks, lit = shown.aim, shown.inks, _lit(shown.aim)
        light = self._light(aim, 0.0 if shown.plain else inks.band * lit * (1 - aim.away))
        behind = np.zeros_like(light)
        if shown.fullness is not None and not shown.plain:
            behind = (1.0 - light) * self._bell(self._room.radius(shown.fullness), inks.glow * lit) * self._fade
        ground = (0, 0, 0, 0) if inks.ground is None else (*inks.ground, 255)
        self._lay(SoftLayers(light, behind, (*inks.jaw, 255), (*inks.breath, 255), ground), self._pixels)

    def _bell(self, radius: float, strength: float) -> NDArray[np.float32]:
        """Opacity of the breath's light: strongest in the middle, gone with a soft edge."""
        reach = np.minimum(1.0, self._coarse_far * np.float32(1.0 / (BREATH_GLOW * radius)))
        bell: NDArray[np.float32] = np.float32(strength) * np.cos(np.float32(math.pi / 2) * reach) ** 2
        return bell

    def _light(self, aim: Aim, band: float) -> NDArray[np.float32]:
        """Opacity of the soft band and the line's own glow, as one layer of one colour."""
        height, width = self._band.shape
        room, down = self._room, self._down
        depth = sag(aim.gap_mm, aim.tension) * room.depth
        spread = aim.spread_mm * room.depth * slope(aim.gap_mm)
        core = GLOW_CORE_PX * room.unit
        light = glow_strength(width, height, room.top * down, depth * down, core * down, spread * down)
        light *= np.float32(GLOW_OPACITY * aim.presence * (1 - aim.away))
        light = 1 - (1 - light) * (1 - np.float32(band) * self._band) if band else light
        shown: NDArray[np.float32] = light * self._fade
        return shown

    def _draw_ring(self, radius: float, ink: NDArray[np.float32], opacity: float) -> None:
        half = RING_PX * self._room.unit / 2
        first, last = np.searchsorted(self._ring_far, (radius - half - 0.5, radius + half + 0.5))
        there = np.clip(half + 0.5 - np.abs(self._ring_far[first:last] - radius), 0.0, 1.0) * np.float32(opacity)
        self._blend(self._ring_at[first:last], there, ink)

    def _draw_line(self, aim: Aim, ink: NDArray[np.float32]) -> None:
        """A parabola: in each column the pixels near it, as far as they lie within its width. It stays in the room."""
        room = self._room
        depth = sag(aim.gap_mm, aim.tension) * room.depth
        half = (LINE_PX + (TENSE_PX - LINE_PX) * aim.tension) / 2 * room.unit
        steepness = np.hypot(1.0, 4 * depth / room.width * self._across)
        level = room.top + depth * (1 - self._across**2)
        first = np.floor(level)
        reach = math.ceil((half + 0.5) * float(steepness[0])) + 1
        down = np.arange(-reach, reach + 1, dtype=np.float32)[:, None]
        there = np.float32(half + 0.5) - np.abs(down + 0.5 - (level - first)) / steepness
        at = np.flatnonzero(there > 0.0)
        row, column = np.divmod(at, room.width)
        place = (first.astype(np.intp)[column] + row - reach) * room.width + column
        there = np.minimum(1.0, there.ravel()[at])
        unknown = aim.spread_mm / VAGUE_SD_MM
        opacity = aim.presence * (1 - aim.away) * (1 - 0.75 * unknown**1.5)
        self._blend(place, there * np.float32(opacity), ink)

    def _blend(self, place: NDArray[np.intp], opacity: NDArray[np.float32], ink: NDArray[np.float32]) -> None:
        self._under.append((place, blend(self._pixels, place, opacity, ink)))


def blend(
    pixels: NDArray[np.uint8], place: NDArray[np.intp], opacity: NDArray[np.float32], ink: NDArray[np.float32]
) -> NDArray[np.uint32]:
    """Mix ``ink`` (4) into ``pixels`` (height, width, 4) at ``place`` (n), with ``opacity`` (n) 0..1.

    Returns what was there, a pixel as one number.
    """
    flat = pixels.view(np.uint32).ravel()  # gathered and put back as one number each, which is quicker
    under: NDArray[np.uint32] = flat[place]
    parts = under.view(np.uint8).reshape(-1, 4).T.astype(np.float32, order="C")
    parts += (ink[:, None] - parts) * opacity + np.float32(0.5)
    flat[place] = np.ascontiguousarray(parts.T.astype(np.uint8)).view(np.uint32)[:, 0]
    return under


def differ(one: Shown, other: Shown, room: Canvas, line_px: float = FINE_PX, breath_px: float = FINE_PX) -> bool:
    """Whether two pictures differ to the eye: lines by so many px (of the design), strengths in proportion to that."""
    if (one.inks, one.plain, one.fullness is None) != (other.inks, other.plain, other.fullness is None):
        return True
    if one.fullness is not None and other.fullness is not None:
        moved = abs(room.radius(one.fullness) - room.radius(other.fullness))
        if moved >= breath_px * room.unit:
            return True
    a, b = one.aim, other.aim
    deeper = abs(sag(a.gap_mm, a.tension) - sag(b.gap_mm, b.tension)) * room.depth
    wider = abs(a.spread_mm * slope(a.gap_mm) - b.spread_mm * slope(b.gap_mm)) * room.depth
    parts = (a.tension - b.tension, a.pebble - b.pebble, a.presence - b.presence, a.away - b.away)
    least_part = VISIBLE_PART * line_px / FINE_PX
    return max(deeper, wider) >= line_px * room.unit or max(map(abs, parts)) >= least_part


def _lit(aim: Aim) -> float:
    """How bright band and breath are: they fade less than the line."""
    return 0.35 + 0.65 * aim.presence


def _distances(height: int, width: int, middle: tuple[float, float], scale: float) -> NDArray[np.float32]:
    """How far each pixel of a picture lies from ``middle``, in px of the picture that is ``scale`` times as large."""
    across = (np.arange(width, dtype=np.float32) + 0.5) / scale - middle[0]
    down = (np.arange(height, dtype=np.float32)[:, None] + 0.5) / scale - middle[1]
    return np.asarray(np.hypot(across, down), np.float32)


def full_ink(ink: Ink) -> NDArray[np.float32]:
    """``ink`` as a whole pixel."""
    return np.array((*ink, 255), np.float32)
