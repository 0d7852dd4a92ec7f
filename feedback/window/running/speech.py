"""The voice: the system's own, through Qt. It belongs to the window's thread, and nothing here waits for it.

What is said and when is decided in feedback/sound/voice.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from feedback.sound.voice import Words
from feedback.texts import Texts
from feedback.visit.events import Event
from vision.errors import PlainError
from vision.sentences import N_

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

RATE = -0.15
"""A little slower than the voice's own pace (-1..1): nobody is in a hurry here."""
NO_PACKAGE = N_("The part of the program that speaks is not installed here, so nothing is spoken.")
NO_LIBRARY = N_("The voice cannot start ({problem}). Nothing is spoken.")
NO_ENGINE = N_("This computer has no voice yet. Its settings for speech may offer one.")
NO_VOICE = N_("This computer has no voice in this language. Its settings for speech may offer one.")


class VoiceError(PlainError):
    """Why nothing is spoken."""


class Voice:
    """Speaks what a session's events ask for, in the language of ``texts``.

    problem: why it is silent, None as long as it can speak; it may come only when the engine has started. engine: for
    tests; the system's usual one if not given.
    """

    def __init__(self, texts: Texts, engine: str = "") -> None:
        self.problem: PlainError | None = None
        self._texts = texts
        self._words = Words(texts)
        self._speaking = False
        self._speech: QTextToSpeech | None = None
        try:
            from PySide6.QtTextToSpeech import QTextToSpeech
        except ModuleNotFoundError:
            self.problem = VoiceError(NO_PACKAGE)
            return
        except ImportError as error:  # a library of the system that it stands on
            self.problem = VoiceError(NO_LIBRARY, problem=error)
            return
        self._state = QTextToSpeech.State
        self._fluent = False
        self._speech = QTextToSpeech(engine) if engine else QTextToSpeech()
        self._speech.stateChanged.connect(self._turned)
        self._turned(self._speech.state())

    def hear(self, events: Sequence[Event]) -> None:
        """Take in what happened; may begin a sentence."""
        told = self._words.hear(events, speaking=self._speaking)
        if told.hush:
            self._hush()
        if told.sentence:
            self._begin(told.sentence)

    def stop(self) -> None:
        """Be silent from now on."""
        self._hush()
        if self._speech is not None:
            self._speech.stateChanged.disconnect(self._turned)
            self._speech.deleteLater()
            self._speech = None

    def _begin(self, sentence: str) -> None:
        if self._speech is not None and self._fluent:
            self._speaking = True
            self._speech.say(sentence)

    def _hush(self) -> None:
        if self._speech is not None and self._speaking:
            self._speech.stop()
        self._speaking = False

    def _turned(self, state: QTextToSpeech.State) -> None:
        """The engine has started, finished a sentence, or given up."""
        if state == self._state.Error:
            self.problem = VoiceError(NO_ENGINE)
            self._speaking = self._fluent = False
        elif state == self._state.Ready:
            self._speaking = False
            if not self._fluent:
                self._choose_voice()
            waiting = self._words.waiting()
            if waiting:
                self._begin(waiting)

    def _choose_voice(self) -> None:
        """A voice in the language of the texts, of the person's own country when there is one."""
        assert self._speech is not None
        language = QLocale(self._texts.language).language()
        locales = [locale for locale in self._speech.availableLocales() if locale.language() == language]
        if not locales:
            self.problem = VoiceError(NO_VOICE)
            return
        own = QLocale.system()
        self._speech.setLocale(own if own in locales else locales[0])
        self._speech.setRate(RATE)
        self._fluent = True
