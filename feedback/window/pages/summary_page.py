"""Afterwards: what it was like, in words, with the curve and three quiet figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QBoxLayout, QLabel, QSpacerItem, QWidget

from calibration.states import UNJUDGED, Kind
from feedback.kept.told import TOO_LITTLE
from feedback.practice.exercises import EXERCISES
from feedback.practice.look_words import difference_words
from feedback.practice.looks import difference
from feedback.practice.summary import Ending, Summary
from feedback.texts import Texts
from feedback.texts.measures import clock, millimetres
from feedback.window.controls.controls import Button, Card, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX, space_out
from feedback.window.controls.theme import BODY, LARGE, SMALL, STEP, Appearance, font
from feedback.window.drawn.curve import Curve
from feedback.window.drawn.curve_time import can_be_drawn
from feedback.window.drawn.drawing_view import Drawings
from feedback.window.drawn.line_drawings import DRAWINGS
from feedback.window.drawn.two_looks import TwoLooks
from feedback.window.pages.headed_page import HeadedPage, stack
from feedback.window.pages.session_words import headline
from vision.sentences import N_, nN_

FIGURE_PX = 24 * STEP
"""A figure with its words is no narrower than this, in letters of the usual width."""
NOTHING_DRAWN = N_("The camera saw nothing of your jaw this time, so there is no curve. What you felt is what counts.")
LITTLE_S = 1.0
"""Less than this is not worth a card's words."""

