"""The sound device: there, gone, hanging, or never there.

PortAudio and ALSA are the real ones, and the practising is done in a process of its own; the card is another process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shlex import quote

import numpy as np
import pytest
from numpy.typing import NDArray

from feedback.sound.instrument import CEILING, MOST_STEP
from feedback.sound.output import NO_ANSWER, NO_DEVICE, NO_PORTAUDIO
from feedback.sound.player import LOST
from tests.needs import needs_portaudio
from tests.patience import PATIENCE_S

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CARD = """
pcm.!default {{
    type file
    slave.pcm {{ type null }}
    file "|exec {python} {sink} {folder} {limit} {then} >{folder}/card.log 2>&1"
    format "raw"
    hint {{ show on description "A sound card" }}
}}
"""
NO_CARD = "pcm.unplugged { type hw card 99 }"
ABORTS = "# PortAudio takes it for granted that there is anything in here."

needs_alsa = pytest.mark.skipif(sys.platform != "linux", reason="ALSA is how Linux speaks to sound cards")


def practise(folder: Path, story: str, *, alsa: str = "", before: str = "") -> list[str]:
    """Run the story in a process of its own; its lines."""
    (folder / "alsa.conf").write_text(alsa)
    code = f"{before}\nfrom tests.feedback.sound.listening import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), story],
        env={**os.environ, "ALSA_CONFIG_PATH": str(folder / "alsa.conf")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert "Traceback" not in done.stderr
    return done.stdout.splitlines()


def card(folder: Path, seconds: float, then: str) -> str:
    limit = round(seconds * 384_000)
    python, sink, place = (quote(str(path)) for path in (sys.executable, HERE / "sink.py", folder))
    return CARD.format(python=python, sink=sink, folder=place, limit=limit, then=then)


def played(path: Path) -> NDArray[np.float32]:
    sound = np.fromfile(path, np.float32)
    return sound[: len(sound) // 2 * 2].reshape(-1, 2)


@needs_alsa
@needs_portaudio
def test_a_card_that_goes_is_said_once_and_the_next_one_plays_to_the_end(tmp_path: Path):
    lines = practise(tmp_path, "lost", alsa=card(tmp_path, 4.0, "end"))
    assert lines == [f"sound {LOST}", "done"]
    before, after = played(tmp_path / "0.raw"), played(tmp_path / "1.raw")
    for sound in (before, after):
        assert 0.05 < np.abs(sound).max() <= CEILING
        assert np.abs(np.diff(sound, axis=0)).max() < MOST_STEP
        assert np.abs(sound[:48]).max() < 0.001  # it comes from silence
    assert np.abs(after[-48:]).max() < 0.002  # and goes back to it
    tenths = np.abs(after[: len(after) // 4800 * 4800]).reshape(-1, 4800 * 2).max(axis=1)
    loud = np.flatnonzero(tenths > 0.05)
    muted = np.argmax(np.diff(loud))
    assert tenths[loud[muted] : loud[muted + 1]].min() < 1e-4


@needs_alsa
@needs_portaudio
def test_a_card_that_hangs_keeps_neither_the_session_nor_the_end_of_the_program(tmp_path: Path):
    lines = practise(tmp_path, "hangs", alsa=card(tmp_path, 2.0, "hang"))
    assert (tmp_path / "hangs").exists()
    assert lines == [f"sound {LOST}", "done"]


@needs_alsa
@needs_portaudio
def test_without_a_card_it_stays_quiet_and_says_so_once(tmp_path: Path):
    assert practise(tmp_path, "silent", alsa=NO_CARD) == [f"sound {NO_DEVICE}", "done"]


@needs_alsa
@needs_portaudio
def test_a_sound_system_that_would_take_the_program_along_is_left_alone(tmp_path: Path):
    assert practise(tmp_path, "silent", alsa=ABORTS) == [f"sound {NO_ANSWER}", "done"]


def test_without_the_library_it_says_what_to_install(tmp_path: Path):
    hidden = "import ctypes.util\nctypes.util.find_library = lambda name: None"
    if sys.platform != "linux":
        pytest.skip("elsewhere the library comes with the package")
    assert practise(tmp_path, "silent", alsa=NO_CARD, before=hidden) == [f"sound {NO_PORTAUDIO}", "done"]
