"""The calibration page: one voice about light and place, and what follows in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from calibration.poses import REPEAT_DARK, STEPS, Guide
from calibration.steps import Pose
from feedback.practice.framing_words import SEEN_WELL
from feedback.texts import LANGUAGES, Texts
from feedback.window.controls.theme import Appearance
from feedback.window.pages.calibration_page import CalibrationActions, CalibrationPage
from feedback.window.pages.framing_watch import LOOK_EVERY_S
from tests.feedback.window.conftest import guided
from tests.feedback.window.page_checks import assert_readable
from tests.feedback.window.pages.test_framing_page import Seen, seen
from vision.framing_advice import ADVICE_WORDS, Advice
from vision.landmarks import FaceLandmarks

__all__ = ["seen"]  # a picture of the built-in clip and the face in it


def nothing() -> None:
    """Stands for every button."""


def turned(face: FaceLandmarks, angle_deg: float) -> FaceLandmarks:
    """The face looking so far to the side."""
    middle = face.points.mean(axis=0)
    x, y, z = (face.points - middle).T
    cos, sin = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    points = np.stack((cos * x + sin * z, y, cos * z - sin * x), axis=1) + middle
    return replace(face, points=points.astype(np.float32))


class Watched:
    """A page on which the built-in clip's person calibrates."""

    def __init__(self, look: Appearance, texts: Texts, qtbot: object, seen: Seen) -> None:
        self.page = CalibrationPage(look, texts, CalibrationActions(nothing, nothing, nothing))
        qtbot.addWidget(self.page)  # type: ignore[attr-defined]
        self.page.resize(900, 600)
        self.page.show()
        self.page.begin()
        self._frame, self._face, self._index = *seen, 0

    def lives(
        self, seconds: float, *, why: str | None = None, dark: bool = False, aside: bool = False, step: Pose = Pose.HANG
    ) -> None:
        index = next(number for number, one in enumerate(STEPS) if one.pose is step)
        face = turned(self._face, 35.0) if aside else self._face
        for _ in range(round(seconds / 0.1)):
            self._index += 1
            image = (self._frame.image * (0.1 if dark else 1.0)).astype(np.uint8)
            turn = guided(Guide(index=index, progress=0.4, why=why))
            self.page.tick(replace(turn, frame=replace(self._frame, image=image, index=self._index), face=face), 0.1)

    @property
    def framing(self) -> str:
        return self.page.framing.text()


@pytest.fixture
def watched(look: Appearance, qtbot: object, seen: Seen) -> Callable[[str], Watched]:
    return lambda language: Watched(look, Texts(language), qtbot, seen)


def test_a_good_place_is_said_once_and_a_dark_one_gets_the_same_advice_as_everywhere(
    watched: Callable[[str], Watched],
) -> None:
    person = watched("en")
    person.lives(2.0)
    assert person.framing == SEEN_WELL
    person.lives(2.0, dark=True)
    assert person.framing == ADVICE_WORDS[Advice.TOO_DARK]
    person.lives(2.0)
    assert person.framing == SEEN_WELL


def test_a_head_that_was_asked_to_turn_is_not_told_to_face_the_screen(watched: Callable[[str], Watched]) -> None:
    person = watched("en")
    person.lives(3.0, aside=True)
    assert person.framing == ADVICE_WORDS[Advice.TURNED]
    person = watched("en")
    person.lives(3.0, aside=True, step=Pose.NOD)
    assert person.framing == SEEN_WELL
    person.lives(3.0, dark=True, step=Pose.NOD)
    assert person.framing == ADVICE_WORDS[Advice.TOO_DARK]


def test_it_never_says_that_all_is_well_beside_a_hint_that_asks_for_light(watched: Callable[[str], Watched]) -> None:
    person = watched("en")
    person.lives(2.0)
    person.lives(2 * LOOK_EVERY_S, why=REPEAT_DARK)
    assert person.page.hint.said == REPEAT_DARK
    assert person.framing == ""
    person.lives(2.0, why=REPEAT_DARK, dark=True)
    assert person.framing == ADVICE_WORDS[Advice.TOO_DARK]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_advice_has_room(watched: Callable[[str], Watched], language: str) -> None:
    person = watched(language)
    person.lives(2.0, why=REPEAT_DARK, dark=True)
    assert_readable(person.page)


def test_the_demo_is_marked_as_one(watched: Callable[[str], Watched]) -> None:
    person = watched("en")
    person.page.begin(demo=True)
    assert person.page.title.text().startswith("Demo")
    person.lives(0.2)
    assert person.page.title.text().startswith("Demo")
    person.page.begin()
    assert not person.page.title.text().startswith("Demo")
