"""The framing page: one's own picture, and whether light, distance and place are well. Part of the first start."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from feedback.practice.framing_words import LOOKING, NOT_YET, NOTHING_SEEN, SEEN_WELL, TITLES, Aspect, Lines
from feedback.practice.framing_words import WELL as WELL_WORDS
from feedback.texts import Texts
from feedback.visit.view import Turn
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.controls import Button, Card, dress, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.controls.ticks import Mark
from feedback.window.drawn.picture import PictureCard
from feedback.window.pages.framing_watch import FramingWatch
from feedback.window.pages.headed_page import HeadedPage, stack
from feedback.window.pages.session_words import pause_words
from vision.framing_advice import ADVICE_WORDS
from vision.sentences import N_, Sentence

LEAST_PICTURE_PX = 22 * STEP
"""One's own picture is no lower than this, whatever stands below it."""
ASKING = N_("Do I see you well?")


class AdviceLine(QLabel):
    """Words of advice that keep the room of the longest there are, so that the card does not jump with them."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        dress(self, "", SMALL, tone="muted", wrap=True)
        self._all = [texts.say(line) for line in (*ADVICE_WORDS.values(), *WELL_WORDS.values(), NOT_YET, LOOKING)]
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Room for any of them, and for what a camera that gives nothing has to say."""
        room, metrics = QRect(0, 0, width, 10_000), self.fontMetrics()
        return max(
            metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, said).height() for said in (*self._all, self.text())
        )


class FramingPage(HeadedPage):
    """Fed with the newest turn by ``tick``. ``cameras``: a choice whose owner opens another camera.

    ``go_on`` is always possible, also without a camera: the words advise, they do not forbid.
    """

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        cameras: CameraChoice,
        *,
        go_on: Callable[[], object],
    ) -> None:
        super().__init__(look, texts.say(N_("Your camera")), texts.say(ASKING))
        self._texts, self.cameras = texts, cameras
        self._watch = FramingWatch()
        rows = self.rows
        rows.addSpacing(2 * STEP)
        middle = self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        middle.setSpacing(3 * STEP)
        self.picture = PictureCard(look, close_up=False)
        self.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.picture.setMinimumHeight(LEAST_PICTURE_PX)
        self.picture.setAccessibleName(texts.say(N_("Your picture, mirrored, with a lip and a jaw line")))
        middle.addWidget(self.picture, 5)
        column = QVBoxLayout()
        column.setSpacing(2 * STEP)
        column.addWidget(cameras)
        column.addWidget(self._lines_card())
        column.addStretch(1)
        middle.addLayout(column, 4)
        rows.addLayout(middle, 1)
        rows.addSpacing(2 * STEP)
        rows.addLayout(self._foot(go_on))
        self._show(NOTHING_SEEN)

    def begin(self) -> None:
        """Another camera is being opened: nothing of the last one stays."""
        self._watch.forget()
        self.picture.clear()
        self._show(NOTHING_SEEN)

    def tick(self, turn: Turn | None, tick_s: float) -> None:
        """Go on for ``tick_s`` with the newest turn of the line (None before the first)."""
        if turn is not None:
            self.picture.show_picture(turn.frame, turn.face, tick_s, off=turn.view.pause is not None)
            if turn.view.pause is not None:
                self._wait(turn.view.pause)
            elif self._watch.look(turn, tick_s):
                self._show(self._watch.lines)
        self.sentence.tick(tick_s)

    def arrange(self, width: int, height: int) -> None:
        """The picture beside the words, or above them."""
        super().arrange(width, height)
        stack(self._middle, width)

    def _lines_card(self) -> Card:
        card = Card(self._look)
        card.rows.setSpacing(2 * STEP)
        self.marks: dict[Aspect, Mark] = {}
        self.lines: dict[Aspect, QLabel] = {}
        for aspect, title in TITLES.items():
            row = QHBoxLayout()
            row.setSpacing(2 * STEP)
            mark = self.marks[aspect] = Mark(self._look)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(words(self._texts.say(title), BODY, weight=500))
            line = self.lines[aspect] = AdviceLine(self._texts)
            column.addWidget(line)
            row.addLayout(column, 1)
            card.rows.addLayout(row)
        return card

    def _foot(self, go_on: Callable[[], object]) -> Flow:
        foot = Flow(2 * STEP, right=True)
        private = self._texts.say(N_("Only you see this picture, and only now. It is not kept."))
        foot.add_words(words(private, SMALL, tone="muted", wrap=True))
        self.primary = Button(self._look, self._texts.say(N_("Continue")), go_on, filled=True)
        foot.addWidget(self.primary)
        return foot

    def _wait(self, pause: Sentence) -> None:
        """No picture comes: say why where the picture's own line stands."""
        said = pause_words(pause, self._texts)
        self._watch.forget()
        self._show(NOTHING_SEEN)
        self.sentence.say(said.sentence)
        say(self.lines[Aspect.PLACE], said.detail)

    def _show(self, lines: Lines) -> None:
        for aspect, line in lines.items():
            self.marks[aspect].show_sign(line.sign)
            say(self.lines[aspect], self._texts.say(line.words))
        self.sentence.say(self._texts.say(SEEN_WELL if self._watch.all_well else ASKING))
