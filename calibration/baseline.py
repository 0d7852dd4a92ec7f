"""The personal baseline: where the jaw's zero is, how far the teeth part per millimetre of chin, what sway does.

Fitted from labelled passages of readings; turns a reading into the gap between the front teeth with its spread.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from calibration.activity import NeutralMouth, fit_neutral
from calibration.levels import FEWEST_READINGS, LEAST_SD_MM, Level, Zero, find_gain, find_zero, usable_part
from calibration.levels import CalibrationError as CalibrationError
from calibration.levels import Passage as Passage
from calibration.mobility import fit_mobility, shut_anew, told_by
from calibration.pose_correction import PoseCorrection, fit_pose_correction
from calibration.refusal import refusal
from calibration.tension import CLEAR_SEPARATION, WEAK_SEPARATION, Clarity, TensionAxis, fit_tension
from vision.doubts import Doubt
from vision.readings import JawReading
from vision.sentences import N_, Sentence
from vision.strips import USUAL, Mobility
from vision.template import FaceTemplate

OTHER_ANCHOR_SD_MM = 1.0
"""How well the mesh alone finds the zero again in a new session (residuals of 0.5-0.9 mm, docs/facts.md 30),
until a warm-up has set it anew."""
RETURN_SD_MM, RETURN_WEIGHT = 0.6, 4.0
"""How well lips and skin come back to where they were, mm of gap, before anything is known of the person (real people
between one calm moment and another, docs/measurement.md); it counts as so many returns seen."""
LIDS_SD_MM = 0.7
"""What closed eyes add: brows and forehead come down with the lids and drag the head's place along."""
LEAST_WARM_UP_SHARE = 0.3
"""A warm-up whose hanging comes to less of the calibrated one was not followed, or the baseline is stale."""
WARM_UP_SD_MM = {"closed": 0.2, "rest": 0.6, "hang": 1.2}
"""How well a person returns to these in a warm-up, mm of gap (mood alone moves rest by 0.8, docs/facts.md 4)."""
"""Hanging against closed in spreads of half-second medians: at 4 a threshold between them errs in 2 % of moments."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What the spread of one gap is made of: standard deviations, mm of gap, taken as independent.

    pixels: how well the chin was followed. pose: what head movement leaves uncorrected. zero: where the zero lies,
    in this session's tracking. skin: how well lips and skin come back to where they were. gain: skin against teeth.
    scale: millimetres of the face.
    """

    pixels: float
    pose: float
    zero: float
    skin: float
    gain: float
    scale: float

    @property
    def total(self) -> float:
        """All together."""
        return math.hypot(self.pixels, self.pose, self.zero, self.skin, self.gain, self.scale)


@dataclass(frozen=True, slots=True)
class GapEstimate:
    """What a reading means for the teeth.

    gap_mm: space between the front teeth above light contact, >= 0; NaN when nothing can be said.
    gap_sd_mm: its standard deviation. doubts: what the baseline adds to the reading's own doubts.
    signed_mm: the same before it is kept from falling below 0: a chin far above touching teeth cannot be.
    spread: what gap_sd_mm is made of; None when nothing can be said.
    """

    gap_mm: float
    gap_sd_mm: float
    doubts: frozenset[Doubt]
    signed_mm: float = math.nan
    spread: Spread | None = None


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
    usable = [_told(mobility, passage) for passage in usable]
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


def rezeroed(baseline: Baseline, passages: Sequence[Passage]) -> Baseline:
    """Move the zero to a new session's tracking, from a warm-up of any of closed, rest and hang.

    Raises CalibrationError when none of the passages can be used, or when they contradict the baseline: then nobody
    followed the warm-up, or the baseline is stale.
    """
    gaps = {"closed": 0.0, "rest": baseline.rest_gap_mm, "hang": baseline.hang_gap_mm}
    zeros, sds, anchor = [], [], baseline.anchor
    levels: dict[str, float] = {}
    usable = [usable_part(passage) for passage in passages if gaps.get(passage.label) is not None]
    usable = [passage for passage in usable if len(passage.readings) >= FEWEST_READINGS]
    mobility = _shut_today(baseline, usable, gaps)
    for passage in (_told(mobility, passage) for passage in usable):
        gap_mm = gaps[passage.label]
        assert gap_mm is not None
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
        mobility=mobility,
    )


def _shut_today(baseline: Baseline, passages: Sequence[Passage], gaps: Mapping[str, float | None]) -> Mobility:
    """The mobility whose strips stand where the surest passage of a new session says.

    A session's first picture starts its strips as anybody's stand, so that the strips of a profile are not at home in
    it: against the old places the personal shares would read a difference between strips as opening.
    """
    for passage in sorted(passages, key=lambda passage: WARM_UP_SD_MM[passage.label]):
        gap_mm = gaps[passage.label]
        if gap_mm is None or sum(reading.chin is not None for reading in passage.readings) < FEWEST_READINGS:
            continue
        return shut_anew(baseline.mobility, passage.readings, gap_mm / baseline.gain)
    return baseline.mobility


def verdict(baseline: Baseline) -> tuple[Sentence, ...]:
    """Say in words what this calibration allows, per ability."""
    words: list[Sentence] = []
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
        words.append(Sentence(template))
    from_spacer = N_("Millimetres: from your spacer, to about {percent:.0f} %.")
    from_faces = N_("Millimetres: from what is usual for faces, to about {percent:.0f} %.")
    percent = {"percent": _percent(baseline)}
    words.append(Sentence(from_spacer if baseline.gain_source == "spacer" else from_faces, percent))
    if baseline.tension is not None:
        words.append(Sentence(_TENSION_WORDS[baseline.tension.clarity]))
    return tuple(words)


_TENSION_WORDS = {
    Clarity.CLEAR: N_("Tension: clear on your face."),
    Clarity.WEAK: N_("Tension: weak on your face, shown with care."),
    Clarity.NOT_CLEAR: N_("Tension: not clear on your face, so it is not shown."),
}


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


def _told(mobility: Mobility, passage: Passage) -> Passage:
    return Passage(passage.label, [told_by(mobility, reading) for reading in passage.readings])


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
