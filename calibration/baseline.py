"""The personal baseline: where the jaw's zero is, how far the teeth part per millimetre of chin, what sway does.

Fitted from labelled passages of readings; turns a reading into the gap between the front teeth with its spread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from calibration.activity import NeutralMouth, fit_neutral
from calibration.pose_correction import PoseCorrection, fit_pose_correction
from calibration.tension import Clarity, TensionAxis, fit_tension
from vision.errors import N_, PlainError
from vision.jaw import Doubt, JawReading

if TYPE_CHECKING:
    from vision.template import FaceTemplate

Vector = NDArray[np.float64]

LITERATURE_GAIN = 1.19
LITERATURE_GAIN_SD = 0.1
"""Front teeth against chin skin: 1.14-1.25 in the mean (FACTS 8), individuals range wider (FACTS 9)."""
GAIN_RANGE = (0.7, 5.0)
"""A spacer that asks for a gain outside was not held between the teeth, or the chin was not seen."""
SPACER_SD_MM = 0.3
"""How well a person holds a spacer between the front teeth."""
REST_GAP_MM, REST_GAP_SD_MM = 2.5, 1.1
"""Where rest is taken to be when nothing else gives a zero: between the clinical figures 1.4 +- 1.1, 3.1 and 4.6
(FACTS 2, 3)."""
CLENCH_ZERO_SD_MM = 0.4
"""In a bite the teeth touch, but the chin muscle may lift the chin's skin."""
FEWEST_READINGS = 8
LEAST_TRUST = 0.3
LEAST_SD_MM = 0.05
CLEAR_SEPARATION = 4.0
WEAK_SEPARATION = 2.0
"""Hanging against closed in spreads of half-second medians: at 4 a threshold between them errs in 2 % of moments."""


class CalibrationError(PlainError):
    """Passages that make no baseline, in words for the person."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch in which the person did one known thing.

    label: closed (teeth together, soft) | rest | clench | hang | nod (head moves, jaw still) | gapN (front teeth N mm
    apart, a spacer between them). readings: in the order of time, doubtful ones included.
    """

    label: str
    readings: Sequence[JawReading]

    @property
    def spacer_mm(self) -> float | None:
        """N of gapN, else None."""
        return float(self.label.removeprefix("gap")) if self.label.startswith("gap") else None


@dataclass(frozen=True, slots=True)
class GapEstimate:
    """gap_mm: space between the front teeth above light contact; NaN when nothing can be said. May be slightly negative
    from noise. gap_sd_mm: its standard deviation. doubts: what the baseline adds to the reading's own doubts."""

    gap_mm: float
    gap_sd_mm: float
    doubts: frozenset[Doubt]


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """What one person's chin means, as plain numbers.

    zero_mm: chin drop with the teeth lightly together, pose-corrected; zero_sd_mm: its standard deviation; zero_source:
    "closed", "rest" (then from REST_GAP_MM) or "clench".
    gain: gap per chin drop; gain_sd_share: relative standard deviation; gain_source: "literature" or "spacer".
    pose: the personal pose correction. noise_mm: spread of half-second medians within still passages, chin mm.
    rest_gap_mm, hang_gap_mm: medians of these passages, None without them.
    hang_separation: hanging against closed (else rest) in spreads; None without a hang passage.
    scale_source, scale_sd_share: where the millimetres come from (the template's).
    anchor: the readings' anchor the zero belongs to. spread_mm: fit of the face on its template while calibrating.
    """

    zero_mm: float
    zero_sd_mm: float
    zero_source: str
    gain: float
    gain_sd_share: float
    gain_source: str
    pose: PoseCorrection
    noise_mm: float
    scale_source: str
    scale_sd_share: float
    rest_gap_mm: float | None = None
    hang_gap_mm: float | None = None
    hang_separation: float | None = None
    anchor: int = 0
    neutral: NeutralMouth | None = None
    tension: TensionAxis | None = None

    def gap(self, reading: JawReading) -> GapEstimate:
        """The gap between the front teeth at this reading. Pure; NaN when nothing can be said."""
        if reading.pose is None or not math.isfinite(reading.chin_drop_mm):
            return GapEstimate(math.nan, math.inf, frozenset())
        moved = self.pose.at(reading.pose)
        drop = reading.chin_drop_mm - moved.shift_mm - self.zero_mm
        gap = self.gain * drop
        chin_sd = math.hypot(reading.chin_drop_sd_mm, moved.sd_mm, self.zero_sd_mm)
        sd = math.hypot(self.gain * chin_sd, gap * math.hypot(self.gain_sd_share, self._scale_share()))
        doubts = frozenset({Doubt.UNTRAINED}) if moved.untrained else frozenset()
        return GapEstimate(gap, sd, doubts)

    def _scale_share(self) -> float:
        """A spacer of known thickness makes the face's own scale cancel."""
        return 0.0 if self.gain_source == "spacer" else self.scale_sd_share


