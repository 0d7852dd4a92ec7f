"""``kaakrust plan``: what was agreed with a practice, taken over, shown, answered and removed."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedback.command.options import (
    DataDirOption,
    ExerciseOption,
    LangOption,
    ProfileOption,
    folder_in,
    note,
    plain_failures,
    texts_in,
)
from feedback.process.exit_codes import DONE
from feedback.texts import Texts
from vision.errors import UsageError
from vision.sentences import N_

if TYPE_CHECKING:
    from feedback.kept.homework import Homework
    from feedback.kept.records import KeptSession

STANDARD_INPUT = "-"


def add_to(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command()(plain_failures(plan))


def plan(
    file: Annotated[
        str | None, typer.Argument(help="A plan as text, from a file or - for standard input.", metavar="[FILE]")
    ] = None,
    exercise: ExerciseOption = None,
    minutes: Annotated[int | None, typer.Option(help="Minutes of one time.")] = None,
    a_week: Annotated[int | None, typer.Option("--a-week", help="Times a week.")] = None,
    weeks: Annotated[int | None, typer.Option(help="For how many weeks.")] = None,
    words: Annotated[str, typer.Option(help="A sentence from the practice.")] = "",
    remind: Annotated[
        list[str] | None, typer.Option(help="A time of day for a kind reminder at the desk, as 08:30; may repeat.")
    ] = None,
    skip: Annotated[
        str | None, typer.Option(help="Say of today that it is left out, and why if you like.", metavar="BECAUSE")
    ] = None,
    as_text: Annotated[bool, typer.Option("--text", help="Print it as text, to send or make a QR code of.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Forget the plan; the sessions stay.")] = False,
    profile: ProfileOption = "default",
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Show or take over a plan: which exercise, how long, how often, for how many weeks."""
    from calibration.profile import checked_name
    from feedback.kept import homework

    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    kept = homework.HomeworkFile(folder, checked_name(profile))
    today = datetime.now().astimezone().date()
    if remove:
        note(texts.say(N_("The plan is gone; your sessions stay.") if kept.remove() else NO_PLAN))
        return DONE
    if file is not None:
        agreed = homework.from_text(_read(file), today)
        kept.save(agreed)
    elif any(value is not None for value in (exercise, minutes, a_week, weeks)):
        if exercise is None or minutes is None or a_week is None or weeks is None:
            raise UsageError(N_("A plan needs all of --exercise, --minutes, --a-week and --weeks."))
        agreed = homework.checked(
            exercise=exercise,
            minutes=minutes,
            a_week=a_week,
            weeks=weeks,
            begins=today,
            words=words,
            reminders=remind or (),
        )
        kept.save(agreed)
    else:
        found = kept.load()
        if found is None:
            note(texts.say(NO_PLAN))
            return DONE
        agreed = found
    if skip is not None:
        agreed = homework.leave_out(agreed, today, skip)
        kept.save(agreed)
    if as_text:
        print(homework.as_text(agreed), end="")
        return DONE
    _show(agreed, folder, profile, today, texts)
    return DONE


NO_PLAN = N_("There is no plan.")


def _show(agreed: Homework, folder: Path, profile: str, today: date, texts: Texts) -> None:
    from feedback.kept.history import History, is_there
    from feedback.kept.homework import weeks_of
    from feedback.kept.homework_words import done_words, plan_words, week_words
    from feedback.texts.dates import short_day

    sessions: tuple[KeptSession, ...] = ()
    if is_there(folder):
        with History(folder) as history:
            sessions = history.sessions(profile=profile, since=agreed.begins, until=agreed.last)
    weeks = weeks_of(agreed, sessions, today)
    print(plan_words(agreed, texts))
    if agreed.words:
        print(f"“{agreed.words}”")
    print(done_words(agreed, weeks, today, texts))
    for week in weeks:
        if week.begun:
            print(f"  {short_day(week.first, texts)}: {week_words(week, texts)}")


def _read(file: str) -> str:
    """The text of a small file. Raises HomeworkError."""
    from feedback.kept.homework_text import MOST_BYTES, text_in, text_of

    return text_of(sys.stdin.buffer.read(MOST_BYTES), file) if file == STANDARD_INPUT else text_in(Path(file))
