"""Which reference is used, and when none is believed."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.painted import FULL, HALF, head, hinge, painted, shape, strips
from vision.chin.alignment import Aligned
from vision.chin.hinge import MENTON, JawTurn
from vision.chin.references import SETTLED_S, References, bone_angle
from vision.chin.strips import STRIPS, USUAL
from vision.head import Camera, Head

SHUT = np.zeros(STRIPS)
JAW_SHUT = JawTurn(angle=0.0, side_mm=0.0, angle_sd=0.001, share=1.0)


class Watched:
    """Pictures of one painted head, in the order of time."""

    def __init__(self) -> None:
        self.references = References(shape(), hinge(), strips())
        self.t_s = 0.0

    def see(
        self,
        there: Head,
        angles: np.ndarray = SHUT,
        size: tuple[int, int] = FULL,
        mesh: Head | None = None,
        jaw: JawTurn = JAW_SHUT,
    ) -> Aligned | None:
        self.t_s += 0.1
        return self.references.follow(
            painted(there, angles, size), mesh or there, jaw, Camera.of(*size), self.t_s, lids_mm=10.0, steady=True
        )

    def settled(self) -> Watched:
        while self.t_s < SETTLED_S + 0.3:
            self.see(head())
        return self


def bone_mm(found: Aligned | None) -> float:
    assert found is not None
    return hinge().drop_mm(shape()[MENTON], bone_angle(found))


def test_a_head_that_the_pixels_leave_behind_its_mesh_is_refused():
    """The mesh sees the head turn; the picture (a hand before the face, a mirror) shows it as it was."""
    watched = Watched().settled()
    assert watched.see(head()) is not None
    assert watched.see(head(), mesh=head(yaw_deg=8.0)) is None
    assert watched.see(head()) is not None


def test_a_head_that_turns_along_with_its_mesh_is_followed():
    watched = Watched().settled()
    found = None
    for yaw_deg in (2.0, 4.0, 6.0, 8.0):
        found = watched.see(head(yaw_deg=yaw_deg))
    assert abs(bone_mm(found)) < 0.4


@pytest.mark.parametrize("bone_rad", [0.0, 0.06])
def test_pictures_of_another_size_are_read_by_the_same_references(bone_rad: float):
    watched = Watched().settled()
    gone = np.array(USUAL.share) * bone_rad
    jaw = JawTurn(bone_rad / 2, 0.0, 0.001, 1.0)  # a mesh that sees half of it, as meshes do
    before = [watched.see(head(), gone, jaw=jaw) for _ in range(3)]
    after = [watched.see(head(), gone, HALF, jaw=jaw) for _ in range(3)]
    assert bone_mm(after[-1]) == pytest.approx(bone_mm(before[-1]), abs=0.3)
    # No reference had to be begun anew from the mesh, which would be worth a millimetre.
    assert after[-1] is not None
    assert float(np.sqrt(after[-1].covariance[1, 1])) < 0.006


def test_a_picture_without_the_face_is_answered_by_nothing_and_does_no_harm():
    watched = Watched().settled()
    grey = np.full((FULL[1], FULL[0]), 90, np.uint8)
    watched.t_s += 0.1
    nothing = watched.references.follow(
        grey, head(), JAW_SHUT, Camera.of(*FULL), watched.t_s, lids_mm=10.0, steady=True
    )
    assert nothing is None
    assert watched.references.face_lost
    assert abs(bone_mm(watched.see(head()))) < 0.3