@dataclass(frozen=True, slots=True)
class Verdict:
    """One ability in words: a template to translate and its values. figure: the separation behind it, NaN if none."""

    template: str
    values: dict[str, object]
    figure: float = math.nan


def fit_baseline(passages: Sequence[Passage], template: FaceTemplate) -> Baseline:
    """Fit a baseline. Any subset of labels will do that has closed, rest, clench or gap0.

    Raises CalibrationError with a plain sentence when the passages are too short or contradict each other.
    """
    usable = [Passage(passage.label, [reading for reading in passage.readings if _usable(reading)]) for passage in passages]
    for passage, kept in zip(passages, usable, strict=True):
        if len(kept.readings) < FEWEST_READINGS:
            raise CalibrationError(
                N_("“{label}”: in {seen} of {all} pictures the face was seen well enough; at least {fewest} are needed."),
                label=passage.label,
                seen=len(kept.readings),
                all=len(passage.readings),
                fewest=FEWEST_READINGS,
            )
    pose = fit_pose_correction([passage.readings for passage in usable], [passage.label == "nod" for passage in usable])
    levels = [_Level.of(passage, pose) for passage in usable if passage.label != "nod"]
    zero = _zero(levels)
    gain, gain_sd, gain_source = _gain(levels, zero)
    noise = float(np.median([level.noise_mm for level in levels]))
    rest = _pooled(levels, "rest")
    hang = _pooled(levels, "hang")
    return Baseline(
        zero_mm=zero.mm - zero.gap_mm / gain,
        zero_sd_mm=math.hypot(zero.sd_mm, zero.gap_sd_mm / gain),
        zero_source=zero.source,
        gain=gain,
        gain_sd_share=gain_sd / gain,
        gain_source=gain_source,
        pose=pose,
        noise_mm=noise,
        scale_source=template.scale_source,
        scale_sd_share=template.scale_sd_share,
        rest_gap_mm=None if rest is None else gain * (rest - zero.mm) + zero.gap_mm,
        hang_gap_mm=None if hang is None else gain * (hang - zero.mm) + zero.gap_mm,
        hang_separation=None if hang is None else _separation(levels, zero, hang),
        anchor=_anchor(usable),
        neutral=fit_neutral(_readings(usable, "closed") or _readings(usable, "rest") or _readings(usable, "gap")),
        tension=fit_tension(
            closed=[*_readings(usable, "closed"), *_readings(usable, "gap0")],
            clench=_readings(usable, "clench"),
            rest=_readings(usable, "rest"),
            nod=_readings(usable, "nod"),
        ),
    )


def verdict(baseline: Baseline) -> tuple[Verdict, ...]:
    """What this calibration allows, per ability, in words."""
    words: list[Verdict] = []
    if baseline.hang_separation is not None:
        apart = baseline.hang_separation
        if apart >= CLEAR_SEPARATION:
            template = N_("Hanging against closed: clear.")
        elif apart >= WEAK_SEPARATION:
            template = N_("Hanging against closed: to be told apart, with some care.")
        else:
            template = N_("Hanging against closed: hardly different on this picture. More light or coming closer may help.")
        words.append(Verdict(template, {}, apart))
    if baseline.gain_source == "spacer":
        words.append(Verdict(N_("Millimetres: from your spacer, to about {percent:.0f} %."), {"percent": _percent(baseline)}))
    else:
        words.append(
            Verdict(N_("Millimetres: from what is usual for faces, to about {percent:.0f} %."), {"percent": _percent(baseline)})
        )
    if baseline.tension is not None:
        words.append(Verdict(_TENSION_WORDS[baseline.tension.clarity], {}, baseline.tension.separation))
    return tuple(words)


_TENSION_WORDS = {
    Clarity.CLEAR: N_("Tension: clear on your face."),
    Clarity.WEAK: N_("Tension: weak on your face, shown with care."),
    Clarity.NOT_CLEAR: N_("Tension: not clear on your face, so it is not shown."),
}


@dataclass(frozen=True, slots=True)
class _Level:
    """Where the chin was in one passage: median and its standard error, pose-corrected chin mm."""

    label: str
    spacer_mm: float | None
    mm: float
    sd_mm: float
    noise_mm: float

    @staticmethod
    def of(passage: Passage, pose: PoseCorrection) -> _Level:
        drops = np.array([r.chin_drop_mm - pose.at(r.pose).shift_mm for r in passage.readings if r.pose is not None])
        blocks = _half_second_medians([r.t_s for r in passage.readings], drops)
        noise = max(LEAST_SD_MM, 1.4826 * float(np.median(np.abs(blocks - np.median(blocks)))))
        # Errors are slow (MEASURING.md), so half-seconds are far from independent: count every fourth.
        return _Level(passage.label, passage.spacer_mm, float(np.median(drops)), noise / max(1.0, len(blocks) / 4) ** 0.5, noise)


