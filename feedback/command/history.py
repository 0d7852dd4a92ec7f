"""The commands about what is kept: history, report, export, import, forget. Questions are asked on the terminal."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedback.command.forgetting import (
    SO_MANY_SECONDS,
    SO_MANY_SESSIONS,
    agreed,
    question_of,
    say_forgotten,
    say_out_of_menu,
)
from feedback.command.options import (
    DataDirOption,
    LangOption,
    folder_in,
    note,
    plain_failures,
    texts_in,
)
from feedback.process.exit_codes import DONE, STOPPED_EARLY
from feedback.process.menu.places import MenuPlaces, take_away
from feedback.process.whole_file import check_outputs
from feedback.texts import Texts
from vision.errors import UsageError
from vision.sentences import N_, nN_

if TYPE_CHECKING:
    from feedback.kept.history import History

SHOWN = 20
"""Sessions the table shows when nothing else is asked for: a screenful."""

ProfileOption = Annotated[str | None, typer.Option(help="Only sessions of this profile.", metavar="NAME")]
OwnProfileOption = Annotated[str, typer.Option(help="Whose sessions.", metavar="NAME")]
FromOption = Annotated[str | None, typer.Option("--from", help="First day, YYYY-MM-DD.", metavar="DAY")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Last day, YYYY-MM-DD.", metavar="DAY")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


class Period(StrEnum):
    """How far a report looks back."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


def add_to(app: typer.Typer) -> None:
    """Make these commands part of ``kaakrust``."""
    for command in (history, report, export, forget):
        app.command()(plain_failures(command))
    app.command("import")(plain_failures(import_))


