"""The hinge warp's figures: gain, residual, zero, spread and states, per person and against what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.states import Kind

Series = NDArray[np.float64]
Mask = NDArray[np.bool_]

SETTLED_S = 0.15
"""A level counts from so long after the jaw has come to it."""
HELD_S = 2.0
"""Hanging must be said from so long into a hold; in shorter holds from the middle on."""
HANGING_MM = (4.0, 12.0)
OURS = "closed + hang"
GAIN_MUST, GAIN_AIM = (0.85, 1.15), (0.93, 1.07)


@dataclass(frozen=True, slots=True)
class Told:
    """What one way of reading says at each picture: signed gap and its spread, mm, NaN when nothing is concluded."""

    gap_mm: Series
    gap_sd_mm: Series
    kinds: Sequence[Kind | None]


@dataclass(frozen=True, slots=True)
class Course:
    """One person with one skin and one motion of the head, read in several ways.

    level, gap_mm: number of the level and the true gap at each picture. level_mm: per level. calibrated: how many of
    the first levels are the calibration's closed ones. told: by way. lips_mm, jaw_open: of bare MediaPipe, per picture.
    """

    name: str
    fold: float
    motion: str
    hold_s: float
    level: NDArray[np.int64]
    level_mm: Series
    gap_mm: Series
    move_s: float
    fps: float
    calibrated: int
    wide_mm: float
    told: dict[str, Told]
    lips_mm: Series
    jaw_open: Series

    @property
    def _into_s(self) -> Series:
        """How long each picture's level has been held, s."""
        return np.asarray((np.arange(len(self.level)) % round(self.hold_s * self.fps)) / self.fps)

    @property
    def _scored(self) -> Mask:
        """Pictures of levels that gain, residual and spread are about, the jaw still."""
        into, half_move = self._into_s, self.move_s / 2
        still = (into >= half_move + SETTLED_S) & (into < self.hold_s - half_move)
        return still & (self.level >= self.calibrated) & (self.level_mm[self.level] < self.wide_mm)

    def _held(self, least_mm: float, most_mm: float) -> Mask:
        """Pictures in which a level within these bounds has been held for long."""
        at = self.level_mm[self.level]
        return (at >= least_mm) & (at <= most_mm) & (self._into_s >= min(HELD_S, self.hold_s / 2))

    def means(self, values: Series) -> tuple[Series, Series]:
        """True gap and mean value of each scored level that has any."""
        scored = self._scored & np.isfinite(values)
        numbers = np.unique(self.level[scored])
        return self.level_mm[numbers], np.array([values[scored & (self.level == one)].mean() for one in numbers])

    def line_of(self, values: Series) -> tuple[float, float, float]:
        """Slope over the true gap, rms of level means about the line, correlation; NaN where there is none."""
        true, means = self.means(values)
        if len(np.unique(true)) < 3:
            return np.nan, np.nan, np.nan
        slope, offset = np.polyfit(true, means, 1)
        follows = float(np.corrcoef(true, means)[0, 1]) if np.ptp(means) > 0 else 0.0
        return float(slope), float(np.sqrt(np.mean((means - slope * true - offset) ** 2))), follows

    def at_zero_mm(self, way: str) -> float:
        """Rms of the means of levels at which the teeth touch."""
        true, means = self.means(self.told[way].gap_mm)
        return float(np.sqrt(np.mean(means[true == 0.0] ** 2))) if (true == 0.0).any() else np.nan

    def spreads_off(self, way: str) -> Series:
        """How many given spreads each scored, concluded picture is off."""
        told = self.told[way]
        known = self._scored & np.isfinite(told.gap_mm)
        return np.abs(told.gap_mm - self.gap_mm)[known] / told.gap_sd_mm[known]

    def concluded(self, way: str) -> Series:
        """Per scored picture, whether a gap is concluded."""
        return np.isfinite(self.told[way].gap_mm[self._scored]).astype(float)

    def said(self, way: str, kind: Kind) -> Series:
        """Per picture of a long hold at which this kind is right, whether it is said."""
        bounds = HANGING_MM if kind is Kind.HANGING else (self.wide_mm, np.inf)
        return np.array([self.told[way].kinds[index] is kind for index in np.flatnonzero(self._held(*bounds))], float)

    def cells(self, way: str) -> list[str]:
        """One way's figures, as the table shows them."""
        gain, residual, _ = self.line_of(self.told[way].gap_mm)
        off = self.spreads_off(way)
        shares = [off <= 1.0, off <= 2.0, self.said(way, Kind.HANGING), self.said(way, Kind.WIDE), self.concluded(way)]
        return [*(_number(one) for one in (gain, residual, self.at_zero_mm(way))), *(_percent(one) for one in shares)]


