"""When the voice speaks: sparse, never over itself, and leading where nobody looks at the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from feedback.practice.cues import TENSE
from feedback.practice.events import CueEvent, PartEvent, PauseEvent, StepEvent
from feedback.practice.exercise.whole_routine import ROUTINE
from feedback.practice.summary import PauseReason
from feedback.sound.voice import APART_S, Words
from feedback.texts import Texts
from feedback.visit.events import Event
from vision.sentences import Sentence

PARTS = {part.id: part for part in ROUTINE.parts}


@dataclass
class Listener:
    """Hears a voice that takes ``takes_s`` for every sentence."""

    takes_s: float = 3.0
    language: str = "en"
    now_s: float = 0.0
    until_s: float = 0.0
    spoken: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = Words(Texts(self.language))

    def goes_to(self, now_s: float, *events: Event) -> Listener:
        if self.until_s and self.until_s <= now_s:
            self.until_s = 0.0
            self.hears(self.words.waiting())
        self.now_s = now_s
        told = self.words.hear(events, speaking=self.until_s > 0)
        if told.hush:
            self.until_s = 0.0
        self.hears(told.sentence)
        return self

    def hears(self, sentence: str | None) -> None:
        if sentence:
            assert self.until_s == 0.0, "one over the other"
            self.spoken.append((self.now_s, sentence))
            self.until_s = self.now_s + self.takes_s

    @property
    def sentences(self) -> list[str]:
        return [sentence for _, sentence in self.spoken]


def part(name: str, t_s: float) -> tuple[Event, Event]:
    chosen = PARTS[name]
    return PartEvent(t_s, chosen.id, Sentence(chosen.name), chosen.sees), step(name, 0, t_s)


def step(name: str, number: int, t_s: float) -> Event:
    chosen = PARTS[name].steps[number]
    return StepEvent(t_s, chosen.id, Sentence(chosen.sentence), Sentence(chosen.detail))


def cue(t_s: float) -> Event:
    return CueEvent(t_s, TENSE)


def test_cues_are_ten_seconds_apart_and_none_is_made_up_for():
    listener = Listener().goes_to(0.0, *part("soft_jaw", 0.0))
    for second in range(11, 200, 3):
        listener.goes_to(float(second), cue(float(second)))
    times = [t_s for t_s, _ in listener.spoken]
    assert len(times) > 10
    assert min(after - before for before, after in pairwise(times)) >= APART_S
    assert set(listener.sentences[1:]) == {TENSE.text}


def test_a_cue_during_a_long_sentence_is_let_go():
    listener = Listener(takes_s=14.0).goes_to(0.0, *part("soft_jaw", 0.0)).goes_to(11.0, cue(11.0))
    assert len(listener.spoken) == 1
    listener.goes_to(15.0).goes_to(20.0)
    assert len(listener.spoken) == 1


def test_a_guided_part_is_led_with_all_its_words_and_a_step_waits_for_quiet():
    listener = Listener(takes_s=6.0).goes_to(0.0, *part("breath", 0.0)).goes_to(4.0, step("breath", 1, 4.0))
    first, second = PARTS["breath"].steps[:2]
    assert listener.sentences == [f"{first.sentence}. {first.detail}"]
    listener.goes_to(6.5)
    assert listener.sentences[1:] == [f"{second.sentence}. {second.detail}"]


def test_only_the_newest_step_waits():
    listener = Listener(takes_s=8.0).goes_to(0.0, *part("breath", 0.0))
    listener.goes_to(2.0, step("breath", 1, 2.0)).goes_to(5.0, step("breath", 2, 5.0)).goes_to(9.0).goes_to(20.0)
    assert [PARTS["breath"].steps[2].sentence in sentence for sentence in listener.sentences] == [False, True]


def test_the_look_afterwards_calls_back_to_the_screen():
    listener = Listener().goes_to(0.0, *part("shaking", 0.0)).goes_to(60.0, *part("look_after", 60.0))
    assert "before the screen again" in listener.sentences[-1]


def test_a_pause_hushes_and_forgets_what_waited():
    listener = Listener(takes_s=8.0).goes_to(0.0, *part("breath", 0.0)).goes_to(2.0, step("breath", 1, 2.0))
    listener.goes_to(3.0, PauseEvent(3.0, PauseReason.PERSON, Sentence("Paused.")))
    assert listener.until_s == 0.0
    listener.goes_to(12.0).goes_to(30.0)
    assert len(listener.spoken) == 1


def test_calibrating_is_not_spoken():
    listener = Listener().goes_to(0.0, StepEvent(0.0, "rest", Sentence("Rest"), Sentence("as you are")))
    assert listener.spoken == []


def test_a_voice_that_never_tells_its_end_is_not_waited_for_for_ever():
    listener = Listener(takes_s=1e9).goes_to(0.0, *part("soft_jaw", 0.0)).goes_to(20.0, cue(20.0))
    assert len(listener.spoken) == 1
    assert listener.words.hear([cue(45.0)], speaking=True).sentence == TENSE.text


def test_it_speaks_dutch():
    listener = Listener(language="nl").goes_to(0.0, *part("soft_jaw", 0.0)).goes_to(11.0, cue(11.0))
    assert listener.sentences[-1] == "Voel even je kaak. Laat hem zakken op je uitademing"
