"""A flame graph as SVG: calls side by side as wide as what they took, callers below what they call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

WIDE, ROW, LETTER = 1200, 17, 6.6
LEAST_PX = 0.6
"""Narrower calls are left out."""
LEFT_OUT = ("threading.", "importlib.", "runpy.", "benchmarks.", "__main__.", "typer.", "click.", "contextlib.", "_")
"""Calls that say nothing about where time goes; what they call stands on what called them."""
COLOURS = {
    "vision": "#e8a35c",
    "calibration": "#d9c65a",
    "feedback": "#7fb3a6",
    "networks": "#c96f53",
}
ELSE = "#b9c2c6"


@dataclass
class Call:
    """taken_s: it and all it calls."""

    taken_s: float = 0.0
    calls: dict[str, Call] = field(default_factory=dict)


def flame_graph(stacks: Mapping[tuple[str, ...], float], seconds: float) -> str:
    """An SVG of what stacks (outermost first) took, s, within ``seconds``."""
    root = Call()
    for stack, taken_s in stacks.items():
        root.taken_s += taken_s
        at = root
        for name in (call for call in stack if not call.startswith(LEFT_OUT)):
            at = at.calls.setdefault(name, Call())
            at.taken_s += taken_s
    boxes = list(_boxes(root, 0.0, 0, WIDE / max(root.taken_s, 1e-9)))
    high = (max((depth for _, _, depth, _, _ in boxes), default=0) + 2) * ROW
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" font-family="monospace" font-size="11">',
        f'<rect width="{WIDE}" height="{high}" fill="#fbfaf6"/>',
        f'<text x="4" y="{ROW - 5}">{root.taken_s / seconds:.3f} processor seconds a second, all threads</text>',
    ]
    for left, wide, depth, name, taken_s in boxes:
        top = high - (depth + 1) * ROW
        share = f"{escape(name)}: {1000 * taken_s / seconds:.1f} ms a second, {100 * taken_s / root.taken_s:.1f} %"
        colour = COLOURS.get(name.split(".")[0], ELSE)
        lines.append(
            f'<g><title>{share}</title><rect x="{left:.1f}" y="{top}" width="{max(0.3, wide - 0.4):.1f}" '
            f'height="{ROW - 1}" fill="{colour}"/>'
        )
        shown = _fitting(name, wide)
        lines.append(f'<text x="{left + 3:.1f}" y="{top + ROW - 5}">{escape(shown)}</text></g>' if shown else "</g>")
    return "\n".join([*lines, "</svg>", ""])


def _boxes(call: Call, left: float, depth: int, px_per_s: float) -> Iterator[tuple[float, float, int, str, float]]:
    """Left edge and width, px, row from below, name and seconds of everything that ``call`` calls."""
    for name, inner in sorted(call.calls.items()):
        wide = inner.taken_s * px_per_s
        if wide >= LEAST_PX:
            yield left, wide, depth, name, inner.taken_s
            yield from _boxes(inner, left, depth + 1, px_per_s)
        left += wide


def _fitting(name: str, wide: float) -> str:
    """As much of the end of a name as fits; a name without its modules when that is all."""
    for shown in (name, ".".join(name.split(".")[-2:]), name.split(".")[-1]):
        if len(shown) * LETTER < wide - 4:
            return shown
    return ""
