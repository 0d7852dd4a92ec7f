"""The figures of a study in words: each with its interval, and with the sentence that it allows and no more."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from feedback.analysis.study.figures import Figures, ShareFigure, SpacerFigures
from feedback.analysis.study.protocol import TrialKind
from feedback.analysis.study.statistics import Estimate, Repeatability
from feedback.texts import Texts
from vision.sentences import N_, nN_

DISTURBANCES = {
    TrialKind.TURNED: N_("with the head turned"),
    TrialKind.NODDED: N_("with the head nodded"),
    TrialKind.GLASSES: N_("with glasses on or off"),
    TrialKind.LIGHT: N_("with other light"),
}
FEW_PERSONS = N_(
    "Of fewer than three persons nothing can be said about others: the figures describe these recordings only."
)
NOT_OTHERS = N_(
    "The figures hold for people, cameras and light like these. They say nothing about illness, and nothing about whom "
    "the program would help."
)


@dataclass(frozen=True, slots=True)
class StudyFigure:
    """A figure in words: what it is, its number with interval, and the sentence that it allows; all translated."""

    name: str
    number: str
    sentence: str


def told_figures(figures: Figures, texts: Texts) -> tuple[StudyFigure, ...]:
    """Every figure that there is enough for."""
    ways: tuple[Callable[[Figures, Texts], StudyFigure | None], ...] = (
        _agreement,
        _repeats,
        _change,
        _days,
        _calibrations,
        _agreement_icc,
        _consistency_icc,
        _within_one,
        _within_two,
        _tense,
        _calm,
        _busy,
    )
    return tuple(found for way in ways if (found := way(figures, texts)) is not None)


def limits_of_words(figures: Figures, texts: Texts) -> tuple[str, ...]:
    """What these figures do not say."""
    few = (texts.say(FEW_PERSONS),) if figures.persons < 3 else ()
    return (*few, texts.say(NOT_OTHERS))


def spacer_cells(row: SpacerFigures, texts: Texts) -> tuple[str, ...]:
    """Size, trials, answered, mean error, root mean square error: a row of the report's table."""
    return (
        f"{texts.number(row.size_mm, 1)} mm",
        str(row.trials),
        str(row.answered),
        mm_words(row.mean, texts, signed=True),
        mm_words(row.rms, texts),
    )


def disturbed_cells(kind: TrialKind, error: Estimate, texts: Texts) -> tuple[str, ...]:
    """What was changed, and the mean error then."""
    return texts.say(DISTURBANCES[kind]), mm_words(error, texts, signed=True)


def mm_words(value: Estimate, texts: Texts, *, signed: bool = False) -> str:
    """A length with its interval, where there is one."""
    return _with_range(value, lambda mm: _mm(mm, texts, signed=signed)) + (" mm" if math.isfinite(value.value) else "")


def _agreement(figures: Figures, texts: Texts) -> StudyFigure | None:
    found = figures.limits
    if found is None:
        return None
    return StudyFigure(
        texts.say(N_("Limits of agreement (Bland and Altman)")),
        f"{_mm(found.low.value, texts, signed=True)} … {_mm(found.high.value, texts, signed=True)} mm",
        texts.say(
            N_(
                "On average the program read {bias} mm against the spacer (interval {low} to {high}); nineteen of "
                "twenty readings are expected between {least} and {most} mm off."
            ),
            bias=_mm(found.bias.value, texts, signed=True),
            low=_mm(found.bias.low, texts, signed=True),
            high=_mm(found.bias.high, texts, signed=True),
            least=_mm(found.low.value, texts, signed=True),
            most=_mm(found.high.value, texts, signed=True),
        ),
    )


def _repeatability(
    found: Repeatability | None, name: str, sentence: str, texts: Texts, number: Callable[[Repeatability], Estimate]
) -> StudyFigure | None:
    if found is None:
        return None
    return StudyFigure(
        texts.say(name),
        mm_words(number(found), texts),
        texts.say(sentence, mm=_mm(number(found).value, texts), sd=_mm(found.within_sd, texts)),
    )


def _repeats(figures: Figures, texts: Texts) -> StudyFigure | None:
    return _repeatability(
        figures.repeats,
        N_("Repeatability coefficient"),
        N_("The same spacer again, on the same spot, reads less than {mm} mm apart nineteen times in twenty."),
        texts,
        lambda found: found.coefficient,
    )


def _change(figures: Figures, texts: Texts) -> StudyFigure | None:
    known = [found for found in (figures.repeats, figures.days) if found is not None]
    return _repeatability(
        max(known, key=lambda found: found.within_sd, default=None),  # the larger: a change is one between days too
        N_("Smallest change that can be told"),
        N_("A change below {mm} mm between two readings may be chance (standard error of one reading {sd} mm)."),
        texts,
        lambda found: found.coefficient,
    )


