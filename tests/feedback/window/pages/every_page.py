"""Every page the window can show, filled as in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from calibration.circumstances import Circumstance
from calibration.comfort import Comfort
from calibration.poses import STEPS, Guide
from calibration.states import Kind
from calibration.steps import WARM_UP
from calibration.zero_doubts import ZeroDoubt, asked
from feedback.analysis.study.conduct import LOST
from feedback.analysis.study.protocol import Trial, TrialKind
from feedback.desk.agreement import agreement, agreement_sentences, pairs_of
from feedback.desk.courtesy.table import Matter
from feedback.desk.courtesy.words import NOT_TOLD
from feedback.desk.today import by_hour
from feedback.desk.weeks import desk_weeks
from feedback.kept.desk_records import Glance, SelfCheck
from feedback.kept.history import History
from feedback.kept.homework import Homework, LeftOut, Week
from feedback.kept.opening_rows import Opening
from feedback.kept.opening_words import opening_in_short, opening_line
from feedback.kept.settings import Settings
from feedback.practice.cues import TENSE
from feedback.practice.exercise.breath_to_pelvis import BREATH
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.looks import Moment
from feedback.practice.session_state import SessionConfig
from feedback.practice.summary import Ending, Summary
from feedback.texts import Texts
from feedback.visit.events import ZERO_ASKED, NoticeEvent
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.page import Page
from feedback.window.controls.theme import Appearance
from feedback.window.pages.calibration_page import CalibrationActions, CalibrationPage
from feedback.window.pages.caution_page import CautionPage
from feedback.window.pages.check_in_page import CheckInActions, CheckInPage
from feedback.window.pages.data_page import DataActions, DataPage, DataState
from feedback.window.pages.desk_preferences_page import (
    DeskPreferencesActions,
    DeskPreferencesPage,
    DeskPreferencesState,
)
from feedback.window.pages.desk_row import DeskRowActions
from feedback.window.pages.explanation import Explanation
from feedback.window.pages.framing_page import FramingPage
from feedback.window.pages.history_page import HistoryActions, HistoryPage
from feedback.window.pages.home_page import HomeActions, HomePage, HomeState
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.pages.note_page import Note, NoteActions, NotePage
from feedback.window.pages.plan_form_page import PlanFormActions, PlanFormPage
from feedback.window.pages.plan_page import PlanActions, PlanPage, PlanShown
from feedback.window.pages.preferences_page import PreferencesActions, PreferencesPage
from feedback.window.pages.release_page import ReleaseActions, ReleasePage
from feedback.window.pages.safety_page import SafetyPage
from feedback.window.pages.self_check_page import SelfCheckActions, SelfCheckPage
from feedback.window.pages.session_card import SessionActions
from feedback.window.pages.session_keys import LiveActions
from feedback.window.pages.session_page import SessionPage
from feedback.window.pages.study_page import StudyActions, StudyPage, StudyShown
from feedback.window.pages.summary_page import SummaryActions, SummaryPage, Told
from feedback.window.pages.today_page import DayShown, TodayActions, TodayPage
from feedback.window.pages.waiting_page import WaitingPage, Work
from feedback.window.pages.weeks_page import OrdinaryWeekPage, WeeksActions, WeeksPage, WeeksShown
from feedback.window.pages.welcome_page import WelcomePage
from feedback.window.pages.who_page import WhoActions, WhoPage, WhoState
from feedback.window.ways.outcomes import WaysOn, looks_page, problem_page
from tests.feedback.kept.histories import months_of_practice
from tests.feedback.practice.stories import Story
from tests.feedback.window.conftest import guided, moment
from tests.feedback.window.desk.days import DAY, at, office_day, some_weeks
from vision.errors import SourceError
from vision.source.cameras import CameraInfo

OPENING = Opening(at(14, 10), "default", Comfort(41.2, 4.0, 39.0, 43.0, 0.8, 1.3, 3))


def nothing(*_: object, **__: object) -> None:
    """Stands for every button."""


def cameras(look: Appearance, texts: Texts) -> CameraChoice:
    choice = CameraChoice(look, texts, "", nothing)
    choice.show_cameras((CameraInfo("Built-in camera", 0, ""), CameraInfo("Other camera", 1, "")))
    return choice


def home(look: Appearance, texts: Texts, folder: Path, plan: str = "") -> Page:
    state = HomeState(9, "soft_jaw", 5, None, "today", suggestion="Last time, yesterday.", plan=plan)
    return HomePage(
        look,
        texts,
        state,
        HomeActions(*[nothing] * 9, DeskRowActions(*[nothing] * 4), nothing, nothing),
        cameras(look, texts),
    )


def calibration(look: Appearance, texts: Texts, folder: Path) -> Page:
    page = CalibrationPage(look, texts, CalibrationActions(nothing, nothing, nothing))
    page.begin()
    page.tick(guided(Guide(index=len(STEPS) - 1, progress=0.4)), 0.1)
    return page


LIVE_ACTIONS = LiveActions(nothing, nothing, nothing, nothing)


def session_page(look: Appearance, texts: Texts) -> SessionPage:
    return SessionPage(look, texts, LIVE_ACTIONS, show_picture=True, show_number=True)


def session(look: Appearance, texts: Texts, folder: Path) -> Page:
    page = session_page(look, texts)
    page.begin(SessionConfig(SOFT_JAW, 300.0, "test"))
    page.tick(moment(Kind.CLOSED_TENSE, cue=TENSE), 0.1)
    return page


def asking(look: Appearance, texts: Texts, folder: Path) -> Page:
    """A session that waits for an answer, on the built-in clip."""
    page = session_page(look, texts)
    page.begin(SessionConfig(SOFT_JAW, 300.0, "test"), demo=True)
    page.hear([NoticeEvent(0.0, ZERO_ASKED, asked(ZeroDoubt.FAR, 3.0))])
    page.tick(moment(Kind.HANGING), 0.1)
    return page


def warming_up(look: Appearance, texts: Texts, folder: Path) -> Page:
    page = session_page(look, texts)
    page.begin(SessionConfig(SOFT_JAW, 300.0, "test"))
    page.tick(guided(Guide(steps=WARM_UP, index=1, progress=0.4)), 0.1)
    return page


def summary(look: Appearance, texts: Texts, folder: Path) -> Page:
    story = Story().does(Kind.CLOSED_SOFT, 8.0).does(Kind.HANGING, 30.0).stops()
    return SummaryPage(look, texts, Told(story, live=True), SummaryActions(*[nothing] * 3))


def unseen_summary(look: Appearance, texts: Texts, folder: Path) -> Page:
    """Breath without its looks: the camera saw nothing."""
    nothing_seen = Summary(dict.fromkeys(Kind, 0.0), 0.0, 0, 180.0, BREATH.id, "default", Ending.DONE, ())
    return SummaryPage(look, texts, Told(nothing_seen, live=True), SummaryActions(*[nothing] * 3))


def problem(look: Appearance, texts: Texts, folder: Path) -> Page:
    ways_on = WaysOn(nothing, nothing, nothing, nothing, without_camera=nothing)
    return problem_page(
        look, texts, SourceError("No camera."), ways_on, had_pictures=False, cameras=cameras(look, texts)
    )


def message(look: Appearance, texts: Texts, folder: Path) -> Page:
    return MessagePage(look, "Calibrated.", ("Clear.",), (Action("Begin", nothing), Action("Home", nothing)))


def history(look: Appearance, texts: Texts, folder: Path) -> Page:
    if not (folder.exists() and any(folder.iterdir())):
        months_of_practice(folder, 12)
    with History(folder) as kept:
        sessions = kept.sessions()
    actions = HistoryActions(SessionActions(lambda _: (), nothing, nothing), nothing, nothing, nothing)
    return HistoryPage(look, texts, sessions, actions, measured=opening_in_short(OPENING, texts))


def data(look: Appearance, texts: Texts, folder: Path) -> Page:
    if not (folder.exists() and any(folder.iterdir())):
        months_of_practice(folder, 12)
    with History(folder) as kept:
        state = DataState(
            kept.sessions(),
            anything=True,
            folder="/home/a-person/.local/share/kaakrust",
            opening=opening_line(OPENING, texts),
        )
    return DataPage(look, texts, state, DataActions(*[nothing] * 10))


def waiting(look: Appearance, texts: Texts, folder: Path) -> Page:
    work = Work(lambda: 0.4, lambda: False, nothing, nothing)
    return WaitingPage(look, texts, texts.say("Your copy is being made"), work)


def note(look: Appearance, texts: Texts, folder: Path) -> Page:
    headline = f"{date(2026, 11, 22):%d %m}"
    about = Note(headline, "Slept in.", ("coffee",), ("walk",))
    return NotePage(look, texts, about, NoteActions(nothing, nothing))


def preferences(look: Appearance, texts: Texts, folder: Path) -> Page:
    settings = Settings(own_breath_s=4.6)
    return PreferencesPage(look, texts, settings, PreferencesActions(*[nothing] * 5))


def who(look: Appearance, texts: Texts, folder: Path) -> Page:
    state = WhoState(("Anna", "default"), "Anna", (Circumstance.GLASSES, Circumstance.SPLINT), fits=False)
    return WhoPage(look, texts, state, WhoActions(nothing, nothing, nothing, nothing))


AGREED = Homework(
    exercise=SOFT_JAW.id,
    minutes=5,
    a_week=4,
    weeks=6,
    begins=date(2026, 11, 9),
    words="Small and easy is enough, with your shoulders low.",
    reminders=("08:30", "20:00"),
    left_out=(LeftOut(day=date(2026, 11, 18), because="a day at sea"),),
)


def plan(look: Appearance, texts: Texts, folder: Path) -> Page:
    first = (AGREED.begins + timedelta(days=7 * number) for number in range(AGREED.weeks))
    weeks = tuple(
        Week(day, 4, number, AGREED.left_out if number == 1 else (), number < 3) for number, day in enumerate(first)
    )
    return PlanPage(look, texts, PlanShown(AGREED, weeks, date(2026, 11, 26)), PlanActions(*[nothing] * 6))


def study(look: Appearance, texts: Texts, folder: Path) -> Page:
    page = StudyPage(look, texts, StudyActions(nothing, nothing, nothing, nothing, nothing))
    trial = Trial(TrialKind.GLASSES, 6.0)
    said, how = texts.say(trial.ask), texts.say(trial.how)
    page.show_run(StudyShown(said, how, texts.say(LOST), ready=True, left=12, measured=True), 5.0)
    return page


def today(look: Appearance, texts: Texts, folder: Path) -> Page:
    shown = DayShown(DAY.date(), at(14, 10), office_day(), date(2026, 11, 2))
    return TodayPage(look, texts, shown, TodayActions(*[nothing] * 5))


def weeks(look: Appearance, texts: Texts, folder: Path) -> Page:
    glances = [record for record in some_weeks() if isinstance(record, Glance)]
    checks = [record for record in some_weeks() if isinstance(record, SelfCheck)]
    told = agreement_sentences(agreement(pairs_of(glances, checks)), texts)
    return WeeksPage(look, texts, WeeksShown(desk_weeks(glances), by_hour(glances), told), WeeksActions(*[nothing] * 3))


def ordinary_week(look: Appearance, texts: Texts, folder: Path) -> Page:
    week = desk_weeks([record for record in some_weeks() if isinstance(record, Glance)]).ordinary
    assert week is not None
    return OrdinaryWeekPage(look, texts, week, nothing)


def desk_preferences(look: Appearance, texts: Texts, folder: Path) -> Page:
    state = DeskPreferencesState(Settings(), autostart=False, not_told=(texts.say(NOT_TOLD[Matter.FULL_SCREEN]),))
    return DeskPreferencesPage(look, texts, state, DeskPreferencesActions(*[nothing] * 3))


ASKED_BEFORE, ASKED_AFTER = CheckInActions(nothing, nothing, nothing), CheckInActions(nothing, nothing)
NO_CHANGE = PlanFormActions(nothing, nothing, nothing, nothing)
EVERY_PAGE: dict[str, Callable[[Appearance, Texts, Path], Page]] = {
    "welcome": lambda look, texts, _: WelcomePage(look, texts, go_on=nothing, other_language=nothing),
    "safety": lambda look, texts, _: SafetyPage(look, texts, done=nothing, first=True),
    "caution": lambda look, texts, _: CautionPage(look, texts, yes=nothing, no=nothing, in_routine=True),
    "framing": lambda look, texts, _: FramingPage(look, texts, cameras(look, texts), go_on=nothing),
    "home": home,
    "home with a plan": lambda look, texts, folder: home(look, texts, folder, "Your plan. This week: 1 of 4."),
    "preferences": preferences,
    "calibration": calibration,
    "before": lambda look, texts, _: CheckInPage(look, texts, Moment.BEFORE, ASKED_BEFORE),
    "session": session,
    "asking": asking,
    "warming up": warming_up,
    "explanation": lambda look, texts, _: Explanation(look, texts, None, nothing),
    "looks": lambda look, texts, _: looks_page(look, texts, nothing, nothing),
    "after": lambda look, texts, _: CheckInPage(look, texts, Moment.AFTER, ASKED_AFTER),
    "summary": summary,
    "unseen summary": unseen_summary,
    "problem": problem,
    "message": message,
    "history": history,
    "data": data,
    "waiting": waiting,
    "note": note,
    "study": study,
    "who": who,
    "plan": plan,
    "no plan yet": lambda look, texts, _: PlanFormPage(look, texts, None, NO_CHANGE),
    "changing the plan": lambda look, texts, _: PlanFormPage(look, texts, AGREED, NO_CHANGE),
    "self-check": lambda look, texts, _: SelfCheckPage(look, texts, SelfCheckActions(*[nothing] * 4)),
    "release": lambda look, texts, _: ReleasePage(look, texts, ReleaseActions(*[nothing] * 3)),
    "today": today,
    "weeks": weeks,
    "weeks to come": lambda look, texts, _: WeeksPage(
        look, texts, WeeksShown(desk_weeks(())), WeeksActions(*[nothing] * 3)
    ),
    "ordinary week": ordinary_week,
    "desk preferences": desk_preferences,
}
