"""What a person agreed with their practice: which exercise, how long, how often, for how many weeks, in their own file.

It comes from the window, or from a few lines of text that fit in a QR code. What was done is told from the sessions
themselves; leaving one out, with or without a reason, is an answer like any other, and nothing here counts streaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from calibration.ownfile import set_aside, write_whole
from feedback.kept.records import KeptSession
from feedback.practice.exercises import EXERCISES
from vision.errors import PlainError
from vision.sentences import N_

FOLDER = "plans"
FORM = 1
FIRST_LINE = "kaakrust plan 1"
LONGEST_WORDS = 200
"""A sentence or two; with it the whole still fits in a QR code that a telephone reads at once."""
MOST_MIN, MOST_A_WEEK, MOST_WEEKS = 60, 35, 52
DONE_SHARE = 0.5
"""A session of at least half its asked length counts as done: who stops a little early has practised."""
MOST_REASON = 120


class HomeworkError(PlainError):
    """A plan that cannot be read or written."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which the person said that it was not to be, and why if they liked."""

    day: date
    because: str = ""


class Homework(msgspec.Struct, frozen=True, kw_only=True):
    """A plan. exercise: its id. minutes: of one time. a_week: times a week. begins: the first day.

    words: a sentence from the practice. reminders: times of day, as "08:30". left_out: days with their answer.
    """

    exercise: str
    minutes: Annotated[int, msgspec.Meta(ge=1, le=MOST_MIN)]
    a_week: Annotated[int, msgspec.Meta(ge=1, le=MOST_A_WEEK)]
    weeks: Annotated[int, msgspec.Meta(ge=1, le=MOST_WEEKS)]
    begins: date
    words: str = ""
    reminders: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    form: int = FORM

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.begins + timedelta(days=7 * self.weeks - 1)

    def runs_on(self, day: date) -> bool:
        """Whether ``day`` is within it."""
        return self.begins <= day <= self.last


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a plan.

    first: its first day. asked, done: times. left_out: days with an answer. begun: it is not ahead.
    """

    first: date
    asked: int
    done: int
    left_out: tuple[LeftOut, ...]
    begun: bool


def counts(plan: Homework, session: KeptSession) -> bool:
    """Whether ``session`` is one time of ``plan``."""
    long_enough = session.totals.real_s >= DONE_SHARE * 60.0 * plan.minutes
    return session.exercise == plan.exercise and plan.runs_on(session.day) and long_enough


def weeks_of(plan: Homework, sessions: Sequence[KeptSession], today: date) -> tuple[Week, ...]:
    """What was asked and done, week by week."""
    done = [session.day for session in sessions if counts(plan, session)]
    weeks = []
    for number in range(plan.weeks):
        first = plan.begins + timedelta(days=7 * number)
        after = first + timedelta(days=7)
        weeks.append(
            Week(
                first,
                plan.a_week,
                sum(first <= day < after for day in done),
                tuple(answer for answer in plan.left_out if first <= answer.day < after),
                first <= today,
            )
        )
    return tuple(weeks)


def leave_out(plan: Homework, day: date, because: str = "") -> Homework:
    """``plan`` with an answer for ``day``; a later answer for the same day takes the place of the first."""
    others = tuple(answer for answer in plan.left_out if answer.day != day)
    answer = LeftOut(day=day, because=because.strip()[:MOST_REASON])
    return msgspec.structs.replace(plan, left_out=(*others, answer))


# As text

_NAMES = {
    "exercise": ("exercise", "oefening"),
    "minutes": ("minutes", "minuten"),
    "a_week": ("a week", "per week"),
    "weeks": ("weeks", "weken"),
    "begins": ("begins", "begint"),
    "words": ("words", "woorden"),
    "remind": ("remind", "herinner"),
}
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def as_text(plan: Homework) -> str:
    """``plan`` in a few lines, to be sent or made a QR code of; without the person's own answers."""
    lines = [
        FIRST_LINE,
        f"exercise: {plan.exercise}",
        f"minutes: {plan.minutes}",
        f"a week: {plan.a_week}",
        f"weeks: {plan.weeks}",
    ]
    if plan.reminders:
        lines.append(f"remind: {' '.join(plan.reminders)}")
    if plan.words:
        lines.append(f"words: {plan.words}")
    return "\n".join(lines) + "\n"


