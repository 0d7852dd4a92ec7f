"""Learn how likely it is that a mouth is busy, and check it on people who were left out.

    python -m benchmarks.busy_fit --clips FOLDER --cache FOLDER [--rendered FOLDER] [--write]

It learns from three kinds of moments: recordings of real people (which, and what they do when: real_labels.toml), the
same people's calm pictures with the jaw let down by 4 to 16 mm while the head moves (hinge_warp.py), and the rendered
clips of docs/measurement.md. Each moment is what `calibration/signs.py` says of it: nine numbers, no picture.

The model is a logistic regression with weights of at least 0, drawn towards EXPECTED where the moments say little.
Every person and label counts the same, however long it lasts. Printed are, for each person, the moments found busy by a
model that has not seen them, then the weights; their spread is made of what the fit leaves open and of what changes
when whole persons are left out. ``--write`` puts these into calibration/busy.py.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.busy_moments import BUSY, Passages, Store, Vector, real, rendered, rendered_face, turning_table, warped
from benchmarks.real_clips import LABELS, read_labels, show
from benchmarks.seen import check_cache
from benchmarks.states import CLIPS
from calibration import busy
from calibration.activity import DOUBTFUL
from calibration.states import Kind

EXPECTED = {
    "lips_moving": 2.5,
    "width_moving": 1.3,
    "corners_moving": 1.0,
    "corners_up": 1.4,
    "wider": 0.6,
    "teeth_bared": 1.2,
    "narrower": 1.2,
    "lips_fuller": 0.8,
    "chewing": 1.5,
}
"""Log-odds per mm before anything is learned. Speech moves lips at 15-80 mm/s, 4 mm and more within a quarter of a
second, and a calm mouth jitters by less than 1 mm: a speaker's 2 mm beyond that should settle it. Chewing is in none
of the recordings: two strokes more than a calm jaw makes should settle it."""
EXPECTED_CALM = -3.0
FIT_ROUNDS = 300
LAG_S = 0.5
"""Verdicts rest on medians over this long."""
EXPECTED_SD = 0.35
MOMENTS_WORTH = 150.0
"""Neighbouring frames say nearly the same: all of them together count as so many independent moments."""
FEWEST_FRAMES = 30
"""A shorter passage counts for less than others, in proportion."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", nargs="+", type=Path, required=True, help="where the recordings lie")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--rendered", type=Path, default=CLIPS, help="where the rendered clips lie")
    parser.add_argument("--cache", type=Path, required=True, help="keep readings here, outside of the repository")
    parser.add_argument("--write", action="store_true", help="put the weights into calibration/busy.py")
    chosen = parser.parse_args()
    check_cache(chosen.cache)
    people = [entry for entry in read_labels(chosen.labels) if not entry.rendered]
    store = Store(chosen.cache)
    found = []
    for index, entry in enumerate(people):
        shown = show(entry, chosen.clips, chosen.cache)
        if shown is not None:
            found.append(store.kept(f"real_{entry.name}", entry.person, partial(real, shown)))
            warp = partial(warped, entry, shown.path, index)
            found.append(store.kept(f"warped_{entry.name}", entry.person, warp))
    for clip in sorted(chosen.rendered.glob("*.mp4")):
        found.append(store.kept(f"rendered_{clip.stem}", rendered_face(clip), partial(rendered, clip)))
    for line in (*turning_table(found), *states_table(found)):
        print(line)
    weights = learn(found)
    if chosen.write:
        write(weights, Path(busy.__file__))


def states_table(found: Sequence[Passages]) -> list[str]:
    """What is said with the weights as they stand, by label; from LAG_S on, when the program can know."""
    said: dict[tuple[str, str], Counter[str]] = {}
    for passages in found:
        for label, held_s, state in passages.said():
            if label and held_s >= LAG_S:
                said.setdefault((passages.kind, label), Counter())[state.kind.value] += 1
    kinds = [kind.value for kind in Kind]
    lines = [f"| from | label | frames | {' | '.join(kinds)} |", "|---" * (3 + len(kinds)) + "|"]
    for (kind, label), counts in sorted(said.items()):
        shares = " | ".join(f"{100 * counts[name] / counts.total():.1f}" for name in kinds)
        lines.append(f"| {kind} | {label} | {counts.total()} | {shares} |")
    return [*lines, ""]


