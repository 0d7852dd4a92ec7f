"""Tray or strip, whichever this desktop has: the desk's words, its picture and its menu."""

from __future__ import annotations

import sys
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from feedback.desk.events import Status
from feedback.desk.words import status_words
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.desk.icon import doing, tray_icon
from feedback.window.desk.menu import DeskActions, DeskMenu
from feedback.window.desk.strip_window import StripWindow
from feedback.window.desk.tray_host import TrayHost
from vision.sentences import N_

TOOLTIP = N_("Kaakrust: {told}")
SYMBOLIC = sys.platform == "darwin"
"""The menu bar of macOS gives every picture its own ink."""


class Tray(QObject):
    """Shows itself in the tray where there is one, else as a strip; goes from one to the other as trays come and go."""

    def __init__(
        self, look: Appearance, texts: Texts, actions: DeskActions, host: TrayHost, *, looks: bool = True
    ) -> None:
        super().__init__()
        self._look, self._texts, self._host, self._actions = look, texts, host, actions
        self.status, self._now = Status(None), datetime.now().astimezone()
        self._learnt = False
        self.menu = DeskMenu(texts, actions, looks=looks)
        self.icon: QSystemTrayIcon | None = None
        self.strip: StripWindow | None = None
        look.changed.connect(self._draw)
        host.changed.connect(self._settle)
        self._settle()

    def show_status(self, status: Status, now: datetime) -> None:
        """Say what the desk does now."""
        self._learnt = self._learnt or self.status.silent_days_left > 0 >= status.silent_days_left
        self.status, self._now = status, now
        self._draw()

    def tell_trouble(self, problem: str) -> None:
        """Something does not work; it stands in menu and strip until the next start."""
        self.menu.tell_trouble(problem)
        if self.strip is not None:
            self.strip.tell_trouble(problem)

    def bring_forward(self) -> None:
        """A second start brought the person here: the strip comes to the front, the tray opens its menu."""
        if self.strip is not None:
            self.strip.bring_forward()
        else:
            self._pop_up()

    def close(self) -> None:
        """Gone from tray and screen."""
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None
        if self.strip is not None:
            self.strip.closed.disconnect()
            self.strip.close()
            self.strip.deleteLater()
            self.strip = None
        self.menu.hide()

    def _settle(self) -> None:
        """The one that this desktop has."""
        self.close()
        if self._host.there:
            self.icon = QSystemTrayIcon(self)
            self.icon.setContextMenu(self.menu)
            self.icon.activated.connect(self._activated)
            self._draw()
            self.icon.show()
        else:
            self.strip = StripWindow(self._look, self._texts, self._actions, self.menu)
            self.strip.closed.connect(self._actions.leave)
            self.strip.tell_trouble(self.menu.trouble.text())
            self._draw()
            self.strip.come()

    def _draw(self) -> None:
        self.menu.show_status(self.status, self._now, learnt=self._learnt)
        if self.icon is not None:
            self.icon.setIcon(tray_icon(doing(self.status), night=_dark_panel(), symbolic=SYMBOLIC))
            told = status_words(self.status, self._now, self._texts)
            self.icon.setToolTip(self._texts.say(TOOLTIP, told=told))
        if self.strip is not None:
            self.strip.show_status(self.status, self._now, learnt=self._learnt)

    def _activated(self, why: QSystemTrayIcon.ActivationReason) -> None:
        """A click is as good as the other button; macOS opens the menu itself."""
        if why is QSystemTrayIcon.ActivationReason.Trigger:
            self._pop_up()

    def _pop_up(self) -> None:
        self.menu.popup(QCursor.pos())
        self.menu.activateWindow()


def _dark_panel() -> bool:
    """Panels follow the desktop's colours, whatever is chosen for our own windows; unknown ones are mostly dark."""
    return QGuiApplication.styleHints().colorScheme() is not Qt.ColorScheme.Light
