"""The line under the instruction: what it says, when, and when it goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calibration.states import Kind, Reason
from feedback.practice.cues import SINK, TENSE
from feedback.practice.exercise.breath_to_pelvis import BREATH
from feedback.practice.exercise.looks_around import LOOK_IDS
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.visit.events import ANSWER, TAKEN_BACK, ZERO_ASKED, NoticeEvent
from feedback.visit.view import Phase, View
from feedback.window.pages.news import (
    ASK_AFTER_S,
    ASKED_UNTIL_S,
    NEWS_SHOWN_S,
    OTHER_FACE,
    TAP,
    TAP_ON,
    WAS_TENSE,
    Deed,
    Line,
    News,
)
from tests.feedback.practice.stories import Story
from vision.sentences import Sentence


def seen(story: Story, cue_age_s: float = 0.0, **other: object) -> View:
    """What there is to show of ``story``, whose tense cue came so long ago."""
    view = View(
        Phase.SESSION,
        story.now_s,
        session=story.session,
        cue=TENSE,
        cue_at_s=story.now_s - cue_age_s,
        answerable=True,
    )
    return replace(view, **other)


def said(view: View, news: News | None = None, kind_s: float = 5.0) -> Line | None:
    return (news or News()).line(view, kind_s, 0.1)


def notice(id: str) -> NoticeEvent:
    return NoticeEvent(0.0, id, Sentence(f"About {id}."))


@pytest.fixture
def tense() -> Story:
    return Story(length_s=300.0).does(Kind.CLOSED_TENSE, 20.0)


def test_whether_it_was_right_is_asked_after_the_cue_was_read(tense: Story):
    assert said(seen(tense, ASK_AFTER_S - 0.5)) is None
    assert said(seen(tense, ASK_AFTER_S + 0.5)) is WAS_TENSE
    assert "tense" in str(WAS_TENSE.sentence)
    assert {offer.deed for offer in WAS_TENSE.offers} == {Deed.RIGHT, Deed.WRONG}


def test_it_is_asked_too_when_the_exercise_went_a_step_on_meanwhile(tense: Story):
    tense.does(Kind.CLOSED_TENSE, 10.0)
    while tense.session.in_step_s > 1.0:
        tense.does(Kind.CLOSED_TENSE, 0.5)
    assert said(seen(tense, ASK_AFTER_S + 1.0)) is WAS_TENSE


def test_it_is_asked_no_longer_than_its_moment(tense: Story):
    assert said(seen(tense, ASKED_UNTIL_S + 0.5)) is None
    assert said(seen(tense, 5.0, answerable=False)) is None
    hangs = Story(length_s=300.0).does(Kind.CLOSED_TENSE, 20.0).does(Kind.HANGING, 1.0)
    assert said(seen(hangs, 4.0)) is WAS_TENSE  # a jaw that answered can still be asked about


def test_it_is_never_asked_beside_praise_or_help(tense: Story):
    assert said(seen(tense, 5.0, cue=SINK)) is None
    for kind in (Kind.UNSURE, Kind.AWAY, Kind.ACTIVE):
        assert said(seen(Story(length_s=300.0).does(Kind.CLOSED_TENSE, 20.0).does(kind, 1.0), 5.0)) is None
    tense.presses_pause()
    assert said(seen(tense, 5.0)) is None


def test_news_passes_by_itself_one_after_the_other(tense: Story):
    news = News()
    news.hear([notice("two_faces"), notice("history")])
    view = seen(tense, 100.0)
    ids = []
    for _ in range(round(3 * NEWS_SHOWN_S / 0.1)):
        line = said(view, news)
        ids.append(line.id if line else "")
    assert list(dict.fromkeys(ids)) == ["two_faces", "history", ""]


def test_a_zero_in_doubt_stays_until_it_is_answered(tense: Story):
    news = News()
    news.hear([notice(ZERO_ASKED), notice(ZERO_ASKED), notice("two_faces")])
    view = seen(tense, 100.0)
    for _ in range(1000):
        line = said(view, news)
    assert line is not None
    assert line.id == ZERO_ASKED
    assert [offer.deed for offer in line.offers] == [Deed.AGAIN, Deed.CALIBRATE, Deed.GO_ON]
    news.answered(line)
    left = said(view, news)
    assert left is not None
    assert left.id == "two_faces"  # what asks about the same went with it


def test_an_answer_can_be_taken_back_and_only_an_answer(tense: Story):
    for name, deeds in ((ANSWER, [Deed.TAKE_BACK]), (TAKEN_BACK, [])):
        news = News()
        news.hear([notice(name)])
        line = said(seen(tense, 100.0), news)
        assert line is not None
        assert [offer.deed for offer in line.offers] == deeds


def test_another_face_is_offered_a_calibration():
    story = Story().does(Kind.UNSURE, 5.0, Reason.OTHER_FACE)
    assert said(seen(story, 100.0)) is OTHER_FACE
    assert said(seen(story, 100.0), kind_s=0.2) is None
    assert Deed.CALIBRATE in {offer.deed for offer in OTHER_FACE.offers}


def test_posture_comes_first_and_tapping_with_the_first_breaths():
    story = Story(length_s=300.0)
    hinted_in = set()
    for _ in range(180):
        story.does(Kind.HANGING, 1.0)
        if said(seen(story, 1000.0)) is TAP:
            hinted_in.add(story.session.step.id)
    assert hinted_in == {"release"}
    assert next(step.id for step in SOFT_JAW.parts[0].steps) == "settle"


def test_after_the_first_tap_it_says_to_go_on():
    story = Story(length_s=300.0).does(Kind.HANGING, 40.0)
    story.breathes_in()
    assert said(seen(story, 1000.0)) is TAP_ON
    for _ in range(2):
        story.does(Kind.HANGING, 4.0).breathes_in()
    assert said(seen(story, 1000.0)) is None


def test_lying_down_is_not_interrupted_either():
    story = Story(length_s=180.0, exercise=BREATH)
    first = next(part for part in BREATH.parts if part.id not in LOOK_IDS)
    assert first.steps[0].id == "lie_down"
    view = seen(story, 1000.0)
    lying = replace(story.session, part=first, step=first.steps[0], in_step_s=8.0)
    assert said(replace(view, session=lying)) is None
    breathing = replace(lying, step=first.steps[1])
    assert said(replace(view, session=breathing)) is TAP
