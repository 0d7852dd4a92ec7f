"""Menu entry, icons and completion written below a person's own home, and taken away again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedback.process.menu.completion import SCRIPTS, is_ours
from feedback.process.menu.desktop_entry import APP_ID, ENTRY_NAME, FILES, entry_text
from feedback.process.own_program import own_command
from feedback.process.whole_file import AS_USUAL, whole_file
from vision.errors import UsageError
from vision.sentences import N_

ONLY_LINUX = N_("The menu entry is the installer's matter here; this command is for Linux.")
ALREADY = N_("Kaakrust is in the menu already; the system's package put it there.")
NOT_WRITTEN = N_("The menu entry cannot be written: {problem}.")


@dataclass(frozen=True, slots=True)
class MenuPlaces:
    """Where a person's desktop looks: data and config of their own, and the folders of the system."""

    data: Path
    config: Path
    system: tuple[Path, ...] = ()

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> MenuPlaces:
        """As the XDG base directories say."""
        home = Path(environment.get("HOME") or Path.home())
        data = environment.get("XDG_DATA_HOME") or home / ".local" / "share"
        config = environment.get("XDG_CONFIG_HOME") or home / ".config"
        shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        return cls(Path(data), Path(config), tuple(Path(one) for one in shared.split(":") if one))

    def files(self) -> dict[Path, Path | str]:
        """Every file that integrating writes: its place, and what it is copied from or the shell it is for."""
        found: dict[Path, Path | str] = {self.data / "applications" / ENTRY_NAME: FILES / ENTRY_NAME}
        for icon in sorted((FILES / "icons").rglob(f"{APP_ID}*")):
            found[self.data / "icons" / icon.relative_to(FILES / "icons")] = icon
        found[self.data / "bash-completion" / "completions" / "kaakrust"] = "bash"
        found[self.config / "fish" / "completions" / "kaakrust.fish"] = "fish"
        return found


def integrate(places: MenuPlaces, command: Sequence[str]) -> list[Path]:
    """Write all of it, for a program started with ``command``; the files written. Raises UsageError."""
    if sys.platform != "linux":
        raise UsageError(ONLY_LINUX)
    if any((folder / "applications" / ENTRY_NAME).is_file() for folder in places.system):
        raise UsageError(ALREADY)
    written = []
    try:
        for place, source in places.files().items():
            if isinstance(source, str) and place.is_file() and not is_ours(place):
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(source, str):
                content = SCRIPTS[source].encode()
            elif place.name == ENTRY_NAME:
                content = entry_text(command).encode()
            else:
                content = source.read_bytes()
            with whole_file(place, mode=AS_USUAL) as file:
                file.write(content)
            written.append(place)
    except OSError as error:
        raise UsageError(NOT_WRITTEN, problem=error.strerror or error) from error
    return written


def take_away(places: MenuPlaces) -> list[Path]:
    """Remove what `integrate` wrote, and nothing else; the files that went. Raises UsageError."""
    gone = []
    try:
        for place, source in places.files().items():
            if place.is_file() and (not isinstance(source, str) or is_ours(place)):
                place.unlink()
                gone.append(place)
    except OSError as error:
        raise UsageError(NOT_WRITTEN, problem=error.strerror or error) from error
    return gone


def command_here() -> list[str]:
    """How this person starts the program: the command they typed, where it lies; else this very Python."""
    typed = shutil.which(sys.argv[0]) if Path(sys.argv[0]).name == "kaakrust" else None
    return [str(Path(typed).absolute())] if typed is not None else own_command()
