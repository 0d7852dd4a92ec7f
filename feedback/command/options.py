"""What the commands share: their options, and failures that are one sentence with the right exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import click
import typer
from click.core import ParameterSource
from platformdirs import user_data_dir

from feedback.kept.settings import SettingsFile
from feedback.process.exit_codes import NO_SOURCE, STOPPED_EARLY, WRONG_USE
from feedback.texts import Texts, system_language
from vision.errors import PlainError, SourceError, UsageError
from vision.sentences import N_

Parameters = ParamSpec("Parameters")

UNUSABLE = N_("{file} cannot be used: {problem}.")
NO_OUTPUT = N_("What there is to say cannot be written out: {problem}.")
NOT_TAKEN = N_("“{command}” has no option {option}.")


def plain_failures(command: Callable[Parameters, int | None]) -> Callable[Parameters, None]:
    """Let a command's failures be one sentence and the right exit code.

    ``command`` returns its exit code, or None to go on with a subcommand.
    """

    @wraps(command)
    def told(*arguments: Parameters.args, **options: Parameters.kwargs) -> None:
        lang = options.get("lang")
        texts = Texts(lang.value if isinstance(lang, Language) else system_language())
        try:
            options.update(_given_before(options))
            code = command(*arguments, **options)
            sys.stdout.flush()
        except KeyboardInterrupt:
            code = STOPPED_EARLY
        except BrokenPipeError:
            close_output()  # the reader of our lines has left
            code = STOPPED_EARLY
        except PlainError as error:
            note(texts.say(error.sentence))
            code = NO_SOURCE if isinstance(error, SourceError) else WRONG_USE
        except OSError as error:  # a name that no file can have, a disk that is gone: where nobody knew better words
            if error.filename is None and (problem := full_output()) is not None:
                note(texts.say(NO_OUTPUT, problem=problem))
            else:
                note(texts.say(UNUSABLE, file=error.filename or "?", problem=error.strerror or error))
            code = WRONG_USE
        if code is not None:
            raise typer.Exit(code)

    return told


def full_output() -> str | None:
    """Why standard output takes nothing any more (a full disk); it is closed then. None when it does."""
    try:
        sys.stdout.flush()
    except OSError as error:
        close_output()
        return error.strerror or str(error)
    return None


def close_output() -> None:
    """Send standard output nowhere, so that what is left in it disturbs nobody at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _given_before(options: Mapping[str, object]) -> dict[str, object]:
    """Options that stand before the command's name: they hold for it too, unless they are said again after it.

    Raises UsageError for one that the command does not have.
    """
    context = click.get_current_context(silent=True)
    if context is None or context.parent is None:
        return {}
    before, said = context.parent, ParameterSource.COMMANDLINE
    given = {}
    for parameter in before.command.params:
        name = parameter.name or ""
        if before.get_parameter_source(name) is not said or context.get_parameter_source(name) is said:
            continue
        if name not in options:
            raise UsageError(NOT_TAKEN, command=context.info_name, option=parameter.opts[0])
        given[name] = before.params[name]
    return given


class Language(StrEnum):
    """Languages there are texts in."""

    NL = "nl"
    EN = "en"


class Exercises(StrEnum):
    """What can be practised; the names of `feedback.practice.exercises.EXERCISES`."""

    SOFT_JAW = "soft_jaw"
    BREATH = "breath"
    SHAKING = "shaking"
    ROUTINE = "routine"


SourceOption = Annotated[
    str | None,
    typer.Option(help="Camera name or number, video file, stream address, or “demo”.", metavar="SOURCE"),
]
ProfileOption = Annotated[str, typer.Option(help="Whose baseline to use.", metavar="NAME")]
LangOption = Annotated[Language | None, typer.Option(help="Language; the system's if not given.")]
DataDirOption = Annotated[
    Path | None,
    typer.Option(envvar="KAAKRUST_DATA_DIR", help="Where profiles and history lie.", metavar="DIR", file_okay=False),
]
HeadlessOption = Annotated[bool, typer.Option("--headless", help="No window: cues as lines on the terminal.")]
JsonOption = Annotated[bool, typer.Option("--json", help="With --headless: one JSON object a line.")]
NoPaceOption = Annotated[bool, typer.Option("--no-pace", help="Read a file as fast as it can be.")]
PupilsOption = Annotated[
    float | None, typer.Option("--pd", help="Pupillary distance of a glasses prescription, mm; sets the scale.")
]
LensOption = Annotated[
    float | None,
    typer.Option("--lens", help="What the camera sees along the picture's longer side, degrees; 65 if not given."),
]
ExerciseOption = Annotated[
    Exercises | None, typer.Option(help="What to practise; the one last chosen if not given.", metavar="NAME")
]
ShakingOption = Annotated[
    bool | None,
    typer.Option("--shaking/--no-shaking", help="Whether gentle shaking belongs to the routine; as last chosen."),
]
SoundToOption = Annotated[
    Path | None,
    typer.Option(help="Also write the sound that goes with it, as WAV.", metavar="FILE.wav", dir_okay=False),
]
NoSoundOption = Annotated[bool, typer.Option("--no-sound", help="Play nothing.")]
MinutesOption = Annotated[
    float | None,
    typer.Option(help="Length of the exercise, minutes; the one last chosen if not given.", min=0.1, max=60.0),
]


def texts_in(lang: Language | None, data_dir: Path) -> Texts:
    """Texts in the language asked for, else the one chosen in the window, else the system's."""
    texts = Texts(lang.value if lang else SettingsFile(data_dir).language() or system_language())
    if texts.problem is not None:
        note(texts.say(texts.problem.sentence))
    return texts


def folder_in(data_dir: Path | None) -> Path:
    """The folder asked for, or the usual one."""
    return data_dir or Path(user_data_dir("kaakrust", appauthor=False))


def note(text: str) -> None:
    """Say something beside the output; where nobody can hear it, that is no error."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)
