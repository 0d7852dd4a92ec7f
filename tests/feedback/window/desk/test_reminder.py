"""A reminder of the plan in its corner: it waits like a hint, goes by itself, and each answer does what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QGuiApplication

from feedback.desk.events import Courtesy, Now
from feedback.desk.reminders import Reminders
from feedback.kept.desk_records import Hindrance
from feedback.kept.homework import HomeworkFile, checked
from feedback.process.own_program import own_command
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.theme import Appearance
from feedback.window.desk import reminder as showing
from feedback.window.desk.reminder import PlanReminder, ReminderWindow
from tests.feedback.window.desk.days import DAY, at
from tests.feedback.window.page_checks import assert_readable
from tests.needs import needs_window
from tests.patience import PATIENCE_MS
from vision.sentences import Sentence

pytestmark = needs_window


class Desk:
    """A keeper's side of it, in the test's hands."""

    def __init__(self) -> None:
        self.wall = at(8, 0)
        self.is_occupied = False
        self.reasons: frozenset[Hindrance] = frozenset()
        self.idle_s = self.typing_s = 5.0

    def clock(self) -> Now:
        return Now((self.wall - DAY).total_seconds(), self.wall)

    def ask_sources(self, *, fast: bool) -> Courtesy:
        return Courtesy(self.clock(), self.reasons, self.idle_s, self.typing_s, fast=fast)


class Reminded:
    """A plan of 8:30 and 20:00, a desk, and what was told of it."""

    def __init__(self, look: Appearance, folder: Path) -> None:
        self.file = HomeworkFile(folder, "default")
        self.file.save(
            checked(exercise="soft_jaw", minutes=7, a_week=4, weeks=3, begins=DAY.date(), reminders=("08:30", "20:00"))
        )
        self.desk, self.problems, self.answers = Desk(), list[Sentence](), list[bool]()
        self.reminder = PlanReminder(
            look, Texts("en"), Reminders(folder, "default"), ("--data-dir", "here"), self.problems.append
        )
        self.reminder.answered.connect(lambda: self.answers.append(True))
        self.step()

    def step(self, minutes: float = 0.0) -> float:
        self.desk.wall += timedelta(minutes=minutes)
        return self.reminder.step(self.desk)

    @property
    def window(self) -> ReminderWindow:
        assert self.reminder.window is not None
        return self.reminder.window


@pytest.fixture
def reminded(look: Appearance, tmp_path: Path) -> Iterator[Reminded]:
    made = Reminded(look, tmp_path)
    yield made
    made.reminder.take_away()


def test_it_comes_at_its_time_in_a_corner_without_the_keyboard(reminded: Reminded):
    assert reminded.reminder.window is None
    assert reminded.step(29.0) == 60.0
    reminded.step(1.0)
    window = reminded.window
    assert window.isVisible()
    assert window.accessibleName() == "Your exercise, when it suits you"
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(window.frameGeometry())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read(look: Appearance, reminded: Reminded, language: str, qtbot: object):
    plan = reminded.file.load()
    assert plan is not None
    window = ReminderWindow(look, Texts(language), plan, lambda _: None)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    window.come_for(60.0)
    assert_readable(window)  # type: ignore[arg-type]


def in_a_call(desk: Desk) -> None:
    desk.reasons = frozenset({Hindrance.MICROPHONE_USED})


def away(desk: Desk) -> None:
    desk.idle_s = 600.0


def typing(desk: Desk) -> None:
    desk.typing_s = 0.5


def occupied(desk: Desk) -> None:
    desk.is_occupied = True


@pytest.mark.parametrize("hinder", [in_a_call, away, typing, occupied])
def test_it_waits_for_its_moment(reminded: Reminded, hinder: Callable[[Desk], None]):
    hinder(reminded.desk)
    assert 0 < reminded.step(31.0) <= 15.0
    assert reminded.reminder.window is None
    reminded.desk.reasons, reminded.desk.is_occupied = frozenset(), False
    reminded.desk.idle_s = reminded.desk.typing_s = 5.0
    reminded.step(20.0)
    assert reminded.window.isVisible()


def test_after_an_hour_of_waiting_it_does_not_come(reminded: Reminded):
    in_a_call(reminded.desk)
    reminded.step(31.0)
    reminded.desk.reasons = frozenset()
    reminded.step(61.0)
    assert reminded.reminder.window is None


@pytest.mark.parametrize("hinder", [in_a_call, occupied])
def test_what_comes_up_takes_it_away_and_it_does_not_come_back(reminded: Reminded, hinder: Callable[[Desk], None]):
    assert reminded.step(30.0) == 1.0
    window = reminded.window
    hinder(reminded.desk)
    reminded.step(0.1)
    assert reminded.reminder.window is None
    assert not window.isVisible()
    reminded.desk.reasons, reminded.desk.is_occupied = frozenset(), False
    reminded.step(1.0)
    assert reminded.reminder.window is None
    assert not reminded.answers


def test_it_goes_by_itself(reminded: Reminded, monkeypatch: pytest.MonkeyPatch, qtbot: object):
    monkeypatch.setattr(showing, "FOR_S", 0.01)
    reminded.step(30.0)
    qtbot.waitUntil(lambda: bool(reminded.answers), timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert reminded.reminder.window is None
    reminded.step(1.0)
    assert reminded.reminder.window is None


def test_begin_now_begins_what_was_agreed(reminded: Reminded, monkeypatch: pytest.MonkeyPatch):
    begun: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *command: begun.append(command))
    reminded.step(30.0)
    reminded.window.begin.click()
    ((program, arguments),) = begun
    expected = own_command("session", "--exercise", "soft_jaw", "--minutes", "7", "--data-dir", "here")
    assert [program, *arguments] == expected
    assert reminded.answers


def test_later_is_once_more_and_not_today_is_an_answer(reminded: Reminded):
    reminded.step(30.0)
    reminded.window.later.click()
    assert reminded.step(44.0) == 60.0
    assert reminded.reminder.window is None
    reminded.step(1.0)
    reminded.window.not_today.click()
    plan = reminded.file.load()
    assert plan is not None
    assert [one.day for one in plan.left_out] == [DAY.date()]
    reminded.desk.wall = at(20, 0)
    reminded.step()
    assert reminded.reminder.window is None


def test_an_answer_that_cannot_be_kept_is_told(reminded: Reminded, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("feedback.kept.homework.write_whole", full)
    reminded.step(30.0)
    reminded.window.not_today.click()
    assert "could not be kept" in str(reminded.problems[0])
