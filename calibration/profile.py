"""Profiles on disk: one person's baseline and face template under a name.

A profile is a JSON file in ``<data dir>/profiles``, readable by the owner only. It is written whole beside its place
and moved there, so a reader sees the old one or the new one. A damaged one is set aside, never overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_origin

import msgspec
import numpy as np

from calibration.baseline import Baseline
from calibration.circumstances import file_part
from calibration.ownfile import set_aside, write_whole
from calibration.pose_correction import TERMS
from calibration.tension import FEATURES, TensionAxis
from vision.errors import PlainError, UsageError
from vision.landmarks import LANDMARKS
from vision.sentences import N_
from vision.template import FaceTemplate

SCHEMA = 1
DEFAULT_NAME = "default"
LARGEST = 1e6
"""Millimetres, degrees, spreads: nothing about a face comes near it, and what exceeds it cannot be reckoned with."""
NAME_FORM = re.compile(r"[\w][\w .-]{0,39}")
"""Letters of any language, digits, spaces, dots, dashes: a name that is also a file name on every system."""


class ProfileError(PlainError):
    """A profile that cannot be read or written."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one person's jaw, and no picture.

    schema: version of this form. made_on: ISO date and time of the calibration, UTC. camera: name of the camera it was
    made with. picture: width and height of its pictures, px. baseline, template: the measurement's own records.
    circumstances: what was otherwise than usual then (`calibration.circumstances`).
    """

    name: str
    made_on: str
    camera: str
    picture: tuple[int, int]
    baseline: Baseline
    template: FaceTemplate
    schema: int = SCHEMA
    circumstances: tuple[str, ...] = ()


def new_profile(
    name: str,
    baseline: Baseline,
    template: FaceTemplate,
    camera: str,
    picture: tuple[int, int],
    circumstances: Iterable[str] = (),
) -> Profile:
    """A profile made now."""
    made_on = datetime.now(UTC).isoformat(timespec="seconds")
    return Profile(
        name=checked_name(name),
        made_on=made_on,
        camera=camera,
        picture=picture,
        baseline=baseline,
        template=template,
        circumstances=tuple(circumstances),
    )


def checked_name(name: str) -> str:
    """``name`` if it can be a profile's name. Raises UsageError otherwise."""
    if not NAME_FORM.fullmatch(name) or name.endswith((".", " ")):
        raise UsageError(
            N_("“{name}” cannot be a profile's name: use letters, digits, spaces, dots or dashes, at most 40."),
            name=name,
        )
    return name


def profile_in(text: bytes, name: str) -> Profile:
    """The profile that ``text`` holds.

    Raises ProfileError when it is from a newer version, msgspec.MsgspecError or ValueError when it is damaged.
    """
    schema = msgspec.json.decode(text, type=_SchemaOnly).schema
    if schema > SCHEMA:
        raise ProfileError(
            N_("The profile “{name}” was made by a newer version of this program; update it to use this."), name=name
        )
    profile = msgspec.json.decode(text, type=Profile, dec_hook=_from_plain)
    _check(profile)
    return profile


