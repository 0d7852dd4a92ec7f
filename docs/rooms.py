"""The picture of the rooms, docs/rooms.svg, drawn from the imports as they are.

    python docs/rooms.py            draws it anew
    python docs/rooms.py --check    fails when the picture in the repository is not what would be drawn

The order of the rooms is the one in .importlinter, what each is for the first line of its docstring. Every import
between two rooms is part of an arrow at their right; one that pointed upwards would be drawn at their left.
"""

from __future__ import annotations

import ast
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "rooms.svg"
LARGEST = ("feedback", "calibration", "vision")
SHOWN_OF_PYTHON = {"sqlite3"}
"""Of Python's own library only this is worth a word: which room knows the history's file."""

WIDTH, MARGIN, HEAD = 980, 24, 34
LEFT = 50
"""Room at the left of the boxes, for arrows that should not be there."""
BOX_WIDTH, BOX_HEIGHT, GAP = 660, 42, 8
NAME_WIDTH = 124
STROKES = ((1, 0.8), (4, 1.5), (12, 2.6))
"""From so many imports on, an arrow is so thick (px)."""
STYLE = """
  text { font-family: system-ui, sans-serif; fill: #2b2b2b }
  .title { font-size: 15px; font-weight: 600 } .name { font-size: 14px; font-weight: 600 } .about { font-size: 12px }
  .uses { font-size: 11px; fill: #6a655d }
  .paper { fill: #fbfaf7 } .frame { fill: #f0ece3 } .box { fill: #ffffff; stroke: #c9c3b8 }
  .down { fill: none; stroke: #3b6f7a; opacity: 0.75 } .tip { fill: #3b6f7a }
  .up { fill: none; stroke: #b3432b } .up-tip { fill: #b3432b }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8e6e1 } .uses { fill: #a5aeb0 }
    .paper { fill: #15191b } .frame { fill: #1b2326 } .box { fill: #232b2f; stroke: #3d474b }
    .down { stroke: #7fb8c4 } .tip { fill: #7fb8c4 } .up { stroke: #f08a70 } .up-tip { fill: #f08a70 }
  }
"""


@dataclass(frozen=True, slots=True)
class Room:
    """One box. module: a package or a module, with all below it. about: what it is for. uses: libraries it imports."""

    name: str
    module: str
    about: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """Imports between two rooms, as places in the list of rooms (0 highest), and how many there are."""

    importer: int
    imported: int
    count: int

    @property
    def is_upward(self) -> bool:
        """Against the order of the rooms."""
        return self.imported < self.importer


