"""Shows every page in every kind of letters and says what cannot be read. Run by itself: Qt takes its scale once.

    QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=1.5 python -m tests.feedback.window.controls.every_letter

Prints a line for each complaint; says nothing when all is well.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget

from feedback.kept.settings import Letters, ThemeChoice
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls import letters
from feedback.window.controls.page import Page
from feedback.window.controls.scroll_room import ScrollRoom
from feedback.window.controls.theme import Appearance
from feedback.window.pages.home_page import HomePage
from feedback.window.system.place import SMALLEST, TITLE_PX
from tests.feedback.texts.longer import LONGER, speak_longer
from tests.feedback.window.controls.lettering import add_letters
from tests.feedback.window.page_checks import assert_readable
from tests.feedback.window.pages.every_page import EVERY_PAGE

SCREEN = QSize(1366, 768)
"""A small laptop's, px."""
TINY = QSize(640, 320)
"""A screen of 1280x720 at 200 %, less the bars of the desktop."""
MISSING = "(none of its own)"
"""What the letters are called when the program's own could not be had and the system's take their place."""
OWN = "(the program's own)"
BEGIN_IN_VIEW_TO = 1.5
"""Up to this scale on that screen Begin is seen without scrolling, in the languages there are; longer words scroll."""


def sizes(scale: float) -> tuple[QSize, ...]:
    """The smallest usual window, all that the screen has at this scale, and what pages are promised to do with."""
    shown = QSize(round(SCREEN.width() / scale), round(SCREEN.height() / scale) - TITLE_PX)
    return SMALLEST, shown, TINY


def complaint(room: ScrollRoom, page: Page, scale: float, language: str) -> str:
    """What cannot be read in a window so large, or ""."""
    if room.horizontalScrollBar().maximum() > 0:
        return "scrolls sideways"
    try:
        assert_readable(page)
    except AssertionError as problem:
        return str(problem).splitlines()[0]
    promised = language != LONGER and scale <= BEGIN_IN_VIEW_TO and room.width() > TINY.width()
    if isinstance(page, HomePage) and promised:
        begin = page.begin
        if not room.viewport().rect().contains(begin.mapTo(room.viewport(), begin.rect().bottomRight())):
            return "Begin is out of view"
    return ""


def main() -> int:
    """All pages, in all letters and languages, at all sizes; in the program's own letters with longer words too."""
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    look = Appearance(ThemeChoice.NIGHT, less_motion=False)
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        families = add_letters(Path(made))
        tried = [(family, language) for family in (*families, MISSING) for language in LANGUAGES]
        speak_longer(Path(made) / "texts")
        for family, language in (*tried, (OWN, LONGER)):
            if family == OWN:
                letters.use(Letters.OWN)
            elif family == MISSING:
                letters.use(Letters.SYSTEM)
            else:
                letters.use(Letters.FAMILY, family)
            for name, build in EVERY_PAGE.items():
                pages = QStackedWidget()
                room = ScrollRoom(pages)
                page = build(look, Texts(language), Path(made) / name)
                pages.addWidget(page)
                room.resize(SMALLEST)
                room.show()
                for size in sizes(scale):
                    room.resize(size)
                    QApplication.processEvents()
                    said = complaint(room, page, scale, language)
                    if said:
                        wrong += 1
                        print(f"{scale:g} {size.width()}x{size.height()} {family}, {language}, {name}: {said}")
                room.hide()
                room.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                room.close()
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
