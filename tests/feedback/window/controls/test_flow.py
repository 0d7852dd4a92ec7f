"""A person's way through the program: the first start, a whole round, and leaving at any moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from feedback.kept.history import History
from feedback.practice.looks import Moment
from feedback.practice.safety import SAFETY_VERSION
from feedback.practice.session_state import Session
from feedback.practice.summary import PauseReason
from feedback.visit.asked import Wish
from feedback.window.pages.caution_page import CautionPage
from feedback.window.pages.check_in_page import CheckInPage
from feedback.window.pages.framing_page import FramingPage
from feedback.window.pages.history_page import HistoryPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.preferences_page import PreferencesPage
from feedback.window.pages.safety_page import SafetyPage
from feedback.window.pages.session_page import SessionPage
from feedback.window.pages.summary_page import SummaryPage
from feedback.window.pages.welcome_page import WelcomePage
from feedback.window.person.options import Start
from feedback.window.system.hidden import Hidden
from feedback.window.system.screen_watch import ScreenWatch
from tests.fault_server import fault_server
from tests.feedback.window.driving import Driver, Visits, thinned, visits

Key = Qt.Key
A_SHORT_ROUND = Wish(minutes=0.5)


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Somebody before the camera for as long as a short round takes."""
    return str(thinned(tmp_path_factory.mktemp("clips") / "long.mp4", every=6, times=2))


@pytest.fixture
def visit(tmp_path: Path, qtbot: object) -> Iterator[Visits]:
    with visits(tmp_path, qtbot) as made:
        yield made


def words_on(person: Driver) -> str:
    return " ".join(label.accessibleName() for label in person.window.page.findChildren(QLabel))


def test_the_first_start_leads_over_safety_and_camera_to_the_first_page(visit: Visits, clip: str) -> None:
    person = visit.open(Start.HOME, clip)
    window = person.window
    assert isinstance(window.page, WelcomePage)
    person.press(Key.Key_Escape)
    assert isinstance(window.page, WelcomePage)  # there is nothing before it
    person.press(Key.Key_Return)
    assert isinstance(window.page, SafetyPage)
    person.press(Key.Key_Escape)
    assert isinstance(window.page, WelcomePage)
    assert window.worker is None  # no camera before all is read
    person.press(Key.Key_Return, Key.Key_Return)
    assert isinstance(window.page, FramingPage)
    person.until_true(lambda: window.worker.turn is not None and window.worker.turn.face is not None)
    person.press(Key.Key_Return)
    assert isinstance(window.page, HomePage)
    assert window.worker is None
    assert visit.kept.safety_read == SAFETY_VERSION
    window.close()
    assert isinstance(visit.open(Start.HOME, clip).window.page, HomePage)


def test_a_whole_round_from_how_it_is_to_how_it_became(visit: Visits, clip: str) -> None:
    visit.settings(exercise="routine", length_min=10, looks=True)
    person = visit.open(Start.HOME, clip, wish=A_SHORT_ROUND)
    window = person.window
    window.page.begin.click()  # type: ignore[attr-defined]
    assert isinstance(window.page, CautionPage)
    person.press(Key.Key_Tab, Key.Key_Return)  # not the proposed one: with shaking
    assert isinstance(window.page, CheckInPage)
    person.press(Key.Key_6, Key.Key_Tab, Key.Key_Tab, Key.Key_3, Key.Key_Return)
    assert window.worker is not None
    person.until(SessionPage)
    person.until(CheckInPage)
    assert window.worker is None  # the camera is off while questions are asked
    assert person.said() == "And how is it now?"
    person.press(Key.Key_2, Key.Key_Return)
    assert isinstance(window.page, SummaryPage)
    assert "Tension 6 → 2: noticeably better" in words_on(person)
    assert not window.page.grab().toImage().isNull()
    person.press(Key.Key_Return)
    assert isinstance(window.page, HomePage)
    assert visit.kept.shaking is True
    with History(visit.data_dir) as history:
        (session,) = history.sessions()
    assert [(said.moment, said.tension) for said in session.check_ins] == [(Moment.BEFORE, 6.0), (Moment.AFTER, 2.0)]
    assert [look.moment for look in session.looks] == [Moment.BEFORE, Moment.AFTER]
    assert session.ended == "done"


def test_questions_left_out_before_are_not_asked_afterwards(visit: Visits, clip: str) -> None:
    visit.settings()
    person = visit.open(Start.HOME, clip, wish=A_SHORT_ROUND)
    person.window.page.begin.click()  # type: ignore[attr-defined]
    person.press(Key.Key_S)
    person.until(SummaryPage)
    with History(visit.data_dir) as history:
        assert history.sessions()[0].check_ins == ()


def test_the_command_goes_straight_in_once_safety_is_read(visit: Visits, clip: str) -> None:
    person = visit.open(Start.SESSION, clip, wish=A_SHORT_ROUND)
    assert isinstance(person.window.page, SafetyPage)
    person.press(Key.Key_Escape)
    assert not person.window.isVisible()
    assert person.window.exit_code == 4
    person = visit.open(Start.SESSION, clip, wish=A_SHORT_ROUND)
    person.press(Key.Key_Return)
    assert person.window.worker is not None
    person.until(CheckInPage)
    person.press(Key.Key_Escape)
    assert isinstance(person.window.page, SummaryPage)
    person.press(Key.Key_Escape)
    assert not person.window.isVisible()
    assert person.window.exit_code == 0


