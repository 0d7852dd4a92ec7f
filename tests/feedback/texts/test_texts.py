"""The catalogues are complete, fitting and calm."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from feedback import texts as texts_module
from feedback.texts import FOLDER, Texts, system_language

ROOT = Path(texts_module.__file__).parents[2]
CATALOGUE = FOLDER / "nl" / "LC_MESSAGES" / "kaakrust.po"

AVOIDED = re.compile(
    r"\b(treat|therap|cure|prevent|diagnos|bruxis|stress|medic|patient|wrong|bad\b|fail|deep breath|"
    r"behandel|genees|voorkom|medisch|patiënt|fout|slecht|mislukt|diep adem)",
    re.IGNORECASE,
)
"""Words the tool does not use of a person's jaw (CONTRIBUTING.md, "Words")."""


def sentences() -> set[str]:
    found = set()
    for room in ("vision", "calibration", "feedback"):
        for source in (ROOT / room).rglob("*.py"):
            for _, message, _, _ in extract_from_file("python", source, keywords={"N_": None}):
                assert isinstance(message, str), f"{source}: N_ takes one literal"
                found.add(message)
    return found


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    return read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="nl")


def test_every_sentence_has_its_dutch_and_no_dutch_is_left_over(dutch: Catalog):
    translated = {message.id for message in dutch if message.id and message.string}
    assert translated == sentences()


def words(catalogue: Catalog) -> dict[object, object]:
    return {message.id: message.string for message in catalogue if message.id}


def test_the_compiled_catalogue_is_the_written_one(dutch: Catalog):
    """Its words, that is: the notes before them name the version of the tool that compiled it."""
    written = io.BytesIO()
    write_mo(written, dutch)
    written.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        assert words(read_mo(compiled)) == words(read_mo(written))


def test_both_languages_fill_the_same_places(dutch: Catalog):
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    for message in dutch:
        if message.id:
            assert places(message.id) == places(message.string), message.id


def test_no_word_that_promises_or_blames(dutch: Catalog):
    for message in dutch:
        assert not AVOIDED.search(message.id or ""), message.id
        assert not AVOIDED.search(message.string or ""), message.string


def test_a_damaged_catalogue_gives_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kaakrust.mo").write_bytes(b"not a catalogue")
    monkeypatch.setattr(texts_module, "FOLDER", tmp_path)
    texts = Texts("nl")
    assert texts.problem is not None
    assert texts.say("Soft jaw") == "Soft jaw"


@pytest.mark.parametrize(
    ("variable", "language"), [("nl_NL.UTF-8", "nl"), ("nl_BE", "nl"), ("en_GB.UTF-8", "en"), ("C", "en"), ("fr", "en")]
)
def test_the_systems_language_is_followed(variable: str, language: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", variable)
    assert system_language() == language
