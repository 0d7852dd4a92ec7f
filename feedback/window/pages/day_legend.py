"""What the marks of a day line mean, each beside its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from feedback.kept.desk_rows import DeskRecord
from feedback.texts import Texts
from feedback.window.controls.controls import words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import SMALL, STEP, Appearance
from feedback.window.drawn.day_line import MARK_PX, Shape, paint_mark, shape_of
from vision.sentences import N_

MEANINGS = (
    (Shape.DISC, N_("relaxed")),
    (Shape.BAR, N_("closed (tense or not)")),
    (Shape.DIAMOND, N_("tense")),
    (Shape.RING, N_("could not tell")),
    (Shape.STROKE, N_("not looked")),
    (Shape.SQUARE, N_("you: relaxed")),
    (Shape.OPEN_SQUARE, N_("you: something else")),
    (Shape.TRIANGLE, N_("hint")),
    (Shape.CURVE, N_("let hang")),
)


class Sample(QWidget):
    """One mark."""

    def __init__(self, look: Appearance, shape: Shape) -> None:
        super().__init__()
        self._look, self._shape = look, shape
        self.setFixedSize(QSize(2 * STEP, 2 * STEP))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The mark, in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, self._look.theme, self._shape, QPointF(STEP, STEP), MARK_PX - 0.5)
        painter.end()


class DayLegend(QWidget):
    """Only the marks that the day has."""

    def __init__(self, look: Appearance, texts: Texts) -> None:
        super().__init__()
        row = Flow(2 * STEP, between=STEP // 2)
        self.setLayout(row)
        self._named = {shape: _named(look, shape, texts.say(name)) for shape, name in MEANINGS}
        for named in self._named.values():
            row.addWidget(named)

    def show_for(self, records: Sequence[DeskRecord]) -> None:
        """Explain the marks of these."""
        there = {shape_of(record) for record in records}
        for shape, named in self._named.items():
            named.setHidden(shape not in there)
        if not there:
            self.hide()
        elif self.parentWidget() is not None:  # alone it would be a window
            self.show()


def _named(look: Appearance, shape: Shape, name: str) -> QWidget:
    """A mark and its words, which stay together."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(STEP // 2)
    row.addWidget(Sample(look, shape), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(words(name, SMALL, tone="muted"))
    return box
