"""The voice itself, with the engine that Qt brings for tests: it speaks British, American, Norwegian and Finnish."""

from __future__ import annotations

import re
import sys

import pytest
from pytestqt.qtbot import QtBot

from feedback.practice.cues import TENSE
from feedback.practice.events import CueEvent, PartEvent, PauseEvent, StepEvent
from feedback.practice.exercise.whole_routine import ROUTINE
from feedback.practice.summary import PauseReason
from feedback.texts import Texts
from feedback.visit.events import Event
from feedback.window.running.speech import NO_ENGINE, NO_PACKAGE, NO_VOICE, Voice
from tests.patience import PATIENCE_MS
from vision.sentences import Sentence

speech = pytest.importorskip("PySide6.QtTextToSpeech", reason="the voice is an extra", exc_type=ImportError)
BREATH = next(part for part in ROUTINE.parts if part.id == "breath")


def begun(t_s: float) -> list[Event]:
    step = BREATH.steps[0]
    return [
        PartEvent(t_s, BREATH.id, Sentence(BREATH.name), BREATH.sees),
        StepEvent(t_s, step.id, Sentence(step.sentence), Sentence(step.detail)),
    ]


def test_a_step_is_spoken_to_its_end_and_the_next_one_follows(qtbot: QtBot):
    voice = Voice(Texts("en"), "mock")
    said: list[str] = []
    voice._speech.sayingWord.connect(lambda *told: said.append(told[0]))
    voice.hear(begun(1.0))
    step = BREATH.steps[1]
    next_step = StepEvent(2.0, step.id, Sentence(step.sentence), Sentence(step.detail))
    voice.hear([next_step, CueEvent(2.0, TENSE)])
    whole = re.findall(r"\w+", " ".join(f"{each.sentence} {each.detail}" for each in BREATH.steps[:2]))
    qtbot.waitUntil(lambda: len(said) >= len(whole), timeout=PATIENCE_MS)
    assert voice.problem is None
    assert said == whole
    voice.stop()


def test_a_pause_breaks_off(qtbot: QtBot):
    voice = Voice(Texts("en"), "mock")
    voice.hear(begun(1.0))
    qtbot.waitUntil(lambda: voice._speech.state() == speech.QTextToSpeech.State.Speaking, timeout=PATIENCE_MS)
    voice.hear([PauseEvent(1.5, PauseReason.PERSON, Sentence("Paused."))])
    assert voice._speech.state() == speech.QTextToSpeech.State.Ready
    voice.stop()


def test_without_a_voice_in_the_language_it_is_silent_and_says_so(qtbot: QtBot):
    voice = Voice(Texts("nl"), "mock")
    voice.hear(begun(1.0))
    assert voice.problem is not None
    assert voice.problem.sentence.template == NO_VOICE
    assert voice._speech.state() == speech.QTextToSpeech.State.Ready
    voice.stop()


def test_without_the_package_it_says_what_to_install(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    voice = Voice(Texts("en"))
    voice.hear(begun(1.0))
    voice.stop()
    assert voice.problem is not None
    assert voice.problem.sentence.template == NO_PACKAGE


@pytest.mark.qt_log_ignore('Text-to-speech plug-in "none such" is not supported')
def test_without_an_engine_it_says_what_to_install(qtbot: QtBot):
    voice = Voice(Texts("en"), "none such")
    voice.hear(begun(1.0))
    assert voice.problem is not None
    assert voice.problem.sentence.template == NO_ENGINE
    voice.stop()