@dataclass(frozen=True, slots=True)
class _Zero:
    mm: float
    sd_mm: float
    gap_mm: float
    gap_sd_mm: float
    source: str


def _zero(levels: Sequence[_Level]) -> _Zero:
    closed = [level for level in levels if level.label == "closed" or level.spacer_mm == 0.0]
    choices = (
        (closed, "closed", 0.0, 0.0),
        ([level for level in levels if level.label == "clench"], "clench", 0.0, CLENCH_ZERO_SD_MM),
        ([level for level in levels if level.label == "rest"], "rest", REST_GAP_MM, REST_GAP_SD_MM),
    )
    for found, source, gap_mm, gap_sd_mm in choices:
        if found:
            middle = float(np.median([level.mm for level in found]))
            between = float(np.std([level.mm for level in found])) if len(found) > 1 else 0.0
            return _Zero(middle, max(between, min(level.sd_mm for level in found)), gap_mm, gap_sd_mm, source)
    raise CalibrationError(N_("Nothing tells where the zero is: add a passage closed, rest or gap0."))


def _gain(levels: Sequence[_Level], zero: _Zero) -> tuple[float, float, str]:
    """Gap per chin drop, its standard deviation, and where it comes from."""
    for level in levels:
        if level.label == "hang" and level.mm < zero.mm - 3 * math.hypot(level.sd_mm, zero.sd_mm, 0.2):
            raise CalibrationError(
                N_("“hang” lies {above:.1f} mm above “{zero}”: the chin went up. Please check the times or repeat it."),
                above=zero.mm - level.mm,
                zero=zero.source,
            )
    spacers = [level for level in levels if level.spacer_mm]
    if not spacers:
        return LITERATURE_GAIN, LITERATURE_GAIN_SD, "literature"
    # The chin travel per mm of spacer, by least squares through the zero, drawn a little towards the literature.
    gaps = np.array([level.spacer_mm or 0.0 for level in spacers]) - zero.gap_mm
    drops = np.array([level.mm for level in spacers]) - zero.mm
    sds = np.array([math.hypot(level.sd_mm, zero.sd_mm, SPACER_SD_MM) for level in spacers])
    expected, expected_sd = 1.0 / LITERATURE_GAIN, 0.35
    strength = float((gaps**2 / sds**2).sum()) + expected_sd**-2
    travel = (float((gaps * drops / sds**2).sum()) + expected / expected_sd**2) / strength
    if travel <= 0.0 or not GAIN_RANGE[0] <= 1.0 / travel <= GAIN_RANGE[1]:
        raise CalibrationError(
            N_("The spacer and the chin do not agree: {travel:.1f} mm of chin for {gap:g} mm between the teeth."),
            travel=float(drops[-1]),
            gap=float(gaps[-1]),
        )
    return 1.0 / travel, strength**-0.5 / travel**2, "spacer"


def _separation(levels: Sequence[_Level], zero: _Zero, hang_mm: float) -> float:
    noises = [level.noise_mm for level in levels if level.label in ("hang", "closed", "rest")]
    return (hang_mm - zero.mm) / max(float(np.median(noises)), LEAST_SD_MM)


def _pooled(levels: Sequence[_Level], label: str) -> float | None:
    found = [level.mm for level in levels if level.label == label]
    return float(np.median(found)) if found else None


def _percent(baseline: Baseline) -> float:
    scale = 0.0 if baseline.gain_source == "spacer" else baseline.scale_sd_share
    return 100 * math.hypot(baseline.gain_sd_share, scale)


def _readings(passages: Sequence[Passage], label: str) -> list[JawReading]:
    return [reading for passage in passages if passage.label.startswith(label) for reading in passage.readings]


def _anchor(passages: Sequence[Passage]) -> int:
    anchors = [reading.anchor for passage in passages for reading in passage.readings]
    return anchors[-1] if anchors else 0


def _usable(reading: JawReading) -> bool:
    return reading.pose is not None and math.isfinite(reading.chin_drop_mm) and reading.trust >= LEAST_TRUST


def _half_second_medians(times: Sequence[float], values: Vector) -> Vector:
    blocks = np.floor(np.array(times) / 0.5)
    return np.array([np.median(values[blocks == block]) for block in np.unique(blocks)])
