"""The page of a study: the picture, what to hold now, a ring that fills while it is measured, and what to do then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from feedback.texts import Texts
from feedback.window.controls.controls import Button, say, words
from feedback.window.controls.fields import LineField, takes_text
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, STEP, Appearance
from feedback.window.drawn.picture import PictureCard
from feedback.window.drawn.ring import Ring
from feedback.window.pages.headed_page import HeadedPage, stack
from vision.sentences import N_, nN_

if TYPE_CHECKING:
    from vision.camera import Frame
    from vision.landmarks import FaceLandmarks

LONGEST_REASON = 120
LEAST_PICTURE_PX = 28 * STEP


@dataclass(frozen=True, slots=True)
class StudyShown:
    """What there is to show of a run at a moment; words are translated.

    ready: a trial waits for the person's word. counting: one is measured, or a pose is held. progress: 0..1 of that.
    left: trials still to come, 0 while calibrating. measured: a trial was measured that can still be struck.
    """

    sentence: str
    detail: str
    note: str = ""
    ready: bool = False
    counting: bool = False
    progress: float = 0.0
    left: int = 0
    measured: bool = False


@dataclass(frozen=True, slots=True)
class StudyActions:
    """What the page asks for. strike takes a reason."""

    go: Callable[[], object]
    again: Callable[[], object]
    strike: Callable[[str], object]
    skip: Callable[[], object]
    stop: Callable[[], object]


class StudyPage(HeadedPage):
    """Enter measures; R, S and K do what their buttons say, unless a reason is being written."""

    kicker_stays = True

    def __init__(self, look: Appearance, texts: Texts, actions: StudyActions, *, demo: bool = False) -> None:
        super().__init__(look, "", texts.say(N_("The camera is being opened.")))
        self._texts, self._actions, self._demo = texts, actions, demo
        self.picture = PictureCard(look, close_up=False)
        self.picture.setMinimumSize(LEAST_PICTURE_PX, LEAST_PICTURE_PX * 3 // 4)
        self.picture.setAccessibleName(texts.say(N_("Your picture, mirrored, with a lip and a jaw line")))
        self.detail = words("", BODY, tone="muted", wrap=True)
        self.note = words("", BODY, tone="hint", wrap=True)
        self.ring = Ring(look, texts.say(N_("How far this one is measured")))
        column = QVBoxLayout()
        column.setSpacing(2 * STEP)
        column.addWidget(self.detail)
        column.addWidget(self.ring)
        column.addWidget(self.note)
        column.addStretch()
        beside = QWidget()
        beside.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(4 * STEP)
        self._columns.addWidget(self.picture, 3)
        self._columns.addWidget(beside, 2)
        self.rows.addSpacing(2 * STEP)
        self.rows.addLayout(self._columns, 1)
        self.rows.addSpacing(2 * STEP)
        self.reason = LineField(
            look,
            spoken=texts.say(N_("Why the last one is not to count")),
            hint=texts.say(N_("Why? Then Enter. Esc leaves it as it is.")),
            longest=LONGEST_REASON,
        )
        self.reason.returnPressed.connect(self._struck)
        self.reason.setVisible(False)
        self.rows.addWidget(self.reason)
        self.rows.addLayout(self._foot())
        self.show_run(StudyShown(self.sentence.said, ""), 0.0)

    def _foot(self) -> Flow:
        look, say_, actions = self._look, self._texts.say, self._actions
        self.primary = Button(look, say_(N_("Measure")), actions.go, filled=True)
        self.again = Button(look, say_(N_("Measure again (R)")), actions.again)
        self.strike = Button(look, say_(N_("Strike the last (S)")), self._ask_why)
        self.skip = Button(look, say_(N_("Leave out (K)")), actions.skip)
        self.stop = Button(look, say_(N_("Stop, and go on later")), actions.stop, bare=True)
        row = Flow(STEP)
        for button in (self.primary, self.again, self.strike, self.skip, self.stop):
            row.addWidget(button)
        return row

    def show_run(self, shown: StudyShown, tick_s: float) -> None:
        """Show where the run is."""
        left = self._texts.say(nN_("one to go", "{count} to go"), count=shown.left) if shown.left else ""
        kicker = self._texts.say(N_("Calibrating")) if not shown.left else left
        say(self.kicker, f"{self._texts.say(N_('Demo'))}  ·  {kicker}" if self._demo else kicker)
        self.sentence.say(shown.sentence)
        say(self.detail, shown.detail)
        say(self.note, shown.note)
        self.ring.setVisible(shown.counting)
        self.ring.show_part(shown.progress, "", tick_s)
        assert self.primary is not None, "made in the foot"
        self.primary.setEnabled(shown.ready)
        self.primary.setVisible(shown.left > 0 and not self._demo)
        self.again.setVisible(shown.measured or shown.counting)
        self.strike.setVisible(shown.measured)
        self.sentence.tick(tick_s)

    def show_picture(self, frame: Frame | None, face: FaceLandmarks | None, tick_s: float) -> None:
        """Show the newest picture."""
        self.picture.show_picture(frame, face, tick_s)

    def arrange(self, width: int, height: int) -> None:
        """Picture and words beside each other, or below where that is too narrow."""
        super().arrange(width, height)
        stack(self._columns, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The letters of the buttons; Esc leaves a reason that is being written."""
        if self.reason.isVisible() and event.key() == Qt.Key.Key_Escape:
            self._leave_reason()
            return
        ways = {Qt.Key.Key_R: self.again, Qt.Key.Key_S: self.strike, Qt.Key.Key_K: self.skip}
        button = ways.get(Qt.Key(event.key())) if not takes_text(self.focusWidget()) else None
        if button is None:
            super().keyPressEvent(event)
        elif button.isVisible() and not event.isAutoRepeat():
            button.click()

    def _ask_why(self) -> None:
        self.reason.clear()
        self.reason.setVisible(True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask_for_room()

    def _struck(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self._actions.strike(reason)
        QTimer.singleShot(0, self._leave_reason)  # this Enter is still under way, and no other button's

    def _leave_reason(self) -> None:
        self.reason.setVisible(False)
        self.take_keyboard()
        self.ask_for_room()
