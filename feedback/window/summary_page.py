"""Afterwards: what it was like, in words, with the curve and three quiet figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from calibration.states import Kind
from feedback.effects import Ending, Summary
from feedback.exercises import EXERCISES
from feedback.texts import Texts
from feedback.window.controls import Button, Card, Page, edges, words
from feedback.window.curve import Curve
from feedback.window.sentence import ONE_LINE_FIRST, Sentence
from feedback.window.spoken import clock, share_words, uncounted_s
from feedback.window.theme import BODY, LARGE, SMALL, STEP, Look, font
from vision.errors import N_

LITTLE_S = 1.0
"""Less than this is not worth a card's words."""

ENDINGS = {
    Ending.SOURCE_LOST: N_("The camera stopped giving pictures, so this ended early."),
    Ending.NOBODY: N_("Nobody was in the picture for ten minutes, so this ended by itself."),
}


class SummaryPage(Page):
    """One summary. Made anew for each. ``note``: write about it; None for one that is not kept."""

    def __init__(
        self,
        look: Look,
        texts: Texts,
        summary: Summary,
        *,
        live: bool,
        done: Callable[[], object],
        once_more: Callable[[], object],
        note: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._look, self._texts = look, texts
        say = texts.say
        rows = self._rows = QVBoxLayout(self)
        rows.setSpacing(0)
        rows.addWidget(words(self._what(summary), BODY, tone="muted"))
        rows.addSpacing(STEP // 2)
        self.sentence = Sentence(look, ONE_LINE_FIRST, align=Qt.AlignmentFlag.AlignLeft)
        self.sentence.setFixedHeight(7 * STEP)
        self.sentence.say(say(share_words(summary.hanging_share)), at_once=True)
        rows.addWidget(self.sentence)
        rows.addSpacing(2 * STEP)
        card = Card(look, padding=3 * STEP)
        self.curve = Curve(look, texts, summary.curve)
        card.rows.addWidget(self.curve)
        rows.addWidget(card, 1)
        rows.addSpacing(3 * STEP)
        rows.addLayout(self._figures(summary))
        rows.addSpacing(3 * STEP)
        foot = QHBoxLayout()
        foot.setSpacing(2 * STEP)
        ended = ENDINGS.get(summary.ended)
        off = say(N_("The camera is off.")) if live else say(N_("The clip is over."))
        foot.addWidget(words(f"{say(ended)}  {off}" if ended else off, SMALL, tone="muted", wrap=True), 1)
        if note is not None:
            self.note = Button(look, say(N_("Note")), note)
            foot.addWidget(self.note)
        foot.addWidget(Button(look, say(N_("Once more")), once_more))
        self.primary = Button(look, say(N_("Done")), done, filled=True)
        foot.addWidget(self.primary)
        rows.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Edges as wide as the page allows."""
        side, above = edges(self.width(), self.height())
        self._rows.setContentsMargins(side, above, side, above)

    def _what(self, summary: Summary) -> str:
        exercise = EXERCISES.get(summary.exercise)
        name = self._texts.say(exercise.name) if exercise else summary.exercise
        return f"{name}, {clock(summary.elapsed_s)}"

    def _figures(self, summary: Summary) -> QHBoxLayout:
        say = self._texts.say
        row = QHBoxLayout()
        row.setSpacing(3 * STEP)
        hung_s, tense_s, not_counted_s = (
            summary.seconds[Kind.HANGING],
            summary.seconds[Kind.CLOSED_TENSE],
            uncounted_s(summary),
        )
        counted = say(N_("everything was counted"))
        if not_counted_s >= LITTLE_S:
            counted = say(N_("{time} not counted: busy or not seen"), time=clock(not_counted_s))
        came_back = say(N_("it stayed where it was")) if hung_s >= LITTLE_S else say(N_("there is time"))
        if summary.returns == 1:
            came_back = say(N_("found its way back once"))
        elif summary.returns > 1:
            came_back = say(N_("found its way back {count} times"), count=summary.returns)
        tense = say(N_("no tension seen"))
        if tense_s >= LITTLE_S:
            tense = say(N_("closed and tense for {time}"), time=clock(tense_s))
        for title, figure, note in (
            (say(N_("hung")), clock(hung_s), say(N_("of {time}"), time=clock(summary.elapsed_s))),
            (say(N_("longest at a stretch")), clock(summary.longest_hanging_s), came_back),
            (say(N_("closed")), clock(summary.seconds[Kind.CLOSED_SOFT] + tense_s), tense),
        ):
            row.addWidget(_figure(self._look, title, figure, note), 1)
        self.counted = counted
        return row


def _figure(look: Look, title: str, figure: str, note: str) -> QWidget:
    card = Card(look, padding=2 * STEP + 4)
    card.rows.setSpacing(2)
    number = words(figure, LARGE + 4)
    number.setFont(font(LARGE + 4, digits_even=True))
    below: QLabel = words(note, SMALL, tone="muted", wrap=True)
    for part in (words(title, SMALL, tone="muted"), number, below):
        card.rows.addWidget(part)
    return card
