"""Choosing a camera: found in a thread of its own, because some systems take their time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from feedback.texts import Texts
from feedback.window.controls.choice import Choice
from feedback.window.controls.stage import Stage
from feedback.window.controls.theme import Appearance
from feedback.window.person.person import Person
from vision.sentences import N_

if TYPE_CHECKING:
    from vision.source.cameras import CameraInfo

LOOK_AGAIN_MS = 150
"""A choice looks so often whether the search is over."""


def search_cameras() -> tuple[CameraInfo, ...]:
    """The cameras that are there. OpenCV is loaded here, in the search's own thread: no page waits for it."""
    from vision.source.cameras import list_cameras

    return list_cameras()


class CameraSearch:
    """One search. ``found`` is None until it is over."""

    def __init__(self, search: Callable[[], tuple[CameraInfo, ...]] = search_cameras) -> None:
        self.found: tuple[CameraInfo, ...] | None = None
        self._search = search
        self._thread = threading.Thread(target=self._work, name="camera search", daemon=True)

    def begin(self) -> None:
        """Search, unless that has begun already."""
        if self._thread.ident is None:
            self._thread.start()

    def _work(self) -> None:
        found: tuple[CameraInfo, ...] = ()
        try:
            found = self._search()
        finally:
            self.found = found

    def join(self) -> None:
        """Wait for the search to end, if it has begun."""
        if self._thread.ident is not None:
            self._thread.join()


class CameraChoice(Choice):
    """The cameras that are there, and what else may have been asked for (a file, an address).

    search: fills the list when it is over. none_here: there is no camera, and nothing else was asked for.
    """

    searched = Signal()
    """The list was filled with what there is."""

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        chosen: str,
        on_choose: Callable[[str], object],
        search: CameraSearch | None = None,
    ) -> None:
        super().__init__(look, texts.say(N_("Camera")))
        self._texts, self._chosen = texts, chosen
        self.none_here = False
        self.show_cameras(None)
        self.activated.connect(lambda index: on_choose(str(self.itemData(index))))
        self._search = search
        self._waiting = QTimer(self)
        self._waiting.setInterval(LOOK_AGAIN_MS)
        self._waiting.timeout.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        """Show what was found, as soon as it was."""
        if self._search is None:
            return
        if self._search.found is None:
            self._waiting.start()
        else:
            self._waiting.stop()
            self.show_cameras(self._search.found)

    def show_cameras(self, cameras: tuple[CameraInfo, ...] | None) -> None:
        """Fill the list; None while the search runs."""
        self.clear()
        self.none_here = cameras == () and not self._chosen
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
        if cameras is not None:
            self.searched.emit()


class Cameras:
    """One search for the cameras of this computer serves every choice among them."""

    def __init__(self, stage: Stage, person: Person) -> None:
        self._stage, self._person = stage, person
        self._search = CameraSearch()

    def choice(self, on_choose: Callable[[str], object] | None = None) -> CameraChoice:
        """A choice for a page; what is chosen is only remembered if nothing else is asked for."""
        stage, person = self._stage, self._person
        return CameraChoice(stage.look, stage.texts, person.camera, on_choose or person.choose_camera, self._search)

    @property
    def none_here(self) -> bool:
        """Whether it is known that there is no camera, and nothing else was asked for to look through."""
        return self._search.found == () and not self._person.camera

    def begin(self) -> None:
        """Search now: the window is there, and what the search loads keeps nobody waiting."""
        self._search.begin()

    def search_again(self) -> None:
        """One may have been plugged in, or gone."""
        self._search = CameraSearch()
        self._search.begin()

    def close(self) -> None:
        """Wait for the search to end."""
        self._search.join()
