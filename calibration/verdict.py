"""What a calibration allows, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calibration.baseline import Baseline
from calibration.tension import Clarity, clarity_of
from calibration.zero_doubts import CALIBRATED_ALIKE, touch_like_rest
from vision.sentences import N_, Sentence


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a calibration allows. touch_in_doubt: its rest cannot be told from its teeth touching.

    hanging: how well a hang stands apart from closed, None where it was left out. tension: the same of a light bite.
    """

    touch_in_doubt: bool
    hanging: Clarity | None
    tension: Clarity | None

    @property
    def serve(self) -> bool:
        """Whether one can begin with it; else once more is proposed first."""
        return not self.touch_in_doubt and self.hanging is not Clarity.NOT_CLEAR

    @property
    def tell_of_hanging(self) -> bool:
        """Whether anything is said of the hang: beside a zero in doubt it is not praised."""
        return not self.touch_in_doubt or self.hanging is Clarity.NOT_CLEAR


def abilities(baseline: Baseline) -> Abilities:
    """What this calibration allows, for whoever puts it into words."""
    apart = baseline.hang_separation
    return Abilities(
        touch_in_doubt=touch_like_rest(baseline),
        hanging=None if apart is None else clarity_of(apart),
        tension=None if baseline.tension is None else baseline.tension.clarity,
    )


def verdict(baseline: Baseline) -> tuple[Sentence, ...]:
    """Say in words what this calibration allows, per ability.

    Where the zero is in doubt that is asked first, and a hang that stands apart from it is not praised.
    """
    words: list[Sentence] = []
    able = abilities(baseline)
    if able.touch_in_doubt:
        words.append(Sentence(CALIBRATED_ALIKE))
    if able.hanging is not None and able.tell_of_hanging:
        words.append(Sentence(_HANGING_WORDS[able.hanging]))
    from_spacer = N_("Millimetres: from your spacer, to about {percent:.0f} %.")
    from_faces = N_("Millimetres: from what is usual for faces, to about {percent:.0f} %.")
    percent = {"percent": _percent(baseline)}
    words.append(Sentence(from_spacer if baseline.gain_source == "spacer" else from_faces, percent))
    if able.tension is not None:
        words.append(Sentence(_TENSION_WORDS[able.tension]))
    return tuple(words)


_HANGING_WORDS = {
    Clarity.CLEAR: N_("Hanging against closed: clear."),
    Clarity.WEAK: N_("Hanging against closed: to be told apart, with some care."),
    Clarity.NOT_CLEAR: N_(
        "Hanging against closed: hardly different. Let your jaw hang when that is asked; more light may help."
    ),
}
_TENSION_WORDS = {
    Clarity.CLEAR: N_("Tension: clear on your face."),
    Clarity.WEAK: N_("Tension: weak on your face, shown with care."),
    Clarity.NOT_CLEAR: N_("Tension: not clear on your face, so it is not shown."),
}


def _percent(baseline: Baseline) -> float:
    scale = 0.0 if baseline.gain_source == "spacer" else baseline.scale_sd_share
    return 100 * math.hypot(baseline.gain_sd_share, scale)
