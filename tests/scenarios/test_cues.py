"""From readings to cues: the same people, heard through a whole session."""

from __future__ import annotations

import pytest

from calibration.baseline import Baseline
from calibration.interpret import Interpreter
from calibration.states import Kind
from feedback.practice import session as core
from feedback.practice.cues import TENSE
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from tests.scenarios.people import BITING, HANGING, REST, Face, Scene, calibrated, laughing, nodding, replace, talking


@pytest.fixture(scope="module")
def anna() -> Baseline:
    return calibrated()


def session_of(scene: Scene, baseline: Baseline) -> tuple[core.Session, list[tuple[float, object]]]:
    config = core.SessionConfig(SOFT_JAW, 4000.0, "test")
    session, _ = core.begin(config, 0.0)
    interpreter = Interpreter(baseline)
    cues: list[tuple[float, object]] = []
    for reading in scene.readings:
        session, events = core.advance(session, config, interpreter.step(reading), reading.t_s)
        cues += [(reading.t_s, event.cue) for event in events if isinstance(event, core.CueEvent)]
    return session, cues


def tense_cues(cues: list[tuple[float, object]]) -> list[float]:
    return [t_s for t_s, cue in cues if cue is TENSE]


def test_a_light_clench_of_two_seconds_gets_no_cue(anna: Baseline) -> None:
    scene = Scene().does(REST, 10).does(BITING, 2, moving_s=0.4).does(REST, 10)
    assert tense_cues(session_of(scene, anna)[1]) == []


def test_ten_seconds_of_clenching_get_one_gentle_cue(anna: Baseline) -> None:
    scene = Scene().does(REST, 10).does(BITING, 10, moving_s=0.4).does(REST, 10)
    heard = tense_cues(session_of(scene, anna)[1])
    assert len(heard) == 1
    assert 13.0 < heard[0] < 20.0


def test_an_hour_without_a_clench_gets_no_tense_cue(anna: Baseline) -> None:
    scene = Scene(fps=10.0, seed=12)
    for minute in range(60):
        scene.does(REST, 20).does(replace(REST, gap_mm=0.3, pitch_deg=4.0), 10).does(replace(REST, yaw_deg=6.0), 10)
        scene.does(laughing if minute % 7 == 0 else REST, 3).does(replace(REST, distance_mm=520.0), 7)
        scene.does(nodding if minute % 5 == 0 else HANGING, 10)
    assert tense_cues(session_of(scene, anna)[1]) == []


def test_a_sip_and_a_word_cost_nothing(anna: Baseline) -> None:
    calm, _ = session_of(Scene().does(HANGING, 30), anna)
    scene = Scene().does(HANGING, 15).does(Face(covered=1.0), 3, moving_s=0.4).does(HANGING, 8)
    busy, cues = session_of(scene.does(talking, 3).does(HANGING, 12), anna)
    assert busy.tally.seconds[Kind.HANGING] > calm.tally.seconds[Kind.HANGING]
    assert tense_cues(cues) == []
    assert busy.tally.longest_hanging_s > 12.0
