"""What the program keeps, damaged: profile, settings, history, export, catalogue."""

from __future__ import annotations

import io
import sqlite3
import string
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import strategies as st

import feedback.texts
from calibration.profile import ProfileFolder, new_profile
from feedback.command.terminal import as_line
from feedback.kept.errors import FILE_NAME, StoreError
from feedback.kept.export import export_to, import_from
from feedback.kept.history import History
from feedback.kept.settings import Settings, SettingsFile
from feedback.kept.trend import helped_most, leading_measure, measures_in, tagged
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.practice.summary import Ending
from feedback.texts import Texts
from feedback.visit.event_objects import event_object
from feedback.visit.journey import Journey
from feedback.visit.view import Plan
from tests.calibration.people import a_baseline
from tests.feedback.kept.histories import FIRST_DAY, is_whole, keep
from tests.fuzzing.damage import WORDS, Content, damaged, damaged_json, odd_values
from tests.fuzzing.given import run_command
from tests.fuzzing.play import kept_aside, said
from tests.vision.faces import sitter
from vision.errors import PlainError
from vision.source.sources import find_source

CATALOGUE = feedback.texts.FOLDER / "nl" / "LC_MESSAGES" / "kaakrust"
BROKEN_PLACES = ("{", "}", "{nobody}", "{0}", "{name.x}", "{count[a]}", "{path!z}", "{n:Q}")

DRAWN_EVERY = 6
"""A report with its curves takes a hundred times as long as all else."""

# Profile


@cache
def good_profile() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        person = new_profile("anna", a_baseline(), sitter().template, "Laptop camera", (1280, 720))
        return ProfileFolder(Path(folder)).save(person).read_bytes()


def check_profile(content: bytes, folder: Path) -> None:
    profiles = ProfileFolder(folder)
    path = profiles.path("anna")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    person, problem = said(lambda: profiles.load("anna"))
    if problem is not None:
        assert kept_aside(path, content)
        assert profiles.names() in ((), ("anna",))
        return
    config = SessionConfig(EXERCISES["soft_jaw"], 60.0, "anna")
    journey = Journey(Plan(known=(person.baseline, person.template), config=config))
    told = []
    for frame, face in zip(sitter().frames[:4], sitter().faces[:4], strict=True):
        told += journey.take(frame, face)
    for event in told + journey.end(Ending.STOPPED):
        event_object(event, Texts("en"))
        as_line(event, Texts("nl"))
    said(lambda: profiles.keep_tension("anna", person.baseline.tension))


# Settings


@cache
def good_settings() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = SettingsFile(Path(folder))
        file.save(Settings(language="nl", camera="Laptop camera", own_breath_s=5.0, window_place="AdnQywADAAA="))
        return file.path.read_bytes()


def check_settings(content: bytes, folder: Path) -> None:
    file = SettingsFile(folder)
    file.path.write_bytes(content)
    file.language()
    assert file.path.read_bytes() == content
    chosen, problem = said(file.load)
    if problem is not None:
        assert kept_aside(file.path, content)
        chosen, problem = said(file.load)
        assert problem is None
    Texts(chosen.language).say("Let's carry on.")
    if "://" not in chosen.camera:
        said(lambda: find_source(chosen.camera))
    assert chosen.pace.in_s > 0
    changed = msgspec.structs.replace(chosen, length_min=5)
    _, problem = said(lambda: file.save(changed))
    assert problem is not None or file.load() == changed


# Store, export and import


@cache
def good_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        with History(Path(folder)) as history:
            for number in range(4):
                keep(history, number, started_at=FIRST_DAY + timedelta(days=number), length_s=8)
        return (Path(folder) / FILE_NAME).read_bytes()


@cache
def good_export() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / FILE_NAME).write_bytes(good_store())
        with History(folder) as history:
            export_to(folder / "export.zip", history)
        return (folder / "export.zip").read_bytes()


def practise(folder: Path) -> None:
    """Everything the program does with a history."""
    with History(folder) as history:
        sessions = history.sessions()
        for session in sessions:
            history.samples(session.id)
            history.cues(session.id)
        for use in (leading_measure, helped_most, measures_in, tagged):
            use(sessions)
        export_to(folder / "again.zip", history, replace=True)
        keep(history, 77, length_s=3)
    is_whole(folder)


def run_history_commands(folder: Path, *, drawn: bool) -> None:
    report = ["report", "--period", "all", "--notes", "--force", "--out", str(folder / "r.html")]
    for command in (["history"], ["history", "--json"], *([report] if drawn else [])):
        run_command([*command, "--data-dir", str(folder)])


def check_store(content: bytes, folder: Path) -> None:
    path = folder / FILE_NAME
    path.write_bytes(content)
    _, problem = said(lambda: practise(folder))
    if isinstance(problem, StoreError) and problem.aside is not None:
        assert problem.aside.exists()
        _, problem = said(lambda: practise(folder))
        assert problem is None, "a new history could not be begun"
    elif problem is not None:
        assert path.exists()


