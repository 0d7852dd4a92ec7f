"""A comfortable opening measured: teeth together for the zero, then three openings, each when the person says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from calibration.baseline import Baseline
from calibration.comfort import TIMES, Comfort, Widest, together, widest
from calibration.profile import Profile
from calibration.steps import FIRST_LOOK, WARM_UP, Pose
from feedback.analysis.study.conduct import Conduct, Stage
from feedback.analysis.study.opening import Traced, local_now
from feedback.analysis.study.protocol import Trial, TrialKind
from feedback.analysis.study.records import StudyFolder, StudyVisit
from feedback.kept.history import History, is_there
from feedback.kept.opening_rows import Opening, keep_opening, read_openings
from feedback.kept.opening_words import NOT_SEEN, WORTH, opening_sentences
from vision.face_reader import FaceReader
from vision.readings import JawReading
from vision.sentences import Sentence

OPENINGS = tuple(Trial(TrialKind.OPEN, number=number) for number in range(1, TIMES + 1))
CLOSED_STEPS = tuple(step for step in WARM_UP if step.pose in (Pose.REST, Pose.CLOSED))
"""A zero of this sitting: at rest, then the teeth together, as before a session."""


class ComfortRun:
    """Leads through the openings. person: whose; None: the first seconds count as ordinary rest."""

    def __init__(
        self,
        person: Profile | None,
        name: str,
        clock: Callable[[], datetime] = local_now,
        reader: FaceReader | None = None,
    ) -> None:
        self._name, self._clock = name, clock
        self._found: list[Widest] = []
        began = StudyVisit(number=1, begun_at=clock(), software=version("kaakrust"), sizes_mm=(), seed=0)
        self.conduct = Conduct(
            began,
            clock,
            steps=FIRST_LOOK if person is None else CLOSED_STEPS,
            calibrations=1,
            trials=OPENINGS,
            reader=reader,
            known=None if person is None else (person.baseline, person.template),
            on_hold=self._hold,
        )

    @property
    def comfort(self) -> Comfort | None:
        """What the openings so far come to."""
        return together(self._found)

    @property
    def whole(self) -> bool:
        """Whether all of them were seen."""
        return self.conduct.stage is Stage.DONE and len(self._found) == TIMES

    def keep(self, data_dir: Path) -> Opening | None:
        """Keep the result, when it is whole; returns what was kept. Raises StoreError."""
        comfort = self.comfort
        if comfort is None or not self.whole:
            return None
        opening = Opening(self._clock(), self._name, comfort)
        with History(data_dir) as history:
            keep_opening(history, opening)
        return opening

    def _hold(self, readings: Sequence[JawReading], baseline: Baseline) -> None:
        found = widest(readings, baseline)
        if found is not None:
            self._found.append(found)


def openings_in(data_dir: Path, profile: str) -> tuple[Opening, ...]:
    """What was measured so far, oldest first. Raises StoreError."""
    if not is_there(data_dir):
        return ()
    with History(data_dir) as history:
        return read_openings(history, profile)


class ComfortWish:
    """A comfortable opening as asked for, for terminal and window alike. data_dir: where the result is kept."""

    folder: StudyFolder | None = None
    demo = False
    agreed = True
    goes_on = False

    def __init__(self, person: Profile | None, name: str, data_dir: Path) -> None:
        self._person, self._name, self._data_dir = person, name, data_dir
        self._run: ComfortRun | None = None

    def agree(self) -> None:
        """Nothing is to be agreed to."""

    def conduct(self, traced: Traced | None = None) -> Conduct:  # noqa: ARG002 - it is short enough to do again
        """The run; no trace is made of it."""
        self._run = ComfortRun(self._person, self._name)
        return self._run.conduct

    def result(self) -> tuple[Sentence, ...]:
        """What it came to, which is kept now; nothing when it was left early or could not be seen."""
        if self._run is None or self._run.conduct.stage is not Stage.DONE:
            return ()
        opening = self._run.keep(self._data_dir)
        if opening is None:
            return (Sentence(NOT_SEEN),)
        return (*opening_sentences(opening.comfort), Sentence(WORTH))
