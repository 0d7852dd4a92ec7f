"""How a person sits before the camera, in three lines of words: light, distance, place. Pure; a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vision.framing_advice import ADVICE_WORDS, Advice, Framing, advice
from vision.sentences import N_

STEADY_S = 0.6
"""Other words come when they have been due for so long, so that a line does not flutter between two of them."""


class Aspect(StrEnum):
    """What a line is about."""

    LIGHT = "light"
    DISTANCE = "distance"
    PLACE = "place"


class Sign(StrEnum):
    """How it stands, for the sign before the line."""

    WELL = "well"
    TO_DO = "to do"
    UNKNOWN = "unknown"


TITLES = {
    Aspect.LIGHT: N_("Light and sharpness"),
    Aspect.DISTANCE: N_("Distance"),
    Aspect.PLACE: N_("Place in the picture"),
}
ABOUT = {
    Aspect.LIGHT: (Advice.TOO_DARK, Advice.BACKLIT, Advice.TOO_BRIGHT, Advice.BLURRED),
    Aspect.DISTANCE: (Advice.TOO_FAR, Advice.TOO_NEAR),
    Aspect.PLACE: (Advice.NO_FACE, Advice.SEVERAL_FACES, Advice.OFF_CENTRE, Advice.TURNED),
}
"""Which advice belongs to which line."""
SEEN_WELL = N_("I see you well")
"""Said when there is nothing left to do, alone: never beside advice."""
WELL = {
    Aspect.LIGHT: N_("Good: soft and from the front."),
    Aspect.DISTANCE: N_("Good: about an arm's length."),
    Aspect.PLACE: N_("Good: in the middle."),
}
OF_MOVING = (ADVICE_WORDS[Advice.TURNED], ADVICE_WORDS[Advice.BLURRED])
"""What is said of a head that moves."""
NOT_YET = N_("I can tell as soon as I see your face.")
LOOKING = N_("Looking for your face …")


@dataclass(frozen=True, slots=True)
class FramingLine:
    """One aspect: its sign and its words (English, to translate)."""

    sign: Sign
    words: str


Lines = dict[Aspect, FramingLine]
NOTHING_SEEN: Lines = {
    Aspect.LIGHT: FramingLine(Sign.UNKNOWN, NOT_YET),
    Aspect.DISTANCE: FramingLine(Sign.UNKNOWN, NOT_YET),
    Aspect.PLACE: FramingLine(Sign.UNKNOWN, LOOKING),
}
"""Before the first picture."""


def lines_of(framing: Framing) -> Lines:
    """What there is to say about each aspect; the most important advice of each."""
    due = advice(framing)
    lines = {}
    for aspect, about in ABOUT.items():
        found = next((one for one in due if one in about), None)
        if found is not None:
            lines[aspect] = FramingLine(Sign.TO_DO, ADVICE_WORDS[found])
        elif framing.faces == 0:
            lines[aspect] = FramingLine(Sign.UNKNOWN, NOT_YET)
        else:
            lines[aspect] = FramingLine(Sign.WELL, WELL[aspect])
    return lines


def while_moving(lines: Lines) -> Lines:
    """The same for somebody who was asked to move the head: that it turns and blurs is no fault then."""
    return {
        aspect: FramingLine(Sign.WELL, WELL[aspect]) if line.words in OF_MOVING else line
        for aspect, line in lines.items()
    }


def in_a_line(lines: Lines) -> tuple[str, bool]:
    """The advice that matters most, else that all is well (English); and whether it is something to do."""
    for line in (lines[Aspect.LIGHT], lines[Aspect.PLACE], lines[Aspect.DISTANCE]):
        if line.sign is Sign.TO_DO:
            return line.words, True
    known = all(line.sign is Sign.WELL for line in lines.values())
    return (SEEN_WELL, False) if known else (LOOKING, False)


class Steady:
    """Lines that change only when the change lasts."""

    def __init__(self) -> None:
        self.lines = NOTHING_SEEN
        self._due: dict[Aspect, tuple[FramingLine, float]] = {}

    def take(self, seen: Lines, passed_s: float) -> Lines:
        """Take what is seen ``passed_s`` after the last look; returns what to show."""
        shown = dict(self.lines)
        for aspect, line in seen.items():
            if line == shown[aspect]:
                self._due.pop(aspect, None)
                continue
            coming, since_s = self._due.get(aspect, (line, -passed_s))
            since_s = since_s + passed_s if coming == line else 0.0
            self._due[aspect] = (line, since_s)
            if since_s >= STEADY_S or shown[aspect].sign is Sign.UNKNOWN:
                shown[aspect] = line
        self.lines = shown
        return shown

    @property
    def all_well(self) -> bool:
        """True when there is nothing left to do."""
        return all(line.sign is Sign.WELL for line in self.lines.values())