HEADING = (
    "| person | fold | head | calibrated on | gain | residual mm | at 0 mm | in 1 sd % | in 2 sd % | hanging % |"
    " wide % | concluded % | mesh alone: gain, residual | lip gap: mm per mm, r | jawOpen: per mm, r |",
    "|---" * 15 + "|",
)


def rows(course: Course) -> list[str]:
    """A course's rows under ``HEADING``, one a way of calibrating; the rivals, on the same pictures, beside the first.

    The rivals that know no millimetres of the jaw's are told by how much they move per true one, and by their
    correlation with it.
    """
    rivals = ["{:.2f}, {:.2f}".format(*course.line_of(course.told["mesh alone"].gap_mm)[:2])]
    for values, places in ((course.lips_mm, 2), (course.jaw_open, 3)):
        slope, _, follows = course.line_of(values)
        rivals.append(f"{slope:.{places}f}, {follows:.2f}")
    lines = []
    for way in (OURS, "closed only"):
        who = [course.name, f"{course.fold:g}", course.motion, way]
        beside = rivals if way == OURS else ["", "", ""]
        lines.append("| " + " | ".join([*who, *course.cells(way), *beside]) + " |")
    return lines


def figure_table(courses: Sequence[Course]) -> list[str]:
    """What was asked for, in each way: the range over courses or the pooled share, and how many courses meet the must.

    Rows by course ask it of each; the shares are pooled over pictures.
    """
    ways = list(courses[0].told)
    lines = ["| figure | must / aim | " + " | ".join(ways) + " |", "|---" * (2 + len(ways)) + "|"]
    each: list[tuple[str, str, Callable[[Course, str], float], Callable[[float], bool]]] = [
        (
            "gain, each",
            f"{GAIN_MUST[0]}–{GAIN_MUST[1]} / {GAIN_AIM[0]}–{GAIN_AIM[1]}",
            lambda course, way: course.line_of(course.told[way].gap_mm)[0],
            lambda gain: GAIN_MUST[0] <= gain <= GAIN_MUST[1],
        ),
        (
            "residual, each, mm",
            "0.35 / 0.15",
            lambda course, way: course.line_of(course.told[way].gap_mm)[1],
            lambda residual: residual <= 0.35,
        ),
        ("reading at 0, each, mm", "0.25 / 0.1", Course.at_zero_mm, lambda at_zero: at_zero <= 0.25),
    ]
    for what, asked, figure, meets in each:
        cells = []
        for way in ways:
            found = np.array([figure(course, way) for course in courses])
            met = sum(meets(one) for one in found)
            known = found[np.isfinite(found)]
            span = f"{known.min():.2f}–{known.max():.2f}, median {np.median(known):.2f}" if len(known) else "–"
            cells.append(f"{span}; {met} of {len(found)} meet the must")
        lines.append(f"| {what} | {asked} | " + " | ".join(cells) + " |")
    pooled: list[tuple[str, str, Callable[[Course, str], Series]]] = [
        ("within 1 sd, %", "60–80 / 68", lambda course, way: (course.spreads_off(way) <= 1.0).astype(float)),
        ("within 2 sd, %", "92–99 / 95", lambda course, way: (course.spreads_off(way) <= 2.0).astype(float)),
        ("4–12 mm held: hanging, %", "95 / 99", lambda course, way: course.said(way, Kind.HANGING)),
        ("above 15 mm held: wide, %", "95 / 99", lambda course, way: course.said(way, Kind.WIDE)),
        ("concluded, %", "", Course.concluded),
    ]
    for what, asked, shares in pooled:
        cells = [_percent(np.concatenate([shares(course, way) for course in courses])) for way in ways]
        lines.append(f"| {what} | {asked} | " + " | ".join(cells) + " |")
    return lines


def _number(value: float) -> str:
    return f"{value:.2f}" if np.isfinite(value) else "–"


def _percent(shares: NDArray[np.generic]) -> str:
    return f"{100 * np.mean(shares.astype(float)):.0f}" if len(shares) else "–"
