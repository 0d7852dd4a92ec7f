"""macOS: what the system tells every program of locking; sleep is seen by the clock (feedback/visit/wake.py)."""

from __future__ import annotations

import ctypes

from feedback.window.system.hidden import Hidden, Tell

FRAMEWORK = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
MEANING = {b"com.apple.screenIsLocked": True, b"com.apple.screenIsUnlocked": False}
UTF8, DELIVER_IMMEDIATELY = 0x08000100, 4
CALLED = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


class MacosLocks:
    """Listens as long as the program runs: the system calls back in the window's own thread."""

    def __init__(self, tell: Tell) -> None:
        foundation = ctypes.CDLL(FRAMEWORK)
        foundation.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        foundation.CFStringCreateWithCString.restype = ctypes.c_void_p
        foundation.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
        add = foundation.CFNotificationCenterAddObserver
        add.argtypes = [*[ctypes.c_void_p] * 2, CALLED, *[ctypes.c_void_p] * 2, ctypes.c_long]
        add.restype = None
        centre = foundation.CFNotificationCenterGetDistributedCenter()
        self._called = []  # the system keeps only their addresses
        for name, hidden in MEANING.items():
            called = CALLED(lambda *_, hidden=hidden: tell(Hidden.SCREEN, hidden))
            self._called.append(called)
            add(centre, None, called, foundation.CFStringCreateWithCString(None, name, UTF8), None, DELIVER_IMMEDIATELY)
