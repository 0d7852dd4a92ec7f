"""Another driver than that of USB cameras, and a whole session on a camera."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.camera_lab.stage import Stage, Watch, a_frame, holds, looking, until, until_back, until_said
from vision.source.cameras import list_cameras

VIVID = Path("/sys/bus/platform/drivers/vivid")
SESSION_S = 20
KINDS = ("hanging", "closed_soft", "closed_tense", "wide", "active", "unsure", "away")
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
    """kaakrust session looks at a face for 20 s"""
    with stage.camera("face"):
        command = [sys.executable, "-c", "import kaakrust; kaakrust.main()", "session", "--source", "face camera"]
        options = ["--headless", "--json", "--no-sound", "--exercise", "soft_jaw", "--minutes", str(SESSION_S / 60)]
        told = Path("/tmp/session")
        shutil.copytree(Path(os.environ["PICTURES"]).parent / "person", DATA)
        watch = Watch()
        with told.open("w") as out:
            ended = subprocess.run(
                [*command, *options],
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=LIMIT_S,
                check=False,
                env=os.environ | {"KAAKRUST_DATA_DIR": str(DATA)},
            )
        lines = told.read_text().splitlines()
        print(*lines, sep="\n", file=sys.stderr)
        assert ended.returncode == 0, f"exit code {ended.returncode}: {lines[-1:]}"
        summary = json.loads(lines[-1])
        assert summary["event"] == "summary", summary
        assert not stage.lit("face")
        assert summary["ended"] == "done", summary
        assert summary["elapsed_s"] > summary["away_s"], "no face was seen"
        seen = ", ".join(f"{name} {summary[f'{name}_s']:.0f} s" for name in KINDS if summary[f"{name}_s"])
        return f"{summary['elapsed_s']:.0f} s of session in {watch}: {seen or 'nothing could be told'}"
