"""From labelled passages to the gap between the teeth, its spread, and plain words when they do not fit."""

from __future__ import annotations

import math
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from calibration.baseline import Baseline, fit_baseline
from calibration.levels import CalibrationError, Passage
from calibration.verdict import verdict
from calibration.warm_up import warmed_up
from tests.calibration.people import a_template
from vision.doubts import Doubt
from vision.head import HeadPose
from vision.readings import JawReading

LEAK_MM_PER_DEG = 0.25
"""What a nod does to the measured chin of these people, about as it was found (docs/facts.md 32)."""


def reading(t_s: float, drop_mm: float, *, yaw: float = 0.0, pitch: float = 0.0, anchor: int = 7) -> JawReading:
    return JawReading(
        t_s=t_s,
        chin_drop_mm=drop_mm + LEAK_MM_PER_DEG * pitch,
        chin_drop_sd_mm=0.15,
        lip_gap_mm=1.0,
        jaw_width_mm=120.0,
        side_mm=0.0,
        pose=HeadPose(yaw, pitch, 0.0, 550.0, 1.1),
        trust=1.0,
        doubts=frozenset(),
        by_pixels=True,
        anchor=anchor,
    )


def held(label: str, drop_mm: float, seed: int = 0, seconds: float = 5.0, anchor: int = 7) -> Passage:
    noise = np.random.default_rng(seed).normal(0, 0.1, round(20 * seconds))
    swing = [0.4 * math.sin(index / 15) for index in range(len(noise))]
    moments = enumerate(zip(noise, swing, strict=True))
    return Passage(label, [reading(i / 20, drop_mm + n, pitch=s, anchor=anchor) for i, (n, s) in moments])


def nodded(drop_mm: float = 0.0) -> Passage:
    return Passage(
        "nod",
        [
            reading(index / 20, drop_mm, yaw=15 * math.sin(index / 20), pitch=10 * math.sin(index / 31))
            for index in range(300)
        ],
    )


def fit(*passages: Passage) -> Baseline:
    return fit_baseline(passages, a_template())


def test_closed_is_zero_and_hanging_is_the_chins_way_times_the_literature():
    baseline = fit(held("closed", 1.0), held("rest", 3.0, 1), held("hang", 6.0, 2))
    assert baseline.gain_source == "literature"
    assert baseline.gap(reading(0, 1.0)).gap_mm == pytest.approx(0.0, abs=0.1)
    assert baseline.gap(reading(0, 6.0)).gap_mm == pytest.approx(5.0 * 1.19, abs=0.2)
    assert baseline.rest_gap_mm == pytest.approx(2.0 * 1.19, abs=0.2)


def test_teeth_never_come_closer_than_touching():
    assert fit(held("closed", 1.0)).gap(reading(0, 0.2)).gap_mm == 0.0


def test_a_spacer_sets_the_millimetres_and_narrows_the_spread():
    usual = fit(held("closed", 0.0), held("hang", 4.0, 1))
    personal = fit(held("gap0", 0.0), held("gap6", 4.0, 1))
    assert personal.gain_source == "spacer"
    at_six = personal.gap(reading(0, 4.0))
    assert at_six.gap_mm == pytest.approx(6.0, abs=0.25)
    assert at_six.gap_sd_mm < usual.gap(reading(0, 4.0 * 6.0 / 4.76)).gap_sd_mm


def test_rest_alone_will_do_but_is_less_sure():
    closed, rest = fit(held("closed", 0.0)), fit(held("rest", 2.0))
    assert rest.zero_source == "rest"
    assert rest.gap(reading(0, 2.0)).gap_mm == pytest.approx(2.5, abs=0.1)
    assert rest.gap(reading(0, 2.0)).gap_sd_mm > closed.gap(reading(0, 2.0)).gap_sd_mm + 0.3


