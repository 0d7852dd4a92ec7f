"""The personal baseline: where the jaw's zero is, how far the teeth part per millimetre of chin, what sway does.

Fitted from labelled passages of readings; turns a reading into the gap between the front teeth with its spread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from calibration.activity import NeutralMouth, fit_neutral
from calibration.levels import FEWEST_READINGS, LEAST_SD_MM, Level, Zero, find_gain, find_zero, usable_part
from calibration.levels import CalibrationError as CalibrationError
from calibration.levels import Passage as Passage
from calibration.pose_correction import PoseCorrection, fit_pose_correction
from calibration.refusal import refusal
from calibration.tension import Clarity, TensionAxis, fit_tension
from vision.errors import N_
from vision.jaw import Doubt, JawReading
from vision.template import FaceTemplate

OTHER_ANCHOR_SD_MM = 1.0
"""How well the mesh alone finds the zero again in a new session (MEASURING.md: residuals of 0.5-0.9 mm), until a
warm-up has set it anew."""
LEAST_WARM_UP_SHARE = 0.3
"""A warm-up whose hanging comes to less of the calibrated one was not followed, or the baseline is stale."""
WARM_UP_SD_MM = {"closed": 0.2, "rest": 0.6, "hang": 1.2}
"""How well a person returns to these in a warm-up, mm of gap (rest varies by 0.8 mm with mood alone, FACTS 6)."""
CLEAR_SEPARATION = 4.0
WEAK_SEPARATION = 2.0
"""Hanging against closed in spreads of half-second medians: at 4 a threshold between them errs in 2 % of moments."""


@dataclass(frozen=True, slots=True)
class GapEstimate:
    """What a reading means for the teeth.

    gap_mm: space between the front teeth above light contact, >= 0; NaN when nothing can be said.
    gap_sd_mm: its standard deviation. doubts: what the baseline adds to the reading's own doubts.
    """

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
        """Estimate the gap between the front teeth at this reading. Pure; NaN when nothing can be said."""
        if reading.pose is None or not math.isfinite(reading.chin_drop_mm):
            return GapEstimate(math.nan, math.inf, frozenset())
        moved = self.pose.at(reading.pose)
        drop = reading.chin_drop_mm - moved.shift_mm - self.zero_mm
        # Teeth that touch cannot come closer; what lifts the chin further is the chin muscle (FACTS 13).
        gap = max(0.0, self.gain * drop)
        anchor_sd = 0.0 if reading.anchor == self.anchor else OTHER_ANCHOR_SD_MM
        chin_sd = math.hypot(reading.chin_drop_sd_mm, moved.sd_mm, self.zero_sd_mm, anchor_sd)
        sd = math.hypot(self.gain * chin_sd, gap * math.hypot(self.gain_sd_share, self._scale_share()))
        doubts = frozenset({Doubt.UNTRAINED}) if moved.untrained else frozenset()
        return GapEstimate(gap, sd, doubts)

    def _scale_share(self) -> float:
        # A spacer of known thickness makes the face's own scale cancel.
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
    pose = fit_pose_correction([passage.readings for passage in usable], [passage.label == "nod" for passage in usable])
    levels = [Level.of(passage, pose) for passage in usable if passage.label != "nod"]
    zero = find_zero(levels)
    gain, gain_sd, gain_source = find_gain(levels, zero)
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


def rezeroed(baseline: Baseline, passages: Sequence[Passage]) -> Baseline:
    """Move the zero to a new session's tracking, from a warm-up of any of closed, rest and hang.

    Raises CalibrationError when none of the passages can be used, or when they contradict the baseline: then nobody
    followed the warm-up, or the baseline is stale.
    """
    gaps = {"closed": 0.0, "rest": baseline.rest_gap_mm, "hang": baseline.hang_gap_mm}
    zeros, sds, anchor = [], [], baseline.anchor
    levels: dict[str, float] = {}
    for passage in map(usable_part, passages):
        gap_mm = gaps.get(passage.label)
        if gap_mm is None or len(passage.readings) < FEWEST_READINGS:
            continue
        level = Level.of(passage, baseline.pose)
        levels[passage.label] = level.mm
        zeros.append(level.mm - gap_mm / baseline.gain)
        sds.append(math.hypot(level.sd_mm, WARM_UP_SD_MM[passage.label] / baseline.gain))
        anchor = passage.readings[-1].anchor
    if not zeros:
        raise CalibrationError(N_("The warm-up showed too little of your face; please calibrate again."))
    if {"closed", "hang"} <= levels.keys() and baseline.hang_gap_mm is not None:
        seen_mm = baseline.gain * (levels["hang"] - levels["closed"])
        if seen_mm < LEAST_WARM_UP_SHARE * baseline.hang_gap_mm:
            raise CalibrationError(
                N_("The warm-up did not fit your baseline, so the millimetres are less sure. Calibrate again?")
            )
    shares = np.array(sds) ** -2.0
    return msgspec.structs.replace(
        baseline,
        zero_mm=float(np.average(zeros, weights=shares)),
        zero_sd_mm=float(shares.sum() ** -0.5),
        anchor=anchor,
    )


def verdict(baseline: Baseline) -> tuple[Verdict, ...]:
    """Say in words what this calibration allows, per ability."""
    words: list[Verdict] = []
    if baseline.hang_separation is not None:
        apart = baseline.hang_separation
        if apart >= CLEAR_SEPARATION:
            template = N_("Hanging against closed: clear.")
        elif apart >= WEAK_SEPARATION:
            template = N_("Hanging against closed: to be told apart, with some care.")
        else:
            template = N_(
                "Hanging against closed: hardly different in this picture. More light or coming closer may help."
            )
        words.append(Verdict(template, {}, apart))
    from_spacer = N_("Millimetres: from your spacer, to about {percent:.0f} %.")
    from_faces = N_("Millimetres: from what is usual for faces, to about {percent:.0f} %.")
    percent = {"percent": _percent(baseline)}
    words.append(Verdict(from_spacer if baseline.gain_source == "spacer" else from_faces, dict(percent)))
    if baseline.tension is not None:
        words.append(Verdict(_TENSION_WORDS[baseline.tension.clarity], {}, baseline.tension.separation))
    return tuple(words)


_TENSION_WORDS = {
    Clarity.CLEAR: N_("Tension: clear on your face."),
    Clarity.WEAK: N_("Tension: weak on your face, shown with care."),
    Clarity.NOT_CLEAR: N_("Tension: not clear on your face, so it is not shown."),
}


def _separation(levels: Sequence[Level], zero: Zero, hang_mm: float) -> float:
    noises = [level.noise_mm for level in levels if level.label in ("hang", "closed", "rest")]
    return (hang_mm - zero.mm) / max(float(np.median(noises)), LEAST_SD_MM)


def _pooled(levels: Sequence[Level], label: str) -> float | None:
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
