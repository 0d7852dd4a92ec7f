"""The personal baseline: where the jaw's zero is, how far the teeth part per millimetre of chin, what sway does.

Fitted from labelled passages of readings; turns a reading into the gap between the front teeth with its spread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np

from calibration.levels import (
    FEWEST_READINGS,
    LEAST_SD_MM,
    CalibrationError,
    Level,
    Passage,
    Zero,
    find_gain,
    find_zero,
    usable_part,
)
from calibration.mobility import fit_mobility, passage_told_by, told_by
from calibration.pose_correction import PoseCorrection, fit_pose_correction
from calibration.refusal import refusal
from calibration.resting_mouth import NeutralMouth, fit_neutral
from calibration.spread import GapEstimate, Spread
from calibration.tension import TensionAxis, fit_tension
from vision.chin.strips import USUAL, Mobility
from vision.doubts import Doubt
from vision.readings import JawReading
from vision.sentences import N_
from vision.template import FaceTemplate

OTHER_ANCHOR_SD_MM = 1.0
"""How well the mesh alone finds the zero again in a new session (residuals of 0.5-0.9 mm, docs/facts.md 30),
until a warm-up has set it anew."""
RETURN_SD_MM, RETURN_WEIGHT = 0.6, 4.0
"""How well lips and skin come back to where they were, mm of gap, before anything is known of the person (real people
between one calm moment and another, docs/measurement.md); it counts as so many returns seen."""
LIDS_SD_MM = 0.7
"""What closed eyes add: brows and forehead come down with the lids and drag the head's place along."""


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """What one person's chin means, as plain numbers.

    zero_mm: chin drop with the teeth lightly together, pose-corrected; zero_sd_mm: its standard deviation; zero_source:
    "closed", "rest" (then from REST_GAP_MM) or "clench".
    gain: gap per chin drop; gain_sd_share: relative standard deviation; gain_source: "literature" or "spacer".
    pose: the personal pose correction. noise_mm: spread of half-second medians within still passages, chin mm.
    rest_gap_mm, hang_gap_mm: medians of these passages, None without them.
    hang_separation: hanging against closed (else rest) in spreads; None without a hang passage.
    scale_source, scale_sd_share: where the millimetres come from (the template's).
    anchor: the readings' anchor the zero belongs to. mobility: how this person's chin skin goes with the jaw.
    return_sd_mm: how well lips and skin come back to the same place, mm of gap; returns: how many returns of this
    person's were seen. eye_open_mm: lid to lid while calibrating.
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
    mobility: Mobility = USUAL
    return_sd_mm: float = RETURN_SD_MM
    eye_open_mm: float | None = None
    returns: int = 0

    def gap(self, reading: JawReading) -> GapEstimate:
        """Estimate the gap between the front teeth at this reading. Pure; NaN when nothing can be said."""
        if reading.pose is None or not math.isfinite(reading.chin_drop_mm):
            return GapEstimate(math.nan, math.inf, frozenset())
        reading = told_by(self.mobility, reading)
        moved = self.pose.at(reading.pose)
        signed = self.gain * (reading.chin_drop_mm - moved.shift_mm - self.zero_mm)
        # Teeth that touch cannot come closer; what lifts the chin further is the chin muscle (docs/facts.md 9).
        gap = max(0.0, signed)
        anchor_sd = 0.0 if reading.anchor == self.anchor else OTHER_ANCHOR_SD_MM
        spread = Spread(
            pixels=self.gain * reading.chin_drop_sd_mm,
            pose=self.gain * moved.sd_mm,
            zero=self.gain * math.hypot(self.zero_sd_mm, anchor_sd),
            skin=math.hypot(self.return_sd_mm, self._lids_sd(reading)),
            gain=gap * self.gain_sd_share,
            scale=gap * self._scale_share(),
        )
        doubts = frozenset({Doubt.UNTRAINED}) if moved.untrained else frozenset()
        return GapEstimate(gap, spread.total, doubts, signed, spread)

    def _lids_sd(self, reading: JawReading) -> float:
        if self.eye_open_mm is None or reading.mouth is None:
            return 0.0
        return LIDS_SD_MM * min(1.0, abs(reading.mouth.eye_open_mm - self.eye_open_mm) / self.eye_open_mm)

    @property
    def mm_sd_share(self) -> float:
        """How well the millimetres are known, gain and scale together: relative standard deviation of any gap."""
        return math.hypot(self.gain_sd_share, self._scale_share())

    def _scale_share(self) -> float:
        # A spacer of known thickness makes the face's own scale cancel.
        return 0.0 if self.gain_source == "spacer" else self.scale_sd_share


def fit_baseline(passages: Sequence[Passage], template: FaceTemplate) -> Baseline:
    """Fit a baseline. Any subset of labels will do that has closed, rest, clench or gap0.

    Raises CalibrationError with a plain sentence when the passages are too short or contradict each other.
    """
    if not passages:
        raise CalibrationError(N_("There is nothing to calibrate on: add a passage closed, rest or gap0."))
    usable = [usable_part(passage) for passage in passages]
    for passage, kept in zip(passages, usable, strict=True):
        if len(kept.readings) < FEWEST_READINGS:
            raise CalibrationError(
                refusal(passage.readings),
                label=passage.label,
                seen=len(kept.readings),
                all=len(passage.readings),
                fewest=FEWEST_READINGS,
            )
    mobility = fit_mobility(usable)
    usable = [passage_told_by(mobility, passage) for passage in usable]
    pose = fit_pose_correction([passage.readings for passage in usable], [passage.label == "nod" for passage in usable])
    levels = [Level.of(passage, pose) for passage in usable if passage.label != "nod"]
    zero = find_zero(levels)
    gain, gain_sd, gain_source = find_gain(levels, zero)
    noise = float(np.median([level.noise_mm for level in levels]))
    rest = _pooled(levels, "rest")
    hang = _pooled(levels, "hang")
    hang_gap_mm = None if hang is None else gain * (hang - zero.mm) + zero.gap_mm
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
        hang_gap_mm=hang_gap_mm,
        hang_separation=None if hang is None else _separation(levels, zero, hang),
        anchor=_anchor(usable),
        neutral=fit_neutral(
            _readings(usable, "closed") or _readings(usable, "rest") or _readings(usable, "gap"),
            hang=_readings(usable, "hang"),
            hang_gap_mm=hang_gap_mm,
        ),
        tension=fit_tension(
            closed=[*_readings(usable, "closed"), *_readings(usable, "gap0")],
            clench=_readings(usable, "clench"),
            rest=_readings(usable, "rest"),
            nod=_readings(usable, "nod"),
        ),
        mobility=mobility,
        return_sd_mm=_return_sd(levels, gain),
        eye_open_mm=_eye_open(usable),
        returns=_returns(levels),
    )


def _return_sd(levels: Sequence[Level], gain: float) -> float:
    """How well lips and skin come back, from levels that were visited more than once."""
    visits: dict[str, list[float]] = {}
    for level in levels:
        visits.setdefault(level.label, []).append(gain * level.mm)
    seen = [mm - float(np.mean(found)) for found in visits.values() if len(found) > 1 for mm in found]
    squares = RETURN_WEIGHT * RETURN_SD_MM**2 + sum(mm**2 for mm in seen)
    return math.sqrt(squares / (RETURN_WEIGHT + _returns(levels)))


def _returns(levels: Sequence[Level]) -> int:
    """How often a level was come back to."""
    return len(levels) - len({level.label for level in levels})


def _eye_open(passages: Sequence[Passage]) -> float | None:
    seen = [reading.mouth.eye_open_mm for passage in passages for reading in passage.readings if reading.mouth]
    return max(0.1, float(np.median(seen))) if seen else None


def _separation(levels: Sequence[Level], zero: Zero, hang_mm: float) -> float:
    noises = [level.noise_mm for level in levels if level.label in ("hang", "closed", "rest")]
    return (hang_mm - zero.mm) / max(float(np.median(noises)), LEAST_SD_MM)


def _pooled(levels: Sequence[Level], label: str) -> float | None:
    found = [level.mm for level in levels if level.label == label]
    return float(np.median(found)) if found else None


def _readings(passages: Sequence[Passage], label: str) -> list[JawReading]:
    return [reading for passage in passages if passage.label.startswith(label) for reading in passage.readings]


def _anchor(passages: Sequence[Passage]) -> int:
    anchors = [reading.anchor for passage in passages for reading in passage.readings]
    return anchors[-1] if anchors else 0
