"""The desk's process: one timer, what the person does reaches the keeper, and the camera is let go at the end."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from feedback.desk.config import DeskConfig
from feedback.desk.events import Status
from feedback.desk.face import Face
from feedback.desk.single import FRONT, LEAVE, take_place, tell_desk
from feedback.kept.desk_records import HintAnswer, Teeth
from feedback.kept.settings import Settings
from feedback.process.own_program import own_command
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.desk.hint_window import HintWindow
from feedback.window.desk.program import LONGEST_SLEEP_S, DeskOptions, DeskProgram
from feedback.window.desk.visitors import Visitors
from tests.feedback.window.desk.days import at
from tests.feedback.window.desk.test_tray import Host
from tests.needs import needs_window
from tests.patience import PATIENCE_MS
from vision.sentences import Sentence

pytestmark = needs_window


class Told:
    """A keeper that only notes what it is told."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.config = DeskConfig()
        self.heard: list[object] = []
        self.wait_s = math.inf
        self.over = False

    def step(self) -> None:
        self.heard.append("step")

    def answer_hint(self, answer: HintAnswer) -> None:
        self.heard.append(answer)

    def answer_check(self, teeth: Teeth | None) -> None:
        self.heard.append(teeth)

    def end_release(self, whole: bool) -> None:
        self.heard.append(whole)

    def ask(self, what: str, pause_s: float | None = None) -> None:
        self.heard.append((what, pause_s))

    def configure(self, config: DeskConfig) -> None:
        self.heard.append(config)

    def close(self) -> None:
        self.heard.append("closed")


@pytest.fixture
def program(look: Appearance) -> Iterator[DeskProgram]:
    options = DeskOptions(Texts("en"), Settings(), ("--data-dir", "somewhere"), wall=lambda: at(14, 7))
    program = DeskProgram(Told, options, look, Host(there=False))  # type: ignore[arg-type]
    yield program
    program.close()


def heard(program: DeskProgram) -> list[object]:
    assert isinstance(program.keeper, Told)
    return program.keeper.heard


def test_it_sleeps_until_something_is_due(program: DeskProgram):
    program.wake()
    assert heard(program) == ["step"]
    assert program.sleeps_s == pytest.approx(LONGEST_SLEEP_S, rel=0.1)  # coarse on purpose: wake-ups are shared
    program.keeper.wait_s = 90.0  # type: ignore[misc]
    program.wake()
    assert program.sleeps_s == pytest.approx(90, rel=0.1)


def test_a_hint_is_answered_and_the_jaw_hangs(program: DeskProgram):
    face = program.face
    face.show_hint(60.0)
    assert face.hint is not None
    face.hint.release.click()
    face.start_release(30.0)
    assert face.release is not None
    assert not face.release.isActiveWindow()  # whoever came from a hint goes on typing
    face.release.stop.click()
    assert heard(program) == [HintAnswer.RELEASE, False]


def test_a_second_hint_takes_the_place_of_the_first(program: DeskProgram):
    program.face.show_hint(60.0)
    first = program.face.hint
    program.face.show_hint(60.0)
    assert first is not program.face.hint
    hints = [
        window for window in QApplication.topLevelWidgets() if isinstance(window, HintWindow) and window.isVisible()
    ]
    assert hints == [program.face.hint]
    assert heard(program) == []


def test_the_question_of_the_menu_is_answered(program: DeskProgram, qtbot: object):
    program.face.tray.menu.check.trigger()
    program.face.ask_teeth(60.0, by_chance=False)
    assert program.face.question is not None
    qtbot.keyClicks(program.face.question, "3")  # type: ignore[attr-defined]
    assert heard(program) == [("check", None), Teeth.PRESSED]


def test_a_question_asked_by_the_person_stays(program: DeskProgram, qtbot: object):
    program.face.ask_teeth(0.01, by_chance=False)
    program.face.ask_teeth(0.01, by_chance=True)
    qtbot.waitUntil(lambda: heard(program) == [None], timeout=PATIENCE_MS)  # type: ignore[attr-defined]


def test_what_stands_in_the_way_takes_both_away(program: DeskProgram):
    program.face.show_hint(60.0)
    program.face.ask_teeth(60.0, by_chance=True)
    program.face.take_hint_away()
    program.face.take_question_away()
    assert heard(program) == []
    assert program.face.hint is None
    assert program.face.question is None


def test_status_and_trouble_are_told(program: DeskProgram):
    program.face.show_status(Status(at(14, 7) + timedelta(minutes=13)))
    program.face.trouble(Sentence("The disk is full."))
    strip = program.face.tray.strip
    assert strip is not None
    assert strip.told.text() == "Next look about 14:20."
    assert strip.trouble.text() == "The disk is full."


def test_today_opens_in_a_process_of_its_own(program: DeskProgram, monkeypatch: pytest.MonkeyPatch):
    begun: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *command: begun.append(command))
    program.face.tray.menu.today.trigger()
    program.face.tray.menu.open_window.trigger()
    today, home = ([program, *arguments] for program, arguments in begun)
    assert today == own_command("today", "--data-dir", "somewhere")
    assert home == own_command("--data-dir", "somewhere")


def test_a_second_start_is_heard_and_so_is_the_end(tmp_path: Path, qtbot: object):
    only = take_place(tmp_path)
    assert only is not None
    visitors, said = Visitors(only), []
    visitors.front.connect(lambda: said.append(FRONT))
    visitors.leave.connect(lambda: said.append(LEAVE))
    try:
        for word in (FRONT, LEAVE):
            caller = threading.Thread(target=tell_desk, args=(tmp_path, word))
            caller.start()
            qtbot.waitUntil(lambda word=word: word in said, timeout=PATIENCE_MS)  # type: ignore[attr-defined]
            caller.join()
    finally:
        visitors.close()
        only.leave()
    assert said == [FRONT, LEAVE]
