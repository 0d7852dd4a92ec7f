"""A few cases of everything that benchmarks/fuzz.py plays for long; always the same ones."""

from __future__ import annotations

import pytest

from tests.fuzzing.play import Target, play
from tests.fuzzing.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_damaged_input_works_or_is_told_in_a_sentence(target: Target):
    assert play(target, target.seldom) >= target.seldom
