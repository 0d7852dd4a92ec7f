"""Who sits at the screen: their choices, their baseline, their camera, their past, their data.

What cannot be read or kept is a sentence for the next page, and stops nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calibration.baseline import Baseline
from calibration.circumstances import Circumstance
from calibration.profile import Profile, ProfileError, new_profile
from feedback.kept.settings import Settings
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.texts import Texts
from feedback.visit.asked import Wish
from feedback.window.person.choices import Choices
from feedback.window.person.desk_days import DeskDays
from feedback.window.person.options import WindowOptions
from feedback.window.person.own_data import OwnData
from feedback.window.person.own_plan import OwnPlan
from feedback.window.person.past import Past
from vision.errors import PlainError
from vision.template import FaceTemplate

if TYPE_CHECKING:  # it loads OpenCV, and the window stands before that
    from calibration.calibrator import Calibration


class Person:
    """What the window knows of one person. What the command asked for goes before it until something else is chosen."""

    def __init__(self, options: WindowOptions) -> None:
        self.options = options
        self.choices = Choices(options.data_dir)
        self.past = Past(options.data_dir, options.profile)
        self.desk_days = DeskDays(options.data_dir, options.profile)
        self.own_data = OwnData(options.data_dir, options.profile)
        self.own_plan = OwnPlan(options.data_dir, options.profile)
        self._source, self._wish = options.source, options.wish
        self._once: Wish | None = None
        self._problem: PlainError | None = options.texts.problem

    @property
    def settings(self) -> Settings:
        """What is chosen now."""
        return self.choices.now

    @property
    def camera(self) -> str:
        """The source to look through."""
        return self._source or self.settings.camera

    @property
    def wish(self) -> Wish:
        """What the command asked for besides the usual choices."""
        return self._once or self._wish

    def practise(self, exercise: str, minutes: int) -> None:
        """This and so long, until the first page comes again; what is chosen there stays."""
        self._once = replace(self._wish, exercise=exercise, minutes=minutes)

    def end_practice(self) -> None:
        """What is chosen on the first page counts again."""
        self._once = None

    def choose_camera(self, name: str) -> None:
        """Look through another one from now on."""
        self._source = None
        self.choices.change(camera=name)

    def choose_exercise(self, exercise: str, length_min: int) -> None:
        """Practise this from now on, for so many minutes."""
        self._wish = Wish()
        self.choices.change(exercise=exercise, length_min=length_min)

    def choose_shaking(self, wanted: bool) -> None:
        """Gentle shaking, or not, from now on."""
        self._wish = replace(self._wish, shaking=wanted)
        self.choices.change(shaking=wanted)

    def forget(self) -> None:
        """Everything was removed: whoever sits here now has chosen nothing yet."""
        self._wish, self._once, self._problem = Wish(), None, None
        self.choices.forget()

    def offered(self) -> tuple[str, int]:
        """The exercise that is proposed, by its id, and for how many minutes."""
        exercise = EXERCISES.get(self.settings.exercise, SOFT_JAW)
        length_min = self.settings.length_min
        return exercise.id, length_min if length_min in exercise.lengths_min else exercise.usual_min

    def config(self) -> SessionConfig:
        """What is practised now: what the command asked for, else what was chosen last."""
        return self.wish.config(self.settings, self.options.data_dir, self.options.profile)

    def profile(self) -> Profile | None:
        """The profile, or None when there is none or it cannot be read."""
        return self._best()[0]

    @property
    def today(self) -> tuple[Circumstance, ...]:
        """What is otherwise than usual."""
        return self._wish.today(self.settings)

    @property
    def baseline_fits(self) -> bool:
        """Whether the baseline is of what is otherwise today."""
        return self._best()[1]

    def choose_today(self, circumstances: tuple[Circumstance, ...]) -> bool:
        """This is otherwise from now on; returns whether the baseline is of it."""
        self._wish = replace(self._wish, circumstances=None)
        self.choices.change(circumstances=tuple(circumstances))
        return self.baseline_fits

    def _best(self) -> tuple[Profile | None, bool]:
        try:
            return self.options.profiles.best(self.options.profile, self.today)
        except ProfileError as problem:
            self._problem = problem
            return None, True

    def known(self) -> tuple[Baseline, FaceTemplate] | None:
        """Baseline and face, when they are known."""
        profile = self.profile()
        return (profile.baseline, profile.template) if profile else None

    def keep_profile(self, made: Calibration, camera: str) -> PlainError | None:
        """Keep what calibrating gave; why that could not be, else None."""
        try:
            profile = new_profile(
                self.options.profile, made.baseline, made.template, camera, made.picture, circumstances=self.today
            )
            self.options.profiles.save(profile)
        except PlainError as problem:
            return problem
        return None

    def keep_answers(self, baseline: Baseline) -> None:
        """The person's answers to tense cues stay with their profile."""
        try:
            self.options.profiles.keep_tension(self.options.profile, baseline.tension, self.today)
        except ProfileError as problem:
            self._problem = problem

    def speak(self, texts: Texts) -> None:
        """These are the texts from now on; whether they can be read is said on the next page that can say it."""
        self._problem = texts.problem or self._problem

    def tell_problem(self, problem: PlainError) -> None:
        """Something did not work; the next first page says it."""
        self._problem = problem

    def take_problem(self) -> PlainError | None:
        """What went wrong with profile, settings or texts, once."""
        problem = self._problem or self.choices.problem
        self._problem = self.choices.problem = None
        return problem
