"""A JPEG that lost a part on its way is no picture; one that only looks so is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.fault_server import clip_pictures
from vision.source.jpeg import decode_jpeg

SHAPES = {
    "4:2:0": [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420],
    "4:2:2": [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_422],
    "with restarts": [cv2.IMWRITE_JPEG_RST_INTERVAL, 20],
    "with few restarts": [cv2.IMWRITE_JPEG_RST_INTERVAL, 80],
}
pytestmark = pytest.mark.parametrize("shape", SHAPES)


def packed(image: np.ndarray, shape: str) -> bytes:
    return cv2.imencode(".jpg", image, SHAPES[shape])[1].tobytes()


def a_picture(shape: str) -> bytes:
    """Of an odd size, so that the last blocks reach beyond it."""
    return packed(clip_pictures()[0][:363, :601], shape)


def passes(content: bytes) -> bool:
    return decode_jpeg(np.frombuffer(content, np.uint8)) is not None


def test_a_whole_picture_passes_as_it_is(shape: str) -> None:
    content = a_picture(shape)
    whole = decode_jpeg(np.frombuffer(content, np.uint8))
    assert whole is not None
    assert np.array_equal(whole, cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR))


def test_bytes_after_the_end_do_no_harm(shape: str) -> None:
    assert passes(a_picture(shape) + bytes(500))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.98])
def test_a_picture_that_was_cut_off_does_not_pass(shape: str, share: float) -> None:
    content = a_picture(shape)
    assert not passes(content[: int(len(content) * share)])


@pytest.mark.parametrize("seed", range(5))
def test_nor_does_one_that_ends_in_noise(shape: str, seed: int) -> None:
    content = a_picture(shape)
    assert not passes(content[: len(content) // 2] + np.random.default_rng(seed).bytes(200))


@pytest.mark.parametrize(("begin", "end"), [(0.3, 0.5), (0.5, 0.55), (0.6, 0.65)])
def test_nor_one_with_a_hole(shape: str, begin: float, end: float) -> None:
    content = a_picture(shape)
    assert not passes(content[: int(len(content) * begin)] + content[int(len(content) * end) :])


def test_a_picture_that_is_grey_at_its_end_passes(shape: str) -> None:
    image = clip_pictures()[0].copy()
    image[image.shape[0] // 2 :] = 128
    assert passes(packed(image, shape))
    assert passes(packed(np.full_like(image, 128), shape))


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xd9", b"\xff\xd8" + b"\xff" * 50, b"\xa5" * 500])
def test_what_is_no_picture_does_not_pass(shape: str, content: bytes) -> None:
    assert not passes(content)
