"""What kept sessions are called where one is chosen among several. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from feedback.kept.records import KeptSession
from feedback.kept.told import exercise_words
from feedback.texts import Texts
from feedback.texts.dates import MONTHS
from feedback.texts.measures import clock


def day_name(day: date, texts: Texts) -> str:
    """“12 November 2026”."""
    return f"{day.day} {texts.say(MONTHS[day.month - 1])} {day.year}"


def times_of_day(sessions: Sequence[KeptSession]) -> list[str]:
    """The time each began, of one day: “10:59”; with seconds, and a number if need be, where that is not enough."""
    minutes = [f"{session.started_at:%H:%M}" for session in sessions]
    names = _told_apart(minutes, [f"{session.started_at:%H:%M:%S}" for session in sessions])
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name] += 1
        numbered.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return numbered


def session_names(sessions: Sequence[KeptSession], texts: Texts) -> list[str]:
    """“12 November 2026, 10:59, Soft jaw, 5:00” for each; no two are the same."""
    days: dict[date, list[int]] = {}
    for place, session in enumerate(sessions):
        days.setdefault(session.day, []).append(place)
    times = [""] * len(sessions)
    for places in days.values():
        for place, name in zip(places, times_of_day([sessions[place] for place in places]), strict=True):
            times[place] = name
    return [
        f"{day_name(session.day, texts)}, {at}, {exercise_words(session, texts)}, {clock(session.totals.elapsed_s)}"
        for session, at in zip(sessions, times, strict=True)
    ]


def _told_apart(names: list[str], longer: list[str]) -> list[str]:
    """Each name, or its longer form where two would be the same."""
    count = Counter(names)
    return [more if count[name] > 1 else name for name, more in zip(names, longer, strict=True)]
