"""How often a glance is right, wrong or unsure, started from a profile's zero as a session of its own.

    python -m benchmarks.glance [--clips FOLDER] [--only held|windows|changed|real]

*Held*: a profile is made from a rendered clip's own first labelled passages (as benchmarks/states.py does); then each
labelled stretch of it, or of another clip of the same person, is played forth and back with fresh noise for 20 s to a
glance that knows nothing but the profile. *Windows*: glances that begin every four seconds of a clip as it is; what
they saw is told by the labels of the time they took. *Changed*: held stretches in another place than calibration's:
dimmer, lit from the side, with glasses drawn on, further off, nearer. *Real*: recordings of people (see
benchmarks/real_labels.toml), a profile from each one's calm stretch, in which a light bite is put by hand (the expected
change of a face's lengths, so many mm in each), as nobody in them bites; then every stretch that is labelled, soft as
it is and bitten by hand.

Right: relaxed for teeth together, rest and hang, tense for a clench, active for talk, smile and yawn, no answer for
turned, tilted and nodded heads and for nobody. Wrong: relaxed for tense, tense for relaxed, either for the others.
Unsure: "can't tell", and "closed" where the profile's face does not show a bite. Pictures at the glance's own rate.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.real_clips import decoded, forth_and_back, read_labels, set_into
from benchmarks.states import CLIPS, Truth, frames_of, passages
from calibration.baseline import Baseline, fit_baseline
from calibration.levels import Passage
from calibration.tension import EXPECTED_MM, FEATURES
from feedback.desk.glance_child import RATE_HZ
from feedback.desk.glance_judge import GlanceJudge
from feedback.desk.glance_line import Glimpsed
from feedback.kept.desk_records import Seen
from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.readings import JawReading
from vision.template import FaceTemplate, build_template

PAIRS = (
    ("d01_session", "d01_session"),
    ("d01_session", "d02_staircase"),
    ("demo", "demo"),
    ("d06_hard", "d06_hard"),
    ("d04_pose_and_jaw", "d05_open"),
)
"""Profile from, glances at: the same person each."""
AT_MOST_S = 20.0
EVERY_S = 4.0
HELD_LEAST_S = 1.0
NOISE_GREY = 1.5
MOSTLY = 0.6
BITES = (1.0, 2.0, 3.0)
"""Times the expected change: 0.5, 1 and 1.5 mm in each length."""
CALM_PICTURES = 60
REAL_S = 12.0
"""So long each stretch of a recording is played: what is told at all is told by then."""
TRUE = {
    "teeth_together": "relaxed",
    "rest": "relaxed",
    "hang": "relaxed",
    "neutral": "relaxed",
    "parted": "relaxed",
    "eyes_closed": "relaxed",
    "frown": "relaxed",
    "clench": "tense",
    "bitten": "tense",
    "talk": "active",
    "smile": "active",
    "yawn": "active",
    "pout": "active",
    "look_away": "none",
    "no_face": "none",
    "turned": "none",
    "tilted": "none",
    "nodded": "none",
}
Picture = NDArray[np.uint8]
Eyes = NDArray[np.float32]
Change = Callable[[Picture, Eyes], Picture]


def dim(image: Picture, _: Eyes) -> Picture:
    """A third of the light."""
    return np.asarray(image * 0.35, np.uint8)


def side_lit(image: Picture, _: Eyes) -> Picture:
    """A window at one side: the other side has a third of the light."""
    return np.asarray(image * np.linspace(1.0, 0.35, image.shape[1])[None, :, None], np.uint8)


def with_glasses(image: Picture, eyes: Eyes) -> Picture:
    """Dark frames where the eyes are in the first picture: both eyes' centres, px."""
    drawn, apart = image.copy(), float(np.linalg.norm(eyes[1] - eyes[0]))
    ends = []
    for (x, y), way in zip(eyes, (1, -1), strict=True):
        cv2.ellipse(
            drawn, (round(x), round(y + 0.05 * apart)), (round(0.4 * apart), round(0.3 * apart)), 0, 0, 360, DARK, 3
        )
        ends.append((round(x + way * 0.4 * apart), round(y)))
    cv2.line(drawn, ends[0], ends[1], DARK, 3)
    return drawn


