"""Preferences: each choice is told at once, and every one can be reached by key."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from feedback.kept.settings import Settings, ThemeChoice
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.tap_pace import TapPace
from feedback.window.controls.theme import Appearance
from feedback.window.pages.preferences_page import PreferencesActions, PreferencesPage
from tests.feedback.window.page_checks import SIZES, assert_readable, by_tab, shown, unrolled


class Chosen:
    """A page over real settings, which are read back as they would be from the file."""

    def __init__(self, look: Appearance, settings: Settings | None = None, language: str = "en") -> None:
        self.now = settings or Settings()
        self.cautions = 0
        actions = PreferencesActions(self._change, self._caution, print, print, print)
        self.page = PreferencesPage(look, Texts(language), self.now, actions)

    def _change(self, **fields: object) -> None:
        changed = msgspec.structs.replace(self.now, **fields)
        self.now = msgspec.json.decode(msgspec.json.encode(changed), type=Settings)

    def _caution(self) -> None:
        self.cautions += 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_word_can_be_read(look: Appearance, qtbot: object, size: tuple[int, int], language: str):
    page = shown(Chosen(look, Settings(own_breath_s=4.6), language).page, qtbot, size)
    page.pace.keep_button.show()  # as while tapping
    assert_readable(unrolled(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_the_usual_window_without_scrolling(look: Appearance, qtbot: object, language: str):
    page = shown(Chosen(look, language=language).page, qtbot, SIZES[1])
    assert not page.scroller.more_below


def test_switches_and_rows_tell_their_choice(look: Appearance, qtbot: object):
    chosen = Chosen(look)
    page = shown(chosen.page, qtbot)
    page.sound.click()
    page.voice.click()
    page.check_in.click()
    page.jaw_looks.click()
    page.full_cues.click()
    page.less_motion.click()
    page.more_contrast.click()
    page.paces.buttons[3.0, 7.0].click()
    page.themes.buttons[ThemeChoice.DAY].click()
    page.languages.buttons["nl"].click()
    assert chosen.now == Settings(
        sound=False,
        voice=True,
        check_in=False,
        looks=False,
        full_cues=True,
        less_motion=True,
        more_contrast=True,
        breath_in_s=3.0,
        breath_out_s=7.0,
        theme=ThemeChoice.DAY,
        language="nl",
    )
    assert not page.volume.isEnabled()


def test_volume_by_keys(look: Appearance, qtbot: object):
    chosen = Chosen(look)
    page = shown(chosen.page, qtbot)
    page.volume.setFocus()
    qtbot.keyClick(page.volume, Qt.Key.Key_Right)  # type: ignore[attr-defined]
    assert chosen.now.volume == pytest.approx(0.8)
    qtbot.keyClick(page.volume, Qt.Key.Key_Delete)  # type: ignore[attr-defined]
    assert chosen.now.volume == pytest.approx(0.8)  # there is always some volume; off is the switch


def test_shaking_comes_with_its_caution_and_goes_without(look: Appearance, qtbot: object):
    chosen = Chosen(look)
    shown(chosen.page, qtbot)
    chosen.page.shaking.click()
    assert (chosen.cautions, chosen.now.shaking) == (1, None)
    chosen.page.shaking.click()
    assert (chosen.cautions, chosen.now.shaking) == (1, False)


def test_the_theme_key_shows_here_too(look: Appearance, qtbot: object):
    page = shown(Chosen(look).page, qtbot)
    look.choose(ThemeChoice.DAY)
    assert page.themes.chosen is ThemeChoice.DAY


def test_tab_brings_hidden_controls_into_view(look: Appearance, qtbot: object):
    page = shown(Chosen(look).page, qtbot)
    every = {page.sound, page.volume, page.voice, page.check_in, page.jaw_looks, page.full_cues, page.shaking}
    every |= {page.less_motion, page.more_contrast, page.pace.tap_button, page.primary}
    hidden: list[QWidget] = []
    for part in by_tab(page, qtbot):
        every.discard(part)
        if part not in (page.primary, page.data, page.desk) and not page.scroller.viewport().rect().contains(
            part.mapTo(page.scroller.viewport(), part.rect().center())
        ):
            hidden.append(part)
    assert every == set()
    assert hidden == []


def test_tapping_ones_own_pace(look: Appearance, qtbot: object):
    now_s, kept = [0.0], []
    pace = TapPace(look, Texts("en"), None, kept.append, clock=lambda: now_s[0])
    qtbot.addWidget(pace)  # type: ignore[attr-defined]
    pace.show()
    assert not pace.keep_button.isVisible()
    for _ in range(4):
        pace.tap()
        now_s[0] += 5.0
    assert pace.figure.text() == "about 12 breaths a minute"
    assert pace.circle.moving
    pace.keep_button.click()
    assert kept == [5.0]
    assert not pace.keep_button.isVisible()
    pace.forget_button.click()
    assert kept == [5.0, None]
    assert not pace.circle.moving


def test_the_key_taps_too(look: Appearance, qtbot: object):
    page = shown(Chosen(look).page, qtbot)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_B)  # type: ignore[attr-defined]
    assert page.pace.line.text() == "Keep going: a tap at each breath in."


def test_with_less_motion_the_circle_rests(look: Appearance, qtbot: object):
    look.set_less_motion(True)
    pace = TapPace(look, Texts("en"), 5.0, print)
    qtbot.addWidget(pace)  # type: ignore[attr-defined]
    pace.show()
    assert not pace.circle.moving
    look.set_less_motion(False)
    assert pace.circle.moving
    pace.hide()
    assert not pace.circle.moving  # unseen, it costs nothing
