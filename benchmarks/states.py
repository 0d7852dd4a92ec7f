"""How often the seven states are right: ours, and the rule other webcam jaw tools use, on clips with ground truth.

    python -m benchmarks.states [--mesh] [--live] [CLIP.mp4 ...]

Each clip is calibrated on its own first labelled passages (at most five seconds each) and then read from start to end.
A second counts when its label and its conditions do not change within it and nothing in it is marked a transition; the
answer of a second is the state most of its frames have. One row a clip; README of the clips explains the labels.

--live reads each clip as a live session does: after calibrating, still faces are analysed at a lower rate
(vision/analysis_rate.py), most of their pictures without a mesh (vision/mesh_watch.py), and a picture that is left out
keeps the state before it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import cv2

from benchmarks.lip_rule import lip_rule
from benchmarks.live_reading import read_live
from calibration.baseline import fit_baseline
from calibration.interpret import Interpreter
from calibration.levels import Passage
from calibration.states import Kind
from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.template import build_template

CLIPS = Path(__file__).parents[2] / "shared" / "clips"
PASSAGE_OF = {"teeth_together": "closed", "rest": "rest", "clench": "clench", "hang": "hang"}
PASSAGE_MOST_S, PASSAGE_LEAST_S = 5.0, 0.9
NOD_YAW_DEG = 20.0
"""A still jaw on a head that turns this much: the first half of it is used as the nod of calibration."""
RIGHT = {
    "teeth_together": {Kind.CLOSED_SOFT},
    "rest": {Kind.CLOSED_SOFT},
    "clench": {Kind.CLOSED_TENSE},
    "hang": {Kind.HANGING},
    "talk": {Kind.ACTIVE},
    "smile": {Kind.ACTIVE},
    "yawn": {Kind.ACTIVE, Kind.WIDE},
    "look_away": {Kind.UNSURE, Kind.ACTIVE, Kind.AWAY},
    "occluded": {Kind.UNSURE, Kind.ACTIVE, Kind.AWAY},
    "no_face": {Kind.AWAY, Kind.UNSURE},
}
DISTRACTED = {"talk", "smile", "yawn", "look_away", "occluded"}
FRONTAL_YAW_DEG, FRONTAL_PITCH_DEG = 20.0, 12.0


@dataclass(frozen=True, slots=True)
class Truth:
    """What the clip's JSON says of one frame. label: with "occluded" before all else. frontal: and nothing hidden."""

    t_s: float
    label: str
    steady: bool
    frontal: bool
    yaw_deg: float

    @staticmethod
    def of(frame: dict[str, Any]) -> Truth:
        """Read one entry of the JSON's frames."""
        label = "occluded" if frame["occluded"] else frame["label"]
        if not frame["face_present"]:
            return Truth(frame["t"], label, not frame["transition"], frontal=False, yaw_deg=0.0)
        level = abs(frame["yaw_deg"]) <= FRONTAL_YAW_DEG and abs(frame["pitch_deg"]) <= FRONTAL_PITCH_DEG
        frontal = level and label != "occluded"
        return Truth(frame["t"], label, not frame["transition"], frontal, frame["yaw_deg"])


@dataclass(frozen=True, slots=True)
class Seen:
    """One clip, read once: its truth, and the states ours and theirs.

    analysed, meshed: shares of its pictures, the second of those outside of calibrating.
    """

    name: str
    truth: Sequence[Truth]
    ours: Sequence[Kind]
    theirs: Sequence[Kind]
    tension: str
    analysed: float
    meshed: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="*", type=Path, default=sorted(CLIPS.glob("*.mp4")))
    parser.add_argument("--mesh", action="store_true", help="from the mesh alone, without patches")
    parser.add_argument("--live", action="store_true", help="at the rate of a live session")
    chosen = parser.parse_args()
    for line in table([see(clip, patches=not chosen.mesh, live=chosen.live) for clip in chosen.clips]):
        print(line)


