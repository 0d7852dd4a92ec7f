"""The session's core: ``(state, config, jaw state, now) -> (state, events)``. No clock, no file, no window inside.

Two clocks run. *Now* is the session's time line. *Elapsed* is exercise time: it stands still while the session is
paused and, in the parts that are measured, while nothing is judged (active, unsure, away), so a minute of exercise is a
minute that could be seen. In guided parts nothing is measured and the clock simply runs.
"""

from __future__ import annotations

from dataclasses import replace

from calibration.states import HELP, SELDOM_S, UNJUDGED, JawState, Kind
from feedback.practice.breath import own_pace
from feedback.practice.cues import Asked, next_cue
from feedback.practice.events import (
    CueEvent,
    LookEvent,
    PartEvent,
    PauseEvent,
    ResumeEvent,
    SessionEvent,
    SessionEvents,
    StateEvent,
    StepEvent,
    SummaryEvent,
)
from feedback.practice.exercise.form import Sees
from feedback.practice.looks import Looking, Moment
from feedback.practice.session_state import Session, SessionConfig
from feedback.practice.summary import HELD, CurvePoint, Ending, PauseReason, Summary

NO_NEWS_S = 2.0
"""Without a reading for this long the session pauses by itself; a shorter gap is a hiccup of the camera."""
NOBODY_S = 600.0
"""After ten minutes in which nothing could be judged the session ends gently: the person has left."""
SAMPLE_EVERY_S = 1.0
"""One state line and one curve point a second (docs/facts.md 43)."""
LOOK_IN_VAIN_S = 40.0
"""A look in which somebody is there and yet nothing can be judged for this long goes on with what it has."""
LONGEST_GUIDED_STEP_S = 1.0
"""Of the time between two turns of a guided part at most this much counts; the rest was not guided."""
WAKE_S = 5.0
"""A guided part goes on this long after the computer woke: no camera is there to see that somebody is back."""


def begin(config: SessionConfig, now_s: float, *, tension_told: bool = True) -> tuple[Session, SessionEvents]:
    """A session that starts now. tension_told: this person's baseline tells a tense closing from a soft one."""
    first = config.course[0]
    session = Session(
        started_s=now_s,
        now_s=now_s,
        next_sample_s=now_s,
        part=first.part,
        step=first.step,
        pace=config.pace,
        tension_told=tension_told,
        left_s=sum(timed.length_s for timed in config.course),
    )
    step = StepEvent.of(now_s, first.step)
    return session, (PartEvent.of(now_s, first.part), step) if _several(config) else (step,)


def advance(
    session: Session, config: SessionConfig, jaw: JawState | None, now_s: float, *, lost: bool = False
) -> tuple[Session, SessionEvents]:
    """Go on to ``now_s`` with what the jaw does, or None when no news came. A clock that goes back is ignored.

    lost: without news, it is already known that the camera cannot give any.
    """
    if session.ended is not None or now_s < session.now_s:
        return session, ()
    if session.paused in HELD:
        return replace(session, now_s=now_s, jaw_at_s=None), ()
    if session.part.sees is Sees.NOTHING:
        return _guided(session, config, now_s)
    if jaw is None:
        return _no_news(session, config, now_s, lost=lost)
    events: list[SessionEvent] = []
    if session.paused is not None:
        if session.paused is PauseReason.SLEEP and jaw.kind is Kind.AWAY:
            return replace(session, now_s=now_s, jaw_at_s=now_s, jaw=jaw), ()
        session = replace(session, paused=None, jaw_at_s=None)
        events.append(ResumeEvent(now_s))
    session = _count(session, jaw, now_s)
    for follow in (_sampled, _cued, _moved_on):
        session, told = follow(session, config)
        events += told
    if session.ended is None and session.unjudged_s >= NOBODY_S:
        session, last = end(session, config, Ending.NOBODY)
        events += last
    return session, tuple(events)


