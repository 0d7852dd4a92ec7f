"""Linux: how long nobody touched anything, as the desktop tells over D-Bus."""

from __future__ import annotations

import time

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.locked import LOGIN, LOGIN_PATH, MANAGER, SESSION
from feedback.desk.courtesy.linux.plain_bus import PlainBus
from feedback.desk.courtesy.table import Quiet

MUTTER, MUTTER_PATH = "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"
SAVER, SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
MS, US = 1e3, 1e6


class MutterIdle:
    """GNOME's own count, under X11 and Wayland."""

    def __init__(self, session: PlainBus) -> None:
        self._session = session

    def read(self, asking: Asking) -> Quiet:
        """The answer now. Raises NotToldError, OSError."""
        (idle_ms,) = self._session.call(asking, MUTTER, MUTTER_PATH, MUTTER, "GetIdletime")
        return Quiet(float(str(idle_ms)) / MS)

    def close(self) -> None:
        """The bus is others' too."""


class SaverIdle:
    """KDE's count under X11, in ms; under Wayland it stands still, so it is not asked there."""

    def __init__(self, session: PlainBus) -> None:
        self._session = session

    def read(self, asking: Asking) -> Quiet:
        """The answer now. Raises NotToldError, OSError."""
        (idle_ms,) = self._session.call(asking, SAVER, SAVER_PATH, SAVER, "GetSessionIdleTime")
        return Quiet(float(str(idle_ms)) / MS)

    def close(self) -> None:
        """The bus is others' too."""


class LoginIdle:
    """logind's word, which a desktop sets after minutes of its own; it is told late, but better than never.

    A session that was never called idle may be one whose desktop never calls it so: that is not told.
    """

    def __init__(self, system: PlainBus) -> None:
        self._system = system

    def read(self, asking: Asking) -> Quiet:
        """The answer now. Raises NotToldError, OSError."""
        (path,) = self._system.call(asking, LOGIN, LOGIN_PATH, MANAGER, "GetSession", "auto", form="s")
        since_us = self._system.get(asking, LOGIN, str(path), SESSION, "IdleSinceHintMonotonic")
        if not isinstance(since_us, int) or since_us == 0:
            raise NotToldError("never called idle")
        if self._system.get(asking, LOGIN, str(path), SESSION, "IdleHint") is not True:
            return Quiet(0.0)
        return Quiet(max(0.0, time.clock_gettime(time.CLOCK_MONOTONIC) - since_us / US))

    def close(self) -> None:
        """The bus is others' too."""
