"""A visit's plan as plain values and back, so that a trace says how its visit was asked for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

import msgspec

from calibration.baseline import Baseline
from calibration.steps import PoseStep
from feedback.practice.breath import Pace
from feedback.practice.cues import Fading
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.visit.trace.form import Learned, packed_template, template_of
from feedback.visit.view import Plan
from vision.template import Sizes


def plain_plan(plan: Plan) -> dict[str, object]:
    """``plan`` as plain values."""
    known = None
    if plan.known is not None:
        baseline, template = plan.known
        known = [msgspec.to_builtins(baseline), msgspec.to_builtins(packed_template(template))]
    config = plan.config
    return {
        "steps": [asdict(step) for step in plan.steps],
        "known": known,
        "sizes": asdict(plan.sizes),
        "config": None
        if config is None
        else {
            "exercise": config.exercise.id,
            "length_s": config.length_s,
            "profile": config.profile,
            "without": sorted(config.without),
            "pace": asdict(config.pace),
            "fading": config.fading.name,
        },
    }


def plan_of(plain: dict[str, object]) -> Plan:
    """The plan of these values. Raises msgspec.ValidationError, LookupError or TypeError where they are no plan."""
    values = cast("dict[str, Any]", plain)
    known, config = values["known"], values["config"]
    return Plan(
        steps=tuple(msgspec.convert(step, PoseStep) for step in values["steps"]),
        known=None
        if known is None
        else (msgspec.convert(known[0], Baseline), template_of(msgspec.convert(known[1], Learned))),
        sizes=msgspec.convert(values["sizes"], Sizes),
        config=None
        if config is None
        else SessionConfig(
            exercise=EXERCISES[config["exercise"]],
            length_s=float(config["length_s"]),
            profile=str(config["profile"]),
            without=frozenset(config["without"]),
            pace=msgspec.convert(config["pace"], Pace),
            fading=Fading[config["fading"]],
        ),
    )
