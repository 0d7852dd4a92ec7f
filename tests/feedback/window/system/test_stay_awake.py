"""With closed eyes nobody touches a key, and the screen does not lock itself meanwhile."""

from __future__ import annotations

import pytest

from feedback.window.system.stay_awake import REASON, SAVER, SAVER_PATH, StayAwake
from tests.feedback.window.system.buses import Answers, Bus, bus  # noqa: F401 - a fixture
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="D-Bus is the post of Linux desktops")


def test_the_screen_saver_is_asked_once_and_let_go(bus: Bus, qtbot: object) -> None:  # noqa: F811
    saver = Answers({("Inhibit", "Kaakrust", REASON): 7})
    assert bus.other.registerService(SAVER)
    assert bus.other.registerVirtualObject(SAVER_PATH, saver)
    desktop = bus.other.interface()
    awake = StayAwake(bus.address)
    awake.keep(True)
    awake.keep(True)
    qtbot.waitUntil(lambda: bool(saver.asked), timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert desktop.isServiceRegistered(saver.asker).value()
    awake.keep(False)
    gone = lambda: not desktop.isServiceRegistered(saver.asker).value()  # noqa: E731
    qtbot.waitUntil(gone, timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert len(saver.asked) == 1


def test_without_a_bus_it_goes_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    awake = StayAwake()
    awake.keep(True)
    awake.keep(False)
