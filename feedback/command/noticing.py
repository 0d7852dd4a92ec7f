"""``kaakrust check``, ``release`` and ``today``: noticing and letting hang, without any camera."""

from __future__ import annotations

import json
import math
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from feedback.command.common import common_in
from feedback.command.opening import open_window
from feedback.command.options import (
    DataDirOption,
    HeadlessOption,
    JsonOption,
    LangOption,
    ProfileOption,
    folder_in,
    plain_failures,
    texts_in,
)
from feedback.desk.day_words import day_headline, day_lines, record_words
from feedback.desk.release import RELEASE_ABOUT, RELEASE_LASTS_S, RELEASE_LINES, RELEASED
from feedback.desk.words import TEETH_ASKED, TEETH_WORDS, WORD_BACK
from feedback.kept.desk_days import read_desk_days
from feedback.kept.desk_records import Glance, Hint, Release, SelfCheck, Teeth
from feedback.kept.desk_rows import DeskRecord, keep_desk_record
from feedback.kept.history import History, is_there
from feedback.process.exit_codes import DONE, STOPPED_EARLY
from feedback.texts import Texts
from vision.errors import UsageError
from vision.sentences import N_

NO_SUCH_ANSWER = N_("“{answer}” is none of the five answers: {answers}, or 1 to 5.")
ANSWER_FIRST = N_("Which of the five is it? Give one: {answers}, or 1 to 5.")
ASK_AGAIN = N_("A figure from 1 to 5, or Enter to leave it: ")
LEFT = N_("Left for another time.")
KINDS = {Glance: "glance", Hint: "hint", SelfCheck: "self_check", Release: "release"}
"""What a record is called in JSON."""


def add_to(app: typer.Typer) -> None:
    """Make these commands part of ``kaakrust``."""
    for command in (check, release, today):
        app.command()(plain_failures(command))


def check(
    answer: Annotated[
        str | None,
        typer.Argument(help=f"{', '.join(Teeth)}, or 1 to 5; asked for if not given.", metavar="[ANSWER]"),
    ] = None,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Say where your teeth are now, with one word or one key. No camera; the answer is kept."""
    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    if answer is None and not (headless or as_json or somebody_types()):  # started from a menu, say
        common = common_in(None, "default", lang, data_dir)
        if not common.headless:
            return open_window(common, "check")
    teeth = _teeth(answer) if answer is not None else _asked(texts)
    if teeth is None:
        print(texts.say(LEFT))
        return DONE
    record = SelfCheck(_now(), teeth)
    _keep(folder, record)
    print(json.dumps(as_object(record), ensure_ascii=False) if as_json else texts.say(WORD_BACK[teeth]))
    return DONE


def release(
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
) -> int:
    """Let your jaw hang for thirty seconds. No camera, nothing is measured."""
    common = common_in(None, "default", lang, data_dir, headless, as_json)
    if not common.headless:
        return open_window(common, "release")
    whole = False
    try:
        _count_down(common.texts, as_json=as_json)
        whole = True
    finally:
        record = Release(_now(), whole)
        _keep(common.data_dir, record)
        if as_json:
            print(json.dumps(as_object(record)), flush=True)
    return DONE if whole else STOPPED_EARLY


def today(
    profile: ProfileOption = "default",
    lang: LangOption = None,
    data_dir: DataDirOption = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
) -> int:
    """Show this day at the desk: short looks, your own answers, and why there was no look."""
    common = common_in(None, profile, lang, data_dir, headless, as_json)
    if not common.headless:
        return open_window(common, "today")
    records: tuple[DeskRecord, ...] = ()
    if is_there(common.data_dir):
        with History(common.data_dir) as history:
            records = read_desk_days(history, _now().date(), _now().date(), profile=profile)
    if as_json:
        lines = [json.dumps(as_object(record), ensure_ascii=False) for record in records]
    else:
        lines = [
            day_headline(records, _now().date(), common.texts, today=True),
            *day_lines(records, common.texts),
            *(record_words(record, common.texts) for record in records),
        ]
    print("\n".join(lines), end="\n" if lines else "")
    return DONE


def somebody_types() -> bool:
    """Whether there is a terminal at which a question can be answered."""
    return sys.stdin is not None and sys.stdin.isatty()


def as_object(record: DeskRecord) -> dict[str, object]:
    """A record as JSON has it; what was not told is null."""
    fields = {name: getattr(record, name) for name in record.__slots__}
    plain = {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in fields.items()
        if name != "at"
    }
    return {"record": KINDS[type(record)], "at": record.at.isoformat(timespec="seconds"), **plain}


def _teeth(answer: str) -> Teeth:
    """The answer of this word or key. Raises UsageError for another."""
    word = answer.strip().lower()
    keys = [str(number) for number in range(1, len(TEETH_WORDS) + 1)]
    if word in keys:
        return list(TEETH_WORDS)[keys.index(word)]
    try:
        return Teeth(word)
    except ValueError:
        raise UsageError(NO_SUCH_ANSWER, answer=answer, answers=", ".join(Teeth)) from None


def _asked(texts: Texts) -> Teeth | None:
    """Ask at the terminal; None where it is left. Raises UsageError where nobody can answer."""
    if not somebody_types():
        raise UsageError(ANSWER_FIRST, answers=", ".join(Teeth))
    print(texts.say(TEETH_ASKED))
    for number, words in enumerate(TEETH_WORDS.values(), 1):
        print(f"  {number}  {texts.say(words)}")
    while True:
        try:
            typed = input(texts.say(ASK_AGAIN)).strip()
        except EOFError:
            return None
        if not typed:
            return None
        if typed in tuple("12345"[: len(TEETH_WORDS)]):
            return _teeth(typed)


def _count_down(texts: Texts, *, as_json: bool) -> None:
    begun_s = time.monotonic()
    for at_s, sentence in (*RELEASE_LINES, (RELEASE_LASTS_S, RELEASED)):
        time.sleep(max(0.0, begun_s + at_s - time.monotonic()))
        said = texts.say(sentence)
        line = json.dumps({"event": "step", "t_s": at_s, "text": said}, ensure_ascii=False) if as_json else said
        print(line, flush=True)
        if at_s == 0.0 and not as_json:
            print(texts.say(RELEASE_ABOUT), flush=True)


def _keep(folder: Path, record: DeskRecord) -> None:
    with History(folder) as history:
        keep_desk_record(history, record)


def _now() -> datetime:
    return datetime.now().astimezone()
