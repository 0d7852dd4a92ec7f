"""The hammock's picture: what is seen of it, and that saving work changes nothing in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from feedback.window.drawn.hammock import Aim
from feedback.window.drawn.hammock_pixels import FINE_PX, Canvas, Inks, Scene, Shown, differ

ROOM = Canvas(width=768, height=350, top=40.0, depth=290.0)
INKS = Inks(jaw=(196, 213, 147), breath=(166, 205, 241), ground=(27, 26, 17), band=0.17, glow=0.22)
HANGING = Shown(Aim(gap_mm=6.0, spread_mm=0.6, pebble=1.0, presence=1.0), fullness=0.3, inks=INKS)


def row_of_line(pixels: np.ndarray, column: int) -> int:
    """Where a column is most like the line's colour."""
    off = np.abs(pixels[:, column, :3].astype(int) - INKS.jaw).sum(axis=1)
    return int(off.argmin())


def test_the_line_hangs_deepest_in_the_middle_and_deeper_with_the_jaw() -> None:
    scene = Scene(ROOM)
    middle, beside = (row_of_line(scene.mix(HANGING), column) for column in (384, 100))
    wider = replace(HANGING, aim=replace(HANGING.aim, gap_mm=9.0))
    assert beside < middle - 50
    assert row_of_line(scene.mix(wider), 384) > middle + 40


def test_a_small_step_gives_the_picture_that_mixing_all_of_it_would() -> None:
    stepping = Scene(ROOM)
    for gap_mm in np.linspace(5.0, 6.0, 60):
        stepping.mix(replace(HANGING, aim=replace(HANGING.aim, gap_mm=float(gap_mm))))
    stepped, at_once = stepping.mix(HANGING).astype(int), Scene(ROOM).mix(HANGING).astype(int)
    # Light that is kept a little longer is a few grey levels off; no line may be left behind.
    assert np.abs(stepped - at_once).max() < 0.1 * 255


def test_no_step_of_a_breath_is_a_flash() -> None:
    scene, before = Scene(ROOM), None
    for fullness in np.linspace(0.3, 0.5, 20):
        pixels = scene.mix(replace(HANGING, fullness=float(fullness)))[:, :, 1].astype(int)
        if before is not None:
            assert abs(pixels.mean() - before.mean()) < 1.0
        before = pixels


def test_only_what_can_be_seen_is_painted() -> None:
    hair = replace(HANGING, aim=replace(HANGING.aim, gap_mm=6.01))
    assert not differ(HANGING, hair, ROOM)
    assert differ(HANGING, replace(HANGING, aim=replace(HANGING.aim, gap_mm=6.1)), ROOM)
    assert differ(HANGING, replace(HANGING, plain=True), ROOM)
    assert differ(HANGING, replace(HANGING, fullness=None), ROOM)
    step = FINE_PX / (ROOM.largest_breath * 0.3)
    assert differ(HANGING, replace(HANGING, fullness=0.3 + 1.1 * step), ROOM)


@pytest.mark.parametrize("unit", [1.0, 1.25, 2.0])
def test_sharp_screens_get_as_many_pixels(unit: float) -> None:
    room = Canvas(round(768 * unit), round(350 * unit), 40 * unit, 290 * unit, unit)
    pixels = Scene(room).mix(HANGING)
    assert pixels.shape == (room.height, room.width, 4)
    assert row_of_line(pixels, room.width // 2) / unit == pytest.approx(40 + 290 * 0.5, abs=6)
