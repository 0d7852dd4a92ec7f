"""The sound device, through PortAudio. Only outputs are ever opened.

PortAudio looks for devices once, when it starts; to find the one that is the default now it has to start anew, and it
must not while anything plays. ``sounddevice`` is imported here and late: vision/mesh_library.py keeps mediapipe from
importing it, and a program that stays silent needs none of it.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from feedback.process.own_program import own_child
from feedback.sound.loops import RATE_HZ, Samples
from vision.errors import PlainError
from vision.sentences import N_

LATENCY_S = 0.2
"""So much sound is handed over ahead: the sound changes over seconds, and a busy computer shall not be heard."""
TRIAL_S = 10.0
"""A sound system that has not started by then will not."""
FIRST_CALL_S, NO_CALL_S = 3.0, 1.5
"""A device that asks for no sound for so long, after it was opened and later, is gone. Bluetooth takes its time."""

NO_PORTAUDIO = N_("No sound: PortAudio, a part of the system, is missing (libportaudio2 on Debian and Ubuntu).")
NO_LIBRARY = N_("No sound: the Python package sounddevice is missing.")
NO_ANSWER = N_("No sound: this computer's sound system does not start.")
NO_DEVICE = N_("There is no sound device. It stays quiet and is tried again.")


class OutputError(PlainError):
    """No sound can be played."""


class NoSoundSystemError(OutputError):
    """There is nothing that could play, and trying again makes no sense."""


_guard = threading.Lock()
_open = 0
_looked = False


class Output:
    """A stream to the default output device, playing ``render(count)``: float32 (count, 2) at ``RATE_HZ``.

    ``render`` is called from the device's thread. Raises OutputError.
    """

    def __init__(self, render: Callable[[int], Samples]) -> None:
        self._render = render
        self._called_s = 0.0
        self._stream = _opened(self._play)
        self._called_s = time.monotonic() + FIRST_CALL_S - NO_CALL_S

    @property
    def alive(self) -> bool:
        """False once the device has gone or has stopped asking for sound."""
        return self._stream.active and time.monotonic() - self._called_s < NO_CALL_S

    def close(self) -> None:
        """Give the device back. May wait for as long as a device that hangs."""
        global _open
        try:
            self._stream.close(ignore_errors=True)
        finally:
            with _guard:
                _open -= 1

    def _play(self, out: Samples, count: int, clock: object, status: object) -> None:  # noqa: ARG002 - PortAudio's call
        self._called_s = time.monotonic()
        out[:] = self._render(count)


def library() -> Any:  # noqa: ANN401 - sounddevice has no types
    """``sounddevice``, with PortAudio started. Raises NoSoundSystemError."""
    if "sounddevice" not in sys.modules and not _starts():
        raise NoSoundSystemError(NO_ANSWER)
    try:
        import sounddevice
    except ImportError as error:
        raise NoSoundSystemError(NO_LIBRARY) from error
    except OSError as error:  # what it says when it cannot find PortAudio itself
        raise NoSoundSystemError(NO_PORTAUDIO) from error
    return sounddevice


def _starts() -> bool:
    """Whether PortAudio can be started without harm, tried in a process of its own.

    With an incomplete ALSA (a configuration without any device) it ends the whole process it is started in.
    """
    if sys.platform != "linux":
        return True
    try:
        trial = subprocess.run(
            own_child("sound-trial"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TRIAL_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return trial.returncode >= 0  # below zero a signal ended it; anything else is an answer


def forget_stuck() -> None:
    """Let the program end although a device hangs: PortAudio would wait for it, the system takes it back anyway."""
    atexit.unregister(library()._exit_handler)


def _opened(play: Callable[..., None]) -> Any:  # noqa: ANN401
    global _open, _looked
    audio = library()
    with _guard:
        try:
            if _looked and not _open:
                audio._terminate()
                audio._initialize()
            _looked = True
            stream = audio.OutputStream(
                samplerate=RATE_HZ, channels=2, dtype="float32", latency=LATENCY_S, callback=play
            )
            try:
                stream.start()
            except audio.PortAudioError:
                stream.close(ignore_errors=True)
                raise
        except audio.PortAudioError as error:
            raise OutputError(NO_DEVICE) from error
        _open += 1
        return stream
