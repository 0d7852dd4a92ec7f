"""Draw what sessions have cost over time: benchmarks/history.jsonl → docs/speed.svg.

python -m benchmarks.speed_plot
"""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt

from benchmarks.speed import HISTORY

OUT = Path(__file__).parents[1] / "docs" / "speed.svg"
AIM = 0.6
KINDS = {"whole": ("o", "whole session"), "every_picture": ("s", "every picture analysed")}


def main() -> None:
    runs = [json.loads(line) for line in HISTORY.read_text(encoding="utf-8").splitlines()]
    mpl.rcParams["svg.hashsalt"], mpl.rcParams["svg.fonttype"] = (
        "speed",
        "none",
    )  # one history, one file; words as words
    figure, axes = plt.subplots(figsize=(8, 3.6), layout="constrained")
    for colour, clip in zip(("#2f7f73", "#c9793a"), sorted({run["clip"] for run in runs}), strict=False):
        for kind, (mark, words) in KINDS.items():
            at = [place for place, run in enumerate(runs) if run["clip"] == clip and run.get(kind) is not None]
            axes.plot(at, [runs[place][kind] for place in at], mark, color=colour, label=f"{clip}, {words}")
    axes.axhline(1.0, color="#999999", linewidth=0.8)
    axes.axhline(AIM, color="#999999", linewidth=0.8, linestyle="--")
    axes.set_xticks(range(len(runs)), [f"{run['day']}\n{run['commit']}" for run in runs], fontsize=7)
    axes.set_ylim(0.0, None)
    axes.set_ylabel("processor time, × bare MediaPipe")
    axes.legend(frameon=False, fontsize=8)
    figure.savefig(OUT, metadata={"Date": None})


if __name__ == "__main__":
    main()
