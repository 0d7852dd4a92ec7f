"""What a study keeps of one person, as records, and the folder they lie in. Figures and times; no picture, no name.

``study.json`` says who agreed to what and when; ``visit-1.json``, ``visit-2.json``, … hold one visit each, written
whole after every trial, so that whatever ends the program loses at most the trial that ran.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from calibration.ownfile import write_whole
from feedback.analysis.study.protocol import CONSENT_VERSION, Trial, TrialKind
from vision.errors import PlainError
from vision.sentences import N_

FORM = 1
"""Version of these files' form."""
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,23}")
STUDY_FILE = "study.json"


class StudyError(PlainError):
    """A study's folder that cannot be used."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What one calibration says of one trial.

    gap_mm: median of the gap over the hold. gap_sd_mm: the stated standard deviation of one estimate, its median.
    noise_mm: spread of half-second medians within the hold. None where nothing could be told.
    """

    gap_mm: float | None = None
    gap_sd_mm: float | None = None
    noise_mm: float | None = None


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One trial as measured.

    struck: why it is not to count, "" where it does. at: when, local time. pictures: analysed in the hold. seen_share:
    of them with a face that could be used. by: what each calibration of that run says. seconds: of the hold in each
    kind, by the first. yaw_deg, pitch_deg: least and greatest in the hold.
    """

    kind: TrialKind
    size_mm: float | None
    number: int
    at: datetime
    pictures: int
    seen_share: float
    by: tuple[Measured, ...]
    seconds: dict[str, float]
    yaw_deg: tuple[float, float] | None = None
    pitch_deg: tuple[float, float] | None = None
    struck: str = ""

    @property
    def trial(self) -> Trial:
        """Which trial it is."""
        return Trial(self.kind, self.size_mm, self.number)


class CalibrationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a calibration came to."""

    at: datetime
    zero_mm: float
    gain: float
    rest_gap_mm: float | None
    hang_gap_mm: float | None
    tension: str


class CameraFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the pictures came from. width, height: px. fps: what it says of itself; 0 where it says nothing."""

    name: str
    width: int
    height: int
    fps: float


class StudyVisit(msgspec.Struct, frozen=True, kw_only=True):
    """One visit: what was to be done, and what was."""

    number: int
    begun_at: datetime
    software: str
    sizes_mm: tuple[float, ...]
    seed: int
    camera: CameraFacts | None = None
    calibrations: tuple[CalibrationFacts, ...] = ()
    taken: tuple[Taken, ...] = ()
    left_out: tuple[str, ...] = ()
    ended: bool = False
    form: int = FORM

    @property
    def counting(self) -> tuple[Taken, ...]:
        """The trials that count: those not struck, the last of each."""
        last = {taken.trial.id: taken for taken in self.taken if not taken.struck}
        return tuple(last.values())

    def still_to_do(self, trials: Sequence[Trial]) -> tuple[Trial, ...]:
        """``trials`` neither measured nor left out."""
        done = {taken.trial.id for taken in self.counting} | set(self.left_out)
        return tuple(trial for trial in trials if trial.id not in done)


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """One person in a study.

    person: a code in place of a name. agreed_at: when they agreed to the text of version ``consent``.
    """

    person: str
    agreed_at: datetime
    consent: int = CONSENT_VERSION
    form: int = FORM


One = TypeVar("One", Study, StudyVisit)


class StudyFolder:
    """The folder of one person. Raises StudyError with a plain sentence when it cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Study | None:
        """Who agreed to what; None before anybody did."""
        return self._read(self.path / STUDY_FILE, Study)

    def visits(self) -> tuple[StudyVisit, ...]:
        """The visits so far, in order."""
        found = (self._read(path, StudyVisit) for path in self.path.glob("visit-*.json"))
        return tuple(sorted((visit for visit in found if visit is not None), key=lambda visit: visit.number))

    def agree(self, study: Study) -> None:
        """Write down that the person agreed. Raises StudyError when the code looks like more than a code."""
        if not CODE.fullmatch(study.person):
            raise StudyError(
                N_("“{code}” cannot be a code; take letters and digits, as P01, and nobody's name."), code=study.person
            )
        self._write(self.path / STUDY_FILE, study)

    def keep(self, visit: StudyVisit) -> None:
        """Write a visit as it stands."""
        self._write(self.path / f"visit-{visit.number}.json", visit)

    def _read(self, path: Path, form: type[One]) -> One | None:
        try:
            found = msgspec.json.decode(path.read_bytes(), type=form)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StudyError(
                N_("{path} cannot be read: {problem}."), path=path, problem=error.strerror or error
            ) from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise StudyError(
                N_("{path} is no file of a study, or is damaged: {problem}."), path=path, problem=error
            ) from error
        if found.form > FORM:
            raise StudyError(N_("{path} is from a later version of Kaakrust."), path=path)
        return found

    def _write(self, path: Path, record: Study | StudyVisit) -> None:
        try:
            write_whole(path, msgspec.json.format(msgspec.json.encode(record)))
        except OSError as error:
            raise StudyError(
                N_("The study cannot be written in {folder}: {problem}."),
                folder=self.path,
                problem=error.strerror or error,
            ) from error
