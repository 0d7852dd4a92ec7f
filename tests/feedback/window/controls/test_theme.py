"""Words can be read and edges seen in every theme; more contrast means more."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from feedback.kept.settings import ThemeChoice
from feedback.window.controls.theme import DAY, NIGHT, STRONG_DAY, STRONG_NIGHT, THEMES, Appearance, Theme

GROUNDS = ("background", "panel", "raised")
INKS = ("text", "muted", "hint")
SHAPES = ("line", "jaw", "breath", "fill")


def luminance(code: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    tint = QColor(code)
    return 0.2126 * linear(tint.redF()) + 0.7152 * linear(tint.greenF()) + 0.0722 * linear(tint.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def named(theme: Theme) -> str:
    return f"{'strong ' * theme.strong}{theme.name}"


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_words_reach_seven_to_one(theme: Theme) -> None:
    for ground in GROUNDS:
        for ink in INKS:
            assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 7.0, (ink, ground)
    assert contrast(theme.on_fill, theme.fill) >= 7.0


@pytest.mark.parametrize(("usual", "strong"), [(NIGHT, STRONG_NIGHT), (DAY, STRONG_DAY)], ids=("night", "day"))
def test_with_more_contrast_edges_are_seen_and_everything_stands_out_more(usual: Theme, strong: Theme) -> None:
    for ground in GROUNDS:
        for shape in SHAPES:
            assert contrast(getattr(strong, shape), getattr(strong, ground)) >= 3.0, (shape, ground)
        for part in (*INKS, *SHAPES):
            before = contrast(getattr(usual, part), getattr(usual, ground))
            assert contrast(getattr(strong, part), getattr(strong, ground)) > before, (part, ground)
    assert contrast(strong.muted, strong.panel) > 0.6 * contrast(strong.text, strong.panel)  # nearly text


def test_more_contrast_keeps_night_night_and_day_day(look: Appearance) -> None:
    painted: list[str] = []
    look.changed.connect(lambda: painted.append(look.theme.background))
    look.set_more_contrast(True)
    assert look.theme is STRONG_NIGHT
    assert look.toggle() is ThemeChoice.DAY
    assert look.theme is STRONG_DAY
    look.set_more_contrast(False)
    assert look.theme is DAY
    assert painted == [theme.background for theme in (STRONG_NIGHT, STRONG_DAY, DAY)]
