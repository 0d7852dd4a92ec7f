"""What the commands that watch a jaw do with their options: whose profile, heard how, and the visit itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from feedback.command.common import Common
from feedback.command.options import note
from feedback.process.exit_codes import DONE, STOPPED_EARLY
from feedback.process.whole_file import check_outputs
from feedback.sound.heard import Heard
from vision.errors import UsageError
from vision.sentences import N_

if TYPE_CHECKING:
    from calibration.circumstances import Circumstance
    from calibration.profile import Profile
    from feedback.kept.settings import Settings
    from feedback.visit.journey import Journey
    from feedback.visit.open import ListenerPart
    from feedback.visit.trace.file import TraceFile
    from feedback.visit.view import Plan
    from vision.template import Sizes


NOT_OF_TODAY = N_(
    "Your baseline is of other circumstances than today's ({words}). Calibrate with --with {names} for better "
    "millimetres."
)


def sizes_given(pupillary_distance_mm: float | None, lens_deg: float | None) -> Sizes:
    """What was given of face and camera. Raises TemplateError when one cannot be."""
    from vision.head import H_FOV_DEG
    from vision.template import Sizes, check_sizes

    sizes = Sizes(pupillary_distance_mm, H_FOV_DEG if lens_deg is None else lens_deg)
    check_sizes(sizes)
    return sizes


def settings_of(common: Common) -> Settings:
    """What the person chose in the window; the usual when that cannot be read, which is said."""
    from feedback.kept.settings import Settings, SettingsError, SettingsFile

    try:
        return SettingsFile(common.data_dir).load()
    except SettingsError as error:
        note(common.texts.say(error.sentence))
        return Settings()


def heard_as(common: Common, sound_to: Path | None, no_sound: bool) -> Heard:
    """How the session is to be heard. A file that cannot be written is said before anything begins."""
    if sound_to is None:
        return Heard(aloud=not no_sound)
    from feedback.kept.forget import own_files
    from feedback.sound.wave_file import SoundFile
    from vision.source.sources import file_meant

    recording = file_meant(common.source)
    check_outputs([sound_to], [*own_files(common.data_dir), *([recording] if recording else [])])
    return Heard(file=SoundFile(sound_to), aloud=not no_sound)


def run_journey(
    common: Common,
    plan: Plan,
    *,
    keep: bool = False,
    record: ListenerPart | None = None,
    heard: Heard | None = None,
    trace: Path | None = None,
    circumstances: tuple[Circumstance, ...] = (),
) -> int:
    """Run a journey on the terminal.

    keep: its calibration becomes a profile, of these circumstances. record: keeps its seconds. trace: where a trace of
    it goes.
    """
    from calibration.profile import new_profile
    from feedback.command.terminal import run_on_terminal
    from feedback.sound.player import Player

    parts: list[ListenerPart] = [] if record is None else [record]
    if heard is not None and heard.file is not None:
        parts.append(heard.file)
    settings = settings_of(common)
    if heard is not None and heard.aloud and settings.sound and common.paced:
        parts.append(Player(settings.volume))
    with traced(common, trace) as make:
        result = run_on_terminal(
            common.source, plan, common.texts, as_json=common.as_json, paced=common.paced, parts=parts, make=make
        )
    if keep and result.calibration is not None:
        made = result.calibration
        save_profile(
            common,
            new_profile(
                common.profile, made.baseline, made.template, result.camera, made.picture, circumstances=circumstances
            ),
        )
    if result.problem is not None:
        raise result.problem
    return STOPPED_EARLY if result.stopped else DONE


@contextmanager
def traced(common: Common, path: Path | None) -> Iterator[Callable[[Plan, bool], Journey] | None]:
    """How a journey is made so that a trace of it is written to ``path``; None where none is wanted.

    Says afterwards where the trace is, or that the disk took only its beginning. Raises TraceError and UsageError.
    """
    from feedback.visit.trace.traced import tracing

    if path is not None:
        check_trace(common, path)
    with tracing(path, common.source) as make:
        yield make
    if make is not None:
        say_trace(common, make.file)


def say_trace(common: Common, file: TraceFile) -> None:
    """Say where the trace is that was written, or that there is none after all."""
    from feedback.visit.trace.file import BROKEN

    note(common.texts.say(BROKEN if file.broken else N_("The trace is in {path}."), path=file.path))


def check_trace(common: Common, path: Path) -> None:
    """Raise UsageError when a trace at ``path`` would replace what is read, or a file of the program's own."""
    from feedback.kept.forget import own_files
    from vision.source.sources import file_meant

    recording = file_meant(common.source)
    check_outputs([path], [*own_files(common.data_dir), *([recording] if recording else [])])


def save_profile(common: Common, person: Profile) -> None:
    """Keep a profile under its name, and say where."""
    path = common.profiles.save(person)
    note(common.texts.say(N_("Saved as profile “{name}”: {path}"), name=person.name, path=path))


def circumstances_in(spec: str | None) -> tuple[Circumstance, ...] | None:
    """What an option says is otherwise today; None where it says nothing. Raises UsageError."""
    from calibration.circumstances import told_apart

    return None if spec is None else told_apart(spec.split(","))


def load_profile(common: Common, circumstances: tuple[Circumstance, ...] = ()) -> Profile | None:
    """The chosen profile, best for these circumstances; a damaged one is told about and the session goes on without."""
    from calibration.circumstances import WORDS
    from calibration.profile import DEFAULT_NAME, ProfileError

    try:
        person, of_today = common.profiles.best(common.profile, circumstances)
        if person is not None and not of_today:
            words = ", ".join(common.texts.say(WORDS[one]) for one in circumstances)
            note(common.texts.say(NOT_OF_TODAY, words=words, names=",".join(circumstances)))
    except ProfileError as error:
        note(common.texts.say(error.sentence))
        return None
    if person is None and common.profile != DEFAULT_NAME:
        raise UsageError(
            N_("There is no profile “{name}”. Make it with: kaakrust calibrate --profile {name}"), name=common.profile
        )
    return person
