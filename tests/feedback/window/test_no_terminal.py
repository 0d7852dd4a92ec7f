"""No page sends anybody to a terminal: what the window can say names no command, no option and no package manager."""

from __future__ import annotations

import re

import pytest
from babel.messages.extract import extract_from_file

from feedback.kept.export import TAKEN
from feedback.window.controls.letters import NO_LETTERS
from tests.places import ROOT

OF_THE_TERMINAL = ("command", "doctor", "analysis", "process")
"""Rooms of feedback/ whose words are only ever read in a terminal."""
SENDS_AWAY = re.compile(r"\bkaakrust [a-z]+\b|\bpip\b|\bsudo\b|\bapt\b|(?<!\w)--[a-z]")
ONLY_IN_A_TERMINAL = {
    TAKEN,  # the pages ask before a file is replaced
    NO_LETTERS,  # then there is no window
}


def said_by_pages() -> set[str]:
    """Every sentence of the rooms that the window draws on."""
    found: set[str] = set()
    for room in ("vision", "calibration", "feedback"):
        for source in (ROOT / room).rglob("*.py"):
            if set(source.relative_to(ROOT).parts) & set(OF_THE_TERMINAL):
                continue
            for _, message, _, _ in extract_from_file("python", source, keywords={"N_": None, "nN_": (1, 2)}):
                found |= {message} if isinstance(message, str) else set(message)
    return found - ONLY_IN_A_TERMINAL


def test_the_search_finds_what_it_looks_for():
    assert SENDS_AWAY.search("“kaakrust forget” removes it.")
    assert SENDS_AWAY.search("sudo apt install libportaudio2")
    assert SENDS_AWAY.search("Choose another folder with --data-dir.")
    assert not SENDS_AWAY.search("Kaakrust estimates with an ordinary webcam – nothing more.")
    assert len(said_by_pages()) > 300


@pytest.mark.parametrize("sentence", sorted(filter(SENDS_AWAY.search, said_by_pages())) or ["none"])
def test_no_sentence_sends_anybody_to_a_terminal(sentence: str):
    assert sentence == "none"
