"""What the program says of real people: states by label, the gap at rest, and who is taken for somebody else.

    python -m benchmarks.real --clips FOLDER [FOLDER ...] [--cache FOLDER] [--only NAME ...] [--live] [--pairs 20|all|0]

The recordings are public ones; real_labels.toml says where each comes from and what the person does when. Each is
calibrated on its calm stretch alone (``closed``, played forth and back for four seconds) and then read from start to
end by the program's own code. Nothing is written but landmarks, into the cache folder.

"neutral" counts the frames with that label which the calibration did not use.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.live_reading import held, read_live
from benchmarks.real_clips import CALIBRATED_S, LABELS, Shown, read_labels, show
from benchmarks.real_pairs import FEW_PAIRS, SAID_WITHIN_S, Pair, pairs_of, watch_pairs
from benchmarks.seen import check_cache
from calibration.activity import RELEASE_S
from calibration.interpret import Interpreter
from calibration.levels import LEAST_TRUST
from calibration.recording import fit_spans, learn_face, read_again
from calibration.spans import Span
from calibration.states import Kind, Reason
from vision.doubts import Doubt
from vision.jaw import JawFollower
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.template import FaceTemplate

LONG_OPENING_S, OPENING_LAG_S = 1.0, 0.5
"""An opening counts when it lasts so long, from when the program can know of it (half a second's median)."""
EYES_MM = 61.5
"""The lip gap of bare landmarks is told in units of so wide an eye distance, mm."""
BUSY_LABELS = ("talk", "grin", "smile")
OPEN_LABEL = "wide"
ASIDE_LABELS = ("tilted", "turned", "nodded")


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame of a recording.

    labels: what the person does. calm: the calibration used it. late_s: since when the person was only neutral, s.
    span_s: since when the first of the labels holds, and how long it will have held in all, s.
    gap_mm: signed (below 0: the chin stands higher than with the teeth together), NaN when nothing is concluded.
    lips_mm, jaw_open: of bare MediaPipe, the first against the calm stretch.
    """

    clip: str
    labels: tuple[str, ...]
    calm: bool
    late_s: float
    span_s: tuple[float, float]
    kind: Kind
    reason: Reason | None
    other_face: bool
    gap_mm: float
    gap_sd_mm: float
    lips_mm: float
    jaw_open: float

    @property
    def said(self) -> str:
        """The state with its reason."""
        return self.kind.value if self.reason is None else f"{self.kind.value}:{self.reason.value}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", nargs="+", type=Path, required=True, help="where the recordings lie")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--cache", type=Path, help="keep landmarks here, outside of the repository")
    parser.add_argument("--only", nargs="+", help="names of recordings")
    parser.add_argument("--live", action="store_true", help="as a live session reads a camera: fewer meshes")
    parser.add_argument("--pairs", default=str(FEW_PAIRS), help="how many pairs of people: a number, or all")
    chosen = parser.parse_args()
    if chosen.cache is not None:
        check_cache(chosen.cache)
    entries = [entry for entry in read_labels(chosen.labels) if not chosen.only or entry.name in chosen.only]
    found = [shown for entry in entries if (shown := show(entry, chosen.clips, chosen.cache)) is not None]
    people = [shown for shown in found if not shown.label.rendered]
    if not people:
        raise SystemExit("None of the recordings named in the label file lies in these folders.")
    moments = [moment for shown in people for moment in read(shown, live=chosen.live)]
    pairs = list(watch_pairs(pairs_of(found, None if chosen.pairs == "all" else int(chosen.pairs))))
    for lines in (state_table(moments), neutral_table(moments), pair_lines(pairs), figure_table(moments, pairs)):
        print("\n".join(lines), end="\n\n")


def read(shown: Shown, *, live: bool = False) -> Iterator[Moment]:
    """Calibrate on the calm stretch and read the recording."""
    spans = [Span("closed", 0.0, CALIBRATED_S)]
    template = learn_face(shown.look, spans)
    readings = live_readings(shown, template) if live else list(read_again(shown.frames(), shown.look, template))
    baseline = fit_spans(readings, spans, template)
    interpreter = Interpreter(baseline)
    lips = np.array([lip_gap_mm(face) for face in shown.look.faces])
    lips -= np.nanmedian(lips[: shown.before])
    first, last = shown.label.closed
    neutral_since: int | None = None
    for index, reading in enumerate(readings):
        state = interpreter.step(reading)
        if index < shown.before:
            continue
        number = shown.numbers[index]
        labels = tuple(shown.label.labels_of(number))
        if "neutral" not in labels:
            neutral_since = number + 1
        estimate = baseline.gap(reading)
        concluded = reading.trust >= LEAST_TRUST
        yield Moment(
            clip=shown.label.name,
            labels=labels,
            calm=first <= number <= last,
            late_s=math.inf if neutral_since is None else (number - neutral_since) / shown.label.fps,
            span_s=_span_s(shown, labels, number),
            kind=state.kind,
            reason=state.reason,
            other_face=Doubt.OTHER_FACE in reading.doubts,
            gap_mm=estimate.signed_mm if concluded else math.nan,
            gap_sd_mm=state.gap_sd_mm if math.isfinite(state.gap_sd_mm) else estimate.gap_sd_mm,
            lips_mm=float(lips[index]),
            jaw_open=float(shown.jaw_open[index]),
        )


def live_readings(shown: Shown, template: FaceTemplate) -> list[JawReading]:
    """Read as a live session does."""
    looks = read_live(shown.frames(), JawFollower(template), lambda t_s: t_s <= CALIBRATED_S)
    return held(looks, shown.look.times_s)


def lip_gap_mm(face: FaceLandmarks | None) -> float:
    """Between the lips, in the units other tools use it in; NaN without a face."""
    if face is None:
        return math.nan
    lips, eyes = (float(np.linalg.norm(face.points[a, :2] - face.points[b, :2])) for a, b in ((13, 14), (468, 473)))
    return lips / eyes * EYES_MM


def _span_s(shown: Shown, labels: Sequence[str], number: int) -> tuple[float, float]:
    for label in labels:
        for first, last in shown.label.spans[label]:
            if first <= number <= last:
                return (number - first) / shown.label.fps, (last + 1 - first) / shown.label.fps
    return 0.0, 0.0


def share(moments: Sequence[Moment], right: Callable[[Moment], bool]) -> float:
    """Per cent of moments; NaN of none."""
    return 100.0 * sum(map(right, moments)) / len(moments) if moments else math.nan


def middle(values: Sequence[float]) -> float:
    """The median of those that are numbers; NaN of none."""
    known = [value for value in values if math.isfinite(value)]
    return float(np.median(known)) if known else math.nan


def number(value: float, places: int = 0) -> str:
    """A number, or a dash for none."""
    return "–" if math.isnan(value) else f"{value:.{places}f}"


def state_table(moments: Sequence[Moment]) -> list[str]:
    """What is said under each label, per recording and pooled, beside bare MediaPipe's lip gap and jawOpen."""
    lines = [
        "| label | recording | frames | said, % | gap mm | bare lip gap mm | bare jawOpen |",
        "|---|---|---|---|---|---|---|",
    ]
    for label in dict.fromkeys(label for moment in moments for label in moment.labels):
        under = [moment for moment in moments if label in moment.labels and not (label == "neutral" and moment.calm)]
        clips = dict.fromkeys(moment.clip for moment in under)
        groups = [(clip, [moment for moment in under if moment.clip == clip]) for clip in clips]
        for name, group in [*groups, ("all", under)] if len(groups) > 1 else groups:
            said = Counter(moment.said for moment in group).most_common()
            words = ", ".join(f"{word} {100 * count / len(group):.0f}" for word, count in said)
            cells = [number(middle([moment.gap_mm for moment in group]), 1)]
            cells += [number(middle([moment.lips_mm for moment in group]), 1)]
            cells += [number(middle([moment.jaw_open for moment in group]), 2)]
            lines.append(f"| {label} | {name} | {len(group)} | {words} | " + " | ".join(cells) + " |")
    return lines


def neutral_of(moments: Sequence[Moment]) -> list[Moment]:
    """Neutral frames that the calibration did not use."""
    return [moment for moment in moments if "neutral" in moment.labels and not moment.calm]


def known_of(moments: Sequence[Moment]) -> list[Moment]:
    """Those of which a gap is concluded."""
    return [moment for moment in moments if math.isfinite(moment.gap_mm)]


def holds_zero(spreads: float) -> Callable[[Moment], bool]:
    """Whether 0 lies within so many spreads of the gap."""
    return lambda moment: abs(moment.gap_mm) <= spreads * moment.gap_sd_mm


def neutral_table(moments: Sequence[Moment]) -> list[str]:
    """The gap where it is 0, by recording."""
    neutral = neutral_of(moments)
    lines = [
        "| neutral | frames | concluded % | bias mm | scatter mm | median sd mm | 0 in 1 sd % | in 2 sd % | "
        "bare lip gap: bias, scatter mm | bare jawOpen: median, scatter |",
        "|---" * 10 + "|",
    ]
    clips = [
        (clip, [one for one in neutral if one.clip == clip]) for clip in dict.fromkeys(one.clip for one in neutral)
    ]
    for name, group in [*clips, ("all", neutral)]:
        known = known_of(group)
        gaps = [moment.gap_mm for moment in known]
        lips, jaw_open = [moment.lips_mm for moment in group], [moment.jaw_open for moment in group]
        cells = [str(len(group)), number(100 * len(known) / len(group))]
        cells += [number(middle(gaps), 2), number(_scatter(gaps), 2)]
        cells += [number(middle([moment.gap_sd_mm for moment in known]), 2)]
        cells += [number(share(known, holds_zero(spreads))) for spreads in (1.0, 2.0)]
        cells += [f"{number(middle(lips), 2)}, {number(_scatter(lips), 2)}"]
        cells += [f"{number(middle(jaw_open), 3)}, {number(_scatter(jaw_open), 3)}"]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def _scatter(values: Sequence[float]) -> float:
    known = np.array([value for value in values if math.isfinite(value)])
    return float(known.std()) if len(known) else math.nan


def pair_lines(pairs: Sequence[Pair]) -> list[str]:
    """The pairs in which somebody else was noticed late or not at all."""
    late = [pair for pair in pairs if pair.said_s is None or pair.said_s > SAID_WITHIN_S]
    lines = [f"{len(pairs)} pairs of people; not said within {SAID_WITHIN_S:g} s: {len(late)}"]
    lines += [
        f"  {pair.first} then {pair.second}: " + ("never" if pair.said_s is None else f"{pair.said_s:.1f} s")
        for pair in late
    ]
    return lines


def figure_table(moments: Sequence[Moment], pairs: Sequence[Pair]) -> list[str]:
    """The figures that were asked for, pooled over frames, with the worst recording."""
    neutral = neutral_of(moments)
    busy = [moment for moment in moments if any(label in moment.labels for label in BUSY_LABELS)]
    opened = [moment for moment in moments if OPEN_LABEL in moment.labels]
    long = [one for one in opened if one.span_s[1] >= LONG_OPENING_S and one.span_s[0] >= OPENING_LAG_S]
    short = [one for one in opened if one.span_s[1] < LONG_OPENING_S]
    aside = [moment for moment in moments if any(label in moment.labels for label in ASIDE_LABELS)]

    def is_busy(moment: Moment) -> bool:
        return moment.kind is Kind.ACTIVE

    def hanging_or_tense(moment: Moment) -> bool:
        return moment.kind in (Kind.HANGING, Kind.WIDE, Kind.CLOSED_TENSE)

    def wide(moment: Moment) -> bool:
        return moment.kind is Kind.WIDE or moment.reason is Reason.YAWNING

    def other(moment: Moment) -> bool:
        return moment.reason is Reason.OTHER_FACE

    rows: list[tuple[str, Sequence[Moment], Callable[[Moment], bool], str, bool]] = [
        ("neutral: 0 within 2 sd", known_of(neutral), holds_zero(2.0), "≥ 92 / 95", True),
        ("neutral: 0 within 1 sd", known_of(neutral), holds_zero(1.0), "60–80 / 68", True),
        ("neutral: hanging, wide or tense", neutral, hanging_or_tense, "≤ 1 / 0", False),
        ("neutral: busy", neutral, is_busy, "≤ 3 / 1", False),
        (
            f"… {RELEASE_S:g} s after anything else",
            [moment for moment in neutral if moment.late_s >= RELEASE_S],
            is_busy,
            "",
            False,
        ),
        ("neutral: I can't tell", neutral, lambda moment: moment.kind in (Kind.UNSURE, Kind.AWAY), "", False),
        ("talk, grin, smile: busy", busy, is_busy, "≥ 95 / 99", True),
        ("open for 1 s and more: wide or yawning", long, wide, "≥ 95 / 99", True),
        ("open for less: wide or yawning", short, wide, "", True),
        ("tilted, turned or nodded, jaw closed: hanging, wide or tense", aside, hanging_or_tense, "≤ 1 / 0", False),
        ("… concluded, and 0 within 2 sd", known_of(aside), holds_zero(2.0), "", True),
        ("same person called another face", moments, other, "≤ 1 / 0", False),
        ("… doubted as another face", moments, lambda moment: moment.other_face, "", False),
    ]
    lines = ["| figure | now, % | worst recording | must / aim, % | frames |", "|---|---|---|---|---|"]
    for name, group, right, wanted, more_is_better in rows:
        clips = dict.fromkeys(moment.clip for moment in group)
        shares = {clip: share([one for one in group if one.clip == clip], right) for clip in clips}
        worst = min(shares, key=lambda clip: shares[clip] if more_is_better else -shares[clip]) if shares else ""
        told = f"{worst} {shares[worst]:.0f}" if shares else "–"
        lines.append(f"| {name} | {number(share(group, right), 1)} | {told} | {wanted} | {len(group)} |")
    if pairs:
        soon = [pair for pair in pairs if pair.said_s is not None and pair.said_s <= SAID_WITHIN_S]
        lines.append(
            f"| another person: said within {SAID_WITHIN_S:g} s | {100 * len(soon) / len(pairs):.1f} | – | ≥ 95 / 99 | "
            f"{len(pairs)} pairs |"
        )
    return lines


if __name__ == "__main__":
    main()
