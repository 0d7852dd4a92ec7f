"""``kaakrust doctor``: camera, light, libraries, privacy, and what is stored where."""

from __future__ import annotations

import json
import sys
from time import perf_counter
from typing import Annotated

import typer

from feedback.command.options import (
    DataDirOption,
    LangOption,
    ProfileOption,
    SourceOption,
    folder_in,
    note,
    plain_failures,
    texts_in,
)
from feedback.process import fence


def add_to(app: typer.Typer) -> None:
    """Make this command part of ``kaakrust``."""
    app.command()(plain_failures(doctor))


def doctor(
    source: SourceOption = None,
    profile: ProfileOption = "default",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Say whether a session works here, and what helps if not: camera, light, libraries, privacy, what is kept."""
    from feedback.doctor.examination import Circumstances, examine
    from feedback.doctor.finding import exit_code
    from feedback.doctor.show import as_object, print_findings

    begun_s = perf_counter()
    folder = folder_in(data_dir)
    texts = texts_in(lang, folder)
    if source:
        fence.let_through(source)
    watched = sys.stderr is not None and sys.stderr.isatty()

    def tell(sentence: str) -> None:
        if watched:
            note(texts.say(sentence))

    parts = examine(Circumstances(source or "", profile, folder, texts.language), tell)
    if as_json:
        print(json.dumps(as_object(parts, texts, perf_counter() - begun_s), ensure_ascii=False), flush=True)
    else:
        print_findings(parts, texts)
    return exit_code(parts)
