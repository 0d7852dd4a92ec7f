from __future__ import annotations

import pytest

from feedback.analysis.study.conduct import Stage
from feedback.analysis.study.protocol import ROUNDS, Trial, TrialKind, course
from tests.feedback.analysis.study.spacers import ALL, Visited, a_visit
from vision.errors import UsageError

SHORT = (Trial(TrialKind.SPACER, 4.0, 1), Trial(TrialKind.REST), Trial(TrialKind.SPACER, 8.0, 1))


def test_a_visit_leads_through_two_calibrations_and_every_trial_and_reads_the_spacers():
    visited = Visited(a_visit()).calibrates()
    assert len(visited.conduct.visit.calibrations) == 2
    done = []
    while visited.conduct.stage is not Stage.DONE:
        done.append(visited.measures())
    assert tuple(done) == ALL
    assert visited.conduct.visit.ended
    for taken in visited.conduct.visit.counting:
        if taken.kind is TrialKind.SPACER:
            assert taken.by[0].gap_mm == pytest.approx(taken.size_mm, abs=0.4)
            assert len(taken.by) == 2


def test_nothing_is_measured_before_the_person_says_that_the_spacer_is_in_place():
    visited = Visited(a_visit(), trials=SHORT).calibrates()
    for _ in range(400):
        visited.picture()
    assert visited.conduct.stage is Stage.WAITING
    assert visited.conduct.visit.taken == ()


def test_a_trial_is_measured_again_and_the_first_stays_in_the_file_with_its_reason():
    visited = Visited(a_visit(), trials=SHORT).calibrates()
    first = visited.measures()
    visited.told.clear()
    visited.told += visited.conduct.again()
    assert visited.conduct.trial == first
    assert visited.measures() == first
    taken = [one for one in visited.conduct.visit.taken if one.trial == first]
    assert [bool(one.struck) for one in taken] == [True, False]
    assert [one.trial for one in visited.conduct.visit.counting] == [first]


def test_striking_needs_a_reason_and_only_the_last_is_struck():
    visited = Visited(a_visit(), trials=SHORT).calibrates()
    visited.measures()
    assert visited.conduct.strike("  ") == []
    visited.conduct.strike("the spacer slipped")
    assert [one.struck for one in visited.conduct.visit.taken] == ["the spacer slipped"]
    assert visited.conduct.visit.counting == ()


def test_a_struck_trial_is_still_to_do_when_the_visit_is_taken_up():
    visited = Visited(a_visit(), trials=SHORT).calibrates()
    first = visited.measures()
    visited.conduct.strike("coughed")
    visited.conduct.skip()
    left = visited.conduct.visit.still_to_do(SHORT)
    assert left == (first, SHORT[2])


def test_what_was_stopped_is_taken_up_with_one_calibration_and_what_is_left():
    stopped = Visited(a_visit(), trials=SHORT).calibrates()
    stopped.measures()
    again = Visited(stopped.conduct.visit, trials=SHORT, calibrations=1).calibrates()
    assert again.conduct.left == 2
    while again.conduct.stage is not Stage.DONE:
        again.measures()
    assert len(again.conduct.visit.counting) == 3
    assert len(again.conduct.visit.calibrations) == 3


def test_a_face_that_was_away_is_said_and_gives_no_figure():
    visited = Visited(a_visit(), trials=SHORT).calibrates()
    visited.reader.away = True
    visited.measures()
    assert visited.conduct.visit.taken[0].by[0].gap_mm is None
    assert "lost" in [told.id for told in visited.told]


def test_steps_of_calibrating_may_be_left_out_where_they_may_be_left_out():
    visited = Visited(a_visit(), trials=SHORT)
    while visited.conduct.stage is Stage.CALIBRATING:
        if visited.conduct.guide.step.skippable:
            visited.conduct.skip()
        else:
            visited.picture()
    assert visited.conduct.stage is Stage.WAITING
    assert visited.conduct.visit.calibrations[0].hang_gap_mm is None


def test_every_round_holds_every_spacer_once_in_an_order_of_its_own():
    sizes = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
    spacers = [trial for trial in course(sizes, seed=5) if trial.kind is TrialKind.SPACER]
    rounds = [[trial.size_mm for trial in spacers if trial.number == number] for number in range(1, ROUNDS + 1)]
    assert all(sorted(one) == list(sizes) for one in rounds)
    assert len({tuple(one) for one in rounds}) > 1
    assert [trial.id for trial in course(sizes, 5)] == [trial.id for trial in course(sizes, 5)]
    assert len({trial.id for trial in course(sizes, 5)}) == len(course(sizes, 5))


@pytest.mark.parametrize("sizes", [(), (-1.0,), (45.0,)])
def test_spacers_that_nobody_holds_are_refused(sizes: tuple[float, ...]):
    with pytest.raises(UsageError):
        course(sizes)
