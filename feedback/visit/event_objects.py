"""An event as a plain object: what ``--json`` prints a line of, and what two runs are compared by."""

from __future__ import annotations

import math

from calibration.states import JawState, Kind
from feedback.practice.events import (
    CueEvent,
    LookEvent,
    PartEvent,
    PauseEvent,
    ResumeEvent,
    StateEvent,
    StepEvent,
    SummaryEvent,
)
from feedback.practice.looks import Look
from feedback.practice.summary import Summary
from feedback.texts import Texts
from feedback.visit.events import Event, NoticeEvent, RepeatEvent

NAMES: dict[type, str] = {RepeatEvent: "repeat", NoticeEvent: "notice", CueEvent: "cue"}


def event_object(event: Event, texts: Texts) -> dict[str, object]:
    """The event as plain JSON: ``event``, ``t_s`` and what belongs to it. Unknown numbers are null."""
    common: dict[str, object] = {"event": "", "t_s": round(event.t_s, 3)}
    match event:
        case PartEvent():
            name = texts.say(event.name)
            return common | {"event": "part", "id": event.id, "text": name, "sees": event.sees.value}
        case LookEvent():
            return common | {"event": "look"} | _look(event.look)
        case StepEvent():
            return common | {
                "event": "step",
                "id": event.id,
                "text": texts.say(event.sentence),
                "detail": texts.say(event.detail),
            }
        case StateEvent():
            return common | {"event": "state"} | _state(event.jaw)
        case RepeatEvent() | NoticeEvent() | CueEvent():
            return common | {"event": NAMES[type(event)], "id": event.id, "text": texts.say(event.sentence)}
        case PauseEvent():
            return common | {"event": "pause", "reason": event.reason.value, "text": texts.say(event.sentence)}
        case ResumeEvent():
            return common | {"event": "resume"}
        case SummaryEvent():
            return common | {"event": "summary"} | _summary(event.summary)


def _state(jaw: JawState) -> dict[str, object]:
    return {
        "kind": jaw.kind.value,
        "gap_mm": _rounded(jaw.gap_mm),
        "gap_sd_mm": _rounded(jaw.gap_sd_mm),
        "tension": _rounded(jaw.tension),
        "reason": jaw.reason.value if jaw.reason else None,
    }


def _summary(summary: Summary) -> dict[str, object]:
    seconds = {f"{kind.value}_s": round(summary.seconds[kind], 2) for kind in Kind}
    return seconds | {
        "judged_s": round(summary.judged_s, 2),
        "hanging_share": _rounded(summary.hanging_share),
        "longest_hanging_s": _rounded(summary.longest_s),
        "returns": summary.returns,
        "elapsed_s": round(summary.elapsed_s, 2),
        "exercise": summary.exercise,
        "profile": summary.profile,
        "ended": summary.ended.value,
        "looks": [_look(look) for look in summary.looks],
    }


def _look(look: Look) -> dict[str, object]:
    return {
        "moment": look.moment.value,
        "judged_s": round(look.judged_s, 2),
        "gap_mm": _rounded(look.gap_mm),
        "gap_sd_mm": _rounded(look.gap_sd_mm),
    }


def _rounded(value: float | None) -> float | None:
    return round(value, 3) if value is not None and math.isfinite(value) else None
