"""Choosing a camera: found in a thread of its own, because some systems take their time."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy

from feedback.texts import Texts
from feedback.window.theme import BODY, Look, font
from vision.cameras import CameraInfo, list_cameras
from vision.errors import N_


class CameraSearch:
    """One search. ``found`` is None until it is over."""

    def __init__(self, search: Callable[[], tuple[CameraInfo, ...]] = list_cameras) -> None:
        self.found: tuple[CameraInfo, ...] | None = None
        self._search = search
        self._thread = threading.Thread(target=self._work, name="camera search", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        found: tuple[CameraInfo, ...] = ()
        try:
            found = self._search()
        finally:
            self.found = found

    def join(self) -> None:
        """Wait for the search to end."""
        self._thread.join()


class CameraChoice(QComboBox):
    """The cameras that are there, and what else may have been asked for (a file, an address)."""

    def __init__(self, look: Look, texts: Texts, chosen: str, on_choose: Callable[[str], object]) -> None:
        super().__init__()
        self._look, self._texts, self._chosen = look, texts, chosen
        self.setFont(font(BODY))
        self.setAccessibleName(texts.say(N_("Camera")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_cameras(None)
        self.activated.connect(lambda index: on_choose(str(self.itemData(index))))
        look.changed.connect(self.update)

    def show_cameras(self, cameras: tuple[CameraInfo, ...] | None) -> None:
        """Fill the list; None while the search runs."""
        self.clear()
        if self._chosen and not any(self._chosen in (camera.name, str(camera.number)) for camera in cameras or ()):
            self.addItem(self._chosen, self._chosen)
        if cameras is None:
            if not self._chosen:
                self.addItem(self._texts.say(N_("looking for cameras …")), "")
        elif cameras:
            names = [camera.name for camera in cameras]
            for camera in cameras:
                twin = names.count(camera.name) > 1
                label = f"{camera.name} ({camera.number})" if twin else camera.name
                self.addItem(label, str(camera.number) if twin else camera.name)
        elif not self._chosen:
            self.addItem(self._texts.say(N_("no camera found")), "")
        for index in range(self.count()):
            if self.itemData(index) == self._chosen:
                self.setCurrentIndex(index)
        self.setEnabled(bool(cameras) or bool(self._chosen))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Qt's box, with our own small arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(self._look.theme.muted), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = self.width() - 24.0, self.height() / 2 + 2
        painter.drawPolyline([QPointF(x - 5, y - 4), QPointF(x, y + 1), QPointF(x + 5, y - 4)])
        painter.end()
