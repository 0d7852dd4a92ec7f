"""One page of the window: how it is arranged for the size there is, and what Enter and a screen reader find on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QPushButton, QWidget

from feedback.window.controls.controls import Button
from feedback.window.controls.fields import ENTER, is_typed
from feedback.window.controls.theme import BODY, STEP, font
from feedback.window.system.announcing import announce
from feedback.window.system.place import NARROWEST, SMALLEST

ROOMY = (1100, 680)
"""From this width and height on there is room for more than what is needed."""
LOW_PX = 520
"""A window lower than this is low: what is only there for the eye gives way to what is read and pressed."""
COLUMN_PX = 400
"""A column narrower than this, in letters of the usual width, is too narrow to read in: columns then stand below each
other. Wider letters ask for more."""
USUAL_LETTER_PX = 8.6
"""Mean width of a small letter of the program's own family in the size of running text, px."""
LARGEST = (1240, 760)
"""Cards and lines of text grow no further than this; beyond it they become tiring to read."""


def edges(width: int, height: int) -> tuple[int, int]:
    """Empty room at the sides and above and below, px: little on a small page, and no stretching on a large one."""
    side = (5 if width >= ROOMY[0] else 4 if width >= SMALLEST.width() else 2) * STEP
    above = (1 if height < LOW_PX else 4 if height >= ROOMY[1] else 3) * STEP
    return max(side, (width - LARGEST[0]) // 2), max(above, (height - LARGEST[1]) // 2)


def wideness() -> float:
    """How wide the letters in use are, against the program's own."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return QFontMetrics(font(BODY)).horizontalAdvance(alphabet) / len(alphabet) / USUAL_LETTER_PX


def too_narrow(width: int, columns: int = 2, each_px: int = COLUMN_PX) -> bool:
    """True where a page so wide has no room for so many columns, each as wide as ``each_px`` is with usual letters."""
    return width < columns * each_px * max(1.0, wideness())


def space_out(rows: QBoxLayout, px: int) -> None:
    """Put so much between ``rows``.

    Qt lays out anew for the same too: a page that sets it whenever it is arranged for its height would never rest.
    """
    if rows.spacing() != px:
        rows.setSpacing(px)


class Page(QWidget):
    """One page. ``primary``: the button that Enter presses wherever the keyboard is, but in a field to type in.

    ``first``: what has the keyboard when the page opens, where that is not the primary button.
    ``least``: the smallest size it can be read in; `least_height` says how tall it must be at a width, and what the
    window does not show of that is scrolled to.
    """

    least = NARROWEST

    def __init__(self) -> None:
        super().__init__()
        self.primary: Button | None = None
        self.first: QWidget | None = None
        self._window: QSize | None = None
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def fit_into(self, window: QSize) -> int:
        """Arrange for a window that shows so much at a time; returns the height needed at its width, px."""
        self._window = window
        self.arrange(window.width(), window.height())
        return self.least_height(window.width())

    def arrange(self, width: int, height: int) -> None:
        """Choose margins, columns and what is left out for a window of this size. Each page has its own way."""

    def ask_for_room(self) -> None:
        """Something changed that may need another height; the window asks for it anew."""
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def least_height(self, width: int) -> int:
        """The height that everything on it needs at ``width``, px."""
        rows = self.layout()
        needed = rows.totalMinimumHeightForWidth(width) if rows is not None else 0
        return max(self.least.height(), needed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arranged for the window, which may show less than all of the page; alone, the page is the window."""
        window = self._window or self.size()
        self.arrange(window.width(), window.height())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """A screen reader would begin with the button that has the focus; the headline comes first."""
        super().showEvent(event)
        headline = getattr(self, "sentence", None)
        if headline is not None:
            announce(self, headline.accessibleName())

    def take_keyboard(self) -> None:
        """The keyboard goes where the page begins."""
        (self.first or self.primary or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Enter on a button presses that one, elsewhere the page's own; held down, it does not run through pages.

        What is typed into a field goes no further, whatever the page or the window would do with such a key.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            focused = self.focusWidget()
            if is_typed(event, focused):
                return True
            if event.key() in ENTER:
                target = focused if isinstance(focused, QPushButton) else self.primary
                if event.isAutoRepeat():
                    return True
                if target is not None and target.isEnabled():
                    target.click()
                    return True
        return super().event(event)
