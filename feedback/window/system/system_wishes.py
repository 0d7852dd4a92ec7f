"""What the person asked of the whole system: less motion, more contrast.

Qt knows of contrast from 6.10 on, of motion not yet; so motion is asked of the system itself: on Linux over the desktop
portal, on Windows and macOS through one call each. A system that does not answer asks for nothing.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication

from feedback.window.system.desktop_bus import DesktopBus, session_bus

PORTAL, PORTAL_PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
PORTAL_SETTINGS = "org.freedesktop.portal.Settings"
MOTION_SETTINGS: dict[tuple[str, str], Callable[[object], bool]] = {
    ("org.freedesktop.appearance", "reduced-motion"): lambda value: value == 1,
    ("org.gnome.desktop.interface", "enable-animations"): lambda value: value is False,
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"): lambda value: str(value) in ("0", "0.0"),
}
"""Where Linux desktops keep it, and which value asks for less motion."""
SPI_GETCLIENTAREAANIMATION = 0x1042
"""Windows: whether windows may move things inside (Settings, Accessibility, Visual effects)."""


class SystemWishes(QObject):
    """The wishes now; ``changed`` when one of them does. Made once, by the program."""

    changed = Signal()

    def __init__(self, bus: QDBusConnection | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._still: set[tuple[object, object]] = set()
        self._hints = QGuiApplication.styleHints()
        if hasattr(self._hints, "accessibility"):  # Qt 6.10 and later
            self._hints.accessibility().contrastPreferenceChanged.connect(self.changed)
        if sys.platform.startswith("linux"):
            self._listen(DesktopBus(bus or session_bus(), self))
        else:
            self._ask_system()
            app = QGuiApplication.instance()
            if isinstance(app, QGuiApplication):
                app.applicationStateChanged.connect(self._ask_system)

    @property
    def less_motion(self) -> bool:
        """True when shapes shall rest."""
        return bool(self._still)

    @property
    def more_contrast(self) -> bool:
        """True when words and edges shall be stronger."""
        if not hasattr(self._hints, "accessibility"):
            return False
        return self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    def _listen(self, bus: DesktopBus) -> None:
        bus.listen(PORTAL_PATH, PORTAL_SETTINGS, "SettingChanged", self._take)
        for area, key in MOTION_SETTINGS:

            def answered(values: list[object], area: str = area, key: str = key) -> None:
                self._take([area, key, *values])

            bus.ask(PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "Read", [area, key], answered)

    def _take(self, told: list[object]) -> None:
        if len(told) == 3 and (told[0], told[1]) in MOTION_SETTINGS:
            key = str(told[0]), str(told[1])
            self._set(key, MOTION_SETTINGS[key](told[2]))

    def _ask_system(self) -> None:
        still = windows_wants_less_motion() if sys.platform == "win32" else macos_wants_less_motion()
        self._set((sys.platform, ""), still)

    def _set(self, source: tuple[object, object], still: bool) -> None:
        before = self.less_motion
        (self._still.add if still else self._still.discard)(source)
        if before != self.less_motion:
            self.changed.emit()


def windows_wants_less_motion() -> bool:
    """Windows: animation effects are switched off."""
    moving = ctypes.c_int(1)
    user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined]
    user32.SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(moving), 0)
    return moving.value == 0


def macos_wants_less_motion() -> bool:
    """macOS: "Reduce motion" is on."""
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]
    send_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    send_bool = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    workspace = send_object(objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace"))
    return bool(send_bool(workspace, objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")))
