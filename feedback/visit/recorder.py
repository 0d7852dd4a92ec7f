"""The recorder of a session: a listener that keeps every second as it runs, for terminal and window alike.

It never stops a session: what cannot be stored is said once, held in memory and tried again.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

import msgspec

from calibration.baseline import Baseline
from calibration.resting_mouth import NeutralMouth
from calibration.tension import TensionAxis
from feedback.kept.errors import NewerHistoryError, StoreError, storage_errors
from feedback.kept.history import History
from feedback.kept.presence import Presence
from feedback.kept.records import (
    INTERRUPTED,
    CheckIn,
    GivenCue,
    KeptSession,
    Sample,
    Totals,
    hanging_gap,
    totals_of,
)
from feedback.practice.events import CueEvent, LookEvent, SummaryEvent
from feedback.practice.exercise.form import Sees
from feedback.practice.looks import Look
from feedback.practice.session_state import SessionConfig
from feedback.practice.summary import Summary
from feedback.visit.events import Event, NoticeEvent
from feedback.visit.second import Second
from feedback.visit.view import View
from vision.sentences import N_, Sentence

RETRY_S = 5.0
"""After a failure storing is tried again this much later, s: soon enough for a disk that is freed or back again."""
UNKEPT = N_("Your session goes on; it is held in memory and storing is tried again.")
UNKEPT_NEWER = N_("Your session goes on, but it is not kept.")
KEPT_AGAIN = N_("Your session is being kept again; nothing of it is lost.")
LOST = N_("This session could not be kept.")


class Recorder:
    """Records one session into ``data_dir``. One thread; nothing is opened before the session begins.

    wall: the time of day, with its offset; read once, since clocks are set back and sessions cross midnight.
    check_in: the answers given before it.
    """

    def __init__(
        self,
        data_dir: Path,
        config: SessionConfig,
        wall: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        check_in: CheckIn | None = None,
    ) -> None:
        self.uid = secrets.token_hex(8)
        self._data_dir, self._config, self._wall = data_dir, config, wall
        self._session: KeptSession | None = None
        self._began_s = 0.0
        self._second = Second(0)
        self._counted_s = -math.inf
        self._samples: list[Sample] = []
        self._cues: list[GivenCue] = []
        self._looks: list[Look] = []
        self._stored = (0, 0, 0)
        self._check_in = check_in
        self._history: History | None = None
        self._presence: Presence | None = None
        self._number = 0
        self._retry_s = -math.inf
        self._told_problem = False
        self._ended: tuple[str, Totals] | None = None
        self._unwanted = False

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def kept(self) -> bool:
        """True when all there is so far lies in the store."""
        return self._history is not None and self._stored == self._held

    @property
    def _held(self) -> tuple[int, int, int]:
        return len(self._samples), len(self._cues), len(self._looks)

    def __call__(self, view: View, events: Sequence[Event]) -> list[Event]:
        """One turn further."""
        if view.session is None or self._ended is not None:
            return []
        if self._session is None:
            self._session = self._begin(view.baseline)
            self._began_s = view.session.started_s
            self._retry_s = view.now_s
        at_s = view.now_s - self._began_s
        fresh = self._turn_to(int(max(0.0, at_s)))
        self._see(view)
        for event in events:
            match event:
                case CueEvent():
                    self._cues.append(GivenCue(round(event.t_s - self._began_s, 3), event.id))
                case LookEvent():
                    self._looks.append(event.look)
                    fresh = True
                case SummaryEvent():
                    fresh = self._turn_to(self._second.number + 1) or fresh
                    self._ended = event.summary.ended.value, self._totals(event.summary, at_s)
        told: list[Event] = []
        if fresh or self._ended or self._history is None:
            told = self._store(view.now_s)
        if self._ended is not None:
            if self._told_problem and not self.kept:
                told.append(NoticeEvent(view.now_s, "not_kept", Sentence(LOST)))
            self.close()
        return told

    def _see(self, view: View) -> None:
        """Count what the jaw does, in parts that measure it; the last state stays shown for long and counts once."""
        if view.part is None or view.part.sees is not Sees.JAW:
            return
        if view.jaw is not None and view.jaw.t_s > self._counted_s:
            self._counted_s = view.jaw.t_s
            self._second.take(view.jaw, view.reading)

    def drop(self) -> None:
        """Keep nothing of this session, however it ends; from any thread."""
        self._unwanted = True

    def close(self) -> None:
        """Let go of the file. A session that has not ended is kept as interrupted."""
        if self._unwanted:
            self._take_back()
        elif self._history is not None and self._ended is None:
            self._turn_to(self._second.number + 1)
            self._ended = INTERRUPTED, totals_of(self._samples)
            self._try_store()
        self._let_go()

    def _begin(self, baseline: Baseline | None) -> KeptSession:
        return KeptSession(
            uid=self.uid,
            started_at=self._wall(),
            exercise=self._config.exercise.id,
            planned_s=self._config.length_s,
            profile=self._config.profile,
            baseline=fingerprint(baseline) if baseline else "",
            tension_clarity=baseline.tension.clarity.value if baseline and baseline.tension else "",
            software=version("kaakrust"),
            tags=self._config.tags,
        )

    def _turn_to(self, second: int) -> bool:
        """Begin another second; True when the one before had something to keep."""
        if second <= self._second.number:
            return False
        sample = self._second.sample()
        self._second = Second(second)
        if sample is not None:
            self._samples.append(sample)
        return sample is not None

    def _totals(self, summary: Summary, real_s: float) -> Totals:
        gap_mm, sd_mm = hanging_gap(self._samples)
        return Totals(
            real_s, summary.elapsed_s, summary.seconds, summary.longest_hanging_s, summary.returns, gap_mm, sd_mm
        )

    def _store(self, now_s: float) -> list[Event]:
        """Store what is new, and say what there is to say about it."""
        if now_s < self._retry_s and self._ended is None:
            return []
        problem = self._try_store()
        told: list[Event] = []
        if problem is not None and problem.aside is not None:
            told.append(NoticeEvent(now_s, "history", problem.sentence))
            problem = self._try_store()  # the damaged file is out of the way
        if problem is None:
            if self._told_problem:
                self._told_problem = False
                told.append(NoticeEvent(now_s, "kept_again", Sentence(KEPT_AGAIN)))
            return told
        given_up = isinstance(problem, NewerHistoryError)  # no waiting makes this program newer
        self._retry_s = math.inf if given_up else now_s + RETRY_S
        if not self._told_problem:
            self._told_problem = True
            told.append(NoticeEvent(now_s, "history", problem.sentence))
            told.append(NoticeEvent(now_s, "not_kept", Sentence(UNKEPT_NEWER if given_up else UNKEPT)))
        return told

    def _try_store(self) -> StoreError | None:
        try:
            if self._history is None:
                self._open()
            assert self._history is not None
            samples, cues, looks = self._stored
            self._history.add(self._number, self._samples[samples:], self._cues[cues:])
            for look in self._looks[looks:]:
                self._history.set_look(self._number, look)
            self._stored = self._held
            if self._ended is not None:
                self._history.end(self._number, *self._ended)
        except StoreError as problem:
            self._let_go()
            return problem
        return None

    def _open(self) -> None:
        """Open the store and begin the session in it; all that was held in memory is to be stored (again)."""
        assert self._session is not None
        history = History(self._data_dir)
        try:
            with storage_errors(history.path):
                self._presence = Presence(self._data_dir, self.uid)
            self._number = history.begin(self._session)
            if self._check_in is not None:
                history.set_check_in(self._number, self._check_in)
        except StoreError:
            history.close()
            raise
        self._history, self._stored = history, (0, 0, 0)

    def _take_back(self) -> None:
        self._ended = self._ended or (INTERRUPTED, totals_of(self._samples))
        if self._history is not None:
            with suppress(StoreError):  # then it is kept as what it was: too short to tell anything
                self._history.take_back(self._number)

    def _let_go(self) -> None:
        if self._history is not None:
            self._history.close()
            self._history = None
        if self._presence is not None:
            self._presence.end()
            self._presence = None


SINCE_0_1_0: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Baseline: ("mobility", "return_sd_mm", "eye_open_mm", "returns"),
    NeutralMouth: ("calm_lift_travel_mm", "lip_height_mm", "narrowing"),
    TensionAxis: ("effect_mm",),
}
"""What a baseline and its parts have come to hold since profiles were first written; as long as one holds nothing
there, it is as it was."""


def fingerprint(baseline: Baseline) -> str:
    """A short name for the numbers of a baseline, so that sessions measured against the same one can be told."""
    return hashlib.sha256(msgspec.json.encode(_numbers(baseline))).hexdigest()[:12]


def _numbers(part: object) -> object:
    """A baseline's part without what an older profile does not hold: that must not make it look like another one."""
    if not isinstance(part, msgspec.Struct):
        return part
    since = SINCE_0_1_0.get(type(part), ())
    held = {field.name: (getattr(part, field.name), field.default) for field in msgspec.structs.fields(part)}
    return {name: _numbers(value) for name, (value, usual) in held.items() if name not in since or value != usual}
