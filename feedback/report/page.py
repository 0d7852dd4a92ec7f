"""One page about a period, to print or to hand to a dentist or physiotherapist.

A single HTML file: no script, nothing from outside, reads on screen and prints on A4. Every figure comes with what it
is worth, and the page says what a webcam cannot see. Its form is page.html and page.css; Jinja2 fills it and escapes
whatever it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from statistics import median

from feedback.kept.export import TAKEN
from feedback.kept.homework import Homework
from feedback.kept.opening_rows import Opening
from feedback.kept.records import KeptSession
from feedback.kept.trend import CHANGES, MEASURES, ON_TAGGED_DAYS, Measure, change, session_change, tagged
from feedback.process.whole_file import whole_file
from feedback.report.agreed import agreed_part
from feedback.report.amounts import any_of, date_words, slider_words
from feedback.report.charts import before_after_chart, trend_chart
from feedback.report.desk_part import DeskData, desk_part
from feedback.report.figures import figures_of
from feedback.report.form import filled
from feedback.report.own_measures import own_measures
from feedback.report.tables import ROWS, table_of
from feedback.texts import Texts
from feedback.texts.measures import share_text
from vision.errors import PlainError
from vision.sentences import N_, nN_

DAYS_BACK = {"month": 31, "quarter": 92, "year": 366}

WHAT_IT_IS = N_(
    "Kaakrust estimates with an ordinary webcam how far the lower jaw hangs and whether it is held tense, each time "
    "against the same person's own calibration, while they practise letting the jaw hang. It is a way to notice and "
    "relax; it says nothing about illness."
)
CANNOT_SEE = N_(
    "What a webcam cannot see: whether teeth touch, what the muscles do, a light press (about a fifth of full force or "
    "less), and anything while it does not look. All figures are estimates of one person against themselves; they "
    "cannot be compared with other people."
)
UNCERTAIN = N_(
    "Millimetres are the estimated space between the front teeth, with one standard deviation: in about two of three "
    "moments the true space lies within it. Shares are of the time in which something could be told; busy moments "
    "(talking, drinking) and moments that could not be seen are left out. The range behind a median covers the true "
    "median nine times in ten; with fewer than five sessions there is none. A share counts by the time that could be "
    "seen, and of less than twenty seconds of it there is none."
)
RELAXED_IS = N_("Relaxed is hanging, or closed without tension: an ordinary resting jaw counts as relaxed.")
NO_TENSION = N_(
    "Tension could not be told from this face, or was not calibrated, so the share relaxed is missing; hanging is "
    "given."
)


class ReportError(PlainError):
    """A report that cannot be written."""


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """From the first day to the last, both included."""

    first: date
    last: date


def days_back(period: str, until: date) -> date:
    """The first day of a period that ends with ``until``."""
    return until - timedelta(days=DAYS_BACK[period] - 1)


def write_page(path: Path, page: str, *, replace: bool = False) -> None:
    """Write the page for the owner only. Raises ReportError; a file that is there is kept unless ``replace``."""
    try:
        with whole_file(path, replace=replace) as file:
            file.write(page.encode())
    except FileExistsError as error:
        raise ReportError(TAKEN, path=path) from error
    except OSError as error:
        raise ReportError(
            N_("{path} cannot be written: {problem}."), path=path, problem=error.strerror or error
        ) from error


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing (SVG) under its heading, and what stands below it; translated."""

    heading: str
    drawing: str
    under: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines under a heading, translated; the part is left out where there are none."""

    heading: str
    lines: tuple[str, ...] | tuple[tuple[str, str], ...]
    under: str = ""


def report_page(
    sessions: Sequence[KeptSession],
    span: ReportSpan,
    texts: Texts,
    *,
    profile: str,
    with_notes: bool = False,
    homework: Homework | None = None,
    desk: DeskData | None = None,
    openings: Sequence[Opening] = (),
) -> str:
    """The page as HTML. sessions: oldest first. homework: what was agreed with a practice. desk: of the same period.

    openings: comfortable openings of this period. There is a session, or something of the desk.
    """
    say = texts.say
    return filled(
        "page.html",
        language=texts.language,
        heading=say(N_("Jaw sessions")),
        dates=f"{date_words(span.first, texts)} – {date_words(span.last, texts)}",
        profile=profile,
        what_it_is=say(WHAT_IT_IS),
        cannot_see=say(CANNOT_SEE),
        figures=figures_of(sessions, texts) if sessions else [],
        charts=[*_trend(sessions, texts), *_own_answers(sessions, texts)],
        tagged=_tagged_days(sessions, texts),
        reading=_reading(sessions, texts),
        table=table_of(sessions, texts),
        own=own_measures(openings, texts),
        agreed=agreed_part(homework, sessions, span.last, texts),
        notes=_notes(sessions if with_notes else (), texts),
        desk=None if desk is None else desk_part(desk, texts),
        made=_made(texts),
    )


def _trend(sessions: Sequence[KeptSession], texts: Texts) -> list[Chart]:
    """Shares over time."""
    measures = _told(sessions, (Measure.RELAXED, Measure.HANGING), texts)
    if not measures:
        return []
    heading = texts.say(N_("Share of the time, session by session"))
    under = texts.say(N_("Dots are sessions, lines their moving median (seven sessions)."))
    return [Chart(heading, trend_chart(sessions, measures, heading), under)]


def _own_answers(sessions: Sequence[KeptSession], texts: Texts) -> list[Chart]:
    """The person's own sliders, over time and before against after."""
    say, charts = texts.say, []
    measures = _told(sessions, (Measure.TENSION, Measure.PAIN, Measure.CALM), texts)
    if measures:
        heading = say(N_("Own sliders, 0 to 10"))
        under = say(N_("As answered after the session."))
        charts.append(Chart(heading, trend_chart(sessions, measures, heading), under))
    answered = [(session, found) for session in sessions if (found := session_change(session))]
    if answered:
        before = median([found[0] for _, found in answered])
        after = median([found[1] for _, found in answered])
        under = say(
            nN_(
                "Tension by own slider, in one session: {before} before, {after} after: {change}.",
                "Tension by own slider, median of {count} sessions: {before} before, {after} after: {change}.",
            ),
            count=len(answered),
            before=slider_words(before, texts),
            after=slider_words(after, texts),
            change=say(CHANGES[change(before, after)]),
        )
        heading = say(N_("Tension before and after, by own slider"))
        drawing = ""
        if len(answered) <= 2 * ROWS:
            drawing = before_after_chart([session for session, _ in answered], heading)
            rule = say(N_("Open circle: before; filled: after. Noticeably better is 2 points and 30 %."))
            under = f"{under} {rule}"
        charts.append(Chart(heading, drawing, under))
    return charts


