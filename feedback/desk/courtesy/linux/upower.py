"""Linux: battery and mains as UPower tells, which knows of batteries that the kernel's files count twice."""

from __future__ import annotations

from feedback.desk.courtesy.asking import Asking
from feedback.desk.courtesy.linux.plain_bus import PlainBus
from feedback.desk.courtesy.table import Power

UPOWER, UPOWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
DISPLAY_PATH, DEVICE = f"{UPOWER_PATH}/devices/DisplayDevice", f"{UPOWER}.Device"
FULL = 100.0


class UPower:
    """What the desktop's own battery sign shows."""

    def __init__(self, system: PlainBus) -> None:
        self._system = system

    def read(self, asking: Asking) -> Power:
        """The answer now. Raises NotToldError, OSError."""
        on_battery = self._system.get(asking, UPOWER, UPOWER_PATH, UPOWER, "OnBattery") is True
        if not on_battery:  # then how full it is decides nothing
            return Power(on_battery=False)
        if self._system.get(asking, UPOWER, DISPLAY_PATH, DEVICE, "IsPresent") is not True:
            return Power(on_battery)
        percentage = self._system.get(asking, UPOWER, DISPLAY_PATH, DEVICE, "Percentage")
        return Power(on_battery, float(str(percentage)) / FULL)

    def close(self) -> None:
        """The bus is others' too."""
