"""The desk without a window: what it does as lines, or as one JSON object a line."""

from __future__ import annotations

import json
import math
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from types import FrameType
from typing import Any

from feedback.command.noticing import as_object
from feedback.desk.day_words import day_headline, day_lines, record_words
from feedback.desk.events import Status
from feedback.desk.keeper import Keeper, Record
from feedback.desk.single import LEAVE, OnlyDesk
from feedback.desk.words import HINT_HOW, HINT_WORDS, TEETH_ASKED, TEETH_WORDS, status_words
from feedback.kept.desk_records import Hint, HintAnswer
from feedback.texts import Texts
from vision.sentences import N_, Sentence

LONGEST_WAIT_S = 600.0
"""However far off the next thing is: a clock that was set is noticed within this."""
SIGNAL_S = 1.0
"""On Windows a signal is heard only between two waits."""
KNOCK_S = 1.0
"""A second start waits twice as long for an answer."""
ANSWER_BY = N_("Answer with: kaakrust check")
BEGAN = N_("At the desk. Ctrl-C ends it.")


class TerminalFace:
    """Prints; what it shows goes away by itself. ``wall``: the time that stands before each line."""

    def __init__(self, texts: Texts, wall: Callable[[], datetime], real: Callable[[], float], *, as_json: bool) -> None:
        self._texts, self._wall, self._real, self._as_json = texts, wall, real, as_json
        self._going: dict[str, float] = {}
        self.keeper: Keeper[Any] | None = None

    def show_hint(self, for_s: float) -> None:
        """One line."""
        self._say("hint", f"▸ {self._texts.say(HINT_WORDS)} {self._texts.say(HINT_HOW)}")
        self._going["hint"] = self._real() + for_s

    def take_hint_away(self) -> None:
        """Nothing stands on a terminal."""
        self._going.pop("hint", None)

    def ask_teeth(self, for_s: float, *, by_chance: bool) -> None:
        """The question, and where to answer it."""
        answers = ", ".join(
            f"{number} {self._texts.say(words)}" for number, words in enumerate(TEETH_WORDS.values(), 1)
        )
        asked, by = self._texts.say(TEETH_ASKED), self._texts.say(ANSWER_BY)
        self._say("question", f"▸ {asked} {answers}. {by}", by_chance=by_chance)
        self._going["question"] = self._real() + for_s

    def take_question_away(self) -> None:
        """Nothing stands on a terminal."""
        self._going.pop("question", None)

    def start_release(self, for_s: float) -> None:
        """One line."""
        self._say("release", f"▸ {self._texts.say(HINT_HOW)}")
        self._going["release"] = self._real() + for_s

    def show_status(self, status: Status) -> None:
        """What the tooltip would say."""
        more: dict[str, object] = {
            "glancing": status.glancing,
            "next_at": None if status.next_at is None else status.next_at.isoformat(timespec="seconds"),
            "waiting_for": status.waiting_for,
            "silent_days_left": status.silent_days_left,
        }
        self._say("status", status_words(status, self._wall(), self._texts), **more)

    def kept(self, record: Record) -> None:
        """The record, as `kaakrust today` has it; a hint once it has its answer."""
        if isinstance(record, Hint) and "hint" in self._going:
            return
        if self._as_json:
            print(json.dumps(as_object(record), ensure_ascii=False), flush=True)
        else:
            print(record_words(record, self._texts), flush=True)

    def trouble(self, problem: Sentence) -> None:
        """One line."""
        self._say("trouble", self._texts.say(problem))

    def sum_up(self, records: Sequence[Record], day: date) -> None:
        """What there is to say of a whole day; as JSON all of it was said already."""
        if not self._as_json:
            print(day_headline(records, day, self._texts, today=False), *day_lines(records, self._texts), sep="\n")

    @property
    def wait_s(self) -> float:
        """Until something goes by itself."""
        return max(0.0, min(self._going.values(), default=math.inf) - self._real())

    def step(self) -> None:
        """Tell of what went by itself."""
        assert self.keeper is not None
        for what in [what for what, until_s in self._going.items() if until_s <= self._real()]:
            self._going.pop(what, None)
            match what:
                case "hint":
                    self.keeper.answer_hint(HintAnswer.NONE)
                case "question":
                    self.keeper.answer_check(None)
                case _:
                    self.keeper.end_release(True)

    def _say(self, event: str, text: str, **more: object) -> None:
        at = self._wall()
        if self._as_json:
            line = {"event": event, "at": at.isoformat(timespec="seconds"), "text": text.removeprefix("▸ ")} | more
            print(json.dumps(line, ensure_ascii=False), flush=True)
        else:
            print(f"{at:%H:%M} {text}", flush=True)


def drive(keeper: Keeper[Any], face: TerminalFace, only: OnlyDesk | None = None) -> bool:
    """Run the day until it is over or somebody ends it; True when it was ended. The camera is released then.

    only: the place of the one desk; a second start is answered there, and may end this one.
    """
    face.keeper = keeper
    longest_s = KNOCK_S if only is not None else SIGNAL_S if sys.platform == "win32" else LONGEST_WAIT_S
    with _ended_by_signals() as ended:
        try:
            while not keeper.over and not ended.is_set():
                keeper.step()
                face.step()
                if only is not None and LEAVE in only.heard():
                    ended.set()
                ended.wait(min(longest_s, keeper.wait_s, face.wait_s))
        finally:
            keeper.close()
        return ended.is_set()


@contextmanager
def _ended_by_signals() -> Iterator[threading.Event]:
    """Is set by Ctrl-C and by being asked to end; a second Ctrl-C ends at once."""
    ended = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield ended
        return

    def end(number: int, at: FrameType | None) -> None:  # noqa: ARG001 - what a signal gives
        signal.signal(signal.SIGINT, before[signal.SIGINT])
        ended.set()

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
