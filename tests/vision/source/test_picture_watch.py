"""Pictures that show nothing are told from a dark room, a still face and a hiccup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.fault_server import clip_pictures
from vision.source.picture_watch import Fault, PictureWatch, fault_error

Picture = NDArray[np.uint8]


class Camera:
    """Shows a watch the person of the clip, with the noise of a sensor, unless told otherwise."""

    def __init__(self) -> None:
        self.watch = PictureWatch()
        self.now_s = 0.0
        self._noise = np.random.default_rng(3)
        self._index: Iterator[int] = count()

    def face(self, light: float = 1.0) -> Picture:
        clip = clip_pictures()
        return self.noisy(clip[next(self._index) % len(clip)][::4, ::4] * light)

    def noisy(self, image: NDArray[np.float64], sd: float = 1.5) -> Picture:
        return np.clip(image + self._noise.normal(0, sd, image.shape), 0, 255).astype(np.uint8)

    def covered(self) -> Picture:
        return self.noisy(np.full((120, 160, 3), 8.0), sd=8)

    def shows(self, picture: Callable[[], Picture], for_s: float, fps: float = 30.0) -> list[bool]:
        """Whether each picture could be used."""
        used = []
        for _ in range(round(for_s * fps)):
            self.now_s += 1 / fps
            used.append(self.watch.see(picture(), self.now_s))
        return used


@pytest.fixture
def camera() -> Camera:
    camera = Camera()
    assert all(camera.shows(camera.face, 2))
    return camera


def test_a_closed_shutter_is_named_after_a_second_and_shows_nothing_from_the_start(camera: Camera) -> None:
    assert not any(camera.shows(camera.covered, 0.8))
    assert camera.watch.fault is None
    assert not any(camera.shows(camera.covered, 0.4))
    assert camera.watch.fault is Fault.BLACK
    assert all(camera.shows(camera.face, 0.1)), "an opened shutter counts at once"
    assert camera.watch.fault is None


def test_an_exposure_that_takes_two_seconds_to_settle_is_not_called_black(camera: Camera) -> None:
    camera.watch.begin_anew()  # as it is when the camera is opened
    assert not any(camera.shows(camera.covered, 2))
    assert camera.watch.fault is None
    assert all(camera.shows(camera.face, 1))
    assert not any(camera.shows(camera.covered, 1.2))
    assert camera.watch.fault is Fault.BLACK, "later a second is enough"


def test_a_shutter_that_is_closed_from_the_beginning_is_named_all_the_same(camera: Camera) -> None:
    camera.watch.begin_anew()
    assert not any(camera.shows(camera.covered, 3.2))
    assert camera.watch.fault is Fault.BLACK


def test_a_black_hiccup_is_no_fault(camera: Camera) -> None:
    camera.shows(camera.covered, 0.3)
    assert all(camera.shows(camera.face, 1))
    assert camera.watch.fault is None


@pytest.mark.parametrize("light", [0.3, 0.1, 0.06])
def test_a_face_in_a_dark_room_is_not_black(camera: Camera, light: float) -> None:
    assert all(camera.shows(lambda: camera.face(light), 2))
    assert camera.watch.fault is None


def test_a_light_that_flickers_at_the_limit_does_not_flap(camera: Camera) -> None:
    camera.shows(camera.covered, 2)
    assert not any(camera.shows(lambda: camera.noisy(np.full((120, 160, 3), 35.0)), 1))
    assert camera.watch.fault is Fault.BLACK


def test_the_same_picture_again_brings_nothing_and_is_soon_named(camera: Camera) -> None:
    stuck = camera.face()
    used = camera.shows(lambda: stuck, 1.4)
    assert used == [True] + [False] * (len(used) - 1)
    assert camera.watch.fault is None
    camera.shows(lambda: stuck, 0.4)
    assert camera.watch.fault is Fault.FROZEN
    assert camera.shows(camera.face, 0.2)[1:] == [True] * 5
    assert camera.watch.fault is None


def test_a_last_gasp_of_a_stuck_camera_is_not_its_return(camera: Camera) -> None:
    for _ in range(3):
        stuck = camera.face()
        camera.shows(lambda picture=stuck: picture, 2)
    assert camera.watch.fault is Fault.FROZEN


def test_a_person_who_does_not_move_at_all_is_not_frozen(camera: Camera) -> None:
    still = clip_pictures()[0][::4, ::4].astype(np.float64)
    assert all(camera.shows(lambda: camera.noisy(still, sd=0.5), 5))


def test_a_driver_that_sends_each_picture_twice_is_not_frozen(camera: Camera) -> None:
    def twice() -> Iterator[Picture]:
        while True:
            picture = camera.face()
            yield picture
            yield picture

    pictures = twice()
    used = camera.shows(lambda: next(pictures), 4)
    assert used == [True, False] * (len(used) // 2)
    assert camera.watch.fault is None


@pytest.mark.parametrize(("fps", "named_after_s"), [(1.0, 3.0), (3.0, 2.5)])
def test_too_few_pictures_are_named_and_a_better_second_ends_it(
    camera: Camera, fps: float, named_after_s: float
) -> None:
    camera.shows(camera.face, named_after_s, fps)
    assert camera.watch.fault is Fault.TOO_SLOW
    assert not any(camera.shows(camera.face, 3, fps))
    assert not any(camera.shows(camera.face, 0.9))
    assert camera.watch.fault is Fault.TOO_SLOW
    camera.shows(camera.face, 0.3)
    assert all(camera.shows(camera.face, 1))
    assert camera.watch.fault is None


def test_seven_pictures_a_second_and_a_long_wait_are_no_fault(camera: Camera) -> None:
    assert all(camera.shows(camera.face, 5, fps=7.5))
    for _ in range(3):
        assert all(camera.shows(camera.face, 1.5, fps=1.0))
        assert all(camera.shows(camera.face, 0.5))
    assert camera.watch.fault is None


def test_a_change_of_size_is_waited_out(camera: Camera) -> None:
    assert not any(camera.shows(lambda: camera.face()[::2], 0.5))
    assert camera.watch.fault is Fault.OTHER_SIZE
    assert not any(camera.shows(camera.face, 1.9))
    assert all(camera.shows(camera.face, 1)[5:])
    assert camera.watch.fault is None


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.BLACK, ("black", "shutter")),
        (Fault.FROZEN, ("still", "plug")),
        (Fault.TOO_SLOW, ("few", "light")),
        (Fault.OTHER_SIZE, ("size", "as it is")),
    ],
)
def test_each_fault_says_what_it_is_and_what_helps(fault: Fault, words: tuple[str, ...]) -> None:
    assert all(word in str(fault_error(fault)) for word in words)
