"""Texts in the person's language, through gettext.

The English sentence is the key, so a missing or damaged catalogue gives English and never an empty page.
"""

from __future__ import annotations

import gettext
import locale
import os
from importlib.resources import files
from pathlib import Path

from feedback.texts.languages import LANGUAGES, SOURCE, known
from vision.errors import PlainError
from vision.sentences import Counted, Sentence

DOMAIN = "kaakrust"
FOLDER = Path(str(files("feedback") / "texts"))


DAMAGED_TEXTS = "The texts in {language} cannot be read; English stands in."
"""Said in English only: the other language is not at hand."""


class TextsError(PlainError):
    """The texts of a language cannot be read; the program goes on in English."""


class Texts:
    """Sentences in one language. ``problem`` says why English stands in, when it had to."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else SOURCE
        self.problem: TextsError | None = None
        self._catalogue = gettext.NullTranslations()
        if self.language == SOURCE:
            return
        try:
            self._catalogue = gettext.translation(DOMAIN, FOLDER, languages=[self.language])
        except Exception:  # noqa: BLE001 - what is damaged can trip gettext's reader in any way
            self.problem = TextsError(DAMAGED_TEXTS, language=LANGUAGES[self.language].name)
            self.language = SOURCE

    def say(self, sentence: str | Counted | Sentence, **values: object) -> str:
        """``sentence`` (English, with ``{name}`` places) in this language, filled with its own values or ``values``.

        What has a singular of its own takes the form that this language has for the value named ``count``.
        """
        if isinstance(sentence, Sentence):
            return self.say(sentence.template, **{**sentence.values, **values})
        if isinstance(sentence, Counted):
            count = values.get("count")
            translated = self._catalogue.ngettext(
                sentence.one, sentence.several, count if isinstance(count, int) else 2
            )
            return _filled(translated, sentence.template(count), values)
        if not sentence:
            return ""
        translated = self._catalogue.gettext(sentence)
        return _filled(translated, sentence, values) if values else translated or sentence

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as this language writes it."""
        return f"{value:.{decimals}f}".replace(".", LANGUAGES[self.language].decimal_mark)


def _filled(translated: str, sentence: str, values: dict[str, object]) -> str:
    """``translated`` with its places filled, or ``sentence`` where the places of the translation are damaged."""
    try:
        return translated.format(**values) or sentence.format(**values)
    except (LookupError, ValueError, AttributeError, TypeError):
        return sentence.format(**values)


def system_language() -> str:
    """The system's language if there are texts in it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return known(os.environ[name])
    return known(locale.getlocale()[0] or SOURCE)
