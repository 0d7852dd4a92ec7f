"""A running visit in the window: its worker, the pages that show it, its keys, and word of its end."""

from __future__ import annotations

import math
import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from calibration.steps import Pose, PoseStep
from feedback.practice.exercise.form import Sees
from feedback.sound.wave_file import SoundFile
from feedback.visit.commands import Command
from feedback.visit.demo import SOURCE as DEMO_SOURCE
from feedback.visit.events import ANSWER, TAKEN_BACK, Event, NoticeEvent
from feedback.visit.recorder import Recorder
from feedback.visit.view import Phase, Plan, Turn, View
from feedback.window.controls.page import Page
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.calibration_page import CalibrationActions, CalibrationPage
from feedback.window.pages.framing_page import ASKING, FramingPage
from feedback.window.pages.session_keys import LiveActions
from feedback.window.pages.session_page import SessionPage
from feedback.window.person.person import Person
from feedback.window.running.sounding import Audible, Sounding
from feedback.window.running.trips import Arrival, Trip
from feedback.window.running.worker import Worker
from feedback.window.system.announcing import announce_events
from feedback.window.system.stay_awake import StayAwake

LOOKING = Plan(steps=(PoseStep(Pose.REST, ASKING, "", settle_s=math.inf, hold_s=1.0),))
"""Only looks: it waits for ever before anything would count."""
FALSE_START_S = 60.0
"""What is begun anew within a minute was a false start and stays out of the history; who went on longer practised."""
LivePage = SessionPage | CalibrationPage | FramingPage
KEYS_OF_CALIBRATING = {int(Qt.Key.Key_Space): Command.AGAIN, int(Qt.Key.Key_S): Command.SKIP}


