"""The whole history as CSV files in a zip, and back into an empty store.

What is exported, forgotten and imported again is the same history, to the last digit and the last word.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from calibration.ownfile import OWNER_FILE
from feedback.kept.cells import SESSION, SESSION_NAME, Table
from feedback.kept.columns import FORM, SESSIONS, TABLES, documentation
from feedback.kept.history import History
from feedback.kept.progress import Progress
from feedback.kept.schema import changes_since
from vision.errors import PlainError
from vision.sentences import N_

MANIFEST, README = "manifest.json", "README.txt"
BYTE_ORDER_MARK = codecs.BOM_UTF8
"""Some spreadsheets put it before what they save as UTF-8."""
LARGEST_LINE = 100_000
"""Characters. The longest honest line is a session with its note; a longer one is no export of ours."""


TAKEN = N_("{path} is there already; choose another name with --out, or --force to replace it.")
NO_EXPORT = N_("{path} is not an export of Kaakrust, or it is damaged.")


class ExportError(PlainError):
    """An export that cannot be written or read."""


def export_to(
    path: Path, history: History, *, replace: bool = False, progress: Progress | None = None
) -> dict[str, int]:
    """Write everything to ``path``, for the owner only; rows per table. Raises ExportError or StoreError.

    The file appears whole or not at all; one that is there is kept unless ``replace``. progress: told row by row; left
    on its wish, nothing was written.
    """
    if path.exists() and not replace:
        raise ExportError(TAKEN, path=path)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        handle = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, OWNER_FILE)
        with os.fdopen(handle, "wb") as file:
            counts = _write(file, history, progress or Progress())
        unfinished.replace(path)
    except OSError as error:
        raise ExportError(
            N_("{path} cannot be written: {problem}."), path=path, problem=error.strerror or error
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return counts


def import_from(path: Path, history: History, progress: Progress | None = None) -> int:
    """Read an export into an empty history, all or nothing; how many sessions. Raises ExportError or StoreError.

    progress: told row by row; left on its wish, nothing was imported.
    """
    progress = progress or Progress()
    if history.sessions():
        raise ExportError(N_("There is a history already. An export can only be imported into an empty one."))
    try:
        with zipfile.ZipFile(path) as archive:
            form = _form(archive)
            progress.expect(_rows_in(archive))
            with history.writing() as connection:
                numbers: dict[str, int] = {}
                for table in TABLES:
                    then = table.of_form(form)
                    if then.columns:
                        _read_table(archive, then, connection, numbers, progress)
                for change in changes_since(form):
                    connection.execute(change)
            return len(numbers)
    except OSError as error:
        raise ExportError(
            N_("{path} cannot be read: {problem}."), path=path, problem=error.strerror or error
        ) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ExportError(NO_EXPORT, path=path) from error


def _write(file: io.BufferedWriter, history: History, progress: Progress) -> dict[str, int]:
    counts = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, history.reading() as connection:
        connection.execute("BEGIN")  # one moment of the history, whatever is being recorded meanwhile
        try:
            progress.expect(
                sum(connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in TABLES)
            )
            for table in TABLES:
                with archive.open(table.file, "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
                    counts[table.name] = _write_table(csv.writer(text), table, connection, progress)
        finally:
            connection.execute("COMMIT")
        manifest = {
            "format": FORM,
            "made_by": f"kaakrust {version('kaakrust')}",
            "made_on": datetime.now().astimezone().isoformat(timespec="seconds"),
            "rows": counts,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2) + "\n")
        archive.writestr(README, _readme())
    return counts


def _write_table(writer: object, table: Table, connection: sqlite3.Connection, progress: Progress) -> int:
    assert hasattr(writer, "writerow")
    writer.writerow(table.header)
    stored = ", ".join(f"t.{column.stored}" for column in table.columns)
    source = "sessions AS t" if table is SESSIONS else f"{table.name} AS t JOIN sessions AS s ON s.id = t.session_id"
    name = "t" if table is SESSIONS else "s"
    order = "t.started_at, t.id" if table is SESSIONS else "t.session_id"
    writes = [column.write for column in table.columns]
    count = 0
    for uid, *values in connection.execute(f"SELECT {name}.uid, {stored} FROM {source} ORDER BY {order}"):
        writer.writerow((uid, *(write(value) for write, value in zip(writes, values, strict=True))))
        progress.step()
        count += 1
    return count


def _form(archive: zipfile.ZipFile) -> int:
    """What form the export has. Raises ExportError when it is none, or a later one than this program knows."""
    try:
        form = json.loads(archive.read(MANIFEST))["format"]
    except (KeyError, TypeError, ValueError) as error:
        raise ExportError(NO_EXPORT, path=archive.filename) from error
    if type(form) is not int or form < 1:
        raise ExportError(NO_EXPORT, path=archive.filename)
    if form > FORM:
        raise ExportError(N_("The export was made by a newer version of this program; update it to import this."))
    return form


def _rows_in(archive: zipfile.ZipFile) -> int:
    """How many rows the export says it has; 0 when it does not say so, since only the progress asks."""
    try:
        return sum(json.loads(archive.read(MANIFEST))["rows"].values())
    except (KeyError, TypeError, ValueError, AttributeError):
        return 0


def _read_table(
    archive: zipfile.ZipFile,
    table: Table,
    connection: sqlite3.Connection,
    numbers: dict[str, int],
    progress: Progress,
) -> None:
    try:
        delimiter, encoding = _manner(archive, table)
    except KeyError as error:
        raise ExportError(N_("The export has no {file}."), file=table.file) from error
    with archive.open(table.file) as raw, io.TextIOWrapper(raw, encoding, newline="") as text:
        is_sessions = table.name == SESSIONS.name
        key = "uid" if is_sessions else "session_id"
        stored = ", ".join((key, *(column.stored for column in table.columns)))
        places = ", ".join("?" * (len(table.columns) + 1))
        statement = f"INSERT INTO {table.name} ({stored}) VALUES ({places})"
        line = 1
        try:
            for uid, values in _rows(text, table, delimiter):
                line += 1
                progress.step()
                if is_sessions:
                    numbers[uid] = connection.execute(statement, (uid, *values)).lastrowid or 0
                else:
                    connection.execute(statement, (numbers[uid], *values))
        except (ValueError, KeyError, csv.Error, UnicodeDecodeError, sqlite3.IntegrityError, OverflowError) as error:
            raise ExportError(
                N_("{file} cannot be read after line {line}: {problem}. Nothing was imported."),
                file=table.file,
                line=line,
                problem=_plain(error),
            ) from error


def _manner(archive: zipfile.ZipFile, table: Table) -> tuple[str, str]:
    """What parts the cells of a file, and its encoding: ours, or what a spreadsheet makes of it when it saves.

    Where the comma is the decimal sign, spreadsheets part cells with semicolons, and older ways of saving use the
    Western letters of the system. Commas and other letters together are neither: then the file is damaged.
    """
    with archive.open(table.file) as raw:
        if not raw.readline(LARGEST_LINE).removeprefix(BYTE_ORDER_MARK).startswith(f"{SESSION};".encode()):
            return ",", "utf-8-sig"
    with archive.open(table.file) as raw:
        try:
            for _ in codecs.iterdecode(iter(lambda: raw.read(LARGEST_LINE), b""), "utf-8"):
                pass
        except UnicodeDecodeError:
            return ";", "cp1252"
    return ";", "utf-8-sig"


def _rows(text: io.TextIOWrapper, table: Table, delimiter: str) -> Iterator[tuple[str, list[object]]]:
    reader = csv.reader(_short_lines(text), delimiter=delimiter, strict=True)
    header = next(reader, [])
    if tuple(header) != table.header:
        raise ExportError(
            N_("{file} has other columns than an export of this version: {columns}. Nothing was imported."),
            file=table.file,
            columns=", ".join(header)[:200] or "–",
        )
    for row in reader:
        if len(row) != len(table.header) or not SESSION_NAME.fullmatch(row[0]):
            raise ValueError(",".join(row)[:80])
        values = []
        for column, cell in zip(table.columns, row[1:], strict=True):
            plain = cell.replace(",", ".") if delimiter == ";" and column.is_number else cell
            try:
                values.append(column.read(plain))
            except ValueError as error:
                raise ValueError(f"{column.name} = “{cell[:40]}”") from error
        yield row[0], values


def _short_lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LARGEST_LINE):
        yield line


def _plain(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{SESSION} = “{error.args[0]}”"
    return str(error)


def _readme() -> str:
    return (
        "An export of Kaakrust: the whole history as CSV (UTF-8, comma, first line the names).\n"
        "`kaakrust import FILE` reads it back into an empty history.\n"
        f"Numbers use a point. Empty cells are unknown. Every row names its session in `{SESSION}`.\n\n"
        + documentation()
    )
