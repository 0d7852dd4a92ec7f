"""The person's choices, kept in one small file that may be missing."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from calibration.circumstances import Circumstance
from calibration.ownfile import set_aside, write_whole
from feedback.practice.breath import DEFAULT_IN_S, DEFAULT_OUT_S, OWN_PACE_S, QUICKEST_S, SLOWEST_S, Pace
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from vision.errors import PlainError
from vision.sentences import N_

FILE_NAME = "settings.json"


class SettingsError(PlainError):
    """Settings that cannot be read or written; the program goes on with what it has."""


class ThemeChoice(StrEnum):
    """Which colours. ``system`` follows the computer's own day and night."""

    SYSTEM = "system"
    DAY = "day"
    NIGHT = "night"


class Letters(StrEnum):
    """Which letters the window is written in: the program's own, the system's, or a family of the person's choice."""

    OWN = "own"
    SYSTEM = "system"
    FAMILY = "family"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The choices.

    language: "nl", "en", or "" for the system's. camera: the source last chosen ("" for the first camera).
    exercise, length_min: what was practised last and for how many minutes. check_in: ask how it is, before and after.
    looks: whether a look at the jaw stands before and after guided parts, None before it was asked.
    shaking: whether gentle shaking belongs to the routine, None before it was asked. full_cues: cues never fade.
    sound, volume (0..1), voice: what is to be heard. breath_in_s, breath_out_s: the pace chosen, s.
    own_breath_s: length of the person's own breath as they tapped it, s. safety_read: version of the safety page read.
    less_motion, more_contrast: where the system cannot tell us so. letters, letters_family: what the window is written
    in, and the name of the family where one was chosen. window_place: Qt's own words for it, base64.
    desk: whether the desk is on. desk_every_min, desk_hints, desk_checks, desk_hint_sound, desk_closed_min,
    desk_on_battery, desk_camera: as in `feedback.desk.config.DeskConfig`. desk_paused_until: end of a pause that
    outlives the program, ISO time with offset, "" for none. desk_start_asked: whether it was asked to start with the
    computer. desk_week_shown: whether the page about the ordinary week was shown at its end.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: str = ""
    camera: str = ""
    exercise: str = SOFT_JAW.id
    length_min: Annotated[int, msgspec.Meta(ge=1, le=60)] = SOFT_JAW.usual_min
    check_in: bool = True
    looks: bool | None = None
    shaking: bool | None = None
    full_cues: bool = False
    sound: bool = True
    volume: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.7
    voice: bool = False
    breath_in_s: Annotated[float, msgspec.Meta(ge=3.0, le=7.0)] = DEFAULT_IN_S
    breath_out_s: Annotated[float, msgspec.Meta(ge=3.0, le=7.0)] = DEFAULT_OUT_S
    own_breath_s: Annotated[float, msgspec.Meta(ge=QUICKEST_S, le=SLOWEST_S)] | None = None
    safety_read: int = 0
    show_picture: bool = True
    show_number: bool = True
    less_motion: bool = False
    more_contrast: bool = False
    letters: Letters = Letters.OWN
    letters_family: str = ""
    window_place: str = ""
    circumstances: tuple[str, ...] = ()
    desk: bool = False
    desk_every_min: Annotated[float, msgspec.Meta(ge=5.0, le=30.0)] = 12.0
    desk_hints: Annotated[int, msgspec.Meta(ge=0, le=12)] = 6
    desk_checks: Annotated[int, msgspec.Meta(ge=0, le=6)] = 6
    desk_hint_sound: bool = False
    desk_closed_min: Annotated[float, msgspec.Meta(ge=10.0, le=240.0)] | None = None
    desk_on_battery: bool = True
    desk_camera: bool = True
    desk_paused_until: str = ""
    desk_start_asked: bool = False
    desk_week_shown: bool = False

    @property
    def today(self) -> tuple[Circumstance, ...]:
        """What is otherwise than usual, as last chosen; words of a later version are passed by."""
        return tuple(one for one in Circumstance if one in self.circumstances)

    @property
    def pace(self) -> Pace:
        """How to breathe."""
        return Pace(self.breath_in_s, self.breath_out_s, self.own_breath_s or OWN_PACE_S)


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
        """Write ``settings``, and leave what a newer version keeps beside them. Raises SettingsError."""
        try:
            kept = {**self._unknown(), **msgspec.to_builtins(settings)}
            write_whole(self.path, msgspec.json.format(msgspec.json.encode(kept)))
        except OSError as error:
            raise SettingsError(
                N_("The settings could not be saved in {folder}: {problem}."),
                folder=self.path.parent,
                problem=error.strerror or error,
            ) from error

    def _unknown(self) -> dict[str, object]:
        """What stands in the file and is not of this version."""
        try:
            found = msgspec.json.decode(self.path.read_bytes(), type=dict[str, object])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return {}
        return {name: value for name, value in found.items() if name not in Settings.__struct_fields__}
