"""Today, weeks, the self-check and the release as pages: by key, by click, and by what a screen reader is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from feedback.desk.today import HourShare
from feedback.desk.weeks import desk_weeks
from feedback.kept.desk_records import Glance, Seen, Teeth
from feedback.kept.settings import Settings
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.hours_view import HoursView
from feedback.window.drawn.weeks_view import WeeksView
from feedback.window.pages.desk_preferences_page import (
    DeskPreferencesActions,
    DeskPreferencesPage,
    DeskPreferencesState,
)
from feedback.window.pages.desk_row import OFFERED, DeskRow, DeskRowActions
from feedback.window.pages.release_page import ReleaseActions, ReleasePage
from feedback.window.pages.self_check_page import SelfCheckActions, SelfCheckPage
from feedback.window.pages.today_page import DayShown, TodayActions, TodayPage
from feedback.window.pages.weeks_page import WeeksActions, WeeksPage, WeeksShown, weeks_headline
from tests.feedback.window.desk.days import DAY, at, office_day, some_weeks
from tests.feedback.window.page_checks import shown

EN = Texts("en")
TODAY = DAY.date()


@pytest.fixture
def did() -> list[object]:
    return []


def noting(did: list[object], word: str) -> Callable[..., object]:
    return partial(did.append, word)


def today_page(look: Appearance, did: list[object], day: DayShown) -> TodayPage:
    actions = TodayActions(did.append, *(noting(did, word) for word in ("weeks", "check", "preferences", "home")))
    return TodayPage(look, EN, day, actions)


def lines(page: object) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]  # type: ignore[attr-defined]


def test_arrows_walk_the_day_and_say_each_mark(look: Appearance, did: list[object], qtbot: object):
    page = today_page(look, did, DayShown(TODAY, at(14, 10), office_day()))
    shown(page, qtbot)
    page.line.setFocus()
    told = []
    for _ in range(len(office_day()) + 2):  # at the end it stays
        qtbot.keyClick(page.line, Qt.Key.Key_Right)  # type: ignore[attr-defined]
        told.append(page.told.text())
        assert page.line.accessibleDescription() == page.told.text()
    assert told[0] == "08:41 relaxed"
    assert "09:20 a hint, then let hang" in told
    assert "10:02 not looked: your microphone was in use" in told
    assert told[-1] == told[-2] == "13:40 tense"
    qtbot.keyClick(page.line, Qt.Key.Key_Home)  # type: ignore[attr-defined]
    assert page.told.text() == told[0]


def test_the_line_tells_a_screen_reader_what_the_eye_sees(look: Appearance, did: list[object]):
    page = today_page(look, did, DayShown(TODAY, at(14, 10), office_day()))
    name = page.line.accessibleName()
    assert "arrow keys" in name
    assert "your microphone was in use (3)" in name


def test_a_click_near_a_mark_says_what_it_was(look: Appearance, did: list[object], qtbot: object):
    page = today_page(look, did, DayShown(TODAY, at(14, 10), office_day()))
    shown(page, qtbot)
    place = page.line.place_of(office_day()[0])
    qtbot.mouseClick(page.line, Qt.MouseButton.LeftButton, pos=place.toPoint())  # type: ignore[attr-defined]
    assert page.told.text() == "08:41 relaxed"


def test_what_differs_is_not_told_by_colour_alone(look: Appearance, did: list[object]):
    page = today_page(look, did, DayShown(TODAY, at(14, 10), office_day()))
    page.resize(900, 600)
    height = {record.seen: page.line.place_of(record).y() for record in office_day() if isinstance(record, Glance)}
    assert height[Seen.RELAXED] > height[Seen.CLOSED] > height[Seen.TENSE]


def test_only_days_there_are_can_be_gone_to(look: Appearance, did: list[object]):
    page = today_page(look, did, DayShown(TODAY, at(14, 10), office_day(), first=TODAY))
    assert not page.before.isVisibleTo(page)
    assert not page.after.isVisibleTo(page)
    earlier = TODAY - timedelta(days=3)
    page = today_page(look, did, DayShown(earlier, at(14, 10), (), first=date(2026, 11, 1)))
    page.before.click()
    page.after.click()
    assert did == [earlier - timedelta(days=1), earlier + timedelta(days=1)]
    assert page.sentence.said == "Nothing on this day"


def test_an_empty_day_offers_what_needs_no_camera(look: Appearance, did: list[object]):
    page = today_page(look, did, DayShown(TODAY, at(9, 0), ()))
    assert any("without a camera" in line for line in lines(page))
    page.check.click()
    assert did == ["check"]


def test_a_day_across_midnight_keeps_every_mark_on_the_line(look: Appearance, did: list[object]):
    night = (Glance(at(0, 5), Seen.RELAXED), Glance(at(23, 55), Seen.TENSE))
    page = today_page(look, did, DayShown(TODAY, at(23, 58), night))
    page.resize(900, 600)
    for record in night:
        assert page.line.rect().contains(page.line.place_of(record).toPoint())


def test_no_part_of_a_page_is_a_window_for_a_moment(look: Appearance, did: list[object]):
    def parts() -> set[object]:
        return {window for window in QApplication.topLevelWidgets() if window.isVisible()}

    before = parts()
    windows: list[object] = []
    page = today_page(look, did, DayShown(TODAY, at(14, 10), office_day(), first=date(2026, 11, 1)))
    state = DeskPreferencesState(Settings(), autostart=True, not_told=("Not told.",))
    other = DeskPreferencesPage(look, EN, state, DeskPreferencesActions(print, print, print))
    windows += parts() - before
    assert windows == []
    for part in (*page.findChildren(QWidget), *other.findChildren(QWidget)):
        assert not part.testAttribute(Qt.WidgetAttribute.WA_WState_Created), f"{part} had a window of its own"


def test_one_key_answers_the_page(look: Appearance, did: list[object], qtbot: object):
    actions = SelfCheckActions(did.append, *(noting(did, word) for word in ("release", "today", "home")))
    page = SelfCheckPage(look, EN, actions)
    shown(page, qtbot)
    qtbot.keyClicks(page, "24")  # type: ignore[attr-defined]
    assert did == [Teeth.TOUCHING]
    assert page.sentence.said == "Noticed. A little space is enough."
    assert not page.question.isVisible()


def test_a_click_answers_the_page_too(look: Appearance, did: list[object]):
    page = SelfCheckPage(look, EN, SelfCheckActions(did.append, did.clear, did.clear, did.clear))
    page.question.buttons[Teeth.GRINDING].click()
    assert did == [Teeth.GRINDING]


def test_leaving_the_release_page_ends_it_once(look: Appearance, did: list[object], qtbot: object):
    page = ReleasePage(look, EN, ReleaseActions(did.append, noting(did, "again"), noting(did, "home")))
    shown(page, qtbot)
    page.hide()
    page.hide()
    assert did == [False]


def test_a_week_is_set_against_the_ordinary_one(look: Appearance):
    glances = [record for record in some_weeks() if isinstance(record, Glance)]
    weeks = desk_weeks(glances)
    assert weeks_headline(weeks, EN) == "As in your ordinary week"
    view = WeeksView(look, EN, weeks)
    assert "of the looks relaxed" in view.accessibleDescription()


def test_before_the_ordinary_week_is_over_it_says_how_long(look: Appearance):
    page = WeeksPage(look, EN, WeeksShown(desk_weeks(())), WeeksActions(print, print, print))
    assert page.sentence.said == "Your ordinary week is still to come"
    assert "7 more days with looks." in lines(page)


def test_hours_are_told_in_words_and_those_of_few_looks_are_not(look: Appearance):
    view = HoursView(look, EN, (HourShare(9, 10, 6), HourShare(11, 2, 2)))
    assert view.accessibleDescription() == "9 o'clock: 60\N{NO-BREAK SPACE}%"


def test_every_preference_is_a_choice_at_once(look: Appearance):
    chosen: dict[str, object] = {}
    started: list[bool] = []
    actions = DeskPreferencesActions(lambda **fields: chosen.update(fields), started.append, print)
    page = DeskPreferencesPage(look, EN, DeskPreferencesState(Settings(), autostart=False), actions)
    page.every.buttons[20.0].click()
    page.hints.buttons[0].click()
    page.checks.buttons[2].click()
    page.closed.buttons[60.0].click()
    page.sound.click()
    page.battery.click()
    page.camera.click()
    assert chosen == {
        "desk_every_min": 20.0,
        "desk_hints": 0,
        "desk_checks": 2,
        "desk_closed_min": 60.0,
        "desk_hint_sound": True,
        "desk_on_battery": False,
        "desk_camera": False,
    }
    assert not page.every.isEnabled()  # without looks there is nothing between them
    assert page.autostart is not None
    page.autostart.click()
    assert started == [True]


def test_a_choice_made_by_hand_stands_in_its_row(look: Appearance):
    state = DeskPreferencesState(Settings(desk_every_min=7.5, desk_hints=1))
    page = DeskPreferencesPage(look, EN, state, DeskPreferencesActions(print, print, print))
    assert page.every.chosen == 7.5
    assert page.hints.chosen == 1
    assert page.autostart is None


def test_the_row_on_the_first_page_says_what_it_does(look: Appearance, did: list[object]):
    actions = DeskRowActions(did.append, *(noting(did, word) for word in ("check", "release", "today")))
    row = DeskRow(look, EN, actions, on=False)
    assert row.told.text() == OFFERED
    row.switch.click()
    for button in (row.check, row.release, row.today):
        button.click()
    assert did == [True, "check", "release", "today"]
    assert row.switch.accessibleDescription() == row.told.text()
