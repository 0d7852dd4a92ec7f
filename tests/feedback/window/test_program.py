"""The real window on the real clip, driven by keys; and that it always ends with camera and threads closed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from calibration.profile import ProfileFolder
from feedback.kept.settings import SettingsFile, ThemeChoice
from feedback.window.pages.calibration_page import CalibrationPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.session_page import SessionPage
from feedback.window.pages.summary_page import SummaryPage
from feedback.window.person.options import Start
from tests.feedback.window.driving import Visits, thinned, visits
from vision.source import sources


@pytest.fixture(scope="session")
def quick_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return thinned(tmp_path_factory.mktemp("clips") / "quick.mp4")


@pytest.fixture
def visit(tmp_path: Path, qtbot: object) -> Iterator[Visits]:
    with visits(tmp_path, qtbot) as made:
        made.settings()
        yield made


def test_from_calibration_over_the_exercise_to_the_summary(
    visit: Visits, quick_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "DEMO_CLIP", quick_demo)
    person = visit.open(Start.DEMO, "demo")
    window = person.window
    assert isinstance(window.page, CalibrationPage)
    assert window.page.sentence.said == "Opening the recording"
    person.until_true(lambda: window.page.picture.isVisible() and window.worker.turn is not None)
    person.until(SessionPage)
    person.until_true(lambda: window.worker.turn.view.session is not None)
    page = window.session_page
    person.press(Qt.Key.Key_P)
    assert not page.picture.isVisible()
    person.press(Qt.Key.Key_T)
    assert window.look.theme.name in ("day", "night")
    person.press(Qt.Key.Key_O)
    assert page.plain
    person.press(Qt.Key.Key_O)
    assert not page.plain
    person.press(Qt.Key.Key_Space)
    person.until_true(lambda: page.sentence.said == "Paused")
    person.press(Qt.Key.Key_Space)
    person.until_true(lambda: page.sentence.said != "Paused")
    person.until(SummaryPage)
    assert window.worker is None  # camera and networks are closed
    assert window.exit_code == 0
    assert "Your jaw hung" in window.page.sentence.said
    assert not window.page.grab().toImage().isNull()
    person.press(Qt.Key.Key_Return)
    assert not window.isVisible()
    assert not ProfileFolder(tmp_path).names()  # the demo keeps nothing of the clip's person
    assert SettingsFile(tmp_path).load().show_picture is False


def test_stopping_gives_a_summary_and_says_so_in_the_exit_code(visit: Visits) -> None:
    person = visit.open(Start.SESSION, "demo")
    person.until_true(person.practises)
    person.press(Qt.Key.Key_Escape)
    person.until(SummaryPage)
    assert person.window.exit_code == 4


def test_a_missing_file_is_told_calmly_and_another_camera_offered(visit: Visits, tmp_path: Path) -> None:
    person = visit.open(Start.SESSION, str(tmp_path / "gone.mp4"))
    person.until(MessagePage)
    assert person.window.page.sentence.said == "No picture yet"
    assert person.window.exit_code == 3
    person.press(Qt.Key.Key_Escape)
    assert not person.window.isVisible()


def test_a_file_that_ends_while_calibrating_says_so(visit: Visits, quick_demo: Path, tmp_path: Path) -> None:
    person = visit.open(Start.CALIBRATE, str(quick_demo))
    person.until(MessagePage)
    assert person.window.page.sentence.said in ("That ended early", "Calibrated. Thank you.", "Not clear enough yet")


@pytest.mark.parametrize("how", ["close", "ctrl-c"])
def test_closing_in_the_middle_ends_everything(visit: Visits, how: str) -> None:
    person = visit.open(Start.DEMO, "demo")
    person.until_true(lambda: person.window.worker.turn is not None)
    if how == "close":
        person.window.close()
    else:
        person.window.interrupt()
        person.until_true(lambda: not person.window.isVisible())
    assert person.window.worker is None
    assert person.window.exit_code == 4


def test_home_remembers_what_was_chosen(visit: Visits, tmp_path: Path) -> None:
    person = visit.open(Start.HOME)
    window = person.window
    assert isinstance(window.page, HomePage)
    window.page.theme_switch.click()
    theme = SettingsFile(tmp_path).load().theme
    assert theme in (ThemeChoice.DAY, ThemeChoice.NIGHT)
    window.page.theme_switch.click()
    assert SettingsFile(tmp_path).load().theme is not theme
    person.press(Qt.Key.Key_Escape)
    assert window.isVisible()  # nothing to leave on the first page
    assert window.exit_code == 0


def test_damaged_settings_and_profile_are_told_once_and_set_aside(visit: Visits, tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "default.json").write_text("{ not json")
    (tmp_path / "settings.json").write_text('{"theme": "purple"}')
    person = visit.open(Start.HOME, "demo")
    person.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)  # as at the very first start
    assert isinstance(person.window.page, HomePage)
    assert [path.name for path in tmp_path.glob("settings.json.damaged-*")]
    assert [path.name for path in (tmp_path / "profiles").glob("*.damaged-*")]
    assert person.window.page.primary is person.window.page.calibrate
    told = [label.accessibleName() for label in person.window.page.findChildren(QLabel)]
    assert len([line for line in told if "set aside" in line]) == 1


def test_the_command_can_build_its_options_without_qt() -> None:
    built = "import sys, feedback.window.person.options, feedback.process.display; "
    built += "sys.exit('PySide6.QtCore' in sys.modules)"
    missing = "import sys; sys.modules['PySide6'] = sys.modules['shiboken6'] = None; "
    for code in (built, missing + built):
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
