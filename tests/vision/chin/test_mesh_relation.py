"""What the pixels would show, guessed from the mesh alone."""

from __future__ import annotations

import numpy as np
import pytest

from vision.chin.mesh_relation import PAIR_EVERY_S, PAIRS, MeshRelation


def taught(slope: float, offset: float, pictures: int = 400) -> MeshRelation:
    relation = MeshRelation()
    for index in range(pictures):
        mesh = 0.05 * np.sin(index / 7)
        relation.take(mesh, slope * mesh + offset, index * PAIR_EVERY_S * 1.01)
    return relation


def test_at_first_the_mesh_is_believed_as_it_is():
    assert not MeshRelation().known
    assert MeshRelation().pixels_angle(0.04) == 0.04


def test_a_mesh_that_sees_half_of_the_opening_is_stretched():
    assert taught(2.0, 0.01).pixels_angle(0.05) == pytest.approx(0.11, abs=0.01)


def test_a_jaw_that_hardly_moved_teaches_only_where_it_was():
    relation = MeshRelation()
    for index in range(40):
        relation.take(1e-4 * (index % 2), 0.02 - 1e-4 * (index % 2), index * PAIR_EVERY_S * 1.01)
    assert relation.pixels_angle(0.03) == pytest.approx(0.05, abs=0.003)


def test_what_is_older_than_a_minute_counts_no_more():
    relation = taught(1.0, 0.0, 50)
    for index in range(50, 50 + PAIRS):
        relation.take(0.05 * np.sin(index / 7), 0.1, index * PAIR_EVERY_S * 1.01)
    assert relation.pixels_angle(0.0) == pytest.approx(0.1, abs=0.01)
