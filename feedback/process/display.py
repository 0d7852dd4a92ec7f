"""Whether a window can be opened, found out before Qt is imported, which would end the process."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys

from vision.errors import PlainError
from vision.sentences import N_

SYSTEM_LIBRARIES = (
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libX11.so.6", "libx11-6"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
)
"""What every Qt window on Linux loads, with the Debian package that brings it."""
X11_LIBRARIES = (
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-shm.so.0", "libxcb-shm0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-util.so.1", "libxcb-util1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
)
"""What Qt needs besides to speak with an X11 screen (the xcb plugin's own dependencies)."""


class WindowError(PlainError):
    """No window can be opened here."""


def has_display() -> bool:
    """True when a window could be seen: always on macOS and Windows, where a screen answers elsewhere."""
    if sys.platform in ("darwin", "win32") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return True
    return bool(os.environ.get("DISPLAY")) and _x11_answers()


def _x11_answers() -> bool:
    """Whether the X11 screen is there. Qt would end the process over one left behind by a closed connection."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # what is missing is said by check_window
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    for act in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        act.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def check_window() -> None:
    """Raise WindowError, naming what to install, when Qt is missing or a system library it loads is."""
    if importlib.util.find_spec("PySide6") is None:
        raise WindowError(N_("The window needs PySide6. Install it with: pip install PySide6-Essentials"))
    missing = missing_packages()
    if missing:
        raise WindowError(
            N_("The window needs system libraries that are not here. On Debian or Ubuntu: sudo apt install {packages}"),
            packages=" ".join(missing),
        )


def missing_packages() -> tuple[str, ...]:
    """The Debian packages whose libraries cannot be loaded; empty when all is well or the system is not Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted: tuple[tuple[str, str], ...] = SYSTEM_LIBRARIES
    if os.environ.get("DISPLAY") and os.environ.get("QT_QPA_PLATFORM", "xcb") == "xcb":
        wanted += X11_LIBRARIES
    return tuple(package for library, package in wanted if not _loads(library))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