def odd_rows() -> st.SearchStrategy[list[tuple[str, str, Any]]]:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        columns = [
            (table, row[1])
            for (table,) in tables
            for row in connection.execute(f"PRAGMA table_info({table})").fetchall()
        ]
    numbers = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats())
    ascii_words = st.sampled_from([word for word in WORDS if word.isascii()])
    words = st.one_of(st.text(max_size=20), st.binary(max_size=9), ascii_words)
    change = st.tuples(st.sampled_from(columns), numbers | words).map(lambda drawn: (*drawn[0], drawn[1]))
    return st.lists(change, min_size=1, max_size=3)


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The good history, as SQLite sees it."""
    (folder / FILE_NAME).write_bytes(good_store())
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        yield connection


def check_rows(changes: list[tuple[str, str, Any]], folder: Path) -> None:
    """A history that SQLite finds whole, with values in it that this program never wrote."""
    with opened(folder) as connection:
        for table, column, value in changes:
            for some in ("id % 2", "session_id % 2", "1"):
                with suppress(sqlite3.Error):  # not every table has that, not every column takes that
                    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {some}", (value,))
                    break
    content = (folder / FILE_NAME).read_bytes()
    (folder / "commands").mkdir()
    (folder / "commands" / FILE_NAME).write_bytes(content)
    run_history_commands(folder / "commands", drawn=zlib.crc32(content) % DRAWN_EVERY == 0)
    check_store(content, folder)


@st.composite
def odd_exports(draw: st.DrawFn) -> bytes:
    """The export with one of its files damaged, added, doubled or left out; or the zip itself damaged."""
    if draw(st.integers(0, 3)) == 0:
        return draw(damaged(good_export()))
    with zipfile.ZipFile(io.BytesIO(good_export())) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(inside)))
    if name.endswith(".json"):
        inside[name] = draw(damaged_json(inside[name]))
    elif draw(st.booleans()):
        lines = inside[name].decode().splitlines()
        row = draw(st.integers(0, len(lines) - 1))
        cells = lines[row].split(",")
        cells[draw(st.integers(0, len(cells) - 1))] = str(draw(odd_values)).replace("\ud800", "?")
        lines[row] = ",".join(cells)
        inside[name] = "\n".join(lines).encode("utf-8", "replace")
    else:
        inside[name] = draw(damaged(inside[name]))
    if draw(st.integers(0, 9)) == 0:
        del inside[name]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", draw(st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))) as archive:
        for name, content in inside.items():
            archive.writestr(name, content)
    return Content(packed.getvalue())


def check_import(content: bytes, folder: Path) -> None:
    path = folder / "export.zip"
    path.write_bytes(content)

    def take() -> int:
        with History(folder / "data") as history:
            return import_from(path, history)

    count, problem = said(take)
    assert path.read_bytes() == content
    with History(folder / "data") as history:
        assert len(history.sessions()) == (count or 0)
    if problem is None:
        _, problem = said(lambda: practise(folder / "data"))
        assert problem is None, f"what was imported cannot be used: {problem}"


# Catalogue


@st.composite
def odd_catalogues(draw: st.DrawFn) -> bytes:
    """The compiled Dutch damaged, or compiled from sentences whose places are broken."""
    if draw(st.booleans()):
        return draw(damaged(CATALOGUE.with_suffix(".mo").read_bytes()))
    catalogue = read_po(io.BytesIO(CATALOGUE.with_suffix(".po").read_bytes()), locale="nl")
    messages = [message for message in catalogue if message.id]
    for message in draw(st.lists(st.sampled_from(messages), min_size=1, max_size=5)):
        message.string = draw(
            st.sampled_from(("{", "}", "{nobody}", "{0}", "{name.x}", "{count[a]}", "{path!z}", "{n:Q}"))
        )
    packed = io.BytesIO()
    write_mo(packed, catalogue)
    return Content(packed.getvalue())


@cache
def places() -> dict[str, dict[str, object]]:
    """All English sentences, with something to fill their places."""
    catalogue = read_po(io.BytesIO(CATALOGUE.with_suffix(".po").read_bytes()), locale="nl")
    ids = [str(message.id) for message in catalogue if message.id]
    return {text: dict.fromkeys(_names(text), 1.0) for text in ids}


def _names(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


def check_catalogue(content: bytes, folder: Path) -> None:
    place = folder / "nl" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "kaakrust.mo").write_bytes(content)
    with patch.object(feedback.texts, "FOLDER", folder):
        texts = Texts("nl")
        for sentence, values in places().items():
            assert texts.say(sentence, **values)
            assert texts.say(PlainError(sentence, **values).sentence)
