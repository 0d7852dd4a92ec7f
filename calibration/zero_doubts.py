"""When the zero may be wrong: what is asked of the person then, and never passed over.

The zero is where the teeth touch. No camera sees that; it rests on the person having closed them when asked. If they
hung or rested instead, everything afterwards reads too low by so much.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

from calibration.baseline import OTHER_ANCHOR_SD_MM, RETURN_SD_MM, Baseline
from calibration.levels import LITERATURE_GAIN
from vision.sentences import N_, Sentence

ALIKE_SDS = 1.5
"""Rest lies some 2.5 mm below touch (docs/facts.md 2, 3), and both come back to within 0.6: nearer than one and a half
deviations of their difference, 1.3 mm, one in twelve such rests is asked about, and nine in ten of those who did the
same thing twice."""
FAR_SDS = 2.0
"""A zero further from the profile's than twice what is usual between sessions: one in twenty followed warm-ups."""
LEAST_PART_SHARE = 0.3
"""Two postures that come to less of their calibrated distance were the same one, or the baseline is stale."""
LEAST_APART_MM = 2.0
"""Postures calibrated nearer to each other than this tell nothing when they look alike."""


class ZeroDoubt(StrEnum):
    """Why the zero may be wrong."""

    TOUCH_LIKE_REST = "touch_like_rest"
    TOUCH_LEFT_OUT = "touch_left_out"
    FAR = "far"


CALIBRATED_ALIKE = N_(
    "Your rest and your teeth touching look alike. Were your teeth together both times? Then all is well. "
    "If not, calibrate again, with your teeth together only when that is asked."
)
"""Of a calibration. Some people do rest with their teeth together, so it is asked and not refused."""
WARM_UP_WORDS: Mapping[ZeroDoubt, str] = {
    ZeroDoubt.TOUCH_LIKE_REST: N_(
        "In the warm-up your rest and your teeth touching looked alike. Were your teeth together both times? "
        "If not, stop and begin again."
    ),
    ZeroDoubt.TOUCH_LEFT_OUT: N_(
        "Letting your teeth touch was left out of the warm-up, so the millimetres are less sure. "
        "If what is said does not fit your jaw, stop and begin again."
    ),
    ZeroDoubt.FAR: N_(
        "Your zero lies about {mm:.0f} mm from that of your calibration. Did your teeth touch when that was asked? "
        "If not, stop and begin again; if they did, calibrate again."
    ),
}
LEFT_OUT = N_(
    "The warm-up was left out, so the millimetres are less sure. If what is said does not fit your jaw, begin again."
)
FAR_UNSHOWN = N_(
    "In the warm-up your jaw stood about {mm:.0f} mm from where it should, so it was not used. Was it hanging already? "
    "Then stop and begin again, with your teeth together when that is asked."
)

ABOVE_ZERO = N_(
    "Your jaw stands higher now than where I thought your teeth touch. Was it hanging when we began? "
    "Then once more, with your teeth together when that is asked."
)
"""Asked in the middle of a session, when `calibration.zero_watch` finds the zero out."""


def asked(doubt: ZeroDoubt, far_mm: float) -> Sentence:
    """What is asked about a warm-up. far_mm: how far its zero lies from the profile's, mm of gap."""
    return Sentence(WARM_UP_WORDS[doubt], {"mm": abs(far_mm)} if doubt is ZeroDoubt.FAR else {})


def touch_like_rest(baseline: Baseline) -> bool:
    """Whether this calibration's rest cannot be told from its teeth touching, or lies above them."""
    if baseline.rest_gap_mm is None or baseline.zero_source != "closed":
        return False
    return look_alike(baseline.rest_gap_mm, baseline.gain * baseline.zero_sd_mm, baseline.return_sd_mm)


def look_alike(rest_gap_mm: float, level_sd_mm: float = 0.0, return_sd_mm: float = RETURN_SD_MM) -> bool:
    """Whether a rest that reads so, mm of gap, could be the touch it was read against.

    level_sd_mm: of either level. return_sd_mm: how well lips and skin come back to each.
    """
    return rest_gap_mm < ALIKE_SDS * math.sqrt(2) * math.hypot(level_sd_mm, return_sd_mm)


def same_posture(seen_mm: float, calibrated_mm: float) -> bool:
    """Whether two postures that lay ``calibrated_mm`` apart, mm of gap, were one today, ``seen_mm`` apart."""
    return calibrated_mm > LEAST_APART_MM and seen_mm < LEAST_PART_SHARE * calibrated_mm


def is_far(zero_mm: float, sd_mm: float, baseline: Baseline) -> bool:
    """Whether a zero of today lies further from the profile's than sessions do from each other, chin mm.

    zero_mm, sd_mm: told by the profile's own mobility.
    """
    return_sd = baseline.return_sd_mm / baseline.gain
    usual_sd = math.hypot(OTHER_ANCHOR_SD_MM, baseline.zero_sd_mm, sd_mm, return_sd)
    return abs(zero_mm - baseline.zero_mm) > FAR_SDS * usual_sd


def held_like_rest(rest_drop_mm: float, closed_drop_mm: float) -> bool:
    """Whether a hold with the teeth together looks like the rest before it, chin mm, before anything is fitted."""
    return look_alike(LITERATURE_GAIN * (rest_drop_mm - closed_drop_mm))
