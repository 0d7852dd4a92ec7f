"""What the doctor finds: one record a question, and what all of them together mean for a session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from feedback.process.exit_codes import DONE, NO_SOURCE, WRONG_USE
from vision.errors import PlainError
from vision.sentences import Sentence


class Severity(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    MIND = "mind"
    """A session works; something could be better."""
    STOP = "stop"
    """A session would not work."""
    UNKNOWN = "unknown"
    """It could not be told here."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question.

    id: the question's lasting name. advice: what helps, one sentence each. values: the figures behind ``text``, plain
    JSON. code: the exit code when it stops a session.
    """

    id: str
    severity: Severity
    text: Sentence
    advice: tuple[Sentence, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    code: int = WRONG_USE

    @property
    def ok(self) -> bool | None:
        """True or False; None when it could not be told."""
        return None if self.severity is Severity.UNKNOWN else self.severity is Severity.GOOD


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that belong together, under a name (English, to be translated)."""

    name: str
    findings: tuple[Finding, ...]


def said(error: PlainError) -> Sentence:
    """An error's own sentence."""
    return error.sentence


def exit_code(parts: Iterable[FindingGroup]) -> int:
    """0 when a session would work; else 3 when it lacks pictures, 2 when it lacks something else."""
    codes = {one.code for part in parts for one in part.findings if one.severity is Severity.STOP}
    if NO_SOURCE in codes:
        return NO_SOURCE
    return WRONG_USE if codes else DONE