def _tagged_days(sessions: Sequence[KeptSession], texts: Texts) -> Lines:
    """What can be said about days tagged so; nothing under twenty sessions."""
    lines = tuple(
        texts.say(
            ON_TAGGED_DAYS,
            tag=texts.say(found.tag),
            measure=texts.say(MEASURES[found.measure]),
            share=share_text(found.with_tag.value),
            count=found.with_tag.count,
            other=share_text(found.without.value),
            others=found.without.count,
        )
        for found in tagged(sessions)
    )
    note = texts.say(N_("Medians side by side; what goes together need not be cause and effect."))
    return Lines(texts.say(N_("Tagged days")), lines, note)


def _reading(sessions: Sequence[KeptSession], texts: Texts) -> Lines:
    """How to read the figures."""
    lines = (UNCERTAIN, RELAXED_IS if any_of(sessions, Measure.RELAXED) else NO_TENSION) if sessions else ()
    return Lines(texts.say(N_("How to read this")), tuple(map(texts.say, lines)))


def _notes(sessions: Sequence[KeptSession], texts: Texts) -> Lines:
    """The person's own words, asked for by name."""
    lines = tuple((date_words(session.day, texts), session.note) for session in sessions if session.note)
    return Lines(texts.say(N_("Own notes")), lines)


def _made(texts: Texts) -> str:
    return texts.say(
        N_("Made on {day} by Kaakrust {version}, on the person's own computer. No picture was kept."),
        day=date_words(datetime.now().astimezone().date(), texts),
        version=version("kaakrust"),
    )


def _told(sessions: Sequence[KeptSession], measures: Sequence[Measure], texts: Texts) -> list[tuple[Measure, str]]:
    """Those of ``measures`` that there is anything of, in words."""
    return [(measure, texts.say(MEASURES[measure])) for measure in measures if any_of(sessions, measure)]
