"""How far a long piece of work on the history is, and the wish to leave it. Crosses from one thread to another."""

from __future__ import annotations


class WorkLeft(Exception):  # noqa: N818 - no error: the person asked for it
    """The person does not want the work to go on. Whoever writes undoes what is not whole."""


class Progress:
    """Counted by the thread that works; ``part`` and ``leave`` are for any other.

    part: how much is done, 0..1; 0 for work that does not say how much there is.
    """

    def __init__(self) -> None:
        self.part = 0.0
        self._steps, self._done, self._left = 0, 0, False

    def expect(self, steps: int) -> None:
        """There will be so many steps."""
        self._steps, self._done, self.part = steps, 0, 0.0

    def step(self) -> None:
        """One step more. Raises WorkLeft when nobody waits for the rest."""
        if self._left:
            raise WorkLeft
        self._done += 1
        if self._steps > 0:
            self.part = min(1.0, self._done / self._steps)

    def leave(self) -> None:
        """End the work at its next step."""
        self._left = True
