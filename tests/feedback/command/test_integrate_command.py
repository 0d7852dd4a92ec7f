"""kaakrust integrate, and forgetting everything after it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S
from tests.places import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="menus of Linux")


def kaakrust(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(home), "XDG_DATA_DIRS": str(home / "none")}
    command = [sys.executable, "-m", "feedback.command.main", *arguments, "--lang", "en"]
    command += ["--data-dir", str(home / "data")]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


def test_it_says_what_it_wrote_and_takes_it_away_again(tmp_path):
    done = kaakrust(tmp_path, "integrate")
    assert done.returncode == 0, done.stderr
    entries = list((tmp_path / ".local/share/applications").iterdir())
    assert [str(entry) in done.stderr for entry in entries] == [True]
    gone = kaakrust(tmp_path, "integrate", "--remove")
    assert str(entries[0]) in gone.stderr
    assert not entries[0].exists()
    assert "nothing of it" in kaakrust(tmp_path, "integrate", "--remove").stderr


def test_forgetting_everything_takes_it_out_of_the_menu(tmp_path):
    kaakrust(tmp_path, "integrate")
    done = kaakrust(tmp_path, "forget", "--everything", "--yes")
    assert done.returncode == 0, done.stderr
    assert "menu" in done.stderr
    assert [path for path in (tmp_path / ".local").rglob("*") if path.is_file()] == []
