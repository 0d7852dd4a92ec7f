"""A calibration's verdict as one would say it: what the program will see of this jaw, and whether once more helps."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.baseline import Baseline
from calibration.tension import CLEAR_SEPARATION, WEAK_SEPARATION, Clarity
from calibration.zero_doubts import CALIBRATED_ALIKE, touch_like_rest
from vision.sentences import N_


@dataclass(frozen=True, slots=True)
class PlainVerdict:
    """headline, lines: English, to translate. serves: clear enough to begin with; else once more is proposed first."""

    headline: str
    lines: tuple[str, ...]
    serves: bool


def plain_verdict(baseline: Baseline) -> PlainVerdict:
    """What this baseline allows, without figures."""
    apart = baseline.hang_separation
    serves = apart is None or apart >= WEAK_SEPARATION
    doubted = touch_like_rest(baseline)
    if doubted:
        hanging = CALIBRATED_ALIKE
    elif apart is None:
        hanging = N_("You left the hanging out, so I go by your teeth alone. With it I would see more.")
    elif apart >= CLEAR_SEPARATION:
        hanging = N_("I can tell well when your jaw hangs and when it is closed.")
    elif serves:
        hanging = N_("I can tell hanging from closed, if you sit still and the light stays as it is.")
    else:
        hanging = N_(
            "Hanging and closed look almost alike to me here. More light, or coming closer, and once more may help."
        )
    lines = [hanging]
    tension = baseline.tension.clarity if baseline.tension is not None else None
    if tension is Clarity.CLEAR:
        lines.append(N_("I can also see when your jaw is tense."))
    elif tension is Clarity.WEAK:
        lines.append(N_("Tension shows only a little on your face, so I ask now and then whether I was right."))
    else:
        lines.append(N_("Tension does not show on your face, so I say nothing about it."))
    if doubted:
        headline = N_("One question first")
    else:
        headline = N_("Thank you, I know your jaw now.") if serves else N_("Not clear enough yet")
    return PlainVerdict(headline, tuple(lines), serves and not doubted)
