"""The keys of a session along the bottom of its page: only those that mean something now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from feedback.practice.exercise.form import Sees
from feedback.texts import Texts
from feedback.window.controls.controls import KeyHint
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import STEP, Appearance
from vision.sentences import N_

KEYS: tuple[tuple[str, Qt.Key, str], ...] = (
    ("esc", Qt.Key.Key_Escape, N_("stop")),
    ("P", Qt.Key.Key_P, N_("picture")),
    ("N", Qt.Key.Key_N, N_("number")),
    ("O", Qt.Key.Key_O, N_("eyes closed")),
    ("M", Qt.Key.Key_M, N_("sound off")),
    ("S", Qt.Key.Key_S, N_("next part")),
    ("?", Qt.Key.Key_F1, N_("what is this?")),
)
"""What stands on the key, the key, what it does."""


class KeyRow(QWidget):
    """Hints for the keys; a click does the same. press: what a key does."""

    def __init__(self, look: Appearance, texts: Texts, press: Callable[[Qt.Key], object]) -> None:
        super().__init__()
        self._texts = texts
        row = Flow(2 * STEP, between=0)
        self.setLayout(row)
        self._pause = KeyHint(look, texts.say(N_("space")), texts.say(N_("pause")), partial(press, Qt.Key.Key_Space))
        row.addWidget(self._pause)
        self._hints: dict[Qt.Key, KeyHint] = {}
        for label, key, does in KEYS:
            self._hints[key] = KeyHint(look, label, texts.say(does), partial(press, key))
            row.addWidget(self._hints[key])
        self._sound: bool | None = None
        self._shown: tuple[object, ...] = ()
        self.show_for(Sees.JAW, several=False)

    def show_sound(self, on: bool | None) -> None:
        """Whether the session is heard; None when there is nothing to hear."""
        self._sound = on
        self._hints[Qt.Key.Key_M].say(self._texts.say(N_("sound off") if on else N_("sound on")))

    def show_for(self, sees: Sees, *, several: bool, paused: bool = False, begun: bool = True) -> bool:
        """Show the keys of a part; True when they are others.

        several: there are other parts to go on to. begun: False while the zero is still to be found, which can be left
        out, but not held.
        """
        shown = sees, several, paused, begun, self._sound
        if shown == self._shown:
            return False
        self._shown = shown
        needless = {
            Qt.Key.Key_P: sees is Sees.NOTHING,
            Qt.Key.Key_N: sees is not Sees.JAW or not begun,
            Qt.Key.Key_O: not begun,
            Qt.Key.Key_M: self._sound is None,
            Qt.Key.Key_S: begun and not several,
        }
        for key, hint in self._hints.items():
            hide = needless.get(key, False)
            if hint.isVisibleTo(self) == hide:
                hint.setVisible(not hide)
        self._pause.setVisible(begun)
        self._pause.say(self._texts.say(N_("continue") if paused else N_("pause")))
        self._hints[Qt.Key.Key_S].say(self._texts.say(N_("next part") if begun else N_("skip")))
        return True
