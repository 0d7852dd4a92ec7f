"""Which languages there are texts in. A new one is a row here and a catalogue beside (CONTRIBUTING.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """name: in the language itself, so that whoever needs it can read it. decimal_mark: as numbers are written in it.

    also_called: how systems spell it out that give no code, in small letters.
    """

    name: str
    decimal_mark: str = "."
    also_called: tuple[str, ...] = ()


SOURCE = "en"
"""What the sentences in the program are written in; it has no catalogue."""
LANGUAGES = {
    "nl": Language("Nederlands", decimal_mark=",", also_called=("dutch",)),
    SOURCE: Language("English"),
}
"""By code, in the order in which they are offered."""


def next_language(code: str) -> str:
    """The code of the language that is offered beside ``code``: the next in the list, the first after the last."""
    codes = list(LANGUAGES)
    return codes[(codes.index(code) + 1) % len(codes)]


def known(code: str) -> str:
    """The language of a system's name for it (``nl_BE.UTF-8``, ``Dutch_Netherlands``) if there are texts in it."""
    short = code.replace("-", "_").replace(".", "_").split("_")[0].lower()
    return next((own for own, about in LANGUAGES.items() if short in (own, *about.also_called)), SOURCE)