def _days(figures: Figures, texts: Texts) -> StudyFigure | None:
    return _repeatability(
        figures.days,
        N_("From visit to visit"),
        N_("The mean of a spacer on one day and on another lie less than {mm} mm apart nineteen times in twenty."),
        texts,
        lambda found: found.coefficient,
    )


def _calibrations(figures: Figures, texts: Texts) -> StudyFigure | None:
    return _repeatability(
        figures.calibrations,
        N_("Two calibrations on one spot"),
        N_("Which of two calibrations is used moves a reading by less than {mm} mm nineteen times in twenty."),
        texts,
        lambda found: found.coefficient,
    )


def _agreement_icc(figures: Figures, texts: Texts) -> StudyFigure | None:
    if figures.icc is None:
        return None
    return StudyFigure(
        "ICC(2,1)",
        _with_range(figures.icc.agreement, lambda value: texts.number(value, 3)),
        texts.say(
            N_("Of all differences among these readings, this share lies in what was held and not in the repeating.")
        ),
    )


def _consistency_icc(figures: Figures, texts: Texts) -> StudyFigure | None:
    if figures.icc is None:
        return None
    return StudyFigure(
        "ICC(3,1)",
        _with_range(figures.icc.consistency, lambda value: texts.number(value, 3)),
        texts.say(N_("The same, were a steady shift from one round to the next not to count.")),
    )


def _share(found: ShareFigure, name: str, sentence: str, texts: Texts) -> StudyFigure | None:
    if not found.trials:
        return None
    percent = _with_range(found.exact, lambda value: f"{100 * value:.0f}") + " %"
    words = texts.say(sentence, hits=found.hits, trials=found.trials)
    if math.isfinite(found.drawn.low):
        words += " " + texts.say(
            N_("With persons drawn anew the interval is {low} to {high} %."),
            low=f"{100 * found.drawn.low:.0f}",
            high=f"{100 * found.drawn.high:.0f}",
        )
    return StudyFigure(texts.say(name), percent, words)


def _within_one(figures: Figures, texts: Texts) -> StudyFigure | None:
    return _share(
        figures.within_one,
        N_("Truth within one stated spread"),
        N_("The spacer lay within one stated spread in {hits} of {trials}; 68 % would be right."),
        texts,
    )


def _within_two(figures: Figures, texts: Texts) -> StudyFigure | None:
    return _share(
        figures.within_two,
        N_("Truth within two stated spreads"),
        N_("The spacer lay within two stated spreads in {hits} of {trials}; 95 % would be right."),
        texts,
    )


def _tense(figures: Figures, texts: Texts) -> StudyFigure | None:
    return _share(
        figures.tense,
        N_("Light bites called tense (sensitivity)"),
        N_("Of the light bites that were judged, {hits} of {trials} were called tense."),
        texts,
    )


def _calm(figures: Figures, texts: Texts) -> StudyFigure | None:
    return _share(
        figures.calm,
        N_("Calm mouths not called tense (specificity)"),
        N_("Of the calm holds that were judged, {hits} of {trials} were not called tense."),
        texts,
    )


def _busy(figures: Figures, texts: Texts) -> StudyFigure | None:
    if figures.busy_judged is None:
        return None
    return StudyFigure(
        texts.say(N_("Busy mouths judged")),
        f"{100 * figures.busy_judged:.0f} %",
        texts.say(N_("While talking, smiling or drinking nothing should be called hanging or tense.")),
    )


def counted(figures: Figures, texts: Texts) -> str:
    """Of how many persons, visits and trials this is."""
    return ", ".join(
        (
            texts.say(nN_("{count} person", "{count} persons"), count=figures.persons),
            texts.say(nN_("{count} visit", "{count} visits"), count=figures.visits),
            texts.say(nN_("{count} trial", "{count} trials"), count=figures.trials),
            texts.say(nN_("{count} struck", "{count} struck"), count=figures.struck),
        )
    )


def _mm(value: float, texts: Texts, *, signed: bool = False) -> str:
    if not math.isfinite(value):
        return "–"
    number = texts.number(abs(value) if signed else value, 2)
    return number if not signed or float(f"{value:.2f}") == 0.0 else ("+" if value > 0 else "−") + number


def _with_range(value: Estimate, words: Callable[[float], str]) -> str:
    if not math.isfinite(value.value):
        return "–"
    if not math.isfinite(value.low):
        return words(value.value)
    return f"{words(value.value)} ({words(value.low)} … {words(value.high)})"
