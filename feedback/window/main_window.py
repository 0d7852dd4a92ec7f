"""The window itself: which page it shows, what its keys do, how it ends."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from feedback.process.exit_codes import DONE, STOPPED_EARLY
from feedback.texts import Texts, system_language
from feedback.visit.asked import Wish
from feedback.visit.commands import Command
from feedback.window.controls.fields import is_typed
from feedback.window.controls.page import Page
from feedback.window.controls.scroll_room import ScrollRoom
from feedback.window.controls.stage import Go
from feedback.window.controls.theme import Appearance
from feedback.window.pages.calibration_page import CalibrationPage
from feedback.window.pages.explanation import CLOSING_KEYS as CLOSING_THE_EXPLANATION
from feedback.window.pages.explanation import Explanation
from feedback.window.pages.session_page import SessionPage
from feedback.window.person.options import Start, WindowOptions
from feedback.window.person.person import Person
from feedback.window.running.visits import Visits
from feedback.window.running.worker import Worker
from feedback.window.system.place import kept, restore
from feedback.window.system.screen_watch import ScreenWatch
from feedback.window.ways.pages import Pages

TICK_MS = 30
"""The painter's own clock, for what glides while no pictures come."""
WAITING_TICK_MS = 80
"""The same while pictures come: each is painted as it comes, and the clock only fills pauses between them that are
longer than those of a still face (vision/analysis_rate.py)."""
APART_S = 0.012
"""Pictures that come sooner after one another (a recording read at once) wait for the clock."""
IDLE_TICK_MS = 200
"""Without a running camera the timer only looks whether Ctrl-C was pressed."""


CLOSING_KEYS = ("Ctrl+Q", "Ctrl+W")
"""Close the window from everywhere, whatever runs (Cmd on macOS)."""


