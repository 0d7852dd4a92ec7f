"""The command starts with its own rooms, whatever else on the machine has a name like theirs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedback.doctor import surroundings
from feedback.doctor.finding import Severity
from tests.places import ROOT

DOOR = ROOT / "packaging" / "kaakrust"
START = "import sys; sys.path.append({place!r}); from kaakrust import main; main()"
REFUSES = "raise ImportError('not the vision that was meant')\n"


@pytest.fixture
def strangers(tmp_path: Path) -> Path:
    """A folder with packages named as the rooms are, which refuse to be imported."""
    for name in ("vision", "calibration", "feedback"):
        stranger = tmp_path / "strangers" / name
        stranger.mkdir(parents=True)
        (stranger / "__init__.py").write_text(REFUSES)
    return tmp_path / "strangers"


def kaakrust(place: Path, strangers: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as found in ``place``, the last on the path, and started where the strangers lie."""
    command = [sys.executable, "-S", "-c", START.format(place=str(place)), *arguments]
    packages = [entry for entry in sys.path if entry.endswith("-packages")]
    path = os.pathsep.join(map(str, [strangers, *packages]))
    return subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": path},
        cwd=strangers,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture(params=["in a checkout", "installed"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where the package lies: the checkout's own folder, or one like site-packages, as the wheel fills it."""
    if request.param == "in a checkout":
        return DOOR.parent
    shutil.copytree(DOOR, tmp_path / "site" / "kaakrust")
    (tmp_path / "site" / "kaakrust" / "rooms").mkdir()
    for room in ("vision", "calibration", "feedback"):
        shutil.copytree(ROOT / room, tmp_path / "site" / "kaakrust" / "rooms" / room)
    return tmp_path / "site"


def test_a_visit_runs_beside_strangers_of_the_same_name(place: Path, strangers: Path, tmp_path: Path):
    assert kaakrust(place, strangers, "--version").stdout.startswith("kaakrust ")
    options = ("--headless", "--no-pace", "--json", "--data-dir", str(tmp_path / "data"))
    told = kaakrust(place, strangers, "session", "--source", str(ROOT / "tests/data/session_3s.mp4"), *options)
    assert '"event": "step"' in told.stdout, told.stderr
    assert "ended before the calibration did" in told.stderr  # the clip was read to its end


def test_the_voices_are_asked_wherever_the_command_was_started(strangers: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(strangers)
    monkeypatch.setenv("PYTHONPATH", str(strangers))
    monkeypatch.setattr(surroundings, "VOICES_S", 100.0)  # how soon they answer is not the question here
    (found,) = surroundings.look_at_voice("en")
    assert found.severity is not Severity.UNKNOWN