def test_shaking_is_never_begun_unread_and_no_is_remembered(visit: Visits, clip: str) -> None:
    visit.settings(check_in=False)
    person = visit.open(Start.HOME, clip)
    page = person.window.page
    assert isinstance(page, HomePage)
    page.exercises["shaking"].click()
    person.press(Key.Key_Return)
    page.begin.click()
    assert isinstance(person.window.page, CautionPage)
    person.press(Key.Key_Escape)
    page = person.window.page
    assert isinstance(page, HomePage)
    assert visit.kept.shaking is None
    page.exercises["routine"].click()
    page.begin.click()
    person.press(Key.Key_Return)  # what is proposed: without
    assert visit.kept.shaking is False
    person.press(Key.Key_Return)  # with the looks
    assert {timed.part.id for timed in person.window.visits.trip.plan.config.course} >= {"look_before", "breath"}
    assert "shaking" not in {timed.part.id for timed in person.window.visits.trip.plan.config.course}


def test_what_is_chosen_on_the_first_page_is_there_the_next_time(visit: Visits) -> None:
    visit.settings()
    page = visit.open(Start.HOME).window.page
    assert isinstance(page, HomePage)
    page.exercises["breath"].click()
    page.lengths["breath"][5].click()
    page = visit.open(Start.HOME).window.page
    assert isinstance(page, HomePage)
    assert page.exercises["breath"].isChecked()
    assert page.lengths["breath"][5].isChecked()
    assert page.lengths["breath"][5].isVisible()


def test_every_preference_counts_at_once(visit: Visits) -> None:
    visit.settings()
    person = visit.open(Start.HOME)
    window = person.window
    window.page.preferences.click()  # type: ignore[attr-defined]
    page = window.page
    assert isinstance(page, PreferencesPage)
    page.less_motion.click()
    page.more_contrast.click()
    assert window.look.less_motion
    assert window.look.theme.strong
    page.languages.buttons["nl"].click()
    assert isinstance(window.page, PreferencesPage)
    assert window.texts.language == "nl"
    window.page.shaking.click()
    assert isinstance(window.page, CautionPage)
    person.press(Key.Key_Escape)
    assert isinstance(window.page, PreferencesPage)
    assert not window.page.shaking.isChecked()
    person.press(Key.Key_Escape)
    assert isinstance(window.page, HomePage)
    assert (visit.kept.language, visit.kept.more_contrast) == ("nl", True)


def test_a_volume_is_chosen_by_ear(visit: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.settings(sound=True, volume=0.5)
    person = visit.open(Start.HOME, paced=True)
    heard: list[float] = []
    sample = person.window.ways.sound_sample
    monkeypatch.setattr(sample, "play", heard.append)
    monkeypatch.setattr(sample, "stop", heard.clear)
    person.window.page.preferences.click()  # type: ignore[attr-defined]
    page = person.window.page
    assert isinstance(page, PreferencesPage)
    assert heard == []
    page.volume.setFocus()
    person.press(Key.Key_Right)
    assert heard == [pytest.approx(0.6)]
    assert visit.kept.volume == 0.6
    page.sound.click()
    assert heard == []
    page.sound.click()
    person.press(Key.Key_Escape)
    assert heard == []
    person.until_true(lambda: not any(thread.name == "sound" for thread in threading.enumerate()))


def to_home(person: Driver) -> None:
    assert isinstance(person.window.page, HomePage)


def to_preferences(person: Driver) -> None:
    person.window.page.preferences.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, PreferencesPage)


def to_history(person: Driver) -> None:
    person.window.page.history.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, HistoryPage)


def to_safety(person: Driver) -> None:
    person.window.page.safety.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, SafetyPage)


def to_the_questions(person: Driver) -> None:
    person.window.page.begin.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, CheckInPage)


def to_the_opening_camera(person: Driver) -> None:
    to_the_questions(person)
    person.press(Key.Key_S)


def to_the_session(person: Driver) -> None:
    to_the_opening_camera(person)
    person.until(SessionPage)


@pytest.mark.parametrize(
    "go", [to_home, to_preferences, to_history, to_safety, to_the_questions, to_the_opening_camera, to_the_session]
)
def test_the_window_can_be_closed_on_every_page(visit: Visits, clip: str, go: Callable[[Driver], None]) -> None:
    visit.settings()
    person = visit.open(Start.HOME, clip)
    go(person)
    person.window.close()
    assert person.window.worker is None
    assert person.window.exit_code == 0


def test_a_pace_that_was_tapped_is_where_the_next_session_begins(visit: Visits, clip: str) -> None:
    visit.settings(check_in=False)
    person = visit.open(Start.SESSION, clip)
    person.until(SessionPage)
    person.until_true(lambda: session_of(person) is not None)
    for taps in range(1, 4):
        due_s = session_of(person).now_s + 3.0
        person.until_true(lambda due_s=due_s: session_of(person).now_s > due_s)
        person.press(Key.Key_B)
        person.until_true(lambda taps=taps: len(session_of(person).taps_s) == taps)
    person.press(Key.Key_Escape)
    person.until(SummaryPage)
    assert visit.kept.own_breath_s is not None
    assert 2.0 <= visit.kept.own_breath_s <= 15.0


def session_of(person: Driver) -> Session | None:
    worker = person.window.worker
    return worker.turn.view.session if worker is not None and worker.turn is not None else None


def test_behind_a_locked_screen_the_session_rests_and_then_goes_on(visit: Visits) -> None:
    visit.settings(check_in=False)
    with fault_server() as camera:
        person = visit.open(Start.SESSION, camera.address, paced=True)
        window = person.window
        watch = ScreenWatch(window)
        window.follow_screen(watch)
        person.until_true(lambda: session_of(person) is not None)
        watch.tell(Hidden.SCREEN, True)
        person.until_true(lambda: session_of(person).paused is PauseReason.LOCKED)
        camera.until_released()
        watch.tell(Hidden.SCREEN, False)
        person.until_true(lambda: session_of(person).paused is None)
        window.close()
        camera.until_released()
