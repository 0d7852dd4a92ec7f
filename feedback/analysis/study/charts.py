"""The drawings of a study's report: error by size, and difference against mean as Bland and Altman draw it."""

from __future__ import annotations

from collections.abc import Sequence

from feedback.analysis.study.figures import Row
from feedback.analysis.study.statistics import Limits
from feedback.report.charts import BREATH, INK, JAW, MUTED, drawing, new_figure

HEIGHT_IN = 3.6
MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
"""One for each person, so that black and white print tells them apart."""


def read_against_held(rows: Sequence[Row], across: str, up: str, alt: str) -> str:
    """What was read for each spacer, with the line on which both are alike. rows: with a known size and an answer."""
    figure, axes = new_figure(HEIGHT_IN)
    sizes = [row.taken.size_mm or 0.0 for row in rows]
    gaps = [row.gap_mm or 0.0 for row in rows]
    most = max([*sizes, *gaps, 1.0]) + 0.5
    axes.plot([0, most], [0, most], "-", color=MUTED, linewidth=1)
    for person, mark, colour in _persons(rows):
        own = [row for row in rows if row.person == person]
        axes.errorbar(
            [row.taken.size_mm or 0.0 for row in own],
            [row.gap_mm or 0.0 for row in own],
            yerr=[row.stated_sd_mm or 0.0 for row in own],
            fmt=mark,
            color=colour,
            markersize=4,
            linewidth=0.8,
            label=person,
        )
    axes.set_xlabel(across, color=INK, fontsize=9)
    axes.set_ylabel(up, color=INK, fontsize=9)
    axes.legend(frameon=False, fontsize=8, loc="lower right", labelcolor=INK)
    return drawing(figure, alt)


def difference_against_mean(rows: Sequence[Row], limits: Limits, across: str, up: str, alt: str) -> str:
    """Difference of reading and spacer against their mean, with bias and limits."""
    figure, axes = new_figure(HEIGHT_IN)
    for person, mark, colour in _persons(rows):
        own = [row for row in rows if row.person == person]
        middles = [((row.gap_mm or 0.0) + (row.taken.size_mm or 0.0)) / 2 for row in own]
        axes.plot(middles, [row.error_mm or 0.0 for row in own], mark, color=colour, markersize=4, label=person)
    for level, dash in ((limits.bias.value, "-"), (limits.low.value, "--"), (limits.high.value, "--")):
        axes.axhline(level, color=INK, linestyle=dash, linewidth=1)
    axes.set_xlabel(across, color=INK, fontsize=9)
    axes.set_ylabel(up, color=INK, fontsize=9)
    return drawing(figure, alt)


def _persons(rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Each person with a mark and a colour."""
    names = sorted({row.person for row in rows})
    return [(name, MARKS[place % len(MARKS)], (JAW, BREATH, MUTED)[place % 3]) for place, name in enumerate(names)]
