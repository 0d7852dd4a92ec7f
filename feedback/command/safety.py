"""``kaakrust safety``: what to mind, for those without a window, and the caution told before shaking."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from feedback.command.options import DataDirOption, LangOption, folder_in, note, plain_failures, texts_in
from feedback.practice.safety import PRIVACY, SAFETY, SHAKING_CAUTION, WHAT_IT_IS, WHAT_IT_IS_NOT, Section
from feedback.process.exit_codes import DONE
from feedback.texts import Texts


def add_to(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command()(safety)


@plain_failures
def safety(lang: LangOption = None, data_dir: DataDirOption = None) -> int:
    """Say what this is and is not, what to mind, and when to see somebody first."""
    texts = texts_in(lang, folder_in(data_dir))
    print("\n\n".join(_lines((WHAT_IT_IS, WHAT_IT_IS_NOT, PRIVACY, *SAFETY, *SHAKING_CAUTION), texts)))
    return DONE


def tell_caution(texts: Texts) -> None:
    """Say beside the output what to mind when shaking."""
    note("\n".join(_lines(SHAKING_CAUTION, texts)))


def _lines(sections: Sequence[Section], texts: Texts) -> list[str]:
    return [
        "\n".join([texts.say(section.title), *(f"  {texts.say(line)}" for line in section.lines)])
        for section in sections
    ]
