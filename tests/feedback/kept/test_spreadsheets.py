"""Exports that went through a spreadsheet: as it saves them, and what it would run."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from feedback.kept.export import MANIFEST, ExportError, export_to, import_from
from feedback.kept.history import History
from tests.feedback.kept.histories import keep
from tests.feedback.kept.test_history import everything

NOTE = "één regel, – “zo”"
FORMULAS = ["=1+1", "+sport", "-x", "@werk", "'=1", "''", "'t", "＝1"]
RUN = ("=", "+", "-", "@", "\t", "\r", "＝")
Saved = Callable[[str], bytes]


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def parted(text: str, delimiter: str, quoting: int = csv.QUOTE_MINIMAL, comma: bool = False) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    for row in cells(text):
        writer.writerow(re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", cell) if comma else cell for cell in row)
    return out.getvalue()


SAVED: dict[str, Saved] = {
    "a byte order mark": lambda text: text.encode("utf-8-sig"),
    "semicolons, Western letters and decimal commas": lambda text: parted(text, ";", comma=True).encode("cp1252"),
    "semicolons and UTF-8": lambda text: parted(text, ";", comma=True).encode(),
    "commas and Western letters": lambda text: text.encode("cp1252"),
    "tabs in UTF-16": lambda text: codecs.BOM_UTF16_LE + parted(text, "\t", comma=True).encode("utf-16-le"),
    "every cell in quotation marks": lambda text: parted(text, ",", csv.QUOTE_ALL, comma=True).encode(),
    "a line that names the separator": lambda text: ("sep=;\r\n" + parted(text, ";")).encode("utf-8-sig"),
    "the old Macintosh": lambda text: parted(text, ";").replace("\r\n", "\r").encode("mac_roman"),
    "empty lines at the end": lambda text: (text + "\r\n,,,\r\n").encode(),
}


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    with History(tmp_path / "data") as history:
        number = keep(history, 1)
        history.set_note(number, NOTE, ["café"])
        export_to(tmp_path / "ours.zip", history)
    return tmp_path / "ours.zip"


def rewritten(export: Path, change: Saved, folder: str = "") -> Path:
    theirs = export.with_name("theirs.zip")
    with zipfile.ZipFile(export) as source, zipfile.ZipFile(theirs, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(folder + name, change(content.decode()) if name.endswith(".csv") else content)
    return theirs


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_an_export_saved_by_a_spreadsheet_comes_back(tmp_path: Path, ours: Path, saved: Saved):
    theirs = rewritten(ours, saved)
    with History(tmp_path / "data") as before, History(tmp_path / "back") as back:
        assert import_from(theirs, back) == 1
        assert everything(back) == everything(before)


def test_an_export_packed_again_with_its_folder_comes_back(tmp_path: Path, ours: Path):
    with History(tmp_path / "back") as back:
        assert import_from(rewritten(ours, str.encode, folder="my export/"), back) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: re.sub(r"\b[0-9a-f]{16}\b", "8.4E+15", text).encode(), "A spreadsheet changed"),
        (lambda text: re.sub(r"\b[0-9a-f]{16}\b", "8,4E+15", parted(text, ";")).encode(), "A spreadsheet changed"),
        (lambda text: re.sub(r"2026-08-\d\dT[^,]*", "1-8-2026 20:15", text).encode(), "A spreadsheet changed"),
    ],
)
def test_what_a_spreadsheet_spoiled_is_said_with_what_to_choose_there(
    tmp_path: Path, ours: Path, change: Saved, words: str
):
    with History(tmp_path / "back") as back:
        with pytest.raises(ExportError, match=words) as error:
            import_from(rewritten(ours, change), back)
        assert "CSV UTF-8" in str(error.value)
        assert back.sessions() == ()


@pytest.mark.parametrize("inside", ["[Content_Types].xml", "content.xml"])
def test_a_spreadsheets_own_file_is_named_so(tmp_path: Path, inside: str):
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as book:
        book.writestr(inside, "<x/>")
    with History(tmp_path / "data") as history, pytest.raises(ExportError, match="spreadsheet's own file"):
        import_from(tmp_path / "book.xlsx", history)


def test_one_table_is_not_the_whole(tmp_path: Path):
    (tmp_path / "sessions.csv").write_text("session\n")
    with History(tmp_path / "data") as history, pytest.raises(ExportError, match="one table"):
        import_from(tmp_path / "sessions.csv", history)


def test_a_damaged_letter_in_an_export_is_no_spreadsheets_habit(tmp_path: Path, ours: Path):
    def damaged(text: str) -> bytes:
        return text.encode().replace("é".encode(), b"\xe9", 1)

    with History(tmp_path / "back") as back, pytest.raises(ExportError, match=r"sessions\.csv"):
        import_from(rewritten(ours, damaged), back)


def test_no_text_of_an_export_is_run_by_a_spreadsheet_and_all_come_back(tmp_path: Path):
    with History(tmp_path / "data") as history:
        for index, words in enumerate(FORMULAS):
            history.set_note(keep(history, index), words, FORMULAS)
        before = everything(history)
        export_to(tmp_path / "all.zip", history)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        tables = {name: cells(archive.read(name).decode()) for name in archive.namelist() if name.endswith(".csv")}
    texts = [row[-1] for name in ("sessions.csv", "tags.csv") for row in tables[name]]
    assert not [text for text in texts if text.startswith(RUN)]
    with History(tmp_path / "back") as history:
        import_from(tmp_path / "all.zip", history)
        assert everything(history) == before


def test_texts_of_an_export_from_before_are_taken_as_they_are(tmp_path: Path, ours: Path):
    with zipfile.ZipFile(ours) as source, zipfile.ZipFile(tmp_path / "older.zip", "w") as older:
        for name in source.namelist():
            content = source.read(name)
            if name == MANIFEST:
                told = json.loads(content)
                content = json.dumps({"format": told["format"], "rows": told["rows"]}).encode()
            older.writestr(name, content.decode().replace(NOTE.split(",")[0], "'=ooit").encode())
    with History(tmp_path / "back") as back:
        import_from(tmp_path / "older.zip", back)
        assert back.sessions()[0].note.startswith("'=ooit")
