"""The report of a study: figures with intervals, the sentences they allow, drawings and tables, as one page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from feedback.analysis.study.charts import difference_against_mean, read_against_held
from feedback.analysis.study.figures import Figures, Person, figures_of_study, rows_of
from feedback.analysis.study.protocol import TrialKind
from feedback.analysis.study.records import StudyError, StudyFolder
from feedback.analysis.study.rows import write_rows
from feedback.analysis.study.sentences import counted, disturbed_cells, limits_of_words, spacer_cells, told_figures
from feedback.process.whole_file import AS_USUAL, whole_file
from feedback.report.form import filled
from feedback.report.page import Chart
from feedback.texts import Texts
from vision.sentences import N_

WHAT_IT_IS = N_(
    "What the program read while spacers of known thickness were held between the front teeth, against the spacers. "
    "Millimetres are the space between the front teeth; intervals are of 95 %."
)
HOW = N_(
    "Limits of agreement count how persons differ besides how readings of one person do. Intervals of shares are exact "
    "ones; trials of one person are alike, so an interval with persons drawn anew stands beside them."
)


def read_persons(folders: Sequence[Path]) -> tuple[Person, ...]:
    """The persons of these folders. Raises StudyError when one holds no study, or two hold the same person."""
    persons: list[Person] = []
    for path in folders:
        folder = StudyFolder(path)
        study, visits = folder.load(), folder.visits()
        if study is None or not visits:
            raise StudyError(N_("{folder} holds no study."), folder=path)
        if any(study.person == person.study.person for person in persons):
            raise StudyError(N_("Two of these folders are of {code}; give each person one."), code=study.person)
        persons.append(Person(study, visits))
    return tuple(persons)


def study_page(persons: Sequence[Person], texts: Texts) -> str:
    """The page as HTML."""
    say = texts.say
    figures = figures_of_study(persons)
    return filled(
        "study.html",
        Path(str(files("feedback") / "analysis" / "study")),
        language=texts.language,
        heading=say(N_("How well it measures")),
        counted=counted(figures, texts),
        before=[say(WHAT_IT_IS), *limits_of_words(figures, texts)],
        charts=_charts(persons, figures, texts),
        told={
            "heading": say(N_("Figures")),
            "heads": [say(N_("Figure")), say(N_("Value")), say(N_("What it says"))],
            "figures": told_figures(figures, texts),
        },
        tables=_tables(figures, texts),
        made=say(
            N_("Made by Kaakrust {version} on {date}. {how}"),
            version=version("kaakrust"),
            date=datetime.now().astimezone().date().isoformat(),
            how=say(HOW),
        ),
    )


def summary_lines(persons: Sequence[Person], texts: Texts) -> list[str]:
    """The same figures as lines for the terminal."""
    figures = figures_of_study(persons)
    heads = _spacer_heads(texts)
    rows = [heads, *(spacer_cells(row, texts) for row in figures.spacers)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    return [
        counted(figures, texts),
        "",
        *("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows),
        "",
        *(f"{figure.name}: {figure.number}. {figure.sentence}" for figure in told_figures(figures, texts)),
        "",
        *limits_of_words(figures, texts),
    ]


def write_table(path: Path, persons: Sequence[Person]) -> None:
    """Write all trials to ``path``. Raises StudyError."""
    rows = io.StringIO()
    write_rows(persons, rows)
    _write(path, rows.getvalue())


def write_study_page(path: Path, page: str) -> None:
    """Write the page to ``path``. Raises StudyError."""
    _write(path, page)


def _write(path: Path, text: str) -> None:
    try:
        with whole_file(path, mode=AS_USUAL, replace=True) as file:
            file.write(text.encode())
    except OSError as error:
        raise StudyError(
            N_("{path} cannot be written: {problem}."), path=path, problem=error.strerror or error
        ) from error


def _charts(persons: Sequence[Person], figures: Figures, texts: Texts) -> list[Chart]:
    rows = [row for row in rows_of(persons) if row.taken.kind is TrialKind.SPACER and row.error_mm is not None]
    if not rows or figures.limits is None:
        return []
    held, read = texts.say(N_("spacer, mm")), texts.say(N_("read, mm"))
    middle, off = texts.say(N_("mean of both, mm")), texts.say(N_("read less spacer, mm"))
    first = texts.say(N_("What was read for each spacer"))
    second = texts.say(N_("How far off, over the whole range"))
    return [
        Chart(
            first,
            read_against_held(rows, held, read, first),
            texts.say(N_("A mark is one trial, with one stated spread. On the line both are alike.")),
        ),
        Chart(
            second,
            difference_against_mean(rows, figures.limits, middle, off, second),
            texts.say(N_("The line is the mean difference; between the dashes lie nineteen of twenty readings.")),
        ),
    ]


def _spacer_heads(texts: Texts) -> tuple[str, ...]:
    return tuple(
        texts.say(head)
        for head in (
            N_("Spacer"),
            N_("Trials"),
            N_("Answered"),
            N_("Mean error"),
            N_("Root mean square error"),
        )
    )


def _tables(figures: Figures, texts: Texts) -> list[dict[str, object]]:
    tables: list[dict[str, object]] = [
        {
            "heading": texts.say(N_("By spacer")),
            "heads": _spacer_heads(texts),
            "rows": [spacer_cells(row, texts) for row in figures.spacers],
        }
    ]
    if figures.disturbed:
        tables.append(
            {
                "heading": texts.say(N_("What might disturb")),
                "heads": [texts.say(N_("Changed")), texts.say(N_("Mean error"))],
                "rows": [disturbed_cells(kind, error, texts) for kind, error in figures.disturbed.items()],
            }
        )
    return tables
