"""Whole stories on synthetic readings: what a person does, and what may be said about it."""

from __future__ import annotations

import pytest

from calibration.baseline import Baseline
from calibration.states import Kind, Reason
from calibration.tension import Clarity
from tests.scenarios.people import (
    BITING,
    CLOSED,
    GONE,
    HANGING,
    REST,
    TURNED,
    Face,
    Person,
    Scene,
    calibrated,
    chewing,
    laughing,
    nodding,
    replace,
    swaying,
    talking,
    watch,
    yawning,
)
from vision.doubts import Doubt

JUDGED = (Kind.HANGING, Kind.CLOSED_SOFT, Kind.CLOSED_TENSE, Kind.WIDE)


@pytest.fixture(scope="module")
def anna() -> Baseline:
    """The baseline of an ordinary person in ordinary light."""
    return calibrated()


def test_lets_the_jaw_hang_and_is_told_within_a_second(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 5).does(HANGING, 20), anna)
    assert seen.during(1, 5).share(Kind.CLOSED_SOFT) == 1.0
    assert seen.first(Kind.HANGING) < 5.0 + 0.8 + 1.0
    assert seen.during(7, 25).share(Kind.HANGING) == 1.0


def test_lets_the_jaw_sink_as_slowly_as_it_likes(anna: Baseline) -> None:
    seen = watch(Scene().does(CLOSED, 4).does(HANGING, 10, moving_s=3.0), anna)
    assert seen.share(Kind.ACTIVE) == 0.0
    assert seen.kinds[-2:] == [Kind.CLOSED_SOFT, Kind.HANGING]


def test_a_mouth_that_narrows_over_a_deep_hang_is_not_drinking(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 4).does(Face(gap_mm=10.0, wider_mm=-6.0), 8), anna)
    assert seen.during(5.5, 12).share(Kind.HANGING) == 1.0


def test_hangs_while_the_head_never_quite_rests(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 4).does(swaying(replace(HANGING, gap_mm=8.0, wider_mm=-3.0)), 30), anna)
    assert seen.during(5.5, 34).share(Kind.HANGING) > 0.99


def test_talks_through_the_whole_minute(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(talking, 60).does(HANGING, 5), anna)
    assert seen.first(Kind.ACTIVE) < 3.3 + 0.2  # the first syllable takes its time to open the lips
    assert seen.during(4, 63).share(Kind.ACTIVE) > 0.97
    assert seen.during(4, 63).share(Kind.CLOSED_TENSE, Kind.HANGING) < 0.01
    assert seen.states[-1].kind is Kind.HANGING


def test_sips_tea(anna: Baseline) -> None:
    cup = Face(covered=1.0)
    seen = watch(Scene().does(HANGING, 5).does(cup, 3, moving_s=0.4).does(HANGING, 6), anna)
    assert seen.during(5.8, 8).share(*JUDGED) == 0.0
    assert seen.during(5.8, 8).reasons() <= {Reason.OCCLUDED, Reason.DRINKING, Reason.TALKING}
    assert seen.during(10.5, 14).share(Kind.HANGING) == 1.0


def test_chews_with_closed_lips(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(chewing, 20), anna)
    assert seen.during(5.5, 23).share(Kind.ACTIVE) > 0.97
    assert seen.share(Kind.CLOSED_TENSE) == 0.0


def test_yawns(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(yawning, 6).does(REST, 4), anna)
    assert seen.during(3.5, 9).share(Kind.HANGING, Kind.CLOSED_TENSE) < 0.1
    assert Reason.YAWNING in seen.reasons()
    assert seen.states[-1].kind is Kind.CLOSED_SOFT


def test_opens_much_too_wide_and_stays_there(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(Face(gap_mm=22.0, lips_mm=20.0), 8, moving_s=2.0), anna)
    assert seen.during(7, 11).share(Kind.WIDE) == 1.0


def test_an_o_shaped_mouth_is_wide_and_not_drinking(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(Face(gap_mm=19.0, lips_mm=19.0, wider_mm=-8.0), 3, moving_s=0.4), anna)
    assert all(s.kind is Kind.WIDE or s.reason is Reason.YAWNING for s in seen.during(4, 6).states)


@pytest.mark.parametrize("fps", [10.0, 30.0])
def test_opens_wide_for_a_second(anna: Baseline, fps: float) -> None:
    scene = Scene(fps=fps).does(REST, 3).does(Face(gap_mm=17.0, lips_mm=16.0), 1.2, moving_s=0.25)
    seen = watch(scene.does(REST, 3, moving_s=0.25), anna)
    assert all(s.kind is Kind.WIDE or s.reason is Reason.YAWNING for s in seen.during(3.7, 4.2).states)
    assert seen.during(5.2, 7).share(Kind.CLOSED_SOFT) == 1.0


