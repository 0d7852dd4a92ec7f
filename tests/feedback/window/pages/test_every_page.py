"""Every page in both languages at the smallest size: all words are there, none is cut, none lies on another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from calibration.poses import REPEAT_CLOSE, REPEAT_DARK, STEPS, Guide
from calibration.states import HELP, Kind, Reason
from feedback.practice import cues
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.visit.journey import NO_PROFILE
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.page import Page
from feedback.window.controls.theme import Appearance
from feedback.window.pages.calibration_page import CalibrationActions, CalibrationPage
from feedback.window.pages.desk_row import DeskRowActions
from feedback.window.pages.home_page import HomeActions, HomePage, HomeState
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.pages.session_words import greeting, share_words
from feedback.window.pages.summary_page import SummaryActions, SummaryPage, Told
from feedback.window.ways.outcomes import WaysOn, problem_page
from tests.feedback.practice.stories import Story
from tests.feedback.window.conftest import guided, moment
from tests.feedback.window.page_checks import SIZES, assert_readable
from tests.feedback.window.pages.every_page import session_page
from vision.errors import SourceError
from vision.source.cameras import CameraInfo, find_camera


def nothing(*_: object) -> None:
    """Stands for every button."""


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def shown(request: pytest.FixtureRequest, qtbot: object) -> Callable[[Page], Page]:
    def show(page: Page) -> Page:
        qtbot.addWidget(page)  # type: ignore[attr-defined]
        page.resize(*request.param)
        page.show()
        return page

    return show


def home_page(look: Appearance, texts: Texts, state: HomeState) -> HomePage:
    cameras = CameraChoice(look, texts, "", nothing)
    cameras.show_cameras((CameraInfo("A camera with a remarkably long name, version 3 (046d:0825)", 0, ""),))
    return HomePage(
        look, texts, state, HomeActions(*[nothing] * 9, DeskRowActions(*[nothing] * 4), nothing, nothing), cameras
    )


@pytest.mark.parametrize("calibrated", [None, "12 november 2024"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_home(
    look: Appearance, texts: Texts, shown: Callable[[Page], Page], exercise: str, calibrated: str | None
) -> None:
    past = texts.say("So far your jaw hung most in sessions of {minutes} minutes.", minutes=10)
    for hour in (8, 14, 21) if exercise == "soft_jaw" else (14,):
        state = HomeState(hour, exercise, 5, True, calibrated, problem=texts.say(NO_PROFILE), suggestion=past)
        page = home_page(look, texts, state)
        shown(page)
        assert page.sentence.said == texts.say(greeting(hour))
        assert_readable(page)


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_calibration(look: Appearance, texts: Texts, shown: Callable[[Page], Page], step: int) -> None:
    page = CalibrationPage(look, texts, CalibrationActions(nothing, nothing, nothing))
    shown(page)
    page.begin()
    assert_readable(page)
    for why in (None, REPEAT_DARK, REPEAT_CLOSE):
        turn = guided(Guide(index=step, progress=0.4, why=why))
        for _ in range(30):
            page.tick(turn, 0.1)
        assert page.sentence.said == texts.say(STEPS[step].sentence)
        assert page.hint.said == (texts.say(why) if why else "")
        assert_readable(page)


@pytest.mark.parametrize("cue", [cues.SINK, cues.STAY, cues.CLOSING, cues.TENSE, cues.WIDE], ids=lambda cue: cue.id)
def test_session_cues(look: Appearance, texts: Texts, shown: Callable[[Page], Page], cue: cues.Cue) -> None:
    page = session_page(look, texts)
    shown(page)
    page.begin(SessionConfig(SOFT_JAW, 300.0, "test"))
    assert_readable(page)
    turn = moment(Kind.CLOSED_TENSE, cue=cue)
    for _ in range(30):
        page.tick(turn, 0.1)
    assert texts.say(cue.text).startswith(page.sentence.said)
    assert_readable(page)


@pytest.mark.parametrize("reason", HELP, ids=str)
def test_session_help(look: Appearance, texts: Texts, shown: Callable[[Page], Page], reason: Reason) -> None:
    page = session_page(look, texts)
    shown(page)
    page.begin(SessionConfig(SOFT_JAW, 300.0, "test"))
    turn = moment(Kind.UNSURE, reason)
    for _ in range(30):
        page.tick(turn, 0.1)
    assert page.sentence.said != texts.say(SOFT_JAW.parts[0].steps[0].sentence)
    assert page.number.said == ""  # a figure nobody can vouch for is not shown
    assert_readable(page)


def test_session_without_distractions(look: Appearance, texts: Texts, shown: Callable[[Page], Page]) -> None:
    page = session_page(look, texts)
    shown(page)
    page.begin(SessionConfig(SOFT_JAW, 300.0, "test"))
    page.tick(moment(Kind.HANGING), 0.05)
    page.toggle_plain()
    visible = [part for part in page.findChildren(QWidget) if part.isVisibleTo(page)]
    assert visible == [page.view, page.plain_words]  # closed eyes: only the line, and how to come back
    for _ in range(90):
        page.tick(moment(Kind.HANGING), 0.1)
    assert [part for part in page.findChildren(QWidget) if part.isVisibleTo(page)] == [page.view]
    page.toggle_plain()
    page.toggle_picture()
    assert not page.picture.isVisible()
    assert page.sentence.isVisible()


@pytest.mark.parametrize("share", [None, 0.0, 0.1, 0.25, 0.35, 0.5, 0.66, 0.75, 0.9, 1.0])
def test_summary_headline(look: Appearance, texts: Texts, shown: Callable[[Page], Page], share: float | None) -> None:
    summary = Story().does(Kind.CLOSED_SOFT, 8.0).does(Kind.HANGING, 30.0).stops()
    page = SummaryPage(look, texts, Told(summary, live=True), SummaryActions(nothing, nothing))
    page.sentence.say(texts.say(share_words(share)), at_once=True)
    assert_readable(shown(page))


@pytest.mark.parametrize(("last", "said"), [(Kind.HANGING, "it stayed where it was"), (Kind.CLOSED_SOFT, "no hurry")])
def test_a_jaw_that_closed_again_is_not_said_to_have_stayed(
    look: Appearance, qtbot: object, last: Kind, said: str
) -> None:
    story = Story().does(Kind.CLOSED_SOFT, 8.0).does(Kind.HANGING, 15.0).does(last, 12.0)
    page = SummaryPage(look, Texts("en"), Told(story.stops(), live=True), SummaryActions(nothing, nothing))
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    assert said in [label.text() for label in page.findChildren(QLabel)]


def test_problem(look: Appearance, texts: Texts, shown: Callable[[Page], Page]) -> None:
    with pytest.raises(SourceError) as none_there:
        find_camera("", ())
    cameras = CameraChoice(look, texts, "", nothing)
    cameras.show_cameras(())
    ways_on = WaysOn(nothing, nothing, nothing, nothing, without_camera=nothing)
    page = problem_page(look, texts, none_there.value, ways_on, had_pictures=False, cameras=cameras)
    assert_readable(shown(page))
    assert page.primary is not None


def test_long_verdicts_grow_the_card(look: Appearance, texts: Texts, shown: Callable[[Page], Page]) -> None:
    lines = tuple(texts.say(NO_PROFILE) for _ in range(4))
    page = MessagePage(
        look, "Gekalibreerd. Dank je.", lines, (Action("Begin", nothing), Action("Startpagina", nothing))
    )
    assert_readable(shown(page))


def test_enter_presses_the_one_filled_button(look: Appearance, qtbot: object) -> None:
    pressed: list[str] = []
    actions = (Action("Begin", lambda: pressed.append("begin")), Action("Home", lambda: pressed.append("home")))
    page = MessagePage(look, "Calibrated.", ("Clear.",), actions)
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    page.show()
    qtbot.keyClick(page, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert pressed == ["begin"]


def test_tab_reaches_everything_on_the_home_page(look: Appearance, qtbot: object) -> None:
    page = home_page(look, Texts("en"), HomeState(9, "soft_jaw", 5, None, "today"))
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    page.show()
    page.begin.setFocus()
    reached = {page.focusWidget()}
    for _ in range(20):
        page.focusNextChild()
        reached.add(page.focusWidget())
    wanted = {part for part in page.findChildren(QAbstractButton) if not part.isCheckable()} | {page.cameras}
    assert wanted <= reached
