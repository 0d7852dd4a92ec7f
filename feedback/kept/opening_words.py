"""A comfortable opening in words, for terminal, window and report."""

from __future__ import annotations

from calibration.comfort import Comfort
from feedback.kept.opening_rows import Opening
from feedback.texts import Texts
from feedback.texts.dates import short_day
from vision.sentences import N_, Sentence

NAME = N_("Comfortable opening")
WORTH = N_(
    "How far the mouth opened without discomfort, as a camera estimates it: the middle of three, with its spread. It "
    "compares a person with themselves and with nobody else."
)
NOT_SEEN = N_("Not every opening could be seen, so nothing is kept. More light from the front helps.")
OPENED = N_("The mouth opened {mm} ± {sd} mm, between {low} and {high}.")
STRAIGHT = N_("The chin stayed in the middle, as far as can be told.")
TO_LEFT = N_("The chin went {mm} ± {sd} mm to the person's own left.")
TO_RIGHT = N_("The chin went {mm} ± {sd} mm to the person's own right.")
IN_SHORT = N_("Comfortable opening, {day}: {mm} ± {sd} mm.")
SURE = 2.0
"""A side is named from so many spreads on."""


def opening_sentences(comfort: Comfort) -> tuple[Sentence, Sentence]:
    """How far, between what, and where the chin went as far as that can be told. Whole millimetres."""
    opened = Sentence(
        OPENED,
        {
            "mm": _whole(comfort.mm),
            "sd": _whole(comfort.sd_mm),
            "low": _whole(comfort.low_mm),
            "high": _whole(comfort.high_mm),
        },
    )
    if abs(comfort.side_mm) < SURE * comfort.side_sd_mm:
        return opened, Sentence(STRAIGHT)
    side = {"mm": _whole(abs(comfort.side_mm)), "sd": _whole(comfort.side_sd_mm)}
    return opened, Sentence(TO_LEFT if comfort.side_mm > 0 else TO_RIGHT, side)


def opening_line(opening: Opening, texts: Texts) -> str:
    """One measurement on one line."""
    words = " ".join(texts.say(sentence) for sentence in opening_sentences(opening.comfort))
    return f"{short_day(opening.day, texts)}: {words}"


def opening_in_short(opening: Opening, texts: Texts) -> str:
    """The distance alone, where there is little room."""
    comfort = opening.comfort
    mm, sd_mm = _whole(comfort.mm), _whole(comfort.sd_mm)
    return texts.say(IN_SHORT, day=short_day(opening.day, texts), mm=mm, sd=sd_mm)


def _whole(mm: float) -> int:
    return max(1, round(mm)) if mm > 0 else round(mm)
