"""Advice in plain words on how to sit, from how a picture shows the person.

Advice comes somewhat earlier than the measurement begins to doubt, so a place found good stays good for a while.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import nan

from vision.doubts import CLOSE_SHARE, CUT_OFF_SHARE, DARK_GREY, FAR_MM_PER_PX
from vision.sentences import N_

HEADROOM = 1.25
"""Advice comes this factor before a doubt of vision/doubting.py: dusk, or leaning back, takes a quarter easily."""
BRIGHT_GREY = 225.0
"""Median grey of a face above which its red runs into 255: the skin's texture, which is followed, is burnt away."""
BACKLIT_GREY = 150.0
"""A face so much darker than what is bright around it sits before a window or lamp. A dark face before a white wall
differs by less, because the camera sets its exposure by the wall and the wall stays below white."""
SOFT_DETAIL = 0.1
"""Sharpness below which a face is smeared by about 3 mm, the size of what is measured: rendered and photographed faces
fell from 0.13-0.28 to 0.07-0.12 when blurred that much. The face's own habit, which doubting.py asks, is not known
yet."""
NEAR_MM, FAR_MM = 400.0, 800.0
"""At least 40 to 60 cm, never more than 80 (docs/facts.md 22)."""
LENS_DOUBT = 1.1
"""The lens is assumed (head.H_FOV_DEG), so a distance may be a tenth off; only what is beyond that is remarked on."""
OFF_CENTRE_SHARE = 0.25
"""A face this far from the middle is seen from 18 degrees aside (or 10 above), which leaves half the room for turning
the head that doubting.py allows; and it has a chin's height left to the edge."""
ASIDE_YAW_DEG = 15.0
"""A face turned further hides its far side: the guide of a calibration takes no such pose (calibration.poses)."""
NODDED_PITCH_DEG = 28.0
"""From further below or above nose or brow hide what is followed: READABLE_PITCH_DEG of doubting.py with headroom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """How one picture shows the person. Without a face: NaN where there is nothing to say, and ``faces`` 0.

    brightness: median grey of the face, 0..255; of the whole picture without a face.
    contrast: the face's brightness less that of the bright quarter around it, -255..255; negative: lit from behind.
    sharpness: fine contrast of the face against coarse, 0..1, at a fixed scale, so whatever its size in the picture.
    face_px: width of the face, px; 0 without a face. width_share: the same against the picture's width.
    outside: share of landmarks outside the picture, 0..1.
    distance_mm: from the camera to between the eyes, as HeadPose; some 5 % unsteady, since the face is not known yet.
    mm_per_px: at that distance.
    offset_x, offset_y: the face's centre from the picture's middle, fraction of its width to the right (unmirrored) and
    of its height downwards, -0.5..0.5 inside the picture.
    yaw_deg, pitch_deg: how far the head is turned aside and nodded, as HeadPose.
    faces: how many there are.
    """

    brightness: float
    contrast: float = nan
    sharpness: float = nan
    face_px: float = 0.0
    width_share: float = nan
    outside: float = nan
    distance_mm: float = nan
    mm_per_px: float = nan
    offset_x: float = nan
    offset_y: float = nan
    yaw_deg: float = nan
    pitch_deg: float = nan
    faces: int = 0


class Advice(StrEnum):
    """What would help, most important first: without light nothing else can be told."""

    TOO_DARK = "too_dark"
    BACKLIT = "backlit"
    TOO_BRIGHT = "too_bright"
    NO_FACE = "no_face"
    OFF_CENTRE = "off_centre"
    TURNED = "turned"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"
    BLURRED = "blurred"
    SEVERAL_FACES = "several_faces"


ADVICE_WORDS: dict[Advice, str] = {
    Advice.TOO_DARK: N_("It is rather dark. A lamp in front of you or beside the screen helps."),
    Advice.BACKLIT: N_("The light comes from behind you. Sit so that it falls on your face, or draw the curtain."),
    Advice.TOO_BRIGHT: N_("The light on your face is very strong. Dim it, or turn away from it a little."),
    Advice.NO_FACE: N_("I don't see a face. Sit so that your whole face is in the picture."),
    Advice.OFF_CENTRE: N_("Your face is near the edge. Move yourself or the screen, so that it comes to the middle."),
    Advice.TURNED: N_("You face aside. Turn to the screen, or put the camera straight before you."),
    Advice.TOO_FAR: N_("You are rather far away. Come a little closer; an arm's length is good."),
    Advice.TOO_NEAR: N_("You are very close. Move back a little; an arm's length is good."),
    Advice.BLURRED: N_("The picture is blurred. Wipe the lens with a soft cloth, then keep still for a moment."),
    Advice.SEVERAL_FACES: N_("There is more than one face in the picture. It works best with yours alone."),
}


def advice(framing: Framing) -> tuple[Advice, ...]:
    """What would help, most important first; empty when all is well."""
    backlit = framing.contrast < -BACKLIT_GREY
    near = framing.distance_mm * LENS_DOUBT < NEAR_MM or framing.width_share * HEADROOM > CLOSE_SHARE
    far = framing.distance_mm > FAR_MM * LENS_DOUBT or framing.mm_per_px * HEADROOM > FAR_MM_PER_PX
    aside = max(abs(framing.offset_x), abs(framing.offset_y)) > OFF_CENTRE_SHARE or framing.outside > CUT_OFF_SHARE
    turned = abs(framing.yaw_deg) > ASIDE_YAW_DEG or abs(framing.pitch_deg) > NODDED_PITCH_DEG
    found = {
        Advice.TOO_DARK: framing.brightness < DARK_GREY * HEADROOM and not backlit,
        Advice.BACKLIT: backlit,
        Advice.TOO_BRIGHT: framing.brightness > BRIGHT_GREY,
        Advice.NO_FACE: framing.faces == 0,
        Advice.OFF_CENTRE: aside,
        Advice.TURNED: turned,
        Advice.TOO_FAR: far,
        Advice.TOO_NEAR: near,
        Advice.BLURRED: framing.sharpness < SOFT_DETAIL,
        Advice.SEVERAL_FACES: framing.faces > 1,
    }
    return tuple(one for one in Advice if found[one])
