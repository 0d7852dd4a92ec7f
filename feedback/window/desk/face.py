"""The desk's face on the screen: what the keeper has it show, and what the person answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QProcess, Signal

from feedback.desk.events import Status
from feedback.kept.desk_records import Glance, Hint, HintAnswer, Release, SelfCheck, Teeth
from feedback.process.own_program import own_child
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.desk.check_window import CheckWindow
from feedback.window.desk.hint_window import HintWindow
from feedback.window.desk.menu import DeskActions
from feedback.window.desk.release_window import ReleaseWindow
from feedback.window.desk.tray import Tray
from feedback.window.desk.tray_host import TrayHost
from vision.sentences import Sentence


class DeskFace(QObject):
    """Tray or strip and one small window of each kind at most. What the person does goes out as signals.

    clock: the wall time that words are told against. volume: of the soft tone, 0..1. ``tone`` says whether a hint shall
    have it.
    """

    hint_answered = Signal(HintAnswer)
    teeth_answered = Signal(object)
    released = Signal(bool)
    kept_record = Signal(object)

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        actions: DeskActions,
        host: TrayHost,
        *,
        clock: Callable[[], datetime],
        looks: bool = True,
        volume: float = 0.0,
    ) -> None:
        super().__init__()
        self._look, self._texts, self._actions, self._clock = look, texts, actions, clock
        self._volume = volume
        self.tone: Callable[[], bool] = lambda: False
        self.tray = Tray(look, texts, actions, host, looks=looks)
        self.hint: HintWindow | None = None
        self.question: CheckWindow | None = None
        self.release: ReleaseWindow | None = None
        self._by_hint = False
        self.problem = ""

    # As the keeper asks (`feedback.desk.face.Face`)

    def show_hint(self, for_s: float) -> None:
        """The hint, for so long."""
        self.take_hint_away()
        self.hint = HintWindow(self._look, self._texts, self._take_hint_answer)
        if self.tone():
            program, *rest = own_child("hint-tone", str(self._volume))
            QProcess.startDetached(program, rest)
        self.hint.come_for(for_s)

    def take_hint_away(self) -> None:
        """A reason came up."""
        if self.hint is not None:
            self.hint.take_away()
            self.hint.deleteLater()
            self.hint = None

    def ask_teeth(self, for_s: float, *, by_chance: bool) -> None:
        """The question; asked by the person it stays until it is answered or left."""
        self.take_question_away()
        self.question = CheckWindow(
            self._look, self._texts, self._take_teeth, partial(self._actions.ask, "release", None), by_chance=by_chance
        )
        self.question.come_for(for_s if by_chance else 0.0)

    def take_question_away(self) -> None:
        """A reason came up, or it is asked anew."""
        if self.question is not None:
            self.question.take_away()
            self.question.deleteLater()
            self.question = None

    def start_release(self, for_s: float) -> None:
        """The release, for so long; whoever came from a hint goes on typing meanwhile."""
        if self.release is not None:
            self.release.close()
            self.release.deleteLater()
        self.release = ReleaseWindow(
            self._look, self._texts, self.released.emit, takes_keyboard=not self._by_hint, lasts_s=for_s
        )
        self._by_hint = False
        self.release.come()

    def show_status(self, status: Status) -> None:
        """Tooltip, menu and strip say it."""
        self.tray.show_status(status, self._clock())

    def kept(self, record: Glance | Hint | SelfCheck | Release) -> None:
        """A record of today."""
        self.kept_record.emit(record)

    def trouble(self, problem: Sentence) -> None:
        """Said in the tray, once, where one finds it when one looks."""
        self.problem = self._texts.say(problem)
        self.tray.tell_trouble(self.problem)

    def close(self) -> None:
        """Everything off the screen."""
        self.take_hint_away()
        self.take_question_away()
        if self.release is not None:
            self.release.close()
        self.tray.close()

    def _take_hint_answer(self, answer: HintAnswer) -> None:
        self._by_hint = answer is HintAnswer.RELEASE
        self.hint_answered.emit(answer)

    def _take_teeth(self, teeth: Teeth | None) -> None:
        self.teeth_answered.emit(teeth)
