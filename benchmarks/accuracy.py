"""How exact the gap is against ground truth: prints the tables of docs/measurement.md.

    python benchmarks/accuracy.py [CLIP.mp4 ...] [--live] [--photo PORTRAIT] [--no-photo]

A clip needs its truth beside it (NAME.json, see clips/README.md); default are those of tests/data and ../shared/clips.
--live: ours is read as a live session does, with fewer pictures and most of them without a mesh.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import states  # noqa: E402 - the checkout's own modules come first
from benchmarks.clips import (  # noqa: E402
    Clip,
    Series,
    jaw_open,
    lip_gap_px,
    load_clip,
    picture_distance,
    spans_for,
)
from benchmarks.live_reading import held, read_live  # noqa: E402
from benchmarks.photograph import photograph_table  # noqa: E402
from calibration.baseline import Baseline, fit_baseline  # noqa: E402
from calibration.interpret import Interpreter  # noqa: E402
from calibration.recording import learn_face  # noqa: E402
from calibration.spans import cut_passages  # noqa: E402
from calibration.states import Kind  # noqa: E402
from vision.jaw import JawFollower  # noqa: E402
from vision.readings import JawReading  # noqa: E402
from vision.smoothing import OneEuro  # noqa: E402

FRONTAL_YAW_DEG, FRONTAL_PITCH_DEG = 20.0, 12.0
"""The range of the pose-only row (docs/facts.md 37); beyond it nothing is asked of the figures."""
MOST_MM = 15.0
"""Wider jaws earn nothing and are told apart by their lips; the rows are about 0-15 mm."""
STILL_DEG = 1.0
NAN = float("nan")


@dataclass(slots=True)
class Method:
    """One way to measure. gap_mm: per picture; sd_mm: only ours knows."""

    name: str
    gap_mm: Series
    sd_mm: Series | None = None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--photo", type=Path, help="a still portrait to warp; default scikit-image's astronaut")
    parser.add_argument("--no-photo", action="store_true")
    parser.add_argument("--live", action="store_true", help="at the rate, and with the meshes, of a live session")
    asked = parser.parse_args()
    paths = asked.clips or sorted(
        path
        for folder in (ROOT / "tests" / "data", ROOT.parent / "shared" / "clips")
        for path in folder.glob("*.mp4")
        if path.with_suffix(".json").exists()
    )
    rows: list[tuple[str, str, dict[str, float]]] = []
    spreads: list[str] = []
    for path in paths:
        clip = load_clip(path)
        methods, readings, baseline = measure(clip, live=asked.live)
        rows += figures(clip, methods, readings, baseline)
        spreads.append(coverage_of_spread(clip, methods[-1]))
    print_rows(rows)
    print("\nGiven spread against real errors (share of pictures within 1 and 2 sd; 68 and 95 would be exact)")
    print("\n".join(spreads))
    print("\nThe seven states, per second outside transitions (docs/states.md)")
    print("\n".join(states.table([states.see(path, live=asked.live) for path in paths])))
    if not asked.no_photo:
        print(photograph_table(asked.photo))
    return 0


def measure(clip: Clip, *, live: bool) -> tuple[list[Method], list[JawReading], Baseline]:
    """Every method's gap, all calibrated on the same spans; ours is the last."""
    spans = spans_for(clip)
    template = learn_face(clip.look, spans)

    def read(*, patches: bool) -> list[JawReading]:
        follower = JawFollower(template, patches=patches)
        return [follower.read(frame, face) for frame, face in zip(clip.frames(), clip.look.faces, strict=False)]

    def calibrating(t_s: float) -> bool:
        return any(span.start_s <= t_s <= span.end_s for span in spans)

    mesh = read(patches=False)
    looks = read_live(clip.frames(), JawFollower(template), calibrating) if live else ()
    ours = held(looks, clip.times_s) if live else read(patches=True)
    methods = [
        Method(name, _scaled(clip, raw))
        for name, raw in (
            ("lip gap", lip_gap_px(clip)),
            ("jawOpen", jaw_open(clip)),
            ("picture distance", picture_distance(clip)),
            ("head frame", np.array([reading.chin_drop_mm for reading in mesh])),
        )
    ]
    fitted = fit_baseline(cut_passages(spans, mesh), template)
    methods.append(Method("… pose corrected", np.array([fitted.gap(reading).gap_mm for reading in mesh])))
    baseline = fit_baseline(cut_passages(spans, ours), template)
    estimates = [baseline.gap(reading) for reading in ours]
    gap_mm, sd_mm = (np.array([getattr(one, key) for one in estimates]) for key in ("gap_mm", "gap_sd_mm"))
    methods.append(Method("ours (patches)", gap_mm, sd_mm))
    return methods, ours, baseline


