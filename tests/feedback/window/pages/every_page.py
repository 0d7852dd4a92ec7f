"""Every page the window can show, filled as in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from calibration.poses import STEPS, Guide
from calibration.states import Kind
from feedback.kept.history import History
from feedback.kept.settings import Settings
from feedback.practice.cues import TENSE
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.looks import Moment
from feedback.practice.session import SessionConfig
from feedback.texts import Texts
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.page import Page
from feedback.window.controls.theme import Appearance
from feedback.window.pages.calibration_page import CalibrationPage
from feedback.window.pages.caution_page import CautionPage
from feedback.window.pages.check_in_page import CheckInPage
from feedback.window.pages.framing_page import FramingPage
from feedback.window.pages.history_page import HistoryActions, HistoryPage
from feedback.window.pages.home_page import HomeActions, HomePage, HomeState
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.pages.note_page import Note, NoteActions, NotePage
from feedback.window.pages.preferences_page import PreferencesPage
from feedback.window.pages.safety_page import SafetyPage
from feedback.window.pages.session_page import SessionPage
from feedback.window.pages.summary_page import SummaryPage
from feedback.window.pages.welcome_page import WelcomePage
from feedback.window.ways.outcomes import problem_page
from tests.feedback.kept.histories import months_of_practice
from tests.feedback.practice.stories import Story
from tests.feedback.window.conftest import guided, moment
from vision.cameras import CameraInfo
from vision.errors import SourceError


def nothing(*_: object, **__: object) -> None:
    """Stands for every button."""


def cameras(look: Appearance, texts: Texts) -> CameraChoice:
    choice = CameraChoice(look, texts, "", nothing)
    choice.show_cameras((CameraInfo("Built-in camera", 0, ""), CameraInfo("Other camera", 1, "")))
    return choice


def home(look: Appearance, texts: Texts, folder: Path) -> Page:
    state = HomeState(9, "soft_jaw", 5, None, "today", suggestion="Last time, yesterday.")
    return HomePage(look, texts, state, HomeActions(*[nothing] * 9), cameras(look, texts))


def calibration(look: Appearance, texts: Texts, folder: Path) -> Page:
    page = CalibrationPage(look, texts, again=nothing, skip=nothing, later=nothing)
    page.begin()
    page.tick(guided(Guide(index=len(STEPS) - 1, progress=0.4)), 0.1)
    return page


def session(look: Appearance, texts: Texts, folder: Path) -> Page:
    page = SessionPage(look, texts, ask=nothing, stop=nothing, show_picture=True, show_number=True, on_choice=nothing)
    page.begin(SessionConfig(SOFT_JAW, 300.0, "test"))
    page.tick(moment(Kind.CLOSED_TENSE, cue=TENSE), 0.1)
    return page


def summary(look: Appearance, texts: Texts, folder: Path) -> Page:
    story = Story().does(Kind.CLOSED_SOFT, 8.0).does(Kind.HANGING, 30.0).stops()
    return SummaryPage(look, texts, story, live=True, done=nothing, once_more=nothing, note=nothing)


def problem(look: Appearance, texts: Texts, folder: Path) -> Page:
    actions = {"again": nothing, "home": nothing, "demo": nothing}
    return problem_page(
        look, texts, SourceError("No camera."), had_pictures=False, cameras=cameras(look, texts), **actions
    )


def message(look: Appearance, texts: Texts, folder: Path) -> Page:
    return MessagePage(look, "Calibrated.", ("Clear.",), (Action("Begin", nothing), Action("Home", nothing)))


def history(look: Appearance, texts: Texts, folder: Path) -> Page:
    if not (folder.exists() and any(folder.iterdir())):
        months_of_practice(folder, 12)
    with History(folder) as kept:
        sessions = kept.sessions()
    actions = HistoryActions(lambda _: (), nothing, nothing, nothing)
    return HistoryPage(look, texts, sessions, actions)


def note(look: Appearance, texts: Texts, folder: Path) -> Page:
    headline = f"{date(2026, 11, 22):%d %m}"
    about = Note(headline, "Slept in.", ("coffee",), ("walk",))
    return NotePage(look, texts, about, NoteActions(nothing, nothing))


def preferences(look: Appearance, texts: Texts, folder: Path) -> Page:
    settings = Settings(own_breath_s=4.6)
    return PreferencesPage(look, texts, settings, change=nothing, caution=nothing, done=nothing)


EVERY_PAGE: dict[str, Callable[[Appearance, Texts, Path], Page]] = {
    "welcome": lambda look, texts, _: WelcomePage(look, texts, go_on=nothing, other_language=nothing),
    "safety": lambda look, texts, _: SafetyPage(look, texts, done=nothing, first=True),
    "caution": lambda look, texts, _: CautionPage(look, texts, yes=nothing, no=nothing, in_routine=True),
    "framing": lambda look, texts, _: FramingPage(look, texts, cameras(look, texts), go_on=nothing, later=nothing),
    "home": home,
    "preferences": preferences,
    "calibration": calibration,
    "before": lambda look, texts, _: CheckInPage(look, texts, Moment.BEFORE, done=nothing, skip=nothing),
    "session": session,
    "after": lambda look, texts, _: CheckInPage(look, texts, Moment.AFTER, done=nothing, skip=nothing),
    "summary": summary,
    "problem": problem,
    "message": message,
    "history": history,
    "note": note,
}
