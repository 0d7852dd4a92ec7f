"""What is to be practised: the person's choices and their own past, made into the configuration of a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from calibration.circumstances import Circumstance, tags_of
from feedback.kept.errors import StoreError
from feedback.kept.history import History, is_there
from feedback.kept.settings import Settings
from feedback.practice.cues import fading_of
from feedback.practice.exercise.gentle_shaking import SHAKING, SHAKING_ID
from feedback.practice.exercise.looks_around import LOOK_IDS
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig


def session_config(
    settings: Settings,
    profile: str,
    *,
    exercise: str | None = None,
    minutes: float | None = None,
    shaking: bool | None = None,
    days: Sequence[date] = (),
    circumstances: Sequence[Circumstance] = (),
    today: date | None = None,
) -> SessionConfig:
    """The session that follows from ``settings`` and what was asked for besides.

    exercise, minutes, shaking: instead of what was chosen last. Shaking belongs to the routine only for those who chose
    it (docs/facts.md 40), the looks to those who did not choose against them. days: of the sessions so far, oldest
    first, one for each; ``today``: else the computer's. circumstances: what is otherwise today.
    """
    chosen = EXERCISES.get(exercise or settings.exercise, SOFT_JAW)
    remembered = chosen.id == settings.exercise and settings.length_min in chosen.lengths_min
    usual_min = settings.length_min if remembered else chosen.usual_min
    wanted = settings.shaking if shaking is None else shaking
    without = frozenset() if wanted or chosen is SHAKING else frozenset({SHAKING_ID})
    return SessionConfig(
        exercise=chosen,
        length_s=60.0 * (usual_min if minutes is None else minutes),
        profile=profile,
        without=without | LOOK_IDS if settings.looks is False else without,
        pace=settings.pace,
        tags=tags_of(circumstances),
        fading=fading_of(days, today or date.today(), keep_all=settings.full_cues),
    )


def practised_days(data_dir: Path, profile: str) -> tuple[date, ...]:
    """The day of each session kept for ``profile``, oldest first; none when they cannot be read."""
    if not is_there(data_dir):
        return ()
    try:
        with History(data_dir) as history:
            return tuple(session.day for session in history.sessions(profile=profile))
    except StoreError:
        return ()
