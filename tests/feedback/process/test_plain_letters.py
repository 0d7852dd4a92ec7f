"""Terminals that know few letters."""

from __future__ import annotations

import json

import pytest

from feedback.process.plain_letters import HANDLER, spell_plainly

SENTENCE = "“Één” – hung 0:15 … ▸ ruimte ± 2 mm → 5 mm 😀 \udcff"


@pytest.mark.parametrize("letters", ["ascii", "cp1252", "iso8859-15", "cp850", "utf-8"])
def test_every_sentence_can_be_written_in_any_letters(letters: str):
    spell_plainly()
    written = SENTENCE.encode(letters, HANDLER).decode(letters)
    assert "hung 0:15" in written
    assert "2 mm" in written
    line = json.dumps({"text": SENTENCE}, ensure_ascii=False).encode(letters, HANDLER).decode(letters)
    assert json.loads(line)["text"] == written


def test_what_cannot_be_shown_is_spelled_with_what_looks_like_it():
    spell_plainly()
    assert "“Één” – ±2 → …".encode("ascii", HANDLER) == b"'Een' - +/-2 -> ..."
