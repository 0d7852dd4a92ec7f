"""What the doctor advises somebody who installed a bundle and has no pip."""

from __future__ import annotations

import sys

import pytest

from feedback.doctor.finding import Finding
from feedback.doctor.libraries import judge_libraries
from feedback.doctor.surroundings import judge_voices

WANTED = ["numpy<3,>=2.0", "opencv-python-headless<5,>=4.10"]
TWO_OPENCVS = {"numpy": "1.26.4", "opencv-python-headless": "4.14.0.94", "opencv-python": "4.12.0.88"}


def advice(found: list[Finding]) -> str:
    return " ".join(str(line) for finding in found for line in finding.advice)


@pytest.fixture
def bundled(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)


def test_without_a_bundle_pip_puts_libraries_right():
    assert "pip install" in advice(judge_libraries(WANTED, TWO_OPENCVS))


@pytest.mark.usefixtures("bundled")
def test_a_bundle_is_put_right_as_a_whole():
    told = advice(judge_libraries(WANTED, TWO_OPENCVS))
    assert "pip" not in told
    assert "Install Kaakrust again" in told


@pytest.mark.usefixtures("bundled")
def test_a_bundle_that_cannot_speak_names_what_the_system_lacks():
    told = advice([judge_voices(None, "nl")])
    assert "pip" not in told
    assert "apt install" in told
