"""What an ordinary USB camera must do: be found, opened, let go of, lost and found again."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.camera_lab.stage import (
    PATIENCE_S,
    Stage,
    Watch,
    a_frame,
    holds,
    looking,
    until,
    until_back,
    until_said,
)
from vision.camera import CaptureStatus, OpeningEndedError, open_source
from vision.errors import SourceError
from vision.source.cameras import find_camera, list_cameras

AT_ONCE_S = 0.5
"""Letting go of a camera may take this long, where nothing is emulated."""
PERSON = 1000
"""An account that owns nothing."""


def refused(spec: str) -> str:
    """What is said when ``spec`` is opened and must not be."""
    try:
        open_source(spec).close()
    except SourceError as problem:
        return str(problem)
    raise AssertionError(f"{spec} could be opened")


def as_person(what: Callable[[], str]) -> str:
    """What ``what`` says in a process of an account without rights."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setuid(PERSON)
            os.write(theirs, what().encode())
        except BaseException as problem:  # noqa: BLE001 - told to the parent
            os.write(theirs, f"failed: {problem!r}".encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as said:
        answer = said.read().decode()
    os.waitpid(child, 0)
    assert not answer.startswith("failed: "), answer
    return answer


def named(stage: Stage) -> str:
    """it is listed by its name, found by part of it, by number and by device file"""
    with stage.camera("desk") as camera:
        listed = list_cameras()
        assert [one.name for one in listed] == ["Desk Camera: Desk Camera"], listed
        for spec in ("", "desk cam", str(camera.number), camera.path):
            assert find_camera(spec, listed) == camera
        return f"{camera}"


def metadata_left_out(stage: Stage) -> str:
    """its second node, which holds no pictures, is not listed, even to an account that may open neither"""
    with stage.camera("desk") as camera:
        companion = Path(f"/dev/video{camera.number + 1}")
        assert companion.exists()
        for path in (Path(camera.path), companion):
            path.chmod(0o600)
        assert [one.number for one in list_cameras()] == [camera.number]
        numbers = as_person(lambda: str([one.number for one in list_cameras()]))
        assert numbers == f"[{camera.number}]", numbers
        return f"{companion} is there, listed {numbers}"


def negotiated(stage: Stage) -> str:
    """1280x720 as JPEG at 30 pictures a second is asked for and given"""
    with stage.camera("desk") as camera, looking("desk") as capture:
        told = subprocess.run(
            ["v4l2-ctl", "-d", camera.path, "--get-fmt-video", "--get-parm"], capture_output=True, text=True, check=True
        ).stdout
        assert "'MJPG'" in told, told
        assert "1280/720" in told, told
        assert (capture.size, capture.fps) == ((1280, 720), 30.0)
        watch, times = Watch(), []
        while watch.s < 3:  # unpacking them takes the guest too long to count on any
            if (frame := capture.next(0.5)) is not None:
                times.append(frame.t_s)
        assert times == sorted(set(times))
        return "MJPG 1280x720 at 30, from the driver and from the capture"


def busy(stage: Stage) -> str:
    """while another program holds it, that is said at once"""
    with stage.camera("simple"), looking("simple") as capture:
        watch = Watch()
        said = refused("simple")
        assert "Another program may be using it" in said, said
        a_frame(capture)
        return f"said after {watch}; the other goes on"


def forbidden(stage: Stage) -> str:
    """an account that may not use it is told how to get it, and nothing else"""
    with stage.camera("simple") as camera:
        Path(camera.path).chmod(0o600)
        said = as_person(lambda: refused("simple"))
        assert "Your user account may not use" in said, said
        assert "group “video”" in said, said
        return "as uid 1000 before a node of root's"


def allowed_later(stage: Stage) -> str:
    """plugged in again, it comes back as soon as the system has given it to the account"""
    with stage.camera("simple") as camera:
        for node in Path("/dev").glob("video*"):
            node.chmod(0o666)
        given = Path("/tmp/given")
        given.unlink(missing_ok=True)

        def session() -> str:
            with looking("simple") as capture:
                until_said(capture, "is gone")
                while not given.exists():
                    capture.next(0.02)
                return f"frames {until_back(capture)} later"

        def system() -> None:
            time.sleep(8)
            stage.bench("unplug simple")
            until(lambda: not list_cameras(), "its end")
            time.sleep(1)
            stage.bench("plug simple")
            until(list_cameras, "its return")
            time.sleep(3)
            Path(camera.path).chmod(0o666)
            given.touch()
            Path("/tmp/given").chmod(0o666)

        helper = threading.Thread(target=system)
        helper.start()
        said = as_person(session)
        helper.join()
        return said


def pause_frees(stage: Stage) -> str:
    """a pause lets go of it at once, and resuming takes it up"""
    with stage.camera("simple") as camera, looking("simple") as capture:
        capture.pause()
        freed = until(lambda: not holds(camera.number), "the release")
        assert not stage.lit("simple")
        with looking("simple"):
            pass
        capture.resume()
        return f"free after {freed.s:.2f} s, another could use it; frames {until_back(capture)} after resuming"


def silent_freed(stage: Stage) -> str:
    """a pause and the end let go at once too while no picture comes"""
    with stage.camera("simple") as camera, looking("simple") as capture:
        stage.tell("simple", stalled=True)
        time.sleep(0.5)
        capture.pause()
        freed = until(lambda: not holds(camera.number), "the release")
        capture.resume()
        until(lambda: holds(camera.number), "the opening")
        time.sleep(1.5)
        watch = Watch()
        capture.close()
        assert not holds(camera.number)
        return f"free {freed.s:.2f} s after the pause, {watch.s:.2f} s after the end"


def opening_paused(stage: Stage) -> str:
    """a pause while it is being opened lets go as soon as the driver answers"""
    took = []
    with stage.camera("simple") as camera, looking("simple") as capture:
        for delay_s in (0.0, 0.1, 0.2, 0.3, 0.5):
            capture.pause()
            until(lambda: not holds(camera.number), "the release")
            capture.resume()
            until(lambda: holds(camera.number), f"the opening ({capture.problem})")
            time.sleep(delay_s)
            capture.pause()
            took.append(until(lambda: not holds(camera.number), "the release").s)
        assert capture.status is CaptureStatus.PAUSED
    return f"free after at most {max(took):.2f} s, over {len(took)} tries"


def opening_ended(stage: Stage) -> str:
    """who stops wanting it before its first picture has it back at once"""
    with stage.camera("simple") as camera:
        stage.tell("simple", first_after_s=30)
        wanted = threading.Event()
        wanted.set()
        let_go: list[Watch] = []

        def later() -> None:
            until(lambda: stage.lit("simple"), "the stream")
            let_go.append(Watch())
            wanted.clear()

        helper = threading.Thread(target=later)
        helper.start()
        try:
            open_source("simple", wanted=wanted.is_set)
        except OpeningEndedError:
            took = let_go[0].s
        else:
            raise AssertionError("it was opened")
        helper.join()
        assert not holds(camera.number)
        return f"free after {took:.2f} s"


def unplugged(stage: Stage) -> str:
    """the first sentence after it was pulled out says so, and asks for nothing else; back in, it goes on"""
    said_s, back_s = [], []
    with stage.camera("simple"), looking("simple") as capture:
        for _ in range(4):
            stage.bench("unplug simple")
            said, _ = until_said(capture, "is gone. Plug it in again.")
            said_s.append(said.s)
            until(lambda: not list_cameras(), "the end of its node")
            time.sleep(3)
            stage.bench("plug simple")
            until(list_cameras, "its node")
            back_s.append(until_back(capture).s)
        backs = ", ".join(f"{s:.1f}" for s in back_s)
        return f"4 of 4 times: said after {max(said_s):.1f} s at most; frames {backs} s after it is back"


def other_number(stage: Stage) -> str:
    """plugged in again under another number, it is found again"""
    with stage.camera("simple") as camera, looking("simple") as capture:
        stage.bench("unplug simple")
        until_said(capture, "is gone")
        until(lambda: not list_cameras(), "the end of its node")
        with stage.camera("desk", port=3) as thief:
            assert thief.number == camera.number
            stage.bench("plug simple")
            until(lambda: len(list_cameras()) == 2, "its node")
            back = until_back(capture)
            number = next(one.number for one in list_cameras() if one.name == camera.name)
            assert number != camera.number
            assert holds(number)
        return f"{camera.number} became {number}; frames {back} after it is back"


def twins(stage: Stage) -> str:
    """two of one make are told apart; one that is pulled out is not replaced by the other, wherever it comes back"""
    with stage.camera("twin", port=0, name="one") as one, stage.camera("twin", port=1, name="two") as two:
        assert one.name == two.name
        assert one.place != two.place
        said = refused("twin")
        assert "More than one camera fits" in said, said
        with looking(str(one.number)) as capture:
            stage.bench("unplug one")
            until_said(capture, "is gone")
            watch = Watch()
            while watch.s < 4:
                assert capture.next(0.1) is None, "the other one is looked at instead"
            assert not holds(two.number)
            stage.bench("plug one 5")
            until_back(capture)
            assert holds(next(camera for camera in list_cameras() if camera != two).number)
        stage.bench("unplug one")
        stage.bench("plug one 0")
        until(lambda: len(list_cameras()) == 2, "its return")
        return "found again in another socket"


USUAL = (
    named, metadata_left_out, negotiated, busy, forbidden, allowed_later, pause_frees, silent_freed, opening_paused,
    opening_ended, unplugged, other_number, twins,
)  # fmt: skip
assert PATIENCE_S > AT_ONCE_S
