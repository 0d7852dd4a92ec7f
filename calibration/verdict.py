"""What a calibration allows, in words."""

from __future__ import annotations

import math

from calibration.baseline import Baseline
from calibration.tension import CLEAR_SEPARATION, WEAK_SEPARATION, Clarity
from calibration.zero_doubts import CALIBRATED_ALIKE, touch_like_rest
from vision.sentences import N_, Sentence


def verdict(baseline: Baseline) -> tuple[Sentence, ...]:
    """Say in words what this calibration allows, per ability.

    Where the zero is in doubt that is asked first, and a hang that stands apart from it is not praised.
    """
    words: list[Sentence] = []
    alike, apart = touch_like_rest(baseline), baseline.hang_separation
    if alike:
        words.append(Sentence(CALIBRATED_ALIKE))
    if apart is not None and (not alike or apart < WEAK_SEPARATION):
        if apart >= CLEAR_SEPARATION:
            template = N_("Hanging against closed: clear.")
        elif apart >= WEAK_SEPARATION:
            template = N_("Hanging against closed: to be told apart, with some care.")
        else:
            template = N_(
                "Hanging against closed: hardly different. Let your jaw hang when that is asked; more light may help."
            )
        words.append(Sentence(template))
    from_spacer = N_("Millimetres: from your spacer, to about {percent:.0f} %.")
    from_faces = N_("Millimetres: from what is usual for faces, to about {percent:.0f} %.")
    percent = {"percent": _percent(baseline)}
    words.append(Sentence(from_spacer if baseline.gain_source == "spacer" else from_faces, percent))
    if baseline.tension is not None:
        words.append(Sentence(_TENSION_WORDS[baseline.tension.clarity]))
    return tuple(words)


_TENSION_WORDS = {
    Clarity.CLEAR: N_("Tension: clear on your face."),
    Clarity.WEAK: N_("Tension: weak on your face, shown with care."),
    Clarity.NOT_CLEAR: N_("Tension: not clear on your face, so it is not shown."),
}


def _percent(baseline: Baseline) -> float:
    scale = 0.0 if baseline.gain_source == "spacer" else baseline.scale_sd_share
    return 100 * math.hypot(baseline.gain_sd_share, scale)
