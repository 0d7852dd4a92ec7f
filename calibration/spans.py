"""Time spans of a recording in which the person did one known thing: ``closed=0-5,rest=5.5-10,gap6=18-21``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from calibration.levels import Passage
from vision.errors import UsageError
from vision.readings import JawReading
from vision.sentences import N_

PLAIN_LABELS = ("closed", "rest", "clench", "hang", "nod")
LARGEST_LABELLED_GAP_MM = 40.0
"""Healthy people open some 50 mm (docs/facts.md 5); a recording may hold them, which no guided calibration asks for."""
END_SLACK_S = 0.5
"""A span may end this much after the recording does: people write whole seconds."""
_SPAN = re.compile(
    r"\s*(?P<label>[a-z]+(?:\d+(?:\.\d+)?)?)\s*=\s*(?P<start>\d+(?:\.\d*)?)\s*-\s*(?P<end>\d+(?:\.\d*)?)\s*"
)


@dataclass(frozen=True, slots=True)
class Span:
    """label: closed, rest, clench, hang, nod or gapN. start_s, end_s: in the recording's own time, s."""

    label: str
    start_s: float
    end_s: float

    def __str__(self) -> str:
        return f"{self.label}={self.start_s:g}-{self.end_s:g}"


def parse_spans(spec: str) -> tuple[Span, ...]:
    """Read a comma list of ``label=start-end`` (seconds; labels may repeat), in the order of time.

    Raises UsageError with a plain sentence when a part cannot be read, a label is unknown, or spans are reversed or
    overlap.
    """
    spans = sorted((_parse_one(part) for part in spec.split(",")), key=lambda span: span.start_s)
    for first, second in pairwise(spans):
        if second.start_s < first.end_s:
            raise UsageError(
                N_("The spans {first} and {second} overlap; at one time a person does one thing."),
                first=first,
                second=second,
            )
    return tuple(spans)


def check_within(spans: Sequence[Span], duration_s: float) -> None:
    """Raise UsageError when a span lies outside a recording of this length."""
    for span in spans:
        if span.start_s >= duration_s or span.end_s > duration_s + END_SLACK_S:
            raise UsageError(
                N_("The span {span} lies outside the recording, which is {duration:.1f} seconds long."),
                span=span,
                duration=duration_s,
            )


def cut_passages(spans: Sequence[Span], readings: Sequence[JawReading]) -> tuple[Passage, ...]:
    """The readings of each span, as passages for the fit."""
    return tuple(
        Passage(span.label, [reading for reading in readings if span.start_s <= reading.t_s <= span.end_s])
        for span in spans
    )


def _parse_one(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise UsageError(
            N_("“{part}” is not a time span; write label=start-end in seconds, like closed=0-5."), part=part.strip()
        )
    span = Span(found["label"], float(found["start"]), float(found["end"]))
    if not _is_known(span.label):
        raise UsageError(
            N_("“{label}” is no label; there are {labels} and gapN, N being a spacer's size in mm (0 to {largest:g})."),
            label=span.label,
            labels=", ".join(PLAIN_LABELS),
            largest=LARGEST_LABELLED_GAP_MM,
        )
    if span.end_s <= span.start_s:
        raise UsageError(N_("The span {span} ends before it begins."), span=span)
    return span


def _is_known(label: str) -> bool:
    if label in PLAIN_LABELS:
        return True
    spacer = re.fullmatch(r"gap([\d.]+)", label)
    return spacer is not None and float(spacer[1]) <= LARGEST_LABELLED_GAP_MM
