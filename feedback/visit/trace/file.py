"""The trace as a file: written whole beside its place and put there at the end; read up to where it breaks off."""

from __future__ import annotations

import gzip
import logging
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, cast

import msgspec

from feedback.process.whole_file import WholeFile
from feedback.visit.trace.form import FORM, Header, Record, read_records, write_record
from vision.errors import PlainError
from vision.sentences import N_

log = logging.getLogger(__name__)

BROKEN = N_("Nothing more could be written to {path}; there is no trace.")
NO_TRACE = N_("{path} is no trace of Kaakrust, or is damaged.")


class TraceError(PlainError):
    """A trace that cannot be read or written."""


class TraceFile:
    """A trace being written. A context manager: the file is there when it ends. Raises TraceError when it cannot begin.

    A disk that fills up ends the trace and not the visit; ``broken`` says so.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.broken = path, False
        self._whole: WholeFile | None = None
        self._packed: gzip.GzipFile | None = None

    def __enter__(self) -> TraceFile:
        try:
            self._whole = WholeFile(self.path)
            self._packed = gzip.GzipFile(fileobj=self._whole.file, mode="wb", compresslevel=6, mtime=0)
        except OSError as error:
            raise TraceError(
                N_("The trace cannot be written to {path}: {problem}."),
                path=self.path,
                problem=error.strerror or error,
            ) from error
        return self

    def write(self, record: Record) -> None:
        """Append one record."""
        if self.broken or self._packed is None:
            return
        try:
            write_record(cast("IO[bytes]", self._packed), record)
        except OSError:
            log.warning("the trace ends here: nothing more could be written")
            self.broken = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._whole is not None, "entered before it is left"
        assert self._packed is not None, "entered before it is left"
        try:
            self._packed.close()
            self._whole.finish()
        except OSError:
            self.broken = True
            self._whole.drop()
        finally:
            self._packed = self._whole = None


def read_trace(path: Path) -> tuple[Header, Iterator[Record]]:
    """The header of the trace at ``path``, and its records after that. Raises TraceError."""
    records = _records(path)
    header = next(records, None)
    if not isinstance(header, Header):
        raise TraceError(NO_TRACE, path=path)
    if header.form > FORM:
        raise TraceError(N_("{path} is a trace of a later version of Kaakrust."), path=path)
    return header, records


def _records(path: Path) -> Iterator[Record]:
    try:
        with gzip.open(path, "rb") as stream:
            yield from read_records(cast("IO[bytes]", stream))
    except FileNotFoundError as error:
        raise TraceError(N_("There is no file {path}."), path=path) from error
    except (OSError, zlib.error, ValueError, msgspec.MsgspecError) as error:
        raise TraceError(NO_TRACE, path=path) from error
