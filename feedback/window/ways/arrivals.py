"""What is shown when a visit has ended: how it is now and the summary, the verdict of a calibration, or a problem."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from feedback.kept.check_in import felt
from feedback.kept.records import CheckIn, KeptSession
from feedback.practice.looks import Moment
from feedback.practice.safety import words_after
from feedback.practice.summary import Ending, Summary
from feedback.process.exit_codes import DONE, NO_SOURCE, STOPPED_EARLY
from feedback.visit.demo import SOURCE as DEMO_SOURCE
from feedback.visit.view import Plan
from feedback.window.controls.camera_choice import Cameras
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.check_in_page import CheckInActions, CheckInPage
from feedback.window.pages.summary_page import SummaryActions, SummaryPage, Told
from feedback.window.person.past import says_something
from feedback.window.person.person import Person
from feedback.window.running.trips import Arrival, Trip
from feedback.window.running.visits import Visits
from feedback.window.ways.outcomes import Onward, WaysOn, problem_page, verdict_page
from feedback.window.ways.past_pages import PastPages
from vision.errors import PlainError, SourceError

if TYPE_CHECKING:  # it loads OpenCV, and the window stands before that
    from calibration.calibrator import Calibration

EXIT_CODES = {Ending.STOPPED: STOPPED_EARLY, Ending.SOURCE_LOST: NO_SOURCE}
ASKED_FROM_S = 30.0
"""Less practice than this changes nothing that could be told, so nobody is asked how it is now."""


class Arrivals:
    """Shows what came of a visit, and what can be done next."""

    def __init__(
        self, stage: Stage, person: Person, visits: Visits, past_pages: PastPages, cameras: Cameras, onward: Onward
    ) -> None:
        self._stage, self._person, self._visits = stage, person, visits
        self._past_pages, self._cameras, self._onward = past_pages, cameras, onward

    def show(self, arrival: Arrival) -> None:
        """The page that follows."""
        view, plan = arrival.view, arrival.trip.plan
        if arrival.problem is not None:
            self._show_problem(arrival, arrival.problem)
        elif arrival.summary is not None:
            self._show_session(arrival, arrival.summary)
        elif view is not None and view.calibration is not None and plan.config is None:
            self._keep(view.calibration, arrival)
        else:
            self._stage.leave(STOPPED_EARLY)

    # A session

    def _show_session(self, arrival: Arrival, summary: Summary) -> None:
        self._stage.exit_code = EXIT_CODES.get(summary.ended, DONE)
        session = self._person.past.session(arrival.uid) if arrival.uid is not None else None
        if session is not None and self._worth_asking(arrival.trip, summary):
            self._ask_after(arrival, summary, session)
        else:
            self._show_summary(arrival, summary)

    def _worth_asking(self, trip: Trip, summary: Summary) -> bool:
        """Not those who left the first questions out, nor those who are not there."""
        wanted = self._person.settings.check_in and not trip.skipped
        return wanted and summary.ended is not Ending.NOBODY and summary.elapsed_s >= ASKED_FROM_S

    def _ask_after(self, arrival: Arrival, summary: Summary, session: KeptSession) -> None:
        def done(answers: CheckIn) -> None:
            if says_something(answers):
                self._person.past.keep_check_in(session, answers)
            self._show_summary(arrival, summary, answers)

        skip = partial(self._show_summary, arrival, summary)
        stage = self._stage
        stage.show_page(CheckInPage(stage.look, stage.texts, Moment.AFTER, CheckInActions(done, skip)), skip)

    def _show_summary(self, arrival: Arrival, summary: Summary, after: CheckIn | None = None) -> None:
        stage, trip = self._stage, arrival.trip
        back = partial(self._show_summary, arrival, summary, after)
        leave = partial(stage.leave, stage.exit_code)
        now = replace(after, moment=Moment.BEFORE) if after else None  # how it is now is how it is before the next one
        again = replace(trip, check_in=now, skipped=after is None)
        felt_words = (*felt(trip.check_in, after, stage.texts), *self._series_words(arrival))
        note = self._past_pages.note_on(arrival.uid, back)
        actions = SummaryActions(leave, partial(self._visits.go, again), note)
        page = SummaryPage(stage.look, stage.texts, Told(summary, arrival.live, felt_words), actions)
        stage.show_page(page, leave)

    def _series_words(self, arrival: Arrival) -> tuple[str, ...]:
        """Kind words at the end of a series of one's own sessions."""
        if arrival.uid is None:
            return ()
        return tuple(self._stage.texts.say(line) for line in words_after(len(self._person.past.sessions())))

    # A calibration

    def _keep(self, made: Calibration, arrival: Arrival) -> None:
        """Keep the profile and say what calibrating gave. What cannot be kept can still be used now."""
        stage = self._stage
        stage.exit_code = DONE
        problem, begin = self._person.keep_profile(made, arrival.name_of_source), self._onward.begin
        if problem is not None:
            known = (made.baseline, made.template)
            trip = Trip(Plan(known=known, config=self._person.config()), arrival.trip.source, skipped=True)
            begin = partial(self._visits.go, trip)
        onward = replace(self._onward, begin=begin)
        page = verdict_page(stage.look, stage.texts, made.baseline, problem, onward)
        stage.show_page(page, partial(stage.leave, DONE))

    # A problem

    def _show_problem(self, arrival: Arrival, problem: PlainError) -> None:
        stage, trip, demo = self._stage, arrival.trip, arrival.trip.source == DEMO_SOURCE

        def once_more() -> None:
            self._visits.go(trip if demo else replace(trip, source=self._person.camera))

        stage.exit_code = NO_SOURCE if isinstance(problem, SourceError) else STOPPED_EARLY
        cameras = None
        if isinstance(problem, SourceError) and not demo:
            self._cameras.search_again()
            cameras = self._cameras.choice()
        page = problem_page(
            stage.look,
            stage.texts,
            problem,
            self._ways_on(trip, once_more),
            had_pictures=arrival.view is not None,
            cameras=cameras,
        )
        stage.show_page(page, partial(stage.leave, stage.exit_code))

    def _ways_on(self, trip: Trip, once_more: Go) -> WaysOn:
        """What can be done after a problem; with only its guided parts an exercise needs no camera."""
        guided = trip.plan.without_camera()
        go = partial(self._visits.go, replace(trip, plan=guided)) if guided is not None else None
        onward = self._onward
        return WaysOn(trip.again or once_more, onward.home, onward.demo, onward.file, without_camera=go)
