"""What shows the desk to the person: the tray and its small windows, or lines on a terminal."""

from __future__ import annotations

from typing import Protocol

from feedback.desk.events import Status
from feedback.kept.desk_records import Glance, Hint, Release, SelfCheck
from vision.sentences import Sentence


class Face(Protocol):
    """Is told what to show, and never blocks.

    What the person does goes to the `Keeper`: ``answer_hint``, ``answer_check``, ``end_release`` and ``ask``.
    ``for_s`` are seconds of the face's own real time (shorter in the demo); when they are over, the face takes its
    window away and says so. An answer to what is not shown any more is passed over.
    """

    def show_hint(self, for_s: float) -> None:
        """Show the hint; then `Keeper.answer_hint`, with `HintAnswer.NONE` when it goes by itself."""
        ...

    def take_hint_away(self) -> None:
        """Take the hint away at once, if one is shown. Nothing needs to be answered."""
        ...

    def ask_teeth(self, for_s: float, *, by_chance: bool) -> None:
        """Ask the self-check's question; then `Keeper.answer_check`, with None when it goes unanswered."""
        ...

    def take_question_away(self) -> None:
        """Take the question away at once, if one is shown. Nothing needs to be answered."""
        ...

    def start_release(self, for_s: float) -> None:
        """Begin the release; then `Keeper.end_release`, whole when it was not left before its end."""
        ...

    def show_status(self, status: Status) -> None:
        """Say what the desk is doing: the tooltip, the strip's words."""
        ...

    def kept(self, record: Glance | Hint | SelfCheck | Release) -> None:
        """A record of today, written or not: a page that shows today draws anew."""
        ...

    def trouble(self, problem: Sentence) -> None:
        """Say once, without a window, that something does not work; the day goes on."""
        ...
