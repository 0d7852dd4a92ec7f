"""The window: which page is shown, what the keys do, and that everything ends cleanly."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from time import perf_counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from calibration.baseline import Baseline
from calibration.calibrator import Calibration
from calibration.profile import Profile, ProfileError, new_profile
from feedback.demo import SOURCE as DEMO_SOURCE
from feedback.demo import demo_plan
from feedback.effects import Ending, Summary
from feedback.events import NoticeEvent
from feedback.exercises import SOFT_JAW
from feedback.exit_codes import DONE, NO_SOURCE, STOPPED_EARLY
from feedback.journey import ANSWER
from feedback.live import Command
from feedback.recorder import Recorder
from feedback.session import SessionConfig
from feedback.texts import Texts
from feedback.view import Phase, Plan
from feedback.window.calibration_page import CalibrationPage
from feedback.window.camera_choice import CameraChoice, CameraSearch
from feedback.window.choices import Choices
from feedback.window.controls import Page
from feedback.window.home_page import HomeActions, HomePage, HomeState
from feedback.window.options import Start, WindowOptions
from feedback.window.outcomes import problem_page, verdict_page
from feedback.window.past_pages import PastPages
from feedback.window.session_page import SessionPage
from feedback.window.spoken import day_words
from feedback.window.summary_page import SummaryPage
from feedback.window.theme import Look
from feedback.window.worker import Worker
from feedback.wishes import Wish
from vision.errors import PlainError, SourceError

TICK_MS = 30
"""The painter's own clock: 33 pictures a second, as many as a camera gives and a few to spare."""
IDLE_TICK_MS = 200
"""Without a running camera the timer only looks whether Ctrl-C was pressed."""
EXIT_CODES = {Ending.STOPPED: STOPPED_EARLY, Ending.SOURCE_LOST: NO_SOURCE}
PAGES_OF = {Phase.CALIBRATING: CalibrationPage, Phase.SESSION: SessionPage}
SMALLEST, USUAL = (900, 600), (1280, 720)


