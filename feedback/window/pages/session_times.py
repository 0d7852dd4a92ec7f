"""The session's two clocks: how long the jaw hung, and how much of the time is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from calibration.states import UNJUDGED, Kind
from feedback.practice.session_state import Session
from feedback.texts import Texts
from feedback.texts.measures import clock
from feedback.window.controls.controls import Bar, say, words
from feedback.window.controls.page import ROOMY
from feedback.window.controls.theme import LARGE, SMALL, STEP, Appearance, font
from vision.sentences import N_

NEARLY_S = 0.999
"""What is left is told in whole seconds, the running one included: 0:00 stands when it is over."""


class HungTime(QWidget):
    """How long the jaw hung, of the time that was seen."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        self._clock, self._of = words("0:00", LARGE + 4), words("", SMALL, tone="muted")
        self._clock.setFont(font(LARGE + 4, digits_even=True))
        self._of.setFont(font(SMALL, digits_even=True))
        for label in (words(texts.say(N_("your jaw hung")), SMALL, tone="muted"), self._clock, self._of):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            rows.addWidget(label)

    def show_time(self, session: Session) -> None:
        """As it is now."""
        seconds = session.tally.seconds
        judged_s = sum(spent_s for kind, spent_s in seconds.items() if kind not in UNJUDGED)
        say(self._clock, clock(seconds[Kind.HANGING]))
        say(self._of, self._texts.say(N_("of {time} seen"), time=clock(judged_s)))


class TimeLeft(QWidget):
    """A bar that fills and what is left, in words; the bar only where there is room for it."""

    def __init__(self, look: Appearance, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP + 4)
        self._bar = Bar(look, texts.say(N_("How much of the time has passed")))
        self._left: QLabel = words("", SMALL, tone="muted")
        self._left.setFont(font(SMALL, digits_even=True))
        row.addStretch()
        row.addWidget(self._bar)
        row.addWidget(self._left)

    def show_time(self, session: Session) -> None:
        """As it is now."""
        say(self._left, self._texts.say(N_("{time} left"), time=clock(session.left_s + NEARLY_S)))
        whole_s = session.elapsed_s + session.left_s
        self._bar.show_part(session.elapsed_s / whole_s if whole_s > 0 else 1.0)

    def show_part(self, part: float) -> None:
        """A moment before the session, whose time is not counted: 0..1 of it."""
        say(self._left, self._texts.say(N_("just a moment")))
        self._bar.show_part(part)

    def fit(self, page_px: int) -> int:
        """Show the bar or not on a page so wide; returns the width that is needed."""
        self._bar.setVisible(page_px >= ROOMY[0])
        metrics = self._left.fontMetrics()
        longest = (self._texts.say(N_("{time} left"), time="00:00"), self._texts.say(N_("just a moment")))
        words_px = max(metrics.horizontalAdvance(words) for words in longest) + STEP
        return words_px + (self._bar.width() + 3 * STEP if page_px >= ROOMY[0] else 0)
