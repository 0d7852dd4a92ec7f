"""The words for what the jaw is doing: seven kinds, the reasons behind them, and one record a frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from vision.doubts import Doubt
from vision.sentences import N_


class Kind(StrEnum):
    """What can honestly be said. A webcam cannot see teeth touch, so there are no stronger words than these."""

    HANGING = "hanging"
    CLOSED_SOFT = "closed_soft"
    CLOSED_TENSE = "closed_tense"
    WIDE = "wide"
    ACTIVE = "active"
    UNSURE = "unsure"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class AboutKind:
    """What belongs to one kind, wherever it is told, counted, drawn or exported.

    words: for the person (English, to translate). meaning: in the documentation of an export. colour: in a plot.
    judged: it counts as time in which something could be told. relaxed: it counts as relaxed time.
    """

    words: str
    meaning: str
    colour: str
    judged: bool = True
    relaxed: bool = False


KINDS = {
    Kind.HANGING: AboutKind(N_("your jaw hangs"), "the jaw hung", "#1F6F62", relaxed=True),
    Kind.CLOSED_SOFT: AboutKind(
        # Ordinary rest (2-3 mm) is closed and soft, so it is relaxed too (docs/facts.md 42).
        N_("closed, soft"),
        "closed, without tension (ordinary rest belongs here)",
        "#93D5C4",
        relaxed=True,
    ),
    Kind.CLOSED_TENSE: AboutKind(N_("closed, tense"), "closed and tense", "#8C5A28"),
    Kind.WIDE: AboutKind(N_("wide open"), "wider than 15 mm", "#EBBF8A"),
    Kind.ACTIVE: AboutKind(
        N_("your mouth is busy"), "busy: talking, chewing, drinking, yawning, smiling", "#B4C4BF", judged=False
    ),
    Kind.UNSURE: AboutKind(N_("I can't tell"), "could not tell", "#EFE9DD", judged=False),
    Kind.AWAY: AboutKind(N_("nobody in the picture"), "nobody in the picture", "#FFFFFF", judged=False),
}
"""A new kind takes a line here, one in `Kind`, and a migration of the store (docs/history.md)."""
UNJUDGED = frozenset(kind for kind, about in KINDS.items() if not about.judged)
RELAXED = tuple(kind for kind, about in KINDS.items() if about.relaxed)


BAND_MM = (4.0, 10.0)
"""The soft band: gaps of a jaw that hangs easily (docs/facts.md 1)."""
LEAST_HANGING_FROM_MM = 1.5
"""On no face is a jaw said to hang from a smaller estimated gap on, however little the chin shows of it."""
HANGING_UNTIL_SHARE = 0.8
"""A jaw that hangs is left hanging down to this share of the gap from which on it hangs."""
LEAST_HANGING_MM = LEAST_HANGING_FROM_MM * HANGING_UNTIL_SHARE


SELDOM_S = 0.5
"""Readings further apart than this follow no jaw: nobody saw what it did in between."""


class Reason(StrEnum):
    """Why a moment is `active`, `unsure` or `away`."""

    TALKING = "talking"
    CHEWING = "chewing"
    DRINKING = "drinking"
    SMILING = "smiling"
    YAWNING = "yawning"
    SETTLING = "settling"
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
    FAINT = "faint"
    ABOVE_ZERO = "above_zero"
    """The chin, well seen, stands higher than with the teeth together: the zero was taken from a hanging jaw."""
    TOO_FEW = "too_few"
    """Pictures come, or are looked at, too seldom to follow a jaw."""


HELP = {
    Reason.SETTLING: N_("Just a moment, finding your face"),
    Reason.NO_FACE: N_("I'll wait until you are back"),
    Reason.TURNED: N_("Come back to the middle"),
    Reason.FAR: N_("A little closer to the camera"),
    Reason.CLOSE: N_("A little further from the camera"),
    Reason.DARK: N_("A little more light on your face"),
    Reason.BLURRED: N_("Hold still for a moment, or wipe the camera"),
    Reason.OCCLUDED: N_("Keep mouth and chin in view"),
    Reason.UNSTABLE: N_("Hold your head still for a moment"),
    Reason.UNTRAINED: N_("Sit as you did when we started"),
    Reason.OTHER_FACE: N_("This looks like another face; calibrate again?"),
    Reason.CUT_OFF: N_("Bring your whole face into the picture"),
    Reason.FAINT: N_("Your chin is hard to see like this; a little more light, or come closer"),
    Reason.ABOVE_ZERO: N_("Your jaw stands higher than its zero; was it hanging when we began?"),
    Reason.TOO_FEW: N_("Too few pictures to follow your jaw; are other programs keeping the computer busy?"),
}
"""What would help, for every reason that a person can do something about. The doing of `active` needs no help."""

DOUBT_ORDER = (
    Doubt.NO_FACE,
    Doubt.DARK,
    Doubt.OTHER_FACE,
    Doubt.CUT_OFF,
    Doubt.OCCLUDED,
    Doubt.TURNED,
    Doubt.FAR,
    Doubt.CLOSE,
    Doubt.BLURRED,
    Doubt.UNSTABLE,
    Doubt.UNTRAINED,
)
"""When there are several doubts, the one named is the one whose remedy removes most of the others."""


def reason_for(doubts: frozenset[Doubt]) -> Reason:
    """Choose the doubt worth telling, as a reason; FAINT when the numbers are weak and nothing says why."""
    for doubt in DOUBT_ORDER:
        if doubt in doubts:
            return Reason(doubt.value)
    return Reason.FAINT


@dataclass(frozen=True, slots=True)
class JawState:
    """What the jaw is doing at one frame.

    t_s: the frame's time, s.
    gap_mm: estimated space between the front teeth above light contact, filtered; NaN when `unsure` or `away`.
    gap_sd_mm: its standard deviation, mm; NaN with gap_mm.
    tension: 0 as in the person's soft closing, 1 as in their own light bite; NaN when not known.
    kind: the verdict. reason: why it is `active`, `unsure` or `away`; None otherwise.
    own_sd_mm: the part of gap_sd_mm that another reading with the same zero does not share, mm (`Spread.own`).
    mm_sd_share: how well the millimetres themselves are known, as a share, the same for all readings. NaN with gap_mm.
    """

    t_s: float
    gap_mm: float
    gap_sd_mm: float
    tension: float
    kind: Kind
    reason: Reason | None
    own_sd_mm: float = math.nan
    mm_sd_share: float = math.nan
