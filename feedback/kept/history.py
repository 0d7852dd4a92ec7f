"""The history of one data directory: begin a session, add its seconds, end it, and read what there is.

Every method raises StoreError, with a sentence, when the store cannot do it.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType

from calibration.states import Kind
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
from feedback.kept.schema import MIGRATIONS, PER_MILLE, Migration
from feedback.practice.looks import Look, Moment
from vision.sentences import N_

LONGEST_NOTE, LONGEST_TAG = 2000, 40
"""Characters. A note is a few sentences, a tag a word or two."""
GONE = N_("The folder of the history has disappeared: {folder}.")

_TOTALS = (
    "real_s",
    "elapsed_s",
    *(f"{kind.value}_s" for kind in Kind),
    "longest_hanging_s",
    "returns",
    "hanging_gap_mm",
    "hanging_gap_sd_mm",
)

_SAMPLE = (
    "session_id",
    "second",
    *("gap_mil", "gap_sd_mil", "tension_mil"),
    *(f"{kind.value}_mil" for kind in Kind),
    *("yaw_mil", "pitch_mil", "roll_mil", "distance_mil"),
)
"""By name, as everywhere below: migrations add columns at the end, and a later version of the program may add its own
while this one records."""


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
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO sessions (uid, started_at, utc_offset_min, exercise, planned_s, profile, baseline,"
                " tension_clarity, software) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (uid) DO UPDATE SET ended = NULL",
                (
                    session.uid,
                    stored_time(session.started_at),
                    offset_min(session.started_at),
                    session.exercise,
                    session.planned_s,
                    session.profile,
                    session.baseline,
                    session.tension_clarity,
                    session.software,
                ),
            )
            number: int = connection.execute("SELECT id FROM sessions WHERE uid = ?", (session.uid,)).fetchone()[0]
        return number

    def add(self, number: int, samples: Sequence[Sample], cues: Sequence[GivenCue] = ()) -> None:
        """Add seconds and cues in one transaction; what is there already stays."""
        with self.writing() as connection:
            connection.executemany(
                f"INSERT OR IGNORE INTO samples ({', '.join(_SAMPLE)}) VALUES ({', '.join('?' * len(_SAMPLE))})",
                [_sample_row(number, sample) for sample in samples],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO cues (session_id, t_s, cue) VALUES (?, ?, ?)",
                [(number, round(cue.t_s, 3), cue.cue) for cue in cues],
            )

    def end(self, number: int, ended: str, totals: Totals) -> None:
        """A session is over."""
        with self.writing() as connection:
            _end(connection, number, ended, totals)

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
                "INSERT OR REPLACE INTO looks (session_id, moment, judged_s, gap_mm, gap_sd_mm, relaxed_share)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (number, look.moment.value, look.judged_s, look.gap_mm, look.gap_sd_mm, look.relaxed_share),
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
        kept = (_session(row, tags, check_ins, looks) for row in rows)
        return tuple(
            session
            for session in kept
            if (since is None or session.day >= since) and (until is None or session.day <= until)
        )

    def samples(self, number: int) -> tuple[Sample, ...]:
        """The seconds of a session, in order."""
        with storage_errors(self.path):
            rows = self._connection.execute(
                f"SELECT {', '.join(_SAMPLE)} FROM samples WHERE session_id = ? ORDER BY second", (number,)
            )
            return tuple(_sample(row) for row in rows)

    def cues(self, number: int) -> tuple[GivenCue, ...]:
        """The cues of a session, in order."""
        with storage_errors(self.path):
            rows = self._connection.execute("SELECT t_s, cue FROM cues WHERE session_id = ? ORDER BY t_s", (number,))
            return tuple(GivenCue(row["t_s"], row["cue"]) for row in rows)

    def is_whole(self) -> bool:
        """True when SQLite finds nothing amiss in the whole file."""
        with storage_errors(self.path):
            return bool(self._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")

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
            answers = CheckIn(
                Moment(row["moment"]),
                datetime.fromisoformat(row["taken_at"]),
                row["tension"],
                row["pain"],
                row["calm"],
                row["teeth"],
                tuple(row["ticks"].split()),
            )
            found[row["session_id"]].append(answers)
        return found

    def _looks(self) -> dict[int, list[Look]]:
        found: defaultdict[int, list[Look]] = defaultdict(list)
        for row in self._connection.execute("SELECT * FROM looks ORDER BY moment DESC"):
            look = Look(Moment(row["moment"]), row["judged_s"], row["gap_mm"], row["gap_sd_mm"], row["relaxed_share"])
            found[row["session_id"]].append(look)
        return found


def stored_time(moment: datetime) -> str:
    """A time as it is kept: UTC, to the millisecond, so that the order of the text is the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def offset_min(moment: datetime) -> int:
    """How far local time was ahead of UTC, minutes."""
    return round((moment.utcoffset() or timedelta()).total_seconds() / 60)


