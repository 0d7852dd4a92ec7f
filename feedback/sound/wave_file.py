"""The sound of a session as a WAV file, to listen to and to measure.

It is rendered on the session's own time, so it is the same whether the session ran live, from a recording, or as fast
as the computer could.
"""

from __future__ import annotations

import wave
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np

from feedback.process.whole_file import WholeFile, is_special
from feedback.sound.instrument import Instrument
from feedback.sound.loops import RATE_HZ
from feedback.sound.score import Score
from feedback.visit.events import Event, NoticeEvent
from feedback.visit.view import View
from vision.errors import UsageError
from vision.sentences import N_, Sentence, nN_

CHANNELS, SAMPLE_BYTES, FULL_SCALE = 2, 2, 32767
LONGEST_TURN_S = 10.0
"""Time that jumps farther (the computer slept) is left out of the file."""
LONGEST_S = 3 * 3600.0
"""A file ends after three hours, some 2 GB: a pause that was forgotten shall not fill the disk."""
ENDING_S = 0.5
"""After the last turn, and the chime if one rings, the sound fades within this."""

NOT_WRITABLE = N_("The sound cannot be written to {file}: {problem}. Choose another file for it.")
NO_FILE = N_("The sound cannot be written to {file}: that is no ordinary file. Choose another name for it.")
BROKEN_OFF = N_("The sound is no longer written to {file}: {problem}. The session goes on.")
FULL = nN_(
    "The file with the sound ends here, after an hour. The session goes on.",
    "The file with the sound ends here, after {count} hours. The session goes on.",
)


class SoundFile:
    """A listener of the line that writes what would be heard. Owner-only; a file of that name is replaced at the end.

    It is opened at once, so that a name that cannot be is said before anything begins: raises UsageError. Use it as a
    context manager around one session. What was written of a sound that had to break off is kept, unless a file of that
    name is there; that one stays too where nothing was to be heard at all.
    """

    def __init__(self, path: Path, volume: float = 1.0) -> None:
        self.path = path
        self._volume = volume
        self._score = Score()
        self._instrument: Instrument | None = None
        self._began_s = 0.0
        self._written = 0
        self._whole = _begun(path)
        self._file: BinaryIO | None = self._whole.file
        self._wave: wave.Wave_write | None = wave.Wave_write(self._file)
        self._wave.setnchannels(CHANNELS)
        self._wave.setsampwidth(SAMPLE_BYTES)
        self._wave.setframerate(RATE_HZ)

    def __enter__(self) -> SoundFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, view: View, events: Sequence[Event]) -> list[Event]:
        """One turn further: write what was to be heard since the last one."""
        if self._wave is None or view.session is None:
            return []
        if self._instrument is None:
            self._instrument, self._began_s = Instrument(self._volume), view.now_s
        due = round((view.now_s - self._began_s) * RATE_HZ)
        if due - self._written > LONGEST_TURN_S * RATE_HZ:
            self._began_s = view.now_s - self._written / RATE_HZ
            due = self._written
        told = self._write(due - self._written, view.now_s)
        for chime in self._score.follow(view, events):
            self._instrument.touch(chime)
        self._instrument.target = self._score.target
        return told

    def close(self) -> None:
        """Let the sound end and close the file. Closing twice changes nothing."""
        if self._instrument is not None:
            while self._wave is not None and self._instrument.ringing:
                self._write(RATE_HZ // 10)
            self._instrument.volume = 0.0
            self._write(round(ENDING_S * RATE_HZ))
        self._let_go(whole=self._instrument is not None)

    def _write(self, count: int, now_s: float = 0.0) -> list[Event]:
        """Write ``count`` samples; a problem ends the file, and is told."""
        if count <= 0 or self._wave is None or self._instrument is None:
            return []
        if self._written > LONGEST_S * RATE_HZ:
            self._let_go()
            return [NoticeEvent(now_s, "sound_file", Sentence(FULL, {"count": round(LONGEST_S / 3600)}))]
        sound = self._instrument.take(count)
        try:
            # With every piece the header says how long the file is, so one that was cut off can be heard too.
            self._wave.writeframes(np.rint(sound * FULL_SCALE).astype("<i2").tobytes())
            self._whole.file.flush()
        except OSError as error:
            self._let_go(whole=False)
            values: dict[str, object] = {"file": self.path, "problem": error.strerror or error}
            return [NoticeEvent(now_s, "sound_file", Sentence(BROKEN_OFF, values))]
        self._written += count
        return []

    def _let_go(self, *, whole: bool = True) -> None:
        if self._wave is None or self._file is None:
            return
        with suppress(OSError):  # a disk that is full: what could be written is there
            self._wave.close()
        if whole or not self.path.exists():
            with suppress(OSError):
                self._whole.finish()
        else:
            self._whole.drop()
        self._wave = self._file = None


def _begun(path: Path) -> WholeFile:
    """The file to write to, for its owner only. Raises UsageError."""
    if is_special(path):
        raise UsageError(NO_FILE, file=path)
    try:
        return WholeFile(path)
    except OSError as error:
        raise UsageError(NOT_WRITABLE, file=path, problem=error.strerror or error) from error
