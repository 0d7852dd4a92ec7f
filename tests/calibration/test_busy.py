from __future__ import annotations

import msgspec
import pytest

from calibration import busy
from calibration.busy import SIGNS, Weight, weigh_signs
from calibration.states import Kind
from tests.scenarios.people import REST, Face, Scene, calibrated, watch

NOTHING = dict.fromkeys(SIGNS, 0.0)


def test_a_mouth_that_shows_nothing_is_calm() -> None:
    assert weigh_signs(NOTHING).log_odds < -1.0


@pytest.mark.parametrize("name", SIGNS)
def test_every_sign_speaks_for_a_busy_mouth_and_gives_its_reason(name: str) -> None:
    found = weigh_signs({**NOTHING, name: 6.0})
    assert found.log_odds > 0.0
    assert found.doing is SIGNS[name]


def test_what_is_known_less_well_says_less(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = {**NOTHING, "lips_moving": 5.0}
    sure = weigh_signs(talk)
    vague = {**busy.WEIGHTS, "lips_moving": Weight(busy.WEIGHTS["lips_moving"].value, 2.0)}
    monkeypatch.setattr(busy, "WEIGHTS", vague)
    assert 0.0 < weigh_signs(talk).log_odds < sure.log_odds
    assert weigh_signs(talk).sd > sure.sd


def test_a_smile_held_for_a_minute_does_not_become_the_rest() -> None:
    seen = watch(Scene().does(REST, 3).does(Face(smile=0.9, gap_mm=2.0), 60), calibrated())
    assert seen.during(4, 63).share(Kind.ACTIVE) == 1.0


def test_a_baseline_stores_how_the_mouth_rests_and_narrows() -> None:
    baseline = calibrated()
    assert msgspec.json.decode(msgspec.json.encode(baseline), type=type(baseline)) == baseline
    assert baseline.neutral is not None
    assert baseline.neutral.narrowing is not None
