"""The one place where a desk is opened: a keeper on the real clock, with this system's sources and this history."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from feedback.desk.choices import desk_config
from feedback.desk.clock import read_clock
from feedback.desk.config import DeskConfig
from feedback.desk.core import advance, begin_desk
from feedback.desk.courtesy.sources import Sources
from feedback.desk.events import Now
from feedback.desk.face import Face
from feedback.desk.glance_process import GlanceProcess, glance_command
from feedback.desk.keeper import Glances, Keeper
from feedback.desk.keeper import Sources as AnySources
from feedback.desk.state import DeskState
from feedback.kept.desk_log import DeskLog
from feedback.kept.desk_past import DeskPast
from feedback.kept.desk_rows import read_desk_past
from feedback.kept.errors import StoreError
from feedback.kept.history import History
from feedback.kept.settings import SettingsError, SettingsFile


def open_desk(
    data_dir: Path,
    profile: str,
    source: str,
    face: Face,
    *,
    clock: Callable[[], Now] = read_clock,
    sources: AnySources | None = None,
    glances: Glances | None = None,
) -> Keeper[DeskState]:
    """The desk of this data directory, as it was left: its history, its choices, and a pause that still runs.

    source: what glances look through, as `open_source` takes it; "" for the camera chosen in the window, else the
    first. What cannot be read is told to the face, and the day goes on without.
    """
    choices = ChoicesFile(data_dir)
    config = choices.read() or DeskConfig()
    now = clock()
    past = None
    try:
        with History(data_dir) as history:
            past = read_desk_past(history, now.wall, profile=profile)
    except StoreError as problem:
        face.trouble(problem.sentence)
    state, effects = begin_desk(config, now, past or DeskPast(), choices.paused_until)
    command = glance_command(source or choices.camera, profile, str(data_dir))
    return Keeper(
        state,
        effects,
        advance,
        config,
        clock=clock,
        sources=sources or Sources.of_this_system(),
        glances=glances or GlanceProcess(command, profile),
        store=DeskLog(data_dir),
        face=face,
        choices=choices,
    )


class ChoicesFile:
    """The desk's choices in the settings, which the window may change while the desk runs; as `keeper.Choices`."""

    def __init__(self, data_dir: Path) -> None:
        self._file = SettingsFile(data_dir)
        self._seen: tuple[int, int] | None = None
        self._paused_until = ""
        self.camera = ""

    @property
    def paused_until(self) -> datetime | None:
        """The end of a pause that was left running."""
        try:
            return datetime.fromisoformat(self._paused_until).astimezone()
        except ValueError:
            return None

    def read(self) -> DeskConfig | None:
        """The choices when the file has changed since it was read last; None when it has not, or cannot be read."""
        try:
            stat = self._file.path.stat()
        except OSError:
            return None
        seen = (stat.st_mtime_ns, stat.st_size)
        if seen == self._seen:
            return None
        self._seen = seen
        try:
            settings = self._file.load()
        except SettingsError:
            return None
        self.camera = "" if _is_recording(settings.camera) else settings.camera
        self._paused_until = settings.desk_paused_until
        return desk_config(settings)

    def keep_pause(self, until: datetime | None) -> None:
        """Keep the end of a pause, so that a start in between does not end it; where that fails it ends with us."""
        words = "" if until is None else until.isoformat()
        try:
            settings = self._file.load()
            if words != settings.desk_paused_until:
                self._file.save(msgspec.structs.replace(settings, desk_paused_until=words))
        except SettingsError:
            return
        self._paused_until = words


def _is_recording(source: str) -> bool:
    """Whether what was chosen last in the window shows nobody at the desk: the built-in clip, a video file."""
    return source == "demo" or os.path.isfile(source)  # noqa: PTH113 - Path.is_file raises for names that no file can have
