"""What a person should know before practising, as data: what this is, what to mind, when to see somebody first.

The wording helps to notice and relax, and says nothing about illness (a test reads every word of it).
"""

from __future__ import annotations

from dataclasses import dataclass

from vision.sentences import N_

SAFETY_VERSION = 1
"""Goes up when something is added that a person should read again; `Settings.safety_read` holds the one last read."""


@dataclass(frozen=True, slots=True)
class Section:
    """A few lines under a title. urgent: it stands out, by its mark and not by colour alone."""

    title: str
    lines: tuple[str, ...]
    urgent: bool = False


WHAT_IT_IS = Section(
    N_("What it is"),
    (
        N_("A way to notice your jaw and to let it soften, with three small exercises for jaw, breath and pelvis."),
        N_("Your webcam estimates how far your jaw hangs, against yourself only. When it cannot tell, it says so."),
    ),
)
WHAT_IT_IS_NOT = Section(
    N_("What it is not"),
    (
        N_("It says nothing about illness and does not take the place of a dentist, doctor or physiotherapist."),
        N_("There is no score to reach, and nobody to be compared with."),
    ),
)
PRIVACY = Section(
    N_("It stays with you"),
    (
        N_("Nothing leaves this computer. No picture is kept."),
        N_("Only numbers and your own words are kept, in a folder that only you can read. You can remove all of it."),
    ),
)
PRACTISING = Section(
    N_("While you practise"),
    (
        N_("Not while driving, and not where your attention is needed."),
        N_("Dizzy or tingling? Stop, and breathe the way you normally do."),
        N_("Breathe small and easy, without holding your breath."),
        N_("A bite while calibrating is light: three at most, of two seconds each. You can skip them."),
    ),
)
AFTER_A_BIRTH = Section(
    N_("After giving birth"),
    (
        N_("The breathing is fine from the start."),
        N_("Keep the shaking for after your check-up; sooner only if somebody who looks after you advises it."),
        N_("After a caesarean or complications: ask first."),
    ),
)
AT_ONCE = Section(
    N_("Call 112 or your emergency number at once"),
    (N_("Jaw pain together with pain in your chest."),),
    urgent=True,
)
SAME_DAY = Section(
    N_("Call a doctor the same day"),
    (N_("Pain when you chew, if you are over fifty or if your sight changes as well."),),
    urgent=True,
)
SEE_FIRST = Section(
    N_("See a dentist, doctor or (jaw) physiotherapist first"),
    (
        N_("Your jaw or neck was injured or operated on recently."),
        N_("Your jaw locks, or opens less and less."),
        N_("Part of your face or jaw is numb, swollen, or has a lump."),
        N_("Your face has become uneven, or your bite has suddenly changed."),
        N_("Your complaints are getting worse."),
    ),
)
MIND = (PRACTISING, AFTER_A_BIRTH)
SEE_SOMEBODY = (AT_ONCE, SAME_DAY, SEE_FIRST)
SAFETY = (*MIND, *SEE_SOMEBODY)
"""The safety screen: what to mind oneself, and when it is for somebody else, the most urgent first."""

SHAKING = Section(
    N_("Small and light"),
    (
        N_("For a minute, rock your pelvis or shake yourself loose: lying, or standing with support within reach."),
        N_("It should feel pleasant. Smaller is always fine."),
        N_("Dizzy, numb or uneasy? Stop, sit down, and breathe the way you normally do."),
    ),
)
NO_SHAKING = Section(
    N_("Leave it out, or ask first"),
    (
        N_("When you are pregnant, or had an operation or an injury recently."),
        N_("With epilepsy, painful joints, or if you fall easily."),
        N_("After giving birth: until your check-up, sooner only on advice."),
        N_("After a caesarean or complications: ask first."),
    ),
)
SHAKING_CAUTION = (SHAKING, NO_SHAKING)
"""The shaking's own caution (docs/facts.md 19)."""

SERIES_END = (
    N_("Exercises help, and so does changing what causes the strain."),
    N_("A physiotherapist who knows the jaw can help to loosen it."),
)
"""Kind words at the end of a series."""
SERIES = 10
"""So many sessions are a series: some two weeks of practising on most days."""


def words_after(sessions: int) -> tuple[str, ...]:
    """What is said (English) after a session that makes it so many: the kind words when a series is full."""
    return SERIES_END if sessions > 0 and sessions % SERIES == 0 else ()
