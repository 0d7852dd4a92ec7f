"""What the commands that watch a jaw share: where from, whose, in which language, with or without a window."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feedback.command.options import folder_in, note, texts_in
from feedback.process import fence
from feedback.texts import Texts
from vision.sentences import N_

if TYPE_CHECKING:
    from calibration.profile import ProfileFolder

FIRST_CAMERA = ""
NO_DISPLAY = N_("No display here, so there is no window: cues come as lines. (--headless does the same.)")


@dataclass(frozen=True, slots=True)
class Common:
    """The options every command shares."""

    source: str
    profile: str
    texts: Texts
    data_dir: Path
    headless: bool
    as_json: bool
    paced: bool

    @property
    def profiles(self) -> ProfileFolder:
        """The profiles of the chosen data directory."""
        from calibration.profile import ProfileFolder

        return ProfileFolder(self.data_dir)


def common_in(
    source: str | None = None,
    profile: str = "default",
    lang: str | None = None,
    data_dir: Path | None = None,
    headless: bool = False,
    as_json: bool = False,
    no_pace: bool = False,
) -> Common:
    """What the options come to; says so when there is no window after all."""
    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    if as_json:
        headless = True
    if not headless:
        headless = not _window_possible(texts)
    if source:
        fence.let_through(source)
    return Common(
        source=FIRST_CAMERA if source is None else source,
        profile=profile,
        texts=texts,
        data_dir=folder,
        headless=headless,
        as_json=as_json,
        paced=not no_pace,
    )


def say_which(source: str, texts: Texts) -> None:
    """Where a name means two things, say which of them is taken."""
    if not os.path.isfile(source):  # noqa: PTH113 - Path.is_file raises for names that no file can have
        return
    from vision.source.sources import other_meaning  # here: it loads OpenCV, and the first window should not wait

    if (meaning := other_meaning(source)) is not None:
        note(texts.say(meaning))


def camera_is_read() -> bool:
    """Whether the thread of a camera is still there."""
    if "vision.camera" not in sys.modules:
        return False
    from vision.camera import CAMERA_THREAD

    return any(thread.name == CAMERA_THREAD for thread in threading.enumerate())


def _window_possible(texts: Texts) -> bool:
    from feedback.process.display import WindowError, check_window, has_display

    if not has_display():
        note(texts.say(NO_DISPLAY))
        return False
    try:
        check_window()
    except WindowError as error:
        note(texts.say(error.sentence))
        return False
    return True
