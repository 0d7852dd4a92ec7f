"""What the commands share: their options, and failures that are one sentence with the right exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer
from platformdirs import user_data_dir

from feedback.kept.settings import SettingsFile
from feedback.practice.exercises import EXERCISES
from feedback.process.exit_codes import NO_SOURCE, STOPPED_EARLY, WRONG_USE
from feedback.texts import Texts, system_language
from feedback.texts.languages import LANGUAGES
from vision.errors import PlainError, SourceError, UsageError
from vision.sentences import N_

Parameters = ParamSpec("Parameters")

UNUSABLE = N_("{file} cannot be used: {problem}.")
NO_OUTPUT = N_("What there is to say cannot be written out: {problem}.")
NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})
DATA_DIR = "KAAKRUST_DATA_DIR"
NOT_TAKEN = N_("“{command}” has no option {option}.")


def plain_failures(command: Callable[Parameters, int | None]) -> Callable[Parameters, None]:
    """Let a command's failures be one sentence and the right exit code.

    ``command`` returns its exit code, or None to go on with a subcommand.
    """

    @wraps(command)
    def told(*arguments: Parameters.args, **options: Parameters.kwargs) -> None:
        lang = options.get("lang")
        texts = Texts(lang if isinstance(lang, str) else system_language())
        try:
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
            if is_output(error):
                no_output(error, texts)
            else:
                note(texts.say(UNUSABLE, file=error.filename or "?", problem=error.strerror or error))
            code = WRONG_USE
        if code is not None:
            raise typer.Exit(code)

    return told


def no_output(error: OSError, texts: Texts) -> None:
    """Say that standard output takes nothing any more, and send the rest of it nowhere."""
    close_output()
    note(texts.say(NO_OUTPUT, problem=error.strerror or error))


def is_output(error: OSError) -> bool:
    """Whether it was standard output that took nothing: whatever is opened by name says its name."""
    return error.filename is None and error.errno in NO_ROOM


def close_output() -> None:
    """Send standard output nowhere, so that what is left in it disturbs nobody at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def hand_on(context: typer.Context) -> None:
    """Let options that stand before the command's name hold for it, unless they are said again after it.

    Raises UsageError for one that the command does not have.
    """
    name = context.invoked_subcommand or ""
    asked = context.command.get_command(context, name)  # type: ignore[attr-defined]
    taken = {parameter.name for parameter in asked.params}
    given: dict[str, object] = {}
    for parameter in context.command.params:
        option = parameter.name or ""
        source = context.get_parameter_source(option)
        if source is None or source.name != "COMMANDLINE":
            continue
        if option not in taken:
            raise UsageError(NOT_TAKEN, command=name, option=parameter.opts[0])
        given[option] = context.params[option]
    if "data_dir" in given:  # the environment comes before what is handed on
        os.environ[DATA_DIR] = str(given["data_dir"])
    context.default_map = {name: given}


def _one_of(names: Iterable[str]) -> Callable[[str], str]:
    """A reader of an option that must be one of ``names``."""

    def chosen(value: str) -> str:
        if value not in names:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(names)}.")
        return value

    return chosen


SourceOption = Annotated[
    str | None,
    typer.Option(help="Camera name or number, video file, stream address, or “demo”.", metavar="SOURCE"),
]
ProfileOption = Annotated[str, typer.Option(help="Whose baseline to use.", metavar="NAME")]
LangOption = Annotated[
    str | None,
    typer.Option(help="Language; the system's if not given.", parser=_one_of(LANGUAGES), metavar="|".join(LANGUAGES)),
]
DataDirOption = Annotated[
    Path | None,
    typer.Option(envvar=DATA_DIR, help="Where profiles and history lie.", metavar="DIR", file_okay=False),
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
    str | None,
    typer.Option(
        help=f"What to practise: {', '.join(EXERCISES)}. The one last chosen if not given.",
        parser=_one_of(EXERCISES),
        metavar="NAME",
    ),
]
ShakingOption = Annotated[
    bool | None,
    typer.Option("--shaking/--no-shaking", help="Whether gentle shaking belongs to the routine; as last chosen."),
]
SoundToOption = Annotated[
    Path | None,
    typer.Option(help="Also write the sound that goes with it, as WAV.", metavar="FILE.wav", dir_okay=False),
]
TraceOption = Annotated[
    Path | None,
    typer.Option(
        help="Also write what was seen and decided, as numbers and without a picture, for `kaakrust replay`.",
        metavar="FILE",
        dir_okay=False,
    ),
]
WithOption = Annotated[
    str | None,
    typer.Option(
        "--with",
        help="What is otherwise today, with commas: splint, dentures, glasses, beard, one-side, lying, other-camera.",
        metavar="WHAT,...",
    ),
]
NoSoundOption = Annotated[bool, typer.Option("--no-sound", help="Play nothing.")]
MinutesOption = Annotated[
    float | None,
    typer.Option(help="Length of the exercise, minutes; the one last chosen if not given.", min=0.1, max=60.0),
]


def texts_in(lang: str | None, data_dir: Path) -> Texts:
    """Texts in the language asked for, else the one chosen in the window, else the system's."""
    texts = Texts(lang or SettingsFile(data_dir).language() or system_language())
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
