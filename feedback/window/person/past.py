"""What the window knows of the past: reads and writes the history; what cannot be read or written stops nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from feedback.kept.errors import StoreError
from feedback.kept.history import History, is_there
from feedback.kept.opening_rows import Opening, read_openings
from feedback.kept.records import CheckIn, KeptSession, curve_of
from feedback.kept.trend import helped_most
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.practice.summary import CurvePoint
from feedback.texts import Texts
from feedback.texts.dates import day_words
from feedback.texts.measures import clock
from feedback.visit.recorder import Recorder
from vision.errors import PlainError
from vision.sentences import N_, nN_


class Past:
    """The history of one profile. ``problem``: why it could not be read or written last time, None when it could."""

    def __init__(self, data_dir: Path, profile: str) -> None:
        self.problem: PlainError | None = None
        self._data_dir, self._profile = data_dir, profile

    def recorder(self, config: SessionConfig, check_in: CheckIn | None = None) -> Recorder:
        """Keeps a session that is about to begin, with the answers given before it."""
        return Recorder(self._data_dir, config, check_in=check_in)

    def sessions(self) -> tuple[KeptSession, ...]:
        """All sessions, oldest first; none when there are none or they cannot be read."""
        self.problem = None
        if not is_there(self._data_dir):
            return ()
        try:
            with History(self._data_dir) as history:
                return history.sessions(profile=self._profile)
        except StoreError as problem:
            self.problem = problem
            return ()

    def session(self, uid: str) -> KeptSession | None:
        """The session of this name."""
        return next((session for session in self.sessions() if session.uid == uid), None)

    def curve(self, session: KeptSession) -> tuple[CurvePoint, ...]:
        """How far the jaw hung in it; empty when it cannot be read."""
        try:
            with History(self._data_dir) as history:
                return curve_of(history.samples(session.id))
        except StoreError as problem:
            self.problem = problem
            return ()

    def keep_note(self, session: KeptSession, note: str, tags: Sequence[str]) -> None:
        """Keep the person's own words of a session."""
        try:
            with History(self._data_dir) as history:
                history.set_note(session.id, note, tags)
        except StoreError as problem:
            self.problem = problem

    def keep_check_in(self, session: KeptSession, answers: CheckIn) -> None:
        """Keep the answers given after a session."""
        try:
            with History(self._data_dir) as history:
                history.set_check_in(session.id, answers)
        except StoreError as problem:
            self.problem = problem

    def last_opening(self) -> Opening | None:
        """The comfortable opening that was measured last; None without one, or where it cannot be read."""
        if not is_there(self._data_dir):
            return None
        try:
            with History(self._data_dir) as history:
                return next(reversed(read_openings(history, self._profile)), None)
        except StoreError:
            return None  # why it cannot be read was said when the sessions were

    def others(self) -> bool:
        """Whether there are sessions of somebody else in the same history."""
        if not is_there(self._data_dir):
            return False
        try:
            with History(self._data_dir) as history:
                return any(session.profile != self._profile for session in history.sessions())
        except StoreError:
            return False  # why it cannot be read was said when the own ones were


def suggestion(sessions: Sequence[KeptSession], now: datetime, texts: Texts) -> str:
    """What was done last and what helped most so far, in one or two quiet sentences; "" without a past."""
    if not sessions:
        return ""
    last = sessions[-1]
    exercise = EXERCISES.get(last.exercise)
    lines = [
        texts.say(
            N_("Last time, {day}: {exercise}, {time}."),
            day=day_words(last.started_at.isoformat(), now, texts),
            exercise=texts.say(exercise.name) if exercise else last.exercise,
            time=clock(last.totals.elapsed_s),
        )
    ]
    helped = helped_most(sessions)
    if helped is not None:
        words = nN_(
            "So far your jaw hung most in sessions of one minute.",
            "So far your jaw hung most in sessions of {count} minutes.",
        )
        if helped.by_sliders:
            words = nN_(
                "So far you felt easiest after sessions of one minute.",
                "So far you felt easiest after sessions of {count} minutes.",
            )
        lines.append(texts.say(words, count=helped.minutes))
    return " ".join(lines)


def says_something(answers: CheckIn) -> bool:
    """Whether anything was answered at all."""
    sliders = (answers.tension, answers.pain, answers.calm)
    return bool(answers.teeth or answers.ticks) or any(slider is not None for slider in sliders)
