"""Is it still the same person? Asked when the view of the face was interrupted, answered over more than a second.

A face that is followed from picture to picture cannot become another one, whatever it does. So the question is open
only at the start, after nobody was seen, or when everything jumps from one picture to the next. Then bone is compared
with the template: landmarks of eyes, nose, forehead and cheekbones, less what they wander in any one person who turns,
frowns and grimaces (face_wander.json; benchmarks/face_wander.py makes it). Pixels of the face that are found again
settle it too: those of somebody else correlate by 0.4 at most, a person's own by 0.9.
"""

from __future__ import annotations

import json
from collections import deque
from functools import cache
from math import log
from pathlib import Path

import numpy as np

from vision.arrays import Points
from vision.head import RIGID, HeadPose
from vision.mouth import LIPS_INNER

WANDER = Path(__file__).with_name("face_wander.json")
OTHER_MM = 0.55
"""What may be left per landmark, root mean square, when wandering is taken out. Of 304 pairs of people and rendered
heads (these two left out when the wandering is learned) 98 % leave more, of the 180 pairs of people all."""
OWN_SHARE = 0.85
"""Who was called somebody else must fit this much better to be the owner again."""
ASIDE_DEG = 20.0
BENT_LIPS_MM = 6.0
"""Seen from further aside than in calibration, or with the lips so much further apart, a face says nothing about bone:
the mesh bends as a whole."""
ASKED_FOR_S = 1.2
"""So long a face is looked at before anything is said; the whole answer has to come within two seconds."""
JUMP_SHAPE_MM = 1.1
JUMP_ASIDE_MM = 30.0
JUMP_NEARER_SHARE = 0.12
"""Between two pictures bony landmarks of one person move by 0.1-0.4 mm against each other, the head by up to 12 mm and
5 % of its distance. Of people who take turns without a pause 99 in 100 jump by more than these. A grimace may jump too:
that only asks the question."""
APART_S = 0.5
"""Pictures further apart than this do not follow one another: somebody else could have sat down."""


class SameFace:
    """Watches who is seen. Feed it every face, in the order of time; say when nobody was there.

    asking: the question is open.
    """

    def __init__(self, facing_deg: tuple[float, float]) -> None:
        self._facing_deg = facing_deg
        self.asking = True
        self._confirmed = False  # the bones have fitted once, so pixels kept since are this person's
        self._other = False
        self._seen: deque[tuple[float, Points]] = deque()
        self._last: tuple[float, Points, Points] | None = None

    def step(self, off_mm: Points, place_mm: Points, pose: HeadPose, t_s: float) -> bool:
        """Tell whether this is another person than the template's.

        off_mm: (478, 3) landmarks less the template, skull frame. place_mm: (3,) where the head is, camera frame.
        """
        off = off_mm[RIGID, :2]
        if self._last is not None and _jumped(self._last, off, place_mm, t_s):
            self._ask()
        self._last = (t_s, off, place_mm)
        if not self.asking:
            return False
        aside_deg = max(abs(pose.yaw_deg - self._facing_deg[0]), abs(pose.pitch_deg - self._facing_deg[1]))
        if aside_deg > ASIDE_DEG or off_mm[LIPS_INNER[1], 1] - off_mm[LIPS_INNER[0], 1] > BENT_LIPS_MM:
            return self._other
        self._seen.append((t_s, off))
        while self._seen[0][0] < t_s - 2 * ASKED_FOR_S:
            self._seen.popleft()
        if t_s - self._seen[0][0] >= ASKED_FOR_S:
            usual = np.median([seen for _, seen in self._seen], axis=0)
            self._other = strangeness_mm(usual) > OTHER_MM * (OWN_SHARE if self._other else 1.0)
            if not self._other:
                self._settle()
        return self._other

    def gone(self) -> None:
        """Nobody is seen: whoever comes next may be somebody else."""
        self._ask()
        self._other = False
        self._last = None

    def recognised(self) -> None:
        """The pixels of the face that were kept before are found again."""
        if self._confirmed:
            self._settle()

    def _ask(self) -> None:
        self.asking = True
        self._seen.clear()

    def _settle(self) -> None:
        self.asking = self._other = False
        self._confirmed = True
        self._seen.clear()


def strangeness_mm(off_mm: Points) -> float:
    """How far bony landmarks (81, 2), less the template's, lie off beyond what they wander in one person; rms, mm."""
    directions, shares = _wander()
    flat = off_mm.reshape(-1)
    left = float(flat @ flat) - float(shares @ (directions @ flat) ** 2)
    return float(np.sqrt(max(0.0, left) / len(off_mm)))


def _jumped(last: tuple[float, Points, Points], off: Points, place_mm: Points, t_s: float) -> bool:
    last_s, last_off, last_place = last
    shape_mm = float(np.sqrt(((off - last_off) ** 2).sum() / len(off)))
    aside_mm = float(np.linalg.norm(place_mm[:2] - last_place[:2]))
    nearer = abs(log(max(1.0, float(place_mm[2])) / max(1.0, float(last_place[2]))))
    return t_s - last_s > APART_S or shape_mm > JUMP_SHAPE_MM or aside_mm > JUMP_ASIDE_MM or nearer > JUMP_NEARER_SHARE


@cache
def _wander() -> tuple[Points, Points]:
    """Directions (K, 162), of length 1, and the share of each that is taken for wandering (K,)."""
    kept = json.loads(WANDER.read_text(encoding="utf-8"))
    return np.array(kept["directions"], np.float64), np.array(kept["shares"], np.float64)
