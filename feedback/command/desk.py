"""``kaakrust desk``: short looks through the day, from the tray or on the terminal."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from calibration.circumstances import file_part
from feedback.command.common import Common, common_in
from feedback.command.on_terminal import settings_of
from feedback.command.options import (
    DataDirOption,
    HeadlessOption,
    JsonOption,
    LangOption,
    ProfileOption,
    SourceOption,
    note,
    plain_failures,
)
from feedback.process.exit_codes import DONE, STOPPED_EARLY
from feedback.process.own_program import own_child
from vision.errors import SourceError, UsageError
from vision.sentences import N_

if TYPE_CHECKING:
    from feedback.desk.face import Face

PROFILES = "profiles"
"""Where profiles lie, as `calibration.profile.ProfileFolder` has it."""
ALREADY_THERE = N_("It is at your desk already.")
NO_CALIBRATION = N_("There is no calibration yet, so nothing can be judged. Make it with: kaakrust calibrate")


def add_to(app: typer.Typer) -> None:
    """Make it part of ``kaakrust``."""
    app.command()(plain_failures(desk))


def desk(
    source: SourceOption = None,
    profile: ProfileOption = "default",
    demo: Annotated[bool, typer.Option("--demo", help="Show a whole day in 40 seconds; no camera needed.")] = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    trace: Annotated[
        Path | None,
        typer.Option(help="A folder: each look leaves a trace there, for `kaakrust replay`.", metavar="FOLDER"),
    ] = None,
) -> int:
    """Look for a few seconds now and then while you work, and let go of the camera in between."""
    common = common_in(source, profile, lang, data_dir, headless, as_json)
    if trace is not None:
        keep_traces(trace)
    if not demo:
        check_profile(common)
        check_source(common.source)
    return _on_terminal(common, demo=demo) if common.headless else _in_tray(common, demo=demo)


def keep_traces(folder: Path) -> None:
    """Let every glance leave a trace in ``folder``. Raises UsageError when it is none."""
    if not folder.is_dir():
        raise UsageError(N_("{path} is no folder."), path=folder)
    from feedback.desk.glance_process import TRACES

    os.environ[TRACES] = str(folder.absolute())


def check_profile(common: Common) -> None:
    """Say that nothing can be judged without a calibration. Raises UsageError for a profile that was named."""
    folder = common.data_dir / PROFILES  # its own room would load numpy for all day
    if any((folder / f"{common.profile}{part}.json").is_file() for part in ("", file_part(settings_of(common).today))):
        return
    if common.profile != "default":
        raise UsageError(
            N_("There is no profile “{name}”. Make it with: kaakrust calibrate --profile {name}"), name=common.profile
        )
    note(common.texts.say(NO_CALIBRATION))


def check_source(source: str) -> None:
    """Raise SourceError for a file that is not there; a camera may come later, and libraries are not loaded here."""
    if "://" not in source and Path(source).suffix[1:].isalnum() and not Path(source).is_file():
        raise SourceError(N_("There is no file {file}. Check its name and folder."), file=source)


def _in_tray(common: Common, *, demo: bool) -> int:
    if not demo:
        return _become_desk(common.texts.language, str(common.data_dir), common.profile, common.source)
    from feedback.desk.demo import MIDNIGHT, DemoDay
    from feedback.window.desk.program import DeskOptions, run_desk

    day: list[DemoDay] = []

    def make(face: Face) -> DemoDay:
        day.append(DemoDay(face))
        return day[0]

    options = DeskOptions(
        common.texts,
        settings_of(common),
        wall=lambda: day[0].wall if day else MIDNIGHT,
        demo=lambda: day[0].records if day else (),
    )
    return run_desk(make, options)


def _become_desk(*arguments: str) -> int:
    """Be the desk from here on; where a process can become another (not on Windows), with all else let go."""
    if sys.platform == "win32":
        from feedback.window.desk.child import at_desk

        return at_desk(*arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.dup2(sys.stderr.fileno(), 2)  # fence.hush took it away; the next process speaks through it, and hushes itself
    command = own_child("desk", *arguments)
    os.execv(command[0], command)
    return DONE


def _on_terminal(common: Common, *, demo: bool) -> int:
    from feedback.command.desk_terminal import BEGAN, TerminalFace, drive

    if demo:
        from feedback.desk.demo import DemoDay

        day: list[DemoDay] = []
        face = TerminalFace(common.texts, lambda: day[0].wall, time.monotonic, as_json=common.as_json)
        day.append(DemoDay(face))
        if drive(day[0], face):
            return STOPPED_EARLY
        face.sum_up(day[0].records, day[0].wall.date())
        return DONE
    from feedback.desk.opening import open_desk
    from feedback.desk.single import take_place

    only = take_place(common.data_dir)
    if only is None:
        note(common.texts.say(ALREADY_THERE))
        return DONE
    try:
        note(common.texts.say(BEGAN))
        face = TerminalFace(common.texts, lambda: datetime.now().astimezone(), time.monotonic, as_json=common.as_json)
        drive(open_desk(common.data_dir, common.profile, common.source, face), face, only)
    finally:
        only.leave()
    return DONE
