"""Several people on one computer, and what is otherwise today."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calibration.circumstances import Circumstance
from calibration.profile import ProfileFolder, new_profile
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.who_page import WhoPage
from feedback.window.person.options import Start
from tests.calibration.people import a_baseline, a_template
from tests.feedback.window.driving import Driver, Visits, visits


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path):
    with visits(tmp_path, qtbot) as made:
        made.settings()
        for name in ("default", "Anna"):
            ProfileFolder(tmp_path).save(new_profile(name, a_baseline(), a_template(), "cam", (640, 480)))
        yield made.open(Start.HOME), made


def who_page(driver: Driver) -> WhoPage:
    home = driver.window.page
    assert isinstance(home, HomePage)
    home.who.click()
    page = driver.window.page
    assert isinstance(page, WhoPage)
    return page


def test_everybody_has_a_button_and_the_window_opens_anew_for_whoever_is_chosen(driver: tuple[Driver, Visits]):
    window = driver[0].window
    page = who_page(driver[0])
    assert sorted(page.people) == ["Anna", "default"]
    page.people["Anna"].click()
    assert window.successor is not None
    assert window.successor.profile == "Anna"
    assert not window.isVisible()


def test_somebody_new_needs_a_name_that_can_be_one(driver: tuple[Driver, Visits], qtbot: QtBot):
    window = driver[0].window
    page = who_page(driver[0])
    qtbot.keyClicks(page.new_name, "../etc")
    qtbot.keyClick(page.new_name, Qt.Key.Key_Return)
    assert window.successor is None
    assert "cannot be a profile's name" in page.problem.text()
    page.new_name.setText("Mia")
    qtbot.keyClick(page.new_name, Qt.Key.Key_Return)
    assert window.successor is not None
    assert window.successor.profile == "Mia"


def test_what_is_otherwise_is_remembered_told_on_the_first_page_and_asks_for_its_calibration(
    driver: tuple[Driver, Visits],
):
    opened, made = driver
    page = who_page(opened)
    page.ticks[Circumstance.GLASSES].click()
    assert page.told.text() == "There is no calibration like this yet."
    assert page.calibrate.isVisible()
    page.ticks[Circumstance.GLASSES].click()
    page.ticks[Circumstance.ONE_SIDE].click()
    assert not page.calibrate.isVisible()
    assert made.kept.today == (Circumstance.ONE_SIDE,)
    assert page.primary is not None
    page.primary.click()
    home = opened.window.page
    assert isinstance(home, HomePage)
    assert home.who.text() == "me · one side hurts"
    assert opened.window.person.config().tags == ("one side hurts",)
