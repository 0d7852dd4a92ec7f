"""The home page offers every exercise there is."""

from __future__ import annotations

from pathlib import Path

from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from tests.feedback.toy import humming_there
from tests.feedback.window.page_checks import assert_readable, shown
from tests.feedback.window.pages.every_page import home


def test_a_new_exercise_is_offered_with_its_lengths(look: Appearance, qtbot: object, tmp_path: Path) -> None:
    with humming_there() as humming:
        page = shown(home(look, Texts("en"), tmp_path), qtbot)
        page.exercises[humming.id].click()
        assert page.about.text() == humming.invitation
        offered = [minutes for minutes, button in page.lengths[humming.id].items() if button.isVisible()]
        assert tuple(offered) == humming.lengths_min
        assert_readable(page)
