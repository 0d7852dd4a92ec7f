"""What Linux desktops tell over D-Bus, from services on a bus of our own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="D-Bus is the post of Linux desktops")
pytest.importorskip("jeepney", reason="the library for D-Bus is Linux's")

from feedback.desk.courtesy.asking import PATIENCE_S, Asking, NotToldError  # noqa: E402
from feedback.desk.courtesy.linux import desktop as room  # noqa: E402
from feedback.desk.courtesy.linux.disturb import DUNST, NotificationsHeld, SwayHeld, XfceHeld  # noqa: E402
from feedback.desk.courtesy.linux.idle import LoginIdle, MutterIdle, SaverIdle  # noqa: E402
from feedback.desk.courtesy.linux.locked import LoginSession, savers  # noqa: E402
from feedback.desk.courtesy.linux.upower import UPower  # noqa: E402
from feedback.desk.courtesy.sources import Sources  # noqa: E402
from feedback.desk.courtesy.table import Power, Quiet  # noqa: E402
from feedback.kept.desk_records import Hindrance  # noqa: E402
from tests.feedback.desk.courtesy.conftest import Desktop  # noqa: E402
from tests.feedback.desk.courtesy.test_sources import at  # noqa: E402

LOGIN = "org.freedesktop.login1"
SESSION = f"{LOGIN}.Session"
UPOWER, DEVICE = "org.freedesktop.UPower", "org.freedesktop.UPower.Device"
IN_FRONT: dict[str, tuple[str, object] | None] = {
    f"{LOGIN}.Manager.GetSession auto": ("o", "/org/freedesktop/login1/session/_32"),
    f"{LOGIN}.Manager.PreparingForSleep": ("b", False),
    f"{SESSION}.LockedHint": ("b", False),
    f"{SESSION}.Active": ("b", True),
}
Patiently = Callable[[], Asking]


def test_a_locked_session_is_seen_and_seen_again_unlocked(desktop: Desktop, patiently: Patiently):
    desktop.has(LOGIN).says(IN_FRONT)
    session = LoginSession(desktop.bus())
    for name, hiding in ((f"{SESSION}.LockedHint", True), (f"{SESSION}.Active", False)):
        assert session.read(patiently()) is False
        desktop.says({name: ("b", hiding)})
        assert session.read(patiently()) is True
        desktop.says(IN_FRONT)
    desktop.says({f"{LOGIN}.Manager.PreparingForSleep": ("b", True)})
    assert session.read(patiently()) is True


@pytest.mark.parametrize("saver", range(5))
def test_each_desktops_screen_saver_hides_the_screen(desktop: Desktop, patiently: Patiently, saver: int):
    source = savers(desktop.bus())[saver]
    name = source._service
    with pytest.raises(NotToldError):
        source.read(patiently())
    desktop.has(name).says({f"{name}.GetActive": ("b", False)})
    assert source.read(patiently()) is False
    desktop.says({f"{name}.GetActive": ("b", True)})
    assert source.read(patiently()) is True


def test_idle_time_comes_in_milliseconds(desktop: Desktop, patiently: Patiently):
    bus = desktop.bus()
    desktop.has("org.gnome.Mutter.IdleMonitor", "org.freedesktop.ScreenSaver")
    desktop.says(
        {
            "org.gnome.Mutter.IdleMonitor.GetIdletime": ("t", 4_500),
            "org.freedesktop.ScreenSaver.GetSessionIdleTime": ("u", 130_000),
        }
    )
    assert MutterIdle(bus).read(patiently()) == Quiet(4.5)
    assert SaverIdle(bus).read(patiently()) == Quiet(130.0)


def test_logind_is_believed_only_once_it_called_the_session_idle(desktop: Desktop, patiently: Patiently):
    source = LoginIdle(desktop.bus())
    since = f"{SESSION}.IdleSinceHintMonotonic"
    desktop.has(LOGIN).says({**IN_FRONT, since: ("t", 0), f"{SESSION}.IdleHint": ("b", False)})
    with pytest.raises(NotToldError):
        source.read(patiently())
    before_us = int(time.clock_gettime(time.CLOCK_MONOTONIC) * 1e6) - 300_000_000
    desktop.says({since: ("t", before_us), f"{SESSION}.IdleHint": ("b", True)})
    assert source.read(patiently()).idle_s >= 300.0
    desktop.says({f"{SESSION}.IdleHint": ("b", False)})
    assert source.read(patiently()) == Quiet(0.0)


@pytest.mark.parametrize("interface", ["org.freedesktop.Notifications.Inhibited", f"{DUNST}.paused"])
def test_messages_held_back_mean_do_not_disturb(desktop: Desktop, patiently: Patiently, interface: str):
    place, _, name = interface.rpartition(".")
    source = NotificationsHeld(desktop.bus(), place, name)
    desktop.has("org.freedesktop.Notifications")
    with pytest.raises(NotToldError):  # GNOME's has no such property
        source.read(patiently())
    for held in (True, False):
        desktop.says({interface: ("b", held)})
        assert source.read(patiently()) is held


def test_xfce_and_small_desktops_say_when_not_to_disturb(desktop: Desktop, patiently: Patiently):
    bus = desktop.bus()
    desktop.has("org.xfce.Xfconf", "org.erikreider.swaync.cc")
    for held in (True, False):
        desktop.says(
            {
                "org.xfce.Xfconf.GetProperty xfce4-notifyd /do-not-disturb": ("v", ("b", held)),
                "org.erikreider.swaync.cc.GetDnd": ("b", held),
            }
        )
        assert XfceHeld(bus).read(patiently()) is held
        assert SwayHeld(bus).read(patiently()) is held


def test_the_battery_is_asked_of_upower(desktop: Desktop, patiently: Patiently):
    source = UPower(desktop.bus())
    desktop.has(UPOWER).says({f"{UPOWER}.OnBattery": ("b", False)})
    assert source.read(patiently()) == Power(on_battery=False)
    desktop.says(
        {
            f"{UPOWER}.OnBattery": ("b", True),
            f"{DEVICE}.IsPresent": ("b", True),
            f"{DEVICE}.Percentage": ("d", 19.0),
        }
    )
    assert source.read(patiently()) == Power(on_battery=True, share=0.19)


def test_a_bus_that_was_lost_is_joined_again(desktop: Desktop, patiently: Patiently):
    bus = desktop.bus()
    desktop.has(UPOWER).says({f"{UPOWER}.OnBattery": ("b", False)})
    source = UPower(bus)
    source.read(patiently())
    assert bus._socket is not None
    bus._socket.shutdown(socket.SHUT_RDWR)
    with pytest.raises(OSError, match=r"gone|pipe|reset"):
        source.read(patiently())
    assert source.read(patiently()) == Power(on_battery=False)


def test_no_service_is_started_by_asking(desktop: Desktop, patiently: Patiently):
    with pytest.raises(NotToldError, match=r"NameHasNoOwner|ServiceUnknown"):
        SaverIdle(desktop.bus()).read(patiently())


def test_a_whole_desktop_that_hangs_delays_nothing(desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Bus, sound server and screen that listen and never say a word: every question ends in time, no thread is left."""
    doors = [hanging(tmp_path / name) for name in ("bus", "X7", "native")]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'native'}")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("feedback.desk.courtesy.linux.x11.SOCKETS", tmp_path)
    threads = threading.active_count()
    sources = Sources.of_this_system()
    asked = 0
    unknown: frozenset[Hindrance] = frozenset()
    while asked < 20 and not unknown >= {Hindrance.ABSENT, Hindrance.PRESENTING}:
        began = time.monotonic()
        unknown = sources.ask(at()).unknown
        asked += 1
        assert time.monotonic() - began < 20 * PATIENCE_S  # bounded at all; how soon on a busy machine is not asked
    assert unknown >= {Hindrance.ABSENT, Hindrance.PRESENTING}
    assert threading.active_count() == threads
    sources.close()
    for door in doors:
        door.close()


