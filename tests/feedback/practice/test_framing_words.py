"""Sitting before the camera, told in three lines."""

from __future__ import annotations

from dataclasses import replace

from feedback.practice.framing_words import NOTHING_SEEN, Aspect, Sign, Steady, lines_of
from vision.framing_advice import ADVICE_WORDS, Advice, Framing

WELL = Framing(
    brightness=120.0,
    contrast=-20.0,
    sharpness=0.2,
    face_px=260.0,
    width_share=0.2,
    outside=0.0,
    distance_mm=550.0,
    mm_per_px=0.6,
    offset_x=0.02,
    offset_y=0.05,
    faces=1,
)


def signs(framing: Framing) -> list[Sign]:
    return [line.sign for line in lines_of(framing).values()]


def test_a_good_place_is_good_in_all_three():
    assert signs(WELL) == [Sign.WELL] * 3


def test_each_trouble_is_said_on_its_own_line():
    for changed, aspect, due in (
        ({"brightness": 10.0}, Aspect.LIGHT, Advice.TOO_DARK),
        ({"sharpness": 0.02}, Aspect.LIGHT, Advice.BLURRED),
        ({"distance_mm": 1500.0}, Aspect.DISTANCE, Advice.TOO_FAR),
        ({"distance_mm": 200.0}, Aspect.DISTANCE, Advice.TOO_NEAR),
        ({"offset_x": 0.4}, Aspect.PLACE, Advice.OFF_CENTRE),
        ({"faces": 2}, Aspect.PLACE, Advice.SEVERAL_FACES),
    ):
        lines = lines_of(replace(WELL, **changed))
        assert lines[aspect].words == ADVICE_WORDS[due]
        assert [one for one, line in lines.items() if line.sign is Sign.TO_DO] == [aspect]


def test_without_a_face_nothing_is_claimed():
    lines = lines_of(Framing(brightness=120.0))
    assert [line.sign for line in lines.values()] == [Sign.UNKNOWN, Sign.UNKNOWN, Sign.TO_DO]


def test_a_line_does_not_flutter():
    steady, dark = Steady(), lines_of(replace(WELL, brightness=10.0))
    assert steady.lines == NOTHING_SEEN
    steady.take(lines_of(WELL), 0.25)
    assert steady.all_well  # the first thing seen is said at once
    for _ in range(5):
        assert steady.take(dark, 0.25)[Aspect.LIGHT].sign is Sign.WELL
        steady.take(lines_of(WELL), 0.25)
    for _ in range(4):
        steady.take(dark, 0.25)
    assert not steady.all_well
