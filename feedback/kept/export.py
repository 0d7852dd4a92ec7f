"""The whole history as CSV files in a zip, and back into an empty store.

What is exported, forgotten and imported again is the same history, to the last digit and the last word.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from feedback.kept.cells import SESSION, SESSION_NAME, Table
from feedback.kept.columns import FORM, SESSIONS, TABLES, documentation
from feedback.kept.history import History
from feedback.kept.progress import Progress
from feedback.kept.schema import changes_since
from feedback.kept.spreadsheet import CHANGED, GUARD, Manner, guarded, manner_of, number_cell, unguarded
from feedback.process.whole_file import whole_file
from vision.errors import PlainError
from vision.sentences import N_

MANIFEST, README = "manifest.json", "README.txt"
GUARDED = "formulas"
"""In the manifest since cells that a spreadsheet would run are kept from it; older exports have bare texts."""
WORKBOOK = ("[Content_Types].xml", "content.xml")
"""What lies in a spreadsheet's own kind of file, which is a zip as well."""
LARGEST_LINE = 100_000
"""Characters. The longest honest line is a session with its note; a longer one is no export of ours."""


TAKEN = N_("{path} is there already; choose another name with --out, or --force to replace it.")
UNREADABLE = N_("{file} cannot be read after line {line}: {problem}. Nothing was imported.")
BY_SPREADSHEET = N_(
    "A spreadsheet changed {file} when it was saved there; it cannot be read after line {line}: {problem}. Import the "
    "export as it was made, or open it with all columns as text and save it as CSV UTF-8. Nothing was imported."
)
IS_WORKBOOK = N_(
    "{path} is a spreadsheet's own file. Import the export as it was made, or save each table as CSV UTF-8 under its "
    "old name and put them back into the zip."
)
IS_TABLE = N_("{path} is one table of an export. Import the whole zip, with all tables in it.")
NOT_WRITTEN = N_("{path} cannot be written: {problem}.")
NO_EXPORT = N_("{path} is not an export of Kaakrust, or it is damaged.")


class ExportError(PlainError):
    """An export that cannot be written or read."""


class ChangedCellError(ValueError):
    """A row with something in it that cannot be. cell: what."""

    def __init__(self, cell: str, words: str) -> None:
        super().__init__(words)
        self.cell = cell


def export_to(
    path: Path, history: History, *, replace: bool = False, progress: Progress | None = None
) -> dict[str, int]:
    """Write everything to ``path``, for the owner only; rows per table. Raises ExportError or StoreError.

    The file appears whole or not at all; one that is there is kept unless ``replace``. progress: told row by row; left
    on its wish, nothing was written.
    """
    try:
        with whole_file(path, replace=replace) as file:
            return _write(file, history, progress or Progress())
    except FileExistsError as error:
        raise ExportError(TAKEN, path=path) from error
    except OSError as error:
        raise ExportError(NOT_WRITTEN, path=path, problem=error.strerror or error) from error


def import_from(path: Path, history: History, progress: Progress | None = None) -> int:
    """Read an export into an empty history, all or nothing; how many sessions. Raises ExportError or StoreError.

    progress: told row by row; left on its wish, nothing was imported.
    """
    progress = progress or Progress()
    if _holds_anything(history):
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
        raise ExportError(IS_TABLE if path.suffix.casefold() == ".csv" else NO_EXPORT, path=path) from error


def _holds_anything(history: History) -> bool:
    """Whether anything of an export would lie beside something else."""
    with history.reading() as connection:
        return any(connection.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone() for table in TABLES)


def _write(file: BinaryIO, history: History, progress: Progress) -> dict[str, int]:
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
            GUARDED: f"a text that would be run begins with {GUARD}",
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
    cells = [(column.write, str if column.is_number else guarded) for column in table.columns]
    if table is SESSIONS:
        stored, source, order = f"t.uid, {stored}", "sessions AS t", "t.started_at, t.id"
    elif table.of_session:
        stored, order = f"s.uid, {stored}", "t.session_id"
        source = f"{table.name} AS t JOIN sessions AS s ON s.id = t.session_id"
    else:
        source, order = f"{table.name} AS t", "t.at"
    if table.of_session:
        cells = [(str, guarded), *cells]
    count = 0
    for values in connection.execute(f"SELECT {stored} FROM {source} ORDER BY {order}"):
        writer.writerow(told(write(value)) for (write, told), value in zip(cells, values, strict=True))
        progress.step()
        count += 1
    return count