class MainWindow(QWidget):
    """The program's one window."""

    def __init__(self, start: Start, options: WindowOptions) -> None:
        super().__init__()
        self.exit_code = DONE
        self._start, self._options = start, options
        self.choices = Choices(options.data_dir)
        chosen = self.choices.now
        self.texts = options.texts
        self.look = Look(chosen.theme, chosen.less_motion)
        self.past_pages = PastPages(self, options, self._show, self._escape)
        self.worker: Worker | None = None
        self._profile_problem: PlainError | None = None
        self._plan, self._spec = Plan(), ""
        self._ticked_s = perf_counter()
        self._interrupted = False
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Kaakrust")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self._stack = QStackedWidget(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._stack)
        self._search = CameraSearch()
        self._camera_lists: list[CameraChoice] = []
        self._make_lasting_pages()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._timer.start(IDLE_TICK_MS)
        {
            Start.HOME: self.go_home,
            Start.DEMO: self.go_demo,
            Start.SESSION: self.go_session,
            Start.CALIBRATE: self.go_calibrate,
        }[start]()

    # Where to go

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def go_home(self) -> None:
        """The first page."""
        actions = HomeActions(
            begin=self.go_session,
            calibrate=self.go_calibrate,
            demo=self.go_demo,
            choose_camera=self._choose_camera,
            choose_length=self._choose_length,
            switch_language=self._switch_language,
            switch_theme=self._switch_theme,
            switch_motion=self._switch_motion,
            history=self.past_pages.go_history,
        )
        person = self._person()
        now = datetime.now().astimezone()
        state = HomeState(
            hour=now.hour,
            camera=self._camera(),
            length_min=self.choices.now.length_min,
            calibrated=day_words(person.made_on, now, self.texts) if person else None,
            problem=self._take_problem(),
            suggestion=self.past_pages.suggestion(now),
        )
        page = HomePage(self.look, self.texts, SOFT_JAW, state, actions)
        self._offer_cameras(page.cameras)
        self._show(page)

    def go_session(self) -> None:
        """The exercise, with the person's baseline when there is one."""
        person = self._person()
        known = (person.baseline, person.template) if person else None
        self._run(Plan(known=known, config=self._config()), self._camera())

    def go_calibrate(self) -> None:
        """Guided poses, kept as a profile."""
        self._run(self._options.calibration, self._camera())

    def go_demo(self) -> None:
        """The whole way on the built-in clip; nothing is kept."""
        self._run(demo_plan(), DEMO_SOURCE)

    # A running journey

    def _run(self, plan: Plan, spec: str) -> None:
        self._end_worker()
        self._plan, self._spec = plan, spec
        if plan.config is not None:
            self.session_page.begin(plan.config)
        self.calibration_page.begin(full=bool(plan.steps))
        self._show(self.calibration_page if plan.steps or plan.known is None else self.session_page)
        self.worker = Worker(spec, plan, paced=self._options.paced, recorder=self.past_pages.recorder(plan, spec))
        self.worker.start()
        self._ticked_s = perf_counter()
        self._timer.start(TICK_MS)

    def tick(self) -> None:
        """Paint what is newest; see whether the journey has ended."""
        if self._interrupted:
            self.close()
            return
        if self._camera_lists and self._search.found is not None:
            for choice in self._camera_lists:
                choice.show_cameras(self._search.found)
            self._camera_lists = []
        now_s = perf_counter()
        tick_s, self._ticked_s = now_s - self._ticked_s, now_s
        worker = self.worker
        if worker is None:
            return
        finished, turn, events = worker.finished, worker.turn, worker.hear()
        self.session_page.hear(events)
        if turn is not None and any(isinstance(event, NoticeEvent) and event.id == ANSWER for event in events):
            self._keep_answers(turn.view.baseline)
        wanted = PAGES_OF.get(turn.view.phase) if turn is not None else None
        if wanted is not None and not isinstance(self.page, wanted):
            self._show(self.session_page if wanted is SessionPage else self.calibration_page)
        if isinstance(self.page, SessionPage | CalibrationPage):
            self.page.tick(turn, tick_s)
        if finished:
            self._arrive(worker)

    def _arrive(self, worker: Worker) -> None:
        """The journey is over: show what came of it."""
        self._end_worker()
        view = worker.turn.view if worker.turn else None
        if worker.problem is not None:
            self._show_problem(worker.problem, had_pictures=worker.turn is not None)
        elif view is not None and view.summary is not None:
            self._show_summary(view.summary, worker.recorder, live=worker.live)
        elif view is not None and view.calibration is not None and self._plan.config is None:
            self.keep(view.calibration, worker.name_of_source)
        else:
            self._leave(STOPPED_EARLY)

    def _show_summary(self, summary: Summary, recorder: Recorder | None, *, live: bool) -> None:
        self.exit_code = EXIT_CODES.get(summary.ended, DONE)
        back = partial(self._show_summary, summary, recorder, live=live)
        page = SummaryPage(
            self.look,
            self.texts,
            summary,
            live=live,
            done=self._escape,
            once_more=partial(self._run, self._plan, self._spec),
            note=self.past_pages.note_on(recorder, back),
        )
        self._show(page)

    def keep(self, made: Calibration, camera: str) -> None:
        """Save the profile and say what calibrating gave. What cannot be saved can still be used now."""
        self.exit_code = DONE
        plan, spec = Plan(known=(made.baseline, made.template), config=self._config()), self._spec
        problem = None
        try:
            profile = new_profile(self._options.profile, made.baseline, made.template, camera, made.picture)
            self._options.profiles.save(profile)
        except PlainError as unsaved:
            problem = unsaved
        begin = partial(self._run, plan, spec)
        self._show(verdict_page(self.look, self.texts, made.baseline, problem, begin=begin, home=self.go_home))

    def _keep_answers(self, baseline: Baseline | None) -> None:
        """The person's answers to tense cues stay with their profile; without one they last for this visit."""
        if baseline is None or self._plan.known is None:
            return
        try:
            self._options.profiles.keep_tension(self._options.profile, baseline.tension)
        except ProfileError as problem:
            self._profile_problem = problem

    def _show_problem(self, problem: PlainError, *, had_pictures: bool) -> None:
        self.exit_code = NO_SOURCE if isinstance(problem, SourceError) else STOPPED_EARLY
        plan, spec = self._plan, self._spec
        cameras = None
        if isinstance(problem, SourceError) and spec != DEMO_SOURCE:
            self._search = CameraSearch()
            cameras = CameraChoice(self.look, self.texts, self._camera(), self._choose_camera)
            self._offer_cameras(cameras)
        page = problem_page(
            self.look,
            self.texts,
            problem,
            had_pictures=had_pictures,
            again=lambda: self._run(plan, spec if spec == DEMO_SOURCE else self._camera()),
            home=self.go_home,
            demo=self.go_demo,
            cameras=cameras,
        )
        self._show(page)

    def _leave(self, code: int) -> None:
        """Back to the first page, or out when that is not where the person came from."""
        self.exit_code = code
        if self._start is Start.HOME:
            self.exit_code = DONE
            self.go_home()
        else:
            self.close()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys mean the same wherever the focus is."""
        page, key = self.page, event.key()
        if key == Qt.Key.Key_T:
            self._switch_theme()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif isinstance(page, CalibrationPage):
            if key == Qt.Key.Key_Space:
                self._ask(Command.AGAIN)
            elif key == Qt.Key.Key_S:
                self._ask(Command.SKIP)
        elif isinstance(page, SessionPage) and not page.plain and key == Qt.Key.Key_C and self._spec != DEMO_SOURCE:
            self.go_calibrate()
        elif isinstance(page, SessionPage):
            page.press(key)
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.worker is not None:
            self.worker.stop()
            if self.worker.turn is None and isinstance(self.page, SessionPage | CalibrationPage):
                self.page.say_closing()
        elif not isinstance(self.page, HomePage):
            self._leave(self.exit_code)

    def _ask(self, command: Command) -> None:
        if self.worker is not None:
            self.worker.ask(command)

    # Choices

    def _camera(self) -> str:
        return self._options.source or self.choices.now.camera

    def _choose_camera(self, name: str) -> None:
        self._options = replace(self._options, source=None)
        self.choices.change(camera=name)

    def _choose_length(self, minutes: int) -> None:
        self._options = replace(self._options, wish=Wish())
        self.choices.change(length_min=minutes)

    def _switch_language(self) -> None:
        other = {"nl": "en", "en": "nl"}[self.texts.language]
        self.texts = Texts(other)
        self.choices.change(language=other)
        self._make_lasting_pages()
        self.go_home()

    def _switch_theme(self) -> None:
        self.choices.change(theme=self.look.toggle())

    def _switch_motion(self) -> None:
        self.look.set_less_motion(not self.look.less_motion)
        self.choices.change(less_motion=self.look.less_motion)
        self.go_home()

    def _config(self) -> SessionConfig:
        """What is practised now: what the command asked for, else what was chosen last."""
        return self._options.wish.config(self.choices.now, self._options.data_dir, self._options.profile)

    def _take_problem(self) -> str:
        """What went wrong with profile or settings, said on one page only."""
        problem = self._profile_problem or self.choices.problem
        self._profile_problem = self.choices.problem = None
        return self.texts.error(problem) if problem else ""

    def _person(self) -> Profile | None:
        try:
            return self._options.profiles.load(self._options.profile)
        except ProfileError as problem:
            self._profile_problem = problem
            return None

    # Pages

    def _make_lasting_pages(self) -> None:
        """The two pages that live as long as the window speaks one language."""
        self.calibration_page = CalibrationPage(
            self.look,
            self.texts,
            again=lambda: self._ask(Command.AGAIN),
            skip=lambda: self._ask(Command.SKIP),
            later=self._escape,
        )
        self.session_page = SessionPage(
            self.look,
            self.texts,
            ask=self._ask,
            stop=self._escape,
            show_picture=self.choices.now.show_picture,
            show_number=self.choices.now.show_number,
            on_choice=lambda picture, number: self.choices.change(show_picture=picture, show_number=number),
        )
        while (page := self._stack.widget(0)) is not None:
            self._stack.removeWidget(page)
            page.deleteLater()
        self._stack.addWidget(self.calibration_page)
        self._stack.addWidget(self.session_page)

    def _show(self, page: Page) -> None:
        """Show ``page``; one that was made for a single showing goes when the next comes."""
        before = self._stack.currentWidget()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page and not isinstance(before, CalibrationPage | SessionPage):
            self._stack.removeWidget(before)
            before.deleteLater()
        (page.primary or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_cameras(self, choice: CameraChoice) -> None:
        self._camera_lists = [choice]
        if self._search.found is not None:
            choice.show_cameras(self._search.found)
            self._camera_lists = []

    # The end

    def interrupt(self) -> None:
        """Ctrl-C: end at the next tick."""
        self._interrupted = True

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Gone from the screen at once; the camera is released before the program ends."""
        if self.worker is not None and not self.worker.finished:
            self.exit_code = STOPPED_EARLY if self._start is not Start.HOME else DONE
        self.hide()
        self._end_worker()
        self._timer.stop()
        self._search.join()
        event.accept()

    def _end_worker(self) -> None:
        if self.worker is not None:
            self.worker.stop()
            self.worker.join()
            self.worker = None
            self._timer.start(IDLE_TICK_MS)
