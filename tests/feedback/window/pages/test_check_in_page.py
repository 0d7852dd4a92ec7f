"""The check-in, answered with the mouse and with keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from feedback.kept.records import CheckIn
from feedback.practice.looks import Moment
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.controls import KeyHint
from feedback.window.controls.scale import Scale
from feedback.window.controls.theme import Appearance
from feedback.window.pages.check_in_page import CheckInActions, CheckInPage
from tests.feedback.window.page_checks import SIZES, assert_readable, by_tab, shown


class Asked:
    """A page and what came of it."""

    def __init__(self, look: Appearance, qtbot: object, moment: Moment = Moment.BEFORE) -> None:
        self.given: list[CheckIn] = []
        self.skipped = self.never = 0
        self._qtbot = qtbot
        self.page = CheckInPage(look, Texts("en"), moment, CheckInActions(self.given.append, self._skip, self._never))
        shown(self.page, qtbot)

    def _skip(self) -> None:
        self.skipped += 1

    def _never(self) -> None:
        self.never += 1

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(self.page.focusWidget() or self.page, key)  # type: ignore[attr-defined]

    def click(self, scale: Scale, x: float) -> None:
        place = QPoint(round(x), 20)
        self._qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=place)  # type: ignore[attr-defined]


@pytest.fixture
def asked(look: Appearance, qtbot: object) -> Asked:
    return Asked(look, qtbot)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("moment", Moment)
def test_all_of_it_is_seen_at_once(
    look: Appearance, qtbot: object, language: str, size: tuple[int, int], moment: Moment
):
    page = CheckInPage(look, Texts(language), moment, CheckInActions(print, print, print))
    assert_readable(shown(page, qtbot, size))


def test_nothing_is_answered_until_it_is_touched(asked: Asked):
    asked.press(Qt.Key.Key_Return)
    (answers,) = asked.given
    assert (answers.tension, answers.pain, answers.calm, answers.teeth, answers.ticks) == (None, None, None, "", ())
    assert answers.moment is Moment.BEFORE
    assert answers.taken_at.tzinfo is not None


def test_one_key_leaves_it_out_wherever_the_focus_is(asked: Asked):
    asked.press(Qt.Key.Key_S)
    asked.press(Qt.Key.Key_4, Qt.Key.Key_S)
    assert asked.skipped == 2
    assert asked.given == []


def test_esc_neither_skips_nor_answers(asked: Asked):
    asked.press(Qt.Key.Key_Escape)
    assert (asked.skipped, asked.given) == (0, [])


def test_it_can_be_left_out_for_good(asked: Asked):
    asked.page.never.click()
    assert (asked.never, asked.skipped, asked.given) == (1, 0, [])


def test_answered_by_keys_alone(asked: Asked):
    asked.press(Qt.Key.Key_6)  # the first question, without looking for it
    asked.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_1, Qt.Key.Key_0)
    asked.press(Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)
    asked.press(Qt.Key.Key_Return)  # and on, from wherever the focus is
    (answers,) = asked.given
    assert (answers.tension, answers.pain, answers.calm, answers.teeth) == (6.0, None, 10.0, "touching")


def test_arrows_begin_in_the_middle_and_stop_at_the_ends(asked: Asked):
    scale = asked.page.scales["calm"]
    scale.setFocus()
    asked.press(Qt.Key.Key_Right)
    assert scale.answer == 5
    asked.press(*[Qt.Key.Key_Left] * 7)
    assert scale.answer == 0
    asked.press(Qt.Key.Key_End, Qt.Key.Key_Right)
    assert scale.answer == 10


def test_an_answer_can_be_taken_back(asked: Asked):
    scale = asked.page.scales["pain"]
    scale.setFocus()
    asked.press(Qt.Key.Key_3, Qt.Key.Key_Backspace)
    assert scale.answer is None
    asked.click(scale, scale.width() / 3)
    assert scale.answer is not None
    asked.click(scale, scale.width() - 16)  # the cross
    assert scale.answer is None


def test_a_click_takes_the_nearest_stop_and_the_ends_are_easy_to_reach(asked: Asked):
    scale = asked.page.scales["tension"]
    asked.click(scale, 1)
    assert scale.answer == 0
    answers = set()
    for x in range(12, scale.width() - 84, 3):
        asked.click(scale, x)
        answers.add(scale.answer)
    assert answers == set(range(11))


def test_a_wheel_over_a_question_answers_nothing(asked: Asked):
    scale = asked.page.scales["tension"]
    middle = QPointF(scale.rect().center())
    turned = QWheelEvent(
        middle,
        scale.mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(scale, turned)
    assert scale.answer is None


def test_one_answer_about_the_teeth_or_none(asked: Asked):
    teeth = asked.page.teeth
    teeth["apart"].click()
    teeth["pressed"].click()
    assert asked.page.answers().teeth == "pressed"
    teeth["pressed"].click()
    assert asked.page.answers().teeth == ""


def test_ticks_are_kept_by_name(asked: Asked):
    asked.page.ticks["senses"].click()
    asked.page.ticks["jaw"].click()
    assert asked.page.answers().ticks == ("jaw", "senses")


def test_tab_passes_every_question_once(asked: Asked, qtbot: object):
    page = asked.page
    every = [*page.scales.values(), *page.teeth.values(), *page.ticks.values(), page.never, page.primary]
    assert list(by_tab(page, qtbot)) == every


def test_a_screen_reader_hears_what_is_not_answered(asked: Asked):
    scale = asked.page.scales["tension"]
    assert scale.accessibleDescription() == "not answered"
    scale.give(0)
    assert scale.accessibleDescription() == ""


@pytest.mark.parametrize("moment", Moment)
def test_every_key_of_the_page_is_named_on_it(look: Appearance, qtbot: object, moment: Moment) -> None:
    page = CheckInPage(look, Texts("en"), moment, CheckInActions(print, print))
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    named = " ".join(hint.accessibleName() for hint in page.findChildren(KeyHint))
    assert "(0–10)" in named
    assert ("back (esc)" if moment is Moment.BEFORE else "skip (S, esc)") in named
