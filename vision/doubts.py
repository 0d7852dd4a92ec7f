"""The names for why a reading is trusted less."""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """Why a reading is trusted less."""

    NO_FACE = "no_face"
    TURNED = "turned"
    FAR = "far"
    CLOSE = "close"
    DARK = "dark"
    BLURRED = "blurred"
    OCCLUDED = "occluded"
    UNSTABLE = "unstable"
    UNTRAINED = "untrained"
    OTHER_FACE = "other_face"
    CUT_OFF = "cut_off"
