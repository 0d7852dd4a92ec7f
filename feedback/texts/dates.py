"""Days and months in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from feedback.texts import Texts
from vision.sentences import N_

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def short_day(day: date, texts: Texts) -> str:
    """“12 November”."""
    return texts.say(N_("{day} {month}"), day=day.day, month=texts.say(MONTHS[day.month - 1]))


def day_words(iso: str, now: datetime, texts: Texts) -> str:
    """“today”, “yesterday” or “12 November” for an ISO time; the time as it stands when it is none."""
    try:
        then = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    local = then.replace(tzinfo=then.tzinfo or UTC).astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days in (0, 1):
        return texts.say((N_("today"), N_("yesterday"))[days])
    words = short_day(local.date(), texts)
    return words if local.year == now.year else f"{words} {local.year}"
