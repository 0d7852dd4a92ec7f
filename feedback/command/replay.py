"""``kaakrust replay``: a trace gone through again, and whether the same was said."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace as with_changed
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedback.command.options import (
    DataDirOption,
    ExerciseOption,
    JsonOption,
    LangOption,
    MinutesOption,
    folder_in,
    note,
    plain_failures,
    texts_in,
)
from feedback.process.exit_codes import DONE
from feedback.texts import Texts
from vision.errors import UsageError
from vision.sentences import N_, nN_

if TYPE_CHECKING:
    from feedback.visit.trace.form import Header, Record
    from feedback.visit.trace.replay import Opened
    from feedback.visit.view import Plan

ALIKE = nN_("The same line as then: {count}.", "The same lines as then: {count}.")
OTHERWISE = N_("From {t} s on something else is said than then.")
DIFFERS = 1
"""Exit code when the same trace gives something else."""


def add_to(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command()(plain_failures(replay))


def replay(
    trace: Annotated[Path, typer.Argument(help="A trace, as `--trace` wrote it.", metavar="FILE")],
    profile: Annotated[
        str | None, typer.Option(help="With this profile's baseline instead of the one of then.", metavar="NAME")
    ] = None,
    exercise: ExerciseOption = None,
    minutes: MinutesOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Go through a trace again: what would be said, with the settings of then or with others. Without a camera."""
    from feedback.command.terminal import printer
    from feedback.visit.trace.file import read_trace
    from feedback.visit.trace.form import GLANCE, STUDY
    from feedback.visit.trace.replay import open_trace
    from feedback.visit.trace.replay import replay as again

    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    header, records = read_trace(trace)
    if STUDY in header.plan or GLANCE in header.plan:
        if any(asked is not None for asked in (profile, exercise, minutes)):
            raise UsageError(N_("This is gone through as it was; it has no exercise to change."))
        return _held_again(header, records, texts)
    opened = open_trace(trace)
    plan = _plan(opened, folder, profile, exercise, minutes)
    show = printer(texts, as_json=as_json)
    alike, differs_at = 0, None
    for step in again(opened, plan):
        for event in step.events:
            show(event)
        if differs_at is None and step.now != step.then:
            differs_at = _time_of(step.now or step.then)
        alike += len(step.then) if differs_at is None else 0
    if plan != opened.plan:
        return DONE
    return _compare(alike, differs_at, texts)


def _held_again(header: Header, records: Iterator[Record], texts: Texts) -> int:
    """A study's run, or a look: what was told and measured, one JSON object a line, and whether it was the same."""
    from feedback.analysis.study.traced import replay_study
    from feedback.desk.glance_trace import replay_glance
    from feedback.visit.trace.form import STUDY

    alike, same = 0, True
    again = replay_study if STUDY in header.plan else replay_glance
    for step in again(header, records):
        for line in step.now:
            print(line, flush=True)
        same = same and step.now == step.then
        alike += len(step.then) if same else 0
    if same:
        note(texts.say(ALIKE, count=alike))
        return DONE
    note(texts.say(N_("Something else is told or measured than then, after the first {count}."), count=alike))
    return DIFFERS


def _compare(alike: int, differs_at: float | None, texts: Texts) -> int:
    sys.stdout.flush()
    if differs_at is not None:
        note(texts.say(OTHERWISE, t=texts.number(differs_at, 1)))
        return DIFFERS
    note(texts.say(ALIKE, count=alike))
    return DONE


def _time_of(lines: tuple[str, ...]) -> float:
    import json

    return float(json.loads(lines[0])["t_s"])


def _plan(opened: Opened, folder: Path, profile: str | None, exercise: str | None, minutes: float | None) -> Plan:
    """The plan of then, with what was asked for instead."""
    from calibration.profile import ProfileFolder
    from feedback.practice.exercises import EXERCISES

    plan = opened.plan
    if profile is not None:
        person = ProfileFolder(folder).load(profile)
        if person is None:
            raise UsageError(N_("There is no profile “{name}”."), name=profile)
        if plan.known is None:
            raise UsageError(N_("This visit began by calibrating, so another profile cannot take part in it."))
        plan = with_changed(plan, known=(person.baseline, person.template))
    if exercise is None and minutes is None:
        return plan
    if plan.config is None:
        raise UsageError(N_("This visit only calibrated; there is no exercise to change."))
    config = plan.config
    if exercise is not None:
        config = with_changed(config, exercise=EXERCISES[exercise])
    if minutes is not None:
        config = with_changed(config, length_s=60.0 * minutes)
    return with_changed(plan, config=config)
