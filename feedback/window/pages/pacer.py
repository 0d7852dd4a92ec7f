"""The breathing circle between two turns of the line: it runs on by itself and stays with the session's pacer."""

from __future__ import annotations

from feedback.practice.breath import OWN_PACE_S, breath_at
from feedback.practice.exercise.form import Part, Sees
from feedback.practice.session_state import Session
from feedback.window.drawn.glide import Glide
from vision.sentences import N_

RESTING_FULLNESS = 0.5
"""How full the circle stands where nothing is to move."""
CATCH_UP = 0.1
"""Part of its distance to the session's pacer that the circle makes up for at each tick."""
FAR_S = 1.0
"""Farther off it does not follow but goes there: the person has begun a breath of their own."""
SETTLE_S = 0.5
BREATHS_TOLD = 3
"""For so many breaths of a part the circle says what it means; after them it is only seen."""
IN, OUT = N_("in"), N_("out")
HINT_AFTER_S, HINT_UNTIL_S = 4.0, 16.0
"""When a step offers to take up one's own pace, s into it."""
HINTED = frozenset({"release", "towards_pelvis"})
"""The steps that do: the first ones about breathing. Before them the person finds a place to sit or lie."""


class Pacer:
    """Where the circle is. Its fullness glides, so that it never leaps, even to a breath that begins anew.

    word: what the circle says (English): in, out, or nothing.
    """

    def __init__(self) -> None:
        self.word = ""
        self._breathing_s = 0.0
        self._fullness = Glide(0.0, settle_s=SETTLE_S)
        self._part: Part | None = None
        self._first = 0

    def follow(self, session: Session, tick_s: float) -> float:
        """Go on for ``tick_s``; returns the fullness, 0..1."""
        if session.paused is None:
            self._breathing_s += tick_s
        off_s = session.breathing_s - self._breathing_s
        self._breathing_s += off_s if abs(off_s) > FAR_S else CATCH_UP * off_s
        breath = breath_at(self._breathing_s, session.pace)
        if session.part is not self._part or breath.number < self._first:  # another part, or a breath of their own
            self._part, self._first = session.part, breath.number
        told = breath.number - self._first < BREATHS_TOLD
        silent = session.part.sees is Sees.LOOK or session.paused is not None  # a look asks nothing of anybody
        self.word = "" if silent or not told else IN if breath.inward else OUT
        return self._fullness.towards(breath.fullness, tick_s)


def wants_tap_hint(session: Session) -> bool:
    """Whether to offer the person to tap their own pace: with the first breaths, and while it is not known."""
    unknown = session.pace.own_s == OWN_PACE_S and not session.taps_s
    return unknown and session.step.id in HINTED and HINT_AFTER_S <= session.in_step_s < HINT_UNTIL_S
