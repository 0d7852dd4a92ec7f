"""A few seconds of the sound, so that a volume can be chosen by ear."""

from __future__ import annotations

import math
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from calibration.states import JawState, Kind
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.session import begin
from feedback.practice.session_state import SessionConfig
from feedback.sound.player import Player
from feedback.visit.view import Phase, View

LENGTH_S = 6.0
"""After the last change: the sound comes within two seconds, then there is time to listen."""
TICK_MS = 100
HANGING = JawState(0.0, 6.0, 0.5, 0.0, Kind.HANGING, None)
"""What is to be heard: how it sounds when a jaw hangs, which is as full as it gets."""


class SoundSample(QObject):
    """Plays from ``play`` on for a while, or until ``stop``; another volume in the meantime is glided to."""

    def __init__(self) -> None:
        super().__init__()
        self._session, _ = begin(SessionConfig(SOFT_JAW, 60.0, ""), 0.0)
        self._player: Player | None = None
        self._began_s = self._until_s = -math.inf
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._go_on)

    def play(self, volume: float) -> None:
        """Let it be heard at ``volume`` (0..1)."""
        now_s = perf_counter()
        if self._player is None:
            self._player, self._began_s = Player(volume), now_s
        self._player.volume = volume
        self._until_s = now_s + LENGTH_S
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Fade out."""
        self._timer.stop()
        if self._player is not None:
            self._player.close()
            self._player = None

    def _go_on(self) -> None:
        now_s = perf_counter()
        if self._player is None or now_s >= self._until_s:
            self.stop()
            return
        heard_s = now_s - self._began_s
        session = replace(self._session, now_s=heard_s, breathing_s=heard_s, jaw=HANGING)
        self._player(View(Phase.SESSION, heard_s, session=session), ())
