"""The language is changed while the program runs; a damaged catalogue gives English, and is said once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from calibration.profile import ProfileFolder
from feedback import texts as texts_module
from feedback.texts import DAMAGED_TEXTS, Texts
from feedback.window.main_window import MainWindow
from feedback.window.person.options import Start, WindowOptions


def opened(qtbot: object, data_dir: Path, texts: Texts) -> MainWindow:
    window = MainWindow(Start.HOME, WindowOptions("demo", "default", ProfileFolder(data_dir), data_dir, texts))
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    window.show()
    window.ways.home()
    return window


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "texts" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kaakrust.mo").write_bytes(b"not a catalogue")
    monkeypatch.setattr(texts_module, "FOLDER", tmp_path / "texts")


def problem_said(window: MainWindow) -> bool:
    return any(
        part.accessibleName() == DAMAGED_TEXTS.format(language="Nederlands")
        for part in window.page.findChildren(QLabel)
    )


def test_dutch_and_back_while_the_window_is_open(qtbot: object, tmp_path: Path) -> None:
    window = opened(qtbot, tmp_path, Texts("en"))
    english = window.page.calibrate.text()
    window.speak("nl")
    window.ways.home()
    assert window.page.calibrate.text() != english
    assert not problem_said(window)
    window.speak("en")
    window.ways.home()
    assert window.page.calibrate.text() == english


@pytest.mark.usefixtures("damaged")
def test_a_damaged_catalogue_chosen_in_the_window_is_said_once(qtbot: object, tmp_path: Path) -> None:
    window = opened(qtbot, tmp_path, Texts("en"))
    window.speak("nl")
    window.ways.home()
    assert window.page.calibrate.text() == "Calibrate"
    assert problem_said(window)
    window.ways.home()
    assert not problem_said(window)


@pytest.mark.usefixtures("damaged")
def test_a_damaged_catalogue_at_the_start_is_said_on_the_first_page(qtbot: object, tmp_path: Path) -> None:
    assert problem_said(opened(qtbot, tmp_path, Texts("nl")))
