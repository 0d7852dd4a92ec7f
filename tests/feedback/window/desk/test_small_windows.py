"""Hint, self-check and release in a corner: they take nothing away, and go by themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from feedback.desk.release import RELEASE_LASTS_S
from feedback.kept.desk_records import HintAnswer, Teeth
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.theme import Appearance
from feedback.window.desk.check_window import CheckWindow
from feedback.window.desk.hint_window import HintWindow
from feedback.window.desk.release_window import ReleaseWindow
from tests.feedback.window.page_checks import assert_readable, bring_up
from tests.needs import needs_window
from tests.patience import PATIENCE_MS
from tests.places import ROOT


def keyboard_goes_to_any() -> bool:
    """Qt's own screen in memory gives every window that is shown the keyboard, whatever it asks for."""
    return QGuiApplication.platformName() == "offscreen"


pytestmark = needs_window


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


class Clock:
    """Seconds that a test moves on."""

    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def answers() -> list[object]:
    return []


@pytest.fixture
def hint(look: Appearance, texts: Texts, answers: list[object], qtbot: object) -> HintWindow:
    window = HintWindow(look, texts, answers.append)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    return window


def question(look: Appearance, answers: list[object], qtbot: object, *, by_chance: bool) -> CheckWindow:
    window = CheckWindow(look, Texts("en"), answers.append, lambda: answers.append("release"), by_chance=by_chance)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    return window


def over_it(window: QWidget) -> None:
    middle = QPointF(window.rect().center())
    QApplication.sendEvent(window, QEnterEvent(middle, middle, QPointF(window.mapToGlobal(middle.toPoint()))))


def off_it(window: QWidget) -> None:
    QApplication.sendEvent(window, QEvent(QEvent.Type.Leave))


def test_a_hint_takes_no_keyboard_and_stands_in_a_corner(hint: HintWindow, qtbot: object):
    other = QWidget()
    qtbot.addWidget(other)  # type: ignore[attr-defined]
    bring_up(other, qtbot)
    hint.come_for(60.0)
    QApplication.processEvents()
    assert other.isActiveWindow() or keyboard_goes_to_any()
    assert not hint.isActiveWindow() or keyboard_goes_to_any()
    assert hint.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert hint.windowType() is Qt.WindowType.Tool  # no entry in the task bar
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(hint.frameGeometry())
    assert room.right() - hint.geometry().right() < 30


def test_a_hint_can_be_read(hint: HintWindow):
    hint.come_for(60.0)
    assert_readable(hint)  # type: ignore[arg-type]
    for button in (hint.release, hint.not_right, hint.later):
        assert button.accessibleName()