def local_time(stored: str, ahead_min: int) -> datetime:
    """A kept time, on the clock of the place and season it was taken in."""
    return datetime.fromisoformat(stored).astimezone(timezone(timedelta(minutes=ahead_min)))


def _end(connection: sqlite3.Connection, number: int, ended: str, totals: Totals) -> None:
    values: dict[str, object] = {f"{kind.value}_s": round(totals.seconds[kind], 3) for kind in Kind}
    for name in ("real_s", "elapsed_s", "longest_hanging_s", "returns", "hanging_gap_mm", "hanging_gap_sd_mm"):
        value = getattr(totals, name)
        values[name] = None if value is None else round(value, 3)
    settings = ", ".join(f"{name} = ?" for name in _TOTALS)
    connection.execute(
        f"UPDATE sessions SET ended = ?, {settings} WHERE id = ?", (ended, *(values[name] for name in _TOTALS), number)
    )


def _session(
    row: sqlite3.Row, tags: dict[int, list[str]], check_ins: dict[int, list[CheckIn]], looks: dict[int, list[Look]]
) -> KeptSession:
    number = row["id"]
    return KeptSession(
        uid=row["uid"],
        started_at=local_time(row["started_at"], row["utc_offset_min"]),
        exercise=row["exercise"],
        planned_s=row["planned_s"],
        profile=row["profile"],
        baseline=row["baseline"],
        tension_clarity=row["tension_clarity"],
        software=row["software"],
        ended=row["ended"],
        totals=Totals(
            row["real_s"],
            row["elapsed_s"],
            {kind: row[f"{kind.value}_s"] for kind in Kind},
            row["longest_hanging_s"],
            row["returns"],
            row["hanging_gap_mm"],
            row["hanging_gap_sd_mm"],
        ),
        note=row["note"],
        tags=tuple(tags.get(number, ())),
        check_ins=tuple(check_ins.get(number, ())),
        looks=tuple(looks.get(number, ())),
        id=number,
    )


def _packed(value: float) -> int | None:
    return round(value * PER_MILLE) if math.isfinite(value) else None


def _unpacked(value: int | None) -> float:
    return math.nan if value is None else value / PER_MILLE


def _sample_row(number: int, sample: Sample) -> tuple[int | None, ...]:
    return (
        number,
        sample.second,
        *map(_packed, (sample.gap_mm, sample.gap_sd_mm, sample.tension)),
        *map(_packed, sample.shares),
        *map(_packed, (sample.yaw_deg, sample.pitch_deg, sample.roll_deg, sample.distance_mm)),
    )


def _sample(row: sqlite3.Row) -> Sample:
    _, second, gap, gap_sd, tension, *rest = row
    shares, pose = rest[: len(Kind)], rest[len(Kind) :]
    return Sample(
        second,
        _unpacked(gap),
        _unpacked(gap_sd),
        _unpacked(tension),
        tuple(share / PER_MILLE for share in shares),
        *map(_unpacked, pose),
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
