"""What is said when a visit ends without a summary, or before it begins: a verdict, a problem, a choice."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.baseline import Baseline
from calibration.levels import CalibrationError
from feedback.texts import Texts
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.stage import Go
from feedback.window.controls.theme import Appearance
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.ways.plain_verdict import plain_verdict
from vision.errors import PlainError, SourceError
from vision.sentences import N_


@dataclass(frozen=True, slots=True)
class Onward:
    """Where one can go from what came of a visit. file: look through a video file instead of a camera."""

    home: Go
    begin: Go
    demo: Go
    calibrate: Go
    file: Go


@dataclass(frozen=True, slots=True)
class WaysOn:
    """What can be done after a problem. file: look through a video file. without_camera: only the guided parts."""

    again: Go
    home: Go
    demo: Go
    file: Go
    without_camera: Go | None = None


def verdict_page(
    look: Appearance, texts: Texts, baseline: Baseline, problem: PlainError | None, onward: Onward
) -> MessagePage:
    """What this calibration allows, in plain words, and a way to make it again. problem: why it could not be saved."""
    verdict = plain_verdict(baseline)
    lines = [texts.say(word) for word in verdict.lines]
    if problem is not None:
        lines.append(texts.say(problem.sentence))
    begin, again = Action(texts.say(N_("Begin")), onward.begin), Action(texts.say(N_("Once more")), onward.calibrate)
    first = (begin, again) if verdict.serves else (again, begin)
    actions = (*first, Action(texts.say(N_("Home")), onward.home))
    return MessagePage(look, texts.say(verdict.headline), tuple(lines), actions)


def problem_page(
    look: Appearance,
    texts: Texts,
    problem: PlainError,
    ways_on: WaysOn,
    *,
    had_pictures: bool,
    cameras: CameraChoice | None,
) -> MessagePage:
    """Why it did not work, and what can be done. cameras: a choice of others, where another camera may help."""
    say = texts.say
    headline = N_("That did not work out")
    if isinstance(problem, CalibrationError):
        headline = N_("Not clear enough yet")
    elif isinstance(problem, SourceError):
        headline = N_("That ended early") if had_pictures else N_("No picture yet")
    actions = [Action(say(N_("Try again")), ways_on.again)]
    if isinstance(problem, SourceError) and ways_on.without_camera is not None:
        actions.append(Action(say(N_("Without the camera")), ways_on.without_camera))
    if cameras is not None:
        actions += [Action(say(N_("Choose a video file")), ways_on.file), Action(say(N_("See the demo")), ways_on.demo)]
    actions.append(Action(say(N_("Home")), ways_on.home))
    return MessagePage(look, say(headline), (say(problem.sentence),), tuple(actions), cameras)


def looks_page(look: Appearance, texts: Texts, with_looks: Go, without: Go) -> MessagePage:
    """Whether the camera may look at the jaw before and after an exercise that is guided without it."""
    say = texts.say
    lines = (
        say(N_("Before and after, the camera can look at your jaw for twenty seconds, to see what has changed.")),
        say(N_("Without these looks, breath and shaking need no camera at all.")),
    )
    actions = (Action(say(N_("With the looks")), with_looks), Action(say(N_("Without them")), without))
    return MessagePage(look, say(N_("A look before and after?")), lines, actions)
