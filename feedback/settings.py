"""What the person chose in the window, kept in one small file. Nothing in it is needed to start."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from calibration.ownfile import set_aside, write_whole
from feedback.exercises import DEFAULT_LENGTH_MIN
from vision.errors import N_, PlainError

FILE_NAME = "settings.json"


class SettingsError(PlainError):
    """Settings that cannot be read or written; the program goes on with what it has."""


class ThemeChoice(StrEnum):
    """Which colours. ``system`` follows the computer's own day and night."""

    SYSTEM = "system"
    DAY = "day"
    NIGHT = "night"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The choices.

    language: "nl", "en", or "" for the system's. camera: the source last chosen ("" for the first camera).
    length_min: minutes of exercise. less_motion: shapes rest where the system cannot tell us so.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: str = ""
    camera: str = ""
    length_min: Annotated[int, msgspec.Meta(ge=1, le=60)] = DEFAULT_LENGTH_MIN
    show_picture: bool = True
    show_number: bool = True
    less_motion: bool = False


class SettingsFile:
    """The settings of one data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE_NAME

    def load(self) -> Settings:
        """The settings, or the defaults when there are none.

        Raises SettingsError when the file is damaged (it is set aside first) or cannot be read.
        """
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            raise SettingsError(
                N_("The settings cannot be read: {problem}. The usual ones are used."), problem=error.strerror or error
            ) from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            aside = set_aside(self.path)
            raise SettingsError(
                N_("The settings were damaged ({problem}). They were set aside as {aside}; the usual ones are used."),
                problem=error,
                aside=aside.name,
            ) from error

    def language(self) -> str:
        """The language chosen, or "" when none was or it cannot be known; leaves a damaged file for ``load``."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Settings).language
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return ""

    def save(self, settings: Settings) -> None:
        """Write ``settings``. Raises SettingsError when the folder cannot be written."""
        try:
            write_whole(self.path, msgspec.json.format(msgspec.json.encode(settings)))
        except OSError as error:
            raise SettingsError(
                N_("The settings could not be saved in {folder}: {problem}."),
                folder=self.path.parent,
                problem=error.strerror or error,
            ) from error
