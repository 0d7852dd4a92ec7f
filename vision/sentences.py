"""Sentences for a person, which rooms below the window say without knowing their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(template: str) -> str:  # noqa: N802 - the gettext convention for "translate this later"
    """Mark ``template`` for translation without translating it here."""
    return template


@dataclass(frozen=True, slots=True)
class Counted:
    """An English template for one and one for several, told apart by the value named ``count``."""

    one: str
    several: str

    def template(self, count: object) -> str:
        """The English one for so many."""
        return self.one if count == 1 else self.several


def nN_(one: str, several: str) -> Counted:  # noqa: N802 - the gettext convention, with its plural
    """Mark two templates for translation: for a count of one, and for any other."""
    return Counted(one, several)


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English template with ``{name}`` places, and what fills them. ``str()`` is the English sentence."""

    template: str | Counted
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        chosen = self.template
        if isinstance(chosen, Counted):
            chosen = chosen.template(self.values.get("count"))
        return chosen.format(**self.values)