def pause(session: Session, reason: PauseReason = PauseReason.PERSON) -> tuple[Session, SessionEvents]:
    """Stand still. The person's pause outranks every other, and a locked screen the camera's."""
    if session.ended is not None or session.paused is reason or session.paused is PauseReason.PERSON:
        return session, ()
    if session.paused is PauseReason.LOCKED and reason is not PauseReason.PERSON:
        return session, ()
    return replace(session, paused=reason, paused_at_s=session.now_s), (PauseEvent.of(session.now_s, reason),)


def resume(session: Session, reason: PauseReason = PauseReason.PERSON) -> tuple[Session, SessionEvents]:
    """Go on after a pause of this kind."""
    if session.paused is not reason:
        return session, ()
    return replace(session, paused=None, jaw_at_s=session.now_s), (ResumeEvent(session.now_s),)


def skip(session: Session, config: SessionConfig) -> tuple[Session, SessionEvents]:
    """Leave the rest of this part out. An exercise of one part is stopped, not skipped."""
    if session.ended is not None or not _several(config):
        return session, ()
    place = session.place
    while place < len(config.course) and config.course[place].part is session.part:
        place += 1
    return _go_to(replace(session, skipped=True), config, place)


def breathe_in(session: Session) -> Session:
    """The person says that they begin to breathe in now. From two whole breaths on, the pacer starts at their pace."""
    taps_s = (*session.taps_s, session.now_s)[-6:]
    own_s = own_pace(taps_s)
    session = replace(session, taps_s=taps_s)
    return replace(session, pace=replace(session.pace, own_s=own_s), breathing_s=0.0) if own_s else session


def end(session: Session, config: SessionConfig, how: Ending) -> tuple[Session, SessionEvents]:
    """Finish and sum up. Ending twice changes nothing."""
    if session.ended is not None:
        return session, ()
    session = replace(session, ended=how, left_s=0.0 if how in (Ending.DONE, Ending.SKIPPED) else session.left_s)
    summary = Summary(
        seconds=dict(session.tally.seconds),
        longest_hanging_s=session.tally.longest_hanging_s,
        returns=session.tally.returns,
        elapsed_s=session.elapsed_s,
        exercise=config.exercise.id,
        profile=config.profile,
        ended=how,
        curve=session.curve,
        looks=session.looks,
        tension_told=session.tension_told,
    )
    return session, (SummaryEvent(session.now_s, summary),)


def _several(config: SessionConfig) -> bool:
    """Whether the exercise has parts that are worth naming."""
    return config.course[0].part is not config.course[-1].part


def _no_news(session: Session, config: SessionConfig, now_s: float, *, lost: bool) -> tuple[Session, SessionEvents]:
    if session.paused is not None:
        session = replace(session, now_s=now_s)
        waited = now_s - session.paused_at_s >= NOBODY_S
        return end(session, config, Ending.NOBODY) if waited else (session, ())
    last_news_s = session.started_s if session.jaw_at_s is None else session.jaw_at_s
    silent = lost or now_s - last_news_s >= NO_NEWS_S
    session = replace(session, now_s=now_s)
    return pause(session, PauseReason.CAMERA) if silent else (session, ())


def _guided(session: Session, config: SessionConfig, now_s: float) -> tuple[Session, SessionEvents]:
    """A part without camera: its time is the clock's."""
    passed_s = min(now_s - session.now_s, LONGEST_GUIDED_STEP_S)
    session = replace(session, now_s=now_s, jaw=None, jaw_at_s=None, unjudged_s=0.0)
    events: list[SessionEvent] = []
    if session.paused is not None:
        if now_s - session.paused_at_s < WAKE_S:
            return session, ()
        session, passed_s = replace(session, paused=None), 0.0
        events.append(ResumeEvent(now_s))
    session = _passed(session, passed_s, breathed_s=passed_s)
    session, told = _moved_on(session, config)
    return session, (*events, *told)


