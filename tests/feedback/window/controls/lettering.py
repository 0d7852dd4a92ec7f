"""Letters to try the pages with: the program's own, wider and narrower ones made from them, and matplotlib's DejaVu."""

from __future__ import annotations

from pathlib import Path

import matplotlib
from fontTools.ttLib import TTFont
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from feedback.window.controls import letters

DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
STRETCHED = {"Narrow Test": (0.8, 1.0), "Wide Test": (1.25, 1.15)}
"""Made families: how wide the letters are and how tall the lines, against the program's own. Families made for people
who read with effort are both."""


def stretched(source: Path, family: str, wide: float, tall: float) -> TTFont:
    """``source`` with other widths and lines, under the name ``family``."""
    font = TTFont(source)
    shapes, advances = font["glyf"], font["hmtx"]
    for name in font.getGlyphOrder():
        glyph = shapes[name]
        if glyph.isComposite():
            for part in glyph.components:
                part.x = round(part.x * wide)
        elif glyph.numberOfContours > 0:
            glyph.coordinates.scale((wide, 1.0))
            glyph.coordinates.toInt()
    for name in font.getGlyphOrder():
        shapes[name].recalcBounds(shapes)
        advances[name] = (round(advances[name][0] * wide), getattr(shapes[name], "xMin", 0))
    for table in ("GPOS", "GSUB", "GDEF"):
        del font[table]
    line = font["hhea"], font["OS/2"]
    line[0].ascent, line[0].descent = (round(part * tall) for part in (line[0].ascent, line[0].descent))
    line[1].sTypoAscender, line[1].sTypoDescender = line[0].ascent, line[0].descent
    line[1].usWinAscent, line[1].usWinDescent = line[0].ascent, -line[0].descent
    for number in (1, 4, 16):
        font["name"].setName(family, number, 3, 1, 0x409)
    return font


def add_letters(folder: Path) -> list[str]:
    """Make all of them known to Qt; returns the names of the families."""
    letters.register()
    names = [letters.FAMILY]
    QFontDatabase.addApplicationFontFromData(QByteArray(DEJAVU.read_bytes()))
    names.append("DejaVu Sans")
    for family, (wide, tall) in STRETCHED.items():
        path = folder / f"{family}.ttf"
        stretched(letters.FOLDER / "KaakrustSans-Medium.ttf", family, wide, tall).save(path)
        QFontDatabase.addApplicationFontFromData(QByteArray(path.read_bytes()))
        names.append(family)
    assert set(names) <= set(QFontDatabase.families())
    return names