class Visits(QObject):
    """Runs one visit at a time. The pages that live as long as the window speaks one language are made here."""

    heard = Signal(list)
    """What has happened since the last tick, as events."""
    arrived = Signal(Arrival)
    """A visit has ended, by itself or by the person."""
    calibrating_wanted = Signal()
    """The person wants to calibrate instead of this session."""

    def __init__(self, stage: Stage, person: Person) -> None:
        super().__init__()
        self._stage, self._person = stage, person
        self.worker: Worker | None = None
        self._leaving: Worker | None = None
        self.trip = Trip(Plan(), "")
        self._framing: FramingPage | None = None
        self._awake = StayAwake()
        self._audible: Audible | None = None
        self._sound_file = person.options.heard.file
        self._trace = person.options.trace
        self._held = self._stopping = False
        self.make_pages()

    def make_pages(self) -> None:
        """The two pages that live as long as the window speaks one language."""
        look, texts = self._stage.look, self._stage.texts
        choices = self._person.choices
        self.calibration_page = CalibrationPage(
            look,
            texts,
            CalibrationActions(
                again=partial(self.ask, Command.AGAIN), skip=partial(self.ask, Command.SKIP), later=self.stop
            ),
        )
        self.session_page = SessionPage(
            look,
            texts,
            LiveActions(
                ask=self.ask,
                choose=lambda picture, number: choices.change(show_picture=picture, show_number=number),
                calibrate=self._calibrate_instead,
                anew=self._begin_anew,
            ),
            show_picture=choices.now.show_picture,
            show_number=choices.now.show_number,
        )
        self.heard.connect(self.session_page.hear)

    # Going

    def go(self, trip: Trip) -> None:
        """Begin; the pages follow by themselves."""
        self.end()
        self.trip, plan, demo = trip, trip.plan, trip.source == DEMO_SOURCE
        heard = self._heard(plan)
        if plan.config is not None:
            self.session_page.begin(plan.config, demo=demo, unseen=plan.unseen, camera=self._with_camera)
            self._show_sound()
        if plan.steps:
            self.calibration_page.begin(demo=demo, camera=self._with_camera)
        self._stage.show_page(self.calibration_page if plan.steps else self.session_page)
        self.worker = Worker(
            trip.source,
            plan,
            paced=self._person.options.paced,
            recorder=self._recorder(trip),
            heard=heard,
            tell=self._stage.wake,
            after=self._leaving,
            trace=self._take_trace(),
        )
        self.worker.start()

    def glimpse(self, source: str, page: FramingPage, again: Go) -> None:
        """Only look, on ``page``, until it is left. A recording that is over leaves its last picture."""
        self.end()
        self.trip, self._framing = Trip(LOOKING, source, again=again), page
        page.begin()
        paced = self._person.options.paced
        self.worker = Worker(source, LOOKING, paced=paced, after=self._leaving, tell=self._stage.wake)
        self.worker.start()

    def _begin_anew(self) -> None:
        self._drop_false_start()
        self.go(self.trip)

    def _calibrate_instead(self) -> None:
        self._drop_false_start()
        self.calibrating_wanted.emit()

    def _drop_false_start(self) -> None:
        worker = self.worker
        session = worker.turn.view.session if worker is not None and worker.turn is not None else None
        short = session is None or session.elapsed_s < FALSE_START_S
        if worker is not None and worker.recorder is not None and short:
            worker.recorder.drop()

    def tick(self, tick_s: float) -> None:
        """Show what is newest; see whether the journey has ended."""
        worker = self.worker
        if worker is None:
            return
        finished, turn, events = worker.finished, worker.turn, worker.hear()
        if self._audible is not None:
            events += self._audible.hear(events)
        if events:
            self.heard.emit(events)
        if turn is not None:
            self._keep_answers(turn, events)
            self._awake.keep(turn.view.session is not None and turn.view.session.paused is None)
        page = self._stage.page
        wanted = self._page_for(turn)
        if wanted is not None and wanted is not page:
            self._stage.show_page(wanted)
            page = wanted
        if isinstance(page, LivePage):
            page.tick(None if self._stopping else turn, tick_s)  # what is being closed is shown no more
            announce_events(page, events, self._stage.texts)
        if finished and (self._framing is None or worker.live):
            self._arrive(worker)

    def _page_for(self, turn: Turn | None) -> Page | None:
        """What shows ``turn``; a session is shown from its first moment on, not while it is still to begin."""
        if turn is None or self._framing is not None:
            return None
        if turn.view.phase is Phase.CALIBRATING:
            return self.calibration_page if self.trip.plan.steps else self.session_page
        return self.session_page if turn.view.session is not None else None

    @property
    def _with_camera(self) -> bool:
        """Whether this visit's pictures come from a camera, and not from a recording or from nowhere."""
        source = self.trip.source
        return not self.trip.plan.unseen and source != DEMO_SOURCE and not os.path.isfile(source)  # noqa: PTH113

    def _arrive(self, worker: Worker) -> None:
        self.end()
        view = worker.turn.view if worker.turn else None
        recorder = worker.recorder
        self._keep_pace(view)
        self.arrived.emit(
            Arrival(
                self.trip,
                view,
                worker.problem,
                worker.name_of_source,
                worker.live,
                recorder.uid if recorder is not None else None,
            )
        )

    @property
    def sees_pictures(self) -> bool:
        """Whether pictures come now, one after the other."""
        turn = self.worker.turn if self.worker is not None else None
        if turn is None or turn.frame is None:
            return False
        session = turn.view.session
        return session is None or (session.paused is None and session.part.sees is not Sees.NOTHING)

    # What the person asks

    def press(self, key: int) -> bool:
        """A key on one of the live pages; False when it means nothing to them."""
        page = self._stage.page
        if isinstance(page, CalibrationPage) and key in KEYS_OF_CALIBRATING:
            self.ask(KEYS_OF_CALIBRATING[key])
        elif isinstance(page, SessionPage) and key == Qt.Key.Key_M:
            self._turn_sound()
        elif isinstance(page, SessionPage):
            page.press(key)
        else:
            return False
        return True

    def ask(self, command: Command) -> None:
        """Pass on what the person wants."""
        if self.worker is not None:
            self.worker.ask(command)

    def hold(self) -> None:
        """Let a session rest while something lies over it."""
        turn = self.worker.turn if self.worker is not None else None
        session = turn.view.session if turn is not None else None
        if session is not None and session.paused is None:
            self._held = True
            self.ask(Command.TOGGLE_PAUSE)

    def release(self) -> None:
        """Go on, if it was `hold` that let it rest."""
        if self._held:
            self._held = False
            self.ask(Command.TOGGLE_PAUSE)

    def stop(self) -> None:
        """End at the next turn."""
        page = self._stage.page
        if self.worker is not None:
            self.worker.stop()
            self._stopping = True
            if isinstance(page, SessionPage | CalibrationPage):
                page.say_closing(camera=self._with_camera)

    def end(self) -> None:
        """End now. A camera that takes its time is released in its own thread; nobody waits for it."""
        self._framing, self._held, self._stopping = None, False, False
        self._awake.keep(False)
        if self._audible is not None:
            self._audible.stop()
            self._audible = None
        if self.worker is not None:
            self.worker.stop()
            self._leaving, self.worker = self.worker, None

    def close(self) -> None:
        """End, and wait until the camera is released."""
        self.end()
        if self._leaving is not None:
            self._leaving.join()

    # What is kept and heard

    def _recorder(self, trip: Trip) -> Recorder | None:
        """Keeps the session; None when there is none, or on the built-in clip: that is somebody else's jaw."""
        config = trip.plan.config
        return self._person.past.recorder(config, trip.check_in) if config and trip.source != DEMO_SOURCE else None

    def _heard(self, plan: Plan) -> list[Sounding | SoundFile]:
        """What makes the session heard. A sound file was asked for with one session and gets that one."""
        parts: list[Sounding | SoundFile] = []
        options = self._person.options
        if plan.config is None:
            return parts
        if self._sound_file is not None:
            parts.append(self._sound_file)
            self._sound_file = None
        if options.heard.aloud and options.paced:  # at a hurried pace there is nothing to listen to
            self._audible = Audible(self._person.settings, self._stage.texts)
            parts.append(self._audible.sounding)
        return parts

    def _take_trace(self) -> Path | None:
        """Where the trace goes: it was asked for with one visit, and that one has it."""
        trace, self._trace = self._trace, None
        return trace

    def _turn_sound(self) -> None:
        if self._audible is not None:
            self._audible.turn()
            self._show_sound()

    def _show_sound(self) -> None:
        self.session_page.show_sound(self._audible.on if self._audible else None)

    def _keep_answers(self, turn: Turn, events: list[Event]) -> None:
        """Answers to tense cues stay with the profile; without one they last for this visit."""
        answered = any(isinstance(event, NoticeEvent) and event.id in (ANSWER, TAKEN_BACK) for event in events)
        if answered and turn.view.baseline is not None and self.trip.plan.known is not None:
            self._person.keep_answers(turn.view.baseline)

    def _keep_pace(self, view: View | None) -> None:
        """A pace that was tapped in the session is where the next one begins."""
        session, config = view.session if view else None, self.trip.plan.config
        if session is not None and config is not None and session.pace.own_s != config.pace.own_s:
            self._person.choices.change(own_breath_s=round(session.pace.own_s, 1))
