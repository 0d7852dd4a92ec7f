"""The import contracts hold: each tells a wrong import apart, and what they promise is so when the program runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.places import ROOT

pytest.importorskip("importlinter", reason="the tool that reads imports is not installed (uv pip install --group dev)")

WRONG = {
    "three-rooms": ("calibration/spans.py", "import feedback.kept.told"),
    "feedback": ("feedback/kept/told.py", "import feedback.visit.endings"),
    "window": ("feedback/window/controls/letters.py", "import feedback.window.drawn.curve"),
    "no-circles": ("vision/errors.py", "import vision.source.sources"),
    "qt": ("feedback/doctor/finding.py", "from PySide6.QtCore import QObject"),
    "no-face": ("feedback/texts/dates.py", "import rich"),
    "pure-practice": ("feedback/practice/cues.py", "from vision import camera"),
    "mesh": ("vision/template.py", "import mediapipe"),
    "sqlite": ("feedback/report/tables.py", "import sqlite3"),
    "database": ("feedback/visit/asked.py", "from feedback.kept import database"),
}
"""An import for each contract that it is there to find."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of the rooms in which every one of these imports was written."""
    copy = tmp_path_factory.mktemp("rooms")
    shutil.copy(ROOT / ".importlinter", copy)
    for room in ("vision", "calibration", "feedback"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "models", "*.mp4"))
    for name, line in WRONG.values():
        (copy / name).write_text((copy / name).read_text() + f"\n{line}\n")
    command = (Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo")
    told = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=100, check=False)
    assert told.returncode == 1, told.stdout + told.stderr
    return " ".join(told.stdout.partition("\nBroken contracts\n")[2].split())


def contracts() -> dict[str, str]:
    """The contracts' names by their ids."""
    read = ConfigParser()
    read.read(ROOT / ".importlinter")
    sections = {name.removeprefix("importlinter:contract:"): read[name] for name in read.sections()}
    return {name: section["name"] for name, section in sections.items() if "type" in section}


def test_every_contract_has_an_import_that_it_must_find():
    assert contracts().keys() == WRONG.keys()


@pytest.mark.parametrize("contract", WRONG)
def test_a_wrong_import_is_found(found: str, contract: str):
    title = contracts()[contract]
    about = found.partition(f"{title} ---")[2]
    for other in contracts().values():
        about = about.partition(f"{other} ---")[0]
    planted, _ = WRONG[contract]
    module = planted.removesuffix(".py").replace("/", ".")
    assert (module if contract != "no-circles" else "vision") in about


def test_no_contract_has_an_exception():
    assert "ignore_imports" not in (ROOT / ".importlinter").read_text()


def test_the_practice_loads_neither_camera_nor_model_nor_store():
    heavy = {"cv2", "mediapipe", "sqlite3", "PySide6", "numpy", "typer", "rich", "matplotlib"}
    rooms = ", ".join(f"feedback.practice.{path.stem}" for path in (ROOT / "feedback/practice").glob("[a-z]*.py"))
    code = f"import sys, {rooms}; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not heavy & set(told.stdout.split())
