"""Which camera is meant, and what a person is told when it cannot be had."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from vision.camera import open_source
from vision.errors import SourceError
from vision.source.cameras import CameraInfo, find_again, find_camera, list_cameras, why_refused

LID = CameraInfo("Integrated Camera", 0, "/dev/video0")
LID_INFRARED = CameraInfo("Integrated Camera IR", 2, "/dev/video2")
DESK = CameraInfo("Logi HD Webcam", 4, "/dev/video4")
ALL = (LID, LID_INFRARED, DESK)
LID_THAT_IS_NOT = CameraInfo("FaceTime HD Camera", 63, "/nowhere/video63")
"""Listed, but no driver answers for it: opening is refused, as it is without permission."""


@pytest.mark.parametrize(
    ("wanted", "camera"),
    [
        ("0", LID),
        ("4", DESK),
        ("/dev/video2", LID_INFRARED),
        ("logi", DESK),
        ("INTEGRATED CAMERA", LID),  # the whole name wins over a part of another one
        ("camera ir", LID_INFRARED),
        ("", LID),
    ],
)
def test_a_camera_is_found_by_number_or_part_of_its_name(wanted: str, camera: CameraInfo) -> None:
    assert find_camera(wanted, ALL) is camera


@pytest.mark.parametrize("wanted", ["1", "99", "Sony", "/dev/video7"])
def test_a_camera_that_is_not_there_is_answered_by_what_is(wanted: str) -> None:
    with pytest.raises(SourceError) as error:
        find_camera(wanted, ALL)
    assert all(str(camera.number) in str(error.value) and camera.name in str(error.value) for camera in ALL)


def test_an_ambiguous_name_lists_only_what_fits() -> None:
    with pytest.raises(SourceError, match=r"0 \(Integrated Camera\), 2 \(Integrated Camera IR\)") as error:
        find_camera("integrated", ALL)
    assert "Logi" not in str(error.value)


def test_a_replugged_camera_is_found_under_its_new_number() -> None:
    moved = CameraInfo(DESK.name, 6, "/dev/video6")
    assert find_again(DESK, (LID, moved)) is moved


def test_of_two_cameras_of_one_make_the_same_one_is_taken_again() -> None:
    twin = CameraInfo(DESK.name, 6, "/dev/video6")
    assert find_again(twin, (DESK, twin)) is twin


ONE = CameraInfo("Twin", 0, "/dev/video0", "usb1/1-1")
OTHER = CameraInfo("Twin", 2, "/dev/video2", "usb1/1-2")


def test_an_unplugged_camera_is_not_replaced_by_its_twin() -> None:
    with pytest.raises(SourceError, match="is gone"):
        find_again(ONE, (OTHER,), frozenset({OTHER.place}))


def test_a_twin_is_known_by_its_socket_and_found_in_a_new_one() -> None:
    swapped = (CameraInfo("Twin", 0, "/dev/video0", OTHER.place), CameraInfo("Twin", 2, "/dev/video2", ONE.place))
    assert find_again(ONE, swapped, frozenset({OTHER.place})) is swapped[1]
    moved = CameraInfo("Twin", 4, "/dev/video4", "usb1/1-7")
    assert find_again(ONE, (OTHER, moved), frozenset({OTHER.place})) is moved


def test_the_colour_lens_is_meant_where_an_infrared_one_lies_beside_it() -> None:
    grey = CameraInfo("Integrated I", 0, "/dev/video0", "usb1/1-1:1.0", grey=True)
    colour = CameraInfo("Integrated C", 2, "/dev/video2", "usb1/1-1:1.2")
    assert find_camera("integrated", (colour, grey)) is colour
    assert find_camera("integrated i", (colour, grey)) is grey


def test_an_unplugged_camera_is_not_replaced_by_another() -> None:
    with pytest.raises(SourceError, match=r"Logi HD Webcam.* is gone"):
        find_again(DESK, (LID,))


@pytest.mark.parametrize(
    ("system", "hint"),
    [("darwin", "System Settings"), ("win32", "Settings, Privacy"), ("linux", "Another program may be using it")],
)
def test_a_camera_without_picture_gets_the_advice_of_its_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, hint: str
) -> None:
    monkeypatch.setattr("vision.source.cameras.sys.platform", system)
    device = tmp_path / "video0"
    device.touch(stat.S_IRUSR | stat.S_IWUSR)
    assert hint in str(why_refused(CameraInfo("Desk", 0, str(device))))


def test_on_macos_opening_is_tried_again_while_the_system_asks_for_permission(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries = []

    def there() -> tuple[CameraInfo, ...]:
        tries.append(LID_THAT_IS_NOT)
        return (LID_THAT_IS_NOT,)

    monkeypatch.setattr("vision.source.sources.list_cameras", there)
    monkeypatch.setattr("vision.camera.OPEN_LIMIT_S", 1.0)
    monkeypatch.setattr("vision.source.capture_thread.RETRY_FIRST_S", 0.05)
    monkeypatch.setattr("vision.source.sources.sys.platform", "darwin")
    with pytest.raises(SourceError, match="If macOS asks for permission, allow it"):
        open_source("FaceTime")
    assert len(tries) > 3


def test_elsewhere_a_refused_camera_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vision.source.sources.list_cameras", lambda: (LID_THAT_IS_NOT,))
    monkeypatch.setattr("vision.source.sources.sys.platform", "win32")
    with pytest.raises(SourceError, match="Close other programs that use it"):
        open_source("FaceTime")


def test_a_camera_the_account_may_not_use_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("vision.source.cameras.os.access", lambda *_: False)
    device = tmp_path / "video0"
    device.touch()
    assert "group “video”" in str(why_refused(CameraInfo("Desk", 0, str(device))))


def test_a_camera_that_was_pulled_out_is_gone_and_needs_no_permission() -> None:
    assert str(why_refused(CameraInfo("Desk", 0, "/nowhere/video0"))) == 'The camera "Desk" is gone. Plug it in again.'


@pytest.mark.skipif(bool(list_cameras()), reason="this computer has a camera")
@pytest.mark.parametrize("spec", ["", "0", "3", "FaceTime", "/dev/video0"])
def test_without_any_camera_the_person_is_told_what_to_do(spec: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError, match=r"No camera was found\. Plug one in"):
        open_source(spec)
    assert capfd.readouterr() == ("", "")
