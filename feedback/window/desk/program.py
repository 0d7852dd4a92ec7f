"""The desk's process: a keeper, its face, and one timer that sleeps until something is due."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication

from feedback.desk.config import DeskConfig
from feedback.desk.events import Courtesy, Now
from feedback.desk.face import Face
from feedback.desk.reminders import Reminders
from feedback.desk.single import OnlyDesk
from feedback.kept.desk_records import HintAnswer, Teeth
from feedback.kept.desk_rows import DeskRecord
from feedback.kept.settings import Settings
from feedback.process.exit_codes import DONE
from feedback.process.menu.desktop_entry import APP_ID
from feedback.process.own_program import own_command
from feedback.texts import Texts
from feedback.window.controls.letters import check_letters
from feedback.window.controls.theme import Appearance
from feedback.window.desk.demo_window import DemoWindow
from feedback.window.desk.ended_by_system import EndedBySystem
from feedback.window.desk.face import DeskFace
from feedback.window.desk.menu import DeskActions
from feedback.window.desk.reminder import PlanReminder
from feedback.window.desk.tray_host import TrayHost
from feedback.window.desk.visitors import Visitors
from feedback.window.system.system_wishes import SystemWishes

LONGEST_SLEEP_S = 600.0
"""However far off the next thing is: a clock that was set or a laptop that slept is noticed within this."""
SOONEST_MS = 20
"""Two steps are no closer together than this, whatever is asked."""


class DrivenKeeper(Protocol):
    """What the process drives: `feedback.desk.keeper.Keeper`, or the demo's day."""

    config: DeskConfig
    """The choices in force."""
    clock: Callable[[], Now]
    """Both clocks."""

    @property
    def is_occupied(self) -> bool:
        """Whether something of its own is on the screen, or it is paused."""

    def ask_sources(self, *, fast: bool) -> Courtesy:
        """What the courtesy sources say now."""

    @property
    def wait_s(self) -> float:
        """How long nothing is due, s."""

    @property
    def over(self) -> bool:
        """Whether nothing is to come."""

    def step(self) -> None:
        """Do what is due."""

    def answer_hint(self, answer: HintAnswer) -> None:
        """What became of a hint."""

    def answer_check(self, teeth: Teeth | None) -> None:
        """What became of a question."""

    def end_release(self, whole: bool) -> None:
        """What became of a release."""

    def ask(self, what: str, pause_s: float | None = None) -> None:
        """What the person asks for."""

    def configure(self, config: DeskConfig) -> None:
        """Other choices."""

    def close(self) -> None:
        """The end."""


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """settings: how it looks. main_window: options for the commands that open the main window, such as --data-dir.

    wall: the time that words are told against; the demo has its own. demo: gives the demo's day so far, which then
    has a window of its own. reminders: those of the plan, None for none.
    """

    texts: Texts
    settings: Settings
    main_window: tuple[str, ...] = ()
    wall: Callable[[], datetime] = lambda: datetime.now().astimezone()
    looks: bool = True
    demo: Callable[[], Sequence[DeskRecord]] | None = None
    reminders: Reminders | None = None


