"""The history of one data directory: begin a session, add its seconds, end it, and read what there is.

Every method raises StoreError, with a sentence, when the store cannot do it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

from feedback.kept.columns import checked_row
from feedback.kept.database import connect
from feedback.kept.errors import FILE_NAME, StoreError, storage_errors
from feedback.kept.presence import is_present
from feedback.kept.records import (
    INTERRUPTED,
    CheckIn,
    GivenCue,
    KeptSession,
    Sample,
    Totals,
    totals_of,
)
from feedback.kept.rows import (
    LOOK_COLUMNS,
    SAMPLE_COLUMNS,
    TOTAL_COLUMNS,
    beginning_row,
    check_in_of,
    look_of,
    look_row,
    sample_of,
    sample_row,
    session_of,
    stored_time,
    totals_row,
)
from feedback.kept.schema import MIGRATIONS, Migration
from feedback.practice.looks import Look
from vision.sentences import N_

LONGEST_NOTE, LONGEST_TAG = 2000, 40
"""Characters. A note is a few sentences, a tag a word or two."""
GONE = N_("The folder of the history has disappeared: {folder}.")


def is_there(data_dir: Path) -> bool:
    """True when something has been kept in ``data_dir`` before."""
    return (data_dir / FILE_NAME).exists()


class History:
    """An open history; close it, or use it in a ``with``. One thread at a time.

    Opening closes the sessions whose program was gone before it could end them.
    """

    def __init__(self, data_dir: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
        self.data_dir, self.path = data_dir, data_dir / FILE_NAME
        self._connection = connect(data_dir, migrations)
        self._connection.row_factory = checked_row
        self._identity = _identity(self.path)
        try:
            self._end_interrupted()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> History:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # A session as it runs

    def begin(self, session: KeptSession) -> int:
        """Keep a session that begins, and return its number. One that is there already is taken up again."""
        row = beginning_row(session)
        with self.writing() as connection:
            connection.execute(
                f"INSERT INTO sessions ({', '.join(row)}) VALUES ({_places(row)})"
                " ON CONFLICT (uid) DO UPDATE SET ended = NULL",
                tuple(row.values()),
            )
            number: int = connection.execute("SELECT id FROM sessions WHERE uid = ?", (session.uid,)).fetchone()[0]
            connection.executemany(
                "INSERT OR IGNORE INTO tags (session_id, tag) VALUES (?, ?)", [(number, tag) for tag in session.tags]
            )
        return number

    def add(self, number: int, samples: Sequence[Sample], cues: Sequence[GivenCue] = ()) -> None:
        """Add seconds and cues in one transaction; what is there already stays."""
        with self.writing() as connection:
            connection.executemany(
                f"INSERT OR IGNORE INTO samples ({', '.join(SAMPLE_COLUMNS)}) VALUES ({_places(SAMPLE_COLUMNS)})",
                [sample_row(number, sample) for sample in samples],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO cues (session_id, t_s, cue) VALUES (?, ?, ?)",
                [(number, round(cue.t_s, 3), cue.cue) for cue in cues],
            )

    def end(self, number: int, ended: str, totals: Totals) -> None:
        """A session is over."""
        with self.writing() as connection:
            settings = ", ".join(f"{name} = ?" for name in TOTAL_COLUMNS)
            connection.execute(
                f"UPDATE sessions SET ended = ?, {settings} WHERE id = ?", (ended, *totals_row(totals), number)
            )

    def take_back(self, number: int) -> None:
        """A session that was begun by mistake is none."""
        with self.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE id = ?", (number,))

    # The person's own words and answers

    def set_note(self, number: int, note: str, tags: Iterable[str]) -> None:
        """Keep the person's own words and tags of a session, instead of those before."""
        chosen = sorted({tag.strip()[:LONGEST_TAG] for tag in tags} - {""})
        with self.writing() as connection:
            connection.execute("UPDATE sessions SET note = ? WHERE id = ?", (note.strip()[:LONGEST_NOTE], number))
            connection.execute("DELETE FROM tags WHERE session_id = ?", (number,))
            connection.executemany(
                "INSERT INTO tags (session_id, tag) VALUES (?, ?)", [(number, tag) for tag in chosen]
            )

    def set_check_in(self, number: int, answers: CheckIn) -> None:
        """Keep a check-in, instead of one of the same moment."""
        with self.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO check_ins (session_id, moment, taken_at, tension, pain, calm, teeth, ticks)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    answers.moment.value,
                    stored_time(answers.taken_at),
                    answers.tension,
                    answers.pain,
                    answers.calm,
                    answers.teeth,
                    " ".join(answers.ticks),
                ),
            )

    def set_look(self, number: int, look: Look) -> None:
        """Keep a jaw look, instead of one of the same moment."""
        with self.writing() as connection:
            connection.execute(
                f"INSERT OR REPLACE INTO looks (session_id, moment, {', '.join(LOOK_COLUMNS)})"
                f" VALUES (?, ?, {_places(LOOK_COLUMNS)})",
                (number, look.moment.value, *look_row(look)),
            )

    # Reading

    def sessions(
        self, *, profile: str | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[KeptSession, ...]:
        """The sessions, oldest first: of one profile or all, from day ``since`` to day ``until``, both included."""
        with storage_errors(self.path):
            where, values = ("WHERE profile = ?", (profile,)) if profile is not None else ("", ())
            rows = self._connection.execute(
                f"SELECT * FROM sessions {where} ORDER BY started_at, id", values
            ).fetchall()
            tags, check_ins, looks = self._tags(), self._check_ins(), self._looks()
        kept = (session_of(row, tags, check_ins, looks) for row in rows)
        return tuple(
            session
            for session in kept
            if (since is None or session.day >= since) and (until is None or session.day <= until)
        )

    def samples(self, number: int) -> tuple[Sample, ...]:
        """The seconds of a session, in order."""
        with storage_errors(self.path):
            rows = self._connection.execute(
                f"SELECT {', '.join(SAMPLE_COLUMNS)} FROM samples WHERE session_id = ? ORDER BY second", (number,)
            )
            return tuple(sample_of(row) for row in rows)

    def cues(self, number: int) -> tuple[GivenCue, ...]:
        """The cues of a session, in order."""
        with storage_errors(self.path):
            rows = self._connection.execute("SELECT t_s, cue FROM cues WHERE session_id = ? ORDER BY t_s", (number,))
            return tuple(GivenCue(row["t_s"], row["cue"]) for row in rows)

    def running(self) -> tuple[str, ...]:
        """The names of the sessions that are being recorded at this moment, by this program or another."""
        with storage_errors(self.path):
            rows = self._connection.execute("SELECT uid FROM sessions WHERE ended IS NULL").fetchall()
        return tuple(row["uid"] for row in rows if is_present(self.data_dir, row["uid"]))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection itself, for those who read whole tables."""
        with storage_errors(self.path):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing. Raises StoreError, also when the file is no longer there."""
        if _identity(self.path) != self._identity:
            raise StoreError(GONE, folder=self.data_dir)  # writing on would fill a file that nobody can find
        with storage_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _end_interrupted(self) -> None:
        with storage_errors(self.path):
            rows = self._connection.execute("SELECT id, uid FROM sessions WHERE ended IS NULL").fetchall()
        left = [row["id"] for row in rows if not is_present(self.data_dir, row["uid"])]
        for number in left:
            try:
                self.end(number, INTERRUPTED, totals_of(self.samples(number)))
            except StoreError as problem:
                if problem.aside is not None:
                    raise
                return  # a disk that is full or may not be written can still be read; the next start ends them

    def _tags(self) -> dict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for row in self._connection.execute("SELECT session_id, tag FROM tags ORDER BY tag"):
            found[row["session_id"]].append(row["tag"])
        return found

    def _check_ins(self) -> dict[int, list[CheckIn]]:
        found: defaultdict[int, list[CheckIn]] = defaultdict(list)
        for row in self._connection.execute("SELECT * FROM check_ins ORDER BY taken_at"):
            found[row["session_id"]].append(check_in_of(row))
        return found

    def _looks(self) -> dict[int, list[Look]]:
        found: defaultdict[int, list[Look]] = defaultdict(list)
        for row in self._connection.execute("SELECT * FROM looks ORDER BY moment DESC"):
            found[row["session_id"]].append(look_of(row))
        return found


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _places(columns: Collection[str]) -> str:
    return ", ".join("?" * len(columns))
