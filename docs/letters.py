"""Make the program's own letters (feedback/window/controls/fonts) from a release of the Inter family.

    uv pip install fonttools brotli
    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    python docs/letters.py package/web package/LICENSE.txt

Keeps three weights, the letters of Latin-1 and Latin Extended-A, and the signs of the texts; a test compares them with
the texts. The family gets a name of its own, so that it never mixes with another release of Inter that the person may
have installed. The same release gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Kaakrust Sans"
WEIGHTS = ("Regular", "Medium", "Bold")
FEATURES = ("calt", "ccmp", "kern", "locl", "mark", "mkmk", "tnum")
"""Kerning, accents, and figures of one width for the clocks."""
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2016),  # hyphens and dashes
    *range(0x2018, 0x2020),  # quotation marks
    *(0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A),
    *(0x2009, 0x200A, 0x202F),  # thin spaces
    *(0x20AC, 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x221E),
    *range(0x2190, 0x2194),  # arrows
    *(0x2713, 0x2717, 0x25CF, 0x25CB),
)
FOLDER = Path(__file__).parents[1] / "feedback" / "window" / "controls" / "fonts"


def own_letters(source: Path, weight: str) -> TTFont:
    """One weight of ``source``, with only what is needed, under the family's own name."""
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17]  # maker and licence stay inside
    font = subset.load_font(str(source), options)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=LETTERS)
    chosen.subset(font)
    names = font["name"]
    medium = weight == "Medium"
    for number, text in (
        (1, f"{FAMILY} {weight}" if medium else FAMILY),
        (2, "Regular" if medium else weight),
        (4, f"{FAMILY} {weight}"),
        (6, f"{FAMILY.replace(' ', '')}-{weight}"),
        (16, FAMILY),
        (17, weight),
    ):
        names.setName(text, number, 3, 1, 0x409)
    font.flavor = None
    return font


def main() -> None:
    """Read the options and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path, help="folder with Inter-Regular.woff2 and so on")
    parser.add_argument("licence", type=Path, help="the release's licence file, copied beside the letters")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for weight in WEIGHTS:
        path = FOLDER / f"KaakrustSans-{weight}.ttf"
        own_letters(options.release / f"Inter-{weight}.woff2", weight).save(path)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
    (FOLDER / "OFL.txt").write_bytes(options.licence.read_bytes())


if __name__ == "__main__":
    main()
