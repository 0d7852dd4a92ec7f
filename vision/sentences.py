"""Sentences for a person, which rooms below the window say without knowing their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(template: str) -> str:  # noqa: N802 - the gettext convention for "translate this later"
    """Mark ``template`` for translation without translating it here."""
    return template


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English template with ``{name}`` places, and what fills them. ``str()`` is the English sentence."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)
