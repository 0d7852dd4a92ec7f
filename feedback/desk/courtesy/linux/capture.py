"""Linux: whether the sound hardware records, and for whom, from the kernel's own files."""

from __future__ import annotations

from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError

CARDS = Path("/proc/asound")
PROCESSES = Path("/proc")
CLOSED = "closed"
SERVERS = frozenset({"pipewire", "pipewire-pulse", "wireplumber", "pulseaudio", "pipewire-media-", "jackd", "jackdbus"})
"""Sound servers by the names of their processes (at most 15 letters): they hold the hardware for others."""


class HardwareCapture:
    """Whether any capture device of the sound cards is open.

    servers_count: False where somebody else tells for whom the sound server records.
    """

    def __init__(self, *, servers_count: bool = True, cards: Path = CARDS, processes: Path = PROCESSES) -> None:
        self._servers_count, self._cards, self._processes = servers_count, cards, processes

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - a handful of small files of the kernel
        """The answer now. Raises NotToldError where there are no sound cards."""
        if not self._cards.is_dir():
            raise NotToldError("no sound cards")
        return any(self._counts(state.read_text()) for state in self._cards.glob("card*/pcm*c/sub*/status"))

    def close(self) -> None:
        """Nothing is open."""

    def _counts(self, state: str) -> bool:
        if state.strip() == CLOSED:
            return False
        return self._servers_count or self._owner(state) not in SERVERS

    def _owner(self, state: str) -> str:
        """The name of the process that holds it; "" when it is not told."""
        for line in state.splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "owner_pid" and value.strip().isdecimal():
                try:
                    return (self._processes / value.strip() / "comm").read_text().strip()
                except OSError:
                    return ""
        return ""