def test_a_nod_teaches_what_the_head_does():
    plain, taught = fit(held("closed", 0.0)), fit(held("closed", 0.0), nodded())
    looking_up = reading(0, 3.0, pitch=9.0)
    assert abs(taught.gap(looking_up).gap_mm - 3.57) < 0.3
    assert abs(plain.gap(looking_up).gap_mm - 3.57) > 1.0
    assert plain.gap(looking_up).gap_sd_mm > taught.gap(looking_up).gap_sd_mm


def test_the_jaw_may_be_anywhere_while_nodding():
    one, other = fit(held("closed", 0.0), nodded(0.0)), fit(held("closed", 0.0), nodded(3.0))
    assert one.gap(reading(0, 3.0)).gap_mm == pytest.approx(other.gap(reading(0, 3.0)).gap_mm, abs=0.1)


def test_outside_the_trained_range_it_says_so():
    baseline = fit(held("closed", 0.0), nodded())
    inside, outside = baseline.gap(reading(0, 3.0, pitch=5.0)), baseline.gap(reading(0, 3.0, pitch=25.0))
    assert Doubt.UNTRAINED not in inside.doubts
    assert Doubt.UNTRAINED in outside.doubts
    assert outside.gap_sd_mm > inside.gap_sd_mm + 1.0


def test_without_a_face_there_is_no_number():
    nobody = replace(reading(0, 1.0), pose=None, chin_drop_mm=math.nan)
    assert math.isnan(fit(held("closed", 0.0)).gap(nobody).gap_mm)


@pytest.mark.parametrize(
    ("passages", "words"),
    [
        ([Passage("closed", [reading(0, 0.0)] * 3)], "closed"),
        ([Passage("closed", [replace(reading(0, 0.0), trust=0.1)] * 50)], "closed"),
        ([held("closed", 4.0), held("hang", 0.0, 1)], "above"),
        ([held("gap0", 0.0), held("gap6", -2.0, 1)], "spacer"),
        ([held("hang", 4.0)], "zero"),
        ([], "nothing"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(passages, words):
    with pytest.raises(CalibrationError, match=words):
        fit(*passages)


def test_a_baseline_survives_being_written():
    baseline = fit(held("closed", 0.0), held("hang", 5.0, 1), nodded())
    again = msgspec.json.decode(msgspec.json.encode(baseline), type=Baseline)
    assert again.gap(reading(0, 3.0, pitch=4.0)) == baseline.gap(reading(0, 3.0, pitch=4.0))


def test_another_session_is_less_sure_until_its_warm_up():
    baseline = fit(held("closed", 0.0), held("rest", 2.0, 1), held("hang", 5.0, 2))
    elsewhere = reading(0, 4.0, anchor=8)
    assert baseline.gap(elsewhere).gap_sd_mm > baseline.gap(reading(0, 4.0)).gap_sd_mm + 0.4
    moved = warmed_up(baseline, [held("rest", 3.2, 3, anchor=8), held("closed", 1.2, 4, anchor=8)]).baseline
    assert moved.gap(reading(0, 1.2, anchor=8)).gap_mm == pytest.approx(0.0, abs=0.15)
    assert moved.gap(reading(0, 5.2, anchor=8)).gap_sd_mm < baseline.gap(reading(0, 5.2, anchor=8)).gap_sd_mm


def test_a_warm_up_without_a_face_is_refused():
    with pytest.raises(CalibrationError, match="warm-up"):
        warmed_up(fit(held("closed", 0.0)), [])


def test_the_verdict_says_what_can_be_told_apart():
    clear = verdict(fit(held("closed", 0.0), held("hang", 6.0, 1)))
    faint = verdict(fit(held("closed", 0.0), held("hang", 0.05, 1)))
    assert "clear" in clear[0].template
    assert "hardly" in faint[0].template
    assert any("usual" in word.template for word in clear)
    assert all(word.template.format(**word.values) for word in (*clear, *faint))


def test_too_few_pictures_are_not_called_badly_seen():
    with pytest.raises(CalibrationError, match="only 7 pictures came"):
        fit(Passage("rest", held("rest", 0.0).readings[:7]))
