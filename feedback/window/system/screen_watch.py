"""Whether the person can see the window at all: screen locked, session switched away, display unplugged, sleep.

While they cannot, a session rests and its camera is off. What each system tells comes from a module of its own
(locks.py chooses); a system that tells nothing is simply not heard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from feedback.window.system.desktop_bus import DesktopBus, session_bus, system_bus
from feedback.window.system.hidden import Hidden
from feedback.window.system.locks import system_locks
from feedback.window.system.place import bring_back, fit

SETTLE_MS = 1500
"""Unplugging shuffles screens about for a moment; after this long the window is looked for and brought back."""
SIGNS_OF_LIFE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class ScreenWatch(QObject):
    """``locked`` when the window can no longer be seen, ``unlocked`` when it can again. One for the one window.

    A press of a key or button in the window while it is thought hidden proves that it is not; the press itself does
    nothing else.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(
        self,
        window: QWidget,
        *,
        session: QDBusConnection | None = None,
        system: QDBusConnection | None = None,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._hidden: set[Hidden] = set()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(settle_ms)
        self._settled.timeout.connect(self._look_for_window)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screen_gone)
        app.screenAdded.connect(self._settled.start)
        app.primaryScreenChanged.connect(self._settled.start)
        self._source = system_locks(
            window, self.tell, DesktopBus(session or session_bus(), self), DesktopBus(system or system_bus(), self)
        )

    @property
    def hidden(self) -> bool:
        """True while the window cannot be seen."""
        return bool(self._hidden)

    def tell(self, why: Hidden, hidden: bool) -> None:
        """Something hides the window, or does so no longer."""
        before = self.hidden
        (self._hidden.add if hidden else self._hidden.discard)(why)
        if self.hidden != before:
            self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press while the window is thought hidden."""
        if event.type() not in SIGNS_OF_LIFE or not self.hidden or not event.spontaneous():
            return False
        self._hidden.clear()
        self._say()
        return True

    def _say(self) -> None:
        app = QGuiApplication.instance()
        assert app is not None
        if self.hidden:
            app.installEventFilter(self)
            self.locked.emit()
        else:
            app.removeEventFilter(self)
            self.unlocked.emit()

    def _screen_gone(self, screen: QScreen) -> None:
        if screen is self._window.screen():  # Qt moves the window only after this
            self.tell(Hidden.DISPLAY, True)
        self._settled.start()

    def _look_for_window(self) -> None:
        if all(screen.geometry().isEmpty() for screen in QGuiApplication.screens()):
            return  # no display at all; wait for one
        fit(self._window)
        if self._window.windowState() & Qt.WindowState.WindowMinimized == Qt.WindowState.WindowNoState:
            bring_back(self._window)
        self.tell(Hidden.DISPLAY, False)