def test_a_hint_goes_by_itself(hint: HintWindow, answers: list[object], qtbot: object):
    hint.come_for(0.01)
    qtbot.waitUntil(lambda: answers == [HintAnswer.NONE], timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert not hint.isVisible()


def test_its_time_stands_still_under_the_pointer(hint: HintWindow, answers: list[object]):
    hint.come_for(60.0)
    assert hint.waits
    over_it(hint)
    assert not hint.waits
    off_it(hint)
    assert hint.waits
    assert answers == []


@pytest.mark.parametrize(
    ("button", "answer"),
    [("release", HintAnswer.RELEASE), ("not_right", HintAnswer.NOT_RIGHT), ("later", HintAnswer.LATER)],
)
def test_one_click_answers_a_hint_once(hint: HintWindow, answers: list[object], button: str, answer: HintAnswer):
    hint.come_for(60.0)
    getattr(hint, button).click()
    getattr(hint, button).click()
    hint.close()
    assert answers == [answer]
    assert not hint.isVisible()


def test_a_hint_taken_away_answers_nothing(hint: HintWindow, answers: list[object]):
    hint.come_for(60.0)
    hint.take_away()
    assert not hint.isVisible()
    assert answers == []


def test_a_screen_reader_hears_a_hint_politely(hint: HintWindow, monkeypatch: pytest.MonkeyPatch):
    told: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    hint.come_for(60.0)
    (event,) = told
    assert event.type() is QAccessible.Event.Announcement


def test_a_hint_on_a_screen_that_is_unplugged_goes_to_one_that_is_left(hint: HintWindow):
    hint.come_for(60.0)
    hint.move(-5000, -5000)
    QGuiApplication.instance().screenRemoved.emit(hint.screen())  # type: ignore[union-attr]
    assert QGuiApplication.primaryScreen().geometry().intersects(hint.geometry())


@pytest.mark.parametrize(("key", "teeth"), list(zip("12345", Teeth, strict=True)))
def test_one_key_answers_the_question(look: Appearance, answers: list[object], qtbot: object, key: str, teeth: Teeth):
    window = question(look, answers, qtbot, by_chance=False)
    window.come_for(0.0)
    qtbot.keyClicks(window, key + "1")  # type: ignore[attr-defined]
    assert answers == [teeth]
    assert window.isVisible()  # a word back stands for a moment
    window.close()
    assert answers == [teeth]


def test_escape_leaves_the_question(look: Appearance, answers: list[object], qtbot: object):
    window = question(look, answers, qtbot, by_chance=False)
    window.come_for(0.0)
    qtbot.keyClick(window, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert answers == [None]
    assert not window.isVisible()


def test_a_question_by_chance_takes_no_keyboard_and_goes(look: Appearance, answers: list[object], qtbot: object):
    other = QWidget()
    qtbot.addWidget(other)  # type: ignore[attr-defined]
    bring_up(other, qtbot)
    window = question(look, answers, qtbot, by_chance=True)
    window.come_for(0.05)
    QApplication.processEvents()
    assert other.isActiveWindow() or keyboard_goes_to_any()
    qtbot.waitUntil(lambda: answers == [None], timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert not window.isVisible()


def test_a_question_taken_away_answers_nothing(look: Appearance, answers: list[object], qtbot: object):
    window = question(look, answers, qtbot, by_chance=True)
    window.come_for(60.0)
    window.take_away()
    assert answers == []


def test_after_an_answer_the_jaw_may_hang(look: Appearance, answers: list[object], qtbot: object):
    window = question(look, answers, qtbot, by_chance=False)
    window.come_for(0.0)
    assert_readable(window)  # type: ignore[arg-type]
    window.question.answer(Teeth.PRESSED)
    assert_readable(window)  # type: ignore[arg-type]
    window.hang.click()
    assert answers == [Teeth.PRESSED, "release"]


def test_arrows_go_from_answer_to_answer(look: Appearance, answers: list[object], qtbot: object):
    window = question(look, answers, qtbot, by_chance=False)
    window.come_for(0.0)
    bring_up(window, qtbot)
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Down)  # type: ignore[attr-defined]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert answers == [Teeth.TOUCHING]


def release_at(look: Appearance, answers: list[object], clock: Callable[[], float], qtbot: object) -> ReleaseWindow:
    window = ReleaseWindow(look, Texts("en"), answers.append, takes_keyboard=False, clock=clock)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    window.come()
    return window


def test_thirty_seconds_of_hanging(look: Appearance, answers: list[object], qtbot: object):
    clock = Clock()
    window = release_at(look, answers, clock, qtbot)
    assert_readable(window)  # type: ignore[arg-type]
    said, hanging = [], []
    for second in range(0, 31, 5):
        clock.s = 100.0 + second
        window.view.tick()
        said.append(window.view.sentence.said)
        hanging.append(window.view.hammock.hanging)
    assert said == [
        *["Let your jaw sink"] * 2,
        *["Teeth apart, lips soft"] * 2,
        *["Breathe out slowly"] * 2,
        "That was it. Keep the space.",
    ]
    assert hanging[0] == 0.0
    assert hanging[2] > 0.9
    assert answers == [True]


def test_a_release_can_be_left_at_any_moment(look: Appearance, answers: list[object], qtbot: object):
    clock = Clock()
    window = release_at(look, answers, clock, qtbot)
    clock.s += RELEASE_LASTS_S / 2
    window.view.tick()
    window.stop.click()
    assert answers == [False]
    assert not window.isVisible()


def test_with_less_motion_the_hammock_stands(look: Appearance, answers: list[object], qtbot: object):
    look.set_less_motion(True)
    clock = Clock()
    window = release_at(look, answers, clock, qtbot)
    seen = set()
    for second in range(30):
        clock.s = 100.0 + second
        window.view.tick()
        seen.add(window.view.hammock.hanging)
    assert len(seen) == 1


def test_high_contrast_has_an_edge_that_shows(hint: HintWindow, look: Appearance):
    look.set_more_contrast(True)
    hint.come_for(60.0)
    edge = hint.grab().toImage().pixelColor(0, hint.height() // 2)
    ground = hint.grab().toImage().pixelColor(6, 6)
    assert abs(edge.lightness() - ground.lightness()) > 60


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scale", ["1", "2"])
def test_every_small_window_can_be_read_in_all_letters_on_a_low_screen(scale: str):
    told = subprocess.run(
        [sys.executable, "-m", "tests.feedback.window.desk.every_small_window"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert (told.returncode, told.stdout) == (0, ""), told.stdout + told.stderr
