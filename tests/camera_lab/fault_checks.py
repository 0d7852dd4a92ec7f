"""What a USB camera's bad days and odd kinds must lead to."""

from __future__ import annotations

import time
from pathlib import Path

from tests.camera_lab.stage import Stage, Watch, a_frame, looking, until, until_back, until_said
from vision.camera import CaptureStatus, open_source
from vision.source.cameras import find_camera, list_cameras

DROPPING = Path("/sys/module/uvcvideo/parameters/nodrop")
"""Whether the driver passes on pictures that the camera marks as broken: 0 up to Linux 6.14, 1 after it."""
GREYEST = 3.0
"""Grey levels by which the colours of a picture without colours may differ."""


def played(stage: Stage, behaviour: dict[str, object], words: str) -> str:
    """Let a camera misbehave until ``words`` are said, then heal it."""
    with stage.camera("simple"), looking("simple") as capture:
        stage.tell("simple", **behaviour)
        said, _ = until_said(capture, words)
        stage.tell("simple", shows="play", step_s=0.0, stalled=False, broken=False)
        return f"said after {said}; back {until_back(capture)} after its end"


def black(stage: Stage) -> str:
    """black pictures are named"""
    return played(stage, {"shows": "black"}, "The picture is black")


def frozen(stage: Stage) -> str:
    """the same picture again and again is named"""
    return played(stage, {"shows": "frozen"}, "The picture stands still")


def slow(stage: Stage) -> str:
    """two pictures a second are too few"""
    return played(stage, {"step_s": 0.5}, "Too few pictures")


def stalled(stage: Stage) -> str:
    """a camera that falls silent is waited for, and opened anew"""
    with stage.camera("simple"), looking("simple") as capture:
        stage.tell("simple", stalled=True)
        watch = until(lambda: capture.next(0.02) is None and capture.status is CaptureStatus.LOST, "the loss")
        stage.tell("simple", stalled=False)
        return f"known after {watch}; back {until_back(capture)} after its end"


def torn(stage: Stage, shows: str) -> str:
    """Let half pictures come, and look at each that is let through."""
    with stage.camera("simple"), looking("simple") as capture:
        stage.tell("simple", shows=shows)
        time.sleep(0.3)
        capture.next(0)  # one from before
        said, came = until_said(capture, "The pictures come damaged")
        assert not came, f"{came} of them passed as good"
        watch = Watch()
        while watch.s < 2:
            assert capture.next(0.05) is None, "one passed as good"
        stage.tell("simple", shows="play")
        return f"none passed; said after {said.s + 0.3:.1f} s; back {until_back(capture)} after their end"


def half(stage: Stage) -> str:
    """half JPEGs never pass as pictures, and are named"""
    return torn(stage, "half")


def half_and_noise(stage: Stage) -> str:
    """nor do halves that end in noise"""
    return torn(stage, "half_and_noise")


def hole(stage: Stage) -> str:
    """nor do those that lack a part in the middle"""
    return torn(stage, "hole")


def now_and_then(stage: Stage) -> str:
    """a half one now and then is left out without a word"""
    with stage.camera("simple"), looking("simple") as capture:
        stage.tell("simple", shows="now_and_then")
        watch, came = Watch(), 0
        while watch.s < 6:
            frame = capture.next(0.5)
            came += frame is not None
            assert capture.problem is None, capture.problem
            assert frame is None or not (frame.image[-8:, -8:] == 128).all()
        assert came > 10
        return f"{came} good ones in 6 s, nothing said"


def marked_dropped(stage: Stage) -> str:
    """pictures that the camera marks as broken, dropped by the driver: silence"""
    DROPPING.write_text("0")
    with stage.camera("simple"), looking("simple") as capture:
        stage.tell("simple", broken=True)
        watch = until(lambda: capture.next(0.02) is None and capture.status is CaptureStatus.LOST, "the loss")
        stage.tell("simple", broken=False)
        return f"known after {watch}; back {until_back(capture)} after their end"


def marked_passed(stage: Stage) -> str:
    """the same, passed on by the driver (as newer kernels do): whole ones are used, half ones not"""
    DROPPING.write_text("1")
    try:
        with stage.camera("simple"), looking("simple") as capture:
            stage.tell("simple", broken=True)
            time.sleep(0.5)
            watch, came = Watch(), 0
            while watch.s < 3:
                came += capture.next(0.2) is not None
            assert came > 3
            stage.tell("simple", shows="half")
            time.sleep(0.3)
            capture.next(0)
            until_said(capture, "The pictures come damaged")
            return f"{came} whole ones in 3 s, no half one"
    finally:
        DROPPING.write_text("0")


def full_hd(stage: Stage) -> str:
    """a camera that only gives 1080p is used as it is"""
    with stage.camera("fullhd"), open_source("full hd") as capture:
        until_or_slow(capture)
        assert capture.size == (1920, 1080)
        return "1920x1080"


def until_or_slow(capture) -> None:
    """Until a picture came: good, or held back because the guest unpacks too few of them."""
    until(lambda: capture.next(0.1) is not None or capture.size != (0, 0), "a picture")


def uncompressed(stage: Stage) -> str:
    """a camera without JPEG gives its small picture often rather than its large one seldom"""
    with stage.camera("plain"), looking("plain") as capture:
        assert capture.size == (640, 480)
        assert capture.fps == 30.0
        frame = a_frame(capture)
        spread = frame.image.astype(int)
        assert abs(spread[..., 0] - spread[..., 2]).mean() > GREYEST, "no colours"
        return "YUYV 640x480 at 30, not 1280x720 at 5"


def infrared(stage: Stage) -> str:
    """of a colour and an infrared lens the colour one is meant, whichever comes first"""
    with stage.camera("laptop"):
        until(lambda: len(list_cameras()) == 2, "both lenses")
        colour, grey = list_cameras()
        assert (colour.grey, grey.grey) == (False, True)
        assert grey.number < colour.number
        assert find_camera("", list_cameras()) == colour
        assert find_camera("integrated camera", list_cameras()) == colour
        with looking(str(grey.number)) as capture:
            image = a_frame(capture).image.astype(int)
            assert abs(image[..., 0] - image[..., 2]).max() <= GREYEST
            size = capture.size
        with looking("") as capture:
            assert capture.name == colour.name
        return f"“{colour.name}” before “{grey.name}” (GREY {size[0]}x{size[1]}, usable by number)"


def settling(stage: Stage) -> str:
    """two dark seconds until the exposure has settled are waited for without a word"""
    with stage.camera("simple"):
        stage.tell("simple", dark_s=2.0)
        with open_source("simple") as capture:
            watch = Watch()
            while capture.next(0.05) is None:
                assert capture.problem is None, capture.problem
                assert watch.s < 30
            return f"first picture after {watch}"


def late(stage: Stage) -> str:
    """a first picture after two seconds is waited for"""
    with stage.camera("simple"):
        stage.tell("simple", first_after_s=2.0)
        watch = Watch()
        with looking("simple"):
            return f"opened in {watch}"


def long_exposure(stage: Stage) -> str:
    """a picture every two seconds, each exposed that long, is too little and named"""
    return played(stage, {"step_s": 2.0}, "Too few pictures")


FAULTS = (
    black, frozen, slow, stalled, half, half_and_noise, hole, now_and_then, marked_dropped, marked_passed, full_hd,
    uncompressed, infrared, settling, late, long_exposure,
)  # fmt: skip
