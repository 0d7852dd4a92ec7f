"""A journey without a window: its events as lines, or as one JSON object a line."""

from __future__ import annotations

import json
import math
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TextIO

from calibration.calibrator import Calibration
from calibration.states import JawState, Kind
from feedback.effects import Summary
from feedback.events import (
    CueEvent,
    Event,
    LookEvent,
    NoticeEvent,
    PartEvent,
    PauseEvent,
    RepeatEvent,
    ResumeEvent,
    Sentence,
    StateEvent,
    StepEvent,
    SummaryEvent,
)
from feedback.exercises import Sees
from feedback.journey import Journey
from feedback.live import Command, run
from feedback.looks import Difference, Look, Moment, difference
from feedback.texts import Texts
from feedback.view import Listener, Plan
from vision.camera import CaptureStatus, open_source
from vision.errors import N_, PlainError, SourceError
from vision.landmarker import Landmarker

ENDED_EARLY = N_("“{source}” ended before there was enough to see; it needs a face for at least some seconds.")

KIND_WORDS = {
    Kind.HANGING: N_("your jaw hangs"),
    Kind.CLOSED_SOFT: N_("closed, soft"),
    Kind.CLOSED_TENSE: N_("closed, tense"),
    Kind.WIDE: N_("wide open"),
    Kind.ACTIVE: N_("your mouth is busy"),
    Kind.UNSURE: N_("I can't tell"),
    Kind.AWAY: N_("nobody in the picture"),
}
"""The seven states in words for the person; the window uses the same."""

GOING_ON = N_("Going on.")
CAMERA_OFF = N_("the camera is off")
LOOK_WORDS = {
    Moment.BEFORE: N_("Your jaw before: {gap}"),
    Moment.AFTER: N_("Your jaw after: {gap}"),
}

NAMES: dict[type, str] = {RepeatEvent: "repeat", NoticeEvent: "notice", CueEvent: "cue"}

Printer = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a journey on the terminal ended. problem: why there is no result. camera: the source's name."""

    calibration: Calibration | None
    problem: PlainError | None
    stopped: bool
    camera: str


def run_on_terminal(
    source: str, plan: Plan, texts: Texts, *, as_json: bool, paced: bool, listeners: Sequence[Listener] = ()
) -> Outcome:
    """Open ``source``, run the journey, print its events. Ctrl-C ends it with a summary. Raises SourceError.

    listeners: are shown every turn, as in ``feedback.live.run``.
    """
    show = printer(texts, as_json=as_json)
    commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
    with open_source(source, paced=paced) as capture, Landmarker() as landmarker, stopping_with(commands):
        journey = Journey(plan, live=capture.live)
        for turn in run(capture, landmarker, journey, commands, listeners, paced=paced):
            for event in turn.events:
                show(event)
        problem = journey.problem or (capture.problem if capture.status is CaptureStatus.FAILED else None)
        if problem is None and not journey.stopped and journey.calibration is None and journey.summary is None:
            problem = SourceError(ENDED_EARLY, source=capture.name)
        return Outcome(journey.calibration, problem, journey.stopped, capture.name)


@contextmanager
def stopping_with(commands: queue.SimpleQueue[Command]) -> Iterator[None]:
    """Let Ctrl-C ask for the end, which then comes between two pictures; a second one ends at once."""

    def stop(number: int, at: FrameType | None) -> None:  # noqa: ARG001 - what a signal gives
        signal.signal(signal.SIGINT, before)
        commands.put(Command.STOP)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def printer(texts: Texts, *, as_json: bool, out: TextIO | None = None) -> Printer:
    """A function that prints one event to ``out`` (standard output)."""
    stream = out or sys.stdout

    def show(event: Event) -> None:
        line = json.dumps(as_object(event, texts), ensure_ascii=False) if as_json else as_line(event, texts)
        print(line, file=stream, flush=True)

    return show


def as_object(event: Event, texts: Texts) -> dict[str, object]:
    """The event as plain JSON: ``event``, ``t_s`` and what belongs to it. Unknown numbers are null."""
    common: dict[str, object] = {"event": "", "t_s": round(event.t_s, 3)}
    match event:
        case PartEvent():
            name = _said(event.name, texts)
            return common | {"event": "part", "id": event.id, "text": name, "sees": event.sees.value}
        case LookEvent():
            return common | {"event": "look"} | _look(event.look)
        case StepEvent():
            return common | {
                "event": "step",
                "id": event.id,
                "text": _said(event.sentence, texts),
                "detail": _said(event.detail, texts),
            }
        case StateEvent():
            return common | {"event": "state"} | _state(event.jaw)
        case RepeatEvent() | NoticeEvent() | CueEvent():
            return common | {"event": NAMES[type(event)], "id": event.id, "text": _said(event.sentence, texts)}
        case PauseEvent():
            return common | {"event": "pause", "reason": event.reason.value, "text": _said(event.sentence, texts)}
        case ResumeEvent():
            return common | {"event": "resume"}
        case SummaryEvent():
            return common | {"event": "summary"} | _summary(event.summary)


