"""The icon's pixels from its drawing, run when that changes: the sizes of hicolor, and Windows' and macOS' own files.

python packaging/linux/icons.py               # the PNGs, beside the drawing
python packaging/linux/icons.py FOLDER        # kaakrust.ico and kaakrust.icns in FOLDER, made of those PNGs
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

HICOLOR = Path(__file__).resolve().parents[2] / "feedback" / "process" / "menu" / "files" / "icons" / "hicolor"
NAME = "org.kaakrust.Kaakrust"
SIZES = (16, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 32, 48, 256)
ICNS_KINDS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def place(size: int) -> Path:
    """Where the PNG of that size lies."""
    return HICOLOR / f"{size}x{size}" / "apps" / f"{NAME}.png"


def paint() -> None:
    """Write the PNGs."""
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    QGuiApplication(["", "-platform", "offscreen"])
    drawing = QSvgRenderer(str(HICOLOR / "scalable" / "apps" / f"{NAME}.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        place(size).parent.mkdir(parents=True, exist_ok=True)
        image.save(str(place(size)))


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' icon file; pictures: PNG by size in px, 256 at most."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    table = body = b""
    for size, picture in sorted(pictures.items()):
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    return head + table + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """MacOS' icon file; pictures: PNG by size in px, sizes of ICNS_KINDS."""
    body = b"".join(
        ICNS_KINDS[size] + struct.pack(">I", len(picture) + 8) + picture for size, picture in sorted(pictures.items())
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    if len(sys.argv) == 1:
        paint()
    else:
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "kaakrust.ico").write_bytes(ico({size: place(size).read_bytes() for size in ICO_SIZES}))
        (folder / "kaakrust.icns").write_bytes(icns({size: place(size).read_bytes() for size in ICNS_KINDS}))
