"""Tells a screen reader, if one listens, what a sighted person reads in large type: each page's headline, each event.

Politely, so that nothing is cut short, and no oftener than steps and cues come: words that only stand again where they
stood before are not told again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from feedback.practice.events import GOING_ON, CueEvent, PauseEvent, ResumeEvent, StepEvent
from feedback.texts import Texts
from feedback.visit.events import Event, NoticeEvent, RepeatEvent


def announce(widget: QWidget, text: str) -> None:
    """Have ``text`` read out when there is a pause."""
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


def told(events: Sequence[Event], texts: Texts) -> str:
    """What these events say aloud, in one piece; states and figures are not read out."""
    lines: list[str] = []
    for event in events:
        match event:
            case StepEvent(_, _, sentence, detail):
                lines += [texts.say(part) for part in (sentence, detail)]
            case CueEvent() | RepeatEvent() | NoticeEvent() | PauseEvent():
                lines.append(texts.say(event.sentence))
            case ResumeEvent():
                lines.append(texts.say(GOING_ON))
    return " ".join(line if line.endswith((".", "!", "?", "…")) else f"{line}." for line in lines if line)


def announce_events(
    widget: QWidget, events: Sequence[Event], texts: Texts, say: Callable[[QWidget, str], object] = announce
) -> None:
    """Have read out what has just happened on the page ``widget``, if anything of it is to be said."""
    words = told(events, texts)
    if words:
        say(widget, words)
