"""Errors that a person can act on.

Rooms below the window know no language, so an error carries its English sentence as a template and the values that
fill it; whoever shows it translates the template first. ``str(error)`` is the English sentence.
"""

from __future__ import annotations


def N_(template: str) -> str:  # noqa: N802 - the gettext convention for "translate this later"
    """Mark ``template`` for translation without translating it here."""
    return template


class PlainError(Exception):
    """One sentence that says what is wrong and what to do.

    ``template`` is the English sentence with ``{name}`` places, ``values`` fills them.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


class SourceError(PlainError):
    """A camera, file or stream that cannot be used (exit code 3)."""


class UsageError(PlainError):
    """Something asked for that makes no sense (exit code 2)."""
