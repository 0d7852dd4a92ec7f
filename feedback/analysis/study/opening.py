"""How a study is asked for, and how its run is made: for terminal and window alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from calibration.steps import STEPS
from feedback.analysis.study.conduct import Conduct
from feedback.analysis.study.demo import DEMO_STEPS, DEMO_TRIALS
from feedback.analysis.study.protocol import SPACERS_MM
from feedback.analysis.study.records import Study, StudyError, StudyFolder, StudyVisit
from feedback.analysis.study.traced import RunAsked
from vision.face_reader import FaceReader
from vision.sentences import N_, Sentence

Traced = Callable[[RunAsked], FaceReader]

USUAL_CODE = "P01"


def local_now() -> datetime:
    """The time now, with its offset."""
    return datetime.now().astimezone()


class LedRun(Protocol):
    """Somebody is led through holds: a study's visit, or a comfortable opening.

    folder: where a visit is kept; None keeps nothing of it.
    """

    folder: StudyFolder | None

    @property
    def demo(self) -> bool:
        """Whether it is on the built-in clip."""
        ...

    @property
    def agreed(self) -> bool:
        """Whether nothing is to be agreed to any more."""
        ...

    @property
    def goes_on(self) -> bool:
        """Whether what was stopped can be taken up."""
        ...

    def agree(self) -> None:
        """The person agrees."""
        ...

    def conduct(self, traced: Traced | None = None) -> Conduct:
        """The run. traced: gets what is asked for and gives what the faces are read with."""
        ...

    def result(self) -> tuple[Sentence, ...]:
        """What came of it, once the run is over."""
        ...


class StudyWish:
    """One person's study as asked for. folder: where it is kept; None for a demonstration.

    sizes_mm: of the spacers at hand. anew: begin a visit even where one was stopped. Raises StudyError when the
    folder is another person's, or none.
    """

    def __init__(
        self,
        path: Path | None,
        person: str = USUAL_CODE,
        sizes_mm: tuple[float, ...] = SPACERS_MM,
        *,
        anew: bool = False,
    ) -> None:
        if path is not None and path.exists() and not path.is_dir():
            raise StudyError(N_("{path} is no folder."), path=path)
        self.folder = None if path is None else StudyFolder(path)
        self.person, self._sizes_mm, self._anew = person, sizes_mm, anew
        known = self.folder.load() if self.folder is not None else None
        if known is not None and person not in (known.person, USUAL_CODE):
            raise StudyError(N_("{folder} is of {code}."), folder=path, code=known.person)

    @property
    def demo(self) -> bool:
        """Whether it is the demonstration on the built-in clip."""
        return self.folder is None

    @property
    def agreed(self) -> bool:
        """Whether the person agreed, now or before; nobody need agree to a demonstration."""
        return self.folder is None or self.folder.load() is not None

    def agree(self) -> None:
        """The person agrees. Raises StudyError when that cannot be written down."""
        assert self.folder is not None, "nobody agrees to a demonstration"
        self.folder.agree(Study(person=self.person, agreed_at=local_now()))

    def visit(self) -> StudyVisit:
        """The visit that was stopped, or the next one."""
        visits = self.folder.visits() if self.folder is not None else ()
        if visits and not visits[-1].ended and not self._anew:
            return visits[-1]
        begun_at = local_now()
        return StudyVisit(
            number=visits[-1].number + 1 if visits else 1,
            begun_at=begun_at,
            software=version("kaakrust"),
            sizes_mm=self._sizes_mm,
            seed=int(begun_at.timestamp()),
        )

    def conduct(self, traced: Traced | None = None) -> Conduct:
        """The run: two calibrations, or one where a visit goes on, then what is left of it."""
        visit = self.visit()
        self._anew = False  # begun once; what is stopped of it goes on
        run = RunAsked(visit, STEPS, 1 if visit.taken else 2, None, by_itself=False)
        if self.demo:
            sizes = tuple(sorted({trial.size_mm for trial in DEMO_TRIALS if trial.size_mm is not None}))
            shown = StudyVisit(number=1, begun_at=visit.begun_at, software=visit.software, sizes_mm=sizes, seed=0)
            run = RunAsked(shown, DEMO_STEPS, 1, DEMO_TRIALS, by_itself=True)
        return Conduct(
            run.visit,
            local_now,
            steps=run.steps,
            calibrations=run.calibrations,
            trials=run.trials,
            by_itself=run.by_itself,
            reader=None if traced is None else traced(run),
        )

    @property
    def goes_on(self) -> bool:
        """What was stopped can be taken up; a demonstration is not."""
        return not self.demo

    def result(self) -> tuple[Sentence, ...]:
        """Where it is kept."""
        if self.folder is None or not self.folder.visits():
            return ()
        return (Sentence(N_("Kept in {folder}."), {"folder": self.folder.path}),)
