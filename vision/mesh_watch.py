"""Whether the last mesh still holds, or another is due: told by pixels alone.

Between two meshes head and chin are carried on by the pixels that are followed anyway. Nothing follows lips, corners
of the mouth and lids, so these are watched: brightness at places that ride with the skull, against what it was when
the mesh was seen. How much of a difference means nothing is told by still skin in the same picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.arrays import Image, Points
from vision.chin.alignment import Aligned, turned_deg
from vision.chin.patches import EYES, FACE_OUTLINE
from vision.chin.pixels import sample
from vision.head import Camera
from vision.landmarks import MESH_LANDMARKS
from vision.neighbours import nearest

MESH_EVERY_S = 0.45
"""The mesh is seen again after so long whatever the pixels say: a bite shows in the cheeks, which nobody watches. At
the rate of a still face (vision/analysis_rate.py) that comes to two a second."""
TURNED_DEG, MOVED_MM = 2.0, 8.0
"""… and sooner when the head has turned or moved by more than this since: pixels over a turned face may slip, which
only the mesh can tell, and drawn lines must stay on the face."""
MATCH_SHARE = 0.95
"""… or when face or chin match their reference by less than this share of what they did then: the fit's residual."""
LIGHT_SHARE = 0.1
"""… or when the face is so much lighter or darker."""
MOUTH_CHANGED, EYES_CHANGED = 0.15, 0.35
"""… or when mouth or eyes look different by more than this, root mean square, in units of the local contrast. Over
0.27 s calm mouths of people differ by 0.04-0.15, syllables by 0.5-1, a grin that begins by 0.6. Open eyes differ by
0.1, those that look elsewhere by 0.2, closed by 1."""
BLINK_S = 0.2
"""Eyes must look different for so long: most blinks are over by then, and a mesh would tell nothing of the jaw."""
NOISE_SHARE = 1.5
"""… and by so many times what still skin differs by: noise, compression, a fit that is a little off."""
MOUTH_OUTLINE = [164, 167, 165, 92, 186, 57, 43, 106, 182, 83, 18, 313, 406, 335, 273, 287, 410, 322, 391, 393]
"""Around the red of the lips and the corners of the mouth."""
MOUTH_PITCH_MM, EYES_PITCH_MM, STILL_PITCH_MM = 1.2, 1.2, 3.0
"""Places so far apart: about as fine as brightness is kept (vision/chin/pixels.py)."""
DEPTH_NEAREST = 6
"""Depth between landmarks comes from so many of them."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was seen with the mesh. values: at all places (N,), brightness against its surroundings."""

    t_s: float
    found: Aligned
    brightness: float
    values: Image


class MeshWatch:
    """Told of every mesh, asked about the pictures in between. template_mm: (478, 3) skull frame."""

    def __init__(self, template_mm: Points) -> None:
        self._template_mm = template_mm
        self._kept: _Kept | None = None
        self._blinks_since_s: float | None = None

    def forget(self) -> None:
        """Another mesh is due at once."""
        self._kept = None

    def keep(self, found: Aligned, camera: Camera, brightness: float, t_s: float) -> None:
        """Take note of a picture whose mesh was seen. brightness: of the face, grey levels."""
        values = self._values(found, camera)
        self._kept = None if values is None else _Kept(t_s, found, brightness, values)
        self._blinks_since_s = None

    @property
    def blinks(self) -> bool:
        """Whether the eyes looked different in the last picture, which is no reason yet for a mesh."""
        return self._blinks_since_s is not None

    def waits(self, t_s: float) -> bool:
        """Whether the time for another mesh has not yet come."""
        return self._kept is not None and t_s - self._kept.t_s < MESH_EVERY_S

    def holds(self, found: Aligned, camera: Camera, brightness: float, t_s: float) -> bool:
        """Whether nothing has changed that only a mesh can tell. found: in this picture, by pixels alone."""
        kept, values = self._kept, self._values(found, camera)
        if kept is None or values is None:
            return False
        then = kept.found
        if turned_deg(found.head.rotation, then.head.rotation) > TURNED_DEG:
            return False
        if float(np.linalg.norm(found.head.shift - then.head.shift)) > MOVED_MM:
            return False
        if found.face_match < MATCH_SHARE * then.face_match or found.jaw_match < MATCH_SHARE * then.jaw_match:
            return False
        if abs(math.log((brightness + 1.0) / (kept.brightness + 1.0))) > LIGHT_SHARE:
            return False
        mouth, eyes, still = (float(np.sqrt(part @ part / len(part))) for part in self._parts(values - kept.values))
        if mouth >= max(MOUTH_CHANGED, NOISE_SHARE * still):
            return False
        if eyes < max(EYES_CHANGED, NOISE_SHARE * still):
            self._blinks_since_s = None
            return True
        if self._blinks_since_s is None:
            self._blinks_since_s = t_s
        return t_s - self._blinks_since_s < BLINK_S

    @cached_property
    def _lattice(self) -> tuple[Points, NDArray[np.intp]]:
        """All places (N, 3) mm, of mouth, eyes and still skin, and where the second and third of these begin."""
        template_mm = self._template_mm
        eyes = np.concatenate([_places(template_mm, eye, EYES_PITCH_MM) for eye in EYES])
        still = _places(template_mm, FACE_OUTLINE, STILL_PITCH_MM)
        parts = (_places(template_mm, MOUTH_OUTLINE, MOUTH_PITCH_MM), eyes, _outside_eyes(still, template_mm))
        return np.concatenate(parts), np.cumsum([len(part) for part in parts])[:-1]

    def _parts(self, values: Image) -> list[Image]:
        return np.split(values, self._lattice[1])

    def _values(self, found: Aligned, camera: Camera) -> Image | None:
        if found.even is None:
            return None
        at = camera.project(found.head.to_camera(self._lattice[0])) - found.even.corner
        return sample(found.even.even, at.astype(np.float32), cv2.INTER_LINEAR)


def _places(template_mm: Points, outline: list[int], pitch_mm: float) -> Points:
    """A lattice of places (N, 3) mm within an outline of landmarks, on the template's skin."""
    hull = cv2.convexHull(template_mm[outline, :2].astype(np.float32))
    low, high = hull[:, 0].min(axis=0), hull[:, 0].max(axis=0)
    steps = (np.arange(start, end, pitch_mm) for start, end in zip(low, high, strict=True))
    lattice = np.stack(np.meshgrid(*steps), axis=2).reshape(-1, 2)
    flat = lattice[_within(lattice, hull)]
    skin = template_mm[:MESH_LANDMARKS]
    near, far = nearest(flat, skin[:, :2], DEPTH_NEAREST)
    share = 1.0 / (far + 1.0)
    return np.column_stack([flat, (skin[near, 2] * share).sum(axis=1) / share.sum(axis=1)])


def _outside_eyes(places: Points, template_mm: Points) -> Points:
    inside = [_within(places[:, :2], cv2.convexHull(template_mm[eye, :2].astype(np.float32))) for eye in EYES]
    return np.asarray(places[~np.logical_or(*inside)], np.float64)


def _within(flat: Points, hull: cv2.typing.MatLike) -> NDArray[np.bool_]:
    return np.array([cv2.pointPolygonTest(hull, (float(x), float(y)), False) >= 0 for x, y in flat])
