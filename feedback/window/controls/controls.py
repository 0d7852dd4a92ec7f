"""The few controls the pages are made of: words, cards, buttons, key hints. Every one has a name for screen readers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from feedback.window.controls.key_ring import KeyRing
from feedback.window.controls.theme import BODY, BUTTON_RADIUS, CARD_RADIUS, SMALL, STEP, Appearance, colour, font

CHOSEN_PX = 3
"""Thickness of the line under a choice that is made."""


def words(text: str, size_px: int = BODY, *, tone: str = "text", weight: int = 400, wrap: bool = False) -> QLabel:
    """A piece of text. tone: text, muted or hint."""
    label = QLabel()
    dress(label, text, size_px, tone=tone, weight=weight, wrap=wrap)
    return label


def dress(label: QLabel, text: str, size_px: int, *, tone: str, weight: int = 400, wrap: bool = False) -> None:
    """Make ``label`` such a piece of text."""
    label.setText(text)
    label.setFont(font(size_px, weight))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setProperty("tone", tone)
    label.setAccessibleName(text)


def say(label: QLabel, text: str) -> None:
    """Give ``label`` other words, for the eye and for the screen reader; the same words cost nothing."""
    if label.text() != text:
        label.setText(text)
        label.setAccessibleName(text)


class Card(QFrame):
    """A rounded panel with its contents below each other."""

    def __init__(self, look: Appearance, padding: int = 3 * STEP) -> None:
        super().__init__()
        self._look, self._padding = look, padding
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(padding, padding, padding, padding)
        self.rows.setSpacing(STEP)
        look.changed.connect(self.update)

    def be_compact(self, compact: bool) -> None:
        """Little room above and below the contents where the page is low, or the usual."""
        above = min(self._padding, 2 * STEP) if compact else self._padding
        self.rows.setContentsMargins(self._padding, above, self._padding, above)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The panel and its fine edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.theme.line), 1))
        painter.setBrush(QColor(self._look.theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS, CARD_RADIUS)
        painter.end()


class Button(KeyRing, QPushButton):
    """A button. ``filled``: the one a page proposes. ``choice``: stays pressed. ``bare``: only words, for a footer."""

    def __init__(
        self,
        look: Appearance,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        filled: bool = False,
        bare: bool = False,
        choice: bool = False,
        spoken: str = "",
    ) -> None:
        self._look = look
        self._filled, self._bare = filled, bare
        super().__init__(text)  # may ask for the size at once
        self.setCheckable(choice)
        self.setFont(font(SMALL if bare else BODY, 500 if not bare else 400))
        self.setAccessibleName(spoken or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Roomy enough for a finger, and as wide as its words."""
        metrics = QFontMetrics(self.font())
        if self._bare:
            return QSize(metrics.horizontalAdvance(self.text()) + 2 * STEP, 4 * STEP)
        side, height = (STEP + 6, 5 * STEP + 4) if self.isCheckable() else (3 * STEP, 6 * STEP)
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * side, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words are never cut."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """One of a group is told to screen readers as such; Tab reaches the one that is chosen, arrows the others."""
        group = self.group()
        if group is not None and group.exclusive():
            self.setAutoExclusive(True)
            if group.checkedButton() not in (None, self):
                self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Shape, words, and the ring of the keyboard."""
        theme, hovered, down = self._look.theme, self.underMouse(), self.isDown()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ink, edge, ground = QColor(theme.text), QColor(theme.line), QColor(Qt.GlobalColor.transparent)
        if self._filled:
            ground, ink, edge = QColor(theme.fill), QColor(theme.on_fill), QColor(theme.fill)
            if hovered or down:
                ground = ground.lighter(106) if theme.name == "night" else ground.darker(110)
        elif self._bare:
            ink = QColor(theme.text if hovered else theme.muted)
            edge = edge if theme.strong else QColor(Qt.GlobalColor.transparent)
            shape = shape.adjusted(2, 0, -2, 0)  # bare ones stand wall to wall
        elif hovered or down:
            ground = QColor(theme.raised)
        if self.isChecked():
            edge, ground = QColor(theme.jaw), colour(theme.jaw, 0.12)
        painter.setPen(QPen(edge, 1.5 if self.isChecked() else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(shape, BUTTON_RADIUS, BUTTON_RADIUS)
        if self.isChecked():  # a line under the words: what is chosen is not told by colour alone
            wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
            below = QRectF((self.width() - wide) / 2, self.height() - CHOSEN_PX - 4, wide, CHOSEN_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.jaw))
            painter.drawRoundedRect(below, CHOSEN_PX / 2, CHOSEN_PX / 2)
        if self.ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 2))
            painter.drawRoundedRect(shape.adjusted(3, 3, -3, -3), BUTTON_RADIUS - 3, BUTTON_RADIUS - 3)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class KeyHint(QAbstractButton):
    """A key and what it does; a click does the same. The keyboard has the key itself, so Tab passes by."""

    def __init__(self, look: Appearance, key: str, does: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._look, self._key, self._does = look, key, does
        self._key_font, self._font = font(13), font(SMALL)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{does} ({key})")
        self.clicked.connect(lambda: on_click())
        look.changed.connect(self.update)

    def say(self, does: str) -> None:
        """The key does something else now."""
        if does != self._does:
            self._does = does
            self.setAccessibleName(f"{does} ({self._key})")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Key, gap, words."""
        return QSize(self._key_width() + STEP + QFontMetrics(self._font).horizontalAdvance(self._does) + 2, 4 * STEP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The key as a key, its words beside it."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRectF(0.5, (self.height() - 22) / 2 + 0.5, self._key_width() - 1, 21)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(cap, 6, 6)
        painter.setPen(QColor(theme.text if self.underMouse() else theme.muted))
        painter.setFont(self._key_font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setFont(self._font)
        place = self.rect().adjusted(self._key_width() + STEP, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._does)
        painter.end()

    def _key_width(self) -> int:
        return max(24, QFontMetrics(self._key_font).horizontalAdvance(self._key) + 14)


class Bar(QProgressBar):
    """A thin line that fills: how much of the time has passed, in hundredths for the screen reader."""

    def __init__(self, look: Appearance, spoken: str) -> None:
        super().__init__()
        self._look, self._part = look, 0.0
        self.setFixedSize(15 * STEP, 6)
        self.setAccessibleName(spoken)
        look.changed.connect(self.update)

    def show_part(self, part: float) -> None:
        """``part``: 0..1."""
        if round(part * self.width() * 2) != round(self._part * self.width() * 2):
            self.update()
        self._part = part
        hundredths = round(100 * max(0.0, min(1.0, part)))
        if hundredths != self.value():
            self.setUpdatesEnabled(False)  # else Qt paints all that is to be painted there and then
            self.setValue(hundredths)
            self.setUpdatesEnabled(True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Groove and filling."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.setPen(QPen(QColor(theme.line), 1) if theme.strong else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.background if theme.strong else theme.line))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.muted))
        painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * min(1.0, self._part)), 6), 3, 3)
        painter.end()
