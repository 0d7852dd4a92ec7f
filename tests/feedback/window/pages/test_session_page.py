"""The session page: the instruction stays, questions have buttons, and closed eyes are told how to open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt

from calibration.poses import Guide
from calibration.states import Kind, Reason
from calibration.steps import WARM_UP
from feedback.kept.settings import ThemeChoice
from feedback.practice.cues import TENSE
from feedback.practice.exercise.breath_to_pelvis import BREATH
from feedback.practice.exercise.looks_around import LOOK_IDS
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.session import SessionConfig
from feedback.texts import Texts
from feedback.visit.commands import Command
from feedback.visit.events import SILENT, ZERO_ASKED, NoticeEvent
from feedback.visit.view import Turn
from feedback.window.controls.theme import Appearance
from feedback.window.pages.session_keys import LiveActions
from feedback.window.pages.session_page import PLAIN_TOLD_S, SessionPage
from tests.feedback.practice.stories import Story
from tests.feedback.window.conftest import guided, moment
from vision.sentences import Sentence


class Sitter:
    """A page with somebody before it, and what they asked for."""

    def __init__(self, look: Appearance, qtbot: object) -> None:
        self.asked: list[object] = []
        actions = LiveActions(
            ask=self.asked.append,
            choose=lambda *_: None,
            calibrate=lambda: self.asked.append("calibrate"),
            anew=lambda: self.asked.append("anew"),
        )
        self.page = SessionPage(look, Texts("en"), actions, show_picture=True, show_number=True)
        qtbot.addWidget(self.page)  # type: ignore[attr-defined]
        self.page.resize(900, 600)
        self.page.show()
        self.page.begin(SessionConfig(SOFT_JAW, 300.0, "test"))

    def sees(self, turn: Turn, seconds: float = 1.0) -> None:
        for _ in range(round(seconds / 0.1)):
            self.page.tick(turn, 0.1)

    def press(self, words: str) -> None:
        next(button for button in self.page.told.buttons if words in button.text()).click()

    @property
    def told(self) -> str:
        return self.page.told.words.said


@pytest.fixture
def sitter(look: Appearance, qtbot: object) -> Sitter:
    return Sitter(look, qtbot)


def tense(age_s: float) -> Turn:
    story = Story(length_s=300.0).does(Kind.CLOSED_TENSE, 20.0)
    turn = moment(Kind.CLOSED_TENSE, cue=TENSE)
    cue_at_s = story.now_s - age_s
    return replace(
        turn,
        view=replace(turn.view, session=story.session, now_s=story.now_s, cue_at_s=cue_at_s, answerable=True),
    )


def test_the_instruction_stays_while_it_is_asked_whether_the_hint_was_right(sitter: Sitter):
    sitter.sees(tense(1.0))
    before = sitter.page.sentence.said, sitter.page.detail.said
    assert before == ("Notice your jaw", "On the next breath out, let it sink")
    assert sitter.told == ""
    sitter.sees(tense(4.0))
    assert (sitter.page.sentence.said, sitter.page.detail.said) == before
    assert sitter.told == "I thought your jaw was tense. Was it?"
    sitter.press("Yes")
    sitter.press("No")
    assert sitter.asked == [Command.WAS_RIGHT, Command.WAS_NOT_RIGHT]


def test_a_notice_does_not_take_the_place_of_the_instruction(sitter: Sitter):
    sitter.page.hear([NoticeEvent(0.0, "two_faces", Sentence("There are two."))])
    sitter.sees(moment(Kind.HANGING))
    assert sitter.told == "There are two."
    assert sitter.page.detail.said == SOFT_JAW.parts[0].steps[0].detail


@pytest.mark.parametrize(("words", "does"), [("Once more", "anew"), ("Calibrate", "calibrate"), ("like this", None)])
def test_a_doubted_zero_waits_for_an_answer_and_has_a_remedy(sitter: Sitter, words: str, does: str | None):
    sitter.page.hear([NoticeEvent(0.0, ZERO_ASKED, Sentence("Is the zero right?"))])
    sitter.sees(moment(Kind.HANGING), 60.0)
    assert sitter.told == "Is the zero right?"
    sitter.press(words)
    assert sitter.asked == ([does] if does else [])
    sitter.sees(moment(Kind.HANGING))
    assert sitter.told == ""


def test_another_face_gets_a_button(sitter: Sitter):
    sitter.sees(moment(Kind.UNSURE, Reason.OTHER_FACE), 3.0)
    assert sitter.page.sentence.said == "This looks like another face"
    sitter.press("Calibrate")
    assert sitter.asked == ["calibrate"]


@pytest.mark.parametrize(
    ("sound", "words"), [(True, "sound goes on"), (False, "M turns it on"), (None, "this session has none")]
)
def test_closed_eyes_are_told_how_to_open_and_what_they_need(sitter: Sitter, sound: bool | None, words: str):
    sitter.page.show_sound(sound)
    sitter.sees(moment(Kind.HANGING))
    sitter.page.press(int(Qt.Key.Key_O))
    assert sitter.page.plain_words.isVisible()
    assert words in sitter.page.plain_words.said
    assert "click" in sitter.page.plain_words.said
    sitter.sees(moment(Kind.HANGING), PLAIN_TOLD_S + 1.0)
    assert not sitter.page.plain_words.isVisible()
    sitter.page.press(int(Qt.Key.Key_A))
    assert not sitter.page.plain


def test_closed_eyes_are_told_in_letters_that_show_on_night_by_day_too(sitter: Sitter, look: Appearance):
    look.choose(ThemeChoice.DAY)
    sitter.sees(moment(Kind.HANGING))
    sitter.page.toggle_plain()
    words = sitter.page.plain_words
    image = sitter.page.grab(QRect(words.pos(), words.size())).toImage()
    shades = {image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())}
    assert max(shades) > 150 > 50 > min(shades)


def test_the_warm_up_belongs_to_the_session_and_says_so(sitter: Sitter):
    sitter.sees(guided(Guide(steps=WARM_UP, index=1, progress=0.4)))
    assert sitter.page.sentence.said == "Let your teeth touch lightly"
    assert sitter.page.state.said == "finding your zero"
    assert "nothing is counted" in sitter.page.number.said
    sitter.sees(moment(Kind.HANGING))
    assert sitter.page.state.said == "your jaw hangs"


@pytest.mark.parametrize(("sound", "follows"), [(True, True), (False, False), (None, False)])
def test_nobody_is_asked_to_follow_a_sound_that_is_not_there(sitter: Sitter, sound: bool | None, follows: bool):
    part = next(part for part in BREATH.parts if part.id not in LOOK_IDS)
    story = Story(length_s=180.0, exercise=BREATH).skips(1)
    session = replace(story.session, part=part, step=part.steps[1], jaw=None)
    turn = moment(Kind.HANGING)
    sitter.page.show_sound(sound)
    sitter.sees(replace(turn, view=replace(turn.view, session=session, cue=None)))
    assert sitter.page.sentence.said == "Breathe slowly towards your pelvis"
    assert ("sound" in sitter.page.detail.said) is follows
    sitter.page.hear([NoticeEvent(0.0, SILENT, Sentence("There is no sound device."))])
    sitter.sees(replace(turn, view=replace(turn.view, session=session, cue=None)))
    assert "sound" not in sitter.page.detail.said
    sitter.page.press(int(Qt.Key.Key_O))
    assert "this session has none" in sitter.page.plain_words.said


def test_without_a_camera_it_does_not_speak_of_opening_one(sitter: Sitter):
    sitter.page.begin(SessionConfig(BREATH, 180.0, "test", without=LOOK_IDS), unseen=True)
    assert sitter.page.sentence.said == "We begin"
    assert not sitter.page.picture.isVisible()


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_is_marked_as_one(sitter: Sitter, demo: bool):
    sitter.page.begin(SessionConfig(SOFT_JAW, 28.0, "demo"), demo=demo)
    sitter.sees(moment(Kind.HANGING))
    assert sitter.page.demo_mark.isVisible() is demo
