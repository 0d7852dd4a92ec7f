"""macOS: battery and mains."""

from __future__ import annotations

from feedback.desk.courtesy.asking import Asking
from feedback.desk.courtesy.macos.foundation import POINTER, entry, function, items, number, owned, words
from feedback.desk.courtesy.table import Power

SOURCES = "IOKit"
BATTERY_POWER = "Battery Power"
TYPE, OWN_BATTERY = "Type", "InternalBattery"
NOW, WHEN_FULL = "Current Capacity", "Max Capacity"


class MacPower:
    """What the sign in the menu bar shows."""

    def read(self, asking: Asking) -> Power:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        with owned(function(SOURCES, "IOPSCopyPowerSourcesInfo", POINTER)()) as told:
            providing = function(SOURCES, "IOPSGetProvidingPowerSourceType", POINTER, POINTER)(told)
            on_battery = words(providing or None) == BATTERY_POWER
            with owned(function(SOURCES, "IOPSCopyPowerSourcesList", POINTER, POINTER)(told)) as sources:
                describe = function(SOURCES, "IOPSGetPowerSourceDescription", POINTER, POINTER, POINTER)
                described = [describe(told, source) for source in items(sources)]
                return Power(on_battery, next(filter(None, map(_share, filter(None, described))), None))

    def close(self) -> None:
        """Nothing is open."""


def _share(battery: int) -> float | None:
    """How full a battery is; None for what is none of the computer's own (a mouse, a supply under the desk)."""
    if words(entry(battery, TYPE)) != OWN_BATTERY:
        return None
    now, full = number(entry(battery, NOW)), number(entry(battery, WHEN_FULL))
    return now / full if now is not None and full else None
