"""The line under the instruction: news that passes by itself, and questions that wait for an answer. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from calibration.states import UNJUDGED, Kind, Reason
from feedback.practice.breath import SLOWEST_S, TAPS
from feedback.practice.cues import TENSE
from feedback.visit.events import ANSWER, ZERO_ASKED, Event, NoticeEvent
from feedback.visit.view import View
from feedback.window.pages.pacer import wants_tap_hint
from feedback.window.pages.session_words import HELP_AFTER_S
from vision.sentences import N_, Sentence

NEWS_SHOWN_S = 6.0
"""News that needs no answer stays so long: time to read two sentences."""
ASK_AFTER_S, ASKED_UNTIL_S = 3.0, 12.0
"""When, after a tense cue, it is asked whether that was right: the cue itself is read first, and after a breath or two
nobody knows any more what it was about."""


class Deed(Enum):
    """What a button of the line does."""

    RIGHT = "right"
    WRONG = "wrong"
    TAKE_BACK = "take_back"
    BREATHE_IN = "breathe_in"
    CALIBRATE = "calibrate"
    AGAIN = "again"
    """Begin this visit anew, with its warm-up."""
    GO_ON = "go_on"
    """Leave it as it is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: its words (English), with the key that does the same if there is one, and what it does."""

    words: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Line:
    """What the line says. id: stable name of what it is about."""

    id: str
    sentence: Sentence
    offers: tuple[Offer, ...] = ()


GO_ON = Offer(N_("Carry on like this"), Deed.GO_ON)
AGAIN = Offer(N_("Once more"), Deed.AGAIN)
CALIBRATE = Offer(N_("Calibrate again (C)"), Deed.CALIBRATE)
ANSWERED_WITH: dict[str, tuple[Offer, ...]] = {
    "warm_up": (AGAIN, CALIBRATE, GO_ON),
    ZERO_ASKED: (AGAIN, CALIBRATE, GO_ON),
}
"""Notices that need an answer, by id: they stay, one at a time, until one of their buttons is pressed."""
TAKE_BACK = Offer(N_("Take back (U)"), Deed.TAKE_BACK)
WAS_TENSE = Line(
    "tense",
    Sentence(N_("I thought your jaw was tense. Was it?")),
    (Offer(N_("Yes (Y)"), Deed.RIGHT), Offer(N_("No (X)"), Deed.WRONG)),
)
OTHER_FACE = Line("other_face", Sentence(N_("Is it somebody else, or is it you after all?")), (CALIBRATE,))
BREATH_IN = (Offer(N_("I breathe in (B)"), Deed.BREATHE_IN),)
TAP = Line(
    "tap", Sentence(N_("If you like, tell the circle when you breathe in; it then begins at your own pace.")), BREATH_IN
)
TAP_ON = Line("tap", Sentence(N_("Again at your next breath in, until the circle goes along.")), BREATH_IN)


class News:
    """What there is to say beside the instruction. One line at a time; questions before news, news before hints."""

    def __init__(self) -> None:
        self._passing: deque[Line] = deque()
        self._waiting: deque[Line] = deque()
        self._shown_s = 0.0

    def hear(self, events: Sequence[Event]) -> None:
        """Take in what happened."""
        for event in events:
            if not isinstance(event, NoticeEvent):
                continue
            offers = ANSWERED_WITH.get(event.id)
            if offers is not None:
                self._waiting.append(Line(event.id, event.sentence, offers))
            else:
                undo = (TAKE_BACK,) if event.id == ANSWER else ()
                self._passing.append(Line(event.id, event.sentence, undo))

    def answered(self, line: Line) -> None:
        """A button of ``line`` was pressed; it goes, and with it whatever else asks about the same."""
        self._waiting = deque(other for other in self._waiting if other.id != line.id)
        if self._passing and self._passing[0] == line:
            self._passing.popleft()
            self._shown_s = 0.0

    def line(self, view: View, kind_s: float, tick_s: float) -> Line | None:
        """What to say now, ``tick_s`` later. kind_s: for how long the jaw has been of its kind."""
        if self._waiting:
            return self._waiting[0]
        session = view.session
        if session is not None and session.paused is None:
            jaw = session.jaw
            if (
                jaw is not None
                and jaw.kind is Kind.UNSURE
                and jaw.reason is Reason.OTHER_FACE
                and kind_s >= HELP_AFTER_S
            ):
                return OTHER_FACE
            if asks_tense(view):
                return WAS_TENSE
        if self._passing:
            line = self._passing[0]
            self._shown_s += tick_s
            if self._shown_s >= NEWS_SHOWN_S:
                self._passing.popleft()
                self._shown_s = 0.0
            return line
        if session is None or session.paused is not None:
            return None
        if 0 < len(session.taps_s) < TAPS and session.now_s - session.taps_s[-1] < SLOWEST_S:
            return TAP_ON
        return TAP if wants_tap_hint(session) else None


def asks_tense(view: View) -> bool:
    """Whether to ask if the tense cue was right: while its moment lasts, also when the exercise went a step on."""
    session = view.session
    if session is None or session.jaw is None or session.paused is not None:
        return False
    age_s = view.now_s - view.cue_at_s
    same_moment = view.cue is TENSE and session.jaw.kind not in UNJUDGED
    return view.answerable and same_moment and ASK_AFTER_S <= age_s < ASKED_UNTIL_S
