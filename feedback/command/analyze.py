"""Several recordings, one after the other: where their rows, pictures and paragraphs go, and what if one fails."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from calibration.profile import Profile
from calibration.spans import parse_spans
from feedback.analysis.explain import explain
from feedback.analysis.measure import Analysis, BaselineSource, analyze, summarize, write_csv
from feedback.analysis.plot import check_picture, plot
from feedback.command.common import say_which
from feedback.process.exit_codes import DONE, NO_SOURCE, STOPPED_EARLY, WRONG_USE
from feedback.process.whole_file import AS_USUAL, check_outputs, whole_file
from feedback.texts import Texts
from vision.errors import PlainError, SourceError, UsageError
from vision.sentences import N_
from vision.source.sources import file_meant
from vision.template import Sizes

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Places:
    """Where results go. csv: a file, a folder or STANDARD_OUTPUT. plot: a file or a folder. kept: not to be touched."""

    csv: str | None = None
    plot: Path | None = None
    kept: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """One recording, and the files its rows and its picture become."""

    video: str
    csv: Path | None
    plot: Path | None


def analyze_files(
    videos: Sequence[str],
    spec: str | None,
    profile: Profile | None,
    sizes: Sizes,
    places: Places,
    texts: Texts,
    *,
    explained: bool = False,
) -> int:
    """Measure ``videos``; returns the command's exit code. A recording that fails is told about and the next one tried.

    explained: say below each summary what the spread is made of.

    Raises UsageError before anything is measured when the asked-for places cannot serve.
    """
    ways = BaselineSource(parse_spans(spec) if spec is not None else (), profile, sizes)
    jobs = tuple(_jobs(videos, places))
    worst = DONE
    for job in jobs:
        say_which(job.video, texts)
        try:
            analysis = analyze(job.video, ways, texts)
            _give(analysis, job, places.csv == STANDARD_OUTPUT, texts, explained=explained)
        except PlainError as error:
            words = texts.say(error.sentence)
            print(f"{job.video}: {words}" if len(jobs) > 1 else words, file=sys.stderr, flush=True)
            worst = max(worst, NO_SOURCE if isinstance(error, SourceError) else WRONG_USE)
            continue
        if analysis.stopped:
            return STOPPED_EARLY
    return worst


def _jobs(videos: Sequence[str], places: Places) -> Iterator[_Job]:
    """What is to be done. Raises UsageError when an output would replace an input or another output."""
    csv_to = Path(places.csv) if places.csv not in (None, STANDARD_OUTPUT) else None
    asked = [place for place in (csv_to, places.plot) if place is not None]
    if len(videos) > 1 and (places.csv == STANDARD_OUTPUT or not all(place.is_dir() for place in asked)):
        raise UsageError(N_("With several recordings give --csv and --plot a folder that is there."))
    jobs = [
        _Job(
            video,
            csv_to and _place(csv_to, f"{stem}.csv"),
            places.plot and _place(places.plot, f"{stem}.png"),
        )
        for video, stem in zip(videos, _stems(videos), strict=True)
    ]
    outputs = [path for job in jobs for path in (job.csv, job.plot) if path is not None]
    recordings = [path for path in map(file_meant, videos) if path is not None]
    check_outputs(outputs, [*recordings, *places.kept])
    for job in jobs:
        if job.plot is not None:
            check_picture(job.plot)
    yield from jobs


def _stems(videos: Sequence[str]) -> list[str]:
    """The recordings' names without their ends, each once: the second of a name becomes name-2, as in two folders."""
    taken: set[str] = set()
    stems = []
    for stem in (Path(video).stem for video in videos):
        number, own = 1, stem
        while own.casefold() in taken:
            number += 1
            own = f"{stem}-{number}"
        taken.add(own.casefold())
        stems.append(own)
    return stems


def _give(analysis: Analysis, job: _Job, rows_to_output: bool, texts: Texts, *, explained: bool) -> None:
    paragraph = "\n".join([summarize(analysis, texts), *(explain(analysis, texts) if explained else ())])
    if rows_to_output:
        write_csv(analysis, sys.stdout)
        print(paragraph, file=sys.stderr, flush=True)
    else:
        if job.csv is not None:
            _write_csv_file(analysis, job.csv)
        print(paragraph, flush=True)
    if job.plot is not None:
        plot(analysis, job.plot, texts)


def _write_csv_file(analysis: Analysis, path: Path) -> None:
    try:
        with whole_file(path, mode=AS_USUAL) as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="")
            write_csv(analysis, text)
            text.flush()
            text.detach()
    except OSError as error:
        raise UsageError(
            N_("The rows cannot be written to {path}: {problem}."), path=path, problem=error.strerror or error
        ) from error


def _place(place: Path, name: str) -> Path:
    """``place`` itself, or ``name`` in it when it is a folder."""
    return place / name if place.is_dir() else place
