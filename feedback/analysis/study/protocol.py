"""What one person is asked to do in a study, as data: the trials, their words, and the order that chance gives them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from calibration.steps import LARGEST_GUIDED_SPACER_MM
from vision.errors import UsageError
from vision.sentences import N_, Sentence

SPACERS_MM = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
"""What a stack of wooden spatulas gives, some 2 mm each; nought is the teeth touching lightly."""
ROUNDS = 3
"""Each spacer three times: the least with which a spread within the person can be told with any certainty."""
SETTLE_S, HOLD_S = 2.0, 5.0
"""Time to sit still once the spacer is in place, then the time that is measured; as long as calibration's holds."""
BITE_S = 2.0
"""A bite is light and short (docs/facts.md 13)."""
CONSENT_VERSION = 1

CONSENT = (
    N_("This is about how well the program measures, not about you. You need not do it; you may stop at any moment."),
    N_(
        "The camera watches for some twenty minutes. No picture is kept. Kept are millimetres, times, and what the "
        "program said, in a folder that you choose, under a code in place of your name."
    ),
    N_("Nothing is sent anywhere. Whom you give the folder to is your own choice; deleting it takes all of it back."),
    N_("Spacers are held lightly between the front teeth, bites are light. Leave out whatever is not comfortable."),
)
"""What is agreed to, in our own words."""


class TrialKind(StrEnum):
    """What is held, or done, in a trial."""

    SPACER = "gap"
    REST = "rest"
    TOUCH = "touch"
    BITE = "bite"
    TURNED = "turned"
    NODDED = "nodded"
    GLASSES = "glasses"
    LIGHT = "light"
    TALK = "talk"
    SMILE = "smile"
    SIP = "sip"
    OPEN = "open"
    """Not part of the protocol: how far the mouth opens without discomfort."""


KNOWN_GAP = frozenset({TrialKind.SPACER, TrialKind.TURNED, TrialKind.NODDED, TrialKind.GLASSES, TrialKind.LIGHT})
"""Kinds in which a spacer says what is true."""
BUSY = frozenset({TrialKind.TALK, TrialKind.SMILE, TrialKind.SIP})
"""Kinds in which nothing should be judged."""


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What the person reads: what to do, and how."""

    ask: str
    how: str


WORDS: dict[TrialKind, TrialWords] = {
    TrialKind.SPACER: TrialWords(
        N_("Hold {size:g} mm between your front teeth"), N_("Lightly, lips closed around it if that goes. Sit still.")
    ),
    TrialKind.REST: TrialWords(N_("Sit as you usually sit"), N_("Lips soft, nothing to do.")),
    TrialKind.TOUCH: TrialWords(N_("Let your teeth touch lightly"), N_("As when you swallow, without pressing.")),
    TrialKind.BITE: TrialWords(
        N_("A light, short bite"), N_("For two seconds, never more than light. You may leave this out.")
    ),
    TrialKind.TURNED: TrialWords(
        N_("Turn your head with {size:g} mm between your teeth"),
        N_("Slowly to the left, to the right, and back; your jaw stays still."),
    ),
    TrialKind.NODDED: TrialWords(
        N_("Nod with {size:g} mm between your teeth"), N_("Slowly up, down, and back; your jaw stays still.")
    ),
    TrialKind.GLASSES: TrialWords(
        N_("Glasses on, or off, and {size:g} mm between your teeth"),
        N_("The other way than before. Leave this out if you have none."),
    ),
    TrialKind.LIGHT: TrialWords(
        N_("Change the light, then hold {size:g} mm"), N_("A lamp on or off, a curtain open or closed. Sit still.")
    ),
    TrialKind.TALK: TrialWords(N_("Say the days of the week"), N_("As you usually talk.")),
    TrialKind.SMILE: TrialWords(N_("Smile"), N_("And let it stay for a few seconds.")),
    TrialKind.SIP: TrialWords(N_("Take a sip of water"), N_("As you usually drink.")),
    TrialKind.OPEN: TrialWords(
        N_("Open slowly, as far as is comfortable"), N_("Stay there for a moment, then close. Never as far as hurts.")
    ),
}
BITES = (N_("Almost nothing"), N_("A little more"), N_("Somewhat more, still light"))
"""Three strengths, in words that each person fills for themselves."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial. size_mm: of the spacer, where there is one. number: from 1 among those of its kind and size."""

    kind: TrialKind
    size_mm: float | None = None
    number: int = 1

    @property
    def id(self) -> str:
        """Its name in files, as ``gap4-2`` or ``rest-1``."""
        size = "" if self.size_mm is None else f"{self.size_mm:g}"
        return f"{self.kind.value}{size}-{self.number}"

    @property
    def hold_s(self) -> float:
        """How long it is measured, s."""
        return BITE_S if self.kind is TrialKind.BITE else HOLD_S

    @property
    def ask(self) -> Sentence:
        """What to do."""
        if self.kind is TrialKind.SPACER and self.size_mm == 0.0:
            return Sentence(WORDS[TrialKind.TOUCH].ask)
        return Sentence(WORDS[self.kind].ask, {} if self.size_mm is None else {"size": self.size_mm})

    @property
    def how(self) -> Sentence:
        """How to do it."""
        if self.kind is TrialKind.BITE:
            return Sentence(BITES[(self.number - 1) % len(BITES)])
        if self.kind is TrialKind.SPACER and self.size_mm == 0.0:
            return Sentence(WORDS[TrialKind.TOUCH].how)
        return Sentence(WORDS[self.kind].how)


def course(sizes_mm: Sequence[float] = SPACERS_MM, seed: int = 0) -> tuple[Trial, ...]:
    """All trials of one visit, in order.

    Spacers come in rounds, each round in an order of its own that ``seed`` gives, so that neither tiredness nor a slow
    drift falls on one size. Then what is done without spacers, then what should not disturb, on the middle size.
    Raises UsageError when a size cannot be held.
    """
    sizes = checked_sizes(sizes_mm)
    chance = random.Random(seed)
    trials: list[Trial] = []
    for number in range(1, ROUNDS + 1):
        trials += [Trial(TrialKind.SPACER, size, number) for size in chance.sample(sizes, len(sizes))]
    for kind in (TrialKind.REST, TrialKind.TOUCH):
        trials += [Trial(kind, number=number) for number in range(1, ROUNDS + 1)]
    trials += [Trial(TrialKind.BITE, number=number) for number in range(1, len(BITES) + 1)]
    held = [size for size in sizes if size > 0.0]
    if held:
        middle = held[len(held) // 2]
        trials += [
            Trial(kind, middle) for kind in (TrialKind.TURNED, TrialKind.NODDED, TrialKind.GLASSES, TrialKind.LIGHT)
        ]
    return (*trials, *(Trial(kind) for kind in (TrialKind.TALK, TrialKind.SMILE, TrialKind.SIP)))


def checked_sizes(sizes_mm: Sequence[float]) -> tuple[float, ...]:
    """Sizes in ascending order, each once. Raises UsageError when one cannot be held."""
    for size in sizes_mm:
        if not 0.0 <= size <= LARGEST_GUIDED_SPACER_MM:
            raise UsageError(
                N_("A spacer of {size:g} mm cannot serve; take sizes of 0 to {largest:g} mm."),
                size=size,
                largest=LARGEST_GUIDED_SPACER_MM,
            )
    if not sizes_mm:
        raise UsageError(N_("Name at least one size of spacer, in mm."))
    return tuple(sorted(set(sizes_mm)))
