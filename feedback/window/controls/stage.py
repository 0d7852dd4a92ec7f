"""What the ways between pages need of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from feedback.texts import Texts
from feedback.window.controls.page import Page
from feedback.window.controls.theme import Appearance

Go = Callable[[], object]
"""A way to somewhere: what a button does, or where Esc leads."""


class Stage(Protocol):
    """Where pages are shown, and how they look and speak now. exit_code: what the command will say at its end."""

    look: Appearance
    texts: Texts
    exit_code: int

    @property
    def page(self) -> Page:
        """The page that is shown."""

    def show_page(self, page: Page, back: Go | None = None) -> None:
        """Put ``page`` before the person; ``back``: where Esc leads, None where there is nowhere to go."""

    def speak(self, language: str) -> None:
        """Speak another language ("" for the system's) from the next page on."""

    def wake(self) -> None:
        """There is something new to paint. From any thread."""

    def open_for(self, profile: str) -> None:
        """Open anew for another person."""

    def leave(self, code: int) -> None:
        """Back to the first page, or out when the person did not come from there."""
