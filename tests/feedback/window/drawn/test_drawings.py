"""The line drawings: every exercise has some, in both themes, and they are told to those who do not see them."""

from __future__ import annotations

import pytest

from feedback.kept.settings import ThemeChoice
from feedback.practice.exercises import EXERCISES
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.drawing_view import DrawingView, path_of
from feedback.window.drawn.line_drawings import DRAWINGS, Drawing
from feedback.window.pages.caution_page import CautionPage
from feedback.window.pages.safety_page import SafetyPage

EVERY = tuple(dict.fromkeys(drawing for drawings in DRAWINGS.values() for drawing in drawings))


def test_each_exercise_has_two_or_three():
    assert set(DRAWINGS) == set(EXERCISES)
    assert all(2 <= len(drawings) <= 3 for drawings in DRAWINGS.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: drawing.caption)
def test_each_is_drawn_by_day_and_by_night_and_described(
    look: Appearance, qtbot: object, drawing: Drawing, language: str
):
    view = DrawingView(look, Texts(language), drawing)
    qtbot.addWidget(view)  # type: ignore[attr-defined]
    view.resize(round(120 * drawing.wide), 120)
    seen = []
    for theme in (ThemeChoice.NIGHT, ThemeChoice.DAY):
        look.choose(theme)
        image = view.grab().toImage()
        seen.append(image)
        inked = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
        assert len(inked) > 20, "hardly anything is drawn"
    assert seen[0] != seen[1]
    assert len(view.accessibleDescription()) > len(view.accessibleName())


@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: drawing.caption)
def test_nothing_of_a_drawing_lies_outside_its_frame(drawing: Drawing):
    left, top, wide, tall = drawing.box
    for line in (*drawing.strokes, *drawing.limbs, *drawing.over):
        edges, half = path_of(line.path).boundingRect(), line.width / 2
        assert left <= edges.left() - half, line.path
        assert edges.right() + half <= left + wide, line.path
        assert edges.bottom() + half <= top + tall, line.path
        assert top <= edges.top() - half, line.path


def test_they_stand_on_the_pages_about_safety_too(look: Appearance, qtbot: object):
    texts = Texts("en")
    for page in (
        SafetyPage(look, texts, done=print),
        CautionPage(look, texts, yes=print, no=print, in_routine=False),
    ):
        qtbot.addWidget(page)  # type: ignore[attr-defined]
        page.resize(1280, 720)
        page.show()
        assert [part for part in page.findChildren(DrawingView) if part.isVisible()]


def test_a_path_nobody_can_read_is_an_error():
    with pytest.raises(ValueError, match="Q"):
        path_of("M 1 2 Q 3 4 5 6")
