"""A visit from a recording of which it is known what was held when: a practice may film first and mark later."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from calibration.recording import FirstPass, fit_spans, learn_face, look_through
from calibration.spans import Span, check_within
from feedback.analysis.study.measuring import facts_of, measured
from feedback.analysis.study.protocol import KNOWN_GAP, Trial, TrialKind, checked_sizes
from feedback.analysis.study.records import CameraFacts, StudyVisit
from vision.camera import frames, open_source
from vision.errors import SourceError, UsageError
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.readings import JawReading
from vision.sentences import N_

_TRIAL = re.compile(
    r"\s*(?P<kind>[a-z]+)(?P<size>\d+(?:\.\d+)?)?\s*=\s*(?P<start>\d+(?:\.\d*)?)\s*-\s*(?P<end>\d+(?:\.\d*)?)\s*"
)

Progress = Callable[[int, int | None], object]
"""Is told how many pictures are done, and of how many where that is known."""


def parse_trials(spec: str) -> tuple[tuple[Trial, Span], ...]:
    """Read a comma list of ``label=start-end``; a label that comes again is the next repeat.

    Labels: gapN, turnedN, noddedN, glassesN, lightN with N in mm, or rest, touch, bite, talk, smile, sip.

    Raises UsageError with a plain sentence when a part cannot be read.
    """
    seen: Counter[str] = Counter()
    trials = []
    for part in spec.split(","):
        found = _TRIAL.fullmatch(part)
        kinds = {kind.value: kind for kind in TrialKind}
        if found is None or found["kind"] not in kinds or (kinds[found["kind"]] in KNOWN_GAP) != bool(found["size"]):
            raise UsageError(
                N_("“{part}” is no trial; write label=start-end in seconds, with one of these labels: {labels}."),
                part=part.strip(),
                labels=", ".join(f"{kind}N" if kind in KNOWN_GAP else kind for kind in TrialKind),
            )
        kind, size = kinds[found["kind"]], float(found["size"]) if found["size"] else None
        if size is not None:
            checked_sizes([size])
        span = Span(f"{kind}{found['size'] or ''}", float(found["start"]), float(found["end"]))
        if span.end_s <= span.start_s:
            raise UsageError(N_("The span {span} ends before it begins."), span=span)
        seen[span.label] += 1
        trials.append((Trial(kind, size, seen[span.label]), span))
    return tuple(trials)


def measure_recording(
    visit: StudyVisit,
    path: str,
    calibrations: Sequence[Sequence[Span]],
    trials: Sequence[tuple[Trial, Span]],
    clock: Callable[[], datetime],
    tell: Progress,
) -> StudyVisit:
    """``visit`` with what the recording at ``path`` gives. calibrations: the spans of each, one at least.

    Raises SourceError, UsageError or CalibrationError, each one sentence.
    """
    every = [span for spans in calibrations for span in spans]
    with Landmarker() as landmarker:
        look, count, name, fps = _look(path, landmarker, tell)
        if not look.times_s:
            raise SourceError(N_("No face is to be seen in {file}."), file=path)
        check_within([*every, *(span for _, span in trials)], look.duration_s)
        template = learn_face(look, every)
        follower = JawFollower(template)
        readings: list[JawReading] = []
        with open_source(path, paced=False) as capture:
            for frame, face in zip(frames(capture), look.faces, strict=False):
                readings.append(follower.read(frame, face))
                tell(len(look.faces) + len(readings), 2 * count)
    baselines = [fit_spans(readings, spans, template) for spans in calibrations]
    taken = tuple(
        measured(trial, [one for one in readings if span.start_s <= one.t_s <= span.end_s], baselines, clock())
        for trial, span in trials
    )
    return replace(
        visit,
        camera=CameraFacts(name=name, width=look.size[0], height=look.size[1], fps=round(fps, 2)),
        sizes_mm=tuple(sorted({trial.size_mm for trial, _ in trials if trial.size_mm is not None})),
        calibrations=tuple(facts_of(baseline, clock()) for baseline in baselines),
        taken=taken,
        ended=True,
    )


def _look(path: str, landmarker: Landmarker, tell: Progress) -> tuple[FirstPass, int, str, float]:
    look = FirstPass()
    with open_source(path, paced=False) as capture:
        announced = capture.frame_count
        for look in look_through(frames(capture), landmarker):
            tell(len(look.times_s), 2 * announced if announced else None)
        return look, len(look.times_s), capture.name, capture.fps
