from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from benchmarks.hinge_warp import LATTICE_PX, LIP_LINE, LITTLE, POGONION, STILL, Motion, Person, Skin, person
from benchmarks.portraits import HOPPER, portrait
from benchmarks.real_clips import set_into
from benchmarks.seen import REPOSITORY, check_cache
from benchmarks.warped import ARM_SIZE, Plan, Sitter, neutral_pictures, posed, run
from benchmarks.warped_figures import OURS, figure_table, rows
from calibration.levels import LITERATURE_GAIN
from tests.places import FACE_CLIP
from vision.chin.hinge import MENTON

FACE_CLIP = FACE_CLIP
STAIRS = Plan(hold_s=0.5, levels_mm=(0, 0, 0, 3, 6, 9, 0))


@cache
def rendered(lips: float = 0.0) -> Person:
    """A rendered person's neutral picture, ready to be warped."""
    return person("rendered", neutral_pictures(FACE_CLIP, 0, 0), Skin(lips=lips))


def places_px(who: Person, index: int, gap_mm: float) -> tuple[np.ndarray, np.ndarray]:
    """Where a point of the mesh lies in the neutral picture, and where it must lie with the jaw lowered."""
    sheet = who.sheets[0]
    place = who.template_mm[[index]]
    ends = [who.hinge.opened(place, angle) for angle in (0.0, who.angle(gap_mm))]
    return tuple(who.camera.project(sheet.head.to_camera(end))[0] for end in ends)


@pytest.mark.parametrize("gap_mm", [3.0, 12.0, 30.0])
def test_menton_goes_down_as_far_as_teeth_so_far_apart_take_it(gap_mm: float):
    who = rendered()
    skin_mm = who.menton_share * who.hinge.drop_mm(who.menton_mm, who.angle(gap_mm))
    assert skin_mm == pytest.approx(gap_mm / LITERATURE_GAIN, abs=0.01)


@pytest.mark.parametrize("gap_mm", [3.0, 12.0])
@pytest.mark.parametrize(("index", "within"), [(POGONION, 0.05), (MENTON, 0.1)], ids=["pogonion", "menton"])
def test_skin_on_the_chin_goes_where_the_hinge_takes_it(index: int, within: float, gap_mm: float):
    who = rendered()
    before, after = places_px(who, index, gap_mm)
    source = who.source(who.angle(gap_mm), *STILL.at(0.0))
    column = source[:, round(before[0]), 1]
    seen = np.interp(before[1], column, np.arange(len(column)))
    assert seen - before[1] == pytest.approx(after[1] - before[1], rel=within, abs=0.1)


def test_what_is_painted_on_the_chin_is_seen_lower_by_the_same_way():
    who = rendered()
    before, after = places_px(who, POGONION, 9.0)
    line = np.full_like(who.sheets[0].picture, 40)
    line[round(before[1]) - 1 : round(before[1]) + 2] = 240
    painted = replace(who, sheets=[replace(who.sheets[0], picture=line)])
    (frame,) = painted.frames([9.0])
    column = np.clip(frame.image[:, round(before[0]), 0].astype(float) - 60, 0, None)
    seen = (column * np.arange(len(column))).sum() / column.sum()
    assert seen - round(before[1]) == pytest.approx(after[1] - before[1], abs=0.5)


def test_nothing_above_the_line_between_the_lips_moves_with_the_jaw():
    who = rendered()
    line = min(places_px(who, index, 0.0)[0][1] for index in LIP_LINE)
    source = who.source(who.angle(12.0), *STILL.at(0.0))
    y, x = np.mgrid[: source.shape[0], : source.shape[1]]
    above = np.hypot(source[..., 0] - x, source[..., 1] - y)[: int(line) - 4]
    assert above.max() < 0.05


def test_lips_that_follow_take_the_skin_above_them_along():
    still, led = (rendered(lips) for lips in (0.0, 0.6))
    lip = tuple(int(one) for one in places_px(still, 0, 0.0)[0])
    went = [who.source(who.angle(12.0), *STILL.at(0.0))[lip[1], lip[0], 1] - lip[1] for who in (still, led)]
    assert went[0] == pytest.approx(0.0, abs=0.05)
    assert went[1] < -1.0


@pytest.mark.parametrize("motion", [STILL, LITTLE], ids=["still", "little"])
def test_each_pixel_comes_from_where_the_forward_way_leads_to_it(motion: Motion):
    who = rendered()
    sheet, moved = who.sheets[0], motion.at(1.0)
    angle = who.angle(9.0)
    source = who.source(angle, *moved)
    gone = who.gone(sheet, angle, *moved).astype(np.float32).reshape(*sheet.share.shape, 2)
    height, width = sheet.picture.shape[:2]
    way = cv2.remap(gone, source / LATTICE_PX, None, cv2.INTER_LINEAR)
    y, x = np.mgrid[:height, :width]
    off_px = np.abs(source + way - np.dstack([x, y])).max(axis=2)[40:-40, 40:-40]
    assert off_px[::LATTICE_PX, ::LATTICE_PX].max() < 0.1
    assert np.mean(off_px < 0.1) > 0.99


def test_a_swaying_head_moves_above_the_lips_too():
    who = rendered()
    source = who.source(0.0, *LITTLE.at(1.0))
    assert abs(source[20, 20] - (20, 20)).max() > 1.0


def test_hinges_and_lips_are_drawn_within_what_people_have_and_each_persons_own():
    drawn = [Skin.drawn(seed, 1.0, name) for seed in range(20) for name in ("first", "second")]
    assert len({skin.lips for skin in drawn}) == len(drawn)
    assert all(0.0 <= skin.lips <= 0.6 for skin in drawn)
    assert all(28.0 <= skin.above_mm <= 48.0 and 70.0 <= skin.behind_mm <= 90.0 for skin in drawn)
    assert Skin.drawn(3, 1.0, "first") == Skin.drawn(3, 1.0, "first")


def test_a_portraits_lowered_jaw_is_read_right_and_told_in_both_tables():
    pictures = posed(Sitter(HOPPER, [portrait(HOPPER)]), native=False)
    assert pictures[0].shape[1::-1] == ARM_SIZE
    course = run(person(HOPPER, pictures, Skin()), 1.0, "little", STAIRS)
    gain, _, _ = course.line_of(course.told[OURS].gap_mm)
    assert 0.85 <= gain <= 1.15
    assert course.at_zero_mm(OURS) <= 0.25
    first, second = rows(course)
    assert first.startswith(f"| {HOPPER} | 1 | little | {OURS} | {gain:.2f} |")
    assert second.startswith(f"| {HOPPER} | 1 | little | closed only |")
    assert any("gain, each" in line and "1 of 1" in line for line in figure_table([course]))


def test_landmarks_are_not_kept_in_the_repository():
    with pytest.raises(SystemExit, match="outside of the repository"):
        check_cache(REPOSITORY / "benchmarks" / "kept")


def test_a_range_past_the_recordings_end_is_said():
    with pytest.raises(SystemExit, match="has no frames 5000-5010"):
        neutral_pictures(FACE_CLIP, 5000, 5010)


def test_a_picture_without_a_face_is_said():
    with pytest.raises(SystemExit, match="no face"):
        posed(Sitter("nobody", [set_into(np.zeros((48, 64, 3), np.uint8), 1.0, ARM_SIZE)]), native=False)