def learn(found: Sequence[Passages]) -> dict[str, tuple[float, float]]:
    """Fit with everyone and with each person left out; print both; weights with their spread, "calm" last."""
    moments = Moments.of(found)
    people = list(dict.fromkeys(moments.people))
    print(f"{len(moments.labels)} labelled frames of {len(people)} people\n")
    print("| left out | from | label | frames | found busy, % |\n|---|---|---|---|---|")
    without = []
    shares: dict[tuple[str, str], dict[str, tuple[int, float]]] = {}
    for left_out in people:
        mine = moments.people == left_out
        weights, _ = fit(moments.part(~mine))
        without.append(weights)
        log_odds = np.c_[moments.rows, np.ones(len(mine))] @ weights
        for kind, label in dict.fromkeys(zip(moments.kinds[mine], moments.labels[mine], strict=True)):
            these = mine & (moments.kinds == kind) & (moments.labels == label)
            share = 100 * float(np.mean(log_odds[these] > DOUBTFUL))
            shares.setdefault((kind, label), {})[left_out] = (int(these.sum()), share)
            print(f"| {left_out} | {kind} | {label} | {these.sum()} | {share:.0f} |")
    print("\n| from | label | people | frames | found busy, % | worst person |\n|---|---|---|---|---|---|")
    for (kind, label), by_person in sorted(shares.items()):
        frames = sum(count for count, _ in by_person.values())
        pooled = sum(count * share for count, share in by_person.values()) / frames
        choose = min if label in BUSY else max
        worst = choose(by_person, key=lambda person: by_person[person][1])
        told = f"{worst} {by_person[worst][1]:.0f}"
        print(f"| {kind} | {label} | {len(by_person)} | {frames} | {pooled:.1f} | {told} |")
    (weights, sds), apart = fit(moments), np.array(without)
    # The jackknife: leaving one of n out moves a mean by so much less than drawing n others would.
    sds = np.sqrt(sds**2 + (len(people) - 1) * ((apart - apart.mean(axis=0)) ** 2).mean(axis=0))
    named = dict(zip((*busy.SIGNS, "calm"), zip(weights.tolist(), sds.tolist(), strict=True), strict=True))
    print()
    for name, (value, sd) in named.items():
        print(f"{name:16s} {value:6.2f} ± {sd:.2f}")
    return named


@dataclass(frozen=True, slots=True)
class Moments:
    """All labelled frames with signs, in parallel. rows: float (n, signs)."""

    rows: Vector
    people: NDArray[np.str_]
    kinds: NDArray[np.str_]
    labels: NDArray[np.str_]

    @staticmethod
    def of(found: Sequence[Passages]) -> Moments:
        """Put clips one after another."""
        labels = np.concatenate([np.array(passages.read.labels) for passages in found])
        rows = np.concatenate([passages.rows() for passages in found])
        people = np.concatenate([np.full(len(passages.read.labels), passages.person) for passages in found])
        kinds = np.concatenate([np.full(len(passages.read.labels), passages.kind) for passages in found])
        known = (labels != "") & np.isfinite(rows).all(axis=1)
        return Moments(rows[known], people[known], kinds[known], labels[known])

    def part(self, chosen: NDArray[np.bool_]) -> Moments:
        """Some of them."""
        return Moments(self.rows[chosen], self.people[chosen], self.kinds[chosen], self.labels[chosen])

    def shares(self) -> Vector:
        """How much each frame counts: busy and calm the same, and in both every person, source and label."""
        groups: dict[tuple[str, ...], list[int]] = {}
        for index, key in enumerate(zip(self.people, self.kinds, self.labels, strict=True)):
            groups.setdefault(key, []).append(index)
        shares = np.zeros(len(self.labels))
        for frames in groups.values():
            shares[frames] = 1.0 / max(FEWEST_FRAMES, len(frames))
        is_busy = np.isin(self.labels, BUSY)
        for side in (is_busy, ~is_busy):
            shares[side] /= 2.0 * shares[side].sum()
        return shares


def fit(moments: Moments) -> tuple[Vector, Vector]:
    """Weights of the signs, >= 0, with the constant, and their standard deviations.

    Newton steps on the penalised likelihood, kept within bounds; its bend at the best tells how well it is known.
    """
    rows = np.c_[moments.rows, np.ones(len(moments.labels))]
    right, shares = np.isin(moments.labels, BUSY).astype(float), moments.shares()
    expected = np.array([*(EXPECTED[name] for name in busy.SIGNS), EXPECTED_CALM])
    pull = np.full(len(expected), 1.0 / EXPECTED_SD**2 / MOMENTS_WORTH)
    pull[-1] = 1e-6

    def loss(weights: Vector) -> float:
        log_odds, off = rows @ weights, weights - expected
        return float(shares @ (np.logaddexp(0.0, log_odds) - right * log_odds) + 0.5 * pull @ off**2)

    weights = expected.copy()
    for _ in range(FIT_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (shares * (chance - right)) + pull * (weights - expected)
        bend = (rows * (shares * chance * (1.0 - chance))[:, None]).T @ rows + np.diag(pull)
        free = (weights > 0.0) | (slope < 0.0)
        free[-1] = True
        step = np.zeros_like(weights)
        step[free] = -np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        length = 1.0
        while True:
            tried = weights + length * step
            tried[:-1] = np.maximum(0.0, tried[:-1])
            if loss(tried) <= loss(weights) or length < 1e-6:
                break
            length /= 2.0
        done = float(np.abs(tried - weights).max()) < 1e-7
        weights = tried
        if done:
            break
    return weights, np.sqrt(np.diag(np.linalg.inv(bend)) / MOMENTS_WORTH)


def write(weights: dict[str, tuple[float, float]], path: Path) -> None:
    """Put the table into the module that uses it."""
    value, sd = weights["calm"]
    lines = [f"CALM = Weight({value:.2f}, {sd:.2f})", "WEIGHTS: Mapping[str, Weight] = {"]
    lines += [f'    "{name}": Weight({weights[name][0]:.2f}, {weights[name][1]:.2f}),' for name in busy.SIGNS]
    table = re.compile(r"^CALM = .*?^}$", re.MULTILINE | re.DOTALL)
    path.write_text(table.sub("\n".join([*lines, "}"]), path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
