"""The letters of the window: the program's own, the system's, or those of a family the person chose.

The program brings its own so that it looks the same everywhere, also where the system has no letters at all. Where they
cannot be had (a file is missing or damaged) the system's take their place and nobody is troubled with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from feedback.kept.settings import Letters
from feedback.process.display import WindowError
from vision.sentences import N_

FAMILY = "Kaakrust Sans"
"""The name the program's own letters carry inside (docs/letters.py gives it)."""
FOLDER = Path(__file__).parent / "fonts"
WEIGHTS = ("Regular", "Medium", "Bold")
NOT_LETTERS = frozenset({"Monospace", "Sans Serif", "Serif"})
"""What fontconfig names on every Linux, also where nothing stands behind the names."""
NO_LETTERS = N_("There are no letters to write with here. On Debian or Ubuntu: sudo apt install {packages}")
"""Said in the terminal, since no window can say it."""

_chosen = FAMILY


def register() -> bool:
    """Make the program's own letters known to Qt, once; True when they are there."""
    if FAMILY in QFontDatabase.families():
        return True
    for weight in WEIGHTS:
        try:
            letters = (FOLDER / f"KaakrustSans-{weight}.ttf").read_bytes()
        except OSError:
            continue
        QFontDatabase.addApplicationFontFromData(QByteArray(letters))
    return FAMILY in QFontDatabase.families()


def check_letters() -> None:
    """Raise WindowError, naming what to install, when nothing could be written here at all."""
    if not register() and not set(QFontDatabase.families()) - NOT_LETTERS:
        raise WindowError(NO_LETTERS, packages="fonts-dejavu-core")


def use(choice: Letters, family: str = "") -> None:
    """Write with these from now on; a family that is not there any more leaves the program's own."""
    global _chosen
    families = QFontDatabase.families()
    wanted = {Letters.OWN: FAMILY, Letters.SYSTEM: "", Letters.FAMILY: family}[choice]
    if wanted and wanted not in families:
        wanted = FAMILY if FAMILY in families else ""
    _chosen = wanted


def plain_font() -> QFont:
    """What is written with now, in the system's size."""
    return QFont(_chosen) if _chosen else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


@cache
def families() -> tuple[str, ...]:
    """What the person can choose from: families for Latin letters that can be had in every size."""
    return tuple(
        family
        for family in QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
        if family not in NOT_LETTERS
        and not family.startswith(FAMILY)
        and not QFontDatabase.isPrivateFamily(family)
        and QFontDatabase.isSmoothlyScalable(family)
    )
