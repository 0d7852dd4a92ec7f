"""Where everything of the session page stands, with closed eyes or open ones. What it says: session_page.py."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent

from feedback.practice.exercise.form import Sees
from feedback.texts import Texts
from feedback.window.controls.controls import words
from feedback.window.controls.page import LOW_PX, ROOMY, Page
from feedback.window.controls.sentence import ONE_LINE_FIRST, QUIET, LargeWords
from feedback.window.controls.theme import BODY, LARGE, MEDIUM, NIGHT, SMALL, STEP, Appearance
from feedback.window.drawn.hammock_view import HammockView
from feedback.window.drawn.picture import PictureCard
from feedback.window.pages.key_row import KeyRow
from feedback.window.pages.news import Line, Offer
from feedback.window.pages.session_times import HungTime, TimeLeft
from feedback.window.pages.told_line import ToldLine
from feedback.window.system.place import SMALLEST
from vision.sentences import N_

SIDE_PX, CARD_PX, CARD_SHARE = 208, 146, 0.21
"""Width of what stands at the sides, and height of the picture card: at most, and as a share of the page."""
STATE_SIZES, NUMBER_SIZES = ((MEDIUM, 1), (16, 1), (13, 1), (13, 2)), ((SMALL, 1), (12, 1), (12, 2))
"""Sizes of the words below the hammock; they stand between picture and clock."""
BREATH_SIZES, BREATH_LARGE_SIZES = ((BODY, 1),), ((LARGE, 1),)
"""Sizes of the breath's word: under the circle, and in its middle where no hammock hangs before it."""
LEAST_CIRCLE_PX = 8 * STEP
"""In and around a smaller circle there is no room for its word."""
SENTENCE_PX, LEAST_HAMMOCK_PX = 9 * STEP, 14 * STEP
"""Height of the sentence at the top, and the least that is left for the hammock and the words below it."""
DEMO_MARK = N_("Demo: a recorded clip, not you.\nNothing of it is kept.")