def from_text(text: str, today: date) -> Homework:
    """The plan that a few lines say; names of lines in English or Dutch. It begins ``today`` where nothing is said.

    Raises HomeworkError with a plain sentence that names the line.
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines or lines[0].casefold() != FIRST_LINE:
        raise HomeworkError(N_("This is no plan: its first line should be “{line}”."), line=FIRST_LINE)
    found = dict(_named(line) for line in lines[1:])
    for name in ("exercise", "minutes", "a_week", "weeks"):
        if name not in found:
            raise HomeworkError(N_("The plan does not say “{name}”."), name=_NAMES[name][0])
    return checked(
        exercise=found["exercise"],
        minutes=_number(found["minutes"], "minutes", MOST_MIN),
        a_week=_number(found["a_week"], "a_week", MOST_A_WEEK),
        weeks=_number(found["weeks"], "weeks", MOST_WEEKS),
        begins=_day(found["begins"]) if "begins" in found else today,
        words=found.get("words", ""),
        reminders=tuple(found.get("remind", "").replace(",", " ").split()),
    )


def checked(
    *,
    exercise: str,
    minutes: int,
    a_week: int,
    weeks: int,
    begins: date,
    words: str = "",
    reminders: Sequence[str] = (),
) -> Homework:
    """A plan of these values. Raises HomeworkError with a plain sentence when one cannot be."""
    if exercise not in EXERCISES:
        raise HomeworkError(
            N_("“{name}” is no exercise; there are {exercises}."), name=exercise, exercises=", ".join(EXERCISES)
        )
    for name, value, most in (
        ("minutes", minutes, MOST_MIN),
        ("a_week", a_week, MOST_A_WEEK),
        ("weeks", weeks, MOST_WEEKS),
    ):
        _number(str(value), name, most)
    if len(words) > LONGEST_WORDS:
        raise HomeworkError(N_("The plan's words are too long (letters at most: {most})."), most=LONGEST_WORDS)
    times = []
    for written in reminders:
        time = _TIME.fullmatch(written)
        if time is None:
            raise HomeworkError(N_("“{time}” is no time of day; write it as 08:30."), time=written)
        times.append(f"{int(time[1]):02}:{time[2]}")
    return Homework(
        exercise=exercise,
        minutes=minutes,
        a_week=a_week,
        weeks=weeks,
        begins=begins,
        words=" ".join(words.split()),
        reminders=tuple(sorted(set(times))),
    )


def _named(line: str) -> tuple[str, str]:
    written, colon, value = line.partition(":")
    for name, spellings in _NAMES.items():
        if colon and written.strip().casefold() in spellings:
            return name, value.strip()
    raise HomeworkError(N_("The plan's line “{line}” cannot be read."), line=line[:60])


def _number(written: str, name: str, most: int) -> int:
    if written.isascii() and written.isdigit() and 1 <= int(written[:6]) <= most:
        return int(written)
    raise HomeworkError(
        N_("“{name}” should be a whole number from 1 to {most}, and is “{written}”."),
        name=_NAMES[name][0],
        most=most,
        written=written[:20],
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise HomeworkError(N_("“{day}” is no day; write it as 2026-11-22."), day=written[:20]) from error


class HomeworkFile:
    """The plan of one profile in a data directory. Raises HomeworkError with a plain sentence."""

    def __init__(self, data_dir: Path, profile: str) -> None:
        self.path = data_dir / FOLDER / f"{profile}.json"

    def load(self) -> Homework | None:
        """The plan; None where there is none. A damaged one is set aside first."""
        try:
            plan = msgspec.json.decode(self.path.read_bytes(), type=Homework)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise HomeworkError(N_("The plan cannot be read: {problem}."), problem=error.strerror or error) from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            aside = set_aside(self.path)
            raise HomeworkError(N_("The plan was damaged. It was set aside as {aside}."), aside=aside.name) from error
        return plan if plan.exercise in EXERCISES else None

    def save(self, plan: Homework) -> None:
        """Keep ``plan``."""
        try:
            write_whole(self.path, msgspec.json.format(msgspec.json.encode(plan)))
        except OSError as error:
            raise HomeworkError(
                N_("The plan could not be kept: {problem}."), problem=error.strerror or error
            ) from error

    def remove(self) -> bool:
        """Forget the plan; returns whether there was one."""
        if not self.path.exists():
            return False
        self.path.unlink()
        return True


def homework_in(data_dir: Path, profile: str) -> Homework | None:
    """The plan of ``profile``, or None where there is none that can be read: what shows it goes on without."""
    try:
        return HomeworkFile(data_dir, profile).load()
    except HomeworkError:
        return None
