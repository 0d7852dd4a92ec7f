"""What is kept of the person: where, how much, for whose eyes, and whether it can be read.

Nothing is changed by looking: what is damaged is set aside by the program when it needs it, not by the doctor.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from calibration.profile import DEFAULT_NAME, ProfileError, ProfileFolder, profile_in
from feedback.analysis.explain import of_profile
from feedback.doctor.finding import Finding, Severity
from feedback.kept.condition import condition_of
from feedback.kept.errors import NEWER
from feedback.kept.forget import own_files
from feedback.kept.settings import FILE_NAME as SETTINGS
from feedback.kept.settings import Settings
from vision.errors import PlainError, UsageError
from vision.sentences import N_, Sentence, nN_

LITTLE_ROOM = 100_000_000
"""Bytes. Ten years of daily sessions; with less, other programs begin to stumble too."""
OTHERS, OTHERS_WRITE = 0o077, 0o022
"""Permissions of anybody but the owner: all of them, and those to write."""
KEPT_ASIDE = N_("It is set aside when a new one is made; nothing is overwritten.")


def look_at_folder(data_dir: Path) -> list[Finding]:
    """The data directory: writable, for the owner only, with room."""
    there = _nearest(data_dir)
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        text = Sentence(N_("Nothing can be kept in {folder}: it may not be written."), {"folder": data_dir})
        help_ = Sentence(N_("Change its permissions, or choose another folder with --data-dir DIR."))
        return [Finding("data", Severity.STOP, text, (help_,), {"folder": str(data_dir), "writable": False})]
    files: dict[Path, os.stat_result] = {}
    for file in own_files(data_dir):
        with suppress(FileNotFoundError):  # a session that runs now comes and goes with files of its own
            files[file] = file.stat()
    size = sum(about.st_size for about in files.values())
    free = shutil.disk_usage(there).free
    for_others = _open_to_others(data_dir, files)
    values: dict[str, object] = {
        "folder": str(data_dir),
        "writable": True,
        "files": {str(file.relative_to(data_dir)): about.st_size for file, about in files.items()},
        "free_bytes": free,
        "open_to_others": None if for_others is None else [str(path) for path in for_others],
    }
    numbers: dict[str, object] = {
        "folder": data_dir,
        "count": len(files),
        "size": size_words(size),
        "free": size_words(free),
    }
    if free < LITTLE_ROOM:
        text = Sentence(N_("Only {free} are free on the disk of {folder}."), numbers)
        return [
            Finding(
                "data", Severity.MIND, text, (Sentence(N_("Make some room, so that sessions can be kept.")),), values
            )
        ]
    if for_others:
        text = Sentence(N_("Other people who use this computer can read or change what is in {folder}."), numbers)
        help_ = Sentence(N_("Close it to them with: {command}"), {"command": f'chmod -R go= "{data_dir}"'})
        return [Finding("data", Severity.MIND, text, (help_,), values)]
    if not files:
        text = Sentence(N_("Nothing is kept yet; it would be in {folder} ({free} free)."), numbers)
        return [Finding("data", Severity.GOOD, text, (), values)]
    text = Sentence(
        nN_(
            "In {folder}: {count} file with {size}, for your eyes only; {free} free.",
            "In {folder}: {count} files with {size}, for your eyes only; {free} free.",
        ),
        numbers,
    )
    if for_others is None:
        text = Sentence(
            nN_(
                "In {folder}: {count} file with {size}; {free} free.",
                "In {folder}: {count} files with {size}; {free} free.",
            ),
            numbers,
        )
    return [Finding("data", Severity.GOOD, text, (), values)]


def look_at_profiles(data_dir: Path, chosen: str) -> list[Finding]:
    """The profile a session would use, then those of the others that cannot be read."""
    folder = ProfileFolder(data_dir)
    try:
        own = folder.path(chosen)
    except UsageError as error:
        return [Finding("profile", Severity.STOP, error.sentence, (), {"name": chosen})]
    others = [_look_at_profile(folder.folder / f"{name}.json", name) for name in folder.names() if name != chosen]
    found = [one for one in others if one.severity is not Severity.GOOD]
    if own.exists():
        return [_look_at_profile(own, chosen), *found]
    if chosen == DEFAULT_NAME:
        text = Sentence(N_("There is no baseline yet. A session works without, and better with one."))
        return [Finding("profile", Severity.MIND, text, (Sentence(N_("Make one with: kaakrust calibrate")),)), *found]
    text = Sentence(
        N_("There is no profile “{name}”. Make it with: kaakrust calibrate --profile {name}"), {"name": chosen}
    )
    return [Finding("profile", Severity.STOP, text, (), {"name": chosen}), *found]


def look_at_spread(data_dir: Path, chosen: str) -> list[Finding]:
    """What the spread of the chosen profile's gaps is made of; nothing where there is no profile to read."""
    try:
        profile = profile_in(ProfileFolder(data_dir).path(chosen).read_bytes(), chosen)
    except (OSError, PlainError, msgspec.MsgspecError, ValueError):
        return []  # told as the profile's own finding
    told = of_profile(profile.baseline)
    values = {name: round(value, 3) if isinstance(value, float) else value for name, value in told.values.items()}
    return [Finding("spread", Severity.GOOD, told, (), values)]


