"""The framing check on a real clip: well lit it is content, in the dark it says what helps."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from feedback.practice.framing_words import LOOKING, NOT_YET, WELL, Aspect
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.visit.view import Phase, Turn, View
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.controls import Button
from feedback.window.controls.theme import Appearance
from feedback.window.pages.framing_page import FramingPage
from tests.feedback.window.page_checks import SIZES, assert_readable, shown
from vision.camera import Frame, frames, open_source
from vision.framing_advice import ADVICE_WORDS, Advice
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks
from vision.sentences import Sentence
from vision.source.cameras import CameraInfo

Seen = tuple[Frame, FaceLandmarks]


@pytest.fixture(scope="module")
def seen() -> Seen:
    """A picture of the built-in clip and the face in it."""
    with open_source("demo", paced=False) as capture, Landmarker() as landmarker:
        for frame in islice(frames(capture), 30):
            face = landmarker.find(frame)
    assert face is not None
    return frame, face


def framing_page(look: Appearance, texts: Texts) -> FramingPage:
    page = FramingPage(look, texts, CameraChoice(look, texts, "", print), go_on=print)
    page.cameras.show_cameras((CameraInfo("A camera with a remarkably long name, version 3 (046d:0825)", 0, ""),))
    return page


def watch(page: FramingPage, frame: Frame, face: FaceLandmarks | None, seconds: float = 2.0) -> None:
    """Let the page live for ``seconds`` before somebody who sits still."""
    for index in range(round(seconds / 0.05)):
        page.tick(Turn(replace(frame, index=index), face, View(Phase.SESSION, index / 20), ()), 0.05)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_all_words_have_room(look: Appearance, qtbot: object, size: tuple[int, int], language: str):
    texts = Texts(language)
    page = shown(framing_page(look, texts), qtbot, size)
    assert_readable(page)
    for words in (*ADVICE_WORDS.values(), *WELL.values(), NOT_YET, LOOKING):
        for line in page.lines.values():
            line.setText(texts.say(words))
        assert_readable(page)


def test_a_good_place_is_told_and_a_dark_one_gets_advice(look: Appearance, qtbot: object, seen: Seen):
    page = shown(framing_page(look, Texts("en")), qtbot)
    frame, face = seen
    watch(page, frame, face)
    assert page.sentence.said == "I see you well"
    dark = replace(frame, image=(frame.image * 0.1).astype(np.uint8))
    watch(page, dark, face)
    assert page.lines[Aspect.LIGHT].text() == ADVICE_WORDS[Advice.TOO_DARK]
    assert page.lines[Aspect.DISTANCE].text() == WELL[Aspect.DISTANCE]
    assert page.sentence.said == "Do I see you well?"
    watch(page, frame, None)
    assert page.lines[Aspect.PLACE].text() == ADVICE_WORDS[Advice.NO_FACE]


def test_another_camera_begins_with_a_clean_slate(look: Appearance, qtbot: object, seen: Seen):
    page = shown(framing_page(look, Texts("en")), qtbot)
    watch(page, *seen)
    page.begin()
    assert page.lines[Aspect.LIGHT].text() == NOT_YET
    assert page.sentence.said == "Do I see you well?"


def test_a_camera_that_gives_nothing_says_why(look: Appearance, qtbot: object, seen: Seen):
    page = shown(framing_page(look, Texts("en")), qtbot)
    watch(page, *seen)
    why = Sentence("The camera gives black pictures. Is its shutter closed?", {})
    page.tick(Turn(seen[0], None, View(Phase.CALIBRATING, 9.0, pause=why), ()), 0.05)
    assert page.sentence.said == "The camera gives black pictures"
    assert page.lines[Aspect.PLACE].text() == "Is its shutter closed?"
    watch(page, *seen)
    assert page.sentence.said == "I see you well"


def test_there_is_one_way_on(look: Appearance, qtbot: object) -> None:
    page = framing_page(look, Texts("en"))
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    assert [button.text() for button in page.findChildren(Button)] == ["Continue"]
