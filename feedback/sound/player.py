"""Plays the sound of a session through the computer's sound device, as long as there is one.

The line is never kept waiting: a thread of its own opens the device, sees it go and tries again, and the device's own
thread fetches the samples. What there is to say is told with the next turn.
"""

from __future__ import annotations

import atexit
import queue
import threading
import time
from collections.abc import Sequence
from types import TracebackType

from feedback.sound.instrument import Instrument
from feedback.sound.loops import Samples
from feedback.sound.output import LATENCY_S, NoSoundSystemError, Output, OutputError, forget_stuck, library
from feedback.sound.score import Score
from feedback.visit.events import SILENT, Event, NoticeEvent
from feedback.visit.view import View
from vision.errors import PlainError
from vision.sentences import N_

RETRY_S, LONGEST_RETRY_S = 2.0, 30.0
"""A device that went is tried again after so long, then after twice that, and so on to the longest."""
LOOK_EVERY_S = 0.25
FADE_S = 0.35
"""A closed player fades for so long; with the instrument's own glide that leaves a hundredth."""
RING_S = 4.0
"""The end chime may ring for so long after the session has closed."""
SEE_OFF_S = 1.5
"""A program that ends waits so much longer for a device to be given back."""
LOST = N_("The sound device is gone. It stays quiet and is tried again.")


class Player:
    """A listener of the line that plays. Use it as a context manager around the session.

    ``volume`` (0..1) and ``muted`` may be set from any thread; the sound glides there. Without a device it stays
    silent and says so once. The device is first opened when a session runs.
    """

    def __init__(self, volume: float = 0.5, *, muted: bool = False) -> None:
        self.volume, self.muted = volume, muted
        self._score = Score()
        self._instrument: Instrument | None = None
        self._thread: threading.Thread | None = None
        self._leaving, self._hurry = threading.Event(), threading.Event()
        self._fading = self._said = False
        self._told: queue.SimpleQueue[PlainError] = queue.SimpleQueue()

    def __enter__(self) -> Player:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, view: View, events: Sequence[Event]) -> list[Event]:
        """One turn further: play what is to be heard from now on."""
        if view.session is not None and self._thread is None and not self._leaving.is_set():
            self._thread = threading.Thread(target=self._attend, name="sound", daemon=True)
            self._thread.start()
        for chime in self._score.follow(view, events):
            if self._instrument is not None:
                self._instrument.touch(chime)
        told: list[Event] = []
        while not self._told.empty():
            problem = self._told.get()
            told.append(NoticeEvent(view.now_s, SILENT, problem.sentence))
        return told

    def close(self) -> None:
        """End at once for the caller. What sounds rings out and fades in the player's own thread."""
        self._leaving.set()

    # In the player's own thread

    def _attend(self) -> None:
        """Keep a device playing until the player is closed."""
        wait_s = RETRY_S
        while not self._leaving.is_set():
            began_s = time.monotonic()
            try:
                self._play()
            except NoSoundSystemError as problem:
                self._tell(problem)
                return
            except OutputError as problem:
                self._tell(problem)
            if time.monotonic() - began_s > LONGEST_RETRY_S:  # it did play: the next try may be soon
                wait_s = RETRY_S
            self._leaving.wait(wait_s)
            wait_s = min(2 * wait_s, LONGEST_RETRY_S)

    def _play(self) -> None:
        """Play until the player is closed or the device goes. Raises OutputError when there is none."""
        instrument = Instrument(volume=0.0)  # before the library: making it takes most room for a moment
        library()
        atexit.register(self._see_off)  # after the library has registered its own, so that this one is called first

        def render(count: int) -> Samples:
            instrument.target = self._score.target
            instrument.volume = 0.0 if self._fading or self.muted else self.volume
            return instrument.take(count)

        try:
            output = Output(render)
            self._instrument = instrument
            try:
                self._watch(output)
                if output.alive:
                    self._ring_out(output, instrument)
            finally:
                self._instrument = None
                output.close()
        finally:
            atexit.unregister(self._see_off)

    def _watch(self, output: Output) -> None:
        """Wait until the player is closed or the device has gone, and tell that."""
        missed = 0  # a computer that just woke deserves a second look
        while missed < 2:
            if self._leaving.wait(LOOK_EVERY_S):
                return
            missed = 0 if output.alive else missed + 1
        self._tell(OutputError(LOST))

    def _tell(self, problem: PlainError) -> None:
        """Say why it is silent: once, for the next reason to be silent tells nothing new."""
        if not self._said:
            self._said = True
            self._told.put(problem)

    def _ring_out(self, output: Output, instrument: Instrument) -> None:
        until_s = time.monotonic() + RING_S
        while instrument.ringing and output.alive and time.monotonic() < until_s:
            if self._hurry.wait(LOOK_EVERY_S):
                break
        self._fading = True
        time.sleep(FADE_S + LATENCY_S)  # what was handed over before is heard first

    # When the program ends

    def _see_off(self) -> None:
        """Wait for the last sound, though not for a device that hangs. Ctrl-C cuts it short."""
        thread = self._thread
        assert thread is not None
        self.close()
        try:
            thread.join(RING_S + SEE_OFF_S)
        except KeyboardInterrupt:
            self._hurry.set()
            thread.join(SEE_OFF_S)
        if thread.is_alive():
            forget_stuck()
