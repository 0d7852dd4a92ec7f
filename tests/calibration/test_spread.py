"""What the spread of a gap is made of."""

from __future__ import annotations

import math
from dataclasses import replace

import msgspec
import pytest

from calibration.baseline import LIDS_SD_MM, OTHER_ANCHOR_SD_MM, RETURN_SD_MM, Baseline, fit_baseline
from calibration.levels import Passage
from calibration.spread import Spread
from tests.calibration.people import a_baseline, a_template, readings
from tests.calibration.skins import seen
from vision.head import HeadPose
from vision.mouth import MouthShape
from vision.readings import JawReading


def spread_of(baseline: Baseline, reading: JawReading) -> Spread:
    spread = baseline.gap(reading).spread
    assert spread is not None
    return spread


def grown(before: Spread, after: Spread) -> set[str]:
    return {name for name in Spread.__slots__ if getattr(after, name) > getattr(before, name) + 1e-9}


def test_the_given_spread_is_its_parts_together():
    baseline = a_baseline()
    for reading in readings(5.0)[:20]:
        estimate = baseline.gap(reading)
        parts = [getattr(estimate.spread, name) for name in Spread.__slots__]
        assert estimate.gap_sd_mm == pytest.approx(math.sqrt(sum(part**2 for part in parts)))


@pytest.mark.parametrize(
    ("what", "changed", "part"),
    [
        ("pixels that are followed less well", {"chin_drop_sd_mm": 1.2}, {"pixels"}),
        ("a head turned from where it was calibrated", {"pose": HeadPose(20.0, 0.0, 0.0, 550.0, 1.1)}, {"pose"}),
        ("a head nodded", {"pose": HeadPose(0.0, 15.0, 0.0, 550.0, 1.1)}, {"pose"}),
        ("a zero of another session", {"anchor": 99}, {"zero"}),
        ("a jaw that hangs", {"chin_drop_mm": 8.0}, {"gain", "scale"}),
    ],
)
def test_each_part_grows_with_what_it_names(what: str, changed: dict[str, object], part: set[str]):
    baseline = msgspec.structs.replace(
        a_baseline(), pose=msgspec.structs.replace(a_baseline().pose, weights=(0.0,) * 9)
    )
    still = replace(readings(0.0)[0], chin_drop_mm=0.0, pose=HeadPose(0.0, 0.0, 0.0, 550.0, 1.1))
    before, after = spread_of(baseline, still), spread_of(baseline, replace(still, **changed))
    assert grown(before, after) == part, what


def test_another_session_adds_its_millimetre():
    baseline, reading = a_baseline(), readings(0.0)[0]
    here, there = spread_of(baseline, reading), spread_of(baseline, replace(reading, anchor=99))
    added = math.sqrt(there.zero**2 - here.zero**2)
    assert added == pytest.approx(baseline.gain * OTHER_ANCHOR_SD_MM)


def with_eyes(reading: JawReading, open_mm: float) -> JawReading:
    mouth = MouthShape(*(0.0,) * len(MouthShape.__slots__))
    return replace(reading, mouth=replace(mouth, eye_open_mm=open_mm))


def test_closed_eyes_make_it_less_sure_and_open_ones_do_not():
    closed = [with_eyes(reading, 10.0) for reading in readings(0.0)]
    baseline = fit_baseline([Passage("closed", closed)], a_template())
    awake, asleep = spread_of(baseline, closed[0]), spread_of(baseline, with_eyes(closed[0], 0.0))
    assert awake.skin == pytest.approx(baseline.return_sd_mm)
    assert asleep.skin == pytest.approx(math.hypot(baseline.return_sd_mm, LIDS_SD_MM))
    assert grown(awake, asleep) == {"skin"}


def visited(slid_rad: float) -> Baseline:
    """Closed, hang, closed again; the skin comes back to ``slid_rad`` from where it was."""
    passages = [
        Passage("closed", seen(0.0)),
        Passage("hang", seen(7.0, from_s=10.0)),
        Passage("closed", seen(0.0, from_s=20.0, slid_rad=slid_rad)),
    ]
    return fit_baseline(passages, a_template())


def test_how_skin_comes_back_is_learned_when_the_teeth_meet_twice():
    well, badly = visited(0.0), visited(0.05)
    assert well.returns == badly.returns == 1
    assert well.return_sd_mm < RETURN_SD_MM < badly.return_sd_mm


def test_who_was_seen_once_comes_back_as_people_do():
    baseline = a_baseline()
    assert baseline.returns == 0
    assert baseline.return_sd_mm == pytest.approx(RETURN_SD_MM)
