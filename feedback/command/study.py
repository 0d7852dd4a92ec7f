"""``kaakrust study``: one person through a protocol with spacers, and what many such come to."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedback.command.common import FIRST_CAMERA, Common, common_in, say_which
from feedback.command.on_terminal import check_trace, say_trace
from feedback.command.opening import open_window
from feedback.command.options import (
    DataDirOption,
    HeadlessOption,
    LangOption,
    NoPaceOption,
    SourceOption,
    TraceOption,
    folder_in,
    note,
    plain_failures,
    texts_in,
)
from feedback.process.exit_codes import DONE, STOPPED_EARLY
from feedback.process.whole_file import check_outputs
from feedback.texts import Texts
from vision.errors import PlainError, UsageError
from vision.sentences import N_

if TYPE_CHECKING:
    from feedback.analysis.study.conduct import Conduct, Told
    from feedback.analysis.study.drive import Ask, Strike
    from feedback.analysis.study.opening import LedRun, StudyWish
    from feedback.analysis.study.traced import Traced

KEYS = N_("Enter: measure · r: again · s REASON: strike the last · k: leave out · q: stop, and go on later")
NEEDED = N_("The figures of a study need the package “scipy”: install kaakrust with the extra “study”.")

study_app = typer.Typer(
    help="Measure how well it measures: one person, known spacers, a folder of figures.",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def add_to(app: typer.Typer) -> None:
    """Make ``study`` part of ``kaakrust``."""
    app.add_typer(study_app, name="study")


@study_app.callback()
@plain_failures
def study(
    context: typer.Context,
    to: Annotated[Path | None, typer.Option(help="The person's folder; else kaakrust-study-CODE here.")] = None,
    person: Annotated[str, typer.Option(help="A code in place of a name.", metavar="CODE")] = "P01",
    agree: Annotated[bool, typer.Option("--agree", help="The person has read the consent text and agrees.")] = False,
    spacers: Annotated[
        str, typer.Option(help="Thickness of the spacers at hand, in mm, with commas.", metavar="MM,...")
    ] = "0,2,4,6,8,10",
    new_visit: Annotated[bool, typer.Option("--new-visit", help="Begin anew, even if a visit was stopped.")] = False,
    spans: Annotated[
        list[str] | None,
        typer.Option(
            help="Of a recording: the time spans of a calibration, label=start-end; give it twice for two.",
            metavar="SPEC",
        ),
    ] = None,
    trials: Annotated[
        str | None,
        typer.Option(help="Of a recording: what was held when, as gap4=12-17,rest=20-25.", metavar="SPEC"),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="On the built-in clip; nothing is kept.")] = False,
    source: SourceOption = None,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    trace: TraceOption = None,
    headless: HeadlessOption = False,
    no_pace: NoPaceOption = False,
) -> int | None:
    """Lead one person through the protocol. It can be stopped and taken up again."""
    if context.invoked_subcommand is not None:
        return None
    from feedback.analysis.study.opening import StudyWish

    recorded = trials is not None or bool(spans)
    common = common_in(source, "default", lang, data_dir, headless=headless or recorded, no_pace=no_pace)
    wish = StudyWish(
        None if demo else to or Path(f"kaakrust-study-{person}"), person, _sizes(spacers), anew=new_visit or recorded
    )
    if recorded and common.source == FIRST_CAMERA:
        raise UsageError(N_("Time spans belong to a recording; name it with --source."))
    say_which(common.source, common.texts)
    if agree and not wish.agreed:
        wish.agree()
    if not common.headless:
        return open_window(common, "study", study=wish, trace=trace)
    if not wish.agreed and not _agrees(wish, common.texts):
        return STOPPED_EARLY
    if recorded:
        return _from_recording(common, wish, spans or [], trials or "")
    return lead(common, wish, trace)


@study_app.command()
@plain_failures
def report(
    folders: Annotated[list[Path], typer.Argument(help="Folders of one or many persons.", metavar="FOLDER...")],
    out: Annotated[Path | None, typer.Option(help="Where the page goes.", metavar="FILE")] = None,
    csv: Annotated[Path | None, typer.Option(help="Where the table of all trials goes.", metavar="FILE")] = None,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Say how well it measured: agreement, repeatability, coverage, each with its interval."""
    texts = texts_in(lang, folder_in(data_dir))
    try:
        from feedback.analysis.study.report import (
            read_persons,
            study_page,
            summary_lines,
            write_study_page,
            write_table,
        )
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "scipy":
            raise
        raise UsageError(NEEDED) from missing
    inputs = [path for folder in folders for path in folder.glob("*.json")]
    check_outputs([path for path in (out, csv) if path is not None], inputs)
    persons = read_persons(folders)
    if csv is not None:
        write_table(csv, persons)
    if out is not None:
        write_study_page(out, study_page(persons, texts))
    print("\n".join(summary_lines(persons, texts)))
    return DONE


