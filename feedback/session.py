"""The session's core: ``(state, config, jaw state, now) -> (state, effects)``. No clock, no file, no window inside.

Two clocks run. *Now* is the source's time. *Elapsed* is exercise time: it stands still while the session is paused and
while nothing is judged (active, unsure, away), so a minute of exercise is a minute that could be seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from calibration.states import HELP, JawState, Kind
from feedback.cues import Cue, CueMemory, next_cue
from feedback.exercises import Exercise, Step

LONGEST_STEP_S = 0.5
"""More time than this between two readings is not counted: nobody saw what the jaw did in it."""
NO_NEWS_S = 2.0
"""Without a reading for this long the session pauses by itself; a shorter gap is a hiccup of the camera."""
NOBODY_S = 600.0
"""After ten minutes in which nothing could be judged the session ends gently (EXERCISES; the person has left)."""
SAMPLE_EVERY_S = 1.0
"""One state line and one curve point a second (DESIGN, the command)."""
STRETCH_BREAK_S = 1.0
"""A hanging stretch survives a gap of other answers up to this long; active and unsure do not break it at all."""

UNJUDGED = frozenset({Kind.ACTIVE, Kind.UNSURE, Kind.AWAY})


class PauseReason(StrEnum):
    """Why the session stands still."""

    PERSON = "person"
    CAMERA = "camera"


class Ending(StrEnum):
    """How a session ended."""

    DONE = "done"
    STOPPED = "stopped"
    SOURCE_ENDED = "source_ended"
    SOURCE_LOST = "source_lost"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class SessionConfig:
    """What is practised. length_s: planned exercise time, s. profile: whose baseline, for the summary."""

    exercise: Exercise
    length_s: float
    profile: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One point of the curve: session time s, gap and its sd mm (NaN when unknown), what the jaw did."""

    t_s: float
    gap_mm: float
    gap_sd_mm: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Session:
    """Everything the session knows. Times in seconds of the source's clock unless they say otherwise.

    seconds: time per kind, s. elapsed_s: exercise time, s. hanging_s: length of the hanging stretch that runs, s.
    returns: how often the jaw came back to hanging after it had closed.
    """

    started_s: float
    now_s: float
    elapsed_s: float = 0.0
    jaw: JawState | None = None
    jaw_at_s: float | None = None
    step: Step | None = None
    paused: PauseReason | None = None
    ended: Ending | None = None
    seconds: dict[Kind, float] = field(default_factory=lambda: dict.fromkeys(Kind, 0.0))
    hanging_s: float = 0.0
    longest_hanging_s: float = 0.0
    not_hanging_s: float = 0.0
    closed_since_hanging: bool = False
    returns: int = 0
    unjudged_s: float = 0.0
    cue_memory: CueMemory = field(default_factory=CueMemory)
    next_sample_s: float = 0.0
    curve: tuple[CurvePoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told afterwards. All times in seconds; shares are of the time that could be judged."""

    seconds: dict[Kind, float]
    longest_hanging_s: float
    returns: int
    elapsed_s: float
    exercise: str
    profile: str
    ended: Ending
    curve: tuple[CurvePoint, ...]

    @property
    def hanging_share(self) -> float | None:
        """Hanging time over judged time, 0..1; None when nothing could be judged."""
        judged_s = sum(seconds for kind, seconds in self.seconds.items() if kind not in UNJUDGED)
        return self.seconds[Kind.HANGING] / judged_s if judged_s > 0 else None


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A part of the exercise begins."""

    step: Step


@dataclass(frozen=True, slots=True)
class CueGiven:
    """A cue to show and sound."""

    cue: Cue


@dataclass(frozen=True, slots=True)
class Sampled:
    """Once a second: what the jaw does."""

    jaw: JawState


@dataclass(frozen=True, slots=True)
class Paused:
    """The session stands still."""

    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Resumed:
    """The session goes on."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over."""

    summary: Summary


Effect = StepBegan | CueGiven | Sampled | Paused | Resumed | Ended
Effects = tuple[Effect, ...]


def begin(config: SessionConfig, now_s: float) -> tuple[Session, Effects]:
    """A session that starts now."""
    step = config.exercise.step_at(0.0, config.length_s)
    return Session(started_s=now_s, now_s=now_s, next_sample_s=now_s, step=step), (StepBegan(step),)


def advance(session: Session, config: SessionConfig, jaw: JawState | None, now_s: float) -> tuple[Session, Effects]:
    """Go on to ``now_s`` with what the jaw does, or None when no news came. A clock that goes back is ignored."""
    if session.ended is not None or now_s < session.now_s:
        return session, ()
    if session.paused is PauseReason.PERSON:
        return replace(session, now_s=now_s, jaw_at_s=None), ()
    if jaw is None:
        last_news_s = session.started_s if session.jaw_at_s is None else session.jaw_at_s
        silent = session.paused is None and now_s - last_news_s >= NO_NEWS_S
        session = replace(session, now_s=now_s)
        return pause(session, PauseReason.CAMERA) if silent else (session, ())

    effects: list[Effect] = []
    if session.paused is PauseReason.CAMERA:
        session = replace(session, paused=None, jaw_at_s=None)
        effects.append(Resumed())
    session = _count(session, jaw, now_s)
    session, due = _steps_and_samples(session, config, now_s)
    effects += due
    help_text = HELP.get(jaw.reason) if jaw.reason else None
    asked = session.step is None or session.step.hang
    memory, cue = next_cue(session.cue_memory, jaw.kind, now_s - session.started_s, asked=asked, help_text=help_text)
    session = replace(session, cue_memory=memory)
    if cue is not None:
        effects.append(CueGiven(cue))
    if session.elapsed_s >= config.length_s:
        session, last = end(session, config, Ending.DONE)
        effects += last
    elif session.unjudged_s >= NOBODY_S:
        session, last = end(session, config, Ending.NOBODY)
        effects += last
    return session, tuple(effects)


def pause(session: Session, reason: PauseReason = PauseReason.PERSON) -> tuple[Session, Effects]:
    """Stand still. The person's pause outranks the camera's."""
    if session.ended is not None or session.paused in (reason, PauseReason.PERSON):
        return session, ()
    return replace(session, paused=reason), (Paused(reason),)


def resume(session: Session) -> tuple[Session, Effects]:
    """Go on after the person's pause."""
    if session.paused is not PauseReason.PERSON:
        return session, ()
    return replace(session, paused=None, jaw_at_s=session.now_s), (Resumed(),)


def end(session: Session, config: SessionConfig, how: Ending) -> tuple[Session, Effects]:
    """Finish and sum up. Ending twice changes nothing."""
    if session.ended is not None:
        return session, ()
    session = replace(session, ended=how, longest_hanging_s=max(session.longest_hanging_s, session.hanging_s))
    summary = Summary(
        seconds=dict(session.seconds),
        longest_hanging_s=session.longest_hanging_s,
        returns=session.returns,
        elapsed_s=session.elapsed_s,
        exercise=config.exercise.id,
        profile=config.profile,
        ended=how,
        curve=session.curve,
    )
    return session, (Ended(summary),)


def _count(session: Session, jaw: JawState, now_s: float) -> Session:
    """Book the time since the last reading under what the jaw does now."""
    passed_s = 0.0 if session.jaw_at_s is None else now_s - session.jaw_at_s
    if passed_s > LONGEST_STEP_S:
        passed_s = 0.0
    judged = jaw.kind not in UNJUDGED
    return replace(
        _stretch(session, jaw.kind, passed_s),
        now_s=now_s,
        jaw=jaw,
        jaw_at_s=now_s,
        seconds={**session.seconds, jaw.kind: session.seconds[jaw.kind] + passed_s},
        elapsed_s=session.elapsed_s + (passed_s if judged else 0.0),
        unjudged_s=0.0 if judged else session.unjudged_s + passed_s,
    )


def _stretch(session: Session, kind: Kind, passed_s: float) -> Session:
    """Follow the hanging stretch: how long it is, when it breaks, when the jaw came back."""
    if kind in UNJUDGED:
        return session
    if kind is Kind.HANGING:
        came_back = session.closed_since_hanging
        return replace(
            session,
            hanging_s=session.hanging_s + passed_s,
            longest_hanging_s=max(session.longest_hanging_s, session.hanging_s + passed_s),
            not_hanging_s=0.0,
            closed_since_hanging=False,
            returns=session.returns + int(came_back),
        )
    not_hanging_s = session.not_hanging_s + passed_s
    broken = not_hanging_s >= STRETCH_BREAK_S
    hung = session.longest_hanging_s > 0
    return replace(
        session,
        not_hanging_s=not_hanging_s,
        hanging_s=0.0 if broken else session.hanging_s,
        closed_since_hanging=session.closed_since_hanging or (broken and hung and kind is not Kind.WIDE),
    )


def _steps_and_samples(session: Session, config: SessionConfig, now_s: float) -> tuple[Session, list[Effect]]:
    effects: list[Effect] = []
    step = config.exercise.step_at(session.elapsed_s, config.length_s)
    if step is not session.step:
        session = replace(session, step=step)
        effects.append(StepBegan(step))
    if now_s >= session.next_sample_s and session.jaw is not None:
        jaw = session.jaw
        point = CurvePoint(now_s - session.started_s, jaw.gap_mm, jaw.gap_sd_mm, jaw.kind)
        on_time = now_s - session.next_sample_s < SAMPLE_EVERY_S
        upcoming_s = (session.next_sample_s if on_time else now_s) + SAMPLE_EVERY_S
        session = replace(session, curve=(*session.curve, point), next_sample_s=upcoming_s)
        effects.append(Sampled(jaw))
    return session, effects
