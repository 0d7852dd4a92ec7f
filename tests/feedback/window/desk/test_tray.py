"""Tray and strip: the same words and the same menu, wherever this desktop has room for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication

from feedback.desk.events import Status
from feedback.kept.desk_records import Hindrance
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.theme import Appearance
from feedback.window.desk.icon import SIZES_PX, Doing, doing, tray_icon
from feedback.window.desk.menu import DeskActions
from feedback.window.desk.strip_window import WIDE_PX
from feedback.window.desk.tray import Tray
from tests.feedback.window.desk.days import at
from tests.feedback.window.page_checks import assert_readable, bring_up
from tests.needs import needs_window

pytestmark = needs_window

NOW = at(14, 7)


class Host(QObject):
    """A tray that a test lets come and go."""

    changed = Signal()

    def __init__(self, there: bool) -> None:
        super().__init__()
        self.there = there

    def set(self, there: bool) -> None:
        self.there = there
        self.changed.emit()


@pytest.fixture
def asked() -> list[tuple[str, float | None] | str]:
    return []


@pytest.fixture
def actions(asked: list[object]) -> DeskActions:
    return DeskActions(
        lambda what, pause_s: asked.append((what, pause_s)),
        lambda: asked.append("today"),
        lambda: asked.append("open"),
        lambda: asked.append("leave"),
    )


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


@pytest.fixture
def host() -> Host:
    return Host(there=False)


@pytest.fixture
def tray(look: Appearance, texts: Texts, actions: DeskActions, host: Host) -> Iterator[Tray]:
    tray = Tray(look, texts, actions, host)  # type: ignore[arg-type]
    yield tray
    tray.close()


STATES = (
    Status(NOW + timedelta(minutes=11), silent_days_left=5),
    Status(None, waiting_for=Hindrance.PRESENTING),
    Status(None, paused_until=NOW + timedelta(days=1)),
    Status(None, glancing=True),
)


def menu_words(tray: Tray) -> list[str]:
    return [entry.text() for entry in tray.menu.actions() if entry.isVisible() and entry.text()]


@pytest.mark.parametrize("status", STATES, ids=("next", "waiting", "paused", "glancing"))
def test_the_strip_says_it_in_a_narrow_window(tray: Tray, status: Status):
    assert tray.strip is not None
    tray.show_status(status, NOW)
    QApplication.processEvents()
    assert_readable(tray.strip)  # type: ignore[arg-type]
    assert tray.strip.width() <= WIDE_PX + 40
    assert tray.strip.told.text() == menu_words(tray)[0]


def test_the_strip_is_reached_and_used_by_key(tray: Tray, asked: list[object], qtbot: object):
    strip = tray.strip
    assert strip is not None
    bring_up(strip, qtbot)
    strip.check.setFocus()
    qtbot.keyClick(strip.focusWidget(), Qt.Key.Key_Return)  # type: ignore[attr-defined]
    qtbot.keyClick(strip.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[attr-defined]
    qtbot.keyClick(strip.focusWidget(), Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert asked == [("check", None), ("release", None)]
    for part in strip.findChildren(QAbstractButton):
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def test_closing_the_strip_quits(tray: Tray, asked: list[object]):
    assert tray.strip is not None
    tray.strip.close()
    assert asked == ["leave"]


def test_the_strip_does_not_take_the_keyboard_when_it_comes(tray: Tray):
    assert tray.strip is not None
    assert tray.strip.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_pause_can_be_ended_and_not_begun_twice(tray: Tray, asked: list[object]):
    tray.show_status(STATES[2], NOW)
    assert tray.menu.go_on.isVisible()
    assert not any(pause.isVisible() for pause in tray.menu.pauses)
    tray.menu.go_on.trigger()
    tray.show_status(STATES[0], NOW)
    assert not tray.menu.go_on.isVisible()
    for pause in tray.menu.pauses:
        pause.trigger()
    assert asked == [("resume", None), ("pause", 1800.0), ("pause", 3600.0), ("pause", None)]


def test_the_menu_asks_for_all_there_is(tray: Tray, asked: list[object]):
    menu = tray.menu
    for entry in (menu.look_now, menu.check, menu.release, menu.today, menu.open_window, menu.leave):
        entry.trigger()
    assert asked == [("look", None), ("check", None), ("release", None), "today", "open", "leave"]


def test_who_wants_no_looks_is_not_offered_one(tray: Tray):
    tray.menu.show_looks(False)
    assert not tray.menu.look_now.isVisible()


def test_a_look_that_runs_is_not_begun_again(tray: Tray):
    tray.show_status(STATES[3], NOW)
    assert not tray.menu.look_now.isEnabled()


def test_the_end_of_the_silent_week_is_told_until_the_next_start(tray: Tray):
    assert tray.strip is not None
    tray.show_status(Status(NOW, silent_days_left=1), NOW)
    tray.show_status(Status(NOW, silent_days_left=0), NOW)
    tray.show_status(Status(NOW, glancing=True), NOW)
    assert tray.strip.silence.isVisible()
    assert tray.strip.silence.text() == menu_words(tray)[1]


def test_trouble_is_told_where_one_looks(tray: Tray, host: Host):
    tray.tell_trouble("The disk is full.")
    assert tray.strip is not None
    assert tray.strip.trouble.text() == "The disk is full."
    assert "The disk is full." in menu_words(tray)


def test_from_strip_to_tray_and_back(tray: Tray, host: Host):
    tray.show_status(STATES[1], NOW)
    host.set(there=True)
    assert tray.strip is None
    assert tray.icon is not None
    assert menu_words(tray)[0] in tray.icon.toolTip()
    host.set(there=False)
    assert tray.icon is None
    assert tray.strip is not None
    assert tray.strip.told.text() == menu_words(tray)[0]


def test_each_state_has_a_picture_of_its_own_in_every_size():
    for night in (True, False):
        for size in SIZES_PX:
            pictures = []
            for shown in Doing:
                image = tray_icon(shown, night=night).pixmap(size, size).toImage()
                pictures.append(bytes(image.constBits()))
            assert len(set(pictures)) == len(Doing)


@pytest.mark.parametrize("night", [True, False])
def test_the_picture_shows_on_light_and_dark_panels(night: bool):
    image = tray_icon(Doing.WAITING, night=night).pixmap(32, 32).toImage()
    inks = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    solid = [ink.lightness() for ink in inks if ink.alpha() > 250]
    assert solid
    panel = 30 if night else 235
    assert all(abs(lightness - panel) > 60 for lightness in solid)
    assert tray_icon(Doing.WAITING, night=night, symbolic=True).isMask()


def test_status_to_picture():
    assert [doing(status) for status in STATES] == [Doing.WAITING, Doing.WAITING, Doing.PAUSED, Doing.GLANCING]
