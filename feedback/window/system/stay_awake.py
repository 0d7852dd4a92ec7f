"""Keeps the screen from locking itself while somebody practises: with closed eyes nobody touches a key for minutes.

What a person or a closed lid locks is locked all the same. A system that cannot be asked goes its own way.
"""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtDBus import QDBusConnection, QDBusMessage

from feedback.window.system.desktop_bus import session_address

SAVER, SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
OWN_LINE = "kaakrust-awake"
REASON = "A session is running"
"""Shown by some desktops beside the program's name; in English, as they want it."""
ES_CONTINUOUS, ES_DISPLAY_REQUIRED = 0x80000000, 0x00000002
IOKIT = "/System/Library/Frameworks/IOKit.framework/IOKit"
FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
UTF8, ASSERTION_ON = 0x08000100, 255


class StayAwake:
    """``keep(True)`` until ``keep(False)``; saying the same twice costs nothing."""

    def __init__(self, address: str = "") -> None:
        self._address, self._awake = address, False
        self._assertion = ctypes.c_uint32(0)

    def keep(self, awake: bool) -> None:
        """Keep the screen awake from now on, or no longer."""
        if awake == self._awake:
            return
        self._awake = awake
        if sys.platform == "win32":
            wanted = ES_CONTINUOUS | ES_DISPLAY_REQUIRED if awake else ES_CONTINUOUS
            ctypes.WinDLL("kernel32").SetThreadExecutionState(ctypes.c_uint32(wanted))  # type: ignore[attr-defined]
        elif sys.platform == "darwin":
            self._macos(awake)
        else:
            self._linux(awake)

    def _linux(self, awake: bool) -> None:
        """On a line of our own: the desktop forgets the wish when its line is closed, even if we do not end well."""
        if not awake:
            QDBusConnection.disconnectFromBus(OWN_LINE)
            return
        address = self._address or session_address()
        line = QDBusConnection.connectToBus(address, OWN_LINE) if address else QDBusConnection("none")
        if line.isConnected():
            call = QDBusMessage.createMethodCall(SAVER, SAVER_PATH, SAVER, "Inhibit")
            call.setArguments(["Kaakrust", REASON])
            line.asyncCall(call)

    def _macos(self, awake: bool) -> None:
        power = ctypes.CDLL(IOKIT)
        if not awake:
            power.IOPMAssertionRelease(self._assertion)
            return
        foundation = ctypes.CDLL(FOUNDATION)
        words = foundation.CFStringCreateWithCString
        words.restype, words.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
        create = power.IOPMAssertionCreateWithName
        create.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p]
        kind, reason = (words(None, text, UTF8) for text in (b"PreventUserIdleDisplaySleep", REASON.encode()))
        create(kind, ASSERTION_ON, reason, ctypes.byref(self._assertion))