def further(image: Picture, _: Eyes) -> Picture:
    """At three quarters of its size, in the middle."""
    height, width = image.shape[:2]
    small = cv2.resize(image, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    put = np.full_like(image, 60)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    put[top : top + small.shape[0], left : left + small.shape[1]] = small
    return put


def nearer(image: Picture, _: Eyes) -> Picture:
    """A quarter larger."""
    height, width = image.shape[:2]
    top, left = round(0.1 * height), round(0.1 * width)
    cut = image[top : height - top, left : width - left]
    return np.asarray(cv2.resize(cut, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


DARK = (30, 30, 30)
CHANGES: dict[str, Change] = {
    "a third of the light": dim,
    "lit from the side": side_lit,
    "glasses drawn on": with_glasses,
    "a third further off": further,
    "a fifth nearer": nearer,
}
CHANGED_CLIPS = ("d01_session",)


@dataclass
class Row:
    """Outcomes of one line of the table, and the seconds of pictures that each took."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def add(self, truth: str, glimpsed: Glimpsed, took_s: float) -> None:
        """One glance."""
        self.outcomes[judged(truth, glimpsed.seen)] += 1
        self.seconds.append(took_s)

    def line(self, name: str, truth: str) -> str:
        """A line of the table."""
        total = self.outcomes.total()
        shares = (f"{100 * self.outcomes[word] / total:.0f} %" for word in ("right", "wrong", "unsure"))
        middle, longest = median(self.seconds), max(self.seconds)
        return f"| {name} | {truth} | {total} | {' | '.join(shares)} | {middle:.1f} (at most {longest:.1f}) |"


def judged(truth: str, seen: Seen) -> str:
    """What a glance is worth."""
    said = seen.value if seen in (Seen.RELAXED, Seen.TENSE, Seen.ACTIVE) else "none"
    if said == truth:
        return "right"
    return "wrong" if said in ("relaxed", "tense") and truth != "mixed" else "unsure"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--clips", type=Path)
    options.add_argument("--only", choices=("held", "windows", "changed", "real"))
    chosen = options.parse_args()
    if chosen.only != "real":
        head()
        for profile, clip in PAIRS:
            baseline, template = profile_of(CLIPS / f"{profile}.mp4")
            if chosen.only in (None, "held"):
                held(f"{profile} → {clip}", CLIPS / f"{clip}.mp4", baseline, template)
            if chosen.only in (None, "changed") and clip in CHANGED_CLIPS:
                for change, changed in CHANGES.items():
                    held(f"{clip}, {change}", CLIPS / f"{clip}.mp4", baseline, template, changed)
            if chosen.only in (None, "windows"):
                windows(f"{profile} → {clip}, windows", CLIPS / f"{clip}.mp4", baseline, template)
    if chosen.clips is not None and chosen.only in (None, "real"):
        real(chosen.clips)


def head() -> None:
    print("\n| glances at | truth | glances | right | wrong | unsure | s of pictures |\n|---|---|---|---|---|---|---|")


def truth_of(clip: Path) -> list[Truth]:
    return [Truth.of(frame) for frame in json.loads(clip.with_suffix(".json").read_text())["frames"]]


def profile_of(clip: Path) -> tuple[Baseline, FaceTemplate]:
    """What `kaakrust calibrate --spans` would make of the clip's first labelled passages."""
    truth = truth_of(clip)
    with Landmarker() as landmarker:
        faces = [landmarker.find(frame) for frame in frames_of(clip, truth)]
    spans = passages(truth)
    size = next((frame.image.shape[1], frame.image.shape[0]) for frame in frames_of(clip, truth))
    start_s, end_s = (spans.get("closed") or spans["rest"])[0]
    template = build_template([face for face in faces if face and start_s <= face.t_s <= end_s], size)
    follower = JawFollower(template)
    readings = [follower.read(frame, face) for frame, face in zip(frames_of(clip, truth), faces, strict=True)]
    cut = [
        Passage(label, [reading for reading in readings if start_s <= reading.t_s <= end_s])
        for label, found in spans.items()
        for start_s, end_s in found
    ]
    return fit_baseline(cut, template), template


def glance(images: Iterator[Picture], baseline: Baseline, template: FaceTemplate) -> tuple[Glimpsed, float]:
    """One glance at pictures that come at its own rate; what it says and how many seconds it looked."""
    judge, follower, t_s = GlanceJudge(baseline), JawFollower(template), 0.0
    with Landmarker() as landmarker:
        for index, image in enumerate(images):
            t_s = index / RATE_HZ
            if t_s >= AT_MOST_S or judge.enough:
                break
            frame = Frame(image, t_s, index)
            judge.step(follower.read(frame, landmarker.find(frame)))
    return judge.verdict(t_s), t_s


def told(readings: Sequence[JawReading], baseline: Baseline) -> tuple[Glimpsed, float]:
    """The same from readings that are there already."""
    judge, t_s = GlanceJudge(baseline), 0.0
    for reading in readings:
        if judge.enough:
            break
        t_s = reading.t_s
        judge.step(reading)
    return judge.verdict(t_s), t_s


def held(
    name: str, clip: Path, baseline: Baseline, template: FaceTemplate, changed: Change = lambda image, _: image
) -> None:
    """Every labelled stretch as if it were held, in pictures that are changed first."""
    truth, noise = truth_of(clip), np.random.default_rng(0)
    pictures = [np.asarray(frame.image, np.uint8) for frame in frames_of(clip, truth)]
    eyes = eyes_in(pictures[0])
    step = round(1.0 / (truth[1].t_s - truth[0].t_s) / RATE_HZ)
    rows: dict[str, Row] = {}
    for label, first, last in stretches(truth):
        way = forth_and_back((first, last), round(AT_MOST_S * RATE_HZ) * step)[::step]

        def noisy(way: Sequence[int] = way) -> Iterator[Picture]:
            for number in way:
                image = changed(pictures[number], eyes)
                grey = image + noise.normal(0.0, NOISE_GREY, image.shape)
                yield np.clip(grey, 0, 255).astype(np.uint8)

        rows.setdefault(TRUE[label], Row()).add(TRUE[label], *glance(noisy(), baseline, template))
    show(name, rows)


def windows(name: str, clip: Path, baseline: Baseline, template: FaceTemplate) -> None:
    """The clip as it goes on, from every few seconds on."""
    truth = truth_of(clip)
    pictures = [np.asarray(frame.image, np.uint8) for frame in frames_of(clip, truth)]
    per_s = 1.0 / (truth[1].t_s - truth[0].t_s)
    step = round(per_s / RATE_HZ)
    rows: dict[str, Row] = {}
    for first in range(0, len(truth) - round(8.0 * per_s), round(EVERY_S * per_s)):
        glimpsed, took_s = glance(iter(pictures[first::step]), baseline, template)
        seen = Counter(TRUE.get(one.label, "none") for one in truth[first : first + round(took_s * per_s)])
        most, count = seen.most_common(1)[0]
        what = most if count > MOSTLY * seen.total() else "mixed"
        rows.setdefault(what, Row()).add(what, glimpsed, took_s)
    show(name, rows)


def stretches(truth: Sequence[Truth]) -> Iterator[tuple[str, int, int]]:
    """Label, first and last picture of every stretch in which nothing is on its way."""
    first = 0
    for last in range(len(truth)):
        end = last + 1 == len(truth) or (truth[last + 1].label, truth[last + 1].steady) != (
            truth[first].label,
            truth[first].steady,
        )
        if end:
            long = truth[last].t_s - truth[first].t_s >= HELD_LEAST_S
            if truth[first].steady and long and truth[first].label in TRUE:
                yield truth[first].label, first, last
            first = last + 1


def show(name: str, rows: dict[str, Row]) -> None:
    for truth in sorted(rows):
        print(rows[truth].line(name, truth), flush=True)


def real(folder: Path) -> None:
    """People: calm stretches read anew, soft and bitten by hand."""
    rows = {bite: {"calm": Row(), "after": Row(), "bitten": Row(), "other": Row()} for bite in BITES}
    for label in read_labels():
        path = folder / f"{label.name}.mp4"
        if label.rendered or not path.is_file():
            continue
        spans = [(name, span) for name, found in label.spans.items() for span in found if name in TRUE]
        wanted = {n for first, last in [label.closed, *(span for _, span in spans)] for n in range(first, last + 1)}
        shown = {n: set_into(image, label.scale, label.canvas) for n, image in decoded(path) if n in wanted}
        calm = [shown[n] for n in forth_and_back(label.closed, CALM_PICTURES) if n in shown]
        template = build_template(faces_in(calm), (calm[0].shape[1], calm[0].shape[0]))
        closed = read(calm, template)
        baselines = {
            bite: fit_baseline([Passage("closed", closed), Passage("clench", bitten(closed, bite))], template)
            for bite in BITES
        }
        step = max(1, round(label.fps / RATE_HZ))
        for name, span in spans:
            if span[1] - span[0] < step:
                continue
            count = round(REAL_S * RATE_HZ)
            numbers = [n for n in forth_and_back(span, count * step) if n in shown]
            soft = read([shown[n] for n in numbers[::step][:count]], template)
            again = "calm" if span[0] <= label.closed[1] and label.closed[0] <= span[1] else "after"
            for bite, baseline in baselines.items():
                group = again if name == "neutral" else "other"
                rows[bite][group].add(TRUE[name], *told(soft, baseline))
                if name == "neutral":
                    rows[bite]["bitten"].add("tense", *told(bitten(soft, bite, later_s=0.0), baseline))
    words = {
        "calm": "the calm stretch itself, in another session",
        "after": "calm again, after other things",
        "bitten": "both, bitten by hand",
        "other": "all other labels",
    }
    for bite in BITES:
        print(f"\nA bite of {bite / 2:g} mm in each length")
        head()
        for group, words_of in words.items():
            if rows[bite][group].seconds:
                print(rows[bite][group].line(words_of, "tense" if group == "bitten" else "as labelled"), flush=True)


def eyes_in(image: Picture) -> Eyes:
    """Both eyes' centres in a picture with a face, px."""
    (face,) = faces_in([image])
    return face.points[[468, 473], :2]


def faces_in(images: Sequence[Picture]) -> list:
    with Landmarker() as landmarker:
        found = [landmarker.find(Frame(image, index / RATE_HZ, index)) for index, image in enumerate(images)]
    return [face for face in found if face is not None]


def read(images: Sequence[Picture], template: FaceTemplate) -> list[JawReading]:
    follower, readings = JawFollower(template), []
    with Landmarker() as landmarker:
        for index, image in enumerate(images):
            frame = Frame(image, index / RATE_HZ, index)
            readings.append(follower.read(frame, landmarker.find(frame)))
    return readings


def bitten(readings: Sequence[JawReading], times: float, *, later_s: float = 100.0) -> list[JawReading]:
    """The same readings with the face's lengths as a light bite would have them."""
    found = []
    for reading in readings:
        mouth = reading.mouth
        if mouth is not None:
            moved = {name: getattr(mouth, name) + times * mm for name, mm in zip(FEATURES, EXPECTED_MM, strict=True)}
            reading = replace(reading, mouth=replace(mouth, **{name: float(mm) for name, mm in moved.items()}))
        found.append(replace(reading, t_s=reading.t_s + later_s))
    return found


if __name__ == "__main__":
    main()
