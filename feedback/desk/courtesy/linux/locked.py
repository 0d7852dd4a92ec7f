"""Linux: whether the screen can be seen, as logind, the screen savers and the kernel's list of screens tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.plain_bus import PlainBus

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""Service, which is the interface too, and object."""
SCREENS = Path("/sys/class/drm")


class LoginSession:
    """Whether logind says that this session is locked or not in front, or that the computer goes to sleep."""

    def __init__(self, system: PlainBus) -> None:
        self._system = system
        self._path = ""

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError."""
        if not self._path:
            (found,) = self._system.call(asking, LOGIN, LOGIN_PATH, MANAGER, "GetSession", "auto", form="s")
            self._path = str(found)
        if self._system.get(asking, LOGIN, self._path, SESSION, "LockedHint") is True:
            return True
        if self._system.get(asking, LOGIN, self._path, SESSION, "Active") is False:
            return True
        return self._system.get(asking, LOGIN, LOGIN_PATH, MANAGER, "PreparingForSleep") is True

    def close(self) -> None:
        """Forget the session: after a new login it is another. The bus is others' too."""
        self._path = ""


class ScreenSaver:
    """Whether one desktop's screen saver shows, which most also do while locked."""

    def __init__(self, session: PlainBus, service: str, path: str) -> None:
        self._session, self._service, self._path = session, service, path

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError."""
        (active,) = self._session.call(asking, self._service, self._path, self._service, "GetActive")
        return active is True

    def close(self) -> None:
        """The bus is others' too."""


class ScreensOff:
    """Whether every screen that shows something has been sent to sleep, from the kernel's own files."""

    def __init__(self, screens: Path = SCREENS) -> None:
        self._screens = screens

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - a handful of small files of the kernel
        """The answer now. Raises NotToldError where the kernel knows of no screen in use (remote, some drivers)."""
        states = [
            _line(screen / "dpms")
            for screen in self._screens.glob("card*-*")
            if (_line(screen / "status"), _line(screen / "enabled")) == ("connected", "enabled")
        ]
        if not states:
            raise NotToldError("no screen is listed")
        return all(state == "Off" for state in states)

    def close(self) -> None:
        """Nothing is open."""


def savers(session: PlainBus) -> Sequence[ScreenSaver]:
    """One for every desktop; those that are not running say so at once."""
    return [ScreenSaver(session, service, path) for service, path in SAVERS]


def _line(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
