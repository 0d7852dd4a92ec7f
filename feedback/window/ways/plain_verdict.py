"""A calibration's verdict as one would say it: what the program will see of this jaw, and whether once more helps."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.baseline import Baseline
from calibration.tension import Clarity
from calibration.verdict import abilities
from calibration.zero_doubts import CALIBRATED_ALIKE
from vision.sentences import N_

HANGING: dict[Clarity | None, str] = {
    Clarity.CLEAR: N_("I can tell well when your jaw hangs and when it is closed."),
    Clarity.WEAK: N_("I can tell hanging from closed, if you sit still and the light stays as it is."),
    Clarity.NOT_CLEAR: N_(
        "Hanging and closed look almost alike to me here. Let your jaw hang when that is asked; more light, or coming "
        "closer, may help too."
    ),
    None: N_("You left the hanging out, so I go by your teeth alone. With it I would see more."),
}
TENSION: dict[Clarity | None, str] = {
    Clarity.CLEAR: N_("I can also see when your jaw is tense."),
    Clarity.WEAK: N_("Tension shows only a little on your face, so I ask now and then whether I was right."),
}
NO_TENSION = N_("Tension does not show on your face, so I say nothing about it.")


@dataclass(frozen=True, slots=True)
class PlainVerdict:
    """headline, lines: English, to translate. serves: clear enough to begin with; else once more is proposed first."""

    headline: str
    lines: tuple[str, ...]
    serves: bool


def plain_verdict(baseline: Baseline) -> PlainVerdict:
    """What this baseline allows, without figures."""
    able = abilities(baseline)
    lines = [CALIBRATED_ALIKE] if able.touch_in_doubt else []
    if able.tell_of_hanging:
        lines.append(HANGING[able.hanging])
    lines.append(TENSION.get(able.tension, NO_TENSION))
    headline = N_("Thank you, I know your jaw now.") if able.serve else N_("Not clear enough yet")
    if able.touch_in_doubt:
        headline = N_("One question first")
    return PlainVerdict(headline, tuple(lines), able.serve)
