"""What the camera gives: which ones there are, how quickly pictures come, and how they show the person."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from math import isfinite, nan
from statistics import median
from time import perf_counter

from feedback.doctor.finding import Finding, Severity, said
from feedback.doctor.outside import Connection, connections
from feedback.process.exit_codes import NO_SOURCE
from vision.camera import Capture, CaptureStatus, Frame, open_source
from vision.errors import SourceError
from vision.framing import framing_of
from vision.framing_advice import ADVICE_WORDS, SOFT_DETAIL, Advice, Framing, advice
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks
from vision.sentences import N_, Sentence
from vision.source.cameras import find_camera, list_cameras
from vision.source.picture_watch import BLACK_FIRST_S, SLOW_FPS, Fault, fault_error

LOOK_S = 3.0
"""How long pictures are looked at: a webcam has set itself to the light, and a picture that stands still is known."""
NOTHING_S = BLACK_FIRST_S + 1.0
"""Without a picture of use it is looked for longer: a camera that begins in the dark is given its time."""
WARM_S = 0.5
"""The face library's first calls are slow, and a stream's first pictures come in a heap; they are not measured."""
WAIT_S = 0.1
"""How long one picture is waited for before the clock is looked at again."""
LOW_FPS = 15.0
"""A still jaw is read 15 to 20 times a second; with fewer pictures each of them counts for more than it should."""
LATE_S = 0.15
"""From picture to face. With the screen's own delay a cue then comes some 250 ms after the jaw moved, which is the
most that still feels like a mirror (docs/facts.md 28)."""

LIGHT = (Advice.TOO_DARK, Advice.BACKLIT, Advice.TOO_BRIGHT)
SHARPNESS = (Advice.BLURRED,)
NO_MESH = N_("The face library does not start: {problem}.")
SYSTEM_PARTS = N_("On Debian or Ubuntu it needs: sudo apt install libegl1 libgles2")
TRY_A_FILE = N_("To try without a camera: kaakrust demo, or a video file with --source FILE.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a source showed in ``LOOK_S``. NaN where too little came to be told.

    size: width and height, px. nominal_fps: what the source says of itself. fps: pictures that came, a second.
    read_fps: pictures in which a face was looked for. lag_s: from a picture's coming to its face being found, median.
    framing: of the last picture with a face, else of the last one; None without the face library. problem: why no
    usable picture comes. open: connections while it was open, None where they cannot be listed.
    """

    name: str
    size: tuple[int, int]
    nominal_fps: float
    fps: float = nan
    read_fps: float = nan
    lag_s: float = nan
    framing: Framing | None = None
    problem: SourceError | None = None
    open: tuple[Connection, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    """One picture: its own time and number, and when it was handed over and read, s on one clock."""

    t_s: float
    index: int
    handed_s: float
    read_s: float


def look_for_cameras(source: str) -> list[Finding]:
    """The cameras of this computer. With none it stops a session, unless ``source`` is something else."""
    cameras = list_cameras()
    values: dict[str, object] = {"cameras": [{"name": one.name, "number": one.number} for one in cameras]}
    try:
        find_camera("", cameras)
    except SourceError as none:
        if source:
            return [Finding("cameras", Severity.MIND, Sentence(N_("This computer shows no camera.")), (), values)]
        return [Finding("cameras", Severity.STOP, said(none), (Sentence(TRY_A_FILE),), values, NO_SOURCE)]
    text = Sentence(N_("Cameras: {cameras}."), {"cameras": ", ".join(f"{one.name} ({one.number})" for one in cameras)})
    return [Finding("cameras", Severity.GOOD, text, (), values)]


def look_at_source(source: str, *, faces: bool) -> tuple[list[Finding], Seen | None]:
    """Open ``source`` and watch it for some seconds. faces: whether to look for a face.

    What was seen is None when it could not be opened.
    """
    found: list[Finding] = []
    with ExitStack() as opened:
        landmarker = None
        if faces:
            try:
                landmarker = opened.enter_context(Landmarker())
            except (OSError, RuntimeError, ValueError) as problem:
                found = [
                    Finding("mesh", Severity.STOP, Sentence(NO_MESH, {"problem": problem}), (Sentence(SYSTEM_PARTS),))
                ]
        try:
            seen = watch(opened.enter_context(open_source(source)), landmarker)
        except SourceError as error:
            stop = Finding("source", Severity.STOP, error.sentence, (Sentence(TRY_A_FILE),), {}, NO_SOURCE)
            return [*found, stop], None
    return found + judge(seen), seen


def judge(seen: Seen) -> list[Finding]:
    """What the pictures are worth for a session."""
    width, height = seen.size
    values: dict[str, object] = {"name": seen.name, "width": width, "height": height, "fps": seen.nominal_fps}
    if seen.problem is not None:
        return [Finding("source", Severity.STOP, said(seen.problem), (), values, NO_SOURCE)]
    text = Sentence(
        N_("“{name}” gives pictures of {width}×{height}."), {"name": seen.name, "width": width, "height": height}
    )
    found = [Finding("source", Severity.GOOD, text, (), values), _judge_rate(seen)]
    if seen.framing is not None:
        found += _judge_lag(seen)
        found += judge_framing(seen.framing)
    return found


def _judge_rate(seen: Seen) -> Finding:
    values: dict[str, object] = {"fps": _figure(seen.fps, 1)}
    if not isfinite(seen.fps):
        return Finding(
            "rate", Severity.UNKNOWN, Sentence(N_("Too few pictures came to tell how quick they are.")), (), values
        )
    text = Sentence(N_("{fps} pictures a second."), {"fps": round(seen.fps)})
    if seen.fps >= LOW_FPS:
        return Finding("rate", Severity.GOOD, text, (), values)
    if seen.fps >= SLOW_FPS:
        better = N_("More light makes most webcams quicker; 15 pictures a second or more are good.")
        return Finding("rate", Severity.MIND, text, (Sentence(better),), values)
    return Finding("rate", Severity.STOP, text, (said(fault_error(Fault.TOO_SLOW)),), values, NO_SOURCE)


def _judge_lag(seen: Seen) -> list[Finding]:
    values: dict[str, object] = {"lag_ms": _figure(seen.lag_s * 1000), "read_fps": _figure(seen.read_fps, 1)}
    if not isfinite(seen.lag_s):
        return []
    text = Sentence(
        N_("A face is found {lag} ms after its picture comes, {fps} times a second."),
        {"lag": round(seen.lag_s * 1000), "fps": round(seen.read_fps)},
    )
    if seen.lag_s <= LATE_S:
        return [Finding("lag", Severity.GOOD, text, (), values)]
    slower = N_("The computer is busy, or saves its battery. Close what you do not need, or plug the charger in.")
    return [Finding("lag", Severity.MIND, text, (Sentence(slower),), values)]


def judge_framing(framing: Framing) -> list[Finding]:
    """Light, sharpness, and how the face stands in the picture."""
    told = advice(framing)
    grey = {"grey": round(framing.brightness)}
    light: dict[str, object] = {"brightness": _figure(framing.brightness), "contrast": _figure(framing.contrast)}
    if framing.faces == 0:
        dark = Sentence(N_("Light in the picture: {grey} (0 is black, 255 is white)."), grey)
        return [
            _framed("light", dark, told, LIGHT, light),
            Finding("face", Severity.MIND, Sentence(ADVICE_WORDS[Advice.NO_FACE]), (), {"faces": 0}),
        ]
    lit = Sentence(N_("Light on the face: {grey} (0 is black, 255 is white)."), grey)
    sharp = Sentence(
        N_("Sharpness of the face: {now}; from {least} on it is good."),
        {"now": round(framing.sharpness * 100), "least": round(SOFT_DETAIL * 100)},
    )
    wide = Sentence(
        N_("The face is {width} pixels wide, about {distance} cm away."),
        {"width": round(framing.face_px), "distance": round(framing.distance_mm / 10)},
    )
    face: dict[str, object] = {
        "faces": framing.faces,
        "face_px": _figure(framing.face_px),
        "distance_mm": _figure(framing.distance_mm),
        "offset_x": _figure(framing.offset_x, 3),
        "offset_y": _figure(framing.offset_y, 3),
    }
    place = tuple(one for one in Advice if one not in (*LIGHT, *SHARPNESS))
    return [
        _framed("light", lit, told, LIGHT, light),
        _framed("sharpness", sharp, told, SHARPNESS, {"sharpness": _figure(framing.sharpness, 3)}),
        _framed("face", wide, told, place, face),
    ]


def _framed(
    id: str, text: Sentence, told: tuple[Advice, ...], of: tuple[Advice, ...], values: dict[str, object]
) -> Finding:
    helps = tuple(Sentence(ADVICE_WORDS[one]) for one in told if one in of)
    return Finding(id, Severity.MIND if helps else Severity.GOOD, text, helps, values)


def watch(capture: Capture, landmarker: Landmarker | None) -> Seen:
    """Look at what comes for ``LOOK_S``, or ``NOTHING_S`` while nothing comes; a recording may end before."""
    moments: list[_Moment] = []
    best: tuple[Frame, FaceLandmarks | None] | None = None
    begun_s = perf_counter()
    while (now_s := perf_counter()) < (until_s := begun_s + (LOOK_S if moments else NOTHING_S)):
        frame = capture.next(min(WAIT_S, until_s - now_s))
        if frame is None:
            if capture.status in (CaptureStatus.ENDED, CaptureStatus.FAILED):
                break
            continue
        handed_s = perf_counter()
        face = landmarker.find(frame) if landmarker else None
        moments.append(_Moment(frame.t_s, frame.index, handed_s, perf_counter()))
        if face is not None or best is None or best[1] is None:
            best = (frame, face)
    framing = framing_of(*best) if best is not None and landmarker is not None else None
    rates = _rates([moment for moment in moments if moment.handed_s > begun_s + WARM_S])
    return Seen(capture.name, capture.size, capture.fps, *rates, framing, capture.problem, connections())


def _rates(moments: list[_Moment]) -> tuple[float, float, float]:
    """Pictures a second that came, that were read, and the median lag, s; NaN without two pictures.

    The moment at which a picture came is not told by its source, but how promptly one was ever handed over is.
    """
    if len(moments) < 2:
        return nan, nan, nan
    first, last = moments[0], moments[-1]
    came_fps = (last.index - first.index) / (last.t_s - first.t_s)
    read_fps = (len(moments) - 1) / (last.handed_s - first.handed_s)
    promptest_s = min(moment.handed_s - moment.t_s for moment in moments)
    return came_fps, read_fps, median(moment.read_s - moment.t_s for moment in moments) - promptest_s


def _figure(value: float, decimals: int = 0) -> float | None:
    """A figure as plain JSON; null for what is not known."""
    if not isfinite(value):
        return None
    return round(value, decimals) if decimals else round(value)