def history(
    profile: OwnProfileOption = "default",
    first: FromOption = None,
    last: UntilOption = None,
    count: Annotated[int, typer.Option("--count", help="How many of the latest sessions; 0 for all.", min=0)] = SHOWN,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a session.")] = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Show the sessions so far."""
    from feedback.command.history_table import as_object, print_table

    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    opened = _open(folder)
    if opened is not None:
        with opened as store:
            found = store.sessions(profile=profile, since=_day(first), until=_day(last))
    else:
        found = ()
    shown = found[-count:] if count else found
    if as_json:
        for session in shown:
            print(json.dumps(as_object(session), ensure_ascii=False), flush=True)
    elif shown:
        print_table(shown, len(found), texts)
    else:
        note(texts.say(N_("There are no sessions yet.")))
    return DONE


def report(
    out: Annotated[Path | None, typer.Option(help="Where the page goes.", metavar="FILE")] = None,
    period: Annotated[Period, typer.Option(help="How far back.")] = Period.QUARTER,
    first: FromOption = None,
    last: UntilOption = None,
    profile: OwnProfileOption = "default",
    notes: Annotated[bool, typer.Option("--notes", help="With your own notes.")] = False,
    reading_aid: Annotated[
        bool, typer.Option("--reading-aid", help="Instead: one page on what the figures mean and what they cannot.")
    ] = False,
    force: ForceOption = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Make one page to print or to give to a dentist or physiotherapist."""
    from feedback.report.gathering import gathered_page
    from feedback.report.page import days_back, write_page

    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    if reading_aid:
        return _write_reading_aid(out, folder, texts, force=force)
    today = datetime.now().astimezone().date()
    since, until = _day(first), _day(last) or today
    if since is None and period is not Period.ALL:
        since = days_back(period.value, until)
    opened = _open(folder)
    if opened is None:
        raise UsageError(N_("There are no sessions yet."))
    with opened as store:
        sessions = store.sessions(profile=profile, since=since, until=until)
        page = gathered_page(store, sessions, texts, profile=profile, since=since, until=until, with_notes=notes)
    if page is None:
        raise UsageError(N_("There are no sessions in this period."))
    path = out or _free(Path(texts.say(N_("kaakrust-report-{day}.html"), day=today.isoformat())))
    _check_out(path, folder)
    write_page(path, page, replace=force)
    note(texts.say(N_("The report is {path}; open it with your browser."), path=path))
    return DONE


def _write_reading_aid(out: Path | None, folder: Path, texts: Texts, *, force: bool) -> int:
    from feedback.report.page import write_page
    from feedback.report.reading_aid import reading_aid_page

    path = out or _free(Path(texts.say(N_("kaakrust-reading-aid.html"))))
    _check_out(path, folder)
    write_page(path, reading_aid_page(texts), replace=force)
    note(texts.say(N_("The reading aid is {path}; open it with your browser."), path=path))
    return DONE


def export(
    out: Annotated[Path | None, typer.Option(help="Where the zip goes.", metavar="FILE")] = None,
    force: ForceOption = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Write the whole history as CSV files in a zip, with every column explained."""
    from feedback.kept.export import export_to

    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    opened = _open(folder)
    if opened is None:
        raise UsageError(N_("There are no sessions yet."))
    path = out or _free(Path(f"kaakrust-{datetime.now().astimezone():%Y-%m-%d}.zip"))
    _check_out(path, folder)
    with opened as store:
        counts = export_to(path, store, replace=force)
    note(
        texts.say(
            N_("{path} holds {sessions}, {seconds}."),
            path=path,
            sessions=texts.say(SO_MANY_SESSIONS, count=counts["sessions"]),
            seconds=texts.say(SO_MANY_SECONDS, count=counts["samples"]),
        )
    )
    return DONE


def import_(
    file: Annotated[Path, typer.Argument(help="A zip made by kaakrust export.", metavar="FILE")],
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Read an export into an empty history."""
    from feedback.kept.export import import_from
    from feedback.kept.history import History

    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    if not file.is_file():
        raise UsageError(N_("There is no file {path}."), path=file)
    with History(folder) as store:
        count = import_from(file, store)
    note(
        texts.say(
            nN_("{count} session is in your history again.", "{count} sessions are in your history again."), count=count
        )
    )
    return DONE


def forget(
    session: Annotated[
        str | None,
        typer.Option(help="One session: its name or number as “kaakrust history” shows it.", metavar="SESSION"),
    ] = None,
    first: FromOption = None,
    last: UntilOption = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="All sessions, profiles and settings in the data directory.")
    ] = False,
    profile: ProfileOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Remove one session, a period, or everything, for good. Without a choice nothing is removed."""
    from feedback.kept.desk_rows import count_desk_records
    from feedback.kept.forget import DeskDays, forget_sessions

    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    asked = [everything, session is not None, first is not None or last is not None or profile is not None]
    if sum(asked) > 1 or not any(asked):
        raise UsageError(N_("Say what to forget: --session SESSION, --from DAY and --until DAY, or --everything."))
    if everything:
        return _forget_all(folder, texts, yes)
    opened = _open(folder)
    if opened is None:
        raise UsageError(N_("There are no sessions yet."))
    with opened as store:
        since, until = _day(first), _day(last)
        chosen = store.sessions(profile=profile, since=since, until=until)
        if session is not None:
            chosen = tuple(kept for kept in chosen if session in (kept.uid, str(kept.id)))
        # Hints and answers at the desk are of no profile, and none of them is of a session.
        desk_days = DeskDays(since, until) if session is None and profile is None else None
        desk = 0 if desk_days is None else count_desk_records(store, since, until)
        if not chosen and not desk:
            raise UsageError(N_("There is no such session."))
        if not (yes or agreed(question_of(chosen, desk, texts), texts)):
            return STOPPED_EARLY
        say_forgotten(forget_sessions(store, chosen, desk_days), texts)
    return DONE


def _forget_all(folder: Path, texts: Texts, yes: bool) -> int:
    from feedback.desk.forgetting import forget_person
    from feedback.kept.forget import kinds_of, own_files

    files = own_files(folder)
    menu = MenuPlaces.of()
    if not files:
        if gone := take_away(menu):
            say_out_of_menu(gone, texts)
            return DONE
        raise UsageError(N_("There is nothing of yours in {folder}."), folder=folder)
    names = [str(path.relative_to(folder)) for path in files]
    question = texts.say(
        N_("Forget everything: {kinds}? This cannot be undone. Files in {folder}: {files}."),
        kinds=", ".join(map(texts.say, kinds_of(names))),
        folder=folder,
        files=", ".join(names),
    )
    if not (yes or agreed(question, texts)):
        return STOPPED_EARLY
    say_forgotten(forget_person(folder), texts)
    say_out_of_menu(take_away(menu), texts)
    return DONE


def _open(folder: Path) -> History | None:
    """The history, if anything was ever kept."""
    from feedback.kept.history import History, is_there

    return History(folder) if is_there(folder) else None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(N_("“{day}” is no day; write it as 2026-11-22."), day=text) from error


def _check_out(path: Path, folder: Path) -> None:
    """Raise UsageError when ``path`` is one of the program's own files; an older report may be replaced."""
    from feedback.kept.forget import REPORT_NAME, own_files

    check_outputs([path], [own for own in own_files(folder) if own.name != REPORT_NAME])


def _free(path: Path) -> Path:
    """``path``, or the same name with a number when it is taken."""
    number = 1
    candidate = path
    while candidate.exists():
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return candidate
