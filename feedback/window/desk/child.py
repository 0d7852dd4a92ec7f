"""The desk as a process of its own, without the command line that began it.

What reads options is large (14 MB here), and the desk stays open all day.
"""

from __future__ import annotations

import sys
from pathlib import Path

from feedback.desk.opening import open_desk
from feedback.desk.reminders import Reminders
from feedback.desk.single import take_place
from feedback.kept.settings import Settings, SettingsError, SettingsFile
from feedback.process import fence
from feedback.process.exit_codes import DONE, WRONG_USE
from feedback.texts import Texts
from feedback.window.desk.program import DeskOptions, run_desk
from vision.errors import PlainError
from vision.sentences import N_

ALREADY = N_("It is at your desk already, and was brought to the front.")


def main(arguments: list[str]) -> None:
    """The child: language, data directory, profile, source ("" for the camera chosen in the window)."""
    fence.hush()
    sys.exit(at_desk(*arguments))


def at_desk(language: str, data_dir: str, profile: str, source: str) -> int:
    """Show the desk until it ends; returns the exit code. One that runs already is brought to the front instead."""
    texts, folder = Texts(language), Path(data_dir)
    try:
        only = take_place(folder)
        if only is None:
            _say(texts.say(ALREADY))
            return DONE
        try:
            settings = _settings(folder)
            own = ("--data-dir", data_dir, "--profile", profile)
            reminders = Reminders(folder, profile)
            options = DeskOptions(texts, settings, own, looks=settings.desk_camera, reminders=reminders)
            return run_desk(lambda face: open_desk(folder, profile, source, face), options, only)
        finally:
            only.leave()
    except PlainError as problem:
        _say(texts.say(problem.sentence))
        return WRONG_USE


def _settings(folder: Path) -> Settings:
    """The person's choices, or the usual ones where they cannot be read."""
    try:
        return SettingsFile(folder).load()
    except SettingsError:
        return Settings()


def _say(text: str) -> None:
    if sys.stderr is not None:
        print(text, file=sys.stderr, flush=True)
