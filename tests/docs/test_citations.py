"""What code and documents cite is there: facts by their number, glossary entries by their name, files by their path."""

from __future__ import annotations

import importlib
import re
from functools import cache
from pathlib import Path

import pytest

from tests.needs import no_window
from tests.places import ROOT

CITED = re.compile(r"docs/facts\.md\s+(\d+(?:,\s*\d+)*)|facts\.md#(\d+)")
ABSENT = re.compile(
    r"\bFACTS\b|\bMEASURING\b|\bDESIGN\b|EXERCISES\.md|\(EXERCISES(?:[,:;] [a-z\d]| \d)|\bLOOK\.md|\(LOOK\)"
)
"""Notes that are not part of this project."""
ANCHOR = re.compile(r'<a id="(\d+)"></a>\*\*\1\. ')
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
ROW = re.compile(r"^\| ([a-z -]+) \| .* \| `([\w.]+)` \|$", re.MULTILINE)


@cache
def texts() -> dict[Path, str]:
    """Every source file and document, without the copies that tests and tools leave."""
    found = list(ROOT.glob("*.md"))
    for room in ("vision", "calibration", "feedback", "packaging", "tests", "benchmarks", "docs"):
        found += [path for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".md")]
    return {path: path.read_text(encoding="utf-8") for path in found if path != Path(__file__)}


def facts() -> list[int]:
    return [int(number) for number in ANCHOR.findall(texts()[ROOT / "docs" / "facts.md"])]


def cited() -> dict[int, Path]:
    found: dict[int, Path] = {}
    for path, text in texts().items():
        for match in CITED.finditer(text):
            numbers = (match[1] or match[2]).split(",")
            found.update({int(number): path for number in numbers})
    return found


def test_facts_are_numbered_without_gaps():
    assert facts() == list(range(1, len(facts()) + 1))


def test_every_citation_names_a_fact_and_every_fact_is_cited():
    assert cited().keys() == set(facts())


def test_nothing_cites_notes_that_are_not_here():
    assert [path for path, text in texts().items() if ABSENT.search(text)] == []


def test_every_link_between_documents_leads_somewhere():
    lost = [
        (path.name, link)
        for path, text in texts().items()
        if path.suffix == ".md"
        for link in LINK.findall(text)
        if not (path.parent / link).exists()
    ]
    assert lost == []


def glossary() -> dict[str, str]:
    return dict(ROW.findall(texts()[ROOT / "docs" / "architecture.md"].partition("\n## Words\n")[2]))


def test_a_word_is_explained_once():
    rows = ROW.findall(texts()[ROOT / "docs" / "architecture.md"])
    assert len(rows) == len(glossary()) > 30


@pytest.mark.parametrize("word", glossary())
def test_a_word_of_the_glossary_is_a_name_in_the_code(word: str):
    name = glossary()[word]
    if name.startswith("feedback.window.") and no_window():
        pytest.skip(no_window())
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        module, _, inside = name.rpartition(".")
        assert hasattr(importlib.import_module(module), inside)


MODULE = re.compile(r"`((?:vision|calibration|feedback)(?:\.\w+)+|(?:vision|calibration|feedback)/[\w/.]+)`")


PLACE = re.compile(r"`((?:vision|calibration|feedback|tests|docs|\.ci)/[\w./]+)`")


def test_every_file_that_the_recipes_name_exists():
    named = PLACE.findall(texts()[ROOT / "CONTRIBUTING.md"])
    assert len(named) >= 15
    to_be_made = {name for name in named if re.search("NAME|CODE", name)}
    assert [name for name in set(named) - to_be_made if not (ROOT / name).exists()] == []


def test_every_place_that_the_architecture_names_exists():
    named = MODULE.findall(texts()[ROOT / "docs" / "architecture.md"])
    assert len(named) > 40
    assert [name for name in named if not is_there(name)] == []


def is_there(name: str) -> bool:
    """A path, a module, or something defined in a module, without importing any of it."""
    if "/" in name:
        return (ROOT / name).exists()
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:length])
        rest = parts[length:]
        if place.is_dir():
            return not rest
        if place.with_suffix(".py").exists():
            source = place.with_suffix(".py").read_text(encoding="utf-8")
            return not rest or re.search(rf"^(?:class |def |)({rest[0]})\b", source, re.MULTILINE) is not None
    return False
