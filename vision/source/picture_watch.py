"""Whether the pictures of a camera can be used: not black, not the same one again and again, not too few, of one size.

Pure: pictures and their times in, a fault or none out. About 0.03 ms a picture of 1280x720.
"""

from __future__ import annotations

from enum import StrEnum
from math import isqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.errors import SourceError
from vision.sentences import N_

SAMPLES = 14_400
"""Pixels looked at, on an even grid: every eighth of every eighth row of a 720p picture."""
BLOCKS = (16, 9)
"""They are averaged to this many blocks; the noise of a covered, fully amplified sensor averages out in them."""
OUTLIERS = 7
"""So many blocks at either end (5 %) do not count: a stray glow at the edge of a shutter."""
BLACK_GREY = 32.0
"""Of 255. Brighter somewhere: the lens is open. Doubt.DARK begins at the same level, for the face alone."""
BLACK_CONTRAST = 5.0
"""Grey levels between light and dark blocks. The landmarker finds no face below some 5 of them; whatever shows more is
a dark room, about which doubting.py has its own words."""
NOT_BLACK = 1.25
"""Once black, a picture must exceed one of the two limits by this factor."""
BLACK_S = 1.0
"""A camera that adapts to a new light may give some dark pictures."""
BLACK_FIRST_S = 3.0
"""One that begins may need two seconds and more until its exposure has settled."""
FROZEN_S = 1.5
"""The same picture for this long is no hiccup. The noise of a sensor changes many of the pixels looked at from picture
to picture, however still the scene; only a stuck camera, driver or program repeats all of them exactly."""
MOVES_AGAIN = 2
"""So many pictures must differ from the one before: a single one may be the last gasp of a stuck camera."""
SLOW_FPS = 5.0
"""With fewer pictures a second a median over half a second means nothing, and a session counts no step longer than
half a second."""
FAST_FPS = 7.0
"""Once too slow, pictures must come at least this fast for ``FAST_S``."""
SLOW_S = 2.0
SLOW_STEPS = 3
"""Slow for this long and over so many steps; one or two long waits are hiccups."""
FAST_S = 1.0
STEADY_S = 2.0
"""After a change of size (a phone turned, another resolution) pictures must keep theirs for this long: what the jaw did
while the camera was changing nobody knows, and the sentence about it can be read."""


class Fault(StrEnum):
    """What is the matter with pictures that do come. TORN is seen where they are read, the others here."""

    BLACK = "black"
    FROZEN = "frozen"
    TOO_SLOW = "too_slow"
    TORN = "torn"
    OTHER_SIZE = "other_size"


def fault_error(fault: Fault) -> SourceError:
    """What to tell the person about ``fault``: what it is, then what helps."""
    match fault:
        case Fault.BLACK:
            return SourceError(
                N_(
                    "The picture is black. Is the shutter of the camera closed, or something over the lens? "
                    "In a dark room, turn on a light."
                )
            )
        case Fault.FROZEN:
            return SourceError(
                N_(
                    "The picture stands still. The camera is opened anew; if that does not help, look for a camera "
                    "key, or unplug the camera and plug it in again."
                )
            )
        case Fault.TOO_SLOW:
            return SourceError(
                N_(
                    "Too few pictures come. More light makes a camera quicker, and so does closing other programs; a "
                    "camera in the network needs a better connection."
                )
            )
        case Fault.TORN:
            return SourceError(
                N_(
                    "The pictures come damaged. Plug the camera straight into the computer, in another socket or with "
                    "another cable; a camera in the network needs a better connection."
                )
            )
        case Fault.OTHER_SIZE:
            return SourceError(
                N_("The picture changes its size. Leave the camera as it is now; it goes on once the size stays.")
            )


def is_blank(image: NDArray[np.uint8]) -> bool:
    """Whether ``image`` (H, W, 3) is of one colour all over: nothing was filled in, or the lens was covered."""
    dark, light = _extremes(_sample(image))
    return light - dark < BLACK_CONTRAST


