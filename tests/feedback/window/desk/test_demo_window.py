"""The demo's day in the window: all of it in forty seconds, marked as made up, and gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from feedback.desk.day_words import record_words
from feedback.desk.demo import MIDNIGHT, DemoDay
from feedback.desk.face import Face
from feedback.kept.desk_records import Glance, Hint, Release, Seen, SelfCheck
from feedback.kept.settings import Settings
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.theme import Appearance
from feedback.window.desk.demo_window import MADE_UP, OVER, DemoWindow
from feedback.window.desk.program import DeskOptions, DeskProgram
from tests.feedback.window.desk.test_tray import Host
from tests.feedback.window.page_checks import assert_readable
from tests.needs import needs_window

pytestmark = needs_window

STEP_S, MOST_STEPS = 0.5, 200


class Clock:
    """Real seconds that a test moves on."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=LANGUAGES)
def program(request: pytest.FixtureRequest, look: Appearance, clock: Clock) -> Iterator[DeskProgram]:
    day: list[DemoDay] = []

    def make(face: Face) -> DemoDay:
        day.append(DemoDay(face, clock))
        return day[0]

    options = DeskOptions(
        Texts(request.param),
        Settings(),
        wall=lambda: day[0].wall if day else MIDNIGHT,
        demo=lambda: day[0].records if day else (),
    )
    program = DeskProgram(make, options, look, Host(there=False))  # type: ignore[arg-type]
    yield program
    program.close()


def run_through(program: DeskProgram, clock: Clock) -> Iterator[DemoWindow]:
    """The day, half a second at a time, with the window as it is then."""
    assert program.demo is not None
    for _ in range(MOST_STEPS):
        program.wake()
        QApplication.processEvents()
        yield program.demo
        if program.keeper.over:
            return
        clock.s += STEP_S
    raise AssertionError("the day does not end")


def test_a_whole_day(program: DeskProgram, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    said, small = set(), set()
    for window in run_through(program, clock):
        said.add(window.sentence.said.split("  ")[-1].split(":")[0])
        assert_readable(window)  # type: ignore[arg-type]
        for name in ("hint", "question", "release"):
            shown = getattr(program.face, name)
            if shown is not None and shown.isVisible():
                small.add(name)
    assert 38 <= clock.s <= 60
    assert small == {"hint", "question", "release"}
    assert len(said) > 10  # waiting, looking, and the times of the next looks
    records = program.options.demo()  # type: ignore[misc]
    kinds = {type(record) for record in records}
    assert kinds == {Glance, Hint, SelfCheck, Release}
    seen = {record.seen for record in records if isinstance(record, Glance)}
    assert {Seen.RELAXED, Seen.TENSE, Seen.UNSURE, Seen.NOT_TAKEN} <= seen
    assert list(tmp_path.iterdir()) == []  # nothing is written anywhere


def test_it_is_marked_as_made_up_and_stands_for_a_while_at_its_end(program: DeskProgram, clock: Clock):
    *_, window = run_through(program, clock)
    texts = program.options.texts
    assert texts.say(MADE_UP) in [label.text() for label in window.findChildren(QLabel)]
    assert window.sentence.said == texts.say(OVER)
    assert window.is_over
    assert window.isVisible()


def test_whoever_looks_closer_keeps_it_open(program: DeskProgram, clock: Clock, qtbot: object):
    *_, window = run_through(program, clock)
    qtbot.keyClick(window.line, Qt.Key.Key_Right)  # type: ignore[attr-defined]
    qtbot.keyClick(window, Qt.Key.Key_Shift)  # type: ignore[attr-defined]
    assert not window.is_over
    first = min(program.options.demo(), key=lambda record: record.at)  # type: ignore[misc]
    assert window.told.text() == record_words(first, program.options.texts)
