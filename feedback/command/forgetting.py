"""What is asked before something is forgotten, and what is said afterwards."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from feedback.command.options import note
from feedback.kept.forget import Forgotten, kinds_of
from feedback.kept.records import KeptSession
from feedback.texts import Texts
from vision.sentences import N_, nN_

TAKEN_AWAY = N_("Taken out of your menu: {entry}, with its icons and completion.")
YES = frozenset({"yes", "y", "ja", "j"})
"""Taken in either language, whichever the question was asked in."""
SO_MANY_SESSIONS, SO_MANY_SECONDS = nN_("{count} session", "{count} sessions"), nN_("{count} second", "{count} seconds")

SO_MANY_AT_DESK = nN_("{count} look, hint or answer", "{count} looks, hints and answers")


def question_of(sessions: Sequence[KeptSession], desk: int, texts: Texts) -> str:
    """What is asked before these sessions, and so many records of the desk, are removed."""
    records = texts.say(SO_MANY_AT_DESK, count=desk)
    if not sessions:
        return texts.say(N_("Forget {records} at the desk? This cannot be undone."), records=records)
    question = texts.say(
        nN_(
            "Forget {count} session, of {first}? This cannot be undone.",
            "Forget {count} sessions, from {first} to {last}? This cannot be undone.",
        ),
        count=len(sessions),
        first=sessions[0].day.isoformat(),
        last=sessions[-1].day.isoformat(),
    )
    also = texts.say(N_("With them go {records} at the desk."), records=records)
    return f"{question} {also}" if desk else question


def say_forgotten(removed: Forgotten, texts: Texts) -> None:
    """Say what went, and what was left."""
    note(
        texts.say(
            N_("Removed: {sessions}, {seconds}."),
            sessions=texts.say(SO_MANY_SESSIONS, count=removed.sessions),
            seconds=texts.say(SO_MANY_SECONDS, count=removed.seconds),
        )
    )
    if removed.desk:
        note(texts.say(N_("Removed from the desk: {records}."), records=texts.say(SO_MANY_AT_DESK, count=removed.desk)))
    if removed.files:
        kinds = ", ".join(map(texts.say, kinds_of(removed.files)))
        note(texts.say(N_("Gone: {kinds} ({files})."), kinds=kinds, files=", ".join(removed.files)))
    if removed.left:
        note(texts.say(N_("Left, because they are not from this program: {files}."), files=", ".join(removed.left)))


def say_out_of_menu(files: Sequence[Path], texts: Texts) -> None:
    """Say that the menu entry went, if there was one; files: what went, the entry first."""
    if files:
        note(texts.say(TAKEN_AWAY, entry=files[0]))


def agreed(question: str, texts: Texts) -> bool:
    """True when the person says yes. Without a terminal nobody can, so nothing is forgotten."""
    if not sys.stdin.isatty():
        note(question)
        note(texts.say(N_("Nobody is there to answer; add --yes to go on without asking.")))
        return False
    choice = texts.say(N_("[yes/no]"))
    note(f"{question} {choice}")
    answer = sys.stdin.readline().strip().casefold()
    agreed = answer in YES
    if not agreed:
        note(texts.say(N_("Nothing was removed.")))
    return agreed
