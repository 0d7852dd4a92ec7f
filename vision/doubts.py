"""The names for why a reading is trusted less, and the limits that advice on how to sit shares with them."""

from __future__ import annotations

from enum import StrEnum

FAR_MM_PER_PX = 2.2
"""A chin of some 12 pixels' height: 1.1 m away at 640x480. At most 0.8 m is advised (docs/facts.md 22)."""
CLOSE_SHARE = 0.75
"""A face that fills this share of the picture's width has a distorted, half cropped chin."""
DARK_GREY = 32.0
"""Median brightness of the face (of 255) below which sensor noise outweighs skin texture."""
CUT_OFF_SHARE = 0.02
"""More landmarks than this outside the picture: the forehead or the chin has left it."""


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
