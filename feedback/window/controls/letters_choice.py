"""Choosing letters: the program's own, the system's, or a family that is installed, shown in its own letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont

from feedback.kept.settings import Letters
from feedback.texts import Texts
from feedback.window.controls.choice import Choice
from feedback.window.controls.letters import families
from feedback.window.controls.theme import BODY, STEP, Appearance
from vision.sentences import N_

ROUND_PX = 9 * STEP
"""What the box takes beside its words: edges and arrow."""


class LettersChoice(Choice):
    """``chosen``, ``family``: as in `Settings`. choose: told the same two when another is chosen."""

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        chosen: Letters,
        family: str,
        choose: Callable[[Letters, str], object],
    ) -> None:
        super().__init__(look, texts.say(N_("Letters")))
        self._all = [(Letters.OWN, ""), (Letters.SYSTEM, "")]
        self.addItem(texts.say(N_("the program's own")))
        self.addItem(texts.say(N_("those of the system")))
        for name in families():
            self._all.append((Letters.FAMILY, name))
            self.addItem(name)
            shown = QFont(name)
            shown.setPixelSize(BODY)
            self.setItemData(self.count() - 1, shown, Qt.ItemDataRole.FontRole)
        now = (chosen, family if chosen is Letters.FAMILY else "")
        self.setCurrentIndex(self._all.index(now) if now in self._all else 0)
        self.activated.connect(lambda index: choose(*self._all[index]))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the two that are always there."""
        metrics = self.fontMetrics()
        words_px = max(metrics.horizontalAdvance(self.itemText(index)) for index in range(2))
        return QSize(words_px + ROUND_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Those two are never cut."""
        return self.sizeHint()
