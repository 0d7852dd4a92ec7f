"""A face that notes what it is told."""

from __future__ import annotations


class NotingFace:
    """told: name of each call with what it was given."""

    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []

    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    def of(self, name: str) -> list[object]:
        return [what for told, what in self.told if told == name]

    def show_hint(self, for_s: float) -> None:
        self.told.append(("hint", for_s))

    def take_hint_away(self) -> None:
        self.told.append(("hint away", None))

    def ask_teeth(self, for_s: float, *, by_chance: bool) -> None:  # noqa: ARG002
        self.told.append(("question", by_chance))

    def take_question_away(self) -> None:
        self.told.append(("question away", None))

    def start_release(self, for_s: float) -> None:
        self.told.append(("release", for_s))

    def show_status(self, status: object) -> None:
        self.told.append(("status", status))

    def kept(self, record: object) -> None:
        self.told.append(("kept", record))

    def trouble(self, problem: object) -> None:
        self.told.append(("trouble", str(problem)))