def test_rests_a_little_narrower_than_in_calibration(anna: Baseline) -> None:
    seen = watch(Scene().does(talking, 10).does(Face(wider_mm=-3.5), 10), anna)
    assert seen.during(12, 20).share(Kind.CLOSED_SOFT) == 1.0


def test_pouts_and_is_busy(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(Face(gap_mm=0.0, wider_mm=-9.0), 5), anna)
    assert seen.during(3.9, 8).share(Kind.ACTIVE) == 1.0


def test_grins_so_broadly_that_the_chin_is_not_found(anna: Baseline) -> None:
    grin = Face(gap_mm=-2.0, smile=1.5, trust=0.1, doubts=frozenset({Doubt.OCCLUDED}))
    seen = watch(Scene().does(REST, 3).does(grin, 5), anna)
    assert seen.during(4, 8).share(Kind.ACTIVE) == 1.0


def test_a_chin_seen_far_above_touching_teeth_is_not_believed(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(Face(gap_mm=-9.0), 5), anna)
    assert {state.reason for state in seen.during(4.5, 8).states} == {Reason.OCCLUDED}


def test_laughs_at_a_message(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(laughing, 4).does(REST, 4), anna)
    assert seen.first(Kind.ACTIVE) < 3.4
    assert seen.during(3.4, 7).share(Kind.ACTIVE) == 1.0
    assert seen.states[-1].kind is Kind.CLOSED_SOFT


def test_smiles_and_keeps_smiling(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(Face(smile=0.8, gap_mm=2.0), 10), anna)
    assert seen.during(4, 13).share(Kind.ACTIVE) == 1.0
    assert Reason.SMILING in seen.reasons()


def test_leans_in_and_leans_back(anna: Baseline) -> None:
    scene = Scene().does(HANGING, 4).does(replace(HANGING, distance_mm=470.0), 6).does(HANGING, 6)
    seen = watch(scene, anna)
    assert seen.during(1, 16).share(Kind.HANGING, Kind.UNSURE) == 1.0
    assert seen.share(Kind.CLOSED_TENSE, Kind.ACTIVE) == 0.0


def test_looks_at_the_second_monitor_for_five_seconds(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 4).does(TURNED, 5, moving_s=0.5).does(REST, 4), anna)
    assert seen.during(4.6, 8.9).share(Kind.UNSURE, Kind.ACTIVE) == 1.0
    assert Reason.TURNED in seen.reasons()
    assert seen.during(10.2, 13).share(Kind.CLOSED_SOFT) == 1.0


def test_nods_along(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 3).does(nodding, 20), anna)
    assert seen.share(Kind.CLOSED_TENSE) == 0.0
    assert seen.share(Kind.HANGING) < 0.02
    assert seen.share(Kind.ACTIVE) < 0.05


def test_rests_the_chin_on_a_hand(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 4).does(Face(gap_mm=0.5, propped=1.0), 10), anna)
    assert seen.during(6, 14).share(Kind.UNSURE) > 0.9
    assert seen.during(6, 14).reasons() == {Reason.OCCLUDED}
    assert seen.share(Kind.CLOSED_TENSE) == 0.0


def test_beard_and_dim_light() -> None:
    bearded = Person(jitter=4.0, jaw_mm=0.1, press_mm=0.2, chin_sd_mm=1.5)
    baseline = calibrated(bearded)
    assert baseline.tension is None or baseline.tension.clarity is not Clarity.CLEAR
    scene = Scene(bearded).does(REST, 20).does(replace(BITING, left_bite=0.5, right_bite=0.5), 10).does(HANGING, 10)
    seen = watch(scene, baseline)
    assert seen.during(0, 20).share(Kind.CLOSED_TENSE) < 0.02
    assert seen.during(32, 40).share(Kind.HANGING, Kind.UNSURE) > 0.95


def test_no_tension_is_told_of_where_none_can_be_seen() -> None:
    baseline = calibrated(Person(jaw_mm=0.0, press_mm=0.0, jitter=2.0), seed=11)
    seen = watch(Scene(Person(jaw_mm=0.0, press_mm=0.0, jitter=2.0)).does(REST, 30).does(BITING, 10), baseline)
    assert seen.share(Kind.CLOSED_TENSE) < 0.02