def _folder(archive: zipfile.ZipFile) -> str:
    """In which folder of the zip the tables lie: in none, unless somebody unpacked it and packed the folder."""
    found = [name for name in archive.namelist() if name == MANIFEST or name.endswith(f"/{MANIFEST}")]
    return min(found, key=len, default=MANIFEST).removesuffix(MANIFEST)


def _manifest(archive: zipfile.ZipFile) -> dict[str, object]:
    """What the export says of itself. Raises ExportError when it is none."""
    if any(name in WORKBOOK for name in archive.namelist()):
        raise ExportError(IS_WORKBOOK, path=archive.filename)
    try:
        told = json.loads(archive.read(_folder(archive) + MANIFEST))
    except (KeyError, ValueError) as error:
        raise ExportError(NO_EXPORT, path=archive.filename) from error
    if not isinstance(told, dict):
        raise ExportError(NO_EXPORT, path=archive.filename)
    return told


def _form(archive: zipfile.ZipFile) -> int:
    """What form the export has. Raises ExportError when it is none, or a later one than this program knows."""
    form = _manifest(archive).get("format")
    if type(form) is not int or form < 1:
        raise ExportError(NO_EXPORT, path=archive.filename)
    if form > FORM:
        raise ExportError(N_("The export was made by a newer version of this program; update it to import this."))
    return form


def _rows_in(archive: zipfile.ZipFile) -> int:
    """How many rows the export says it has; 0 when it does not say so, since only the progress asks."""
    rows = _manifest(archive).get("rows")
    counts = rows.values() if isinstance(rows, dict) else ()
    return sum(count for count in counts if isinstance(count, int))


def _read_table(
    archive: zipfile.ZipFile,
    table: Table,
    connection: sqlite3.Connection,
    numbers: dict[str, int],
    progress: Progress,
) -> None:
    guards = GUARDED in _manifest(archive)
    name = _folder(archive) + table.file
    try:
        manner = manner_of(lambda: archive.open(name), table.header[0])
    except KeyError as error:
        raise ExportError(N_("The export has no {file}."), file=table.file) from error
    with archive.open(name) as raw, io.TextIOWrapper(raw, manner.encoding, newline="") as text:
        is_sessions = table.name == SESSIONS.name
        key = ("uid" if is_sessions else "session_id",) if table.of_session else ()
        stored = (*key, *(column.stored for column in table.columns))
        statement = f"INSERT INTO {table.name} ({', '.join(stored)}) VALUES ({', '.join('?' * len(stored))})"
        line = 1
        try:
            for uid, values in _rows(text, table, manner, guards):
                line += 1
                progress.step()
                if is_sessions:
                    numbers[uid] = connection.execute(statement, (uid, *values)).lastrowid or 0
                else:
                    connection.execute(statement, (numbers[uid], *values) if table.of_session else values)
        except (ValueError, KeyError, csv.Error, UnicodeDecodeError, sqlite3.IntegrityError, OverflowError) as error:
            changed = isinstance(error, ChangedCellError) and CHANGED.fullmatch(error.cell)
            raise ExportError(
                BY_SPREADSHEET if manner.foreign or changed else UNREADABLE,
                file=table.file,
                line=line,
                problem=_plain(error),
            ) from error


def _rows(text: io.TextIOWrapper, table: Table, manner: Manner, guards: bool) -> Iterator[tuple[str, list[object]]]:
    for _ in range(manner.announced):
        text.readline(LARGEST_LINE)
    reader = csv.reader(_short_lines(text), delimiter=manner.delimiter, strict=True)
    header = next(reader, [])
    if tuple(header) != table.header:
        raise ExportError(
            N_("{file} has other columns than an export of this version: {columns}. Nothing was imported."),
            file=table.file,
            columns=", ".join(header)[:200] or "–",
        )
    told = unguarded if guards else str
    for row in reader:
        if not any(row):  # spreadsheets leave lines of nothing
            continue
        uid = told(row[0]) if table.of_session else ""
        if len(row) != len(table.header) or (table.of_session and not SESSION_NAME.fullmatch(uid)):
            raise ChangedCellError(row[0], ",".join(row)[:80])
        values: list[object] = []
        for column, cell in zip(table.columns, row[int(table.of_session) :], strict=True):
            try:
                values.append(column.read(number_cell(cell) if column.is_number else told(cell)))
            except ValueError as error:
                raise ChangedCellError(cell, f"{column.name} = “{cell[:40]}”") from error
        yield uid, values


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
        f"Numbers use a point. Empty cells are unknown. A row of a session names it in `{SESSION}`.\n"
        f"A text that a spreadsheet would run as a formula begins with {GUARD}; importing takes it away again.\n\n"
        + documentation()
    )
