"""The strip: the tray's words and menu as a small window, where the desktop has no tray."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from feedback.desk.events import Status
from feedback.desk.words import silence_words, status_words
from feedback.texts import Texts
from feedback.window.controls.controls import Button, say, words
from feedback.window.controls.fields import ENTER
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.desk.icon import doing, tray_icon
from feedback.window.desk.menu import DeskActions, DeskMenu
from feedback.window.drawn.small_hammock import SmallHammock
from feedback.window.system.announcing import announce
from vision.sentences import N_

WIDE_PX = 220
MARGIN_PX = 2 * STEP


class StripWindow(QWidget):
    """A window like any other: in the task bar, under others when they come, reached by Alt-Tab. ``closed``: quit."""

    closed = Signal()

    def __init__(self, look: Appearance, texts: Texts, actions: DeskActions, menu: DeskMenu) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._look, self._texts, self._menu = look, texts, menu
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(texts.say(N_("At the desk")))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2 * STEP, STEP, 2 * STEP, 2 * STEP)
        rows.setSpacing(STEP)
        hammock = SmallHammock(look, QSize(12 * STEP, 5 * STEP))
        hammock.hang(0.8)
        hammock.setFixedHeight(6 * STEP)
        rows.addWidget(hammock)
        self.told = words("", BODY, weight=500, wrap=True)
        self.silence = words("", SMALL, tone="muted", wrap=True)
        rows.addWidget(self.told)
        rows.addWidget(self.silence)
        self.trouble = words("", SMALL, tone="hint", wrap=True)
        self.trouble.hide()
        rows.addWidget(self.trouble)
        self.check = Button(look, texts.say(N_("How is my jaw?")), lambda: actions.ask("check", None))
        self.release = Button(look, texts.say(N_("Let it hang, 30 s")), lambda: actions.ask("release", None))
        self.more = Button(look, texts.say(N_("More …")), self._open_menu)
        for button in (self.check, self.release, self.more):
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            rows.addWidget(button)
        self.show_status(Status(None), datetime.now().astimezone())

    def show_status(self, status: Status, now: datetime, *, learnt: bool = False) -> None:
        """Other words; read out only while it has the keyboard, so that it never speaks in somebody's work."""
        told = status_words(status, now, self._texts)
        if told != self.told.text() and self.isActiveWindow():
            announce(self, told)
        say(self.told, told)
        say(self.silence, silence_words(status, self._texts, learnt=learnt))
        self.silence.setVisible(bool(self.silence.text()))
        self.setWindowIcon(tray_icon(doing(status), night=self._look.theme.name == "night"))
        self._fit()

    def tell_trouble(self, problem: str) -> None:
        """Something does not work."""
        say(self.trouble, problem)
        self.trouble.setVisible(bool(problem))
        self._fit()

    def come(self) -> None:
        """Show it at the right edge, without taking the keyboard."""
        self._fit()
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            room = screen.availableGeometry().adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
            self.move(room.right() - self.width(), max(room.top(), room.center().y() - self.height() // 2))
        self.show()

    def bring_forward(self) -> None:
        """A second start: here it is."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses what has the keyboard; Esc makes it small and ends nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.showMinimized()
        elif event.key() in ENTER and isinstance(focused := self.focusWidget(), Button):
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed by the person: without a tray there would be nothing left to reach it by."""
        event.accept()
        self.closed.emit()

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _fit(self) -> None:
        """As wide as it is meant to be, wider only where the letters ask for it."""
        rows = self.layout()
        if rows is not None:
            wide = max(WIDE_PX, rows.totalMinimumSize().width())
            self.setFixedSize(wide, max(rows.totalHeightForWidth(wide), 1))
