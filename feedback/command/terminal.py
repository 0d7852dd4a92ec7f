"""A journey without a window: its events as lines, or as one JSON object a line."""

from __future__ import annotations

import json
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TextIO, TypeVar

from calibration.states import Kind
from feedback.practice.events import (
    GOING_ON,
    CueEvent,
    LookEvent,
    PartEvent,
    PauseEvent,
    ResumeEvent,
    StateEvent,
    StepEvent,
    SummaryEvent,
)
from feedback.practice.exercise.form import CAMERA_OFF, Sees
from feedback.practice.look_words import difference_words, look_words
from feedback.practice.looks import difference
from feedback.practice.summary import Summary
from feedback.texts import Texts
from feedback.texts.measures import clock, share_text, state_words
from feedback.visit.commands import Command
from feedback.visit.endings import Outcome
from feedback.visit.event_objects import event_object
from feedback.visit.events import Event, NoticeEvent, RepeatEvent
from feedback.visit.journey import Journey
from feedback.visit.open import ListenerPart, OpenVisit
from feedback.visit.view import Plan
from vision.sentences import N_, Sentence

Printer = Callable[[Event], None]
Wish = TypeVar("Wish")


def run_on_terminal(
    source: str,
    plan: Plan,
    texts: Texts,
    *,
    as_json: bool,
    paced: bool,
    parts: Sequence[ListenerPart] = (),
    make: Callable[[Plan, bool], Journey] | None = None,
) -> Outcome:
    """Open ``source``, run the visit, print its events. Ctrl-C ends it with a summary. Raises SourceError.

    parts: are opened with it and shown every turn. make: as `OpenVisit` takes it.
    """
    show = printer(texts, as_json=as_json)
    commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
    with (
        OpenVisit(source, plan, commands, parts, paced=paced, make=make) as visit,
        stopping_with(commands, Command.STOP),
    ):
        for turn in visit.turns():
            for event in turn.events:
                show(event)
        return visit.outcome


@contextmanager
def stopping_with(commands: queue.SimpleQueue[Wish], stop_word: Wish) -> Iterator[None]:
    """Let Ctrl-C ask for the end with ``stop_word``, which then comes between two pictures; a second ends at once."""

    def stop(number: int, at: FrameType | None) -> None:  # noqa: ARG001 - what a signal gives
        signal.signal(signal.SIGINT, before)
        commands.put(stop_word)

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
        line = json.dumps(event_object(event, texts), ensure_ascii=False) if as_json else as_line(event, texts)
        print(line, file=stream, flush=True)

    return show


def as_line(event: Event, texts: Texts) -> str:
    """The event as one readable line."""
    stamp = clock(event.t_s)
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


def summary_words(summary: Summary, texts: Texts) -> str:
    """The end in two or three sentences."""
    lines = [texts.say(N_("Thank you."))]
    share = summary.hanging_share
    if share is not None:
        lines.append(
            texts.say(
                N_("Your jaw hung for {hung} of the {seen} I could see ({share}), the longest stretch {longest}."),
                hung=clock(summary.seconds[Kind.HANGING]),
                seen=clock(summary.judged_s),
                share=share_text(share),
                longest=clock(summary.longest_s),
            )
        )
    between = difference(summary.looks)
    if between is not None:
        lines.append(difference_words(between, texts))
    elif share is None:
        lines.append(texts.say(N_("There was too little I could see well enough to tell you about.")))
    return " ".join(lines)


def _said(sentence: Sentence, texts: Texts) -> str:
    return texts.say(sentence)
