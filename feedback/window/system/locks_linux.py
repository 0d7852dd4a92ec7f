"""Linux: what logind and the screen savers tell over D-Bus of locking, switching sessions and sleeping."""

from __future__ import annotations

from functools import partial

from feedback.window.system.desktop_bus import DesktopBus
from feedback.window.system.hidden import Hidden, Tell

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver")
STATES = {"LockedHint": (Hidden.SCREEN, True), "Active": (Hidden.ELSEWHERE, False)}
"""Properties of a session: what they are about, and which value hides the window."""


class LinuxLocks:
    """Listens as long as it lives; both buses may be missing."""

    def __init__(self, session: DesktopBus, system: DesktopBus, tell: Tell) -> None:
        self._system, self._tell = system, tell
        self._states: dict[str, object] = {}
        for saver in SAVERS:
            session.listen("", saver, "ActiveChanged", lambda values: tell(Hidden.SCREEN, values == [True]))
        system.listen(LOGIN_PATH, MANAGER, "PrepareForSleep", lambda values: tell(Hidden.ASLEEP, values == [True]))
        system.ask(LOGIN, LOGIN_PATH, MANAGER, "GetSession", ["auto"], self._own_session)

    def _own_session(self, answer: list[object]) -> None:
        """Which of the computer's sessions is ours: others may be locked as they like."""
        path = answer[0].path()  # type: ignore[attr-defined]
        self._system.listen(path, SESSION, "Lock", lambda _: self._tell(Hidden.SCREEN, True))
        self._system.listen(path, SESSION, "Unlock", lambda _: self._tell(Hidden.SCREEN, False))
        self._system.listen(path, PROPERTIES, "PropertiesChanged", lambda _: self._ask_states(path))
        self._ask_states(path)

    def _ask_states(self, path: str) -> None:
        for name in STATES:
            self._system.ask(LOGIN, path, PROPERTIES, "Get", [SESSION, name], partial(self._state, name))

    def _state(self, name: str, answer: list[object]) -> None:
        """Only a change counts: a session that was never in front (a remote one) is seen all the same."""
        about, hiding = STATES[name]
        before = self._states.setdefault(name, answer[0])
        self._states[name] = answer[0]
        if before != answer[0]:
            self._tell(about, answer[0] is hiding)
