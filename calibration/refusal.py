"""Why a passage cannot be used, in one sentence that names what was in the way most often and what helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from calibration.levels import LEAST_TRUST
from calibration.states import Reason, reason_for
from vision.readings import JawReading
from vision.sentences import N_

PLAIN = N_("“{label}”: in {seen} of {all} pictures the face was seen well enough; at least {fewest} are needed.")
TOO_FEW = N_(
    "“{label}”: only {all} pictures came, and at least {fewest} are needed. "
    "Hold it longer, or close what else keeps the computer busy."
)
"""Where nothing is wrong with any of them."""
BECAUSE = {
    Reason.NO_FACE: N_(
        "“{label}”: in {seen} of {all} pictures the face was seen well enough, of {fewest} needed. "
        "In most there was no face: sit before the camera."
    ),
    Reason.TURNED: N_(
        "“{label}”: in {seen} of {all} pictures the face was seen well enough, of {fewest} needed. "
        "In most the head was turned: face the camera, and set it at the height of your eyes."
    ),
    Reason.FAR: N_(
        "“{label}”: in {seen} of {all} pictures the face was seen well enough, of {fewest} needed. "
        "In most it was far away: come closer to the camera."
    ),
    Reason.DARK: N_(
        "“{label}”: in {seen} of {all} pictures the face was seen well enough, of {fewest} needed. "
        "In most it was too dark: put a light in front of you."
    ),
    Reason.CUT_OFF: N_(
        "“{label}”: in {seen} of {all} pictures the face was seen well enough, of {fewest} needed. "
        "In most a part of it was outside the picture: bring your whole face into view."
    ),
    Reason.OCCLUDED: N_(
        "“{label}”: in {seen} of {all} pictures the face was seen well enough, of {fewest} needed. "
        "In most something lay before the chin: keep mouth and chin in view."
    ),
}
"""The doubts that by themselves make a reading unusable and that a person can do something about."""


def refusal(readings: Sequence[JawReading]) -> str:
    """The sentence for a passage of which too little can be used; its places are label, seen, all and fewest."""
    reasons = Counter(reason_for(reading.doubts) for reading in readings if reading.trust < LEAST_TRUST)
    return BECAUSE.get(reasons.most_common(1)[0][0], PLAIN) if reasons else TOO_FEW
