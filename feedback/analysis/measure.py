"""``kaakrust analyze``: measure recordings, one CSV row a picture, so that anyone can check the measurement."""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from calibration.baseline import Baseline
from calibration.interpret import Interpreter
from calibration.profile import Profile, new_profile
from calibration.recording import FirstPass, fit_spans, learn_face, look_through, read_again
from calibration.spans import Span
from calibration.states import KINDS, JawState, Kind
from feedback.texts import Texts
from vision.camera import Capture, frames, open_source
from vision.errors import SourceError
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.readings import JawReading
from vision.sentences import N_, nN_
from vision.template import UNGIVEN, Sizes

COLUMNS = (
    "t_s",
    "kind",
    "reason",
    "gap_mm",
    "gap_sd_mm",
    "tension",
    "lip_gap_mm",
    "jaw_width_mm",
    "side_mm",
    "yaw_deg",
    "pitch_deg",
    "roll_deg",
    "distance_mm",
    "trust",
)
"""The contract of the CSV; an empty cell where there is nothing to say."""
FIRST_LOOK_S = 3.0
"""Without a baseline the first seconds with a face count as ordinary rest, as in a session."""
BROKEN_OFF_SHARE, BROKEN_OFF_PICTURES = 0.05, 5
"""Some containers announce a few pictures more than they hold, and a file cut without decoding loses some at its ends;
more missing than both of these is a file that broke off."""
ASSUMED = N_(
    "No baseline was given, so the first seconds count as ordinary rest; --calibrate makes better millimetres."
)
INCOMPLETE = N_("This is only the part up to where it stopped.")
ONE_PICTURE = N_("{file} is a single picture. Give a video of some seconds, in which the jaw moves.")
SOURCE_WORDS = {
    "closed": N_("teeth together"),
    "rest": N_("ordinary rest"),
    "clench": N_("the bite"),
    "literature": N_("what is usual for faces"),
    "spacer": N_("the spacer"),
    "eyes": N_("irises and eye distance"),
    "prescription": N_("the pupillary distance given"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One picture's reading and what it means."""

    reading: JawReading
    state: JawState


@dataclass(frozen=True, slots=True)
class Analysis:
    """A measured recording.

    assumed: the first seconds stood in for a baseline. stopped: by Ctrl-C. broke_off: clearly fewer pictures came than
    the file announced.
    """

    name: str
    moments: Sequence[Measured]
    baseline: Baseline
    assumed: bool
    stopped: bool
    broke_off: bool


@dataclass(frozen=True, slots=True)
class BaselineSource:
    """How to get a baseline: spans of the recording, else a profile, else the first seconds taken as rest."""

    spans: tuple[Span, ...] = ()
    profile: Profile | None = None
    sizes: Sizes = UNGIVEN


def analyze(path: str, ways: BaselineSource, texts: Texts) -> Analysis:
    """Measure one recording. Ctrl-C while measuring keeps what was measured so far.

    Raises SourceError, UsageError, CalibrationError or TemplateError, each one sentence.
    """
    with Landmarker() as landmarker, _bar() as bar:
        if not ways.spans and ways.profile is not None:
            follower = JawFollower(ways.profile.template)
            with open_source(path, paced=False) as capture:
                read = (follower.read(frame, landmarker.find(frame)) for frame in frames(capture))
                collected = _collect(read, capture, bar, texts)
            return _analysis(path, collected, ways.profile.baseline, assumed=False)
        look = _first_pass(path, landmarker, bar, texts)
        spans = ways.spans or _first_seconds(look, path)
        template = learn_face(look, spans, ways.sizes)
        with open_source(path, paced=False) as capture:
            again = read_again(frames(capture), look, template)
            collected = _collect(again, capture, bar, texts)
        baseline = fit_spans(collected.readings, spans, template)
        return _analysis(path, collected, baseline, assumed=not ways.spans)


def calibrate_profile(path: str, spans: Sequence[Span], name: str, texts: Texts, sizes: Sizes = UNGIVEN) -> Profile:
    """A profile from a recording's time spans; raises as ``analyze`` does."""
    with Landmarker() as landmarker, _bar() as bar:
        look = _first_pass(path, landmarker, bar, texts)
        template = learn_face(look, spans, sizes)
        with open_source(path, paced=False) as capture:
            again = read_again(frames(capture), look, template)
            baseline = fit_spans(list(again), spans, template)
            return new_profile(name, baseline, template, capture.name, look.size)


def write_csv(analysis: Analysis, out: TextIO) -> None:
    """One row a picture under COLUMNS."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for moment in analysis.moments:
        rows.writerow(_row(moment))


def summarize(analysis: Analysis, texts: Texts) -> str:
    """One paragraph for the terminal: what was seen, for how long, and on what the millimetres rest."""
    moments, baseline = analysis.moments, analysis.baseline
    step_s = _step_s(moments)
    kinds = Counter(moment.state.kind for moment in moments)
    spent = ", ".join(
        f"{texts.say(KINDS[kind].words)} {texts.number(kinds[kind] * step_s, 1)} s" for kind in Kind if kinds[kind]
    )
    sentences = [
        texts.say(
            nN_("{name}: {seconds} s, one picture: {spent}.", "{name}: {seconds} s, {count} pictures: {spent}."),
            name=analysis.name,
            seconds=texts.number(len(moments) * step_s, 1),
            count=len(moments),
            spent=spent,
        )
    ]
    hanging = [moment.state for moment in moments if moment.state.kind is Kind.HANGING]
    if hanging:
        sentences.append(
            texts.say(
                N_("While hanging the gap was {gap} mm in the middle, give or take {spread} mm."),
                gap=texts.number(median(state.gap_mm for state in hanging), 1),
                spread=texts.number(median(state.gap_sd_mm for state in hanging), 1),
            )
        )
    sentences.append(
        texts.say(
            N_("Zero from {zero}, gain {gain} from {gain_source}, size from {scale}."),
            zero=texts.say(SOURCE_WORDS[baseline.zero_source]),
            gain=texts.number(baseline.gain, 2),
            gain_source=texts.say(SOURCE_WORDS[baseline.gain_source]),
            scale=texts.say(SOURCE_WORDS[baseline.scale_source]),
        )
    )
    if analysis.assumed:
        sentences.append(texts.say(ASSUMED))
    if analysis.stopped or analysis.broke_off:
        sentences.append(texts.say(INCOMPLETE))
    return " ".join(sentences)


def _first_pass(path: str, landmarker: Landmarker, bar: Progress, texts: Texts) -> FirstPass:
    """What the whole recording shows. Raises SourceError when that is a single picture."""
    look = FirstPass()
    with open_source(path, paced=False) as capture:
        task = bar.add_task(texts.say(N_("looking for the face")), total=capture.frame_count)
        for look in look_through(frames(capture), landmarker):  # noqa: B007 - the last one is what we want
            bar.advance(task)
    if len(look.times_s) == 1:
        raise SourceError(ONE_PICTURE, file=Path(path).name)
    return look


@dataclass(frozen=True, slots=True)
class _Collected:
    readings: list[JawReading]
    stopped: bool
    broke_off: bool


def _collect(readings: Iterable[JawReading], capture: Capture, bar: Progress, texts: Texts) -> _Collected:
    """All readings of an open recording; Ctrl-C keeps those so far."""
    task = bar.add_task(texts.say(N_("measuring")), total=capture.frame_count)
    collected: list[JawReading] = []
    try:
        for reading in readings:
            collected.append(reading)
            bar.advance(task)
    except KeyboardInterrupt:
        return _Collected(collected, stopped=True, broke_off=False)
    announced = capture.frame_count or 0
    missing = announced - len(collected)
    broke_off = missing > max(BROKEN_OFF_PICTURES, BROKEN_OFF_SHARE * announced)
    return _Collected(collected, stopped=False, broke_off=broke_off)


def _first_seconds(look: FirstPass, path: str) -> tuple[Span, ...]:
    start_s = next((t_s for t_s, face in zip(look.times_s, look.faces, strict=True) if face is not None), None)
    if start_s is None:
        raise SourceError(N_("No face is to be seen in {file}."), file=Path(path).name)
    return (Span("rest", start_s, min(start_s + FIRST_LOOK_S, look.duration_s)),)


def _analysis(path: str, collected: _Collected, baseline: Baseline, *, assumed: bool) -> Analysis:
    interpreter = Interpreter(baseline)
    moments = [Measured(reading, interpreter.step(reading)) for reading in collected.readings]
    return Analysis(Path(path).name, moments, baseline, assumed, collected.stopped, collected.broke_off)


def _row(moment: Measured) -> list[str]:
    reading, state = moment.reading, moment.state
    pose = reading.pose
    angles = (pose.yaw_deg, pose.pitch_deg, pose.roll_deg, pose.distance_mm) if pose else (math.nan,) * 4
    numbers = (reading.lip_gap_mm, reading.jaw_width_mm, reading.side_mm, *angles, reading.trust)
    return [
        f"{state.t_s:.4f}",
        state.kind.value,
        state.reason.value if state.reason else "",
        *(_cell(value) for value in (state.gap_mm, state.gap_sd_mm, state.tension, *numbers)),
    ]


def _cell(value: float) -> str:
    return f"{value:.3f}" if math.isfinite(value) else ""


def _step_s(moments: Sequence[Measured]) -> float:
    """Time for which one picture stands, s: the recording's length over its pictures."""
    if len(moments) < 2:
        return 0.0
    return (moments[-1].state.t_s - moments[0].state.t_s) / (len(moments) - 1)


def _bar() -> Progress:
    """A progress bar on standard error, if that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
