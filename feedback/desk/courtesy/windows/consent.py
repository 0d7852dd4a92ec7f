r"""Windows: which programs use the camera or the microphone, from what its own sign in the task bar is drawn from.

Every program that was ever allowed to has a key with the times at which it last began and ended; no end: it still does.
Kept under HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterator
from types import ModuleType

from feedback.desk.courtesy.asking import Asking
from feedback.desk.courtesy.windows.library import windows_library

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
WEBCAM, MICROPHONE = "webcam", "microphone"
NOT_PACKAGED = "NonPackaged"
"""Ordinary programs lie below this, named by their path with # for its strokes; those of the store beside it."""
BEGAN, ENDED = "LastUsedTimeStart", "LastUsedTimeStop"
TICKS_A_S, TICKS_BEFORE_1970 = 10_000_000, 116_444_736_000_000_000
"""Times are counted in 100 ns since 1601."""
BOOT_MARGIN_S = 600.0
"""A use that began longer than this before the computer did was never ended in the store: the computer went off."""


class ConsentUse:
    """Whether a program other than this one uses what ``capability`` names."""

    def __init__(self, capability: str) -> None:
        self._place = f"{STORE}\\{capability}"

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError (FileNotFoundError among them where there is no such store)."""
        registry = importlib.import_module("winreg")
        booted = _booted_ticks()
        own = {path.replace("\\", "#").lower() for path in (sys.executable, getattr(sys, "_base_executable", ""))}
        for name, began, ended in _uses(registry, self._place, asking):
            if ended == 0 and began > booted and name.lower() not in own:
                return True
        return False

    def close(self) -> None:
        """Nothing is open."""


def _uses(registry: ModuleType, place: str, asking: Asking) -> Iterator[tuple[str, int, int]]:
    """Each program's name and the times of its last use."""
    with registry.OpenKey(registry.HKEY_CURRENT_USER, place) as store:
        for name in _keys_in(registry, store):
            asking.left_s()
            if name == NOT_PACKAGED:
                yield from _uses(registry, f"{place}\\{name}", asking)
                continue
            try:
                with registry.OpenKey(store, name) as program:
                    began, _ = registry.QueryValueEx(program, BEGAN)
                    ended, _ = registry.QueryValueEx(program, ENDED)
            except OSError:  # never used, or taken away meanwhile
                continue
            yield name, int(began), int(ended)


def _keys_in(registry: ModuleType, key: object) -> list[str]:
    count, _, _ = registry.QueryInfoKey(key)
    return [registry.EnumKey(key, number) for number in range(count)]


def _booted_ticks() -> int:
    running_s = windows_library("kernel32").GetTickCount64() / 1000.0
    return int((time.time() - running_s - BOOT_MARGIN_S) * TICKS_A_S) + TICKS_BEFORE_1970