class DeskProgram(QObject):
    """Drives a keeper. ``make`` gets the face and gives the keeper; ``wake`` may be called from a timer or a click."""

    def __init__(
        self, make: Callable[[Face], DrivenKeeper], options: DeskOptions, look: Appearance, host: TrayHost
    ) -> None:
        super().__init__()
        self.options = options
        actions = DeskActions(self.ask, self.open_today, self.open_window, self.leave)
        self.face = DeskFace(
            look,
            options.texts,
            actions,
            host,
            clock=options.wall,
            looks=options.looks,
            volume=options.settings.volume,
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.wake)
        self.keeper = make(self.face)
        self.face.tone = lambda: self.keeper.config.hint_sound
        self.reminder: PlanReminder | None = None
        if options.reminders is not None:
            self.reminder = PlanReminder(look, options.texts, options.reminders, options.main_window, self.face.trouble)
            self.reminder.answered.connect(self.wake)
        self.demo: DemoWindow | None = None
        if options.demo is not None:
            self.demo = DemoWindow(look, options.texts)
            self.demo.closed.connect(self.leave)
            self.demo.show()
        self.face.hint_answered.connect(lambda answer: self._then(lambda: self.keeper.answer_hint(answer)))
        self.face.teeth_answered.connect(lambda teeth: self._then(lambda: self.keeper.answer_check(teeth)))
        self.face.released.connect(lambda whole: self._then(lambda: self.keeper.end_release(whole)))

    @property
    def sleeps_s(self) -> float:
        """How long it sleeps from here on, s; 0 while it does not."""
        return max(0, self._timer.remainingTime()) / 1000

    def wake(self) -> None:
        """Do what is due, and sleep until the next."""
        self._then(self.keeper.step)

    def ask(self, what: str, pause_s: float | None = None) -> None:
        """From the menu."""
        self._then(lambda: self.keeper.ask(what, pause_s))

    def configure(self, config: DeskConfig) -> None:
        """Other choices were made in the main window."""
        self.face.tray.menu.show_looks(config.camera)
        self._then(lambda: self.keeper.configure(config))

    def bring_forward(self) -> None:
        """A second start brings the first to the front."""
        self.face.tray.bring_forward()

    def open_today(self) -> None:
        """The main window, on today."""
        self._start("today")

    def open_window(self) -> None:
        """The main window."""
        self._start()

    def leave(self) -> None:
        """End, with the camera released."""
        QApplication.exit(DONE)

    def close(self) -> None:
        """Nothing goes on after this."""
        self._timer.stop()
        if self.reminder is not None:
            self.reminder.take_away()
        self.keeper.close()
        self.face.close()
        if self.demo is not None:
            self.demo.closed.disconnect()
            self.demo.close()

    def _then(self, act: Callable[[], object]) -> None:
        act()
        if self.demo is not None and self.options.demo is not None:
            now = self.options.wall()
            self.demo.show_status(self.face.tray.status, now)
            self.demo.show_day(self.options.demo(), now)
        if self.keeper.over:
            self._timer.stop()
            self.leave() if self.demo is None else self.demo.finish()
            return
        wait_s = math.inf if self.reminder is None else self.reminder.step(self.keeper)
        wait_s = min(wait_s, self.keeper.wait_s)
        wait_s = min(LONGEST_SLEEP_S, wait_s) if math.isfinite(wait_s) else LONGEST_SLEEP_S
        self._timer.start(max(SOONEST_MS, math.ceil(1000 * wait_s)))

    def _start(self, *arguments: str) -> None:
        program, *rest = own_command(*arguments, *self.options.main_window)
        QProcess.startDetached(program, rest)


def desk_application() -> QApplication:
    """Qt, as light as it comes, and without an end when its last small window goes."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("kaakrust")
    app.setApplicationDisplayName("Kaakrust")
    app.setDesktopFileName(APP_ID)
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    check_letters()
    return app


def run_desk(make: Callable[[Face], DrivenKeeper], options: DeskOptions, only: OnlyDesk | None = None) -> int:
    """Show the desk until the person quits it, the session ends or, in the demo, the day is over.

    only: the place of the one desk, at which other starts knock; None for the demo. Returns the exit code. Raises
    WindowError where there is nothing to write with.
    """
    app = desk_application()
    chosen = options.settings
    look = Appearance(chosen.theme, chosen.less_motion, chosen.more_contrast)
    look.write_with(chosen.letters, chosen.letters_family)
    look.follow(SystemWishes(parent=look))
    ended = EndedBySystem()
    ended.asked.connect(lambda: app.exit(DONE))
    program = DeskProgram(make, options, look, TrayHost())
    visitors = Visitors(only, program) if only is not None else None
    if visitors is not None:
        visitors.front.connect(program.bring_forward)
        visitors.leave.connect(program.leave)
    try:
        QTimer.singleShot(0, program.wake)
        return app.exec()
    finally:
        if visitors is not None:
            visitors.close()
        program.close()
        ended.restore()
