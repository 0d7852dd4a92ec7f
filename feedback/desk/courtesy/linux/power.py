"""Linux: battery and mains from the kernel's own files; what UPower tells comes first (upower.py)."""

from __future__ import annotations

from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.table import Power

SUPPLIES = Path("/sys/class/power_supply")
FULL = 100.0


class KernelPower:
    """The batteries of the computer itself, not those of mice."""

    def __init__(self, supplies: Path = SUPPLIES) -> None:
        self._supplies = supplies

    def read(self, asking: Asking) -> Power:  # noqa: ARG002 - a handful of small files of the kernel
        """The answer now. Raises NotToldError where the kernel lists no supplies."""
        if not self._supplies.is_dir():
            raise NotToldError("no power supplies are listed")
        shares, discharging = [], False
        for supply in self._supplies.iterdir():
            if _said(supply, "type") != "Battery" or _said(supply, "scope") == "Device":
                continue
            discharging |= _said(supply, "status") == "Discharging"
            if (share := _said(supply, "capacity")).isdecimal():
                shares.append(float(share) / FULL)
        return Power(discharging, sum(shares) / len(shares) if shares else None)

    def close(self) -> None:
        """Nothing is open."""


def _said(supply: Path, name: str) -> str:
    """One of a supply's lines; "" when it is not told."""
    try:
        return (supply / name).read_text().strip()
    except OSError:
        return ""