def as_line(event: Event, texts: Texts) -> str:
    """The event as one readable line."""
    stamp = f"{int(event.t_s) // 60}:{int(event.t_s) % 60:02d}"
    match event:
        case PartEvent():
            off = f" ({texts.say(CAMERA_OFF)})" if event.sees is Sees.NOTHING else ""
            return f"{stamp}  {_said(event.name, texts)}{off}"
        case LookEvent():
            return f"{stamp}  {look_words(event.look, texts)}"
        case StepEvent():
            return f"{stamp}  — {_said(event.sentence, texts)}: {_said(event.detail, texts)}"
        case RepeatEvent() | NoticeEvent() | PauseEvent():
            return f"{stamp}  {_said(event.sentence, texts)}"
        case StateEvent():
            return f"{stamp}     {state_words(event.jaw, texts)}"
        case CueEvent():
            return f"{stamp}  ▸ {_said(event.sentence, texts)}"
        case ResumeEvent():
            return f"{stamp}  {texts.say(GOING_ON)}"
        case SummaryEvent():
            return f"{stamp}  {summary_words(event.summary, texts)}"


def state_words(jaw: JawState, texts: Texts) -> str:
    """“your jaw hangs, about 6 mm ± 1”: half-millimetre steps, because finer figures would pretend."""
    words = texts.say(KIND_WORDS[jaw.kind])
    if jaw.kind in (Kind.UNSURE, Kind.AWAY, Kind.ACTIVE) or not math.isfinite(jaw.gap_mm):
        return words
    return words + ", " + gap_words(jaw.gap_mm, jaw.gap_sd_mm, texts)


def millimetres(gap_mm: float | None, texts: Texts) -> str:
    """A gap alone, in steps of half a millimetre."""
    if gap_mm is None:
        return "–"
    return texts.say(N_("{gap} mm"), gap=_halves(gap_mm, 0.0, texts))


def gap_words(gap_mm: float, sd_mm: float, texts: Texts) -> str:
    """A gap with its uncertainty, in steps of half a millimetre (FACTS section 7, displayed resolution)."""
    return texts.say(
        N_("about {gap} mm ± {spread}"), gap=_halves(gap_mm, 0.0, texts), spread=_halves(sd_mm, 0.5, texts)
    )


def _halves(value_mm: float, least_mm: float, texts: Texts) -> str:
    """``value_mm`` in steps of half a millimetre, no less than ``least_mm``; whole ones without decimals."""
    shown = max(least_mm, round(value_mm * 2) / 2)
    return texts.number(shown, 0 if shown.is_integer() else 1)


def look_words(look: Look, texts: Texts) -> str:
    """What a look at the jaw saw."""
    gap_mm, sd_mm = look.gap_mm, look.gap_sd_mm
    if gap_mm is None or sd_mm is None:
        return ""
    return texts.say(LOOK_WORDS[look.moment], gap=gap_words(gap_mm, sd_mm, texts))


def difference_words(between: Difference, texts: Texts) -> str:
    """What lies between two looks, with its uncertainty, and nothing more."""
    if not between.told:
        return texts.say(N_("Between before and after there is no difference that can be told."))
    words = N_("Your jaw hung more afterwards: {gap}.") if between.gap_mm > 0 else N_("Less space afterwards: {gap}.")
    return texts.say(words, gap=gap_words(abs(between.gap_mm), between.sd_mm, texts))


def summary_words(summary: Summary, texts: Texts) -> str:
    """The end in two or three sentences."""
    lines = [texts.say(N_("Thank you."))]
    share = summary.hanging_share
    if share is not None:
        hung = N_("Your jaw hung {share} % of the time that could be seen: {hung} s, up to {longest} s on end.")
        lines.append(
            texts.say(
                hung,
                share=round(share * 100),
                hung=round(summary.seconds[Kind.HANGING]),
                longest=round(summary.longest_hanging_s),
            )
        )
    between = difference(summary.looks)
    if between is not None:
        lines.append(difference_words(between, texts))
    elif share is None:
        lines.append(texts.say(N_("There was nothing I could see well enough to tell you about.")))
    return " ".join(lines)


def _said(sentence: Sentence, texts: Texts) -> str:
    return texts.say(sentence.text, **sentence.values)


def _state(jaw: JawState) -> dict[str, object]:
    return {
        "kind": jaw.kind.value,
        "gap_mm": _rounded(jaw.gap_mm),
        "gap_sd_mm": _rounded(jaw.gap_sd_mm),
        "tension": _rounded(jaw.tension),
        "reason": jaw.reason.value if jaw.reason else None,
    }


def _summary(summary: Summary) -> dict[str, object]:
    seconds = {f"{kind.value}_s": round(summary.seconds[kind], 2) for kind in Kind}
    return seconds | {
        "longest_hanging_s": round(summary.longest_hanging_s, 2),
        "returns": summary.returns,
        "elapsed_s": round(summary.elapsed_s, 2),
        "exercise": summary.exercise,
        "profile": summary.profile,
        "ended": summary.ended.value,
        "looks": [_look(look) for look in summary.looks],
    }


def _look(look: Look) -> dict[str, object]:
    return {
        "moment": look.moment.value,
        "judged_s": round(look.judged_s, 2),
        "gap_mm": _rounded(look.gap_mm),
        "gap_sd_mm": _rounded(look.gap_sd_mm),
    }


def _rounded(value: float | None) -> float | None:
    return round(value, 3) if value is not None and math.isfinite(value) else None
