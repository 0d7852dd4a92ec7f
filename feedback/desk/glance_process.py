"""The glance's process: started, looked after without waiting, ended.

Between glances nothing of it is left: no camera, no model, no memory. Whatever becomes of it (killed, hung, silent,
full of somebody else's lines) ends as one `Glance`, and disturbs nothing else.
"""

from __future__ import annotations

import math
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import IO

from feedback.desk.events import Now
from feedback.desk.glance_line import Glimpsed, from_line, missed
from feedback.kept.desk_records import Glance, Hindrance
from feedback.process.own_program import own_child

TRACES = "KAAKRUST_GLANCE_TRACES"
"""In the environment: the folder that traces of glances go to; the desk hands it on to every process it starts."""
CHILD = "glance"
"""Its name among feedback.process.own_program.CHILDREN."""
POLL_S = 0.1
"""How often a running one is looked after: what it found is told within this."""
POLITE_S = 0.2
"""Asked to end, it is given so long, then killed; with the polls between, the camera is free within 0.5 s."""
GONE_S = 2.0
"""A killed process that is still there hangs in a driver. It is told as failed, and reaped when it goes."""
HEARD_S = 0.5
"""So long what it said last is waited for once it is gone; a pipe that somebody else holds open is left."""
LONGEST_LINE = 4096
"""Bytes of a line that are looked at; a glance says less than 300."""

Command = Callable[[float], Sequence[str]]
"""The command line of a glance of at most so many seconds."""


def glance_command(source: str, profile: str, data_dir: str) -> Command:
    """How this program starts a glance through ``source`` (as `open_source` takes it), against this profile."""
    return lambda at_most_s: own_child(CHILD, source, profile, data_dir, f"{at_most_s:.1f}")


class GlanceProcess:
    """At most one glance at a time, as `feedback.desk.keeper.Glances`.

    profile: whose baseline it uses. steady: a clock that never goes back, s; its own, since it measures real processes.
    """

    def __init__(self, command: Command, profile: str, steady: Callable[[], float] = time.monotonic) -> None:
        self._command, self._profile, self._steady = command, profile, steady
        self._running: _Running | None = None
        self._unstarted: Glance | None = None
        self._hanging: list[subprocess.Popen[bytes]] = []

    def start(self, now: Now, at_most_s: float) -> None:
        """Start one, unless one runs. It is killed after ``at_most_s``."""
        if self._running is not None or self._unstarted is not None:
            return
        try:
            self._running = _Running(self._command(at_most_s), now.wall, self._steady(), at_most_s)
        except (OSError, ValueError):
            self._unstarted = missed(Hindrance.FAILED).at(now.wall, self._profile)

    def end(self, why: Hindrance) -> None:
        """End the running one; its word is then ``why``."""
        if self._running is not None:
            self._running.ask_to_end(why, self._steady())

    def poll(self, now: Now) -> Glance | None:  # noqa: ARG002 - other glances go by the clock that is handed in
        """The glance, once its process is gone; None before. Never waits longer than HEARD_S, and seldom at all."""
        self._hanging = [process for process in self._hanging if process.poll() is None]
        unstarted, self._unstarted = self._unstarted, None
        running = self._running
        if running is None or not running.is_over(self._steady()):
            return unstarted
        return self._outcome(running)

    def due_s(self, now: Now) -> float:
        """When to poll next."""
        busy = self._running is not None or self._unstarted is not None
        return now.steady_s + POLL_S if busy else math.inf

    def close(self) -> None:
        """Kill whatever runs: the camera is free when this returns, unless its driver hangs."""
        if self._running is not None:
            self._running.kill(self._steady())
            with suppress(subprocess.TimeoutExpired):
                self._running.process.wait(GONE_S)
            self._outcome(self._running)

    def _outcome(self, running: _Running) -> Glance:
        self._running = None
        if running.process.poll() is None:
            self._hanging.append(running.process)
        return running.outcome(self._steady()).at(running.at, self._profile)


class _Running:
    """One process, from its start to its end. Raises OSError when it cannot be started."""

    def __init__(self, command: Sequence[str], at: datetime, began_s: float, at_most_s: float) -> None:
        self.at = at
        self._began_s, self._kill_s = began_s, began_s + at_most_s
        self._killed_s = math.inf
        self._why: Hindrance | None = None
        self._said: Glimpsed | None = None
        # In a session of its own the terminal's Ctrl-C does not reach it: who started it ends it.
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
            creationflags=flags,
        )
        assert self.process.stdout is not None
        self._ear = threading.Thread(target=self._hear, args=(self.process.stdout,), name="glance", daemon=True)
        self._ear.start()

    def ask_to_end(self, why: Hindrance, now_s: float) -> None:
        """Ask once; the first reason stands."""
        if self._why is None:
            self._why, self._kill_s = why, min(self._kill_s, now_s + POLITE_S)
            self.process.terminate()

    def kill(self, now_s: float) -> None:
        """End it now."""
        self._killed_s = min(self._killed_s, now_s)
        self.process.kill()

    def is_over(self, now_s: float) -> bool:
        """Whether it is gone, or hangs beyond what can be ended; one that takes too long is killed."""
        if self.process.poll() is None and now_s >= self._kill_s:
            self.kill(now_s)
        return self.process.poll() is not None or now_s - self._killed_s >= GONE_S

    def outcome(self, now_s: float) -> Glimpsed:
        """What it said, or why that is nothing. An end that was asked for is the word even of one that had finished.

        Without a word of its own the camera may have been open all the time.
        """
        if self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()
        self._ear.join(HEARD_S)
        took_s = now_s - self._began_s
        if self._why is not None:
            return missed(self._why, took_s)
        if self._said is None or self._killed_s < math.inf:
            return missed(Hindrance.FAILED, took_s)
        return self._said

    def _hear(self, out: IO[bytes]) -> None:
        """Listen to the end, so that nothing it prints can hold it up; the last line that is a glance counts."""
        with out, suppress(OSError, ValueError):
            while line := out.readline(LONGEST_LINE):
                if (said := from_line(line)) is not None:
                    self._said = said