class SessionGround(Page):
    """The parts of the page and their places. ``plain`` is for closed eyes: night, the line, and how to come back."""

    def __init__(
        self, look: Appearance, texts: Texts, press: Callable[[Qt.Key], object], chosen: Callable[[Line, Offer], object]
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it paints its ground itself, and nothing is below
        self._look, self._texts = look, texts
        self._sees = Sees.JAW
        self._plain = self._running = self._demo = False
        self._breath_fits = True
        self.show_picture = self.show_number = True
        self.view = HammockView(look)
        self.sentence = LargeWords(look, ONE_LINE_FIRST, above=True)
        self.detail = LargeWords(look, QUIET, tone="muted", weight=400)
        self.told = ToldLine(look, texts, chosen)
        self.breath = LargeWords(look, BREATH_SIZES, tone="muted", weight=500)
        self.state = LargeWords(look, STATE_SIZES, weight=500)
        self.number = LargeWords(look, NUMBER_SIZES, tone="muted", weight=400)
        self.picture = PictureCard(look, close_up=True)
        self.picture.setAccessibleName(texts.say(N_("Your picture, mirrored, with a lip and a jaw line")))
        self.demo_mark = words(texts.say(DEMO_MARK), SMALL, tone="hint", wrap=True)
        self.plain_words = LargeWords(look, QUIET, tone="muted", weight=400, night=True)
        self._hung = HungTime(texts)
        self._time = TimeLeft(look, texts)
        self._keys = KeyRow(look, texts, press)
        self._lines = (self.sentence, self.detail, self.breath, self.state, self.number)
        for part in (self.view, *self._lines, self.told, self.picture, self.demo_mark, self.plain_words):
            part.setParent(self)
        for box in (self._hung, self._time, self._keys):
            box.setParent(self)
        self.plain_words.hide()

    @property
    def plain(self) -> bool:
        """True while the page is for closed eyes."""
        return self._plain

    def set_plain(self, plain: bool) -> None:
        """Closed eyes: plain night and the line. Or everything again."""
        self._plain = self.view.plain = plain
        for part in (self.sentence, self.detail, self.told, self.state, self._keys):
            part.setVisible(not plain)
        seeing, measured = self._sees is not Sees.NOTHING, self._sees is Sees.JAW
        self._time.setVisible(not plain and self._running)
        self._hung.setVisible(not plain and self._running and measured)
        self.number.setVisible(not plain and (self.show_number or not measured))
        self.picture.setVisible(not plain and self.show_picture and seeing)
        self.demo_mark.setVisible(not plain and self._demo)
        self.breath.setVisible(self._breath_fits and not plain)
        self.plain_words.setVisible(plain)
        self.update()
        self.view.update()

    # Place and ground

    def least_height(self, width: int) -> int:
        """Head, words and keys, with a hammock that still has room to sag."""
        _, head, detail_px, keys_px, below = self._measures(width)
        words_px = head + SENTENCE_PX + STEP + detail_px + self.told.needed(self._text_width(width))
        foot_px = keys_px + below
        if not self._demo:
            return max(self.least.height(), words_px + LEAST_HAMMOCK_PX + foot_px)
        mark_px = self.demo_mark.heightForWidth(SIDE_PX // 2) + 3 * STEP  # above the picture, which grows with the page
        beside_px = round((words_px + mark_px + foot_px) / (1 - CARD_SHARE))
        return max(self.least.height(), words_px + LEAST_HAMMOCK_PX + mark_px + foot_px, beside_px)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything has its place; the hammock gets what is left."""
        self._place()

    def _side(self, width: int) -> int:
        return (5 if width >= ROOMY[0] else 4 if width >= SMALLEST.width() else 2) * STEP

    def _text_width(self, width: int) -> int:
        return min(width - 2 * self._side(width), 1100)

    def _measures(self, width: int) -> tuple[int, int, int, int, int]:
        """The empty room at the sides and above, the height of the quiet line and of the keys, the room below, px."""
        window = self._window or self.size()
        side = self._side(width)
        head = (3 if window.height() >= ROOMY[1] else 1 if window.height() < LOW_PX else 2) * STEP
        line_px = self.detail.lines_px(2 if width >= SMALLEST.width() else 3)
        keys_px = max(4 * STEP, self._keys.heightForWidth(width - 2 * side - self._time.fit(width)))
        return side, head, max(6 * STEP, line_px), keys_px, (3 if window.height() >= LOW_PX else 1) * STEP

    def _place(self) -> None:
        width, height = self.width(), self.height()
        side, head, detail_px, keys_px, below = self._measures(width)
        text_width = self._text_width(width)
        left = (width - text_width) // 2
        self.sentence.setGeometry(left, head, text_width, SENTENCE_PX)
        detail_width = min(text_width, 880)
        top = head + SENTENCE_PX + STEP
        self.detail.setGeometry((width - detail_width) // 2, top, detail_width, detail_px)
        self.told.setGeometry(left, top + detail_px - STEP, text_width, self.told.needed(text_width))
        foot = height - keys_px - below
        time_width = self._time.fit(width)
        self._keys.setGeometry(side, foot, width - 2 * side - time_width, keys_px)
        self._time.setGeometry(width - side - time_width, foot + keys_px - 4 * STEP, time_width, 4 * STEP)
        top = self.told.geometry().bottom() + 1 - (0 if height >= ROOMY[1] else STEP)
        self.view.setGeometry(0, top, width, foot - top - 3 * STEP)
        self._place_below(side, foot, top)
        self.plain_words.setGeometry(left, height - 12 * STEP, text_width, 8 * STEP)

    def _place_below(self, side: int, foot: int, top: int) -> None:
        """What stands around the hammock: picture and clock at its sides, words under it and in it."""
        width, height = self.width(), self.height()
        card_height = round(min(CARD_PX, height * CARD_SHARE))
        card_width = round(card_height * SIDE_PX / CARD_PX)
        card = QRect(side, foot - card_height - 2 * STEP, card_width, card_height)
        self.picture.setGeometry(card)
        mark_px = self.demo_mark.heightForWidth(card_width)
        self.demo_mark.setGeometry(side, card.top() - mark_px - STEP, card_width, mark_px)
        hung = self._hung.sizeHint()
        hung_width = max(hung.width(), SIDE_PX if width >= SMALLEST.width() else 0)
        self._hung.setGeometry(width - side - hung_width, card.bottom() + 1 - hung.height(), hung_width, hung.height())
        words_top = min(top + self.view.lowest_y() + 3 * STEP, foot - 8 * STEP)
        beside = side + max(hung_width, card_width) + STEP
        self.state.setGeometry(beside, words_top, width - 2 * beside, 4 * STEP)
        self.number.setGeometry(beside, words_top + 4 * STEP, width - 2 * beside, 4 * STEP)
        circle = self.view.circle().translated(0, top)
        if self._sees is Sees.NOTHING:
            self.breath.write_in(BREATH_LARGE_SIZES)
            self.breath.setGeometry(circle.left(), circle.center().y() - 2 * STEP, circle.width(), 4 * STEP)
        else:
            self.breath.write_in(BREATH_SIZES)
            self.breath.setGeometry(circle.left(), circle.bottom() + 4, circle.width(), 3 * STEP)
        self._breath_fits = circle.width() >= LEAST_CIRCLE_PX
        self.breath.setVisible(self._breath_fits and not self._plain)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor((NIGHT if self._plain else self._look.theme).background))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A click anywhere opens closed eyes."""
        if event.type() == QEvent.Type.MouseButtonPress and self._plain:
            self.set_plain(False)
            return True
        return super().event(event)
