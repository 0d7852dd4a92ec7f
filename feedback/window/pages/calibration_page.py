"""The calibration page: a large mirrored picture, what to do, and a ring that fills while it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from calibration.poses import Guide
from calibration.steps import Pose
from feedback.practice.framing_words import in_a_line, while_moving
from feedback.texts import Texts
from feedback.visit.view import Turn
from feedback.window.controls.controls import KeyHint, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX, ROOMY, Page, too_narrow
from feedback.window.controls.sentence import COMPACT, QUIET, WRAP_FIRST, LargeWords
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.drawn.picture import PictureCard
from feedback.window.drawn.ring import RING_PX, RING_WIDTH, SMALL_RING_PX, Ring, Steps
from feedback.window.pages.framing_watch import FramingWatch
from feedback.window.pages.session_words import TwoLines, closing_words, opening_words, pause_words
from feedback.window.system.place import SMALLEST
from vision.sentences import N_, Sentence

LEAST_PICTURE_PX = 15 * STEP
PICTURE_SHARE, SMALL_PICTURE_SHARE = 0.58, 0.38
"""How much of the width is the picture's; less where the words would not have enough."""
HINT_LINES = 4
"""Room that is kept for the hint."""
ALMOST_DONE_S = 5.0
DEMO = N_("Demo")


@dataclass(frozen=True, slots=True)
class CalibrationActions:
    """What the page asks for: this step again, without this step, the whole of it another time."""

    again: Callable[[], object]
    skip: Callable[[], object]
    later: Callable[[], object]


