"""The demo's day, played as fast as it goes."""

from __future__ import annotations

import pytest

from feedback.desk.demo import LASTS_S, DemoDay
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, Seen, SelfCheck
from tests.feedback.desk.faces import NotingFace


def played(step_s: float) -> tuple[DemoDay, NotingFace, float]:
    """The day, stepped so often; how long it took."""
    now_s = [0.0]
    face = NotingFace()
    day = DemoDay(face, lambda: now_s[0])
    while not day.over:
        day.step()
        now_s[0] += step_s
    return day, face, now_s[0]


@pytest.fixture(scope="module")
def whole() -> tuple[DemoDay, NotingFace, float]:
    return played(0.03)


def test_a_whole_day_takes_forty_seconds(whole: tuple[DemoDay, NotingFace, float]):
    assert whole[2] == pytest.approx(LASTS_S, abs=1.5)


def test_all_that_the_desk_knows_is_seen_in_it(whole: tuple[DemoDay, NotingFace, float]):
    day, face, _ = whole
    records = day.records
    glances = [record for record in records if isinstance(record, Glance)]
    assert {glance.seen for glance in glances} >= set(Seen) - {Seen.CLOSED}
    why = {glance.why for glance in glances if glance.seen is Seen.NOT_TAKEN}
    assert why >= {Hindrance.MICROPHONE_USED, Hindrance.CAMERA_USED, Hindrance.LOCKED, Hindrance.PRESENTING}
    answers = {record.answer for record in records if isinstance(record, Hint)}
    assert answers >= {HintAnswer.NONE, HintAnswer.RELEASE, HintAnswer.LATER}
    assert any(isinstance(record, Release) and record.whole for record in records)
    assert sum(isinstance(record, SelfCheck) for record in records) >= 2
    assert set(face.names()) >= {"hint", "question", "release", "status", "kept"}


def test_it_is_the_same_day_on_a_slow_machine(whole: tuple[DemoDay, NotingFace, float]):
    assert played(0.7)[0].records == whole[0].records


def test_who_joins_in_is_heard(whole: tuple[DemoDay, NotingFace, float]):
    now_s = [0.0]
    face = NotingFace()
    day = DemoDay(face, lambda: now_s[0])
    while not face.of("hint"):
        now_s[0] += 0.03
        day.step()
    day.answer_hint(HintAnswer.NOT_RIGHT)
    while not day.over:
        now_s[0] += 0.03
        day.step()
    first = next(record for record in day.records if isinstance(record, Hint))
    assert first.answer is HintAnswer.NOT_RIGHT
