"""The session page: one sentence, the hammock, what the jaw does, and what can be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from calibration.poses import Guide
from calibration.states import JawState, Kind
from feedback.practice.exercise.form import CAMERA_OFF, Sees
from feedback.practice.session_state import Session, SessionConfig
from feedback.practice.summary import PauseReason
from feedback.texts import Texts
from feedback.texts.measures import KIND_WORDS, gap_words
from feedback.visit.events import SILENT, Event, NoticeEvent
from feedback.visit.view import Turn, View
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.hammock import Hammock
from feedback.window.pages.news import Deed, Line, News, Offer
from feedback.window.pages.pacer import RESTING_FULLNESS, Pacer
from feedback.window.pages.session_ground import SessionGround
from feedback.window.pages.session_keys import COMMANDS, OF_DEEDS, QUIET_KEYS, LiveActions
from feedback.window.pages.session_words import (
    BEGINNING,
    BEGINNING_DETAIL,
    EYES_CLOSED,
    EYES_CLOSED_SILENT,
    EYES_CLOSED_WITHOUT,
    FINDING_ZERO,
    FINDING_ZERO_DETAIL,
    TwoLines,
    closing_words,
    opening_words,
    pause_words,
    session_words,
    split,
)
from feedback.window.system.announcing import announce

NUMBER_EVERY_S = 1.0
"""The figure changes no more often than this; a trembling figure is looked at instead of felt."""
PLAIN_TOLD_S = 8.0
"""How long, with the eyes closed, it stands on the screen how to open them again."""
FIGURES = frozenset({Kind.HANGING, Kind.CLOSED_SOFT, Kind.CLOSED_TENSE, Kind.WIDE})


class SessionPage(SessionGround):
    """Shows a running session, and the moment before it. Painted by its own glide, whatever the analysis takes."""

    def __init__(
        self, look: Appearance, texts: Texts, actions: LiveActions, *, show_picture: bool, show_number: bool
    ) -> None:
        super().__init__(look, texts, self._press_hint, self._take_offer)
        self._actions = actions
        self.show_picture, self.show_number = show_picture, show_number
        self._forget()

    def _forget(self) -> None:
        self._several = False
        self._hammock, self._pacer, self._news = Hammock(), Pacer(), News()
        self._kind: Kind | None = None
        self._kind_s = self._plain_s = 0.0
        self._number_s = NUMBER_EVERY_S
        self._sound: bool | None = None
        self._silent = False
        self._running = False

    # What to show

    def begin(self, config: SessionConfig, *, demo: bool = False, unseen: bool = False, camera: bool = True) -> None:
        """A new session: forget the last one. unseen: it needs no camera. demo: it is the built-in clip's.

        camera: the pictures come from one, and not from a recording.
        """
        self._forget()
        self._demo = demo
        course = config.course
        self._several = len({timed.part.id for timed in course}) > 1
        self._sees = Sees.NOTHING if unseen else Sees.JAW
        self.set_plain(False)
        self.picture.clear()
        self.told.show_line(None)
        opening = opening_words(camera=camera and not demo)
        self._say(TwoLines(BEGINNING, BEGINNING_DETAIL) if unseen else opening, at_once=True)
        for part in (self.state, self.number, self.breath):
            part.say("", at_once=True)
        self._place()

    def show_sound(self, on: bool | None) -> None:
        """Whether the session is heard; None when there is nothing to hear."""
        self._sound = on
        self._keys.show_sound(on)
        self._tell_plain()

    def say_closing(self, *, camera: bool) -> None:
        """Asked to stop: closing takes its time, and that the key was heard is said at once."""
        self._say(TwoLines(closing_words(camera=camera), ""), at_once=True)

    def hear(self, events: Sequence[Event]) -> None:
        """Take in what happened, for the line under the instruction."""
        self._news.hear(events)
        if any(isinstance(event, NoticeEvent) and event.id == SILENT for event in events):
            self._silent = True
            self._tell_plain()

    def tick(self, turn: Turn | None, tick_s: float) -> None:
        """Glide on for ``tick_s`` with the newest turn of the line (None before the first)."""
        view = turn.view if turn else None
        session = view.session if view else None
        jaw, paused = (session.jaw, session.paused) if session else (None, None)
        self._follow_kind(jaw, tick_s)
        guided = session is not None and session.part.sees is Sees.NOTHING
        shown = self._hammock.follow(jaw, paused, tick_s, guided=guided)
        self.view.show_state(shown, self._breathe(session, tick_s), tick_s)
        if turn is not None:
            waiting = turn.view.session is None and turn.view.pause is not None
            self.picture.show_picture(turn.frame, turn.face, tick_s, off=paused is not None or guided or waiting)
        first = session is not None and not self._running
        if view is not None and session is not None:
            self._follow_part(session)
            self._speak(view, session)
        elif view is not None and view.guide is not None:
            self._warm_up(view, view.guide)
        if view is not None:
            self._tell(view, tick_s)
        for part in self._lines:
            if first:
                part.say(part.said, at_once=True)
            part.tick(tick_s)
        self.told.tick(tick_s)
        if self._plain:
            self._plain_s += tick_s
            if self._plain_s >= PLAIN_TOLD_S:
                self.plain_words.hide()

    def set_plain(self, plain: bool) -> None:
        """Closed eyes or open ones; how to open them is said at first."""
        if plain and not self._plain:
            self._plain_s = 0.0
        super().set_plain(plain)
        self._tell_plain()

    def press(self, key: int) -> None:
        """Do what a key means here; with the eyes closed any key but the pause opens them."""
        if self._plain and key not in QUIET_KEYS:
            self.set_plain(False)
        elif key in COMMANDS:
            self._actions.ask(COMMANDS[key])
        elif key == Qt.Key.Key_C:
            self._take_if_offered(Deed.CALIBRATE)
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

    def _take_offer(self, line: Line, offer: Offer) -> None:
        """A button of the line under the instruction."""
        self._news.answered(line)
        if offer.deed in OF_DEEDS:
            self._actions.ask(OF_DEEDS[offer.deed])
        elif offer.deed is Deed.CALIBRATE:
            self._actions.calibrate()
        elif offer.deed is Deed.AGAIN:
            self._actions.anew()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_if_offered(self, deed: Deed) -> None:
        """A key that would end the session does so only while a button says that it does."""
        line = self.told.line
        for offer in line.offers if line is not None else ():
            if offer.deed is deed and line is not None:
                self._take_offer(line, offer)
                return

    def toggle_plain(self) -> None:
        """Close or open the eyes."""
        self.set_plain(not self._plain)

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
        self._actions.choose(self.show_picture, self.show_number)

    # Inside

    def _follow_kind(self, jaw: JawState | None, tick_s: float) -> None:
        kind = jaw.kind if jaw else None
        self._kind_s = self._kind_s + tick_s if kind is self._kind else 0.0
        self._number_s = self._number_s + tick_s if kind is self._kind else NUMBER_EVERY_S
        self._kind = kind

    def _breathe(self, session: Session | None, tick_s: float) -> float | None:
        """How full the circle is, None before the session; its word is said."""
        if session is None:
            return None
        fullness = self._pacer.follow(session, tick_s)
        self.breath.say(self._texts.say(self._pacer.word))
        return RESTING_FULLNESS if self._look.less_motion else fullness

    def _follow_part(self, session: Session) -> None:
        """Show what belongs to the part that runs, and its keys."""
        sees = session.part.sees
        if not self._running or sees is not self._sees:
            self._running, self._sees = True, sees
            self.set_plain(self._plain)
            self._place()
        if self._keys.show_for(sees, several=self._several, paused=session.paused is PauseReason.PERSON):
            self._place()
            self.ask_for_room()

    def _warm_up(self, view: View, guide: Guide) -> None:
        """The first seconds find the zero; they are said to be that, and nothing of them is counted."""
        if view.pause is not None:
            self._show_words(pause_words(view.pause, self._texts))
        else:
            self._say(TwoLines(guide.step.sentence, guide.why or guide.step.detail))
        self.state.say(self._texts.say(FINDING_ZERO))
        self.number.say(self._texts.say(FINDING_ZERO_DETAIL))
        if self._keys.show_for(Sees.JAW, several=False, begun=False):
            self._place()
            self.ask_for_room()
        whole_s = sum(step.rounds * (step.settle_s + step.hold_s) for step in guide.steps)
        self._time.show_part(1.0 - guide.left_s / whole_s)
        if not self._plain:
            self._time.show()
            self.number.show()

    def _speak(self, view: View, session: Session) -> None:
        jaw = session.jaw
        if view.pause is not None and session.paused is not PauseReason.PERSON:
            self._show_words(pause_words(view.pause, self._texts))
        else:
            age_s, sounding = view.now_s - view.cue_at_s, bool(self._sound) and not self._silent
            self._say(session_words(jaw, self._kind_s, session.paused, view.step, view.cue, age_s, sounding=sounding))
        self._hung.show_time(session)
        self._time.show_time(session)
        if session.paused is not None:
            self.state.say("")
            self.number.say("")
        elif session.part.sees is Sees.JAW:
            self._tell_jaw(jaw)
        else:
            off = session.part.sees is Sees.NOTHING
            self.state.say(self._texts.say(session.part.name))
            self.number.say(self._texts.say(CAMERA_OFF) if off else "")

    def _tell(self, view: View, tick_s: float) -> None:
        """The line under the instruction."""
        line = self._news.line(view, self._kind_s, tick_s)
        if self.told.show_line(line):
            self._place()
            self.ask_for_room()
            if line is not None and line.offers:
                announce(self, self.told.words.said)

    def _tell_jaw(self, jaw: JawState | None) -> None:
        """What the jaw does, in words and, where there is one, with its figure."""
        self.state.say(self._texts.say(KIND_WORDS[jaw.kind]) if jaw else "")
        if jaw is None or jaw.kind not in FIGURES:
            self.number.say("")
        elif self._number_s >= NUMBER_EVERY_S:
            self._number_s = 0.0
            self.number.say(gap_words(jaw.gap_mm, jaw.gap_sd_mm, self._texts), at_once=bool(self.number.said))

    def _tell_plain(self) -> None:
        """How to open the eyes again, and whether there is anything to go by with them closed."""
        sound = None if self._silent else self._sound
        words = {True: EYES_CLOSED, False: EYES_CLOSED_SILENT, None: EYES_CLOSED_WITHOUT}[sound]
        self.plain_words.say(self._texts.say(words), at_once=True)

    def _say(self, said: TwoLines, *, at_once: bool = False) -> None:
        self._show_words(split(self._texts.say(said.sentence), self._texts.say(said.detail)), at_once=at_once)

    def _show_words(self, translated: TwoLines, *, at_once: bool = False) -> None:
        self.sentence.say(translated.sentence, at_once=at_once)
        self.detail.say(translated.detail, at_once=at_once)
