"""The check-in: what the answers are called, and that they survive being kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedback.kept.check_in import QUESTIONS, TEETH, TICKS, compare, felt
from feedback.kept.history import History
from feedback.kept.records import CheckIn
from feedback.kept.trend import Change, Measure
from feedback.practice.looks import Moment
from feedback.texts import Texts
from tests.feedback.kept.histories import keep

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


def answered(moment: Moment, tension: float | None = None, pain: float | None = None, calm: float | None = None):
    return CheckIn(moment, NOW, tension, pain, calm)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (6, 4, "Tension 6 → 4: noticeably better."),  # 2 points and a third
        (6, 5, "Tension 6 → 5: about the same."),
        (8, 6, "Tension 8 → 6: about the same."),  # 2 points, but only a quarter
        (1, 0, "Tension 1 → 0: about the same."),  # all of it, but one point
        (3, 7, "Tension 3 → 7: less easy."),
        (5, 5, "Tension 5 → 5: about the same."),
    ],
)
def test_a_difference_needs_two_points_and_thirty_per_cent(before: float, after: float, words: str):
    told = felt(answered(Moment.BEFORE, tension=before), answered(Moment.AFTER, tension=after), Texts("en"))
    assert told[0] == words


def test_more_calm_is_better_and_less_pain_is_better():
    found = compare(answered(Moment.BEFORE, pain=5, calm=2), answered(Moment.AFTER, pain=1, calm=7))
    assert [(one.measure, one.change) for one in found] == [
        (Measure.PAIN, Change.BETTER),
        (Measure.CALM, Change.BETTER),
    ]


def test_what_was_left_out_once_is_not_compared():
    assert compare(answered(Moment.BEFORE, tension=4), answered(Moment.AFTER, calm=4)) == ()
    assert compare(None, answered(Moment.AFTER, tension=4)) == ()
    assert compare(answered(Moment.BEFORE, tension=4), None) == ()
    assert felt(None, None, Texts("en")) == ()


def test_a_harder_ending_is_said_plainly_and_kindly():
    told = felt(answered(Moment.BEFORE, tension=2, calm=2), answered(Moment.AFTER, tension=6, calm=9), Texts("en"))
    assert told[:2] == ("Tension 2 → 6: less easy.", "Calm 2 → 9: noticeably better.")
    assert "gentle" in told[2]


def test_every_answer_survives_being_kept(tmp_path: Path):
    given = CheckIn(Moment.AFTER, NOW, 3.0, None, 10.0, "touching", tuple(TICKS))
    with History(tmp_path) as history:
        key = keep(history, 1, answers=False)
        history.set_check_in(key, given)
        (session,) = history.sessions()
        assert session.check_in(Moment.AFTER) == given


def test_a_page_asks_what_the_records_can_hold():
    assert [question.measure.value for question in QUESTIONS] == ["tension", "pain", "calm"]
    assert [question.optional for question in QUESTIONS] == [False, True, False]
    assert list(TEETH) == ["apart", "touching", "pressed", "unknown"]
