from __future__ import annotations

from dataclasses import replace as with_changed
from pathlib import Path

import pytest
from msgspec.structs import replace

pytest.importorskip("scipy", reason="comes with kaakrust[study]")

from feedback.analysis.study.figures import Person, figures_of_study
from feedback.analysis.study.protocol import TrialKind
from feedback.analysis.study.records import Measured, Study, StudyError, StudyFolder, Taken
from feedback.analysis.study.report import read_persons, study_page, summary_lines, write_table
from feedback.analysis.study.statistics import Estimate
from feedback.texts import Texts
from tests.feedback.analysis.study.spacers import BEGAN, a_visit


def taken(kind: TrialKind, size: float | None, number: int, gap: float | None, **more: object) -> Taken:
    by = (Measured(gap_mm=gap, gap_sd_mm=0.5, noise_mm=0.1), Measured(gap_mm=None if gap is None else gap + 0.1))
    fields: dict[str, object] = {"pictures": 75, "seen_share": 1.0, "seconds": {"closed_soft": 4.0}, "by": by} | more
    return Taken(kind=kind, size_mm=size, number=number, at=BEGAN, **fields)  # type: ignore[arg-type]


def a_person(code: str, off: float = 0.0, number: int = 1) -> Person:
    trials = [
        taken(TrialKind.SPACER, size, round_, size + off + 0.05 * round_)
        for size in (0.0, 4.0, 8.0)
        for round_ in (1, 2, 3)
    ]
    trials += [
        taken(TrialKind.BITE, None, 1, 0.0, seconds={"closed_tense": 1.5, "closed_soft": 0.3}),
        taken(TrialKind.BITE, None, 2, 0.0, seconds={"closed_soft": 1.8}),
        taken(TrialKind.TOUCH, None, 1, 0.0),
        taken(TrialKind.TALK, None, 1, None, seconds={"active": 4.0, "hanging": 1.0}),
        taken(TrialKind.TURNED, 4.0, 1, 4.5),
    ]
    visit = replace(a_visit(number=number), taken=tuple(trials), ended=True)
    return Person(Study(person=code, agreed_at=BEGAN), (visit,))


THREE = (a_person("P01", -0.3), a_person("P02"), a_person("P03", 0.6))


def test_errors_are_told_by_spacer_with_persons_drawn_anew():
    figures = figures_of_study(THREE)
    assert [(row.size_mm, row.trials, row.answered) for row in figures.spacers] == [(0, 9, 9), (4, 9, 9), (8, 9, 9)]
    middle = figures.spacers[1]
    assert middle.mean.value == pytest.approx(0.2)
    assert middle.mean.low < 0.2 < middle.mean.high


def test_limits_of_agreement_hold_how_persons_differ():
    figures = figures_of_study(THREE)
    assert figures.limits is not None
    assert figures.limits.persons == 3
    assert figures.limits.sd > 0.4
    assert figures.repeats is not None
    assert figures.repeats.within_sd == pytest.approx(0.05)


def test_bites_called_tense_and_calm_mouths_not_are_counted_with_exact_intervals():
    figures = figures_of_study(THREE)
    assert (figures.tense.hits, figures.tense.trials) == (3, 6)
    assert (figures.calm.hits, figures.calm.trials) == (3, 3)
    assert figures.calm.exact.low == pytest.approx(0.2924, abs=0.0001)  # 3 of 3: 0.025 ** (1 / 3)
    assert figures.busy_judged == pytest.approx(0.2)
    assert figures.disturbed[TrialKind.TURNED].value == pytest.approx(0.5)


def test_coverage_of_the_stated_spread_is_counted():
    figures = figures_of_study(THREE)
    assert figures.within_one.trials == 27
    assert figures.within_one.hits < figures.within_two.hits == 27


def test_what_is_struck_or_unanswered_does_not_count():
    person = a_person("P01")
    (visit,) = person.visits
    odd = (replace(visit.taken[0], struck="slipped"), replace(visit.taken[1], by=()), *visit.taken[2:])
    figures = figures_of_study([with_changed(person, visits=(replace(visit, taken=odd),))])
    assert figures.struck == 1
    assert (figures.spacers[0].trials, figures.spacers[0].answered) == (2, 1)


def test_of_one_person_the_report_says_that_nothing_follows_for_others():
    lines = summary_lines(THREE[:1], Texts("en"))
    assert any("fewer than three persons" in line for line in lines)
    assert not any("fewer than three persons" in line for line in summary_lines(THREE, Texts("en")))


def test_days_are_compared_when_there_are_two_visits():
    first, second = a_person("P01"), a_person("P01", 0.4, number=2)
    figures = figures_of_study([with_changed(first, visits=first.visits + second.visits)])
    assert figures.days is not None
    assert figures.days.within_sd == pytest.approx(0.4 / 2**0.5)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_stands_alone_and_holds_every_figure(language: str):
    page = study_page(THREE, Texts(language))
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert page.count("<svg") == 2
    assert "ICC(2,1)" in page


def test_the_table_has_a_row_for_every_trial(tmp_path: Path):
    write_table(tmp_path / "t.csv", THREE)
    lines = (tmp_path / "t.csv").read_text().splitlines()
    assert len(lines) == 1 + 3 * 14
    assert lines[1].startswith("P01,1,gap0-1,gap,0,1,")


def test_a_folder_is_written_and_read_whole(tmp_path: Path):
    folder = StudyFolder(tmp_path / "P01")
    folder.agree(THREE[0].study)
    for visit in THREE[0].visits:
        folder.keep(visit)
    assert read_persons([tmp_path / "P01"]) == THREE[:1]


def test_what_is_no_study_is_said(tmp_path: Path):
    with pytest.raises(StudyError, match="holds no study"):
        read_persons([tmp_path])
    (tmp_path / "study.json").write_text("{")
    with pytest.raises(StudyError, match="damaged"):
        read_persons([tmp_path])
    with pytest.raises(StudyError, match="cannot be a code"):
        StudyFolder(tmp_path).agree(Study(person="Anna de Vries", agreed_at=BEGAN))


def test_a_figure_without_an_interval_stands_alone():
    assert summary_lines(THREE[:1], Texts("en"))
    assert Estimate(1.0).low != Estimate(1.0).low
