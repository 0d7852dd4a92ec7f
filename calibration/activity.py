"""Is the mouth busy? Talking, chewing, drinking, yawning and smiling come before any verdict about the jaw.

Every frame's signs are weighed into one likelihood; evidence gathers over frames, so that speech is noticed at once and
a single odd frame is not.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass

from calibration.busy import weigh_signs
from calibration.resting_mouth import NeutralMouth
from calibration.signs import OPEN_LIPS_MM, MouthSigns
from calibration.states import Reason
from vision.readings import JawReading

DOUBTFUL, DOUBTFUL_STILL = 0.8, -0.6
SURE, SOONEST_S = 2.5, 0.1
"""Log-odds below the first speak against busy (the signs of one moment hang together, so they count for less than they
seem), below the second against still being busy: not every syllable is a loud one. SURE beyond that settles it when it
holds for SOONEST_S; weaker evidence takes longer. What speaks against takes it away at once: the release bridges."""
RELEASE_S, SHORT_RELEASE_S = 1.0, 0.25
"""Activity lasts until it has been quiet this long. Pauses between words and bites are shorter than the first; a smile,
a yawn, or the single short movement of a jaw that is let go quickly has no pauses to bridge, and the second will do. In
between it is as long as lips or jaw were moving within MEMORY_S."""
MEMORY_S = 2.0
MOVING = frozenset({Reason.TALKING, Reason.CHEWING})
NAMED_S = 0.6
"""It is named after what was seen most often within this time."""


@dataclass(frozen=True, slots=True)
class _Moment:
    t_s: float
    passed_s: float
    doing: Reason


class ActivityGate:
    """Says, frame by frame, what the mouth is busy with. Feed readings in the order of time."""

    def __init__(self, neutral: NeutralMouth | None) -> None:
        self._signs = MouthSigns(neutral)
        self.forget()

    def forget(self) -> None:
        """Begin anew after an interruption; how the mouth rests is kept."""
        self._signs.forget()
        self._seen: deque[_Moment] = deque()
        self._evidence = 0.0
        self._busy = False

    def step(self, reading: JawReading, gap_mm: float) -> Reason | None:
        """Return what the mouth is busy with, or None. A reading without a mouth is passed over.

        gap_mm: between the teeth; below 0 where the chin stands higher than with the teeth together.
        """
        if self._signs.step(reading, gap_mm):
            self._gather(reading.t_s)
        if not self._seen:
            return None
        last_s = self._seen[-1].t_s
        while self._seen[0].t_s < last_s - MEMORY_S:
            self._seen.popleft()
        moved_s = sum(moment.passed_s for moment in self._seen if moment.doing in MOVING)
        if reading.t_s - last_s > min(RELEASE_S, max(SHORT_RELEASE_S, moved_s)):
            self._seen.clear()
            return None
        if self._signs.lips_open_mm > OPEN_LIPS_MM:
            return Reason.YAWNING
        named = Counter(moment.doing for moment in self._seen if moment.t_s >= last_s - NAMED_S)
        return named.most_common(1)[0][0]

    @property
    def busy_now(self) -> bool:
        """Whether the last reading itself was busy, and not only the release that follows."""
        return self._busy

    @property
    def lips_open_mm(self) -> float:
        """How much further apart than at rest the lips are, in a mouth that opens teeth and all."""
        return self._signs.lips_open_mm

    def _gather(self, t_s: float) -> None:
        found = weigh_signs(self._signs.signs)
        beyond = found.log_odds - (DOUBTFUL_STILL if self._seen else DOUBTFUL)
        gain = (min(1.0, beyond / SURE) if beyond > 0.0 else -1.0) * self._signs.passed_s / SOONEST_S
        self._evidence = max(0.0, min(1.0, self._evidence + gain))
        self._busy = self._evidence >= 1.0 or (self._busy and self._evidence > 0.0)
        if self._busy:
            doing = Reason.YAWNING if self._signs.lips_open_mm > OPEN_LIPS_MM else found.doing
            self._seen.append(_Moment(t_s, self._signs.passed_s, doing))