def _agrees(wish: StudyWish, texts: Texts) -> bool:
    """Ask whether the person agrees. Nothing is written of somebody who does not."""
    from feedback.analysis.study.protocol import CONSENT

    note("\n\n".join(texts.say(line) for line in CONSENT))
    if not _yes(texts.say(N_("Do you agree? (y/n)"))):
        note(texts.say(N_("Nothing was begun and nothing is kept.")))
        return False
    wish.agree()
    return True


def lead(common: Common, wish: LedRun, trace: Path | None = None) -> int:
    """The run on the terminal, with what is typed."""
    from feedback.analysis.study.conduct import Stage
    from feedback.analysis.study.drive import run_study
    from feedback.visit.demo import SOURCE

    say = common.texts.say
    if wish.demo:
        note(say(N_("A demonstration on the built-in clip; nothing is kept.")))
    note(say(KEYS))
    source = SOURCE if wish.demo else common.source
    with _tracing(common, trace, source) as traced:
        conduct = wish.conduct(traced)
        if conduct.visit.taken:
            note(say(N_("Taking up the visit that was stopped: one calibration, then what is left.")))
        with _asking() as asked:
            written = None if traced is None else traced.trace
            for turn in run_study(source, conduct, wish.folder, asked, paced=common.paced, trace=written):
                for told in turn.told:
                    _show(told, conduct, common.texts)
    if conduct.why_failed is not None:
        raise PlainError(conduct.why_failed.template, **conduct.why_failed.values)
    for sentence in wish.result():
        note(say(sentence))
    return DONE if conduct.stage is Stage.DONE else STOPPED_EARLY


@contextmanager
def _tracing(common: Common, path: Path | None, source: str) -> Iterator[Traced | None]:
    """What writes the run down to ``path``; None where no trace is wanted. Raises TraceError and UsageError."""
    from feedback.analysis.study.traced import tracing_run

    if path is not None:
        check_trace(common, path)
    with tracing_run(path, source) as traced:
        yield traced
    if traced is not None:
        say_trace(common, traced.file)


def _from_recording(common: Common, wish: StudyWish, spans: list[str], trials: str) -> int:
    from rich.progress import Progress

    from calibration.spans import parse_spans
    from feedback.analysis.study.opening import local_now
    from feedback.analysis.study.recorded import measure_recording, parse_trials

    if not spans or not trials:
        raise UsageError(N_("A recording needs both --spans, to calibrate on, and --trials."))
    assert wish.folder is not None, "a recording is no demonstration"
    visit = wish.visit()
    with Progress(transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(common.texts.say(N_("measuring")), total=None)
        visit = measure_recording(
            visit,
            common.source,
            [parse_spans(spec) for spec in spans],
            parse_trials(trials),
            local_now,
            lambda done, of: bar.update(task, completed=done, total=of),
        )
    wish.folder.keep(visit)
    note(common.texts.say(N_("Kept in {folder}."), folder=wish.folder.path))
    return DONE


def _show(told: Told, conduct: Conduct, texts: Texts) -> None:
    detail = texts.say(told.detail)
    left = f"[{conduct.left}] " if conduct.trial is not None else ""
    print(f"{left}{texts.say(told.sentence)}{': ' + detail if detail else ''}", flush=True)


@contextmanager
def _asking() -> Iterator[queue.SimpleQueue[Ask | Strike]]:
    """What is typed, line by line, as wishes; Ctrl-C asks for the end."""
    from feedback.analysis.study.drive import Ask, Strike
    from feedback.command.terminal import stopping_with

    asked: queue.SimpleQueue[Ask | Strike] = queue.SimpleQueue()
    words = {"": Ask.GO, "r": Ask.AGAIN, "k": Ask.SKIP, "q": Ask.STOP}

    def listen() -> None:
        for line in sys.stdin:
            typed = line.strip()
            if typed[:1] == "s" and typed[1:2] in ("", " "):
                asked.put(Strike(typed[1:].strip() or "struck"))
            elif typed in words:
                asked.put(words[typed])

    threading.Thread(target=listen, name="typed", daemon=True).start()
    with stopping_with(asked, Ask.STOP):
        yield asked


def _sizes(spec: str) -> tuple[float, ...]:
    from feedback.analysis.study.protocol import checked_sizes

    try:
        return checked_sizes([float(part) for part in spec.split(",") if part.strip()])
    except ValueError as error:
        raise UsageError(N_("“{spec}” are no sizes; write millimetres with commas, like 0,2,4."), spec=spec) from error


def _yes(question: str) -> bool:
    print(question, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")
