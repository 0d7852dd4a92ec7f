"""A video file as a source: whether it is there and may be read, and what to say when it cannot."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from vision.errors import SourceError
from vision.sentences import N_
from vision.source.decoder import Decoder, NoVideoError


@dataclass(frozen=True, slots=True)
class Recording:
    """A video file."""

    path: Path
    name: str
    """The file's name without its folder."""
    live: ClassVar[bool] = False

    def open(self) -> Decoder:
        """Open the file. Raises SourceError when it is missing, unreadable or no video."""
        self._check()
        # Absolute, so that a colon in the name is not taken for a protocol.
        path = spelled(str(self.path.absolute()))
        try:
            return Decoder(Path(path))
        except NoVideoError as error:
            raise SourceError(
                N_("{file} cannot be read as a video. It may be another kind of file, or cut off before its end."),
                file=self.name,
            ) from error

    def no_picture(self) -> SourceError:
        """Say that the file is damaged."""
        return SourceError(
            N_("{file} holds no whole picture. It is damaged or cut off; copy or record it again."), file=self.name
        )

    def blank(self) -> SourceError:
        """Say that no picture shows anything."""
        return SourceError(
            N_("{file} is of one colour all through. Was the lens covered, or is the file damaged?"), file=self.name
        )

    def _check(self) -> None:
        try:
            size = self.path.stat().st_size
        except (OSError, ValueError) as error:
            raise SourceError(N_("There is no file {file}. Check its name and folder."), file=self.path) from error
        if self.path.is_dir():
            raise SourceError(N_("{file} is a folder. Give the video file itself."), file=self.path)
        if not os.access(self.path, os.R_OK):
            raise SourceError(
                N_("{file} may not be read by your user account. Change its permissions."), file=self.path
            )
        if size == 0:
            raise SourceError(N_("{file} is empty (0 bytes). Copy or record it again."), file=self.path)


def spelled(name: str) -> str:
    """``name`` if the libraries can take it, who die of one that holds bytes which are no text (as old disks do)."""
    try:
        name.encode()
    except UnicodeEncodeError as error:
        readable = name.encode(errors="backslashreplace").decode()
        raise SourceError(
            N_("The name {file} holds signs that cannot be read here. Give it another name."), file=readable
        ) from error
    return name
