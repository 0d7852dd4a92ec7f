"""What a person can do with what is kept of them: a report, a copy, the copy back again, and forgetting.

The same functions as the command line's; each raises PlainError with a sentence, and may be called in any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedback.desk.forgetting import forget_person
from feedback.kept.export import export_to, import_from
from feedback.kept.forget import REPORT_NAME, Forgotten, forget_sessions, own_files
from feedback.kept.history import History
from feedback.kept.progress import Progress
from feedback.kept.records import KeptSession
from feedback.process.menu.places import MenuPlaces, take_away
from feedback.report.gathering import gathered_page
from feedback.report.page import days_back, write_page
from feedback.report.reading_aid import reading_aid_page
from feedback.texts import Texts
from vision.errors import PlainError
from vision.sentences import N_

QUARTER, ALL = "quarter", "all"
"""The period a report is about unless another is chosen (three months), and the one that leaves nothing out."""


class OwnDataError(PlainError):
    """What the person asked for cannot be done with their data."""


@dataclass(frozen=True, slots=True)
class ReportWish:
    """period: a name of `feedback.report.page.DAYS_BACK`, or ALL. with_notes: with the person's own words."""

    period: str = QUARTER
    with_notes: bool = False


class OwnData:
    """The data of one profile in one data directory."""

    def __init__(self, data_dir: Path, profile: str) -> None:
        self.folder = data_dir
        self._profile = profile

    @property
    def report_path(self) -> Path:
        """Where a report lies that was not saved anywhere else; it goes when everything is forgotten."""
        return self.folder / REPORT_NAME

    def files(self) -> tuple[str, ...]:
        """The names of all files there are of this person."""
        return tuple(str(path.relative_to(self.folder)) for path in own_files(self.folder))

    def report(self, wish: ReportWish, path: Path, texts: Texts) -> Path:
        """Write the report to ``path``, over one that is there; returns where it is."""
        if path != self.report_path:
            self._refuse_own(path)
        until = datetime.now().astimezone().date()
        with History(self.folder) as history:
            sessions = history.sessions(profile=self._profile)
            if sessions:
                until = max(until, sessions[-1].day)
            since = None if wish.period == ALL else days_back(wish.period, until)
            page = gathered_page(
                history,
                tuple(session for session in sessions if since is None or session.day >= since),
                texts,
                profile=self._profile,
                since=since,
                until=until,
                with_notes=wish.with_notes,
            )
        if page is None:
            raise OwnDataError(N_("There are no sessions in this period."))
        write_page(path, page, replace=True)
        return path

    def reading_aid(self, path: Path, texts: Texts) -> Path:
        """Write what a report's figures mean to ``path``, over one that is there; returns where it is."""
        self._refuse_own(path)
        write_page(path, reading_aid_page(texts), replace=True)
        return path

    def save_copy(self, path: Path, progress: Progress) -> Path:
        """Write everything to ``path``, over a file that is there; returns where it is."""
        self._refuse_own(path)
        with History(self.folder) as history:
            export_to(path, history, replace=True, progress=progress)
        return path

    def bring_back(self, path: Path, progress: Progress) -> int:
        """Read a copy into an empty history; how many sessions it holds."""
        with History(self.folder) as history:
            return import_from(path, history, progress)

    def forget(self, sessions: Sequence[KeptSession]) -> Forgotten:
        """Remove these sessions for good."""
        with History(self.folder) as history:
            return forget_sessions(history, sessions)

    def forget_everything(self) -> Forgotten:
        """Remove everything there is of the person, for good; what they put into their menu goes too."""
        forgotten = forget_person(self.folder)
        take_away(MenuPlaces.of())
        return forgotten

    def _refuse_own(self, path: Path) -> None:
        """A copy written over the history would be the end of both."""
        if path.resolve() in {own.resolve() for own in own_files(self.folder)}:
            raise OwnDataError(N_("{path} belongs to the program itself; choose another name."), path=path)
