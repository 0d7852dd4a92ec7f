"""The personal template: size and shape of a face from a steady stretch."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.faces import seen, sitter
from vision.jaw import JawFollower
from vision.landmarks import FaceLandmarks
from vision.template import IRIS_CENTRES, Sizes, TemplateError, build_template


def eyes_apart_mm(template) -> float:
    points = template.points_mm
    return float(np.linalg.norm(points[IRIS_CENTRES[0]] - points[IRIS_CENTRES[1]]))


def test_without_a_face_it_says_so():
    with pytest.raises(TemplateError, match="No face"):
        build_template([], (640, 480))


def test_the_size_is_that_of_an_adult():
    assert 54 < eyes_apart_mm(sitter().template) < 68
    assert sitter().template.scale_sd_share < 0.06


def test_a_prescription_overrules_iris_and_usual_eyes():
    template = build_template(sitter().faces, sitter().size, Sizes(pupillary_distance_mm=68))
    assert eyes_apart_mm(template) == pytest.approx(66, abs=0.1)  # looking at a screen, eyes turn in by some 2 mm
    assert template.scale_source == "prescription"
    assert template.scale_sd_share < sitter().template.scale_sd_share


@pytest.mark.parametrize("typo", [0, 6.3, 630])
def test_an_impossible_prescription_is_refused_in_words(typo):
    with pytest.raises(TemplateError, match="pupillary distance"):
        build_template(sitter().faces, sitter().size, Sizes(pupillary_distance_mm=typo))


def test_near_or_far_it_is_the_same_face():
    points_mm = sitter().template.points_mm
    near, far = (
        build_template([seen(points_mm, (640, 480), place_mm=(0, 0, mm)) for _ in range(6)], (640, 480))
        for mm in (400.0, 800.0)
    )
    assert np.abs(near.points_mm - far.points_mm).max() < 2.5


def test_a_few_wild_landmarks_do_not_bend_it():
    wild = sitter().faces[3].points.copy()
    wild += np.random.default_rng(2).normal(0, 25, wild.shape).astype(np.float32)
    spoiled = build_template([*sitter().faces, FaceLandmarks(wild, 2.0), FaceLandmarks(wild, 2.1)], sitter().size)
    assert np.abs(spoiled.points_mm - sitter().template.points_mm)[:468].max() < 0.6


@pytest.mark.parametrize("lens_deg", [10.0, 34.9, 121.0])
def test_a_lens_that_no_webcam_has_is_refused(lens_deg):
    with pytest.raises(TemplateError, match="not a webcam"):
        build_template(sitter().faces, sitter().size, Sizes(lens_deg=lens_deg))


def test_through_a_lens_said_to_be_narrow_the_face_stands_further_off():
    usual, narrow = (
        JawFollower(build_template(sitter().faces, sitter().size, Sizes(lens_deg=lens_deg)))
        for lens_deg in (65.0, 45.0)
    )
    frame, face = sitter().frames[0], sitter().faces[0]
    distances = [follower.read(frame, face).pose.distance_mm for follower in (usual, narrow)]
    assert distances[1] / distances[0] == pytest.approx(np.tan(np.radians(32.5)) / np.tan(np.radians(22.5)), rel=0.02)