def _sample(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    step = max(1, isqrt(image.shape[0] * image.shape[1] // SAMPLES))
    return np.ascontiguousarray(image[::step, ::step, 1])


def _extremes(sample: NDArray[np.uint8]) -> tuple[float, float]:
    """The grey of the darkest and the lightest parts, but for a few."""
    blocks = np.sort(cv2.resize(sample, BLOCKS, interpolation=cv2.INTER_AREA), axis=None)
    return float(blocks[OUTLIERS]), float(blocks[-1 - OUTLIERS])


class PictureWatch:
    """Looks at every picture of one live source, in the order of time. Faults come and go with two thresholds each.

    fault: what is the matter now, or None.
    """

    def __init__(self) -> None:
        self.fault: Fault | None = None
        self._size: tuple[int, int] | None = None
        self._sized_s = 0.0
        self._last: NDArray[np.uint8] | None = None
        self._changes = 0
        self._fresh_s: float | None = None
        self._black_since_s: float | None = None
        self._begun = False
        self._slow_since_s: float | None = None
        self._slow_steps = 0
        self._fast_since_s: float | None = None

    def begin_anew(self) -> None:
        """The camera was opened, perhaps again; what was wrong with its pictures may still be."""
        self._begun, self._black_since_s = False, None

    def see(self, image: NDArray[np.uint8], t_s: float) -> bool:
        """Whether ``image`` (H, W, 3) at ``t_s`` may be used. A black or repeated one never may, named a fault or not.

        So nothing is concluded in the second or two before a fault has its name.
        """
        sample = _sample(image)
        repeated = self._last is not None and np.array_equal(sample, self._last)
        self._last = sample
        if self._changing(image, t_s) or self._black(sample, t_s):
            self._changes = 0
            return False
        if self._frozen(repeated, t_s):
            return False
        return not self._too_slow(t_s)

    def _changing(self, image: NDArray[np.uint8], t_s: float) -> bool:
        """Whether the size has only just changed."""
        before, self._size = self._size, (image.shape[1], image.shape[0])
        if before is not None and before != self._size:
            self.fault, self._sized_s = Fault.OTHER_SIZE, t_s
        if self.fault is Fault.OTHER_SIZE and t_s - self._sized_s >= STEADY_S:
            self._start_afresh()
        return self.fault is Fault.OTHER_SIZE

    def _black(self, sample: NDArray[np.uint8], t_s: float) -> bool:
        """Whether this picture is black; after a while that is the fault."""
        dark, light = _extremes(sample)
        margin = NOT_BLACK if self.fault is Fault.BLACK else 1.0
        if light >= BLACK_GREY * margin or light - dark >= BLACK_CONTRAST * margin:
            self._begun, self._black_since_s = True, None
            if self.fault is Fault.BLACK:
                self._start_afresh()
            return False
        if self._black_since_s is None:
            self._black_since_s = t_s
        if t_s - self._black_since_s >= (BLACK_S if self._begun else BLACK_FIRST_S):
            self.fault = Fault.BLACK
        return True

    def _frozen(self, repeated: bool, t_s: float) -> bool:
        """Whether this picture brings nothing new; after ``FROZEN_S`` of them that is the fault."""
        if repeated:
            self._changes = 0
            if self._fresh_s is None:
                self._fresh_s = t_s
            elif t_s - self._fresh_s >= FROZEN_S:
                self.fault = Fault.FROZEN
            return True
        self._changes += 1
        if self.fault is Fault.FROZEN:
            if self._changes < MOVES_AGAIN:
                return True
            self._start_afresh()
        return False

    def _too_slow(self, t_s: float) -> bool:
        """Whether pictures come too slowly, with this fresh one."""
        before_s, self._fresh_s = self._fresh_s, t_s
        if before_s is None:
            return False
        step_s = t_s - before_s
        if step_s > 1.0 / SLOW_FPS:
            self._fast_since_s = None
            self._slow_steps += 1
            if self._slow_since_s is None:
                self._slow_since_s = before_s
            if self._slow_steps >= SLOW_STEPS and t_s - self._slow_since_s >= SLOW_S:
                self.fault = Fault.TOO_SLOW
        elif step_s <= 1.0 / FAST_FPS:
            if self.fault is not Fault.TOO_SLOW:
                self._slow_since_s, self._slow_steps = None, 0
            elif self._fast_since_s is None:
                self._fast_since_s = before_s
            elif t_s - self._fast_since_s >= FAST_S:
                self._start_afresh()
        return self.fault is Fault.TOO_SLOW

    def _start_afresh(self) -> None:
        """The fault is over, and what was counted towards another one with it."""
        self.fault = None
        self._fresh_s = self._slow_since_s = self._fast_since_s = None
        self._slow_steps = 0