ENDINGS = {
    Ending.SOURCE_LOST: N_("The camera stopped giving pictures, so this ended early."),
    Ending.NOBODY: N_("Nobody was in the picture for ten minutes, so this ended by itself."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells. live: whether it was the person's own camera, not a clip.

    felt: how it is now against before, in sentences of the person's own sliders.
    """

    summary: Summary
    live: bool
    felt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryActions:
    """What the page can ask for. note: write about the session; None for one that is not kept."""

    done: Callable[[], object]
    once_more: Callable[[], object]
    note: Callable[[], object] | None = None


class SummaryPage(HeadedPage):
    """One summary. Made anew for each."""

    kicker_stays = True

    def __init__(self, look: Appearance, texts: Texts, told: Told, actions: SummaryActions) -> None:
        summary = told.summary
        super().__init__(look, what_it_was(summary, texts), texts.say(headline(summary)))
        self._texts = texts
        rows = self.rows
        if told.felt:
            rows.addWidget(words(" ".join(told.felt), BODY, tone="muted", wrap=True))
        rows.addSpacing(2 * STEP)
        if self._seen(summary):
            rows.addWidget(self._drawn(summary), 1)
        else:
            rows.addWidget(self._unseen(summary), 1)
        self._gaps = [QSpacerItem(0, 3 * STEP) for _ in range(2)]
        rows.addSpacerItem(self._gaps[0])
        rows.addLayout(self._figures(summary))
        rows.addSpacerItem(self._gaps[1])
        rows.addLayout(self._foot(told, actions))

    def arrange(self, width: int, height: int) -> None:
        """Figures side by side, or below each other where they would be too narrow."""
        super().arrange(width, height)
        stack(self._row, width, each_px=FIGURE_PX)
        for gap in self._gaps:
            gap.changeSize(0, STEP if height < LOW_PX else 3 * STEP)
        space_out(self._row, STEP if height < LOW_PX else 3 * STEP)

    def _unseen(self, summary: Summary) -> Card:
        """Nothing was measured: what was done, as it is drawn on the first page."""
        card = Card(self._look, padding=3 * STEP)
        drawings = DRAWINGS.get(summary.exercise, ())
        if drawings:
            card.rows.addWidget(Drawings(self._look, self._texts, drawings, captions=False), 1)
        card.rows.addWidget(words(self._texts.say(NOTHING_DRAWN), BODY, tone="muted", wrap=True))
        return card

    @staticmethod
    def _seen(summary: Summary) -> bool:
        """Whether the camera saw anything of the jaw that can be shown."""
        return can_be_drawn(summary.curve) or bool(summary.looks)

    def _drawn(self, summary: Summary) -> Card:
        """The curve, or, where only looks were taken, those."""
        card = Card(self._look, padding=3 * STEP)
        if can_be_drawn(summary.curve):
            self.curve = Curve(self._look, self._texts, summary.curve, summary.judged_s)
            card.rows.addWidget(self.curve)
        else:
            card.rows.addWidget(TwoLooks(self._look, self._texts, summary.looks))
        return card

    def _foot(self, told: Told, actions: SummaryActions) -> Flow:
        say = self._texts.say
        foot = Flow(2 * STEP, right=True)
        ended = ENDINGS.get(told.summary.ended)
        off = say(N_("The camera is off.")) if told.live else say(N_("The clip is over."))
        foot.add_words(words(f"{say(ended)}  {off}" if ended else off, SMALL, tone="muted", wrap=True))
        if actions.note is not None:
            self.note = Button(self._look, say(N_("Note")), actions.note)
            foot.addWidget(self.note)
        foot.addWidget(Button(self._look, say(N_("Once more")), actions.once_more))
        self.primary = Button(self._look, say(N_("Done")), actions.done, filled=True)
        foot.addWidget(self.primary)
        return foot

    def _figures(self, summary: Summary) -> QBoxLayout:
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(3 * STEP)
        cards = self._hanging(summary) if can_be_drawn(summary.curve) else []
        for title, figure, note in cards + self._looked(summary):
            row.addWidget(_figure(self._look, title, figure, note), 1)
        return row

    def _hanging(self, summary: Summary) -> list[tuple[str, str, str]]:
        """How long the jaw hung, the longest stretch, and, where no look says more, how long it was closed."""
        say = self._texts.say
        hung_s, tense_s = summary.seconds[Kind.HANGING], summary.seconds[Kind.CLOSED_TENSE]
        if summary.hanging_share is None:
            return [(say(N_("seen")), clock(summary.judged_s), say(TOO_LITTLE))]
        stayed = hung_s >= LITTLE_S and _hung_at_the_end(summary)
        came_back = say(N_("it stayed where it was")) if stayed else say(N_("no hurry"))
        if summary.returns > 0:
            found = nN_("found its way back once", "found its way back {count} times")
            came_back = say(found, count=summary.returns)
        tense = say(N_("no tension seen")) if summary.tension_told else say(N_("tension was not looked for"))
        if tense_s >= LITTLE_S:
            tense = say(N_("closed and tense for {time}"), time=clock(tense_s))
        cards = [
            (say(N_("your jaw hung")), clock(hung_s), say(N_("of {time} seen"), time=clock(summary.judged_s))),
            (say(N_("longest at a stretch")), clock(summary.longest_s), came_back),
        ]
        if not summary.looks:
            cards.append((say(N_("closed")), clock(summary.seconds[Kind.CLOSED_SOFT] + tense_s), tense))
        return cards

    def _looked(self, summary: Summary) -> list[tuple[str, str, str]]:
        """The jaw before and after, with what can be told of the difference."""
        if not summary.looks:
            return []
        gaps = [millimetres(look.gap_mm, self._texts) for look in summary.looks]
        between = difference(summary.looks)
        note = self._texts.say(N_("seen only once"))
        if between is not None:
            note = difference_words(between, self._texts)
        return [(self._texts.say(N_("your jaw before and after")), " → ".join(gaps), note)]


def _hung_at_the_end(summary: Summary) -> bool:
    judged = [point.kind for point in summary.curve if point.kind not in UNJUDGED]
    return bool(judged) and judged[-1] is Kind.HANGING


def what_it_was(summary: Summary, texts: Texts) -> str:
    """The exercise and how long it took."""
    exercise = EXERCISES.get(summary.exercise)
    name = texts.say(exercise.name) if exercise else summary.exercise
    return f"{name}, {clock(summary.elapsed_s)}"


def _figure(look: Appearance, title: str, figure: str, note: str) -> QWidget:
    card = Card(look, padding=2 * STEP + 4)
    card.rows.setSpacing(2)
    number = words(figure, LARGE + 4)
    number.setFont(font(LARGE + 4, digits_even=True))
    below: QLabel = words(note, SMALL, tone="muted", wrap=True)
    for part in (words(title, SMALL, tone="muted", wrap=True), number, below):
        card.rows.addWidget(part)
    return card