def see(clip: Path, *, patches: bool = True, live: bool = False) -> Seen:
    """Calibrate on a clip's own passages and read it."""
    truth = [Truth.of(frame) for frame in json.loads(clip.with_suffix(".json").read_text())["frames"]]
    with Landmarker() as landmarker:
        faces = [landmarker.find(frame) for frame in frames_of(clip, truth)]
    spans = passages(truth)
    size = next((frame.image.shape[1], frame.image.shape[0]) for frame in frames_of(clip, truth))
    start_s, end_s = (spans.get("closed") or spans["rest"])[0]
    template = build_template([face for face in faces if face and start_s <= face.t_s <= end_s], size)
    follower = JawFollower(template, patches=patches)
    meshed = 1.0
    if live:
        calibrated_s = max(end for found in spans.values() for _, end in found)

        def calibrating(t_s: float) -> bool:
            return t_s <= calibrated_s  # one stretch, as a person's: no gaps between the passages

        looks = list(read_live(frames_of(clip, truth), follower, calibrating))
        readings = [look.reading for look in looks]
        free = [look.meshed for look, moment in zip(looks, truth, strict=False) if not calibrating(moment.t_s)]
        meshed = sum(free) / max(1, len(free))
    else:
        frames = zip(frames_of(clip, truth), faces, strict=True)
        readings = [follower.read(frame, face) for frame, face in frames]
    baseline = fit_baseline(
        [
            Passage(label, [reading for reading in readings if reading and start_s <= reading.t_s <= end_s])
            for label, found in spans.items()
            for start_s, end_s in found
        ],
        template,
    )
    interpreter = Interpreter(baseline)
    ours: list[Kind] = []
    for reading in readings:
        ours.append(interpreter.step(reading).kind if reading else ours[-1])
    axis = baseline.tension
    tension = "not asked" if axis is None else f"{axis.clarity.value.replace('_', ' ')} {axis.separation:.1f}"
    analysed = sum(reading is not None for reading in readings) / len(readings)
    return Seen(clip.stem, truth, ours, lip_rule(faces, start_s, end_s), tension, analysed, meshed)


def frames_of(clip: Path, truth: Sequence[Truth]) -> Iterator[Frame]:
    """Yield the clip's frames with the times its JSON gives."""
    video = cv2.VideoCapture(str(clip))
    for index, moment in enumerate(truth):
        found, image = video.read()
        if not found:
            break
        yield Frame(image, moment.t_s, index)
    video.release()


def passages(truth: Sequence[Truth]) -> dict[str, list[tuple[float, float]]]:
    """Find the first steady passage of each label, (start, end) in s."""
    found: dict[str, list[tuple[float, float]]] = {}
    for label, start_s, end_s in stretches(truth):
        name = PASSAGE_OF.get(label)
        if name and name not in found and end_s - start_s >= PASSAGE_LEAST_S:
            found[name] = [(start_s, min(end_s, start_s + PASSAGE_MOST_S))]
            turned = [moment.yaw_deg for moment in truth if start_s <= moment.t_s <= end_s]
            if name == "rest" and max(turned) - min(turned) > NOD_YAW_DEG:
                found["nod"] = [(start_s, (start_s + end_s) / 2)]
    return found


def stretches(truth: Sequence[Truth]) -> Iterator[tuple[str, float, float]]:
    """Steady stretches of one label: (label, first, last) in s."""
    start = 0
    for index in range(1, len(truth) + 1):
        if index < len(truth) and (truth[index].label, truth[index].steady) == (
            truth[start].label,
            truth[start].steady,
        ):
            continue
        if truth[start].steady:
            yield truth[start].label, truth[start].t_s, truth[index - 1].t_s
        start = index


def seconds(truth: Sequence[Truth], kinds: Sequence[Kind]) -> Iterator[tuple[Truth, Kind]]:
    """Seconds of one steady label, each with the kind that most of its frames have."""
    groups: dict[int, list[tuple[Truth, Kind]]] = {}
    for moment, kind in zip(truth, kinds, strict=False):
        groups.setdefault(int(moment.t_s), []).append((moment, kind))
    for group in groups.values():
        moments = [moment for moment, _ in group]
        if all(moment.steady and moment.label == moments[0].label for moment in moments):
            yield (
                replace(moments[0], frontal=all(moment.frontal for moment in moments)),
                Counter(kind for _, kind in group).most_common(1)[0][0],
            )


