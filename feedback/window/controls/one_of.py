"""A row of buttons of which one is chosen, with the words for what is chosen before them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QButtonGroup, QWidget

from feedback.window.controls.controls import Button, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, STEP, Appearance
from feedback.window.controls.ticks import INDENT_PX

Value = TypeVar("Value")


class OneOf(QWidget, Generic[Value]):
    """names: what each value is called. choose: told the value that is chosen. spoken: said instead of the names."""

    def __init__(
        self,
        look: Appearance,
        title: str,
        names: Mapping[Value, str],
        chosen: Value,
        choose: Callable[[Value], object] | None = None,
        spoken: Mapping[Value, str] | None = None,
    ) -> None:
        super().__init__()
        row = Flow()
        row.setContentsMargins(0, STEP // 2, 0, 0)
        self.setLayout(row)
        label = words(title, BODY, weight=500)
        label.setContentsMargins(INDENT_PX, 0, 0, 0)
        row.add_words(label)
        self._group = QButtonGroup(self)
        self.buttons: dict[Value, Button] = {}
        for value, name in names.items():
            full = f"{title}: {(spoken or names)[value]}"
            button = Button(look, name, partial(choose, value) if choose else None, choice=True, spoken=full)
            button.setChecked(value == chosen)
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[value] = button

    @property
    def chosen(self) -> Value:
        """The one that is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def show_choice(self, value: Value) -> None:
        """Another one was chosen, elsewhere."""
        self.buttons[value].setChecked(True)
