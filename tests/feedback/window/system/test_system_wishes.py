"""What the person asked of the whole system is followed at once, without asking again here."""

from __future__ import annotations

import pytest
from PySide6.QtDBus import QDBusConnection

from feedback.window.controls.theme import Appearance
from feedback.window.system.system_wishes import PORTAL, PORTAL_PATH, PORTAL_SETTINGS, SystemWishes
from tests.feedback.window.system.buses import Answers, Bus, bus  # noqa: F401 - a fixture
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="D-Bus is the post of Linux desktops")
GNOME = ("org.gnome.desktop.interface", "enable-animations")


def tell(bus: Bus, area: str, key: str, value: str) -> None:  # noqa: F811
    change = (f"string:{area}", f"string:{key}", f"variant:{value}")
    bus.send(PORTAL_PATH, f"{PORTAL_SETTINGS}.SettingChanged", *change)


@pytest.mark.parametrize(
    ("area", "key", "less", "usual"),
    [
        (*GNOME, "boolean:false", "boolean:true"),
        ("org.freedesktop.appearance", "reduced-motion", "uint32:1", "uint32:0"),
        ("org.kde.kdeglobals.KDE", "AnimationDurationFactor", "string:0", "string:1.0"),
    ],
)
def test_shapes_rest_when_the_desktop_asks_for_it_and_move_again(
    bus: Bus,  # noqa: F811
    look: Appearance,
    qtbot: object,
    area: str,
    key: str,
    less: str,
    usual: str,
) -> None:
    look.follow(SystemWishes(bus.connection))
    assert not look.less_motion
    tell(bus, area, key, less)
    qtbot.waitUntil(lambda: look.less_motion, timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    tell(bus, area, key, usual)
    qtbot.waitUntil(lambda: not look.less_motion, timeout=PATIENCE_MS)  # type: ignore[attr-defined]


def test_what_was_asked_before_the_start_counts(bus: Bus, look: Appearance, qtbot: object) -> None:  # noqa: F811
    portal = Answers({("Read", *GNOME): False})
    assert bus.other.registerService(PORTAL)
    assert bus.other.registerVirtualObject(PORTAL_PATH, portal)
    look.follow(SystemWishes(bus.connection))
    qtbot.waitUntil(lambda: look.less_motion, timeout=PATIENCE_MS)  # type: ignore[attr-defined]


def test_without_a_bus_nothing_is_asked_for(look: Appearance) -> None:
    look.follow(SystemWishes(QDBusConnection("none")))
    assert not look.less_motion
