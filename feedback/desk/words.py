"""What the desk says of itself in words: what it is doing now, why a look was left out, the self-check.

Pure: records and a time come in, sentences go out; tray, strip, pages and terminal all say the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from feedback.desk.events import Status
from feedback.kept.desk_records import Hindrance, Seen, Teeth
from feedback.texts import Texts
from feedback.texts.dates import MONTHS
from vision.sentences import N_, nN_

ABOUT_MIN = 5
"""The next look is told in steps of so many minutes: it comes with some chance in it, and nobody shall wait for it."""
HINDRANCE_WORDS = {
    Hindrance.CAMERA_USED: N_("your camera is in use"),
    Hindrance.MICROPHONE_USED: N_("your microphone is in use"),
    Hindrance.LOCKED: N_("the screen is locked"),
    Hindrance.ABSENT: N_("nobody is at the keyboard"),
    Hindrance.PRESENTING: N_("the screen is full or must not be disturbed"),
    Hindrance.BATTERY: N_("the battery is to be spared"),
    Hindrance.PAUSED: N_("you paused it"),
    Hindrance.NO_CAMERA: N_("there is no camera"),
    Hindrance.NO_PROFILE: N_("there is no calibration yet"),
    Hindrance.STALE: N_("place or light differ from your calibration"),
    Hindrance.NO_FACE: N_("there was no face to see"),
    Hindrance.FAILED: N_("a look did not work out"),
}
"""Why there is no look now, to stand after a colon."""
LEFT_OUT_WORDS = {
    Hindrance.CAMERA_USED: N_("your camera was in use"),
    Hindrance.MICROPHONE_USED: N_("your microphone was in use"),
    Hindrance.LOCKED: N_("the screen was locked"),
    Hindrance.ABSENT: N_("nobody was at the keyboard"),
    Hindrance.PRESENTING: N_("the screen was full or not to be disturbed"),
    Hindrance.BATTERY: N_("the battery was spared"),
    Hindrance.PAUSED: N_("you had paused it"),
    Hindrance.NO_CAMERA: N_("there was no camera"),
    Hindrance.NO_PROFILE: N_("there was no calibration yet"),
    Hindrance.STALE: N_("place or light differed from your calibration"),
    Hindrance.NO_FACE: N_("there was no face to see"),
    Hindrance.FAILED: N_("a look did not work out"),
}
"""Why there was none."""
SEEN_WORDS = {
    Seen.RELAXED: N_("relaxed"),
    Seen.TENSE: N_("tense"),
    Seen.CLOSED: N_("closed (tense or not)"),
    Seen.ACTIVE: N_("talking or eating"),
    Seen.UNSURE: N_("could not tell"),
    Seen.NOT_TAKEN: N_("not looked"),
}
"""What a look came to."""
TEETH_WORDS = {
    Teeth.RELAXED: N_("relaxed, apart"),
    Teeth.TOUCHING: N_("touching"),
    Teeth.PRESSED: N_("pressed together"),
    Teeth.GRINDING: N_("grinding"),
    Teeth.BRACED: N_("jaw braced, teeth apart"),
}
"""The five answers, in the order of their keys 1 to 5."""
TEETH_ASKED = N_("Where are your teeth now?")
NEVER_A_MUST = N_("One click, or a key from 1 to 5. Esc leaves it.")
WORD_BACK = {
    Teeth.RELAXED: N_("Apart. That is all it takes."),
    Teeth.TOUCHING: N_("Noticed. A little space is enough."),
    Teeth.PRESSED: N_("Noticed. On the next breath out it may sink."),
    Teeth.GRINDING: N_("Noticed. On the next breath out it may rest."),
    Teeth.BRACED: N_("Noticed. It may hang by its own weight."),
}
"""A word back for each answer; noticing is all that was asked for."""
HINT_WORDS = N_("Notice your jaw.")
HINT_HOW = N_("Let it hang, teeth apart.")


def status_words(status: Status, now: datetime, texts: Texts) -> str:
    """What the desk does now, in one sentence: "Next look about 14:20."."""
    if status.glancing:
        return texts.say(N_("Looking, for a moment."))
    if status.paused_until is not None:
        return texts.say(N_("Paused until {time}."), time=_until(status.paused_until, now, texts))
    if status.waiting_for is not None:
        return texts.say(N_("Waiting: {why}."), why=texts.say(HINDRANCE_WORDS[status.waiting_for]))
    if status.next_at is not None:
        return texts.say(N_("Next look about {time}."), time=_about(status.next_at, now))
    return texts.say(N_("At your desk, without looks."))


def silence_words(status: Status, texts: Texts, *, learnt: bool = False) -> str:
    """How long it only learns what an ordinary week is; "" once that is over. learnt: it has just come to its end."""
    if status.silent_days_left <= 0:
        return texts.say(N_("It knows your ordinary week now; see Today.")) if learnt else ""
    left = nN_(
        "It learns what is ordinary for you: one more day without hints.",
        "It learns what is ordinary for you: {count} more days without hints.",
    )
    return texts.say(left, count=status.silent_days_left)


def _about(at: datetime, now: datetime) -> str:
    """A time of day in steps of `ABOUT_MIN`, never one that is over."""
    step = timedelta(minutes=ABOUT_MIN)
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    rounded = midnight + round((at - midnight) / step) * step
    if rounded < now:
        rounded += step
    return f"{rounded:%H:%M}"


def _until(at: datetime, now: datetime, texts: Texts) -> str:
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if days <= 0:
        return f"{local:%H:%M}"
    if days == 1:
        return texts.say(N_("tomorrow"))
    return texts.say(N_("{day} {month}"), day=local.day, month=texts.say(MONTHS[local.month - 1]))