def look_at_settings(data_dir: Path) -> list[Finding]:
    """Whether the choices can be read; where there are none, there is nothing to say."""
    path = data_dir / SETTINGS
    if not path.exists():
        return []
    try:
        msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, ValueError) as problem:
        text = Sentence(
            N_("The settings cannot be read: {problem}. The usual ones are used."), {"problem": _words(problem)}
        )
        return [Finding("settings", Severity.MIND, text, (Sentence(KEPT_ASIDE),))]
    return [Finding("settings", Severity.GOOD, Sentence(N_("Your choices can be read.")))]


def look_at_history(data_dir: Path) -> list[Finding]:
    """Whether the history is whole, and how much it holds."""
    condition = condition_of(data_dir)
    if condition is None:
        return [Finding("history", Severity.GOOD, Sentence(N_("No session is kept yet.")), (), {"sessions": 0})]
    if condition.is_newer:
        return [Finding("history", Severity.MIND, Sentence(NEWER), (), {"version": condition.version})]
    if condition.problem:
        return [_unusable_history(data_dir, condition.problem)]
    values: dict[str, object] = {"sessions": condition.sessions, "version": condition.version}
    whole = nN_("The history is whole: {count} session.", "The history is whole: {count} sessions.")
    text = Sentence(whole, {"count": condition.sessions})
    return [Finding("history", Severity.GOOD, text, (), values)]


def size_words(count: int) -> str:
    """Bytes in whole kB, MB or GB, rounded up: enough to know whether it matters."""
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{-(-count // size)} {unit}"
    return f"{-(-count // 1000)} kB"


def _look_at_profile(path: Path, name: str) -> Finding:
    values: dict[str, object] = {"name": name}
    try:
        profile = profile_in(path.read_bytes(), name)
    except ProfileError as error:
        return Finding("profile", Severity.MIND, error.sentence, (), values)
    except (OSError, msgspec.MsgspecError, ValueError) as problem:
        text = Sentence(
            N_("The profile “{name}” cannot be read: {problem}."), {"name": name, "problem": _words(problem)}
        )
        again = Sentence(N_("Calibrate again; the file that cannot be read is kept beside the new one."))
        return Finding("profile", Severity.MIND, text, (again,), values)
    day = profile.made_on.partition("T")[0]
    text = Sentence(
        N_("Profile “{name}”, made on {day} with the camera “{camera}”."),
        {"name": name, "day": day, "camera": profile.camera},
    )
    return Finding("profile", Severity.GOOD, text, (), values | {"made_on": profile.made_on, "camera": profile.camera})


def _unusable_history(data_dir: Path, problem: str) -> Finding:
    text = Sentence(
        N_("The history in {folder} cannot be used: {problem}."),
        {"folder": data_dir, "problem": problem.rstrip(".")},
    )
    return Finding("history", Severity.MIND, text, (Sentence(KEPT_ASIDE),))


def _open_to_others(data_dir: Path, files: Mapping[Path, os.stat_result]) -> list[Path] | None:
    """What anybody else may read, and folders they may write in; None on systems that keep such rights elsewhere."""
    if os.name != "posix":
        return None
    folders = sorted({data_dir, *(file.parent for file in files)})
    found = [folder for folder in folders if folder.is_dir() and folder.stat().st_mode & OTHERS_WRITE]
    return found + [file for file, about in files.items() if about.st_mode & OTHERS]


def _nearest(path: Path) -> Path:
    """``path``, or the nearest thing above it that is there."""
    return next((place for place in (path, *path.absolute().parents) if place.exists()), path)


def _words(problem: Exception) -> str:
    reason = problem.strerror if isinstance(problem, OSError) else None
    return (reason or str(problem)).rstrip(".")