def test_a_service_that_hangs_is_asked_once_and_the_others_go_on(desktop: Desktop):
    desktop.has("org.gnome.Mutter.IdleMonitor").says({"org.gnome.Mutter.IdleMonitor.GetIdletime": None})
    desktop.has("org.freedesktop.ScreenSaver").says({"org.freedesktop.ScreenSaver.GetSessionIdleTime": ("u", 7_000)})
    bus = desktop.bus()
    with pytest.raises(NotToldError):
        MutterIdle(bus).read(Asking(0.0, 0.01))
    assert SaverIdle(bus).read(Asking(0.0, 30.0)) == Quiet(7.0)  # the late answer of the other is not taken for its


def hanging(path: Path) -> socket.socket:
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(path))
    door.listen(64)
    return door


def test_without_any_desktop_nothing_is_opened_and_nothing_raised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER", "PULSE_RUNTIME_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    sources = Sources.of_this_system()
    told = sources.ask(at())
    sources.close()
    assert {Hindrance.ABSENT, Hindrance.PRESENTING} <= told.unknown


def test_the_whole_table_over_one_bus(desktop: Desktop, monkeypatch: pytest.MonkeyPatch, patiently: Patiently):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", desktop.address)
    monkeypatch.setattr("feedback.desk.courtesy.sources.Asking", lambda _: patiently())
    desktop.has(LOGIN, UPOWER, "org.gnome.Mutter.IdleMonitor", "org.freedesktop.Notifications").says(
        {
            **IN_FRONT,
            "org.gnome.Mutter.IdleMonitor.GetIdletime": ("t", 121_000),
            "org.freedesktop.Notifications.Inhibited": ("b", True),
            f"{UPOWER}.OnBattery": ("b", True),
            f"{DEVICE}.IsPresent": ("b", True),
            f"{DEVICE}.Percentage": ("d", 12.0),
            f"{SESSION}.LockedHint": ("b", True),
        }
    )
    sources = Sources(room.linux_table())
    told = sources.ask(at())
    sources.close()
    assert told.reasons >= {Hindrance.ABSENT, Hindrance.PRESENTING, Hindrance.BATTERY, Hindrance.LOCKED}
    assert told.idle_s == 121.0
