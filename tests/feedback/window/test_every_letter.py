"""All pages can be read in any letters and at any scale, and the program's own letters have every sign of its texts."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from feedback.texts import FOLDER as TEXTS
from tests.needs import needs_window
from tests.places import ROOT

WINDOW = ROOT / "feedback" / "window"
FONTS = WINDOW / "controls" / "fonts"
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'
LARGEST_B = 400_000
"""All that the letters may weigh."""


def in_a_process_of_its_own(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python on ``command``, with a screen that nobody sees."""
    return subprocess.run(
        [sys.executable, *command],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def no_fonts(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without a single font."""
    nothing = tmp_path / "fonts.conf"
    nothing.write_text(NO_FONTS)
    return {"FONTCONFIG_FILE": str(nothing)}


def written() -> set[str]:
    """Every character of the catalogue and of the strings in the window's code."""
    texts = []
    for message in read_po(io.BytesIO((TEXTS / "nl" / "LC_MESSAGES" / "kaakrust.po").read_bytes()), locale="nl"):
        for said in (message.id, message.string) if message.id else ():
            texts += [said] if isinstance(said, str) else said
    for source in WINDOW.rglob("*.py"):
        texts += [
            node.value
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    return {sign for sign in "".join(texts) if sign.isprintable()}


@pytest.mark.parametrize("weight", ["Regular", "Medium", "Bold"])
def test_the_programs_own_letters_have_every_sign_that_is_written(weight: str):
    known = TTFont(FONTS / f"KaakrustSans-{weight}.ttf").getBestCmap()
    assert {sign for sign in written() if ord(sign) not in known} == set()
    assert set("ëïöüéèáàçñåøæßčłžőşİ€…–—‘’“”→≤±°") <= {chr(code) for code in known}  # what people type in notes


def test_the_letters_are_small_and_come_with_their_licence():
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < LARGEST_B
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()


@needs_window
@pytest.mark.timeout(600)  # some ten seconds of work; a busy machine takes longer
@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_every_page_can_be_read_in_all_letters_and_in_longer_words(scale: str, no_fonts: dict[str, str]):
    told = in_a_process_of_its_own(
        "-m", "tests.feedback.window.controls.every_letter", QT_SCALE_FACTOR=scale, **no_fonts
    )
    assert (told.returncode, told.stdout) == (0, ""), told.stdout + told.stderr


@needs_window
def test_without_a_single_font_the_window_writes_in_its_own_letters(no_fonts: dict[str, str]):
    shows = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from feedback.kept.settings import ThemeChoice
from feedback.window.controls.controls import words
from feedback.window.controls.theme import Appearance
look = Appearance(ThemeChoice.NIGHT, less_motion=False)
pictures = [words(sign, 40).grab().toImage() for sign in "ao€"]
print(len({bytes(picture.constBits()) for picture in pictures}), pictures[0].width() != pictures[2].width())
"""
    told = in_a_process_of_its_own("-c", shows, **no_fonts)
    assert told.stdout.split() == ["3", "True"], told.stderr


@needs_window
def test_without_any_letters_at_all_it_is_said_what_to_install(no_fonts: dict[str, str], tmp_path: Path):
    opens = f"""
from pathlib import Path
from feedback.window.controls import letters
letters.FOLDER = Path({str(tmp_path)!r})
import feedback.command.main
import sys
sys.argv = ["kaakrust", "--data-dir", {str(tmp_path)!r}, "--lang", "en"]
feedback.command.main.main()
"""
    told = in_a_process_of_its_own("-c", opens, **no_fonts)
    assert "sudo apt install fonts-dejavu-core" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
