"""The catalogues are complete, fitting and calm."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from feedback import texts as texts_module
from feedback.texts import FOLDER, Texts, system_language
from tests.places import ROOT
from vision.sentences import Sentence, nN_

CATALOGUE = FOLDER / "nl" / "LC_MESSAGES" / "kaakrust.po"

AVOIDED = re.compile(
    r"\b(treat|therap|cure|prevent|diagnos|bruxis|stress|medic|patient|wrong|bad\b|fail|deep breath|"
    r"behandel|genees|voorkom|medisch|patiënt|fout|slecht|mislukt|diep adem)",
    re.IGNORECASE,
)
"""Words the tool does not use of a person's jaw (CONTRIBUTING.md, "Words")."""


COUNTED_WORD = re.compile(r"\{(\w+)(?::[^}]*)?\} ([a-z]+s)\b")
"""A number with a word for several things behind it."""
NOT_COUNTED = {"own", "path", "folder", "file", "span", "address"}
"""Names and the like: no number stands there."""
NEVER_ONE = {
    ("value", "degrees"),  # an angle no webcam has
    ("lag", "ms"),
    ("fps", "times"),  # with its decimals, as the next
    ("fps", "pictures"),
    ("duration", "seconds"),
    ("count", "times"),  # taps that make a pace: three
    ("count", "sessions"),  # on days tagged so: five or more
    ("others", "sessions"),
    ("width", "pixels"),
    ("all", "sessions"),  # more than are shown
    ("all", "pictures"),  # of a stretch of recording
    ("seconds", "seconds"),  # to go: in fives
}
"""Numbers behind which one is never told."""


def sentences() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for room in ("vision", "calibration", "feedback"):
        for source in (ROOT / room).rglob("*.py"):
            for _, message, _, _ in extract_from_file("python", source, keywords={"N_": None, "nN_": (1, 2)}):
                assert message, f"{source}: N_ and nN_ take literals"
                found.add(message)
    return found


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    return read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="nl")


def key(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms(text: object) -> tuple[str, ...]:
    """The one form of a sentence, or those for one and for several."""
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def test_every_sentence_has_its_dutch_and_no_dutch_is_left_over(dutch: Catalog):
    translated = {key(message) for message in dutch if message.id and all(forms(message.string))}
    assert translated == sentences()


def test_no_sentence_with_a_number_lacks_its_singular():
    for sentence in sentences():
        if isinstance(sentence, str):
            for name, word in COUNTED_WORD.findall(sentence):
                known = name in NOT_COUNTED or (name, word) in NEVER_ONE
                assert known, f"“{sentence}” with one of its {word}: mark it with nN_"


@pytest.mark.parametrize(
    ("language", "one", "several"), [("en", "1 session", "2 sessions"), ("nl", "1 sessie", "2 sessies")]
)
def test_one_is_told_as_one(language: str, one: str, several: str):
    counted = nN_("{count} session", "{count} sessions")
    texts = Texts(language)
    assert [texts.say(counted, count=count) for count in (1, 2)] == [one, several]
    assert texts.say(Sentence(counted, {"count": 1})) == one
    assert texts.say(counted, count=0) == several.replace("2", "0")
    assert str(Sentence(counted, {"count": 1})) == "1 session"


def words(catalogue: Catalog) -> dict[object, object]:
    return {key(message): message.string for message in catalogue if message.id}


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
            for ours, theirs in zip(forms(message.id), forms(message.string), strict=True):
                assert places(ours) - {"count"} == places(theirs) - {"count"}, message.id
            assert places(forms(message.id)[-1]) == places(forms(message.string)[-1]), message.id


def test_no_word_that_promises_or_blames(dutch: Catalog):
    for message in dutch:
        for text in (*forms(message.id), *forms(message.string)):
            assert not AVOIDED.search(text), text


NOBODY_SAYS = re.compile(
    r"\bU neemt|\bijk|\bIJk|geijkt|\bop te merken|Merk je kaak|deze tijd nam|gehangen|kaakblik|doof of dik|"
    r"\bGo on\b|space goes on|Else |until the circle is|whole round|circle fills"
)
"""Stiff, or read as something else: the polite “u” for the key U, a jaw to be “noticed up”."""


def test_no_word_that_nobody_says(dutch: Catalog):
    for message in dutch:
        for text in (*forms(message.id), *forms(message.string)):
            assert not NOBODY_SAYS.search(text), text


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
