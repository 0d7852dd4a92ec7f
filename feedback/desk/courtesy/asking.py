"""One question to the system: how long it may take, what no answer is, and how several sources make one answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

PATIENCE_S = 0.4
"""What all sources together may take; a glance has to end within 0.5 s of a microphone opening."""
REST_S, LONGEST_REST_S = 60.0, 1800.0
"""How long a source that did not answer is left alone at first, and at most: each further silence doubles it."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class NotToldError(Exception):
    """The system does not say; why, in a few words for the log of the doctor."""


class Asking:
    """One question: when it was put, and what is left of the time for it.

    steady_s: the desk's steady clock, by which sources rest.
    """

    def __init__(
        self, steady_s: float, patience_s: float = PATIENCE_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.steady_s = steady_s
        self._clock = clock
        self._until = clock() + patience_s

    def left_s(self, at_most: float = PATIENCE_S) -> float:
        """Seconds to wait for one answer. Raises NotToldError when there are none."""
        left = self._until - self._clock()
        if left <= 0.0:
            raise NotToldError("no time left")
        return min(left, at_most)

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self._clock() >= self._until


class Source(Protocol[T_co]):
    """Something that can be asked. It opens what it needs when asked and keeps it open until closed."""

    def read(self, asking: Asking) -> T_co:
        """The answer now. Raises NotToldError, or anything else that goes wrong with a system."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...


class Resting(Source[T]):
    """A source that is left alone for a while after it failed, so that what is missing costs nothing."""

    def __init__(self, source: Source[T]) -> None:
        self._source = source
        self._rest_until: float | None = None
        self._rest_s = REST_S
        self.why = ""
        """What went wrong last; "" while it answers."""

    def read(self, asking: Asking) -> T:
        """The source's answer. Raises NotToldError only."""
        if asking.over:  # others took the time; that is not this one's fault
            raise NotToldError("no time left")
        if self._rest_until is not None and asking.steady_s < self._rest_until:
            raise NotToldError(self.why)
        try:
            answer = self._source.read(asking)
        except Exception as error:  # a system can fail in any way, and none of them stops the desk
            self.why = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            self._rest_until = asking.steady_s + self._rest_s
            self._rest_s = min(2.0 * self._rest_s, LONGEST_REST_S)
            self._source.close()
            raise NotToldError(self.why) from error
        self._rest_until, self._rest_s, self.why = None, REST_S, ""
        return answer

    def close(self) -> None:
        """Let go; the next question is put at once."""
        self._source.close()
        self._rest_until, self._rest_s = None, REST_S


class FirstOf(Source[T]):
    """The first of several sources that answers; the others are not asked."""

    def __init__(self, *sources: Source[T]) -> None:
        self._sources = [Resting(source) for source in sources]

    def read(self, asking: Asking) -> T:
        """One answer. Raises NotToldError when none has one."""
        silent: list[str] = []
        for source in self._sources:
            try:
                return source.read(asking)
            except NotToldError as error:
                silent.append(str(error))
        raise NotToldError("; ".join(silent))

    def close(self) -> None:
        """Let go of all."""
        _close(self._sources)


class AnyOf(Source[bool]):
    """Whether any of several sources says yes."""

    def __init__(self, *sources: Source[bool]) -> None:
        self._sources = [Resting(source) for source in sources]

    def read(self, asking: Asking) -> bool:
        """True, or False when at least one says no. Raises NotToldError when none answers."""
        answered, silent = False, []
        for source in self._sources:
            try:
                if source.read(asking):
                    return True
                answered = True
            except NotToldError as error:
                silent.append(str(error))
        if not answered:
            raise NotToldError("; ".join(silent))
        return False

    def close(self) -> None:
        """Let go of all."""
        _close(self._sources)


def _close(sources: Sequence[Source[object]]) -> None:
    for source in sources:
        source.close()
