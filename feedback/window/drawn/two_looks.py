"""The jaw before and after, as two hammocks at rest beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from feedback.practice.look_words import look_words
from feedback.practice.looks import Look
from feedback.texts import Texts
from feedback.window.controls.controls import words
from feedback.window.controls.theme import BODY, STEP, Appearance
from feedback.window.drawn.hammock import SURE_SD_MM, VAGUE_SD_MM, Aim
from feedback.window.drawn.hammock_view import ON_A_CARD, HammockView


class TwoLooks(QWidget):
    """One hammock for each look, hanging as the jaw did, with its figure below."""

    def __init__(self, look: Appearance, texts: Texts, looks: Sequence[Look]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 * STEP)
        for taken in looks:
            if taken.gap_mm is None or taken.gap_sd_mm is None:
                continue
            column = QVBoxLayout()
            still = HammockView(look, ON_A_CARD)
            still.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            still.setMinimumHeight(10 * STEP)
            spread_mm = min(VAGUE_SD_MM, max(SURE_SD_MM, taken.gap_sd_mm))
            still.show_state(Aim(max(0.0, taken.gap_mm), spread_mm, 0.0, 1.0, 1.0), None)
            column.addWidget(still, 1)
            said = words(look_words(taken, texts), BODY, tone="muted", wrap=True)
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            still.setAccessibleName(said.text())
            column.addWidget(said)
            row.addLayout(column, 1)
