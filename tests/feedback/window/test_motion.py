"""What moves by itself moves slowly; where less motion is wanted nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from calibration.states import Kind
from feedback.kept.settings import ThemeChoice
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.pages.session_page import SessionPage
from tests.feedback.practice.stories import Story
from tests.feedback.window.conftest import moment
from tests.feedback.window.page_checks import bring_up
from tests.feedback.window.pages.every_page import EVERY_PAGE

FASTEST_HZ = 0.5
TICK_S = 0.05
SIZE = (900, 600)


@pytest.fixture
def still(qapp: QApplication) -> Iterator[Appearance]:
    yield Appearance(ThemeChoice.NIGHT, less_motion=True)
    qapp.setStyleSheet("")


def seen(part: QWidget) -> QImage:
    QApplication.processEvents()
    return part.grab().toImage()


def settled(page: QWidget, qtbot: object) -> QImage:
    """The page once keyboard and pointer have arrived, which may show."""
    for _ in range(100):
        before = seen(page)
        qtbot.wait(60)  # type: ignore[attr-defined]
        if seen(page) == before:
            return before
    raise AssertionError("the page never comes to rest")


class Sitting:
    """Somebody whose jaw hangs still before the page of a running session."""

    def __init__(self, look: Appearance, qtbot: object) -> None:
        page = EVERY_PAGE["session"](look, Texts("en"), Path())
        assert isinstance(page, SessionPage)
        qtbot.addWidget(page)  # type: ignore[attr-defined]
        page.resize(*SIZE)
        page.show()
        self.page, self._story, self._turn = page, Story(length_s=300.0), moment(Kind.HANGING)

    def lives(self, seconds: float) -> None:
        for _ in range(round(seconds / TICK_S)):
            self._story.does(Kind.HANGING, TICK_S)
            view = replace(self._turn.view, session=self._story.session, now_s=self._story.now_s)
            self.page.tick(replace(self._turn, view=view), TICK_S)


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_with_less_motion_no_page_moves_by_itself(still: Appearance, qtbot: object, tmp_path: Path, name: str) -> None:
    page = EVERY_PAGE[name](still, Texts("en"), tmp_path)
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    page.resize(*SIZE)
    bring_up(page, qtbot)
    before = settled(page, qtbot)
    qtbot.wait(60)  # type: ignore[attr-defined]  # longer than any timer of a page
    assert seen(page) == before


def test_with_less_motion_the_hammock_rests_and_words_change_at_once(still: Appearance, qtbot: object) -> None:
    sitting = Sitting(still, qtbot)
    sitting.lives(5.0)  # until the hammock has reached the jaw
    before = seen(sitting.page.view)
    sitting.lives(2.5)  # half a breath
    assert seen(sitting.page.view) == before
    sitting.page.sentence.say("Soft")
    said = seen(sitting.page.sentence)
    sitting.page.sentence.tick(1.0)
    assert seen(sitting.page.sentence) == said


def test_what_moves_by_itself_swings_slower_than_half_a_hertz(look: Appearance, qtbot: object) -> None:
    sitting = Sitting(look, qtbot)
    sitting.lives(5.0)
    lights: list[float] = []
    every_s, whole_s = 0.25, 30.0
    for _ in range(round(whole_s / every_s)):
        sitting.lives(every_s)
        image = seen(sitting.page.view).convertToFormat(QImage.Format.Format_Grayscale8)
        lights.append(float(np.frombuffer(image.constBits(), np.uint8).mean()))
    assert max(lights) > 1.001 * min(lights)  # it breathes
    assert max(lights) < 1.1 * min(lights)  # and never flashes
    swings = np.abs(np.fft.rfft(np.array(lights) - np.mean(lights))) ** 2
    quick = np.fft.rfftfreq(len(lights), every_s) > FASTEST_HZ
    assert swings[quick].sum() < 0.02 * swings.sum()
