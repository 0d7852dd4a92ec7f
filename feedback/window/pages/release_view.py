"""The thirty-second release as it is seen: a sentence, a hammock that sinks, a thin line of time. No camera."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from feedback.desk.release import RELEASE_LASTS_S, RELEASE_LINES, RELEASED, hanging_at, line_at
from feedback.texts import Texts
from feedback.window.controls.controls import Bar
from feedback.window.controls.sentence import LargeWords, TypeSizes
from feedback.window.controls.theme import LARGE, MEDIUM, STEP, Appearance
from feedback.window.drawn.small_hammock import SmallHammock
from feedback.window.system.announcing import announce
from vision.sentences import N_

TICK_MS = 66
"""15 pictures a second are smooth for what moves by a pixel between them."""
STILL_TICK_MS = 250
"""With less motion only words and the line of time change."""
IN_A_CORNER: TypeSizes = ((LARGE, 1), (MEDIUM, 1), (MEDIUM, 2), (16, 3))
ON_A_PAGE: TypeSizes = ((40, 1), (32, 1), (32, 2), (28, 2), (LARGE, 3))


class ReleaseView(QWidget):
    """Begins when it is shown and ends once: ``ended`` is told whether it ran its whole time.

    lasts_s: how long it takes; the demo's is shorter. clock: seconds that never go back; handed in by tests.
    """

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        ended: Callable[[bool], object],
        *,
        lasts_s: float = RELEASE_LASTS_S,
        sizes: TypeSizes = IN_A_CORNER,
        least: QSize | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._look, self._texts, self._ended, self._clock = look, texts, ended, clock
        self._lasts_s = lasts_s
        self._begun_s: float | None = None
        self.over = False
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        self.sentence = LargeWords(look, sizes)
        self.sentence.setMinimumHeight(max(size * lines for size, lines in sizes) * 5 // 4)
        self.sentence.say(texts.say(RELEASE_LINES[0][1]), at_once=True)
        rows.addWidget(self.sentence)
        self.hammock = SmallHammock(look, least or QSize(24 * STEP, 10 * STEP))
        rows.addWidget(self.hammock, 1)
        self.bar = Bar(look, texts.say(N_("How much of the half minute is over")))
        self.bar.setFixedWidth(16_777_215)
        self.bar.setMinimumWidth(0)
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows.addWidget(self.bar)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Here it begins."""
        super().showEvent(event)
        if self._begun_s is None:
            self._begun_s = self._clock()
            self._timer.start(STILL_TICK_MS if self._look.less_motion else TICK_MS)
            announce(self, self.sentence.said)
            self.tick()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody comes back to it: it was left. A window made small goes on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()

    def tick(self) -> None:
        """Go on to where the clock is; the timer calls."""
        if self._begun_s is None or self.over:
            return
        elapsed_s = (self._clock() - self._begun_s) * RELEASE_LASTS_S / self._lasts_s
        self.hammock.hang(hanging_at(elapsed_s, still=self._look.less_motion))
        self.bar.show_part(elapsed_s / RELEASE_LASTS_S)
        self._say(line_at(elapsed_s))
        if elapsed_s >= RELEASE_LASTS_S:
            self._say(RELEASED)
            self._end(whole=True)

    def leave(self) -> None:
        """Stop before its end."""
        if self._begun_s is not None:
            self._end(whole=False)

    def _say(self, sentence: str) -> None:
        said = self._texts.say(sentence)
        if said != self.sentence.said:
            self.sentence.say(said, at_once=True)
            announce(self, said)

    def _end(self, *, whole: bool) -> None:
        self._timer.stop()
        if not self.over:
            self.over = True
            self._ended(whole)
