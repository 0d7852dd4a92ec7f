"""How badly lips, skin and pose come back in real people: the numbers behind the given spread, by maximum likelihood.

    python -m benchmarks.spread_fit --clips FOLDER [FOLDER ...] [--cache FOLDER] [--only NAME ...] [--no-warps]

Sources: the public recordings that real_labels.toml names, calibrated on their calm stretch and read where the person
is neutral, tilted, turned or nods with the teeth together, so that the truth is 0; and the same people's calm pictures
with the jaw turned by known amounts (hinge_warp.py), calibrated on closed and one hang. What a recording gives is its
error and what the program knew of the moment. Only numbers are printed.

The error is taken as Gaussian. Its variance is what the program gives without the fitted parts, and the square of each
fitted part: a constant (RETURN_SD_MM), so much per step of the head beyond the trained range (SD_PER_STEP_MM) and the
share by which the lids have moved (LIDS_SD_MM). Every person counts the same, recordings twice as much as warps. The
table says how often the error lies within one and two spreads: with the numbers in the program, with the fit, and with
the fit made without the person who is judged.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hinge_warp import LITTLE, STILL, Skin, person
from benchmarks.real import ASIDE_LABELS
from benchmarks.real_clips import CALIBRATED_S, LABELS, Labelled, Shown, composed, read_labels, set_into, show
from benchmarks.seen import check_cache
from calibration.baseline import LIDS_SD_MM, RETURN_SD_MM, Baseline
from calibration.interpret import Interpreter
from calibration.levels import LEAST_TRUST
from calibration.pose_correction import POSE_STEP, SD_PER_STEP_MM
from calibration.recording import fit_spans, learn_face, look_through, read_again
from calibration.spans import Span
from calibration.states import Kind
from vision.arrays import Vector
from vision.landmarker import Landmarker
from vision.readings import JawReading

PARTS = ("return", "yaw", "pitch", "roll", "distance", "lids")
IN_PROGRAM = np.array([RETURN_SD_MM, *SD_PER_STEP_MM, LIDS_SD_MM])
WARPS_MM = (0.0, 6.0, 3.0, 9.0, 0.0, 12.0, 4.0, 8.0, 2.0, 10.0, 0.0)
WARP_FPS, WARP_HELD_S, WARP_MOVES_S = 10, 1.6, 0.4
"""The first two levels are calibrated on; the first is held twice as long, since references are taken from it."""
WARP_PICTURES, WARP_SIZE, FOLDS = 8, (640, 480), (0.5, 1.0, 1.5)
RECORDING_WEIGHT = 2.0
LEAST_VARIANCE = 0.01
"""Squares below a tenth of a millimetre are not asked for."""
CLIMB_ROUNDS = 500


@dataclass(frozen=True, slots=True)
class Errors:
    """One source's moments. known: (N,) variance, mm², that the program gives without the fitted parts.

    error: (N,) mm. times: (N, PARTS) what each part is multiplied with. neutral: (N,) only neutral moments of a
    recording.
    """

    person: str
    recorded: bool
    error: Vector
    known: Vector
    times: Vector
    neutral: NDArray[np.bool_]


def main() -> None:
    """Print the fit and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", nargs="+", type=Path, required=True, help="where the recordings lie")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--cache", type=Path, help="keep landmarks here, outside of the repository")
    parser.add_argument("--only", nargs="+", help="names of recordings")
    parser.add_argument("--no-warps", action="store_true", help="recordings alone")
    chosen = parser.parse_args()
    if chosen.cache is not None:
        check_cache(chosen.cache)
    found: list[Errors] = []
    for index, entry in enumerate(read_labels(chosen.labels)):
        if entry.rendered or (chosen.only and entry.name not in chosen.only):
            continue
        shown = show(entry, chosen.clips, chosen.cache)
        if shown is None:
            continue
        found.append(recorded(shown))
        if not chosen.no_warps:
            found.append(warped(entry, shown.path, index))
        print(f"{entry.name}: {', '.join(str(len(one.error)) for one in found[-2:])} moments", flush=True)
    found = [one for one in found if len(one.error)]
    if len({one.person for one in found}) < 2:
        raise SystemExit("Too few of the recordings named in the label file lie in these folders.")
    print("\n".join(table(found)))


