"""What is said when a journey ends without a summary: the verdict of a calibration, or why nothing came of it."""

from __future__ import annotations

from collections.abc import Callable

from calibration.baseline import Baseline
from calibration.levels import CalibrationError
from calibration.verdict import verdict
from feedback.texts import Texts
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.theme import Appearance
from feedback.window.pages.message_page import Action, MessagePage
from vision.errors import PlainError, SourceError
from vision.sentences import N_


def verdict_page(
    look: Appearance,
    texts: Texts,
    baseline: Baseline,
    problem: PlainError | None,
    *,
    begin: Callable[[], object],
    home: Callable[[], object],
) -> MessagePage:
    """A verdict in words for each ability. problem: why it could not be saved."""
    lines = [texts.say(word) for word in verdict(baseline)]
    if problem is not None:
        lines.append(texts.say(problem.sentence))
    actions = (Action(texts.say(N_("Begin")), begin), Action(texts.say(N_("Home")), home))
    return MessagePage(look, texts.say(N_("Calibrated. Thank you.")), tuple(lines), actions)


def problem_page(
    look: Appearance,
    texts: Texts,
    problem: PlainError,
    *,
    had_pictures: bool,
    again: Callable[[], object],
    home: Callable[[], object],
    demo: Callable[[], object],
    cameras: CameraChoice | None,
) -> MessagePage:
    """Why it did not work, and what can be done. cameras: a choice of others, where another camera may help."""
    headline = N_("That did not work out")
    if isinstance(problem, CalibrationError):
        headline = N_("Not clear enough yet")
    elif isinstance(problem, SourceError):
        headline = N_("That ended early") if had_pictures else N_("No picture yet")
    actions = [Action(texts.say(N_("Try again")), again), Action(texts.say(N_("Home")), home)]
    if cameras is not None:
        actions.append(Action(texts.say(N_("See the demo")), demo))
    return MessagePage(look, texts.say(headline), (texts.say(problem.sentence),), tuple(actions), cameras)