class ProfileFolder:
    """The profiles of one data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "profiles"

    def path(self, name: str, circumstances: Iterable[str] = ()) -> Path:
        """Where the profile called ``name`` lies, there or not; one of these circumstances has a file of its own."""
        return self.folder / f"{checked_name(name)}{file_part(circumstances)}.json"

    def names(self) -> tuple[str, ...]:
        """The names there are, in the order of the alphabet."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted({path.stem.partition("+")[0] for path in self.folder.glob("*.json")}))

    def best(self, name: str, circumstances: Iterable[str]) -> tuple[Profile | None, bool]:
        """The profile for these circumstances, else the usual one; and whether it is of these circumstances.

        Raises ProfileError as ``load`` does.
        """
        asked = file_part(circumstances)
        own = self.load(name, circumstances)
        if own is not None or not asked:
            return own, True
        return self.load(name), False

    def check_writable(self, name: str) -> None:
        """Find out before a calibration whether its profile could be saved. Raises ProfileError or UsageError."""
        path = self.path(name)
        try:
            write_whole(path.with_name(".trial"), b"")
            path.with_name(".trial").unlink()
        except OSError as error:
            raise self._cannot_save(error) from error

    def save(self, profile: Profile) -> Path:
        """Write ``profile``, replacing one of the same name. Raises ProfileError when the folder cannot be written."""
        target = self.path(profile.name, profile.circumstances)
        try:
            write_whole(target, msgspec.json.encode(profile, enc_hook=_to_plain))
        except OSError as error:
            raise self._cannot_save(error) from error
        return target

    def keep_tension(self, name: str, axis: TensionAxis | None, circumstances: Iterable[str] = ()) -> None:
        """Put an adjusted tension axis into the profile in use; nothing else in it changes. Raises ProfileError."""
        profile, _ = self.best(name, circumstances)
        if profile is not None:
            baseline = msgspec.structs.replace(profile.baseline, tension=axis)
            self.save(msgspec.structs.replace(profile, baseline=baseline))

    def load(self, name: str, circumstances: Iterable[str] = ()) -> Profile | None:
        """The profile called ``name`` of just these circumstances, or None when there is none.

        Raises ProfileError when it is damaged (it is set aside first) or from a newer version (it is left alone).
        """
        path = self.path(name, circumstances)
        try:
            text = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ProfileError(
                N_("The profile “{name}” cannot be read: {problem}."), name=name, problem=error.strerror or error
            ) from error
        try:
            return profile_in(text, name)
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
            aside = set_aside(path)
            raise ProfileError(
                N_("The profile “{name}” is damaged ({problem}). It was set aside as {aside}; please calibrate again."),
                name=name,
                problem=error,
                aside=aside.name,
            ) from error

    def _cannot_save(self, error: OSError) -> ProfileError:
        return ProfileError(
            N_("The profile could not be saved in {folder}: {problem}."),
            folder=self.folder,
            problem=error.strerror or error,
        )


def _check(profile: Profile) -> None:
    """Raise ValueError when the numbers do not belong together, though each by itself could be read."""
    baseline, axis = profile.baseline, profile.baseline.tension
    sizes: list[tuple[str, object, object]] = [
        ("points_mm", profile.template.points_mm.shape, (LANDMARKS, 3)),
        ("weights", len(baseline.pose.weights), TERMS),
    ]
    if axis is not None:
        sizes += [("effect_mm", len(axis.effect_mm), len(FEATURES))] if axis.effect_mm else []
        sizes += [("mean", len(axis.mean), len(FEATURES)), ("direction", len(axis.direction), len(FEATURES))]
    for name, found, wanted in sizes:
        if found != wanted:
            raise ValueError(f"{name}: {found} instead of {wanted}")
    for number in _broken_numbers(msgspec.to_builtins(profile, enc_hook=_to_plain)):
        if abs(number) > LARGEST:
            raise ValueError(f"{number:g} is no measure of a face")


def _broken_numbers(tree: object) -> Iterator[float]:
    """All numbers in nested lists and dictionaries but the whole ones, which count or name something."""
    if isinstance(tree, float):
        yield tree
    elif isinstance(tree, dict | list | tuple):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from _broken_numbers(part)


class _SchemaOnly(msgspec.Struct):
    schema: int


def _to_plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return np.round(value.astype(float), 4).tolist()
    if isinstance(value, np.generic):
        return value.item()
    raise NotImplementedError(f"a profile cannot hold {type(value)}")


def _from_plain(kind: type, value: object) -> object:
    if get_origin(kind) is np.ndarray or kind is np.ndarray:
        array = np.array(value, np.float64)
        if not np.isfinite(array).all():
            raise ValueError("numbers missing in an array")
        return array
    raise NotImplementedError(f"a profile cannot hold {kind}")
