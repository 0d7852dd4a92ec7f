"""The picture changes its size in mid-session: another window, a camera that saves light, a stream that thins out."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from calibration.baseline import Baseline, fit_baseline
from calibration.levels import Passage
from tests.vision.faces import sitter
from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.readings import JawReading

FPS = 30


class Sitting:
    """The sitter before the camera, from one second to the next."""

    def __init__(self) -> None:
        self.follower = JawFollower(sitter().template)
        self.count = 0

    def seen(self, scale: float, pictures: int) -> list[JawReading]:
        """Read the clip, forth and back, in pictures of ``scale``; landmarks are looked for anew in each."""
        readings = []
        with Landmarker() as landmarker:
            for _ in range(pictures):
                place = self.count % (2 * len(sitter().frames) - 2)
                image = sitter().frames[min(place, 2 * len(sitter().frames) - 2 - place)].image
                if scale != 1.0:
                    image = cv2.resize(
                        image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
                    )
                frame = Frame(np.asarray(image, np.uint8), self.count / FPS, self.count)
                readings.append(self.follower.read(frame, landmarker.find(frame)))
                self.count += 1
        return readings


def gap_mm(baseline: Baseline, readings: list[JawReading]) -> float:
    return float(np.median([baseline.gap(reading).signed_mm for reading in readings]))


@pytest.mark.parametrize(("first", "then"), [(2.0, 1.0), (1.0, 2.0), (1.0, 0.75)])
def test_the_gap_stays_where_it_was_when_pictures_change_their_size(first: float, then: float):
    sitting = Sitting()
    closed = sitting.seen(first, 40)
    baseline = fit_baseline([Passage("closed", closed)], sitter().template)
    before = sitting.seen(first, 25)
    after = sitting.seen(then, 30)[5:]
    assert gap_mm(baseline, after) == pytest.approx(gap_mm(baseline, before), abs=0.3)
    assert all(reading.by_pixels for reading in after)
    assert {reading.anchor for reading in after} == {reading.anchor for reading in closed}
    given = [baseline.gap(reading).gap_sd_mm for reading in after]
    assert max(given) < 2.0