def test_puts_glasses_on_after_calibrating_without(anna: Baseline) -> None:
    with_glasses = Person(shape_shift_mm=0.25, chin_shift_mm=0.3, jitter=1.3)
    seen = watch(Scene(with_glasses).does(REST, 30).does(HANGING, 10), anna)
    assert seen.share(Kind.CLOSED_TENSE) == 0.0
    assert seen.during(32, 40).share(Kind.HANGING) == 1.0


def test_a_resting_face_with_corners_down_is_not_tense() -> None:
    sad = Person(corners_mm=-4.0)
    baseline = calibrated(sad)
    seen = watch(Scene(sad).does(REST, 20).does(BITING, 6), baseline)
    assert seen.during(1, 20).share(Kind.CLOSED_SOFT) == 1.0
    assert seen.during(23, 26).share(Kind.CLOSED_TENSE) == 1.0


def test_a_smiling_resting_face_is_not_a_smile() -> None:
    merry = Person(corners_mm=4.0)
    seen = watch(Scene(merry).does(REST, 10), calibrated(merry))
    assert seen.during(1, 10).share(Kind.CLOSED_SOFT) == 1.0


def test_clenches_and_is_seen_within_three_seconds(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 5).does(BITING, 10, moving_s=0.5).does(REST, 5), anna)
    assert seen.first(Kind.CLOSED_TENSE) < 8.0
    assert seen.during(8, 15).share(Kind.CLOSED_TENSE) == 1.0
    assert seen.states[-1].kind is Kind.CLOSED_SOFT
    assert min(state.tension for state in seen.during(8, 15).states) > 0.5


def test_clenches_only_on_the_left(anna: Baseline) -> None:
    seen = watch(Scene().does(CLOSED, 5).does(Face(gap_mm=0.0, left_bite=1.6), 10), anna)
    assert seen.during(8, 15).share(Kind.CLOSED_TENSE) > 0.9


def test_someone_else_walks_through_the_picture(anna: Baseline) -> None:
    other = Face(gap_mm=4.0, trust=0.1, doubts=frozenset({Doubt.OTHER_FACE}))
    seen = watch(Scene().does(HANGING, 5).does(other, 3, moving_s=0.0).does(HANGING, 5), anna)
    assert seen.during(5.3, 8).share(Kind.UNSURE) == 1.0
    assert Reason.OTHER_FACE in seen.reasons()
    assert seen.states[-1].kind is Kind.HANGING


def test_the_lamp_goes_off(anna: Baseline) -> None:
    dark = replace(HANGING, trust=0.2, doubts=frozenset({Doubt.DARK, Doubt.BLURRED}))
    seen = watch(Scene().does(HANGING, 5).does(dark, 10, moving_s=0.0), anna)
    assert seen.during(5.4, 15).share(Kind.UNSURE) == 1.0
    assert seen.during(5.4, 15).reasons() == {Reason.DARK}


def test_the_lid_is_tilted_in_mid_session(anna: Baseline) -> None:
    seen = watch(Scene().does(REST, 5).does(replace(REST, pitch_deg=16.0), 20), anna)
    assert seen.share(Kind.CLOSED_TENSE) == 0.0
    assert seen.during(7, 25).share(Kind.HANGING) < 0.05


def test_goes_away_and_comes_back(anna: Baseline) -> None:
    seen = watch(Scene().does(HANGING, 5).does(GONE, 5).does(HANGING, 5), anna)
    assert seen.during(5.4, 10).share(Kind.AWAY) == 1.0
    assert seen.during(11, 15).share(Kind.HANGING) == 1.0


def test_the_tracker_hiccups_for_a_frame(anna: Baseline) -> None:
    scene = Scene().does(HANGING, 5).does(GONE, 0.1).does(HANGING, 5)
    assert watch(scene, anna).during(1, 10).share(Kind.HANGING) == 1.0


@pytest.mark.parametrize("fps", [10.0, 15.0, 60.0])
def test_says_the_same_at_any_frame_rate(anna: Baseline, fps: float) -> None:
    scene = Scene(fps=fps).does(REST, 5).does(HANGING, 8).does(REST, 3).does(BITING, 8).does(talking, 8)
    seen = watch(scene, anna)
    assert seen.during(7, 13).share(Kind.HANGING) == 1.0
    assert seen.during(18.5, 24).share(Kind.CLOSED_TENSE) == 1.0
    assert seen.during(25, 32).share(Kind.ACTIVE) > 0.95
