"""The way through a study, or a comfortable opening, in the window: what is agreed to, the run, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer

from feedback.analysis.study.conduct import Conduct, Stage, Told
from feedback.analysis.study.drive import Ask, Strike
from feedback.analysis.study.opening import LedRun
from feedback.analysis.study.protocol import CONSENT
from feedback.analysis.study.traced import tracing_run
from feedback.practice.safety import Section
from feedback.process.exit_codes import DONE, NO_SOURCE, STOPPED_EARLY, WRONG_USE
from feedback.visit.trace.file import TraceError
from feedback.window.controls.stage import Stage as Window
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.pages.reading_page import Reading, ReadingPage
from feedback.window.pages.study_page import StudyActions, StudyPage, StudyShown
from feedback.window.running.study_worker import StudyWorker
from vision.sentences import N_, Sentence

TICK_MS = 40
ASKING = (Stage.WAITING, Stage.SETTLING, Stage.HOLDING)


class StudyPages:
    """Leads through ``wish``. leave: where it ends, told the exit code; the window's own way if not given."""

    def __init__(
        self,
        window: Window,
        wish: LedRun,
        source: str,
        *,
        paced: bool,
        leave: Callable[[int], object] | None = None,
        trace: Path | None = None,
    ) -> None:
        self._trace = trace
        self._window, self._wish, self._source, self._paced = window, wish, source, paced
        self._leave = leave or window.leave
        self._worker: StudyWorker | None = None
        self._said = Told("", Sentence(N_("The camera is being opened.")))
        self._note = ""
        self._page: StudyPage | None = None
        self._ticked_s = perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """What is agreed to, unless it was before or is only a demonstration."""
        if self._wish.agreed:
            self._run()
            return
        say = self._window.texts.say
        reading = Reading(
            say(N_("A study")),
            say(N_("How well does it measure?")),
            ((Section(N_("What you agree to"), CONSENT),),),
            (Action(say(N_("I agree")), self._agree), Action(say(N_("Not now")), self._refuse)),
        )
        self._window.show_page(ReadingPage(self._window.look, self._window.texts, reading), self._refuse)

    def close(self) -> None:
        """Nothing goes on after this; the camera is released."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.ask(Ask.STOP)
            self._worker.join()
            self._worker = None

    def tick(self) -> None:
        """Show what is newest; see whether the run has ended."""
        worker, page = self._worker, self._page
        if worker is None or page is None:
            return
        now_s = perf_counter()
        tick_s, self._ticked_s = now_s - self._ticked_s, now_s
        for told in worker.hear():
            self._hear(told)
        turn = worker.turn
        if turn is not None:
            page.show_picture(turn.frame, turn.face, tick_s)
            page.show_run(self._shown(worker.conduct), tick_s)
        if worker.finished:
            self._ended(worker)

    def _agree(self) -> None:
        self._wish.agree()
        self._run()

    def _refuse(self) -> None:
        self._leave(STOPPED_EARLY)

    def _run(self) -> None:
        path, self._trace = self._trace, None  # it was asked for with one run, and that one has it
        around = ExitStack()
        try:
            traced = around.enter_context(tracing_run(path, self._source))
        except TraceError as problem:
            say = self._window.texts.say
            leave = Action(say(N_("Done")), lambda: self._leave(WRONG_USE))
            page = MessagePage(self._window.look, say(N_("This did not go on")), (say(problem.sentence),), (leave,))
            self._window.show_page(page, leave.act)
            return
        conduct = self._wish.conduct(traced)
        written = None if traced is None else traced.trace
        worker = self._worker = StudyWorker(
            self._source, conduct, self._wish.folder, paced=self._paced, trace=written, around=around
        )
        actions = StudyActions(
            go=self._asker(worker, Ask.GO),
            again=self._asker(worker, Ask.AGAIN),
            strike=lambda why: worker.ask(Strike(why)),
            skip=self._asker(worker, Ask.SKIP),
            stop=self._asker(worker, Ask.STOP),
        )
        self._page = StudyPage(self._window.look, self._window.texts, actions, demo=self._wish.demo)
        self._window.show_page(self._page, actions.stop)
        self._ticked_s = perf_counter()
        worker.start()
        self._timer.start()

    def _asker(self, worker: StudyWorker, wish: Ask) -> Callable[[], object]:
        return lambda: worker.ask(wish)

    def _hear(self, told: Told) -> None:
        """A trial or pose takes the headline; anything else stands below it until the next one."""
        words = self._window.texts.say(told.sentence)
        if told.id in ("repeat", "lost", "struck", "once_more"):
            self._note = words
            return
        if told.id != self._said.id:
            self._note = self._note if self._worker and self._worker.conduct.last is None else ""
        self._said = told

    def _shown(self, conduct: Conduct) -> StudyShown:
        say = self._window.texts.say
        stage = conduct.stage
        calibrating = stage is Stage.CALIBRATING
        return StudyShown(
            sentence=say(self._said.sentence),
            detail=say(self._said.detail),
            note=self._note,
            ready=stage is Stage.WAITING,
            counting=calibrating or stage in (Stage.SETTLING, Stage.HOLDING),
            progress=conduct.guide.progress if calibrating else conduct.progress,
            left=conduct.left if stage in ASKING else 0,
            measured=conduct.last is not None and not conduct.last.struck,
        )

    def _ended(self, worker: StudyWorker) -> None:
        self._timer.stop()
        self._worker = None
        say, conduct = self._window.texts.say, worker.conduct
        problem = worker.problem.sentence if worker.problem is not None else conduct.why_failed
        lines: tuple[str, ...] = ()
        if problem is not None:
            headline, lines = say(N_("This did not go on")), (say(problem),)
        elif conduct.stage is Stage.DONE:
            headline = say(N_("That was all. Thank you."))
        else:
            headline = say(N_("Stopped; it can be taken up again"))
        lines = (*lines, *(say(sentence) for sentence in self._wish.result()))
        code = NO_SOURCE if problem is not None else DONE if conduct.stage is Stage.DONE else STOPPED_EARLY
        leave = Action(say(N_("Done")), lambda: self._leave(code))
        again = Action(say(N_("Continue")), self._run)
        over = conduct.stage is Stage.DONE or not self._wish.goes_on
        actions = (leave,) if over else (again, leave)
        self._window.show_page(MessagePage(self._window.look, headline, lines, actions), leave.act)
