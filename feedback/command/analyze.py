"""Several recordings, one after the other: where their rows, pictures and paragraphs go, and what if one fails."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from calibration.profile import Profile
from calibration.spans import parse_spans
from feedback.analysis.explain import explain
from feedback.analysis.measure import Analysis, BaselineSource, analyze, summarize, write_csv
from feedback.analysis.plot import plot
from feedback.process.exit_codes import DONE, NO_SOURCE, STOPPED_EARLY, WRONG_USE
from feedback.texts import Texts
from vision.errors import PlainError, SourceError, UsageError
from vision.sentences import N_
from vision.template import Sizes

STANDARD_OUTPUT = "-"


def analyze_files(
    videos: Sequence[str],
    spec: str | None,
    profile: Profile | None,
    sizes: Sizes,
    csv_to: str | None,
    plot_to: Path | None,
    texts: Texts,
    *,
    explained: bool = False,
) -> int:
    """Measure ``videos``; returns the command's exit code. A recording that fails is told about and the next one tried.

    explained: say below each summary what the spread is made of.

    Raises UsageError before anything is measured when the asked-for places cannot serve.
    """
    ways = BaselineSource(parse_spans(spec) if spec is not None else (), profile, sizes)
    many = len(videos) > 1
    if many and (csv_to == STANDARD_OUTPUT or any(place and not Path(place).is_dir() for place in (csv_to, plot_to))):
        raise UsageError(N_("With several recordings give --csv and --plot a folder that is there."))
    worst = DONE
    for video in videos:
        try:
            analysis = analyze(video, ways, texts)
            _give(analysis, Path(video).stem, csv_to, plot_to, texts, explained=explained)
        except PlainError as error:
            words = texts.say(error.sentence)
            print(f"{video}: {words}" if many else words, file=sys.stderr, flush=True)
            worst = max(worst, NO_SOURCE if isinstance(error, SourceError) else WRONG_USE)
            continue
        if analysis.stopped:
            return STOPPED_EARLY
    return worst


def _give(
    analysis: Analysis, stem: str, csv_to: str | None, plot_to: Path | None, texts: Texts, *, explained: bool
) -> None:
    paragraph = "\n".join([summarize(analysis, texts), *(explain(analysis, texts) if explained else ())])
    if csv_to == STANDARD_OUTPUT:
        write_csv(analysis, sys.stdout)
        print(paragraph, file=sys.stderr, flush=True)
    else:
        if csv_to is not None:
            _write_csv_file(analysis, _place(Path(csv_to), f"{stem}.csv"))
        print(paragraph, flush=True)
    if plot_to is not None:
        plot(analysis, _place(plot_to, f"{stem}.png"), texts)


def _write_csv_file(analysis: Analysis, path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            write_csv(analysis, file)
    except OSError as error:
        raise UsageError(
            N_("The rows cannot be written to {path}: {problem}."), path=path, problem=error.strerror or error
        ) from error


def _place(place: Path, name: str) -> Path:
    """``place`` itself, or ``name`` in it when it is a folder."""
    return place / name if place.is_dir() else place
