"""What is said after calibrating, and after a problem: in plain words, each with what can be done."""

from __future__ import annotations

import msgspec
import pytest

from calibration.baseline import Baseline
from calibration.profile import profile_in
from calibration.tension import Clarity
from calibration.verdict import verdict
from calibration.zero_doubts import CALIBRATED_ALIKE
from feedback.texts import LANGUAGES, Texts
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.controls import Button
from feedback.window.controls.theme import Appearance
from feedback.window.ways.outcomes import Onward, WaysOn, problem_page, verdict_page
from feedback.window.ways.plain_verdict import plain_verdict
from tests.feedback.window.page_checks import assert_readable, shown
from tests.places import ROOT
from vision.errors import SourceError


@pytest.fixture(scope="module")
def baseline() -> Baseline:
    return profile_in((ROOT / "tests" / "data" / "profiles" / "0.1.0.json").read_bytes(), "default").baseline


class Way:
    """Notes where a page leads."""

    def __init__(self) -> None:
        self.gone: list[str] = []

    def to(self, name: str) -> object:
        return lambda: self.gone.append(name)

    def onward(self) -> Onward:
        return Onward(*[self.to(name) for name in ("home", "begin", "demo", "calibrate", "file")])  # type: ignore[arg-type]


def apart(baseline: Baseline, separation: float | None) -> Baseline:
    return msgspec.structs.replace(baseline, hang_separation=separation, rest_gap_mm=3.0)


@pytest.mark.parametrize(
    ("separation", "serves", "words"),
    [
        (9.0, True, "I can tell well when your jaw hangs"),
        (3.0, True, "if you sit still"),
        (0.5, False, "almost alike"),
        (None, True, "You left the hanging out"),
    ],
)
def test_a_verdict_is_a_sentence_and_not_a_figure(
    baseline: Baseline, separation: float | None, serves: bool, words: str
) -> None:
    verdict = plain_verdict(apart(baseline, separation))
    assert verdict.serves is serves
    assert words in verdict.lines[0]
    assert not any(character.isdigit() for line in verdict.lines for character in line)


@pytest.mark.parametrize(("separation", "said"), [(0.5, True), (3.0, False), (9.0, False), (None, False)])
def test_a_jaw_that_did_not_hang_is_told_beside_a_zero_in_doubt(
    baseline: Baseline, separation: float | None, said: bool
) -> None:
    doubted = msgspec.structs.replace(apart(baseline, separation), rest_gap_mm=0.2, zero_source="closed")
    plain, spoken = plain_verdict(doubted), verdict(doubted)
    assert CALIBRATED_ALIKE in plain.lines
    assert any("almost alike" in line for line in plain.lines) is said
    assert any("hardly different" in word.template for word in spoken) is said
    assert not plain.serves


@pytest.mark.parametrize("clarity", Clarity)
def test_what_is_not_looked_for_is_said_to_be_so(baseline: Baseline, clarity: Clarity) -> None:
    separation = {Clarity.CLEAR: 9.0, Clarity.WEAK: 3.0, Clarity.NOT_CLEAR: 0.5}[clarity]
    assert baseline.tension is not None
    tension = msgspec.structs.replace(baseline.tension, separation=separation)
    words = {Clarity.CLEAR: "I can also see", Clarity.WEAK: "a little", Clarity.NOT_CLEAR: "say nothing about it"}
    assert words[clarity] in plain_verdict(msgspec.structs.replace(apart(baseline, 9.0), tension=tension)).lines[1]
    assert words[Clarity.NOT_CLEAR] in plain_verdict(msgspec.structs.replace(baseline, tension=None)).lines[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("separation", "first"), [(9.0, "begin"), (0.5, "calibrate")])
def test_once_more_is_a_button_and_comes_first_where_it_helps(
    look: Appearance, qtbot: object, baseline: Baseline, language: str, separation: float, first: str
) -> None:
    way = Way()
    page = verdict_page(look, Texts(language), apart(baseline, separation), None, way.onward())
    assert_readable(shown(page, qtbot))
    assert page.primary is not None
    page.primary.click()
    assert way.gone == [first]


def test_rest_that_looks_like_touch_is_asked_about_before_anything_begins(
    look: Appearance, qtbot: object, baseline: Baseline
) -> None:
    way = Way()
    alike = msgspec.structs.replace(baseline, rest_gap_mm=0.0, zero_source="closed")
    page = shown(verdict_page(look, Texts("en"), alike, None, way.onward()), qtbot)
    assert plain_verdict(alike).lines[0] == CALIBRATED_ALIKE
    assert page.sentence.said == "One question first"  # type: ignore[attr-defined]
    assert page.primary is not None
    page.primary.click()
    assert way.gone == ["calibrate"]


@pytest.mark.parametrize("without", [True, False])
def test_a_missing_camera_leaves_every_other_way_open(look: Appearance, qtbot: object, without: bool) -> None:
    way = Way()
    names = ("again", "home", "demo", "file")
    guided = way.to("without") if without else None
    ways_on = WaysOn(*[way.to(name) for name in names], without_camera=guided)  # type: ignore[arg-type]
    cameras = CameraChoice(look, Texts("en"), "", lambda _: None)
    page = problem_page(look, Texts("en"), SourceError("No."), ways_on, had_pictures=False, cameras=cameras)
    for button in shown(page, qtbot).findChildren(Button):
        button.click()
    assert way.gone == ["again", *(["without"] if without else []), "file", "demo", "home"]