def _scaled(clip: Clip, raw: Series) -> Series:
    """A rival in mm: zero and gain from the true gaps of the calibration spans, where they tell; else as it is."""
    spans = [span for span in spans_for(clip) if span.label.startswith("gap")]
    if len({span.label for span in spans}) < 2:
        return raw
    levels = [
        (float(span.label[3:]), float(np.nanmedian(raw[(clip.times_s >= span.start_s) & (clip.times_s <= span.end_s)])))
        for span in spans
    ]
    gaps, values = np.array(levels).T
    slope, offset = np.polyfit(values, gaps, 1) if np.ptp(values) > 1e-9 else (0.0, float(gaps.mean()))
    return np.asarray(slope * raw + offset, float)


def figures(
    clip: Clip, methods: Sequence[Method], readings: Sequence[JawReading], baseline: Baseline
) -> list[tuple[str, str, dict[str, float]]]:
    """The rows this clip gives, each: what, target, figure per method."""
    within = (np.abs(clip.yaw_deg) <= FRONTAL_YAW_DEG) & (np.abs(clip.pitch_deg) <= FRONTAL_PITCH_DEG)
    within &= np.isfinite(clip.gap_mm) & ~(clip.gap_mm > MOST_MM)
    rows: list[tuple[str, str, dict[str, float]]] = []

    def add(what: str, target: str, figure: Callable[[Series], float]) -> None:
        rows.append((f"{clip.name}: {what}", target, {one.name: figure(one.gap_mm) for one in methods}))

    if "staircase" in clip.name:
        others = within & clip.still & ~_near(clip.gap_mm, (0.0, 6.0))
        add("mean abs. error of the other levels, mm", "0.8 / 0.3", lambda gap: _mean_error(clip, gap, others))
    elif "pose_only" in clip.name:
        add("SD, mm", "0.7 / 0.3", lambda gap: _spread(gap[within]))
    elif "pose_and_jaw" in clip.name:
        add("RMSE, mm", "1.2 / 0.5", lambda gap: _root_mean_square(gap, clip.gap_mm, within))
    else:
        add("r of 1-s means", "0.95 / 0.99", lambda gap: _correlation(clip, gap, within))
        kinds = {"rest": clip.labelled("rest"), "hang": clip.labelled("hang")}
        if all(kinds.values()):
            add("hang above rest, of all pairs", "1", lambda gap: _ordered(clip, gap, kinds))
    quiet = [OneEuro() for _ in methods]
    calm = {
        one.name: _calm_spread(clip, np.array([euro.step(g, t) for g, t in zip(one.gap_mm, clip.times_s, strict=True)]))
        for one, euro in zip(methods, quiet, strict=True)
    }
    answered = _answered(clip, readings, baseline, within)
    rows.append((f"{clip.name}: still, per picture, SD, mm", "0.2 / 0.1", calm))
    rows.append((f"{clip.name}: answered, %", "95 / 99", {methods[-1].name: answered}))
    return rows


