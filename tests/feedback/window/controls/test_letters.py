"""The letters the person chose are those on the pages; what cannot be had is replaced without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QLabel

from feedback.kept.settings import Letters, Settings
from feedback.window.controls import letters
from feedback.window.controls.theme import Appearance, font
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.preferences_page import PreferencesPage
from feedback.window.person.options import Start
from tests.feedback.window.controls.lettering import add_letters
from tests.feedback.window.driving import Visits, visits


@pytest.fixture(scope="module")
def families(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    letters.families.cache_clear()
    return add_letters(tmp_path_factory.mktemp("letters"))


@pytest.fixture
def visit(tmp_path: Path, qtbot: object, families: list[str]) -> Iterator[Visits]:
    with visits(tmp_path, qtbot) as made:
        made.settings()
        yield made
    letters.use(Letters.OWN)


@pytest.fixture
def without_own(look: Appearance, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the program's own letters could not be had."""
    monkeypatch.setattr(letters, "FAMILY", "Nowhere Sans")
    yield
    monkeypatch.undo()
    letters.use(Letters.OWN)


def written_in(page: object) -> set[str]:
    return {QFontInfo(label.font()).family() for label in page.findChildren(QLabel)}  # type: ignore[attr-defined]


def test_pages_are_written_in_the_programs_own_letters(visit: Visits) -> None:
    page = visit.open(Start.HOME).window.page
    assert isinstance(page, HomePage)
    assert written_in(page) == {letters.FAMILY}


def test_other_letters_count_at_once_and_the_next_time(visit: Visits, families: list[str]) -> None:
    window = visit.open(Start.HOME).window
    window.ways.preferences()
    page = window.page
    assert isinstance(page, PreferencesPage)
    names = [page.letters.itemText(index) for index in range(page.letters.count())]
    assert names[:2] == ["the program's own", "those of the system"]
    assert letters.FAMILY not in names
    page.letters.setCurrentIndex(names.index("Wide Test"))
    page.letters.activated.emit(names.index("Wide Test"))
    assert window.page is not page
    assert isinstance(window.page, PreferencesPage)
    assert window.focusWidget() is window.page.letters
    assert window.page.letters.currentText() == "Wide Test"
    assert written_in(window.page) == {"Wide Test"}
    assert (visit.kept.letters, visit.kept.letters_family) == (Letters.FAMILY, "Wide Test")
    assert written_in(visit.open(Start.HOME).window.page) == {"Wide Test"}


def test_a_family_that_is_gone_leaves_the_programs_own(visit: Visits) -> None:
    visit.settings(letters=Letters.FAMILY, letters_family="Gone Since")
    window = visit.open(Start.HOME).window
    assert written_in(window.page) == {letters.FAMILY}
    window.ways.preferences()
    assert window.page.letters.currentIndex() == 0


def test_the_systems_letters_are_the_systems(look: Appearance) -> None:
    look.write_with(Letters.SYSTEM)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    assert font(16).family() == system.family()
    assert font(16).pixelSize() == 16
    look.write_with(Letters.OWN)
    assert font(16).family() == letters.FAMILY


@pytest.mark.parametrize("what", ["missing", "damaged"])
def test_own_letters_that_cannot_be_had_are_replaced_without_a_word(
    what: str, families: list[str], without_own: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "damaged":
        for weight in letters.WEIGHTS:
            (tmp_path / f"KaakrustSans-{weight}.ttf").write_bytes(b"no letters at all" * 9)
    monkeypatch.setattr(letters, "FOLDER", tmp_path)
    assert not letters.register()
    letters.use(Letters.OWN)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    assert letters.plain_font().family() == system.family()
    letters.check_letters()  # and the window opens


def test_settings_of_before_have_the_programs_own() -> None:
    assert (Settings().letters, Settings().letters_family) == (Letters.OWN, "")