def _count(session: Session, jaw: JawState, now_s: float) -> Session:
    """Book the time since the last reading under what the jaw does now."""
    since_s = 0.0 if session.jaw_at_s is None else now_s - session.jaw_at_s
    passed_s = since_s if since_s <= SELDOM_S else 0.0
    judged = jaw.kind not in UNJUDGED
    session = replace(
        session,
        now_s=now_s,
        jaw=jaw,
        jaw_at_s=now_s,
        unjudged_s=0.0 if judged and passed_s == since_s else session.unjudged_s + min(since_s, NO_NEWS_S),
    )
    if session.part.sees is Sees.JAW:
        session = replace(session, tally=session.tally.add(jaw.kind, passed_s))
    elif judged:
        session = replace(session, looking=session.looking.seeing(jaw, passed_s))
    elif jaw.kind is not Kind.AWAY:
        session = replace(session, vain_s=session.vain_s + passed_s)
    return _passed(session, passed_s if judged else 0.0, breathed_s=passed_s)


def _passed(session: Session, passed_s: float, *, breathed_s: float) -> Session:
    """``passed_s`` more of exercise time."""
    return replace(
        session,
        in_step_s=session.in_step_s + passed_s,
        elapsed_s=session.elapsed_s + passed_s,
        left_s=max(0.0, session.left_s - passed_s),
        breathing_s=session.breathing_s + breathed_s,
    )


def _moved_on(session: Session, config: SessionConfig) -> tuple[Session, SessionEvents]:
    """On to the next step when this one is over."""
    over = session.in_step_s >= config.course[session.place].length_s
    return _go_to(session, config, session.place + 1) if over or session.vain_s >= LOOK_IN_VAIN_S else (session, ())


def _go_to(session: Session, config: SessionConfig, place: int) -> tuple[Session, SessionEvents]:
    """To the step at ``place`` of the course; past the last one the session is done."""
    steps = config.course
    events: list[SessionEvent] = []
    is_last = place >= len(steps)
    part = session.part if is_last else steps[place].part
    if session.part.sees is Sees.LOOK and (is_last or part is not session.part):
        moment = Moment.BEFORE if session.place == 0 else Moment.AFTER
        look = session.looking.taken(moment, tension_told=session.tension_told)
        if look is not None:
            session = replace(session, looks=(*session.looks, look))
            events.append(LookEvent(session.now_s, look))
    if is_last:
        session, last = end(session, config, Ending.SKIPPED if session.skipped else Ending.DONE)
        return session, (*events, *last)
    step = steps[place].step
    if part is not session.part:
        events.append(PartEvent.of(session.now_s, part))
        session = replace(session, looking=Looking(), vain_s=0.0, unjudged_s=0.0, jaw=None, jaw_at_s=session.now_s)
    session = replace(
        session,
        part=part,
        step=step,
        place=place,
        in_step_s=0.0,
        left_s=sum(timed.length_s for timed in steps[place:]),
    )
    return session, (*events, StepEvent.of(session.now_s, step))


def _cued(session: Session, config: SessionConfig) -> tuple[Session, SessionEvents]:
    jaw = session.jaw
    assert jaw is not None
    asked = Asked.HANGING if session.step.hang else Asked.SITTING
    memory, cue = next_cue(
        session.cue_memory,
        jaw.kind,
        session.now_s - session.started_s,
        asked=Asked.NOTHING if session.part.sees is Sees.LOOK else asked,
        help_text=HELP.get(jaw.reason) if jaw.reason else None,
        fading=config.fading,
    )
    return replace(session, cue_memory=memory), (CueEvent(session.now_s, cue),) if cue else ()


def _sampled(session: Session, config: SessionConfig) -> tuple[Session, SessionEvents]:  # noqa: ARG001 - one shape for all
    jaw, now_s = session.jaw, session.now_s
    if jaw is None or now_s < session.next_sample_s:
        return session, ()
    on_time = now_s - session.next_sample_s < SAMPLE_EVERY_S
    upcoming_s = (session.next_sample_s if on_time else now_s) + SAMPLE_EVERY_S
    session = replace(session, next_sample_s=upcoming_s)
    if session.part.sees is Sees.JAW:
        point = CurvePoint(now_s - session.started_s, jaw.gap_mm, jaw.gap_sd_mm, jaw.kind)
        session = replace(session, curve=(*session.curve, point))
    return session, (StateEvent(now_s, jaw),)
