"""A page's contents where they may be taller than the window: scrolled by wheel, by key, and by Tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from feedback.window.controls.theme import STEP, Appearance

LINE_PX = 8 * STEP
"""How far an arrow key goes."""
BAR_PX, BAR_ROOM_PX = 6, 2 * STEP
"""Thickness of the bar, and the room it takes from the contents while it is there."""


class Scroller(QScrollArea):
    """Shows ``contents`` as wide as there is room. The bar is only there when it is needed."""

    def __init__(self, look: Appearance, contents: QWidget, spoken: str) -> None:
        super().__init__()
        self._look = look
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(spoken)
        self.verticalScrollBar().setSingleStep(LINE_PX)
        look.changed.connect(self._dress)
        self._dress()

    def keys_of(self, page: QWidget, *, arrows: bool) -> None:
        """Let Page Up and Page Down scroll wherever the focus is on ``page``; with ``arrows`` also Up, Down, Home, End.

        As shortcuts, because a focused button would take an arrow for itself.
        """
        bar, action = self.verticalScrollBar(), QScrollBar.SliderAction
        keys = {
            Qt.Key.Key_PageUp: action.SliderPageStepSub,
            Qt.Key.Key_PageDown: action.SliderPageStepAdd,
        }
        if arrows:
            keys |= {
                Qt.Key.Key_Up: action.SliderSingleStepSub,
                Qt.Key.Key_Down: action.SliderSingleStepAdd,
                Qt.Key.Key_Home: action.SliderToMinimum,
                Qt.Key.Key_End: action.SliderToMaximum,
            }
        for key, does in keys.items():
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda does=does: bar.triggerAction(does))

    @property
    def more_below(self) -> bool:
        """Whether something is still hidden below."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum()

    def _dress(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            "QScrollArea { background: transparent; }"
            f"QScrollBar:vertical {{ background: transparent; width: {BAR_ROOM_PX}px;"
            f" padding-left: {BAR_ROOM_PX - BAR_PX}px; }}"
            f"QScrollBar::handle:vertical {{ background: {theme.muted}; border-radius: {BAR_PX // 2}px;"
            f" min-height: {6 * STEP}px; }}"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0; }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
        )
