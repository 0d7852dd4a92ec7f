"""What the uncertainty is made of, in words."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from calibration.baseline import Baseline, fit_baseline
from calibration.interpret import Interpreter
from calibration.levels import Passage
from calibration.spread import AFTER_ACTIVITY_SD_MM
from feedback.analysis.explain import explain
from feedback.analysis.measure import Analysis, Measured
from feedback.texts import Texts
from tests.calibration.people import a_template, readings
from tests.calibration.skins import seen
from tests.scenarios.people import HANGING, Scene, calibrated, talking
from vision.readings import JawReading

PARTS = ("pixels", "pose", "zero", "skin", "gain", "scale", "talking since")


def told(baseline: Baseline, found: list[JawReading], language: str = "en") -> list[str]:
    interpreter = Interpreter(baseline)
    moments = [Measured(reading, interpreter.step(reading)) for reading in found]
    return explain(Analysis("clip.mp4", moments, baseline, False, False, False), Texts(language))


@pytest.fixture(scope="module")
def anna() -> Baseline:
    return calibrated()


def hung() -> Baseline:
    passages = [
        Passage("closed", seen(0.0)),
        Passage("hang", seen(7.0, from_s=10.0)),
        Passage("closed", seen(0.0, from_s=20.0)),
    ]
    return fit_baseline(passages, a_template())


def test_the_parts_told_make_the_spread_told():
    spread, followed, made, *_ = told(hung(), seen(6.0, from_s=40.0))
    parts = [float(re.search(rf"{name} (\d+\.\d+)", made)[1]) for name in PARTS]
    total = float(re.search(r"spread is (\d+\.\d+) mm", spread)[1])
    assert total == pytest.approx(math.hypot(*parts), abs=0.05)
    assert followed == "By pixels: 100 %; by the mesh alone: 0 %."


def test_it_says_what_was_learned_from_this_person():
    *_, skin, returns = told(hung(), seen(6.0, from_s=40.0))
    assert skin == "How the chin's skin follows the jaw was learned from the hang."
    assert "learned from one return" in returns


def test_what_talking_since_has_moved_is_part_of_it(anna: Baseline):
    quiet = told(anna, Scene().does(HANGING, 8).readings)
    talked = told(anna, Scene().does(HANGING, 2).does(talking, 6).does(HANGING, 12).readings)
    assert "talking since 0.00" in quiet[2]
    assert f"talking since {AFTER_ACTIVITY_SD_MM:.2f}" in talked[2]


def test_it_says_what_is_only_usual():
    baseline = fit_baseline([Passage("closed", readings(0.0))], a_template())
    found = [replace(reading, by_pixels=index % 2 == 0) for index, reading in enumerate(readings(0.5))]
    _, followed, _, skin, returns = told(baseline, found)
    assert followed == "By pixels: 50 %; by the mesh alone: 50 %."
    assert "what is usual for people; a hang" in skin
    assert "nothing was shown twice" in returns


def test_where_nothing_was_judged_it_says_so():
    unseen = [replace(reading, trust=0.1) for reading in readings(0.0)]
    assert told(hung(), unseen) == ["No picture was judged, so there is no spread to explain."]


def test_it_says_it_in_dutch_with_commas():
    lines = told(hung(), seen(6.0, from_s=40.0), "nl")
    assert re.search(r"beeldpunten \d+,\d\d, houding \d+,\d\d", lines[2])
