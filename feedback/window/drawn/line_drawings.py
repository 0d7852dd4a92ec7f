"""The drawings that go with the exercises, as data: where the tongue lies, how a jaw hangs, how one lies or stands.

Paths are written as in SVG, absolute, with M, L, C and Z only; a drawing shows a part of that plane, its box.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vision.sentences import N_


class Ink(Enum):
    """What a line is for; the theme gives it its colour."""

    BODY = "body"
    QUIET = "quiet"
    """Furniture and the floor."""
    JAW = "jaw"
    """What the drawing is about."""
    BREATH = "breath"
    """What moves."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line. path: where it goes. ink, width: its colour and thickness. dotted: where something was or will be.

    filled: 0..1, how strongly its inside is filled with the same colour.
    """

    path: str
    ink: Ink = Ink.BODY
    width: float = 1.8
    dotted: bool = False
    filled: float = 0.0


@dataclass(frozen=True, slots=True)
class Limb:
    """A rounded part of a body, drawn as a thick line whose edge is seen; limbs that meet become one outline."""

    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """box: left, top, width, height of what is shown. caption: a few words below it.

    description: what it shows, for screen readers. Limbs lie below the strokes, those ``over`` the body above its edge.
    """

    box: tuple[float, float, float, float]
    caption: str
    description: str
    strokes: tuple[Stroke, ...]
    limbs: tuple[Limb, ...] = ()
    over: tuple[Limb, ...] = ()

    @property
    def wide(self) -> float:
        """Width against height."""
        return self.box[2] / self.box[3]


_BACK_OF_HEAD = "M 60 4 C 38 0 17 12 14 36 C 12 52 18 64 24 72 C 27 80 26 90 23 99"
_EAR = "M 41 50 C 38 44 45 40 48 45 C 50 49 46 52 45 56 C 44 59 41 58 41 55"
_HAIR = "M 71 6.6 C 70 18 57 22 51.6 31 C 49.6 35 49 38 48 41.6 M 40.4 57.6 C 36.6 65 31.4 70 25.4 72.6"
_EYE = "M 71 39.5 C 73 42 77 42 79.5 40"
_BROW = "M 70 32.5 C 74 30 78 30 81.5 31.5"
_UPPER_FACE = (
    "M 60 4 C 74 6 82.5 15 83.5 27 C 83.8 31 82.5 34 83 36.5 C 86.5 42 91 48 94 53"
    " C 96 56.5 93 59.5 88 59.5 C 86.5 60 86.3 61.5 86.8 63"
)
_UPPER_LIP = "M 86.8 63 C 87 66 89.6 67.5 90 69.6 C 90.2 71.2 88.4 71.9 86.6 72"
_PALATE = "M 83.4 66 C 79 62.5 70 60.5 61 63 C 55.5 64.8 53.5 69 53 74"
_UPPER_TOOTH = "M 86 64.5 L 85.9 71 C 85.5 72 84.6 71.8 84.4 70.8 L 82.8 65.5"


def _lower_face(down: float) -> str:
    """Lower lip, chin and throat, with the lower jaw ``down`` units below where the teeth would touch."""
    d = down
    return (
        f"M 86.6 72 C 89.2 72.6 90 {74.5 + 0.5 * d} 89.4 {76.2 + 0.7 * d}"
        f" C 88.6 {78.5 + d} 85.6 {79 + d} 85.6 {82 + d}"
        f" C 85.7 {84.5 + d} 87.6 {86 + d} 87 {89.5 + d}"
        f" C 86 {94 + d} 79 {95 + d} 73 {93.5 + d} C 66 {92 + 0.8 * d} 58 90 52 90.5 C 51 93 50.6 96 50.5 99"
    )


def _lower_tooth(down: float) -> str:
    d = down
    return f"M 85 {80 + d} L 84.7 {72.6 + d} C 84.3 {71.6 + d} 83.3 {71.8 + d} 83.2 {72.8 + d} L 81.4 {80 + d}"


def _head(down: float) -> tuple[Stroke, ...]:
    """A head from the side, cut in the middle where the mouth is."""
    return (
        Stroke(_BACK_OF_HEAD),
        Stroke(_UPPER_FACE),
        Stroke(_UPPER_LIP),
        Stroke(_lower_face(down)),
        Stroke(_HAIR, width=1.2),
        Stroke(_EAR, width=1.4),
        Stroke(_EYE, width=1.6),
        Stroke(_BROW, width=1.4),
        Stroke(_PALATE, width=1.4),
        Stroke(_UPPER_TOOTH, width=1.4),
        Stroke(_lower_tooth(down), width=1.4),
    )


_HEAD_BOX = (8.0, 0.0, 98.0, 101.0)
_DOWN = 4.0
"""How far the jaw hangs in the drawings: about 8 mm at this size, so that it can be seen."""

TONGUE_UP = Drawing(
    box=_HEAD_BOX,
    caption=N_("Tongue lightly against the palate"),
    description=N_(
        "A head from the side. The tip of the tongue rests lightly behind the upper front teeth; the teeth are a "
        "little apart and the lips are softly closed."
    ),
    strokes=(
        *_head(_DOWN),
        Stroke(
            "M 82.4 68 C 78 63.9 69 62.9 62 66 C 55.5 69.5 53.5 78 56 87 C 61 90.5 70 90.4 75.4 86.6"
            " C 78.6 83 79.4 74.5 82.4 68 Z",
            Ink.JAW,
            filled=0.30,
        ),
    ),
)
TONGUE_DOWN = Drawing(
    box=_HEAD_BOX,
    caption=N_("or on the floor of your mouth"),
    description=N_(
        "The same head. The tongue lies loosely on the floor of the mouth, behind the lower front teeth; the lips are "
        "softly closed."
    ),
    strokes=(
        *_head(_DOWN),
        Stroke(
            "M 81.2 79.4 C 77 74.6 69 71 62 71.5 C 55.5 72.5 53.5 80 56 87 C 61 90.8 72 91.4 78 88"
            " C 80.5 86 82.2 82.4 81.2 79.4 Z",
            Ink.JAW,
            filled=0.30,
        ),
    ),
)
HANGING = Drawing(
    box=_HEAD_BOX,
    caption=N_("The jaw hangs, the lips stay soft"),
    description=N_(
        "The same head. The lower jaw has sunk a little from its joint before the ear, so that the teeth are apart; "
        "the lips may stay closed. A dotted line shows where the jaw was."
    ),
    strokes=(
        *_head(_DOWN),
        Stroke(
            "M 82.6 83.5 C 84 87 82.5 90 78 89.6 L 60 84.2 C 51 81 47 75 45.6 62",
            Ink.QUIET,
            width=1.6,
            dotted=True,
        ),
        Stroke("M 82.6 87.5 C 84.4 91 82.6 94.2 78 93.8 L 59 87.6 C 49.6 84 45.8 77 45.2 62", Ink.JAW, width=2.8),
        Stroke("M 98 78 L 98 91 M 94.8 87.6 L 98 91 L 101.2 87.6", Ink.BREATH, width=2.2),
    ),
)

_LYING_BOX = (2.0, 27.0, 192.0, 66.0)
_FLOOR = Stroke("M 5 88.6 L 191 88.6", Ink.QUIET, width=1.6)
_PILLOW = Stroke("M 14 87.4 C 11 81 14 78.4 21 78.8 L 42 80.6 C 47 81.4 47 87.4 43 87.4 Z", Ink.QUIET, width=1.6)
_LYING_FACE = (
    Stroke("M 25.6 63.6 C 26.4 65.4 28.6 65.4 29.4 63.8", width=1.3),
    Stroke("M 36.4 64.6 C 35.6 65.8 35.4 66.6 35.8 67.6", width=1.3),
    Stroke("M 28.6 73.4 C 26.6 71.6 29 69.6 30.6 71.2 C 31.6 72.4 30.4 74.4 29 75", width=1.2),
)
_LYING = (
    Limb("M 28.6 69.2 L 30 69.6", 20.0),  # head
    Limb("M 32.4 60.6 L 33.2 59", 3.0),  # nose
    Limb("M 36 73.6 C 42 76.6 46 76 52 76", 9.6),  # neck
    Limb("M 56 76 C 70 73.4 92 74.4 112 76.6", 19.0),  # trunk
    Limb("M 113 77 L 142 42", 14.0),  # thigh
    Limb("M 142 42 L 157 80", 10.6),  # lower leg
    Limb("M 157.6 82.8 L 170 83.6", 7.6),  # foot
)
_ARM_ON_BELLY = (Limb("M 58 74.6 L 76 81.4 L 94 67.4 C 97 65.4 99 65.2 102 65.6", 6.6),)
_ARM_ALONG = (Limb("M 58 75 L 78 81 L 100 82.6", 6.6),)

LYING = Drawing(
    box=_LYING_BOX,
    caption=N_("On your back, knees drawn up"),
    description=N_(
        "Somebody lies on their back, the head on a flat pillow, the knees drawn up, the feet on the floor and one "
        "hand on the lower belly."
    ),
    limbs=_LYING,
    over=_ARM_ON_BELLY,
    strokes=(_FLOOR, _PILLOW, *_LYING_FACE),
)
BREATHING = Drawing(
    box=_LYING_BOX,
    caption=N_("Your hand rises by itself"),
    description=N_(
        "The same figure. Over the hand on the lower belly two soft arcs show how it rises with the breath."
    ),
    limbs=_LYING,
    over=_ARM_ON_BELLY,
    strokes=(
        _FLOOR,
        _PILLOW,
        *_LYING_FACE,
        Stroke("M 84 58.4 C 91 52.6 105 52.6 112 58.4", Ink.BREATH, width=2.4),
        Stroke("M 88 50.6 C 93 46.4 103 46.4 108 50.6", Ink.BREATH, width=1.8, dotted=True),
        Stroke("M 98 42 L 98 31 M 94.5 34.6 L 98 31 L 101.5 34.6", Ink.BREATH, width=2.2),
    ),
)
ROCKING = Drawing(
    box=_LYING_BOX,
    caption=N_("or lying down"),
    description=N_(
        "The figure that lies on its back with the knees drawn up. Small arcs beside the pelvis show that it rocks "
        "gently."
    ),
    limbs=_LYING,
    over=_ARM_ALONG,
    strokes=(
        _FLOOR,
        _PILLOW,
        *_LYING_FACE,
        Stroke("M 95 59 C 101 55.6 108 56 113 59.4", Ink.BREATH, width=2.4),
        Stroke("M 92 52.6 C 100 47.6 110 48.4 117 53.2", Ink.BREATH, width=1.8, dotted=True),
        Stroke("M 131 72.6 C 134.4 75.6 135 80 133 84", Ink.BREATH, width=2.4),
    ),
)
STANDING = Drawing(
    box=(14.0, 0.0, 88.0, 100.0),
    caption=N_("A hand on a chair, knees soft"),
    description=N_(
        "Somebody stands beside a chair with one hand on its back. The knees are soft; small arcs beside the pelvis "
        "show that it rocks gently."
    ),
    limbs=(
        Limb("M 44 13.4 L 44.2 13.4", 15.0),  # head
        Limb("M 51.6 14 L 52.6 14.6", 2.6),  # nose
        Limb("M 43 18 L 42.4 27", 6.0),  # neck
        Limb("M 42.4 32 C 40.4 40 41.4 48 42.4 56", 13.0),  # trunk
        Limb("M 43 58 C 44.6 66 48.4 70 47.8 76 C 47.2 82 44.2 86 43.8 92.4", 8.6),  # leg
        Limb("M 43.6 93.6 L 52 94", 5.0),  # foot
    ),
    over=(Limb("M 43 32.6 C 44 38 47 43 51 46 L 66 44.2", 4.8),),
    strokes=(
        Stroke("M 16 97.4 L 100 97.4", Ink.QUIET, width=1.6),
        Stroke("M 67.4 47.6 L 70 96.4", Ink.QUIET, width=2.6),
        Stroke("M 69 70 L 92 70 L 92 96.4", Ink.QUIET, width=2.6),
        Stroke("M 47.4 12 C 48 13.2 49.4 13.2 50 12.2", width=1.2),
        Stroke("M 42.4 15 C 40.6 13 43.4 11.6 44.2 13.4 C 44.8 14.8 43.6 16 42.8 16.4", width=1.1),
        Stroke("M 30.6 51 C 28 55 28 60 30.6 64", Ink.BREATH, width=2.2),
        Stroke("M 25.4 49.4 C 22 55 22 60.4 25.4 65.6", Ink.BREATH, width=1.6, dotted=True),
        Stroke("M 55.4 53.4 C 57.8 57 57.8 61.4 55.6 65", Ink.BREATH, width=2.2),
    ),
)

DRAWINGS: dict[str, tuple[Drawing, ...]] = {
    "soft_jaw": (TONGUE_UP, TONGUE_DOWN, HANGING),
    "breath": (LYING, BREATHING),
    "shaking": (STANDING, ROCKING),
    "routine": (HANGING, BREATHING, STANDING),
}
"""What is shown of each exercise, by its id."""