def dropped_file(data: QMimeData) -> str | None:
    """The one file of this computer that is dropped, or None."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None


class MainWindow(QWidget):
    """The program's one window."""

    woken = Signal()

    def __init__(self, start: Start, options: WindowOptions) -> None:
        super().__init__()
        self.exit_code = DONE
        self.successor: WindowOptions | None = None
        self._start = start
        self._back: Go | None = None
        self._interrupted = self._seen = False
        self._explanation: Explanation | None = None
        self._ticked_s = perf_counter()
        self.texts = options.texts
        self.person = Person(options)
        chosen = self.person.settings
        self.look = Appearance(chosen.theme, chosen.less_motion, chosen.more_contrast)
        self.look.write_with(chosen.letters, chosen.letters_family)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Kaakrust")
        restore(self, chosen)
        self._pages = QStackedWidget()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(ScrollRoom(self._pages))
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._awake = False
        self.woken.connect(self._paint_news, Qt.ConnectionType.QueuedConnection)
        self._timer.start(IDLE_TICK_MS)
        self.visits = Visits(self, self.person)
        self.ways = Pages(self, self.person, self.visits)
        self.setAcceptDrops(True)
        for keys in CLOSING_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self.ways.start(start)

    def event(self, event: QEvent) -> bool:
        """What takes long to load waits until the window has been painted once."""
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.ways.cameras.begin)
        return super().event(event)

    # What is shown

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self._pages.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def session_page(self) -> SessionPage:
        """The page of every session, as long as the window speaks one language."""
        return self.visits.session_page

    @property
    def worker(self) -> Worker | None:
        """What looks now, if anything does."""
        return self.visits.worker

    def show_page(self, page: Page, back: Go | None = None) -> None:
        """Show ``page``; one that was made for a single showing goes when the next comes. back: where Esc leads."""
        self._back = back
        before = self._pages.currentWidget()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        lasting = (self.visits.session_page, self.visits.calibration_page)
        if before is not None and before is not page and before not in lasting:
            self._pages.removeWidget(before)
            before.deleteLater()
        page.take_keyboard()

    def speak(self, language: str) -> None:
        """Speak another language ("" for the system's) from the next page on."""
        self.texts = Texts(language or system_language())
        self.person.speak(self.texts)
        gone = (self.visits.session_page, self.visits.calibration_page)
        self.visits.make_pages()
        for page in gone:
            self._pages.removeWidget(page)
            page.deleteLater()

    def open_for(self, profile: str) -> None:
        """Open anew for another person, once everything of this one is let go."""
        self.successor = replace(self.person.options, profile=profile, wish=Wish(), texts=self.texts)
        self.close()

    def leave(self, code: int) -> None:
        """Back to the first page, or out when that is not where the person came from."""
        if self._start is Start.HOME:
            self.exit_code = DONE
            self.ways.home()
        else:
            self.exit_code = code
            self.close()

    def tick(self) -> None:
        """Let what runs go on; the timer calls."""
        if self._interrupted:
            self.close()
            return
        now_s = perf_counter()
        tick_s, self._ticked_s = now_s - self._ticked_s, now_s
        self.visits.tick(tick_s)
        interval_ms = TICK_MS if self.visits.worker is not None else IDLE_TICK_MS
        if self.visits.sees_pictures:
            interval_ms = WAITING_TICK_MS
        if self._timer.interval() != interval_ms:
            self._timer.setInterval(interval_ms)

    def wake(self) -> None:
        """There is something new to paint. From any thread; asked again before it was painted, it is painted once."""
        if not self._awake:
            self._awake = True
            self.woken.emit()

    def _paint_news(self) -> None:
        self._awake = False
        if self._timer.isActive() and perf_counter() - self._ticked_s >= APART_S:
            self._timer.start()  # the clock counts from here
            self.tick()

    def follow_screen(self, watch: ScreenWatch) -> None:
        """Rest, with the camera off, while nobody can see the screen."""
        watch.locked.connect(lambda: self.visits.ask(Command.LOCKED))
        watch.unlocked.connect(lambda: self.visits.ask(Command.UNLOCKED))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys mean the same wherever the focus is, but in a field to type in, where they are letters."""
        key = event.key()
        if self._explanation is not None:  # it lies over everything, and nothing below hears a key
            if key in CLOSING_THE_EXPLANATION:
                self._explained()
        elif key in (Qt.Key.Key_F1, Qt.Key.Key_Question):
            self.explain()
        elif is_typed(event, self.focusWidget()):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_T:
            self.ways.switch_theme()
        elif key == Qt.Key.Key_Escape:
            if not event.isAutoRepeat():
                self._escape()
        elif not self.visits.press(key):
            super().keyPressEvent(event)

    def explain(self) -> None:
        """Say what there is to see, over everything; what runs rests meanwhile."""
        if self._explanation is not None:
            return
        self.visits.hold()
        self._explanation = Explanation(self.look, self.texts, self, self._explained)

    def _explained(self) -> None:
        if self._explanation is not None:
            self._explanation.deleteLater()
            self._explanation = None
            (self.page.primary or self.page).setFocus(Qt.FocusReason.OtherFocusReason)
            self.visits.release()

    # A recording dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file of this computer is welcome while nothing runs."""
        if dropped_file(event.mimeData()) is not None and not isinstance(self.page, SessionPage | CalibrationPage):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look through it."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.ways.watch(path)

    def _escape(self) -> None:
        """Back, or an end to what runs."""
        if self._back is not None:
            self._back()
        else:
            self.visits.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What lies over everything stays as large as the window."""
        super().resizeEvent(event)
        if self._explanation is not None:
            self._explanation.setGeometry(self.rect())

    # The end

    def interrupt(self) -> None:
        """Ctrl-C: end at the next tick."""
        self._interrupted = True

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Gone from the screen at once; the camera is released before the program ends."""
        if (
            self.worker is not None
            and not self.worker.finished
            and isinstance(self.page, SessionPage | CalibrationPage)
        ):
            self.exit_code = STOPPED_EARLY if self._start is not Start.HOME else DONE
        if self.isVisible():
            self.person.choices.change(window_place=kept(self))
        self.hide()
        self._timer.stop()
        self.visits.close()
        self.ways.close()
        event.accept()
