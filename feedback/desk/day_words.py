"""A day at the desk in words: a headline, what the looks saw, why looks were left out. No score, no streak. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from feedback.desk.doubt_words import why_words
from feedback.desk.today import FEW, Dot, day_sentence, desk_day
from feedback.desk.words import LEFT_OUT_WORDS, SEEN_WORDS, TEETH_WORDS
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, Seen, SelfCheck
from feedback.kept.desk_rows import DeskRecord
from feedback.texts import Texts
from feedback.texts.dates import MONTHS
from vision.sentences import N_, nN_

NO_RECORD_THEN = N_("Nothing on this day")
FEW_THEN = N_("A few looks on this day")


def day_headline(records: Sequence[DeskRecord], day: date, texts: Texts, *, today: bool) -> str:
    """The day in a few words; of answers alone where nothing was looked at."""
    glances = [record for record in records if isinstance(record, Glance)]
    checks = sum(isinstance(record, SelfCheck) for record in records)
    taken = any(glance.seen is not Seen.NOT_TAKEN for glance in glances)
    if checks and not taken:
        return texts.say(nN_("You noticed your jaw once", "You noticed your jaw {count} times"), count=checks)
    seen = desk_day(day, glances)
    if not today and not taken:
        return texts.say(NO_RECORD_THEN)
    if not today and 0 < seen.count(Dot.RELAXED) + seen.count(Dot.TENSE) < FEW:
        return texts.say(FEW_THEN)
    return day_sentence(seen, texts)


def day_lines(records: Sequence[DeskRecord], texts: Texts) -> tuple[str, ...]:
    """What there is to say of the day, a line each; nothing that did not happen is named."""
    say = texts.say
    glances = [record for record in records if isinstance(record, Glance)]
    taken = [glance for glance in glances if glance.seen is not Seen.NOT_TAKEN]
    lines = []
    if taken:
        counted = Counter(glance.seen for glance in taken)
        parts = ", ".join(f"{counted[seen]} {say(SEEN_WORDS[seen])}" for seen in Seen if counted[seen])
        lines.append(
            say(nN_("One short look: {parts}.", "{count} short looks: {parts}."), count=len(taken), parts=parts)
        )
    left_out = [glance for glance in glances if glance.seen is Seen.NOT_TAKEN]
    if left_out:
        lines.append(say(N_("Not looked: {reasons}."), reasons=_reasons(left_out, texts)))
    checks = [record for record in records if isinstance(record, SelfCheck)]
    if checks:
        answers = Counter(check.teeth for check in checks)
        parts = "; ".join(
            say(words) + (f" ({answers[teeth]})" if answers[teeth] > 1 else "")
            for teeth, words in TEETH_WORDS.items()
            if answers[teeth]
        )
        lines.append(say(N_("Your own answers: {parts}."), parts=parts))
    hints = [record for record in records if isinstance(record, Hint)]
    did = []
    if hints:
        did.append(say(nN_("One hint.", "{count} hints."), count=len(hints)) + _not_right(hints, texts))
    releases = sum(isinstance(record, Release) for record in records)
    if releases:
        let_hang = nN_("You let your jaw hang once, for half a minute.", "You let your jaw hang {count} times.")
        did.append(say(let_hang, count=releases))
    if did:
        lines.append(" ".join(did))
    return tuple(lines)


def record_words(record: DeskRecord, texts: Texts) -> str:
    """One record as a line: "14:20 relaxed"."""
    say = texts.say
    match record:
        case Glance():
            words = say(SEEN_WORDS[record.seen])
            why = why_words(record)
            if why is not None and record.seen is Seen.ACTIVE:
                words = say(why)
            elif why is not None:
                words = say(N_("{what}: {why}"), what=words, why=say(why))
        case SelfCheck():
            words = say(N_("you answered: {answer}"), answer=say(TEETH_WORDS[record.teeth]))
        case Hint():
            words = say(HINT_ANSWER_WORDS[record.answer])
        case Release():
            words = say(N_("let hang, 30 s") if record.whole else N_("let hang, not to the end"))
    return f"{record.at:%H:%M} {words}"


HINT_ANSWER_WORDS = {
    HintAnswer.NONE: N_("a hint"),
    HintAnswer.RELEASE: N_("a hint, then let hang"),
    HintAnswer.NOT_RIGHT: N_("a hint that was not right"),
    HintAnswer.LATER: N_("a hint, later"),
}


def day_name(day: date, today: date, texts: Texts) -> str:
    """“today”, “yesterday” or “12 November”."""
    days = (today - day).days
    if days in (0, 1):
        return texts.say((N_("today"), N_("yesterday"))[days])
    words = texts.say(N_("{day} {month}"), day=day.day, month=texts.say(MONTHS[day.month - 1]))
    return words if day.year == today.year else f"{words} {day.year}"


def _reasons(glances: Sequence[Glance], texts: Texts) -> str:
    counted = Counter(why for glance in glances if (why := _why(glance)) is not None)
    parts = [
        texts.say(LEFT_OUT_WORDS[why]) + (f" ({times})" if times > 1 else "") for why, times in counted.most_common()
    ]
    return "; ".join(parts)


def _why(glance: Glance) -> Hindrance | None:
    try:
        return Hindrance(glance.why)
    except ValueError:
        return None


def _not_right(hints: Sequence[Hint], texts: Texts) -> str:
    count = sum(hint.answer is HintAnswer.NOT_RIGHT for hint in hints)
    if not count:
        return ""
    said = nN_("You said of one that it was not right.", "You said of {count} that they were not right.")
    return " " + texts.say(said, count=count)
