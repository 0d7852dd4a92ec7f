from __future__ import annotations

import math

import msgspec
import pytest

from calibration.activity import ActivityGate
from calibration.resting_mouth import NeutralMouth, covered, fit_neutral
from calibration.states import Reason
from tests.scenarios.people import (
    CHIN_PER_GAP,
    REST,
    Face,
    Person,
    Scene,
    chewing,
    laughing,
    nodding,
    replace,
    talking,
    yawning,
)
from vision.readings import no_face


@pytest.fixture(scope="module")
def neutral() -> NeutralMouth:
    found = fit_neutral(Scene().does(REST, 6).readings)
    assert found is not None
    return found


def said(scene: Scene, neutral: NeutralMouth | None) -> list[tuple[float, Reason | None]]:
    gate = ActivityGate(neutral)
    return [(reading.t_s, gate.step(reading, reading.chin_drop_mm / CHIN_PER_GAP)) for reading in scene.readings]


def test_a_calm_mouth_is_not_busy(neutral: NeutralMouth) -> None:
    assert {doing for _, doing in said(Scene(seed=5).does(REST, 60), neutral)} == {None}


def test_a_noisy_picture_is_not_a_busy_mouth() -> None:
    noisy = Person(jitter=5.0)
    neutral = fit_neutral(Scene(noisy).does(REST, 8).readings)
    busy = [doing is not None for _, doing in said(Scene(noisy, seed=9).does(REST, 60), neutral)]
    assert sum(busy) / len(busy) < 0.05


@pytest.mark.parametrize("rate", [10.0, 30.0, 60.0])
def test_talking_is_noticed_within_three_tenths_of_a_second(neutral: NeutralMouth, rate: float) -> None:
    found = said(Scene(fps=rate).does(REST, 3).does(talking, 5), neutral)
    assert next(t_s for t_s, doing in found if doing) - 3.0 < 0.3


@pytest.mark.parametrize(
    ("acting", "reason", "within_s"),
    [
        (chewing, Reason.CHEWING, 2.0),
        (laughing, Reason.SMILING, 0.5),
        (yawning, Reason.YAWNING, 1.5),
        (lambda _: Face(wider_mm=-9.0), Reason.DRINKING, 0.3),
    ],
)
def test_names_what_the_mouth_does(neutral: NeutralMouth, acting: object, reason: Reason, within_s: float) -> None:
    found = said(Scene().does(REST, 3).does(acting, 5), neutral)  # type: ignore[arg-type]
    assert next(t_s for t_s, doing in found if doing) - 3.0 < within_s
    assert reason in {doing for _, doing in found}


def test_moving_the_head_is_not_talking(neutral: NeutralMouth) -> None:
    found = said(Scene().does(REST, 2).does(nodding, 10).does(replace(REST, yaw_deg=15.0), 5), neutral)
    assert {doing for _, doing in found} == {None}


def test_without_a_neutral_mouth_movement_still_tells() -> None:
    found = said(Scene().does(REST, 3).does(talking, 5), None)
    assert found[-1][1] is Reason.TALKING
    assert {doing for t_s, doing in found if t_s < 3.0} == {None}


def test_stops_soon_after_the_talking(neutral: NeutralMouth) -> None:
    found = said(Scene().does(talking, 5).does(REST, 5), neutral)
    assert max(t_s for t_s, doing in found if doing) < 5.0 + 0.8 + 1.2


def test_a_frame_without_a_face_is_passed_over(neutral: NeutralMouth) -> None:
    gate = ActivityGate(neutral)
    assert gate.step(no_face(0.0), math.nan) is None


def test_too_few_readings_make_no_neutral_mouth() -> None:
    assert fit_neutral(Scene().does(REST, 0.2).readings) is None
    assert fit_neutral([no_face(0.1 * index) for index in range(30)]) is None


def test_a_profile_from_before_still_tells_talk_from_calm(neutral: NeutralMouth) -> None:
    new = ("calm_lift_travel_mm", "lip_height_mm", "narrowing")
    kept = {name: value for name, value in msgspec.structs.asdict(neutral).items() if name not in new}
    found = said(Scene().does(REST, 10).does(talking, 5), msgspec.convert(kept, NeutralMouth))
    assert {doing for t_s, doing in found if t_s < 10.0} == {None}
    assert found[-1][1] is Reason.TALKING


def test_the_own_hanging_shows_how_the_mouth_narrows() -> None:
    calm = Scene().does(REST, 6).readings
    hanging = Scene().does(Face(gap_mm=8.0, wider_mm=-4.0), 6, moving_s=0.0).readings
    slope = {gap_mm: fit_neutral(calm, hanging, gap_mm) for gap_mm in (8.0, 1.0)}
    assert slope[8.0] is not None
    assert slope[8.0].narrowing == pytest.approx(0.5, abs=0.05)
    assert slope[1.0] is not None
    assert slope[1.0].narrowing is None


def test_a_chin_above_closed_teeth_is_covered(neutral: NeutralMouth) -> None:
    mouth = Scene().does(REST, 0.1).readings[0].mouth
    assert mouth is not None
    assert covered(neutral, mouth, gap_mm=-9.0)
    assert not covered(neutral, mouth, gap_mm=-1.0)
    propped = Scene().does(Face(propped=1.0), 0.1, moving_s=0.0).readings[0].mouth
    assert propped is not None
    assert covered(neutral, propped, gap_mm=1.0)
