"""Finding one's own pace of breathing: a tap at each breath in, and a small circle that breathes along."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from feedback.practice.breath import DEFAULT_IN_S, DEFAULT_OUT_S, TAPS, Pace, breath_at, own_pace
from feedback.texts import Texts
from feedback.window.controls.controls import Button, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance, colour
from vision.sentences import N_, nN_

CIRCLE_PX = 7 * STEP
TICK_MS = 40
IN_SHARE = DEFAULT_IN_S / (DEFAULT_IN_S + DEFAULT_OUT_S)
"""How much of a breath the circle takes for breathing in; a tap tells only where it begins."""
STILL = 0.5
"""How full the circle is while it does not move."""


class BreathCircle(QWidget):
    """Swells at a pace, from the moment it was told; rests without one, and where less motion is wanted."""

    def __init__(self, look: Appearance, clock: Callable[[], float]) -> None:
        super().__init__()
        self._look, self._clock = look, clock
        self._breath_s: float | None = None
        self._began_s = 0.0
        self.setFixedSize(CIRCLE_PX, CIRCLE_PX)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.update)
        look.changed.connect(self._move)

    def breathe(self, breath_s: float | None, began_s: float) -> None:
        """A breath every ``breath_s`` seconds (None: none), one of which began at ``began_s`` of the clock."""
        self._breath_s, self._began_s = breath_s, began_s
        self._move()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Seen: move."""
        self._move()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Not seen: cost nothing."""
        self._timer.stop()

    @property
    def moving(self) -> bool:
        """Whether it swells by itself now."""
        return self._timer.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A ring, and the breath inside."""
        theme, fullness = self._look.theme, STILL
        if self._breath_s is not None and self.moving:
            in_s = self._breath_s * IN_SHARE
            steady = Pace(in_s, self._breath_s - in_s, self._breath_s, glide_s=0.0)
            fullness = breath_at(self._clock() - self._began_s, steady).fullness
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        largest = self.width() / 2 - 2
        centre = QPointF(QRectF(self.rect()).center())
        painter.setPen(QPen(QColor(theme.line), 1.5))
        painter.drawEllipse(centre, largest, largest)
        known = self._breath_s is not None
        painter.setPen(QPen(colour(theme.breath, 1.0 if known else 0.5), 2))
        painter.setBrush(colour(theme.breath, 0.25 if known else 0.0))
        radius = largest * (0.45 + 0.5 * fullness)
        painter.drawEllipse(centre, radius, radius)
        painter.end()

    def _move(self) -> None:
        if self._breath_s is not None and self.isVisible() and not self._look.less_motion:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()


class TapPace(QWidget):
    """``kept_s``: the pace kept so far, seconds a breath. ``keep`` gets another one, or None to forget it."""

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        kept_s: float | None,
        keep: Callable[[float | None], object],
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        super().__init__()
        self._texts, self._keep, self._clock = texts, keep, clock
        self._kept_s = kept_s
        self._taps_s: list[float] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        row = QHBoxLayout()
        row.setSpacing(2 * STEP)
        self.circle = BreathCircle(look, clock)
        row.addWidget(self.circle)
        column = QVBoxLayout()
        column.setSpacing(STEP // 2)
        self.line = words("", SMALL, tone="muted", wrap=True)
        self.figure = words("", BODY, weight=500, wrap=True)
        column.addStretch(1)
        column.addWidget(self.figure)
        column.addWidget(self.line)
        column.addStretch(1)
        row.addLayout(column, 1)
        rows.addLayout(row)
        buttons = Flow()
        say_ = texts.say
        self.tap_button = Button(look, say_(N_("Tap (B)")), self.tap, spoken=say_(N_("Tap as you begin to breathe in")))
        self.keep_button = Button(look, say_(N_("Keep")), self._keep_it, spoken=say_(N_("Keep this pace")))
        self.forget_button = Button(look, say_(N_("Forget")), self._forget, spoken=say_(N_("Forget my own pace")))
        for button in (self.tap_button, self.keep_button, self.forget_button):
            buttons.addWidget(button)
        rows.addLayout(buttons)
        self._show_it()

    def tap(self) -> None:
        """A breath in begins now."""
        self._taps_s.append(self._clock())
        self._show_it()

    def _keep_it(self) -> None:
        found_s = own_pace(self._taps_s)
        if found_s is not None:
            self._kept_s = round(found_s, 1)
            self._taps_s.clear()
            self._keep(self._kept_s)
        self._show_it()
        self.tap_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        kept, self._kept_s = self._kept_s, None
        self._taps_s.clear()
        if kept is not None:
            self._keep(None)
        self._show_it()
        self.tap_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_it(self) -> None:
        text, found_s = self._texts.say, own_pace(self._taps_s)
        shown_s = found_s if self._taps_s else self._kept_s
        if shown_s is not None:
            say(
                self.figure,
                text(nN_("about one breath a minute", "about {count} breaths a minute"), count=round(60.0 / shown_s)),
            )
        else:
            say(self.figure, text(N_("Your own pace")))
        if found_s is not None:
            say(self.line, text(N_("Keep it, or keep tapping until it feels right.")))
        elif self._taps_s:
            say(self.line, text(N_("Keep going: a tap at each breath in.")))
        elif self._kept_s is not None:
            say(self.line, text(N_("The circle begins at your pace and slows down from there.")))
        else:
            say(
                self.line, text(N_("Tap at each breath in, {count} times or more. Just breathe as you do."), count=TAPS)
            )
        self.keep_button.setVisible(found_s is not None)
        self.forget_button.setVisible(bool(self._taps_s) or self._kept_s is not None)
        self.circle.breathe(shown_s, self._taps_s[-1] if self._taps_s else self._clock())
