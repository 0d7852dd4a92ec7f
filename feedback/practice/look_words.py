"""What a look at the jaw saw, and what lies between two, in words."""

from __future__ import annotations

from feedback.practice.looks import Difference, Look, Moment
from feedback.texts import Texts
from feedback.texts.measures import gap_words
from vision.sentences import N_

LOOK_WORDS = {
    Moment.BEFORE: N_("Your jaw before: {gap}"),
    Moment.AFTER: N_("Your jaw after: {gap}"),
}


def look_words(look: Look, texts: Texts) -> str:
    """What a look at the jaw saw."""
    gap_mm, sd_mm = look.gap_mm, look.gap_sd_mm
    if gap_mm is None or sd_mm is None:
        return ""
    return texts.say(LOOK_WORDS[look.moment], gap=gap_words(gap_mm, sd_mm, texts))


def difference_words(between: Difference, texts: Texts) -> str:
    """What lies between two looks, with its uncertainty, and nothing more."""
    if not between.told:
        gap = gap_words(abs(between.gap_mm), between.sd_mm, texts)
        return texts.say(N_("The difference between before and after, {gap}, may be chance."), gap=gap)
    words = N_("Your jaw hung more afterwards: {gap}.") if between.gap_mm > 0 else N_("Less space afterwards: {gap}.")
    return texts.say(words, gap=gap_words(abs(between.gap_mm), between.sd_mm, texts))