def recorded(shown: Shown) -> Errors:
    """A recording where the teeth are together, but the moments it is calibrated on."""
    spans = [Span("closed", 0.0, CALIBRATED_S)]
    template = learn_face(shown.look, spans)
    readings = list(read_again(shown.frames(), shown.look, template))
    baseline = fit_spans(readings, spans, template)
    interpreter = Interpreter(baseline)
    first, last = shown.label.closed
    rows = []
    for index, reading in enumerate(readings):
        kind = interpreter.step(reading).kind
        number = shown.numbers[index]
        labels = shown.label.labels_of(number)
        wanted = "neutral" in labels or bool({*labels} & {*ASIDE_LABELS})
        if index >= shown.before and wanted and not first <= number <= last and kind is not Kind.ACTIVE:
            rows.append((reading, 0.0, "neutral" in labels))
    return _errors(shown.label.person, baseline, rows, is_recorded=True)


def warped(entry: Labelled, path: Path, seed: int) -> Errors:
    """The same person's calm pictures with the jaw turned by known amounts."""
    first, last = entry.closed
    numbers = [*range(first, last + 1, max(1, (last - first) // WARP_PICTURES))]
    calm = [
        set_into(frame.image, WARP_SIZE[0] / frame.image.shape[1], WARP_SIZE)
        for frame in composed(path, entry, numbers)
    ]
    who = person(entry.name, calm, Skin.drawn(seed, FOLDS[seed % len(FOLDS)]))
    gaps, held, ends_s = _levels()
    frames = list(who.frames(gaps, fps=WARP_FPS, motion=(STILL, LITTLE)[seed % 2], seed=seed))
    with Landmarker() as landmarker:
        *_, look = look_through(frames, landmarker)
    spans = [Span("closed", 0.0, ends_s[0]), Span("hang", ends_s[0] + 2 * WARP_MOVES_S, ends_s[1])]
    template = learn_face(look, spans)
    readings = list(read_again(iter(frames), look, template))
    baseline = fit_spans(readings, spans, template)
    moments = zip(readings, gaps, held, strict=True)
    rows = [(reading, gap, False) for reading, gap, is_held in moments if is_held and reading.t_s > ends_s[1]]
    return _errors(entry.person, baseline, rows, is_recorded=False)


def _levels() -> tuple[list[float], list[bool], list[float]]:
    """A gap (mm) for each picture, whether it is held there, and when each level ends, s."""
    gaps: list[float] = []
    held: list[bool] = []
    ends_s = []
    before = WARPS_MM[0]
    for place, level in enumerate(WARPS_MM):
        count, moves = round(WARP_HELD_S * WARP_FPS * (2 if place == 0 else 1)), round(WARP_MOVES_S * WARP_FPS)
        gaps += [before + (level - before) * min(1.0, index / moves) for index in range(count)]
        held += [index >= 2 * moves for index in range(count)]
        ends_s.append(len(gaps) / WARP_FPS)
        before = level
    return gaps, held, ends_s


def _errors(
    name: str, baseline: Baseline, rows: Sequence[tuple[JawReading, float, bool]], *, is_recorded: bool
) -> Errors:
    kept = [(reading, truth, neutral) for reading, truth, neutral in rows if reading.trust >= LEAST_TRUST]
    seen = [
        (baseline.gap(reading).signed_mm - truth, *_known_and_times(baseline, reading), neutral)
        for reading, truth, neutral in kept
        if math.isfinite(baseline.gap(reading).signed_mm)
    ]
    return Errors(
        person=name,
        recorded=is_recorded,
        error=np.array([row[0] for row in seen]),
        known=np.array([row[1] for row in seen]),
        times=np.array([row[2] for row in seen]).reshape(-1, len(PARTS)),
        neutral=np.array([row[3] for row in seen], bool),
    )


def _known_and_times(baseline: Baseline, reading: JawReading) -> tuple[float, Vector]:
    """The variance without the fitted parts, mm², and what multiplies each of these."""
    spread, pose = baseline.gap(reading).spread, reading.pose
    assert spread is not None
    assert pose is not None
    known = math.hypot(spread.pixels, spread.zero, spread.gain, spread.scale, baseline.gain * baseline.pose.residual_mm)
    at = np.array([pose.yaw_deg, pose.pitch_deg, pose.roll_deg, math.log(max(1.0, pose.distance_mm))])
    steps = (at - np.array(baseline.pose.centre)) / np.array(POSE_STEP)
    beyond = np.abs(steps - np.clip(steps, baseline.pose.low, baseline.pose.high))
    lids = math.sqrt(max(0.0, spread.skin**2 - baseline.return_sd_mm**2)) / LIDS_SD_MM
    return known**2, np.array([1.0, *(baseline.gain * beyond), lids])


def fitted(sources: Sequence[Errors]) -> Vector:
    """Standard deviation of each part, (PARTS,), by the multiplicative steps that climb this likelihood."""
    weight = np.concatenate([_weights(one, sources) for one in sources])
    squares = np.concatenate([one.times for one in sources]) ** 2
    known = np.concatenate([one.known for one in sources]) + LEAST_VARIANCE
    error = np.concatenate([one.error for one in sources]) ** 2
    part = np.full(len(PARTS), 0.5)
    for _ in range(CLIMB_ROUNDS):
        variance = known + squares @ part
        up = (weight * error / variance**2) @ squares
        down = (weight / variance) @ squares
        part = part * np.sqrt(up / np.maximum(down, 1e-12))
    return np.sqrt(part)


def _weights(one: Errors, sources: Sequence[Errors]) -> Vector:
    same = sum(len(other.error) for other in sources if (other.person, other.recorded) == (one.person, one.recorded))
    return np.full(len(one.error), (RECORDING_WEIGHT if one.recorded else 1.0) / same)


def within(one: Errors, parts: Vector) -> Vector:
    """How many spreads each error is."""
    return np.abs(one.error) / np.sqrt(one.known + one.times**2 @ parts**2)


def table(sources: Sequence[Errors]) -> Iterator[str]:
    """The fitted parts beside the program's, and the shares within one and two spreads."""
    own = fitted(sources)
    people = list(dict.fromkeys(one.person for one in sources))
    without = {name: fitted([one for one in sources if one.person != name]) for name in people}
    yield "\n| mm | " + " | ".join(PARTS) + " |"
    yield "|---" * (len(PARTS) + 1) + "|"
    for name, parts in (("in the program", IN_PROGRAM), ("fitted", own)):
        yield f"| {name} | " + " | ".join(f"{mm:.2f}" for mm in parts) + " |"
    apart = np.array([*without.values()])
    low, high = apart.min(axis=0), apart.max(axis=0)
    yield "| … one person left out | " + " | ".join(f"{a:.2f}–{b:.2f}" for a, b in zip(low, high, strict=True)) + " |"
    yield "\n| within 1 / 2 spreads, % | moments | in the program | fitted | fitted without the person judged |"
    yield "|---|---|---|---|---|"
    groups: dict[str, list[tuple[Errors, NDArray[np.bool_]]]] = {
        "recordings, neutral": [(one, one.neutral) for one in sources if one.recorded],
        "recordings, tilted, turned, nodded": [(one, ~one.neutral) for one in sources if one.recorded],
        "warps": [(one, np.ones(len(one.error), bool)) for one in sources if not one.recorded],
    }
    for name, group in groups.items():
        cells = []
        for choose in (lambda _: IN_PROGRAM, lambda _: own, lambda one: without[one.person]):
            off = np.concatenate([within(one, choose(one))[mask] for one, mask in group] or [np.array([])])
            cells.append(f"{100 * np.mean(off < 1):.0f} / {100 * np.mean(off < 2):.0f}" if len(off) else "–")
        yield f"| {name} | {sum(int(mask.sum()) for _, mask in group)} | " + " | ".join(cells) + " |"
    yield "\n| person | recording: within 2, % | warp: within 2, % |"
    yield "|---|---|---|"
    for name in people:
        cells = []
        for is_recorded in (True, False):
            mine = [within(one, IN_PROGRAM) for one in sources if (one.person, one.recorded) == (name, is_recorded)]
            off = np.concatenate(mine or [np.array([])])
            cells.append(f"{100 * np.mean(off < 2):.0f} of {len(off)}" if len(off) else "–")
        yield f"| {name} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
