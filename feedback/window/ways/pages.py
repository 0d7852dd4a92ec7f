"""The ways between the pages: home, what lies around it, and what comes before a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from calibration.circumstances import WORDS
from calibration.profile import DEFAULT_NAME, checked_name
from feedback.kept.records import CheckIn
from feedback.practice.exercise.gentle_shaking import SHAKING_ID
from feedback.practice.exercise.looks_around import LOOK_IDS
from feedback.practice.looks import Moment
from feedback.process.exit_codes import STOPPED_EARLY
from feedback.texts.dates import day_words
from feedback.texts.languages import next_language
from feedback.visit.demo import SOURCE as DEMO_SOURCE
from feedback.visit.demo import demo_plan
from feedback.visit.view import Plan
from feedback.window.controls.camera_choice import Cameras
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.caution_page import CautionPage
from feedback.window.pages.check_in_page import CheckInActions, CheckInPage
from feedback.window.pages.home_page import HomeActions, HomePage, HomeState
from feedback.window.pages.preferences_page import PreferencesActions, PreferencesPage
from feedback.window.pages.safety_page import SafetyPage
from feedback.window.pages.who_page import WhoActions, WhoPage, WhoState, name_words
from feedback.window.person.options import Start
from feedback.window.person.past import says_something
from feedback.window.person.person import Person
from feedback.window.running.sound_sample import SoundSample
from feedback.window.running.speech import Voice
from feedback.window.running.trips import Arrival, Trip
from feedback.window.running.visits import Visits
from feedback.window.ways.arrivals import Arrivals
from feedback.window.ways.data_pages import DataPages
from feedback.window.ways.desk_pages import DeskPages
from feedback.window.ways.first_start import FirstStart
from feedback.window.ways.outcomes import Onward, looks_page
from feedback.window.ways.past_pages import PastPages
from feedback.window.ways.plan_pages import PlanPages
from vision.errors import UsageError
from vision.sentences import N_

if TYPE_CHECKING:
    from feedback.analysis.study.opening import LedRun
    from feedback.window.ways.study_pages import StudyPages

ANSWERS_LAST = timedelta(minutes=15)
"""Answers about how it is now are good for so long; later it is asked anew."""
VIDEO_FILES = N_("Video files")
VIDEO_ENDINGS = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v")
"""What the dialog shows at first; any other file can be dropped on the window."""


class Pages:
    """Makes each page when it is gone to."""

    def __init__(self, stage: Stage, person: Person, visits: Visits) -> None:
        self._stage, self._person, self._visits = stage, person, visits
        self.cameras = Cameras(stage, person)
        self.sound_sample = SoundSample()
        self.data_pages = DataPages(stage, person, self._start_anew, self._measure_opening)
        self.plan_pages = PlanPages(stage, person, self.home, self.begin)
        self.past_pages = PastPages(stage, person, self.data_pages, self.plan_pages.show, self.home)
        self.first_start = FirstStart(stage, person, visits, self.cameras, self.home)
        self.desk_pages = DeskPages(stage, person, self.home)
        onward = Onward(home=self.home, begin=self.begin, demo=self.demo, calibrate=self.calibrate, file=self.ask_file)
        self._arrivals = Arrivals(stage, person, visits, self.past_pages, self.cameras, onward)
        self._answered: tuple[CheckIn, datetime] | None = None
        self._study_pages: StudyPages | None = None
        visits.arrived.connect(self._arrived)
        visits.calibrating_wanted.connect(self.calibrate)

    def start(self, start: Start) -> None:
        """The page that the command asked for. The safety page comes first for those who have not read it."""
        straight: dict[Start, Go] = {
            Start.SESSION: partial(self.begin, ask=False),
            Start.CALIBRATE: self.calibrate,
            Start.RELEASE: self.desk_pages.release,
        }
        if start is Start.STUDY:
            self._study()
        elif start is Start.DEMO:
            self.demo()
        elif start in (desk := {Start.CHECK: self.desk_pages.check, Start.TODAY: self.desk_pages.today}):
            desk[start]()
        elif start is Start.HOME:
            self.first_start.begin() if self.first_start.safety_is_new else self.home()
        elif self.first_start.safety_is_new:
            self.first_start.safety(straight[start], back=partial(self._stage.leave, STOPPED_EARLY))
        else:
            straight[start]()

    def _study(self) -> None:
        options = self._person.options
        assert options.study is not None, "a study is asked for with its wish"
        source = DEMO_SOURCE if options.study.demo else self._person.camera
        self._lead(options.study, source, self._stage.leave, options.trace)

    def _measure_opening(self) -> None:
        """How far the mouth opens without discomfort; then back to one's own data, where it stands."""
        from feedback.analysis.study.comfort_run import ComfortWish  # as below

        person = self._person
        wish = ComfortWish(person.profile(), person.options.profile, person.options.data_dir)
        self._lead(wish, person.camera, lambda _: self.data_pages.show())

    def _lead(self, wish: LedRun, source: str, leave: Callable[[int], object], trace: Path | None = None) -> None:
        from feedback.window.ways.study_pages import StudyPages  # it loads OpenCV, and the window stands before that

        if self._study_pages is not None:
            self._study_pages.close()
        paced = self._person.options.paced
        self._study_pages = StudyPages(
            self._stage, wish, source, paced=paced, leave=leave, trace=self._person.options.trace
        )
        self._study_pages.begin()

    def close(self) -> None:
        """Nothing goes on after this."""
        self.sound_sample.stop()
        if self._study_pages is not None:
            self._study_pages.close()
        self.data_pages.close()
        self.cameras.close()

    def _arrived(self, arrival: Arrival) -> None:
        """A visit has ended. Answers that no session took along wait for the next one."""
        told = arrival.trip.check_in
        if arrival.summary is None and told is not None:
            self._answered = told, told.taken_at
        self._arrivals.show(arrival)

    # Home, and what lies around it

    def home(self) -> None:
        """The first page."""
        self.sound_sample.stop()
        stage, person = self._stage, self._person
        person.end_practice()
        now = datetime.now().astimezone()
        profile = person.profile()
        exercise, length_min = person.offered()
        plan = self.plan_pages.line()
        problem = person.take_problem()
        state = HomeState(
            hour=now.hour,
            exercise=exercise,
            length_min=length_min,
            shaking=person.settings.shaking,
            looks=person.settings.looks,
            calibrated=day_words(profile.made_on, now, stage.texts) if profile else None,
            problem=stage.texts.say(problem.sentence) if problem else "",
            suggestion=self.past_pages.suggestion(now),
            desk_on=self.desk_pages.is_on(),
            desk_told=self.desk_pages.row_words(),
            who=self._who_words(),
            plan=plan,
        )
        actions = HomeActions(
            begin=self.begin,
            calibrate=self.calibrate,
            demo=self.demo,
            choose=person.choose_exercise,
            safety=self.safety,
            preferences=self.preferences,
            history=self.past_pages.go_history,
            switch_theme=self.switch_theme,
            switch_language=self._switch_language,
            desk=self.desk_pages.row_actions(),
            who=self.who,
            plan=self.plan_pages.show,
        )
        stage.show_page(HomePage(stage.look, stage.texts, state, actions, self.cameras.choice()))

    def who(self) -> None:
        """Who sits here, and what is otherwise today."""
        stage, person = self._stage, self._person
        names = tuple(sorted({*person.options.profiles.names(), person.options.profile}))
        state = WhoState(names, person.options.profile, person.today, person.baseline_fits)
        actions = WhoActions(self._become, person.choose_today, self.calibrate, self.home)
        stage.show_page(WhoPage(stage.look, stage.texts, state, actions), self.home)

    def _who_words(self) -> str:
        """Who sits here and what is otherwise, as the first page says it; "" where there is nothing to say."""
        stage, person = self._stage, self._person
        named = person.options.profile != DEFAULT_NAME or len(person.options.profiles.names()) > 1
        name = (name_words(person.options.profile, stage.texts),) if named or person.today else ()
        return " · ".join((*name, *(stage.texts.say(WORDS[one]) for one in person.today)))

    def _become(self, name: str) -> str | None:
        """Another person sits here: the window opens anew for them. A sentence when that can be nobody's name."""
        try:
            checked_name(name)
        except UsageError as problem:
            return self._stage.texts.say(problem.sentence)
        self._stage.open_for(name)
        return None

    def safety(self) -> None:
        """What to mind, at any time."""
        stage = self._stage
        stage.show_page(SafetyPage(stage.look, stage.texts, done=self.home), self.home)

    def preferences(self) -> None:
        """What the person likes."""
        stage = self._stage
        own_data = partial(self.data_pages.show, self.preferences)
        of_desk = partial(self.desk_pages.preferences, self.preferences)
        actions = PreferencesActions(self._change, self._caution_of_preferences, own_data, of_desk, self.home)
        page = PreferencesPage(
            stage.look, stage.texts, self._person.settings, actions, voice_problem=self._voice_problem()
        )
        stage.show_page(page, self.home)

    def switch_theme(self) -> None:
        """From night to day or back."""
        self._person.choices.change(theme=self._stage.look.toggle())

    def _switch_language(self) -> None:
        self._change(language=next_language(self._stage.texts.language))

    def _change(self, **chosen: object) -> None:
        """A choice counts at once."""
        look, page, before = self._stage.look, self._stage.page, self._person.settings
        self._person.choices.change(**chosen)
        now = self._person.settings
        if now.theme is not look.choice:
            look.choose(now.theme)
        if now.less_motion != before.less_motion:
            look.set_less_motion(now.less_motion)
        if now.more_contrast != before.more_contrast:
            look.set_more_contrast(now.more_contrast)
        heard = self._person.options.heard.aloud and self._person.options.paced
        if heard and now.sound and ("volume" in chosen or "sound" in chosen):
            self.sound_sample.play(now.volume)
        elif not now.sound:
            self.sound_sample.stop()
        if chosen.get("voice") and self._voice_problem():
            self.preferences()
        other_letters = (now.letters, now.letters_family) != (before.letters, before.letters_family)
        if other_letters:
            look.write_with(now.letters, now.letters_family)
        if other_letters or now.language != before.language:  # the pages are made anew in either case
            self._stage.speak(now.language)
            self.preferences() if isinstance(page, PreferencesPage) else self.home()
        if other_letters and isinstance(self._stage.page, PreferencesPage):
            self._stage.page.letters.setFocus(Qt.FocusReason.OtherFocusReason)

    def _voice_problem(self) -> str:
        """Why nothing can be said aloud here, once it is wanted."""
        if not self._person.settings.voice:
            return ""
        voice = Voice(self._stage.texts)
        voice.stop()
        return self._stage.texts.say(voice.problem.sentence) if voice.problem else ""

    def _caution_of_preferences(self) -> None:
        def choose(wanted: bool) -> None:
            self._person.choose_shaking(wanted)
            self.preferences()

        stage = self._stage
        page = CautionPage(
            stage.look, stage.texts, yes=partial(choose, True), no=partial(choose, False), in_routine=True
        )
        stage.show_page(page, self.preferences)

    def _start_anew(self) -> None:
        """Everything was forgotten: look, letters and language too are as they were at the very first start."""
        look, usual = self._stage.look, self._person.settings
        look.choose(usual.theme)
        look.set_less_motion(usual.less_motion)
        look.set_more_contrast(usual.more_contrast)
        look.write_with(usual.letters, usual.letters_family)
        self._stage.speak(usual.language)
        self.first_start.begin()

    # Before a session

    def calibrate(self) -> None:
        """Guided poses, kept as a profile."""
        self._visits.go(Trip(self._person.options.calibration, self._person.camera))

    def demo(self) -> None:
        """The whole way on the built-in clip; nothing is kept."""
        self._visits.go(Trip(demo_plan(), DEMO_SOURCE))

    def begin(self, *, ask: bool = True) -> None:
        """The exercise: what it takes to be safe, how it is now unless ``ask`` is false, and there it goes."""
        begin = partial(self.begin, ask=ask)
        back = self.home if ask else partial(self._stage.leave, STOPPED_EARLY)
        if self.first_start.safety_is_new:
            self.first_start.safety(begin, back=back)
        elif self._caution_is_due():
            self._caution(begin, back)
        elif ask and self._looks_are_due():
            self._ask_for_looks(begin, back)
        elif ask and self._person.settings.check_in:
            self._ask_before()
        else:
            self._go(None)

    def _caution_is_due(self) -> bool:
        """Nobody shakes who has not read what to mind and chosen it."""
        person = self._person
        exercise = person.config().exercise
        shakes = any(part.id == SHAKING_ID for part in exercise.parts)
        if not shakes or person.wish.shaking is False:
            return False
        return person.settings.shaking is None or (exercise.id == SHAKING_ID and not person.settings.shaking)

    def _caution(self, begin: Go, back: Go) -> None:
        stage, person = self._stage, self._person
        in_routine = person.config().exercise.id != SHAKING_ID

        def choose(wanted: bool) -> None:
            person.choose_shaking(wanted)
            begin()

        page = CautionPage(
            stage.look,
            stage.texts,
            yes=partial(choose, True),
            no=partial(choose, False) if in_routine else back,
            in_routine=in_routine,
        )
        stage.show_page(page, back)

    def _looks_are_due(self) -> bool:
        """Whoever practises without the camera's eye chooses once whether it may look, where there is one."""
        if self.cameras.none_here:
            return False
        exercise = self._person.config().exercise
        return self._person.settings.looks is None and any(part.id in LOOK_IDS for part in exercise.parts)

    def _ask_for_looks(self, begin: Go, back: Go) -> None:
        def choose(wanted: bool) -> None:
            self._person.choices.change(looks=wanted)
            begin()

        page = looks_page(self._stage.look, self._stage.texts, partial(choose, True), partial(choose, False))
        self._stage.show_page(page, back)

    def _ask_before(self) -> None:
        """How it is now; unless it was answered a moment ago for a session that never began."""
        answered, self._answered = self._answered, None
        if answered is not None and datetime.now().astimezone() - answered[1] < ANSWERS_LAST:
            self._go(answered[0])
            return
        stage = self._stage
        actions = CheckInActions(done=self._go, skip=partial(self._go, None, skipped=True), never=self._never_ask)
        stage.show_page(CheckInPage(stage.look, stage.texts, Moment.BEFORE, actions), self.home)

    def _never_ask(self) -> None:
        self._person.choices.change(check_in=False)
        self._go(None)

    def _go(self, answers: CheckIn | None, *, skipped: bool = False, source: str | None = None) -> None:
        person = self._person
        plan = Plan(known=person.known(), config=person.config())
        if source is None and self.cameras.none_here and plan.only_looks_seen:
            plan = plan.without_camera() or plan
        told = answers if answers is not None and says_something(answers) else None
        self._visits.go(Trip(plan, person.camera if source is None else source, told, skipped))

    # A recording instead of a camera

    def ask_file(self) -> None:
        """Which video file to look through."""
        say = self._stage.texts.say
        window = self._stage.page.window()
        kinds = f"{say(VIDEO_FILES)} ({' '.join('*' + ending for ending in VIDEO_ENDINGS)})"
        path, _ = QFileDialog.getOpenFileName(window, say(N_("Choose a video file")), "", kinds)
        if path:
            self.watch(path)

    def watch(self, path: str) -> None:
        """The exercise on a recording, this once; nobody is asked how the recording feels."""
        if self.first_start.safety_is_new:
            self.first_start.safety(partial(self.watch, path), back=self.home)
        else:
            self._go(None, skipped=True, source=path)
