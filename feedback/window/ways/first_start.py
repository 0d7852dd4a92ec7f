"""The first start: what this is, what to mind, and a look through the camera. Each page leads on to the next."""

from __future__ import annotations

from functools import partial

from feedback.practice.safety import SAFETY_VERSION
from feedback.texts.languages import next_language
from feedback.window.controls.camera_choice import Cameras
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.framing_page import FramingPage
from feedback.window.pages.safety_page import SafetyPage
from feedback.window.pages.welcome_page import WelcomePage
from feedback.window.person.person import Person
from feedback.window.running.visits import Visits


class FirstStart:
    """``home``: where it ends."""

    def __init__(self, stage: Stage, person: Person, visits: Visits, cameras: Cameras, home: Go) -> None:
        self._stage, self._person, self._visits = stage, person, visits
        self._cameras, self._home = cameras, home

    @property
    def safety_is_new(self) -> bool:
        """Whether the safety page says something that was not read yet."""
        return self._person.settings.safety_read < SAFETY_VERSION

    def begin(self) -> None:
        """All of it, or only the safety page for somebody who has read an older one."""
        if self._person.settings.safety_read:
            self.safety(self._home, back=self._home)
        else:
            self.welcome()

    def welcome(self) -> None:
        """What this is and is not."""
        stage = self._stage
        go_on = partial(self.safety, self.framing, back=self.welcome)
        stage.show_page(WelcomePage(stage.look, stage.texts, go_on=go_on, other_language=self._switch_language))

    def safety(self, go_on: Go, *, back: Go) -> None:
        """What to mind. Who goes ``back`` has not read it yet and sees it again before practising."""
        stage = self._stage
        page = SafetyPage(stage.look, stage.texts, done=partial(self._read, go_on), first=True)
        stage.show_page(page, back)

    def framing(self) -> None:
        """Light, distance and place, with the camera on."""
        stage = self._stage
        page = FramingPage(
            stage.look,
            stage.texts,
            self._cameras.choice(self._choose_camera),
            go_on=self._seen,
        )
        stage.show_page(page, self._seen)
        self._visits.glimpse(self._person.camera, page, self.framing)

    def _read(self, go_on: Go) -> None:
        self._person.choices.change(safety_read=SAFETY_VERSION)
        go_on()

    def _seen(self) -> None:
        self._visits.end()
        self._home()

    def _choose_camera(self, name: str) -> None:
        self._person.choose_camera(name)
        page = self._stage.page
        if isinstance(page, FramingPage):
            self._visits.glimpse(name, page, self.framing)

    def _switch_language(self) -> None:
        self._stage.speak(next_language(self._stage.texts.language))
        self.welcome()
