"""A session rests while its window cannot be seen: told by a real bus, by screens that go, and by nobody."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

import pytest
from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusConnection, QDBusObjectPath
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from feedback.window.system.hidden import Hidden
from feedback.window.system.locks_linux import LOGIN, LOGIN_PATH, MANAGER, SESSION
from feedback.window.system.locks_windows import meaning
from feedback.window.system.screen_watch import ScreenWatch
from tests.feedback.window.system.buses import Answers, Bus, bus  # noqa: F401 - a fixture
from tests.patience import PATIENCE_MS

OURS, THEIRS = f"{LOGIN_PATH}/session/_32", f"{LOGIN_PATH}/session/c9"
NO_BUS = QDBusConnection("none")
linux = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is the post of Linux desktops")


@pytest.fixture
def window(qtbot: object) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    window.show()
    return window


class Hears:
    """What the window was told, in order."""

    def __init__(self, watch: ScreenWatch, qtbot: object) -> None:
        self.told: list[str] = []
        self._bot = qtbot
        watch.locked.connect(lambda: self.told.append("locked"))
        watch.unlocked.connect(lambda: self.told.append("unlocked"))

    def becomes(self, *told: str) -> None:
        self._bot.waitUntil(lambda: self.told == list(told), timeout=PATIENCE_MS)  # type: ignore[attr-defined]


@linux
@pytest.mark.parametrize("saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_screen_that_is_locked_and_unlocked(bus: Bus, window: QWidget, qtbot: object, saver: str) -> None:  # noqa: F811
    hears = Hears(ScreenWatch(window, session=bus.connection, system=NO_BUS), qtbot)
    path = "/" + saver.replace(".", "/")
    bus.send(path, f"{saver}.ActiveChanged", "boolean:true")
    hears.becomes("locked")
    bus.send(path, f"{saver}.ActiveChanged", "boolean:false")
    hears.becomes("locked", "unlocked")


@linux
def test_a_computer_that_sleeps_and_wakes_locked(bus: Bus, window: QWidget, qtbot: object) -> None:  # noqa: F811
    hears = Hears(ScreenWatch(window, session=bus.connection, system=bus.connection), qtbot)
    saver = "org.freedesktop.ScreenSaver"
    bus.send(LOGIN_PATH, f"{MANAGER}.PrepareForSleep", "boolean:true")
    hears.becomes("locked")
    bus.send("/", f"{saver}.ActiveChanged", "boolean:true")
    bus.send(LOGIN_PATH, f"{MANAGER}.PrepareForSleep", "boolean:false")
    bus.send("/", f"{saver}.ActiveChanged", "boolean:false")
    hears.becomes("locked", "unlocked")  # once: awake is not yet unlocked


@linux
def test_ones_own_session_counts_and_no_other(bus: Bus, window: QWidget, qtbot: object) -> None:  # noqa: F811
    state = {("Get", SESSION, "Active"): True, ("Get", SESSION, "LockedHint"): False}
    login, ours = Answers({("GetSession", "auto"): QDBusObjectPath(OURS)}), Answers(dict(state))
    assert bus.other.registerService(LOGIN)
    assert bus.other.registerVirtualObject(LOGIN_PATH, login)
    assert bus.other.registerVirtualObject(OURS, ours)
    hears = Hears(ScreenWatch(window, session=NO_BUS, system=bus.connection), qtbot)
    qtbot.waitUntil(lambda: len(ours.asked) >= len(state), timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    bus.send(THEIRS, f"{SESSION}.Lock")
    bus.send(OURS, f"{SESSION}.Lock")
    hears.becomes("locked")
    bus.send(THEIRS, f"{SESSION}.Unlock")
    bus.send(OURS, f"{SESSION}.Unlock")
    hears.becomes("locked", "unlocked")
    changed = (f"string:{SESSION}", "dict:string:boolean:Active,false", "array:string:")
    ours.known["Get", SESSION, "Active"] = False  # another person's session comes to the front
    bus.send(OURS, "org.freedesktop.DBus.Properties.PropertiesChanged", *changed)
    hears.becomes("locked", "unlocked", "locked")
    ours.known["Get", SESSION, "Active"] = True
    bus.send(OURS, "org.freedesktop.DBus.Properties.PropertiesChanged", *changed)
    hears.becomes("locked", "unlocked", "locked", "unlocked")


def test_a_display_that_is_unplugged_brings_the_window_back(window: QWidget, qtbot: object) -> None:
    watch = ScreenWatch(window, session=NO_BUS, system=NO_BUS, settle_ms=1)
    hears = Hears(watch, qtbot)
    window.move(5000, 5000)
    QGuiApplication.instance().screenRemoved.emit(window.screen())  # as Qt says it, before it moves anything
    assert hears.told == ["locked"]
    hears.becomes("locked", "unlocked")
    assert QGuiApplication.primaryScreen().geometry().intersects(window.frameGeometry())


def test_a_press_of_a_key_proves_that_the_window_is_seen(window: QWidget, qtbot: object) -> None:
    watch = ScreenWatch(window, session=NO_BUS, system=NO_BUS)
    hears = Hears(watch, qtbot)
    watch.tell(Hidden.SCREEN, True)  # and its end is never told
    qtbot.keyClick(window, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert hears.told == ["locked", "unlocked"]
    qtbot.keyClick(window, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert hears.told == ["locked", "unlocked"]


def test_without_a_bus_it_is_silent(window: QWidget, qtbot: object) -> None:
    hears = Hears(ScreenWatch(window, session=NO_BUS, system=NO_BUS), qtbot)
    qtbot.wait(1)  # type: ignore[attr-defined]
    assert hears.told == []


@pytest.mark.parametrize(
    ("message", "parameter", "told"),
    [
        pytest.param(0x02B1, 7, (Hidden.SCREEN, True), id="locked"),
        pytest.param(0x02B1, 8, (Hidden.SCREEN, False), id="unlocked"),
        pytest.param(0x0218, 4, (Hidden.ASLEEP, True), id="falls asleep"),
        pytest.param(0x0218, 0x12, (Hidden.ASLEEP, False), id="wakes"),
        pytest.param(0x0218, 10, None, id="the battery changed"),
        pytest.param(0x0100, 7, None, id="a key"),
    ],
)
def test_what_windows_says(message: int, parameter: int, told: tuple[Hidden, bool] | None) -> None:
    native = wintypes.MSG(message=message, wParam=parameter)
    assert meaning(ctypes.addressof(native)) == told
