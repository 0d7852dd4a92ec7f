"""When a reminder of the plan may come: the clock may jump, midnight may pass, and what is done is left in peace."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from feedback.desk.events import Now
from feedback.desk.reminders import ReminderAnswer, Reminders
from feedback.desk.reminding import due_now, is_wanted, next_in_s, passed, week_begins
from feedback.kept.homework import Homework, HomeworkFile, checked, leave_out
from tests.feedback.kept.test_homework import session
from tests.needs import no_window
from tests.places import ROOT

TIMES = ("08:30", "20:00")
DAY = date(2026, 11, 26)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def plan(a_week: int = 4) -> Homework:
    return checked(
        exercise="soft_jaw", minutes=5, a_week=a_week, weeks=3, begins=DAY - timedelta(days=9), reminders=TIMES
    )


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(8, 29), None),
        (at(8, 30), (DAY, "08:30")),
        (at(9, 30), (DAY, "08:30")),
        (at(9, 31), None),
        (at(20, 1), (DAY, "20:00")),
    ],
)
def test_a_time_is_due_for_an_hour_from_when_it_comes(now: datetime, due: object):
    assert due_now(TIMES, frozenset(), now) == due


def test_of_two_that_were_missed_only_the_newer_counts():
    assert due_now(("08:10", "08:30"), frozenset(), at(8, 45)) == (DAY, "08:30")


def test_what_was_not_shown_by_midnight_is_not_shown_after_it():
    late = ("23:50",)
    assert due_now(late, frozenset(), at(23, 55)) == (DAY, "23:50")
    assert due_now(late, frozenset(), at(0, 5, DAY + timedelta(days=1))) is None


def test_a_clock_set_back_brings_no_second_one_and_one_set_on_and_back_loses_none():
    had = {(DAY, "08:30")}
    assert due_now(TIMES, had, at(8, 35)) is None
    tomorrow = DAY + timedelta(days=1)
    assert due_now(TIMES, had, at(8, 30, tomorrow)) == (tomorrow, "08:30")
    had.add((tomorrow, "08:30"))
    assert due_now(TIMES, had, at(20, 0)) == (DAY, "20:00")


def test_an_hour_that_comes_twice_has_one_and_an_hour_that_is_left_out_has_one_too():
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    autumn = date(2026, 10, 25)
    first, again = (datetime(2026, 10, 25, 2, 30, tzinfo=zone) for zone in (summer, winter))
    due = due_now(("02:30",), frozenset(), first)
    assert due == (autumn, "02:30")
    assert due_now(("02:30",), {due}, again) is None
    spring = datetime(2026, 3, 29, 3, 0, tzinfo=summer)  # from two to three in no time
    assert due_now(("02:30",), frozenset(), spring) == (spring.date(), "02:30")


def test_a_desk_that_begins_does_not_catch_up():
    assert passed(TIMES, at(9)) == {(DAY, "08:30")}
    assert next_in_s(TIMES, at(19, 59)) == 60.0
    assert next_in_s(TIMES, at(20)) > 1e9


def test_what_is_done_or_answered_is_left_in_peace():
    today = session(DAY)
    assert is_wanted(plan(), (), DAY)
    assert not is_wanted(plan(), (today,), DAY)
    assert is_wanted(plan(8), (today,), DAY)  # more than once a day was asked
    assert not is_wanted(plan(8), (today, today), DAY)
    assert not is_wanted(leave_out(plan(), DAY), (), DAY)
    assert not is_wanted(plan(), (), plan().last + timedelta(days=1))


def test_a_week_that_is_done_asks_for_no_more():
    first = week_begins(plan(), DAY)
    assert first == DAY - timedelta(days=2)
    this_week = [session(first), session(first)]
    assert not is_wanted(plan(2), this_week, DAY)
    assert is_wanted(plan(2), [session(first - timedelta(days=1))] * 2, DAY)


# With a plan in its file


class Day:
    """A desk's day with a plan, by the clock on the wall; the steady one goes along."""

    def __init__(self, folder: Path, began: datetime) -> None:
        self.file = HomeworkFile(folder, "default")
        self.file.save(plan())
        self.reminders = Reminders(folder, "default")
        self.began = began
        self.due(began)

    def now(self, wall: datetime) -> Now:
        return Now((wall - self.began).total_seconds(), wall)

    def due(self, wall: datetime) -> object:
        self.reminders.look(self.now(wall))
        return self.reminders.due(self.now(wall))

    def answer(self, wall: datetime, answer: ReminderAnswer) -> None:
        due = self.reminders.due(self.now(wall))
        assert due is not None
        self.reminders.pass_over(due, self.now(wall))
        self.reminders.answer(due, answer, self.now(wall))


def test_each_time_has_one_and_later_brings_it_once_more(tmp_path: Path):
    day = Day(tmp_path, at(8))
    assert day.reminders.wait_s(day.now(at(8))) == 1800.0
    day.answer(at(8, 31), ReminderAnswer.LATER)
    assert day.due(at(8, 32)) is None
    assert day.reminders.wait_s(day.now(at(8, 32))) == 44 * 60.0
    assert day.due(at(9, 16)) == (DAY, "08:30")
    day.answer(at(9, 16), ReminderAnswer.NONE)
    assert day.due(at(9, 17)) is None
    assert day.due(at(20)) == (DAY, "20:00")
    day.answer(at(20), ReminderAnswer.LATER)
    assert day.due(at(8, 30, DAY + timedelta(days=1))) == (DAY + timedelta(days=1), "08:30")


def test_not_today_is_an_answer_and_the_evening_is_quiet(tmp_path: Path):
    day = Day(tmp_path, at(8))
    day.answer(at(8, 31), ReminderAnswer.NOT_TODAY)
    kept = day.file.load()
    assert kept is not None
    assert [(one.day, one.because) for one in kept.left_out] == [(DAY, "")]
    assert day.due(at(20)) is None
    assert day.due(at(8, 30, DAY + timedelta(days=1))) is not None


def test_a_plan_that_is_set_changed_or_taken_away_meanwhile_counts_at_once(tmp_path: Path):
    day = Day(tmp_path, at(9))
    assert day.due(at(9, 1)) is None
    day.file.save(checked(exercise="soft_jaw", minutes=5, a_week=4, weeks=3, begins=DAY, reminders=("09:00", "09:05")))
    assert day.due(at(9, 2)) is None  # nine o'clock was over when it was chosen
    assert day.due(at(9, 5)) == (DAY, "09:05")
    day.file.remove()
    assert day.due(at(9, 6)) is None
    day.file.save(plan())
    day.file.path.write_text("{ broken")
    assert day.due(at(20)) is None


def test_reminders_load_nothing_of_camera_model_or_chart(tmp_path: Path):
    HomeworkFile(tmp_path, "default").save(plan())
    # The desk's process itself is only asked where Qt's own libraries are.
    child = "import feedback.window.desk.child;" if not no_window() else ""
    look = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime;"
        "from feedback.desk.events import Now; from feedback.desk.reminders import Reminders;"
        "from feedback.kept.history import History;"
        f"folder = Path({str(tmp_path)!r}); History(folder).close(); reminders = Reminders(folder, 'default');"
        "early, late = (Now(0.0, datetime(2026, 11, 26, hour, 30, tzinfo=UTC)) for hour in (7, 8));"
        "reminders.look(early); assert reminders.due(early) is None; assert reminders.due(late) is not None;"
        f"{child}"
        "print(sorted({'cv2', 'mediapipe', 'numpy', 'av', 'matplotlib', 'scipy', 'jinja2'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
