"""The pages about one's own data as files: report, copy, removal; and the waiting while they take their time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from feedback.kept.forget import Forgotten, kinds_of
from feedback.kept.opening_words import opening_line
from feedback.kept.progress import Progress
from feedback.kept.records import KeptSession
from feedback.window.controls.files import AskForFile, FileDialogs, FileKind
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.data_page import DataActions, DataPage, DataState
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.pages.session_names import day_name, session_names
from feedback.window.pages.waiting_page import WaitingPage, Work
from feedback.window.person.own_data import ReportWish
from feedback.window.person.person import Person
from feedback.window.running.errand import Errand
from vision.sentences import N_

AT_ONCE_S = 0.2
"""What is done this soon needs no page to wait on."""
REMOVED_ALL = N_(
    "Every session with its notes and answers, your looks and answers at the desk, your calibration, your preferences "
    "and your report."
)
REPORT = FileKind(N_("Save the report"), ".html")
READING_AID = FileKind(N_("Save the reading aid"), ".html")
COPY_OUT = FileKind(N_("Save a copy of everything"), ".zip")
COPY_IN = FileKind(N_("Bring a copy back"), ".zip")

Result = TypeVar("Result")


class DataPages:
    """Makes and shows these pages. start_anew: after everything was forgotten, as at the very first start.

    measure_opening: leads through a comfortable opening.
    ask: gives the way to ask for a file; the system's own dialog unless another is put in its place.
    """

    def __init__(self, stage: Stage, person: Person, start_anew: Go, measure_opening: Go) -> None:
        self._stage, self._person, self._data = stage, person, person.own_data
        self._start_anew, self._leave, self._measure_opening = start_anew, start_anew, measure_opening
        self.ask: Callable[[], AskForFile] = lambda: FileDialogs(stage.page.window(), stage.texts)
        self._errand: Errand[object] | None = None

    def close(self) -> None:
        """Nothing goes on after this; what was under way is left, or ends in a moment."""
        if self._errand is not None:
            self._errand.progress.leave()
            self._errand.join()

    def show(self, leave: Go | None = None) -> None:
        """The page itself; ``leave``: back to where it came from, the same as before if not given."""
        self._leave = leave or self._leave
        stage, past = self._stage, self._person.past
        sessions, opening = past.sessions(), past.last_opening()
        state = DataState(
            sessions=sessions,
            anything=bool(self._data.files()),
            folder=str(self._data.folder),
            others=past.others(),
            problem=stage.texts.say(past.problem.sentence) if past.problem else "",
            opening=opening_line(opening, stage.texts) if opening is not None else "",
        )
        actions = DataActions(
            open_report=self._open_report,
            save_report=self._save_report,
            save_reading_aid=self._save_reading_aid,
            save_copy=self._save_copy,
            bring_back=self._bring_back,
            remove=self.remove,
            remove_everything=self._remove_everything,
            open_folder=partial(self._open, self._data.folder),
            measure_opening=self._measure_opening,
            done=self._leave,
        )
        stage.show_page(DataPage(stage.look, stage.texts, state, actions), self._leave)

    # A report, a copy

    def _open_report(self, wish: ReportWish) -> None:
        texts = self._stage.texts
        self._do(
            N_("Your report is being made"),
            lambda _: self._data.report(wish, self._data.report_path, texts),
            self._opened,
        )

    def _opened(self, report: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(report))):
            self.show()
        else:
            self._saved(N_("Your report is ready"), report)

    def _save_report(self, wish: ReportWish) -> None:
        texts = self._stage.texts
        name = texts.say(N_("kaakrust-report-{day}.html"), day=_today())

        def save(path: Path) -> None:
            self._do(
                N_("Your report is being made"),
                lambda _: self._data.report(wish, path, texts),
                partial(self._saved, N_("Your report is saved")),
            )

        self._to_save(REPORT, name, save)

    def _save_reading_aid(self) -> None:
        texts = self._stage.texts

        def save(path: Path) -> None:
            self._do(
                N_("Your reading aid is being made"),
                lambda _: self._data.reading_aid(path, texts),
                partial(self._saved, N_("Your reading aid is saved")),
            )

        self._to_save(READING_AID, texts.say(N_("kaakrust-reading-aid.html")), save)

    def _save_copy(self) -> None:
        def save(path: Path) -> None:
            self._do(
                N_("Your copy is being made"),
                lambda progress: self._data.save_copy(path, progress),
                partial(self._saved, N_("Your copy is saved")),
                may_leave=True,
            )

        self._to_save(COPY_OUT, f"kaakrust-{_today()}.zip", save)

    def _bring_back(self) -> None:
        path = self.ask().to_read(COPY_IN)
        if path is not None:
            self._do(
                N_("Your copy is being read"),
                lambda progress: self._data.bring_back(path, progress),
                self._is_back,
                may_leave=True,
            )

    def _is_back(self, count: int) -> None:
        self._tell(N_("Your sessions are back"), (self._stage.texts.say(N_("Sessions: {count}"), count=count),))

    def _to_save(self, kind: FileKind, name: str, save: Callable[[Path], object]) -> None:
        """Ask where; a file that is there is only replaced by somebody who says so."""
        path = self.ask().to_save(kind, name)
        if path is None:
            return
        if not path.exists():
            save(path)
            return
        say = self._stage.texts.say
        self._confirm(
            say(N_("Replace this file?")),
            (say(N_("{path} is there already."), path=path),),
            keep=say(N_("Keep it")),
            go_on=Action(say(N_("Replace it")), partial(save, path)),
            back=self.show,
        )

    def _saved(self, headline: str, path: Path) -> None:
        say = self._stage.texts.say
        self._tell(
            headline,
            (str(path),),
            Action(say(N_("Open the folder")), partial(self._open, path.parent)),
        )

    def _open(self, path: Path) -> None:
        """Show it with the system's own means; where there are none, say where it is."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._tell(N_("It is here"), (str(path),))

    # Removing

    def remove(self, sessions: tuple[KeptSession, ...], back: Go | None = None) -> None:
        """Remove these, once the person has said so; ``back``: where not doing so leads, and what comes after."""
        say, texts = self._stage.texts.say, self._stage.texts
        if not sessions:
            return
        after = back or self.show
        if len(sessions) == 1:
            headline, what = say(N_("Remove this session?")), session_names(sessions, texts)[0]
            keep, remove = say(N_("Keep it")), say(N_("Remove it"))
        else:
            headline = say(N_("Remove these sessions?"))
            what = say(
                N_("From {first} to {last}. Sessions: {count}"),
                first=day_name(sessions[0].day, texts),
                last=day_name(sessions[-1].day, texts),
                count=len(sessions),
            )
            keep, remove = say(N_("Keep them")), say(N_("Remove them"))
        gone = partial(self._do, N_("It is being removed"), lambda _: self._data.forget(sessions), lambda _: after())
        lines = (what, say(N_("What is removed cannot be brought back.")))
        self._confirm(headline, lines, keep=keep, go_on=Action(remove, gone), back=after)

    def _remove_everything(self) -> None:
        say = self._stage.texts.say
        lines = (
            say(REMOVED_ALL),
            say(N_("What is removed cannot be brought back. A copy saved elsewhere stays where it is.")),
        )
        gone = partial(self._do, N_("It is being removed"), lambda _: self._data.forget_everything(), self._all_gone)
        self._confirm(
            say(N_("Remove everything?")),
            lines,
            keep=say(N_("Keep everything")),
            go_on=Action(say(N_("Remove everything")), gone),
            back=self.show,
        )

    def _all_gone(self, removed: Forgotten) -> None:
        self._person.forget()
        say = self._stage.texts.say
        lines = [say(N_("Sessions: {count}"), count=removed.sessions)]
        if removed.files:
            kinds = ", ".join(map(say, kinds_of(removed.files)))
            lines.append(say(N_("Gone: {kinds} ({files})."), kinds=kinds, files=", ".join(removed.files)))
        if removed.left:
            lines.append(
                say(N_("Left, because they are not from this program: {files}."), files=", ".join(removed.left))
            )
        page = MessagePage(
            self._stage.look,
            say(N_("Everything is removed")),
            tuple(lines),
            (Action(say(N_("Done")), self._start_anew),),
        )
        self._stage.show_page(page, self._start_anew)

    # How it goes

    def _confirm(self, headline: str, lines: tuple[str, ...], *, keep: str, go_on: Action, back: Go) -> None:
        """Ask once, in plain words; what is proposed is to leave things as they are."""
        page = MessagePage(self._stage.look, headline, lines, (Action(keep, back), go_on))
        self._stage.show_page(page, back)

    def _tell(self, headline: str, lines: tuple[str, ...], *actions: Action) -> None:
        say = self._stage.texts.say
        page = MessagePage(self._stage.look, say(headline), lines, (Action(say(N_("Done")), self.show), *actions))
        self._stage.show_page(page, self.show)

    def _do(
        self,
        headline: str,
        work: Callable[[Progress], Result],
        then: Callable[[Result], object],
        *,
        may_leave: bool = False,
    ) -> None:
        """Do ``work`` beside the window and then show what came of it; a page to wait on if it takes longer."""
        errand = Errand(work)
        self._errand = errand  # type: ignore[assignment]  # whatever it brings, closing only ends it
        errand.start()

        def arrived() -> None:
            errand.join()
            if errand.problem is not None:
                problem = self._stage.texts.say(errand.problem.sentence)
                self._tell(N_("That did not work out"), (problem,))
            elif errand.result is not None:
                then(errand.result)
            else:
                self.show()

        errand.join(AT_ONCE_S)
        if not errand.is_alive():
            arrived()
            return
        work_seen = Work(
            part=lambda: errand.progress.part,
            over=lambda: not errand.is_alive(),
            then=arrived,
            leave=errand.progress.leave if may_leave else None,
        )
        page = WaitingPage(self._stage.look, self._stage.texts, self._stage.texts.say(headline), work_seen)
        self._stage.show_page(page, errand.progress.leave if may_leave else lambda: None)


def _today() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d}"