def delays(truth: Sequence[Truth], kinds: Sequence[Kind], label: str) -> list[float]:
    """Seconds from each change to ``label`` (half-way) until the first right state."""
    found = []
    times = [moment.t_s for moment in truth]
    for before, after in pairwise(range(len(kinds))):
        if truth[after].label == label != truth[before].label:
            right = (times[i] for i in range(after, len(kinds)) if kinds[i] in RIGHT[label])
            until = next((t for t in times[after:] if truth[times.index(t)].label != label), math.inf)
            first = next(right, math.inf)
            if until - times[after] >= PASSAGE_LEAST_S:
                found.append(first - times[after] if first < until else math.inf)
    return found


def share(hits: Sequence[bool]) -> str:
    """Write a share in per cent with its count, or a dash."""
    return f"{100 * sum(hits) / len(hits):3.0f} % ({len(hits)})" if hits else "–"


def wait(waits: Sequence[float]) -> str:
    """Write the median and longest wait, or that it was in vain."""
    if not waits:
        return "–"
    return "never" if math.isinf(median(waits)) else f"{median(waits):.2f} (max {max(waits):.2f})"


def figures(truth: Sequence[Truth], kinds: Sequence[Kind]) -> dict[str, str]:
    """One row of the table."""
    found = list(seconds(truth, kinds))
    distracted = [(moment, kind) for moment, kind in found if moment.label in DISTRACTED]
    cells = {}
    for kind, labels in (
        (Kind.HANGING, {"hang"}),
        (Kind.CLOSED_SOFT, {"rest", "teeth_together"}),
        (Kind.CLOSED_TENSE, {"clench"}),
    ):
        said = [moment.label in labels for moment, answer in found if answer is kind]
        meant = [answer is kind for moment, answer in found if moment.label in labels]
        cells[f"{kind.value} precision"] = share(said)
        cells[f"{kind.value} recall"] = share(meant)
    cells["closed_tense specificity"] = share(
        [kind is not Kind.CLOSED_TENSE for moment, kind in found if moment.label not in {"clench", "no_face"}]
    )
    cells["busy, away or turned"] = share([kind in RIGHT[moment.label] for moment, kind in distracted])
    cells["… wrongly hanging or tense"] = share([kind in (Kind.HANGING, Kind.CLOSED_TENSE) for _, kind in distracted])
    cells["no face: away"] = share([kind in RIGHT["no_face"] for moment, kind in found if moment.label == "no_face"])
    cells["frontal and answered"] = share([kind is not Kind.UNSURE for moment, kind in found if moment.frontal])
    for label in ("hang", "clench", "talk", "smile", "yawn"):
        waits = delays(truth, kinds, label)
        cells[f"s until right, {label}"] = wait(waits)
    return cells


def table(clips: Sequence[Seen]) -> list[str]:
    """Markdown: one column a clip, ours above the usual rule."""
    lines = []
    for title, kinds_of in (("ours", lambda clip: clip.ours), ("lip rule of other tools", lambda clip: clip.theirs)):
        columns = [figures(clip.truth, kinds_of(clip)) for clip in clips]
        lines += [f"| {title} | " + " | ".join(clip.name for clip in clips) + " |", "|---" * (len(clips) + 1) + "|"]
        if title == "ours":
            lines.append("| tension in calibration | " + " | ".join(clip.tension for clip in clips) + " |")
            lines.append("| pictures analysed | " + " | ".join(f"{100 * one.analysed:.0f} %" for one in clips) + " |")
            lines.append(
                "| … with a mesh of their own | " + " | ".join(f"{100 * one.meshed:.0f} %" for one in clips) + " |"
            )
        lines += [f"| {name} | " + " | ".join(column[name] for column in columns) + " |" for name in columns[0]]
        lines.append("")
    return lines


if __name__ == "__main__":
    main()