def coverage_of_spread(clip: Clip, ours: Method) -> str:
    assert ours.sd_mm is not None
    known = np.isfinite(ours.gap_mm) & np.isfinite(clip.gap_mm) & (clip.gap_mm <= MOST_MM)
    share = np.abs(ours.gap_mm - clip.gap_mm)[known] / ours.sd_mm[known]
    middle = float(np.median(ours.sd_mm[known]))
    within = f"{100 * np.mean(share <= 1):4.0f} {100 * np.mean(share <= 2):4.0f}"
    return f"  {clip.name:20s} {within}   median sd {middle:.2f} mm"


def print_rows(rows: Sequence[tuple[str, str, dict[str, float]]]) -> None:
    names = list(rows[0][2]) if rows else []
    print("| figure | must / aim | " + " | ".join(names) + " |")
    print("|---|---|" + "---|" * len(names))
    for what, target, found in rows:
        cells = [f"{found[name]:.2f}" if np.isfinite(found.get(name, NAN)) else "–" for name in names]
        print(f"| {what} | {target} | " + " | ".join(cells) + " |")


def _seconds(clip: Clip, values: Series, chosen: np.ndarray) -> tuple[Series, Series]:
    """1-s means of values and truth over the chosen pictures."""
    chosen = chosen & np.isfinite(values)
    second = np.floor(clip.times_s).astype(int)
    kept = [chosen & (second == one) for one in np.unique(second[chosen])]
    kept = [one for one in kept if one.sum() >= 10]
    return np.array([values[one].mean() for one in kept]), np.array([clip.gap_mm[one].mean() for one in kept])


def _near(values: Series, levels: Sequence[float]) -> np.ndarray:
    return np.min([np.abs(values - level) for level in levels], axis=0) < 0.4


def _mean_error(clip: Clip, gap: Series, chosen: np.ndarray) -> float:
    found, true = _seconds(clip, gap, chosen)
    return float(np.abs(found - true).mean())


def _correlation(clip: Clip, gap: Series, chosen: np.ndarray) -> float:
    found, true = _seconds(clip, gap, chosen)
    return float(np.corrcoef(found, true)[0, 1]) if len(found) > 2 and np.ptp(found) > 0 else NAN


def _root_mean_square(gap: Series, true: Series, chosen: np.ndarray) -> float:
    return float(np.sqrt(np.nanmean((gap - true)[chosen] ** 2)))


def _spread(values: Series) -> float:
    return float(np.nanstd(values))


def _ordered(clip: Clip, gap: Series, kinds: dict[str, list[tuple[float, float]]]) -> float:
    middle = {
        kind: [float(np.nanmedian(gap[(clip.times_s >= a) & (clip.times_s <= b)])) for a, b in spans]
        for kind, spans in kinds.items()
    }
    return float(np.mean([hang > rest for hang in middle["hang"] for rest in middle["rest"]]))


def _calm_spread(clip: Clip, gap: Series) -> float:
    """Median SD within seconds in which the head truly moved by less than STILL_DEG and the jaw by less than 0.3 mm."""
    second = np.floor(clip.times_s).astype(int)
    spreads = []
    for one in np.unique(second):
        now = second == one
        moved = max(float(np.ptp(angle[now])) for angle in (clip.yaw_deg, clip.pitch_deg))
        if moved < STILL_DEG and np.ptp(clip.gap_mm[now]) < 0.3 and np.isfinite(gap[now]).all():
            spreads.append(_spread((gap - clip.gap_mm)[now]))
    return float(np.median(spreads)) if spreads else NAN


def _answered(clip: Clip, readings: Sequence[JawReading], baseline: Baseline, within: np.ndarray) -> float:
    """Share of the seconds with a frontal face in which something was said most of the time."""
    interpreter = Interpreter(baseline)
    said = np.array([interpreter.step(reading).kind not in (Kind.UNSURE, Kind.AWAY) for reading in readings])
    second = np.floor(clip.times_s).astype(int)
    whole = [one for one in np.unique(second) if within[second == one].all()]
    return 100.0 * float(np.mean([np.mean(said[second == one]) >= 0.5 for one in whole])) if whole else NAN


if __name__ == "__main__":
    raise SystemExit(main())
