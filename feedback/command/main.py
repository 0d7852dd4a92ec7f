"""The ``kaakrust`` command. Heavy rooms are imported when a command needs them, so ``--help`` is quick.

Exit codes: 0 done, 2 wrong use, 3 no usable camera or file, 4 stopped early.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace
from typer.completion import get_completion_inspect_parameters

from feedback.command import (
    desk,
    doctor,
    history,
    integrate,
    noticing,
    opening_measure,
    plan,
    replay,
    safety,
    study,
)
from feedback.command.common import camera_is_read, common_in, say_which
from feedback.command.on_terminal import (
    circumstances_in,
    heard_as,
    load_profile,
    run_journey,
    save_profile,
    settings_of,
    sizes_given,
)
from feedback.command.opening import open_window
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
    TraceOption,
    WithOption,
    hand_on,
    is_output,
    no_output,
    plain_failures,
)
from feedback.process import fence, memory
from feedback.process.exit_codes import DONE, STOPPED_EARLY, WRONG_USE
from feedback.process.menu.completion import COMPLETES
from feedback.process.plain_letters import spell_plainly
from feedback.texts import Texts, system_language
from feedback.visit.asked import Wish
from vision.errors import UsageError
from vision.sentences import N_

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
study.add_to(app)
replay.add_to(app)
plan.add_to(app)
opening_measure.add_to(app)
desk.add_to(app)
noticing.add_to(app)
integrate.add_to(app)


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
        hand_on(context)
        return None
    common = common_in(source, profile, lang, data_dir)
    if common.headless:
        print(context.get_help())
        return DONE
    say_which(common.source, common.texts)
    return open_window(common, "home")


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
    trace: TraceOption = None,
) -> int:
    """Show a whole visit on the built-in clip, as if it were the webcam. About a minute; nothing is stored."""
    from feedback.visit.demo import SOURCE, demo_plan

    common = common_in(SOURCE, "demo", lang, data_dir, headless, as_json, no_pace)
    heard = heard_as(common, sound_to, no_sound)
    if not common.headless:
        return open_window(common, "demo", heard=heard, trace=trace)
    return run_journey(common, demo_plan(), heard=heard, trace=trace)


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
    otherwise: WithOption = None,
    trace: TraceOption = None,
) -> int:
    """Go straight into an exercise."""
    common = common_in(source, profile, lang, data_dir, headless, as_json, no_pace)
    say_which(common.source, common.texts)
    heard = heard_as(common, sound_to, no_sound)
    wish = Wish(exercise, minutes, shaking, circumstances_in(otherwise))
    if not common.headless:
        return open_window(common, "session", wish=wish, heard=heard, trace=trace)
    from feedback.practice.exercise.gentle_shaking import SHAKING_ID
    from feedback.visit.demo import SOURCE as DEMO_SOURCE
    from feedback.visit.recorder import Recorder
    from feedback.visit.view import Plan
    from vision.source.sources import is_recording

    person = load_profile(common, wish.today(settings_of(common)))
    recorded = is_recording(common.source)
    config = wish.config(settings_of(common), common.data_dir, common.profile, recorded=recorded)
    plan = Plan(known=(person.baseline, person.template) if person else None, config=config)
    if config.includes(SHAKING_ID):
        safety.tell_caution(common.texts)
    if common.source == DEMO_SOURCE:  # somebody else's jaw has no place in one's own history
        return run_journey(common, plan, heard=heard, trace=trace)
    return run_journey(common, plan, record=Recorder(common.data_dir, config), heard=heard, trace=trace)


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
    otherwise: WithOption = None,
    trace: TraceOption = None,
) -> int:
    """Get to know your jaw: about a minute of guided poses, kept as a profile."""
    common = common_in(source, profile, lang, data_dir, headless or spans is not None, as_json, no_pace)
    say_which(common.source, common.texts)
    sizes = sizes_given(pupillary_distance, lens)
    circumstances = circumstances_in(otherwise) or ()
    common.profiles.check_writable(common.profile)
    if spans is not None:
        from calibration.spans import parse_spans
        from feedback.analysis.measure import calibrate_profile

        person = calibrate_profile(common.source, parse_spans(spans), common.profile, common.texts, sizes)
        save_profile(common, replace(person, circumstances=circumstances))
        return DONE
    from calibration.steps import STEPS, with_spacer
    from feedback.visit.view import Plan

    steps = STEPS if spacer is None else with_spacer(spacer)
    plan = Plan(steps=steps, sizes=sizes)
    if not common.headless:
        return open_window(
            common, "calibrate", calibration=plan, trace=trace, wish=Wish(circumstances=circumstances or None)
        )
    return run_journey(common, plan, keep=True, trace=trace, circumstances=circumstances)


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
    from feedback.command.analyze import Places, analyze_files
    from feedback.kept.forget import own_files

    common = common_in(None, profile or "default", lang, data_dir, headless=True)
    if calibrate is not None and profile is not None:
        raise UsageError(N_("Give either --calibrate or --profile, not both."))
    person = None if calibrate is not None else load_profile(common)
    places = Places(csv, plot, tuple(own_files(common.data_dir)))
    return analyze_files(
        videos, calibrate, person, sizes_given(pupillary_distance, lens), places, common.texts, explained=explain
    )


def main() -> None:
    """The command's entry."""
    memory.keep_together()
    fence.stay_inside()
    spell_plainly()
    fence.hush()
    if COMPLETES in os.environ:
        get_completion_inspect_parameters()  # which teaches click the shells, as Typer's own options for that would
    try:
        try:
            app(prog_name=app.info.name)
        finally:
            if sys.stdout is not None:  # a program without a console has none
                sys.stdout.flush()
    except KeyboardInterrupt:  # before a command had begun
        sys.exit(STOPPED_EARLY)
    except OSError as error:  # --help and the like, which no command writes
        if not is_output(error):
            raise
        no_output(error, Texts(system_language()))
        sys.exit(WRONG_USE)
    except SystemExit as end:
        if camera_is_read():
            # A camera that hangs holds its thread inside OpenCV, and Python's own end would abort there.
            os._exit(end.code if isinstance(end.code, int) else DONE)
        raise


if __name__ == "__main__":
    main()
