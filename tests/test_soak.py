"""What a process holds on to after a long session and after many short ones; benchmarks/soak.py does the whole hour."""

from __future__ import annotations

import queue
import sys
from pathlib import Path

import pytest

from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.sound.wave_file import SoundFile
from feedback.visit.commands import Command
from feedback.visit.journey import Journey
from feedback.visit.live import run
from feedback.visit.recorder import Recorder
from feedback.visit.view import Plan
from tests.patience import PATIENCE_S
from tests.places import FACE_CLIP
from tests.soaking import EndlessClip, Held, Remembering, settled
from vision.camera import open_source
from vision.landmarker import Landmarker

FACE_CLIP = FACE_CLIP
SESSION_S = 60.0
VISITS = 8
counts_here = pytest.mark.skipif(sys.platform != "linux", reason="counted in /proc")


@pytest.fixture
def used_before() -> Held:
    """What is held once everything was used; libraries keep some for good."""
    with Landmarker() as landmarker, open_source(str(FACE_CLIP), paced=False) as capture:
        landmarker.find(capture.next(PATIENCE_S))
    return Held.now()


@counts_here
def test_a_minute_with_pauses_leaves_no_handle_and_no_thread(used_before: Held, tmp_path: Path):
    config = SessionConfig(EXERCISES["soft_jaw"], 2 * SESSION_S, "soak")
    clip, commands = EndlessClip(FACE_CLIP), queue.SimpleQueue()
    paused: dict[int, Held] = {}
    with (
        Landmarker() as landmarker,
        Recorder(tmp_path / "data", config) as recorder,
        SoundFile(tmp_path / "sound.wav") as sound,
    ):
        listeners = (recorder, sound)
        line = run(clip, Remembering(landmarker, 1000), Journey(Plan(config=config)), commands, listeners, paced=False)
        for turn in line:
            ten = int(turn.view.now_s) // 10
            if turn.view.pause is not None:
                # The clip is let go of, so that both times hold the same; its thread ends in its own time.
                paused[ten] = settled(paused[2]) if 2 in paused else Held.now()
                commands.put(Command.TOGGLE_PAUSE)
            elif ten not in paused:
                commands.put(Command.TOGGLE_PAUSE)
            if turn.view.now_s >= SESSION_S:
                commands.put(Command.STOP)
    clip.pause()
    assert clip.openings > 15
    assert len(turn.view.session.curve) > 40
    early, late = paused[2], paused[5]
    assert late.handles <= early.handles
    assert late.threads <= early.threads
    after = settled(used_before)
    assert after.handles <= used_before.handles  # what an earlier test had left may have ended meanwhile
    assert after.threads <= used_before.threads


@counts_here
def test_opening_and_closing_again_and_again_leaves_nothing(used_before: Held):
    for _ in range(VISITS):
        with Landmarker() as landmarker, open_source(str(FACE_CLIP), paced=False) as capture:
            landmarker.find(capture.next(PATIENCE_S))
    after = settled(used_before)
    assert after.handles <= used_before.handles  # what an earlier test had left may have ended meanwhile
    assert after.threads <= used_before.threads