def graph_of_rooms() -> grimp.ImportGraph:
    """Every import in the three rooms, those of libraries included."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return grimp.build_graph(*LARGEST, include_external_packages=True, cache_dir=None)


def layers(contract: str) -> list[str]:
    """The rooms of a contract in .importlinter, highest first."""
    read = ConfigParser()
    read.read(ROOT / ".importlinter")
    return [name for line in read[f"importlinter:contract:{contract}"]["layers"].split("\n") for name in _names(line)]


def _names(line: str) -> list[str]:
    return [name.strip() for name in line.split("|") if name.strip()]


def all_rooms(graph: grimp.ImportGraph) -> tuple[list[Room], list[Room]]:
    """The rooms of feedback with the two below them, and those of the window."""
    inside = [f"feedback.{name}" for name in layers("feedback")]
    below = [name for name in layers("three-rooms") if name != "feedback"]
    window = [f"feedback.window.{name}" for name in layers("window")]
    return [_room(graph, name) for name in inside + below], [_room(graph, name) for name in window]


def _room(graph: grimp.ImportGraph, module: str) -> Room:
    path = ROOT / module.replace(".", "/")
    source = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8")
    about = (
        (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0].partition(". ")[0].replace("``", "").rstrip(".")
    )
    found = {name for one in _inside(graph, module) for name in graph.find_modules_directly_imported_by(one)}
    libraries = {name for name in found if graph.is_module_squashed(name)}
    told = libraries - (set(sys.stdlib_module_names) - SHOWN_OF_PYTHON)
    return Room(module.rpartition(".")[2], module, about, tuple(sorted(told, key=str.lower)))


def _inside(graph: grimp.ImportGraph, module: str) -> set[str]:
    return {module, *graph.find_descendants(module)}


def arrows(graph: grimp.ImportGraph, rooms: list[Room]) -> list[Arrow]:
    """Every import from one of these rooms to another."""
    home = {module: place for place, room in enumerate(rooms) for module in _inside(graph, room.module)}
    counts: dict[tuple[int, int], int] = {}
    for module, place in home.items():
        for imported in graph.find_modules_directly_imported_by(module):
            other = home.get(imported)
            if other is not None and other != place:
                counts[place, other] = counts.get((place, other), 0) + 1
    return [Arrow(*pair, count) for pair, count in sorted(counts.items())]


def _top(place: int) -> int:
    return place * (BOX_HEIGHT + GAP)


def _ports(pulls: list[Arrow], count: int) -> dict[tuple[Arrow, bool], float]:
    """Where each arrow leaves (True) and reaches (False) its box, px from the top; arrows at a box do not cross."""
    ports: dict[tuple[Arrow, bool], float] = {}
    for place in range(count):
        reaching = [one for one in pulls if one.imported == place]
        leaving = [one for one in pulls if one.importer == place]
        reaching.sort(key=lambda one: abs(one.importer - place))
        leaving.sort(key=lambda one: -abs(one.imported - place))
        for half, ends, leaves in ((0, reaching, False), (1, leaving, True)):
            for number, one in enumerate(ends, start=1):
                ports[one, leaves] = _top(place) + BOX_HEIGHT / 2 * (half + number / (len(ends) + 1))
    return ports


def _draw_arrows(pulls: list[Arrow], count: int) -> list[str]:
    ports = _ports(pulls, count)
    lines = []
    for one in pulls:
        start, end = ports[one, True], ports[one, False]
        span = abs(one.imported - one.importer)
        thick = next(width for least, width in reversed(STROKES) if one.count >= least)
        name, side, x = ("up", -1, 0) if one.is_upward else ("down", 1, BOX_WIDTH)
        reach = x + side * min(30 + 19 * span, 265 if side > 0 else LEFT)
        tip, half = x + side * 7, 3
        lines.append(
            f'<path class="{name}" stroke-width="{thick}" '
            f'd="M{x} {start:.1f}C{reach} {start:.1f} {reach} {end:.1f} {tip} {end:.1f}"/>'
            f'<path class="{"tip" if side > 0 else "up-tip"}" '
            f'd="M{x} {end:.1f}L{tip} {end - half:.1f}V{end + half:.1f}z"/>'
        )
    return lines


def _draw_rooms(rooms: list[Room]) -> list[str]:
    lines = []
    for place, room in enumerate(rooms):
        top = _top(place)
        middle = top + 26 if not room.uses else top + 18
        lines += [
            f'<rect class="box" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>',
            f'<text class="name" x="12" y="{top + 26}">{escape(room.name)}</text>',
            f'<text class="about" x="{NAME_WIDTH}" y="{middle}">{escape(room.about)}</text>',
        ]
        if room.uses:
            uses = f"imports {', '.join(room.uses)}"
            lines.append(f'<text class="uses" x="{NAME_WIDTH}" y="{top + 34}">{escape(uses)}</text>')
    return lines


def _panel(top: int, title: str, rooms: list[Room], pulls: list[Arrow], framed: int) -> list[str]:
    """One list of rooms with its title; the first ``framed`` of them lie in one frame."""
    return [
        f'<text class="title" x="{MARGIN}" y="{top + 20}">{escape(title)}</text>',
        f'<g transform="translate({LEFT} {top + HEAD + GAP})">',
        f'<rect class="frame" x="-{GAP}" y="-{GAP}" width="{BOX_WIDTH + 2 * GAP}" '
        f'height="{_top(framed) + GAP}" rx="10"/>',
        *_draw_rooms(rooms),
        *_draw_arrows(pulls, len(rooms)),
        "</g>",
    ]


def picture() -> str:
    """The whole picture as SVG."""
    graph = graph_of_rooms()
    rooms, window = all_rooms(graph)
    second = MARGIN + HEAD + _top(len(rooms)) + 2 * MARGIN
    height = second + HEAD + _top(len(window)) + MARGIN
    framed = len(rooms) - (len(LARGEST) - 1)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">',
        "<title>The rooms and their imports: every arrow points downwards</title>",
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" class="paper"/>',
        *_panel(MARGIN, "feedback, on calibration, on vision", rooms, arrows(graph, rooms), framed),
        *_panel(second, "Within feedback/window", window, arrows(graph, window), len(window)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Draw the picture, or check it. Returns the exit code."""
    drawn = picture()
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(drawn, encoding="utf-8")
        return 0
    if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == drawn:
        return 0
    print("docs/rooms.svg is not what the imports are now; draw it with: python docs/rooms.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
