"""The ``kaakrust`` command. Heavy rooms are imported when a command needs them, so ``--help`` is quick.

Exit codes: 0 done, 2 wrong use, 3 no usable camera or file, 4 stopped early.
"""

from __future__ import annotations

import os
import sys
import threading
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedback.command import doctor, history, safety
from feedback.command.common import Common, common_in
from feedback.command.options import (
    DataDirOption,
    ExerciseOption,
    HeadlessOption,
    JsonOption,
    LangOption,
    LensOption,
    MinutesOption,
    NoPaceOption,
    NoSoundOption,
    ProfileOption,
    PupilsOption,
    ShakingOption,
    SoundToOption,
    SourceOption,
    note,
    plain_failures,
)
from feedback.process import fence, memory
from feedback.process.exit_codes import DONE, STOPPED_EARLY
from feedback.sound.heard import Heard
from feedback.visit.asked import Wish
from vision.errors import UsageError
from vision.sentences import N_

if TYPE_CHECKING:
    from calibration.profile import Profile
    from feedback.kept.settings import Settings
    from feedback.visit.open import ListenerPart
    from feedback.visit.view import Plan
    from feedback.window.app import Start
    from vision.template import Sizes

CAMERA_THREAD = "camera"
"""Name of the thread of `vision.camera.Capture`."""

app = typer.Typer(
    name="kaakrust",
    help="Notice and relax your jaw with an ordinary webcam. Everything stays on this computer.",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    pretty_exceptions_enable=False,
)
history.add_to(app)
safety.add_to(app)
doctor.add_to(app)


