"""A comfortable opening is measured only by whoever asks for it, under their own data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calibration.comfort import Comfort
from calibration.profile import ProfileFolder, new_profile
from feedback.kept.history import History
from feedback.kept.opening_rows import Opening, keep_opening
from feedback.window.pages.data_page import DataPage
from feedback.window.pages.history_page import HistoryPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.study_page import StudyPage
from feedback.window.person.options import Start
from tests.calibration.people import a_baseline, a_template
from tests.feedback.kept.histories import months_of_practice
from tests.feedback.window.driving import Driver, Visits, visits
from tests.places import FACE_CLIP

MEASURED = Opening(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "default", Comfort(41.2, 4.0, 39.0, 43.0, 0.8, 1.3, 3))


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Visits]:
    with visits(tmp_path, qtbot) as made:
        made.settings()
        yield made


def own_data(driver: Driver) -> tuple[HistoryPage, DataPage]:
    home = driver.window.page
    assert isinstance(home, HomePage)
    home.history.click()
    history = driver.window.page
    assert isinstance(history, HistoryPage)
    history.data.click()
    page = driver.window.page
    assert isinstance(page, DataPage)
    return history, page


def test_what_was_measured_last_stands_there_and_quietly_in_the_history(made: Visits):
    months_of_practice(made.data_dir, 3)
    driver = made.open(Start.HOME)
    history, page = own_data(driver)
    assert history.foot.text() == "Everything stays on this computer."
    assert not hasattr(page, "opening")
    with History(made.data_dir) as kept:
        keep_opening(kept, MEASURED)
    driver.window.ways.home()
    history, page = own_data(driver)
    assert history.foot.text() == "Comfortable opening, 24 November: 41 ± 4 mm."
    assert page.opening.text().startswith("24 November: The mouth opened 41 ± 4 mm, between 39 and 43.")


def test_it_is_measured_from_there_and_leads_back(made: Visits):
    ProfileFolder(made.data_dir).save(new_profile("default", a_baseline(), a_template(), "cam", (640, 480)))
    driver = made.open(Start.HOME, source=str(FACE_CLIP))
    _, page = own_data(driver)
    page.measure_opening.click()
    assert isinstance(driver.window.page, StudyPage)
    driver.press(Qt.Key.Key_Escape)
    driver.until(MessagePage)
    assert driver.window.page.primary is not None
    driver.window.page.primary.click()
    assert isinstance(driver.window.page, DataPage)
    assert driver.window.isVisible()


def test_a_camera_that_is_not_there_is_said_and_leads_back(made: Visits):
    driver = made.open(Start.HOME, source="no-such.mp4")
    _, page = own_data(driver)
    page.measure_opening.click()
    driver.until(MessagePage)
    assert driver.said() == "This did not go on"
    assert driver.window.page.primary is not None
    driver.window.page.primary.click()
    assert isinstance(driver.window.page, DataPage)
