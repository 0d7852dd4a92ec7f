"""The exercise: a hammock, one sentence, and around them only what helps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from calibration.states import KINDS, UNJUDGED, JawState, Kind
from feedback.practice.exercise.form import CAMERA_OFF, Sees
from feedback.practice.session import Session, SessionConfig
from feedback.practice.summary import PauseReason
from feedback.texts import Texts
from feedback.texts.measures import clock, gap_words
from feedback.visit.commands import Command
from feedback.visit.events import Event, NoticeEvent
from feedback.visit.live import Turn
from feedback.visit.view import View
from feedback.window.controls.controls import Bar, say, words
from feedback.window.controls.page import LOW_PX, ROOMY, Page
from feedback.window.controls.sentence import ONE_LINE_FIRST, QUIET, LargeWords
from feedback.window.controls.theme import LARGE, MEDIUM, NIGHT, SMALL, STEP, Appearance, font
from feedback.window.drawn.hammock import Hammock
from feedback.window.drawn.hammock_view import HammockView
from feedback.window.drawn.picture import PictureCard
from feedback.window.pages.key_row import KeyRow
from feedback.window.pages.pacer import RESTING_FULLNESS, Pacer, wants_tap_hint
from feedback.window.pages.session_words import TAP_HINT, TwoLines, pause_words, session_words, split
from feedback.window.system.place import SMALLEST
from vision.sentences import N_

OPENING = N_("Opening the camera")
OPENING_DETAIL = N_("Sit comfortably meanwhile; this can take a few seconds.")
CLOSING = N_("Closing the camera")
NOTICE_SHOWN_S = 6.0
COMMANDS = {
    int(Qt.Key.Key_Space): Command.TOGGLE_PAUSE,
    int(Qt.Key.Key_Y): Command.WAS_RIGHT,
    int(Qt.Key.Key_J): Command.WAS_RIGHT,
    int(Qt.Key.Key_X): Command.WAS_NOT_RIGHT,
    int(Qt.Key.Key_U): Command.TAKE_BACK,
    int(Qt.Key.Key_B): Command.BREATHE_IN,
    int(Qt.Key.Key_S): Command.SKIP,
}
"""Keys that ask something of the journey; Y and J (as in Dutch "ja"), X and U are a quiet answer to a tense cue."""
QUIET_KEYS = frozenset({int(Qt.Key.Key_Space), int(Qt.Key.Key_B), int(Qt.Key.Key_M)})
"""Keys that leave closed eyes closed."""
WAS_THAT_RIGHT = N_("Was that right? Y yes, X no")
ASKED_FOR_S = 12.0
"""How long the question stands in the quiet line after a tense cue; the keys are heard a little longer."""
NUMBER_EVERY_S = 1.0
"""The figure changes no more often than this; a trembling figure is looked at instead of felt."""
SIDE_PX, CARD_PX = 208, 146
"""Width of what stands at the sides, and height of the picture card."""
STATE_SIZES, NUMBER_SIZES = ((MEDIUM, 1), (16, 1), (13, 1), (13, 2)), ((SMALL, 1), (12, 1))
"""Sizes of the words below the hammock; they stand between picture and clock."""
SENTENCE_PX, LEAST_HAMMOCK_PX = 9 * STEP, 14 * STEP
"""Height of the sentence at the top, and the least that is left for the hammock and the words below it."""


class SessionPage(Page):
    """Shows a running session. Painted by its own glide, whatever the analysis takes."""

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        *,
        ask: Callable[[Command], object],
        stop: Callable[[], object],
        show_picture: bool,
        show_number: bool,
        on_choice: Callable[[bool, bool], object],
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it paints its ground itself, and nothing is below
        self._on_choice = on_choice
        self._look, self._texts = look, texts
        self._hammock = Hammock()
        self._config: SessionConfig | None = None
        self._pacer = Pacer()
        self._kind: Kind | None = None
        self._kind_s = 0.0
        self._number_s = NUMBER_EVERY_S
        self._notices: deque[str] = deque()
        self._notice_s = 0.0
        self._plain = self._running = False
        self._sees = Sees.JAW
        self.show_picture, self.show_number = show_picture, show_number

        self.view = HammockView(look)
        self.view.setParent(self)
        self.sentence = LargeWords(look, ONE_LINE_FIRST, above=True)
        self.detail = LargeWords(look, QUIET, tone="muted", weight=400)
        self.state = LargeWords(look, STATE_SIZES, weight=500)
        self.number = LargeWords(look, NUMBER_SIZES, tone="muted", weight=400)
        self.picture = PictureCard(look, close_up=True)
        for part in (self.sentence, self.detail, self.state, self.number, self.picture):
            part.setParent(self)
        self.picture.setAccessibleName(texts.say(N_("Your picture, mirrored, with a lip and a jaw line")))
        self._hung = self._hung_box()
        self._ask = ask
        self._keys = KeyRow(look, texts, self._press_hint)
        self._keys.setParent(self)
        self._time = self._time_box()

    # What to show

    def begin(self, config: SessionConfig) -> None:
        """A new session: forget the last one."""
        self._config = config
        self._hammock = Hammock()
        self._pacer, self._kind, self._notice_s = Pacer(), None, 0.0
        self._notices.clear()
        self._number_s = NUMBER_EVERY_S
        self._running = False
        self.set_plain(False)
        self.picture.clear()
        self._say(TwoLines(OPENING, OPENING_DETAIL), at_once=True)
        self.state.say("", at_once=True)
        self.number.say("", at_once=True)

    def show_sound(self, on: bool | None) -> None:
        """Whether the session is heard; None when there is nothing to hear."""
        self._keys.show_sound(on)

    def say_closing(self) -> None:
        """Asked to stop before the camera was even open: that cannot be hurried, but it can be said."""
        self._say(TwoLines(CLOSING, ""))

    def hear(self, events: list[Event]) -> None:
        """Take in what happened: a notice is shown in the quiet line for a while."""
        for event in events:
            if isinstance(event, NoticeEvent):
                self._notices.append(self._texts.say(event.sentence))

    def tick(self, turn: Turn | None, tick_s: float) -> None:
        """Glide on for ``tick_s`` with the newest turn of the line (None before the first)."""
        view = turn.view if turn else None
        session = view.session if view else None
        jaw, paused = (session.jaw, session.paused) if session else (None, None)
        self._follow_kind(jaw, tick_s)
        fullness = None
        if session is not None:
            fullness = self._pacer.follow(session, tick_s)
            if self._look.less_motion:
                fullness = RESTING_FULLNESS
        guided = session is not None and session.part.sees is Sees.NOTHING
        shown = self._hammock.follow(jaw, paused, tick_s, guided=guided)
        self.view.show_state(shown, fullness)
        if turn is not None:
            self.picture.show_picture(turn.frame, turn.face, tick_s, off=paused is not None or guided)
        if view is not None and session is not None:
            first = not self._running
            if first or session.part.sees is not self._sees:
                self._running, self._sees = True, session.part.sees
                self.set_plain(self._plain)
            several = self._config is not None and len({timed.part.id for timed in self._config.course}) > 1
            if self._keys.show_for(self._sees, several=several, paused=paused is PauseReason.PERSON):
                self._place()
                self.ask_for_room()
            self._speak(view, session, tick_s)
            self._show_times(session)
            if first:
                for part in (self.sentence, self.detail, self.state, self.number):
                    part.say(part.said, at_once=True)
        for part in (self.sentence, self.detail, self.state, self.number):
            part.tick(tick_s)

    def set_plain(self, plain: bool) -> None:
        """Closed eyes: plain night and the line. Or everything again."""
        self._plain = self.view.plain = plain
        for part in (self.sentence, self.detail, self.state, self._keys):
            part.setVisible(not plain)
        seeing, measured = self._sees is not Sees.NOTHING, self._sees is Sees.JAW
        self._time.setVisible(not plain and self._running)
        self._hung.setVisible(not plain and self._running and measured)
        self.number.setVisible(not plain and (self.show_number or not measured))
        self.picture.setVisible(not plain and self.show_picture and seeing)
        self.update()
        self.view.update()

    def press(self, key: int) -> None:
        """Do what a key means here; with the eyes closed any key but the pause opens them."""
        if self._plain and key not in QUIET_KEYS:
            self.set_plain(False)
        elif key in COMMANDS:
            self._ask(COMMANDS[key])
        elif key == Qt.Key.Key_P:
            self.toggle_picture()
        elif key == Qt.Key.Key_N:
            self.toggle_number()
        elif key == Qt.Key.Key_O:
            self.toggle_plain()

    def _press_hint(self, key: Qt.Key) -> None:
        """A click on a key's hint is the key."""
        window = self.window()
        QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))

    def toggle_plain(self) -> None:
        """Close or open the eyes."""
        self.set_plain(not self._plain)

    @property
    def plain(self) -> bool:
        """True while the page is for closed eyes."""
        return self._plain

    def toggle_picture(self) -> None:
        """Hide or show the picture."""
        self.show_picture = not self.show_picture
        self._chosen()

    def toggle_number(self) -> None:
        """Hide or show the figure."""
        self.show_number = not self.show_number
        self._chosen()

    def _chosen(self) -> None:
        self.set_plain(self._plain)
        self._on_choice(self.show_picture, self.show_number)

    # Inside

    def _follow_kind(self, jaw: JawState | None, tick_s: float) -> None:
        kind = jaw.kind if jaw else None
        self._kind_s = self._kind_s + tick_s if kind is self._kind else 0.0
        self._number_s = self._number_s + tick_s if kind is self._kind else NUMBER_EVERY_S
        self._kind = kind

    def _speak(self, view: View, session: Session, tick_s: float) -> None:
        jaw = session.jaw
        cue_age_s = view.now_s - view.cue_at_s
        if view.pause is not None and session.paused is not PauseReason.PERSON:
            self._show_words(pause_words(view.pause, self._texts))
        else:
            self._say(session_words(jaw, self._kind_s, session.paused, view.step, view.cue, cue_age_s))
        if session.paused is not None:
            self.state.say("")
            self.number.say("")
            return
        if wants_tap_hint(session):
            self.detail.say(self._texts.say(TAP_HINT))
        if view.answerable and cue_age_s < ASKED_FOR_S:
            self.detail.say(self._texts.say(WAS_THAT_RIGHT))
        if self._notices:
            self.detail.say(self._notices[0])
            self._notice_s += tick_s
            if self._notice_s >= NOTICE_SHOWN_S:
                self._notices.popleft()
                self._notice_s = 0.0
        if session.part.sees is Sees.JAW:
            self._tell_jaw(jaw)
        else:
            off = session.part.sees is Sees.NOTHING
            self.state.say(self._texts.say(session.part.name))
            self.number.say(self._texts.say(CAMERA_OFF) if off else "")

    def _tell_jaw(self, jaw: JawState | None) -> None:
        """What the jaw does, in words and, where there is one, with its figure."""
        self.state.say(self._texts.say(KINDS[jaw.kind].words) if jaw else "")
        if jaw is None or jaw.kind in UNJUDGED:
            self.number.say("")
        elif self._number_s >= NUMBER_EVERY_S:
            self._number_s = 0.0
            self.number.say(gap_words(jaw.gap_mm, jaw.gap_sd_mm, self._texts), at_once=bool(self.number.said))

    def _say(self, said: TwoLines, *, at_once: bool = False) -> None:
        self._show_words(split(self._texts.say(said.sentence), self._texts.say(said.detail)), at_once=at_once)

    def _show_words(self, translated: TwoLines, *, at_once: bool = False) -> None:
        self.sentence.say(translated.sentence, at_once=at_once)
        self.detail.say(translated.detail, at_once=at_once)

    def _show_times(self, session: Session) -> None:
        tally = session.tally
        judged_s = sum(seconds for kind, seconds in tally.seconds.items() if kind not in UNJUDGED)
        say(self._hung_clock, clock(tally.seconds[Kind.HANGING]))
        say(self._hung_of, self._texts.say(N_("of {time}"), time=clock(judged_s)))
        say(self._left, self._texts.say(N_("{time} left"), time=clock(session.left_s + 0.999)))
        whole_s = session.elapsed_s + session.left_s
        self._bar.show_part(session.elapsed_s / whole_s if whole_s > 0 else 1.0)

    def _hung_box(self) -> QWidget:
        box = QWidget(self)
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        self._hung_clock, self._hung_of = words("0:00", LARGE + 4), words("", SMALL, tone="muted")
        self._hung_clock.setFont(font(LARGE + 4, digits_even=True))
        self._hung_of.setFont(font(SMALL, digits_even=True))
        for label in (words(self._texts.say(N_("hung")), SMALL, tone="muted"), self._hung_clock, self._hung_of):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            rows.addWidget(label)
        return box

    def _time_box(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP + 4)
        self._bar = Bar(self._look, self._texts.say(N_("How much of the time has passed")))
        self._left: QLabel = words("", SMALL, tone="muted")
        self._left.setFont(font(SMALL, digits_even=True))
        row.addStretch()
        row.addWidget(self._bar)
        row.addWidget(self._left)
        return box

    # Place and ground

    def least_height(self, width: int) -> int:
        """Head, words and keys, with a hammock that still has room to sag."""
        _, head, detail_px, keys_px, below = self._measures(width)
        words_px = head + SENTENCE_PX + STEP + detail_px
        return max(self.least.height(), words_px + LEAST_HAMMOCK_PX + keys_px + below)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything has its place; the hammock gets what is left."""
        self._place()

    def _measures(self, width: int) -> tuple[int, int, int, int, int]:
        """The empty room at the sides and above, the height of the quiet line and of the keys, the room below, px."""
        window = self._window or self.size()
        side = (5 if width >= ROOMY[0] else 4 if width >= SMALLEST.width() else 2) * STEP
        head = (3 if window.height() >= ROOMY[1] else 1 if window.height() < LOW_PX else 2) * STEP
        line_px = self.detail.lines_px(2 if width >= SMALLEST.width() else 3)
        keys_px = max(4 * STEP, self._keys.heightForWidth(width - 2 * side - self._time_width(width)))
        return side, head, max(6 * STEP, line_px), keys_px, (3 if window.height() >= LOW_PX else 1) * STEP

    def _time_width(self, width: int) -> int:
        """Room for what is left of the time, with the bar where there is room for that too."""
        words_px = self._left.fontMetrics().horizontalAdvance(self._texts.say(N_("{time} left"), time="00:00")) + STEP
        return words_px + (self._bar.width() + 3 * STEP if width >= ROOMY[0] else 0)

    def _place(self) -> None:
        width, height = self.width(), self.height()
        side, head, detail_px, keys_px, below = self._measures(width)
        text_width = min(width - 2 * side, 1100)
        left = (width - text_width) // 2
        self.sentence.setGeometry(left, head, text_width, SENTENCE_PX)
        detail_width = min(text_width, 880)
        self.detail.setGeometry((width - detail_width) // 2, head + SENTENCE_PX + STEP, detail_width, detail_px)
        foot = height - keys_px - below
        time_width = self._time_width(width)
        self._bar.setVisible(width >= ROOMY[0])
        self._keys.setGeometry(side, foot, width - 2 * side - time_width, keys_px)
        self._time.setGeometry(width - side - time_width, foot + keys_px - 4 * STEP, time_width, 4 * STEP)
        top = head + SENTENCE_PX + detail_px - (0 if height >= ROOMY[1] else STEP)
        self.view.setGeometry(0, top, width, foot - top - 3 * STEP)
        card_height = round(min(CARD_PX, height * 0.21))
        card_width = round(card_height * SIDE_PX / CARD_PX)
        card = QRect(side, foot - card_height - 2 * STEP, card_width, card_height)
        self.picture.setGeometry(card)
        hung = self._hung.sizeHint()
        hung_width = max(hung.width(), SIDE_PX if width >= SMALLEST.width() else 0)
        self._hung.setGeometry(width - side - hung_width, card.bottom() + 1 - hung.height(), hung_width, hung.height())
        words_top = min(top + self.view.lowest_y() + 3 * STEP, foot - 8 * STEP)
        beside = side + max(hung_width, card_width) + STEP
        self.state.setGeometry(beside, words_top, width - 2 * beside, 4 * STEP)
        self.number.setGeometry(beside, words_top + 4 * STEP, width - 2 * beside, 3 * STEP)

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