@app.callback(invoke_without_command=True)
@plain_failures
def home(
    context: typer.Context,
    source: SourceOption = None,
    profile: ProfileOption = "default",
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    show_version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> int | None:
    """Open the window."""
    if show_version:
        print(f"kaakrust {version('kaakrust')}")
        return DONE
    if context.invoked_subcommand is not None:
        return None
    common = common_in(source, profile, lang, data_dir)
    if common.headless:
        print(context.get_help())
        return DONE
    return _window(common, "home")


@app.command()
@plain_failures
def demo(
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    no_pace: NoPaceOption = False,
    sound_to: SoundToOption = None,
    no_sound: NoSoundOption = False,
) -> int:
    """Show a whole visit on the built-in clip, as if it were the webcam. About a minute; nothing is stored."""
    from feedback.visit.demo import SOURCE, demo_plan

    common = common_in(SOURCE, "demo", lang, data_dir, headless, as_json, no_pace)
    heard = _heard(sound_to, no_sound)
    if not common.headless:
        return _window(common, "demo", heard=heard)
    return _journey(common, demo_plan(), heard=heard)


@app.command()
@plain_failures
def session(
    source: SourceOption = None,
    exercise: ExerciseOption = None,
    profile: ProfileOption = "default",
    minutes: MinutesOption = None,
    shaking: ShakingOption = None,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    no_pace: NoPaceOption = False,
    sound_to: SoundToOption = None,
    no_sound: NoSoundOption = False,
) -> int:
    """Go straight into an exercise."""
    common = common_in(source, profile, lang, data_dir, headless, as_json, no_pace)
    heard = _heard(sound_to, no_sound)
    wish = Wish(exercise, minutes, shaking)
    if not common.headless:
        return _window(common, "session", wish=wish, heard=heard)
    from feedback.practice.exercise.gentle_shaking import SHAKING_ID
    from feedback.visit.demo import SOURCE as DEMO_SOURCE
    from feedback.visit.recorder import Recorder
    from feedback.visit.view import Plan
    from vision.sources import is_recording

    person = _load_profile(common)
    recorded = is_recording(common.source)
    config = wish.config(_settings(common), common.data_dir, common.profile, recorded=recorded)
    plan = Plan(known=(person.baseline, person.template) if person else None, config=config)
    if config.includes(SHAKING_ID):
        safety.tell_caution(common.texts)
    if common.source == DEMO_SOURCE:  # somebody else's jaw has no place in one's own history
        return _journey(common, plan, heard=heard)
    return _journey(common, plan, record=Recorder(common.data_dir, config), heard=heard)


@app.command()
@plain_failures
def calibrate(
    source: SourceOption = None,
    profile: ProfileOption = "default",
    spans: Annotated[
        str | None,
        typer.Option(
            help="Calibrate from a recording's time spans instead: label=start-end in seconds, with commas. "
            "Labels: closed, rest, clench, hang, nod, gapN.",
            metavar="SPEC",
        ),
    ] = None,
    spacer: Annotated[
        float | None,
        typer.Option(help="One more step, with a spacer of so many mm between the front teeth: true millimetres."),
    ] = None,
    pupillary_distance: PupilsOption = None,
    lens: LensOption = None,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    no_pace: NoPaceOption = False,
) -> int:
    """Get to know your jaw: about a minute of guided poses, kept as a profile."""
    common = common_in(source, profile, lang, data_dir, headless or spans is not None, as_json, no_pace)
    sizes = _sizes(pupillary_distance, lens)
    common.profiles.check_writable(common.profile)
    if spans is not None:
        from calibration.spans import parse_spans
        from feedback.analysis.measure import calibrate_profile

        person = calibrate_profile(common.source, parse_spans(spans), common.profile, common.texts, sizes)
        _save(common, person)
        return DONE
    from calibration.steps import STEPS, with_spacer
    from feedback.visit.view import Plan

    steps = STEPS if spacer is None else with_spacer(spacer)
    plan = Plan(steps=steps, sizes=sizes)
    if not common.headless:
        return _window(common, "calibrate", calibration=plan)
    return _journey(common, plan, keep=True)


@app.command()
@plain_failures
def analyze(
    videos: Annotated[list[str], typer.Argument(help="Recordings to measure.", metavar="VIDEO...")],
    calibrate: Annotated[
        str | None,
        typer.Option(
            help="Time spans of the recording to calibrate on, label=start-end in seconds, with commas. "
            "Labels: closed, rest, clench, hang, nod, gapN (front teeth N mm apart).",
            metavar="SPEC",
        ),
    ] = None,
    profile: Annotated[str | None, typer.Option(help="Use this profile's baseline.", metavar="NAME")] = None,
    csv: Annotated[
        str | None,
        typer.Option(help="Where the rows go; - is standard output; a folder for several.", metavar="PATH|-"),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw gap, states and pose (.png, .svg, .pdf); a folder for several.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say below the summary what the uncertainty is made of.")
    ] = False,
    pupillary_distance: PupilsOption = None,
    lens: LensOption = None,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Measure recordings: how far the jaw hangs, picture by picture, with its uncertainty."""
    from feedback.command.analyze import analyze_files

    common = common_in(None, profile or "default", lang, data_dir, headless=True)
    if calibrate is not None and profile is not None:
        raise UsageError(N_("Give either --calibrate or --profile, not both."))
    person = None if calibrate is not None else _load_profile(common)
    return analyze_files(
        videos, calibrate, person, _sizes(pupillary_distance, lens), csv, plot, common.texts, explained=explain
    )


def _sizes(pupillary_distance_mm: float | None, lens_deg: float | None) -> Sizes:
    """What was given of face and camera. Raises TemplateError when one cannot be."""
    from vision.head import H_FOV_DEG
    from vision.template import Sizes, check_sizes

    sizes = Sizes(pupillary_distance_mm, H_FOV_DEG if lens_deg is None else lens_deg)
    check_sizes(sizes)
    return sizes


def _settings(common: Common) -> Settings:
    """What the person chose in the window; the usual when that cannot be read, which is said."""
    from feedback.kept.settings import Settings, SettingsError, SettingsFile

    try:
        return SettingsFile(common.data_dir).load()
    except SettingsError as error:
        note(common.texts.say(error.sentence))
        return Settings()


def _heard(sound_to: Path | None, no_sound: bool) -> Heard:
    """How the session is to be heard. A file that cannot be written is said before anything begins."""
    if sound_to is None:
        return Heard(aloud=not no_sound)
    from feedback.sound.wave_file import SoundFile

    return Heard(file=SoundFile(sound_to), aloud=not no_sound)


def _journey(
    common: Common, plan: Plan, *, keep: bool = False, record: ListenerPart | None = None, heard: Heard | None = None
) -> int:
    """Run a journey on the terminal; ``keep``: its calibration becomes a profile; ``record`` keeps its seconds."""
    from calibration.profile import new_profile
    from feedback.command.terminal import run_on_terminal
    from feedback.sound.player import Player

    parts: list[ListenerPart] = [] if record is None else [record]
    if heard is not None and heard.file is not None:
        parts.append(heard.file)
    settings = _settings(common)
    if heard is not None and heard.aloud and settings.sound and common.paced:
        parts.append(Player(settings.volume))
    result = run_on_terminal(common.source, plan, common.texts, as_json=common.as_json, paced=common.paced, parts=parts)
    if keep and result.calibration is not None:
        made = result.calibration
        _save(common, new_profile(common.profile, made.baseline, made.template, result.camera, made.picture))
    if result.problem is not None:
        raise result.problem
    return STOPPED_EARLY if result.stopped else DONE


def _save(common: Common, person: Profile) -> None:
    path = common.profiles.save(person)
    note(common.texts.say(N_("Saved as profile “{name}”: {path}"), name=person.name, path=path))


def _load_profile(common: Common) -> Profile | None:
    """The chosen profile; a damaged one is told about and the session goes on without."""
    from calibration.profile import DEFAULT_NAME, ProfileError

    try:
        person = common.profiles.load(common.profile)
    except ProfileError as error:
        note(common.texts.say(error.sentence))
        return None
    if person is None and common.profile != DEFAULT_NAME:
        raise UsageError(
            N_("There is no profile “{name}”. Make it with: kaakrust calibrate --profile {name}"), name=common.profile
        )
    return person


def _window(
    common: Common,
    start: str,
    *,
    wish: Wish | None = None,
    calibration: Plan | None = None,
    heard: Heard | None = None,
) -> int:
    from feedback.window.app import Start, WindowOptions, run_window
    from feedback.window.person.options import DEFAULT_CALIBRATION

    begin: Start = Start(start)
    options = WindowOptions(
        source=common.source,
        profile=common.profile,
        profiles=common.profiles,
        data_dir=common.data_dir,
        texts=common.texts,
        wish=wish or Wish(),
        paced=common.paced,
        calibration=calibration or DEFAULT_CALIBRATION,
        heard=heard or Heard(),
    )
    return run_window(begin, options)


def main() -> None:
    """The command's entry."""
    memory.keep_together()
    fence.stay_inside()
    fence.hush()
    try:
        app()
    except KeyboardInterrupt:  # before a command had begun
        sys.exit(STOPPED_EARLY)
    except SystemExit as end:
        if any(thread.name == CAMERA_THREAD for thread in threading.enumerate()):
            # A camera that hangs holds its thread inside OpenCV, and Python's own end would abort there.
            sys.stdout.flush()
            os._exit(end.code if isinstance(end.code, int) else DONE)
        raise


if __name__ == "__main__":
    main()