class CalibrationPage(Page):
    """Shows the guide of a running calibration."""

    def __init__(self, look: Appearance, texts: Texts, actions: CalibrationActions) -> None:
        super().__init__()
        self._look, self._texts, self._demo = look, texts, False
        self._watch = FramingWatch()
        self.title = words("", BODY, tone="muted")
        self.steps = Steps(look)
        self.picture = PictureCard(look, close_up=False)
        self.picture.setAccessibleName(texts.say(N_("Your picture, mirrored, with a lip and a jaw line")))
        start = Qt.AlignmentFlag.AlignLeft
        self.sentence = LargeWords(look, WRAP_FIRST, align=start)
        self.detail = LargeWords(look, QUIET, align=start, tone="muted", weight=400)
        self.hint = LargeWords(look, QUIET, align=start, tone="hint", weight=400)
        self.framing = words("", SMALL, tone="muted", wrap=True)
        self.ring = Ring(look, texts.say(N_("How far this pose has been held")))
        self.left = words("", SMALL, tone="muted")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._keys = QWidget()
        row = Flow(2 * STEP, between=0)
        self._keys.setLayout(row)
        self._again_key = KeyHint(look, texts.say(N_("space")), texts.say(N_("again")), actions.again)
        self._skip_key = KeyHint(look, "S", texts.say(N_("skip")), actions.skip)
        for hint in (self._again_key, self._skip_key, KeyHint(look, "esc", texts.say(N_("later")), actions.later)):
            row.addWidget(hint)
        for part in (
            self.title,
            self.steps,
            self.picture,
            self.sentence,
            self.detail,
            self.hint,
            self.framing,
            self.ring,
            self.left,
            self._keys,
        ):
            part.setParent(self)

    def begin(self, *, demo: bool = False, camera: bool = True) -> None:
        """A new calibration; the page says at once what happens. demo: it is the built-in clip's.

        camera: the pictures come from one, and not from a recording.
        """
        texts, opening = self._texts, opening_words(camera=camera and not demo)
        self._demo = demo
        self._watch.forget()
        self._title(texts.say(N_("Calibrating")))
        self.steps.show_step(-1, 1)
        self.picture.clear()
        self.sentence.say(texts.say(opening.sentence), at_once=True)
        self.detail.say(texts.say(opening.detail), at_once=True)
        self.hint.say("", at_once=True)
        self.ring.show_part(0.0, "", 0.0)
        self.ring.setVisible(False)
        self._skip_key.setVisible(False)
        self._again_key.setVisible(False)
        say(self.framing, "")
        say(self.left, "")
        self._rearrange()

    def say_closing(self, *, camera: bool) -> None:
        """Asked to stop: closing takes its time, and that the key was heard is said at once."""
        self.sentence.say(self._texts.say(closing_words(camera=camera)), at_once=True)
        self.detail.say("", at_once=True)

    def tick(self, turn: Turn | None, tick_s: float) -> None:
        """Go on for ``tick_s`` with the newest turn of the line (None before the first)."""
        if turn is not None:
            self.picture.show_picture(turn.frame, turn.face, tick_s, off=turn.view.pause is not None)
            if turn.view.guide is not None:
                self._guide(turn.view.guide, turn.view.pause, tick_s)
            self._frame_words(turn, tick_s)
        for part in (self.sentence, self.detail, self.hint):
            part.tick(tick_s)

    def _guide(self, guide: Guide, pause: Sentence | None, tick_s: float) -> None:
        texts, step = self._texts, guide.step
        count, number = len(guide.steps), min(guide.index + 1, len(guide.steps))
        self._title(texts.say(N_("Calibrating, step {number} of {count}"), number=number, count=count))
        self.steps.show_step(guide.index, count)
        before = (self.sentence.said, self.detail.said, self.hint.said)
        said = TwoLines(texts.say(step.sentence), texts.say(step.detail))
        if pause is not None:
            said = pause_words(pause, texts)
        self.sentence.say(said.sentence)
        self.detail.say(said.detail)
        self.hint.say(texts.say(guide.why) if guide.why else "")
        self.ring.setVisible(True)
        self._again_key.setVisible(True)
        self._skip_key.setVisible(step.skippable)
        to_go_s = step.hold_s * (1.0 - guide.progress)
        self.ring.show_part(guide.progress, f"{int(to_go_s + 0.999)}" if guide.counting else "", tick_s)
        left_s = guide.left_s
        if pause is not None:
            say(self.left, "")
        elif left_s > ALMOST_DONE_S:
            rounded = 5 * max(1, round(left_s / 5))
            say(self.left, texts.say(N_("about {seconds} seconds to go"), seconds=rounded))
        else:
            say(self.left, texts.say(N_("almost done")))
        if before != (self.sentence.said, self.detail.said, self.hint.said):
            self._rearrange()

    def _title(self, words: str) -> None:
        say(self.title, f"{self._texts.say(DEMO)}  ·  {words}" if self._demo else words)

    def _frame_words(self, turn: Turn, tick_s: float) -> None:
        """What would help to be seen better. Beside a hint that asks for something, never that all is well."""
        if turn.view.pause is not None:
            self._watch.forget()
            say(self.framing, "")
            return
        if not self._watch.look(turn, tick_s):
            return
        guide, lines = turn.view.guide, self._watch.lines
        nods = guide is not None and guide.step.pose is Pose.NOD
        words, to_do = in_a_line(while_moving(lines) if nods else lines)
        said = self._texts.say(words) if to_do or not self.hint.said else ""
        if said == self.framing.text():
            return
        say(self.framing, said)
        self.framing.setProperty("tone", "hint" if to_do else "muted")
        self.framing.style().unpolish(self.framing)
        self.framing.style().polish(self.framing)
        self._rearrange()

    def least_height(self, width: int) -> int:
        """What the words of this step need beside the picture, the ring and the keys."""
        needed = max(self.least.height(), self._arrange(width, None))
        self._arrange(self.width(), self.height())
        return needed

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything has its place."""
        self._arrange(self.width(), self.height())

    def _rearrange(self) -> None:
        """Other words: everything has its place anew, and the page may need another height."""
        self._arrange(self.width(), self.height())
        self.ask_for_room()

    def _arrange(self, width: int, height: int | None) -> int:
        """Place everything on a page so large (None: as low as it can be); returns the height that takes, px."""
        window = self._window or self.size()
        low, tight = window.height() < LOW_PX, window.height() < LOW_PX or too_narrow(width)
        side = (5 if width >= ROOMY[0] else 4 if width >= SMALLEST.width() else 2) * STEP
        head = (4 if window.height() >= ROOMY[1] else 1 if low else 3) * STEP
        line_px = self.title.fontMetrics().lineSpacing() + 4
        self.title.setGeometry(side, head, width // 2, max(3 * STEP, line_px))
        self.steps.setGeometry(width // 2, head + 9, width // 2 - side, 6)
        left_px = self.left.sizeHint().width()
        keys_width = width - 2 * side - left_px - 2 * STEP
        keys_px = max(4 * STEP, self._keys.heightForWidth(keys_width))
        top = head + (4 if low else 6) * STEP
        gap = (5 if width >= ROOMY[0] else 3 if tight else 4) * STEP
        picture_width = round((width - 2 * side - gap) * (SMALL_PICTURE_SHARE if tight else PICTURE_SHARE))
        left = side + picture_width + gap
        framing_px = max(3 * STEP, self.framing.heightForWidth(picture_width))
        words_end = self._place_words(left, width - side - left, top, tight=tight)
        below = (1 if low else 3) * STEP
        least = max(words_end, top + LEAST_PICTURE_PX + STEP + framing_px) + 2 * STEP + keys_px + below
        foot = (height if height is not None else least) - keys_px - below
        self._keys.setGeometry(side, foot, keys_width, keys_px)
        self.left.setGeometry(width - side - left_px, foot + keys_px - 4 * STEP, left_px, 4 * STEP)
        picture_height = min(foot - top - STEP - framing_px - 2 * STEP, round(picture_width * 3 / 4))
        self.picture.setGeometry(side, top, picture_width, picture_height)
        self.framing.setGeometry(side, top + picture_height + STEP, picture_width, framing_px)
        return least

    def _place_words(self, left: int, column: int, top: int, *, tight: bool) -> int:
        """Sentence, detail, ring, hint below each other (tight: the hint beside the ring); returns where they end."""
        window = self._window or self.size()
        self.sentence.write_in(COMPACT if tight else WRAP_FIRST)
        below = top + (2 * STEP if window.height() >= ROOMY[1] else 0)
        for part, space in ((self.sentence, 2 * STEP), (self.detail, 4 * STEP)):
            used = part.needed(column) + 2
            part.setGeometry(left, below, column, used)
            below += used + (STEP if tight else space)
        ring_px = SMALL_RING_PX if tight else RING_PX
        self.ring.setFixedSize(ring_px, ring_px)
        self.ring.move(left - (0 if tight else RING_WIDTH // 2), below)
        hint_px = self.hint.lines_px(HINT_LINES)
        if tight:
            beside = ring_px + 2 * STEP
            self.hint.setGeometry(left + beside, below, column - beside, max(ring_px, hint_px))
            return below + max(ring_px, self.hint.needed(column - beside) if self.hint.said else 0)
        self.hint.setGeometry(left, below + ring_px + 3 * STEP, column, hint_px)
        return below + ring_px + (3 * STEP + self.hint.needed(column) if self.hint.said else 0)
