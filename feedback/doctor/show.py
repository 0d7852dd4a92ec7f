"""The findings for people, a mark in words before each, and as one JSON object."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from feedback.doctor.finding import FindingGroup, Severity, exit_code
from feedback.process.exit_codes import DONE
from feedback.texts import Texts
from vision.sentences import N_, Sentence

MARKS = {
    Severity.GOOD: (N_("in order"), "green"),
    Severity.MIND: (N_("worth a look"), "yellow"),
    Severity.STOP: (N_("in the way"), "bold"),
    Severity.UNKNOWN: (N_("not known"), "dim"),
}
"""A word for each, so that nothing is told by colour alone."""
ANSWERS = {
    True: N_("A session works here."),
    False: N_("A session does not work here yet; above it says what is in the way."),
}


def as_object(parts: Sequence[FindingGroup], texts: Texts, took_s: float) -> dict[str, object]:
    """All of it as plain JSON. t_s: how long it took."""
    code = exit_code(parts)
    return {
        "event": "doctor",
        "t_s": round(took_s, 1),
        "ok": code == DONE,
        "exit_code": code,
        "checks": [
            {
                "id": one.id,
                "ok": one.ok,
                "severity": one.severity.value,
                "text": _words(one.text, texts),
                "advice": [_words(helps, texts) for helps in one.advice],
                "values": one.values,
            }
            for part in parts
            for one in part.findings
        ],
    }


def print_findings(parts: Sequence[FindingGroup], texts: Texts) -> None:
    """A line each, what helps below it, and the answer at the end."""
    console = Console(highlight=False)
    marks = {severity: Text(texts.say(word), style) for severity, (word, style) in MARKS.items()}
    indent = max(len(mark) for mark in marks.values()) + 4
    for part in parts:
        console.print(Text(texts.say(part.name), "bold"))
        for one in part.findings:
            console.print(_line(marks[one.severity], Text(_words(one.text, texts)), indent))
            for helps in one.advice:
                console.print(_line(Text(), Text(f"→ {_words(helps, texts)}"), indent))
        console.print()
    answer = ANSWERS[exit_code(parts) == DONE]
    console.print(Text(texts.say(answer)))


def _line(mark: Text, words: Text, indent: int) -> Table:
    """``words`` in a column of their own beside ``mark``, folded to the terminal's width."""
    line = Table.grid(Column(width=indent), Column(overflow="fold"))
    line.add_row(Padding(mark, (0, 0, 0, 2)), words)
    return line


def _words(said: Sentence, texts: Texts) -> str:
    values = {
        name: texts.number(value, 1) if isinstance(value, float) else value for name, value in said.values.items()
    }
    return texts.say(said.template, **values)
