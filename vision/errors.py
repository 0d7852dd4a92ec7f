"""Errors that a person can act on. Each carries its sentence; whoever shows it translates it."""

from __future__ import annotations

from vision.sentences import Counted, Sentence


class PlainError(Exception):
    """One sentence that says what is wrong and what to do: an English ``template`` and the ``values`` that fill it."""

    def __init__(self, template: str | Counted, **values: object) -> None:
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))


class SourceError(PlainError):
    """A camera, file or stream that cannot be used (exit code 3)."""


class UsageError(PlainError):
    """Something asked for that makes no sense (exit code 2)."""
