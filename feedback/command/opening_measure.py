"""``kaakrust opening``: how far the mouth opens without discomfort, as an own measure; never part of a session."""

from __future__ import annotations

from typing import Annotated

import typer

from feedback.command.common import common_in, say_which
from feedback.command.on_terminal import circumstances_in, load_profile, settings_of
from feedback.command.opening import open_window
from feedback.command.options import (
    DataDirOption,
    HeadlessOption,
    LangOption,
    NoPaceOption,
    ProfileOption,
    SourceOption,
    WithOption,
    note,
    plain_failures,
)
from feedback.process.exit_codes import DONE
from feedback.texts import Texts
from feedback.visit.asked import Wish
from vision.sentences import N_


def add_to(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command()(plain_failures(opening))


def opening(
    show: Annotated[bool, typer.Option("--list", help="Only show what was measured so far.")] = False,
    profile: ProfileOption = "default",
    source: SourceOption = None,
    otherwise: WithOption = None,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    no_pace: NoPaceOption = False,
) -> int:
    """Measure how far your mouth opens without discomfort: the middle of three, with its spread."""
    from feedback.analysis.study.comfort_run import ComfortWish, openings_in
    from feedback.command.study import lead
    from feedback.kept.opening_words import opening_line

    common = common_in(source, profile, lang, data_dir, headless=headless or show, no_pace=no_pace)
    if show:
        _list([opening_line(one, common.texts) for one in openings_in(common.data_dir, profile)], common.texts)
        return DONE
    say_which(common.source, common.texts)
    today = Wish(circumstances=circumstances_in(otherwise)).today(settings_of(common))
    wish = ComfortWish(load_profile(common, today), common.profile, common.data_dir)
    if not common.headless:
        return open_window(common, "study", study=wish)
    return lead(common, wish)


def _list(lines: list[str], texts: Texts) -> None:
    if lines:
        print("\n".join(lines))
    else:
        note(texts.say(N_("Nothing was measured yet.")))
