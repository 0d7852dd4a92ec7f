"""Files for the person, written whole: beside their place first, and put there in one move.

Whatever goes wrong on the way (a full disk, a crash, Ctrl-C), a file that was there stays as it was. Nothing is opened
for writing before it is known not to be something that is being read.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST, EISDIR
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

from vision.errors import UsageError
from vision.sentences import N_

OWNER_ONLY, AS_USUAL = 0o600, 0o666
"""Who may read the file: its owner, or whom the system's own habit lets."""
HOW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

OVER_INPUT = N_("{path} is read here, so nothing is written to it. Choose another name.")
TWICE = N_("{path} would be written twice. Choose different names.")


def check_outputs(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raise UsageError when one of ``outputs`` is one of ``inputs``, by whatever name or link, or is given twice."""
    read = [path for path in inputs if path.exists()]
    seen: list[Path] = []
    for path in outputs:
        if any(_same(path, other) for other in read):
            raise UsageError(OVER_INPUT, path=path)
        if not is_special(path) and any(_same(path, other) for other in seen):
            raise UsageError(TWICE, path=path)
        seen.append(path)


def check_free(path: Path) -> None:
    """Raise FileExistsError when there is a file at ``path``; what is no file cannot be replaced anyway."""
    if path.exists() and not is_special(path):
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path))


class WholeFile:
    """A file that appears at ``path`` when it is finished. Raises OSError.

    file: where its bytes go, from the beginning, to be read again too. A place that is no ordinary file (a pipe, a
    device) is written to directly.
    """

    def __init__(self, path: Path, *, mode: int = OWNER_ONLY) -> None:
        self.path = path
        self._beside: Path | None = None
        if is_special(path):
            self.file: BinaryIO = path.open("wb")
            return
        self._place = path.resolve()  # what a link points to is replaced, not the link
        if self._place.is_dir() or not path.name:
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
        self._beside = self._place.with_name(f".writing-{secrets.token_hex(6)}")
        self.file = os.fdopen(os.open(self._beside, HOW, mode), "w+b")
        self._forgotten = finalize(self, self._beside.unlink, missing_ok=True)  # nobody finished it

    def finish(self, *, replace: bool = True) -> None:
        """Put the file in its place. Raises OSError, FileExistsError among them unless ``replace``; then it is gone."""
        try:
            self.file.flush()
            if self._beside is not None:
                os.fsync(self.file.fileno())
                self.file.close()
                if not replace:
                    check_free(self._place)
                self._beside.replace(self._place)
                self._forgotten.detach()
        except BaseException:
            self.drop()
            raise
        finally:
            with suppress(OSError):
                self.file.close()

    def drop(self) -> None:
        """Leave everything as it was."""
        with suppress(OSError):
            self.file.close()
        if self._beside is not None:
            self._beside.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path, *, replace: bool = True, mode: int = OWNER_ONLY) -> Iterator[BinaryIO]:
    """Where to write what shall be at ``path`` once the block is left without an error. Raises OSError."""
    if not replace:
        check_free(path)
    whole = WholeFile(path, mode=mode)
    try:
        yield whole.file
    except BaseException:
        whole.drop()
        raise
    whole.finish(replace=replace)


def _same(one: Path, other: Path) -> bool:
    """Whether both names mean one file, through links and other spellings too; files that are not there yet by name."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return one.absolute() == other.absolute()


def is_special(path: Path) -> bool:
    """Whether something is there that is neither file nor folder: a device, a pipe, the terminal."""
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)
