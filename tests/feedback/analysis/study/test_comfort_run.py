from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from calibration.comfort import Comfort, Widest, together
from calibration.profile import new_profile
from feedback.analysis.study.comfort_run import ComfortRun
from feedback.analysis.study.conduct import Stage
from feedback.command.main import app
from feedback.kept.export import export_to, import_from
from feedback.kept.history import History
from feedback.kept.opening_rows import Opening, delete_openings, keep_opening, read_openings
from feedback.kept.opening_words import opening_line, opening_sentences
from feedback.report.own_measures import own_measures
from feedback.texts import Texts
from tests.calibration.people import a_baseline, a_template
from tests.feedback.analysis.study.spacers import BEGAN, FACE, FPS, PICTURE, Obedient
from vision.camera import Frame

PERSON = new_profile("anna", a_baseline(), a_template(), "clip", (320, 240))
COMFORT = Comfort(41.2, 4.0, 39.0, 43.0, 0.8, 1.3, 3)
EN = Texts("en")


class Opening_:  # noqa: N801 - somebody who opens, not the record
    """Opens to each of ``widths`` in turn, slowly, and closes again."""

    def __init__(self, widths: tuple[float, ...], known: bool = True) -> None:
        self.t_s, self.widths = 0.0, widths
        self.reader = Obedient()
        self.run = ComfortRun(
            PERSON if known else None, "anna", lambda: BEGAN + timedelta(seconds=self.t_s), self.reader
        )

    def opens(self) -> ComfortRun:
        conduct = self.run.conduct
        for _ in range(round(180 * FPS)):
            if conduct.stage in (Stage.DONE, Stage.FAILED):
                break
            if conduct.stage is Stage.CALIBRATING:
                self.reader.gap_mm = 2.0 if conduct.guide.step.label == "rest" else 0.0
            elif conduct.stage is Stage.WAITING:
                conduct.go()
            else:
                width = self.widths[len(conduct.visit.taken)]
                self.reader.gap_mm = width * max(0.0, 1 - abs(conduct.progress - 0.65) / 0.3)
                self.reader.away = width == 0.0
            self.t_s += 1 / FPS
            conduct.take(Frame(PICTURE, self.t_s, round(self.t_s * FPS)), FACE)
        return self.run


@pytest.mark.parametrize("known", [True, False])
def test_the_middle_of_three_is_told_with_its_spread(known: bool):
    run = Opening_((38.0, 44.0, 41.0), known).opens()
    comfort = run.comfort
    assert run.whole
    assert comfort is not None
    assert comfort.mm == pytest.approx(41.0, abs=4.0)  # the peak is passed in less than a half-second
    assert comfort.low_mm < comfort.mm < comfort.high_mm
    assert comfort.sd_mm > 1.0


def test_what_could_not_be_seen_every_time_is_not_kept(tmp_path: Path):
    run = Opening_((38.0, 0.0, 41.0)).opens()
    assert not run.whole
    assert run.keep(tmp_path) is None
    assert not list(tmp_path.iterdir())


def test_it_is_kept_read_exported_and_deleted(tmp_path: Path):
    there, back = tmp_path / "there", tmp_path / "back"
    opening = Opening(BEGAN, "anna", COMFORT)
    with History(there) as history:
        keep_opening(history, opening)
        assert read_openings(history, "anna") == (opening,)
        assert read_openings(history, "somebody else") == ()
        export_to(tmp_path / "all.zip", history)
    with History(back) as history:
        import_from(tmp_path / "all.zip", history)
        assert read_openings(history, "anna") == (opening,)
        delete_openings(history)
        assert read_openings(history, "anna") == ()


def test_a_side_is_named_only_when_it_can_be_told():
    (opened, side) = opening_sentences(COMFORT)
    assert EN.say(opened) == "The mouth opened 41 ± 4 mm, between 39 and 43."
    assert EN.say(side) == "The chin stayed in the middle, as far as can be told."
    for mm, way in ((5.0, "left"), (-5.0, "right")):
        strayed = Comfort(41.2, 4.0, 39.0, 43.0, mm, 1.3, 3)
        assert EN.say(opening_sentences(strayed)[1]) == f"The chin went 5 ± 1 mm to the person's own {way}."


def test_the_report_has_a_part_only_where_something_was_measured():
    assert own_measures((), EN) is None
    part = own_measures([Opening(BEGAN, "anna", COMFORT)] * 20, EN)
    assert part is not None
    assert len(part.lines) == 12
    assert opening_line(Opening(BEGAN, "anna", COMFORT), EN).startswith("2 March: The mouth opened 41 ± 4 mm")


def test_openings_that_differ_widen_the_spread():
    alike = together([Widest(40.0, 3.0, 0.0)] * 3)
    apart = together([Widest(mm, 3.0, 0.0) for mm in (34.0, 40.0, 46.0)])
    assert alike is not None
    assert apart is not None
    assert alike.sd_mm == 3.0
    assert apart.sd_mm == pytest.approx((3.0**2 + 6.0**2) ** 0.5)
    assert together([]) is None


def test_the_terminal_lists_what_was_measured(tmp_path: Path):
    command = ["opening", "--list", "--profile", "anna", "--data-dir", str(tmp_path), "--lang", "en"]
    assert "Nothing was measured yet." in CliRunner().invoke(app, command).stderr
    with History(tmp_path) as history:
        keep_opening(history, Opening(BEGAN, "anna", COMFORT))
    assert "The mouth opened 41 ± 4 mm" in CliRunner().invoke(app, command).stdout
