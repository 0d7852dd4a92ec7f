"""Another driver than that of USB cameras, and a whole session on a camera."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.camera_lab.stage import Stage, Watch, a_frame, holds, looking, until, until_back, until_said
from vision.source.cameras import list_cameras

VIVID = Path("/sys/bus/platform/drivers/vivid")
SESSION_S = 20
STOPPED = 4
"""The exit code after Ctrl-C."""
LIMIT_S = 1200
"""The face networks alone need minutes to load there, where other programs run beside it."""
DATA = Path("/tmp/data")
"""With the person's baseline, made outside from the clip: a calibration wants more pictures than are looked at here."""


def test_driver(stage: Stage) -> str:
    """found, opened, let go of in a pause, taken away and given back"""
    vivid = ("n_devs=1", "node_types=0x1", "num_inputs=1", "input_types=0")
    subprocess.run(["modprobe", "-d", "/modules", "vivid", *vivid], check=True)
    until(list_cameras, "its node")
    camera = list_cameras()[0]
    with looking("vivid") as capture:
        size = a_frame(capture).image.shape
        capture.pause()
        freed = until(lambda: not holds(camera.number), "the release")
        capture.resume()
        a_frame(capture)
        (VIVID / "unbind").write_text("vivid.0")
        said, _ = until_said(capture, "is gone")
        time.sleep(1)
        (VIVID / "bind").write_text("vivid.0")
        until(list_cameras, "its return")
        back = until_back(capture)
    subprocess.run(["rmmod", "vivid"], check=False)
    return f"{size[1]}x{size[0]}; free after {freed.s:.2f} s; gone said after {said}; frames {back} after it is back"


def session(stage: Stage) -> str:
    """kaakrust session looks at a face for 20 s, however few pictures of it, and ends with Ctrl-C"""
    with stage.camera("face"):
        shutil.copytree(Path(os.environ["PICTURES"]).parent / "person", DATA)
        told, watch = Path("/tmp/session"), Watch()
        command = [sys.executable, "-c", "import kaakrust; kaakrust.main()", "session", "--source", "face camera"]
        options = ["--headless", "--json", "--no-sound", "--exercise", "soft_jaw"]
        with told.open("w") as out:
            running = subprocess.Popen(
                [*command, *options],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=os.environ | {"KAAKRUST_DATA_DIR": str(DATA), "PYTHONFAULTHANDLER": "1"},
            )
        try:
            until(lambda: _states(told), "a face", LIMIT_S)
            loaded = str(watch)
            time.sleep(SESSION_S)
            assert running.poll() is None, f"exit code {running.returncode}"
            assert stage.lit("face")
            running.send_signal(signal.SIGINT)
            ended = Watch()
            running.wait(LIMIT_S)
        finally:
            running.kill()
            running.wait()
            print(told.read_text(), file=sys.stderr)
        assert running.returncode == STOPPED, f"exit code {running.returncode}"
        assert not stage.lit("face")
        states, last = _states(told), json.loads(told.read_text().splitlines()[-1])
        assert (last["event"], last["ended"]) == ("summary", "stopped"), last
        seen = Counter(state["reason"] or state["kind"] for state in states if state["kind"] != "away")
        assert seen, "no face was seen"
        words = ", ".join(f"{name} {count}" for name, count in seen.items())
        return f"first state after {loaded}, {len(states)} states: {words}; ended {ended} after Ctrl-C"


def _states(told: Path) -> list[dict[str, str]]:
    lines = (json.loads(line) for line in told.read_text().splitlines() if line.startswith("{"))
    return [line for line in lines if line["event"] == "state"]
