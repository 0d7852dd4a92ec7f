"""Removal of everything there is of a person, the desk's start with the session among it."""

from __future__ import annotations

from pathlib import Path

from feedback.desk.autostart import Autostart, AutostartError
from feedback.desk.single import is_taken
from feedback.kept.errors import StoreError
from feedback.kept.forget import Forgotten, forget_everything
from vision.sentences import N_

AT_THE_DESK = N_("Kaakrust is at your desk at this moment. Quit it there first, then forget.")


def forget_person(data_dir: Path) -> Forgotten:
    """Remove every file of ours, and let nothing of ours start with the session. Raises StoreError."""
    if is_taken(data_dir):  # it would go on writing to what is being removed
        raise StoreError(AT_THE_DESK)
    removed = forget_everything(data_dir)
    try:
        Autostart(data_dir).forget()
    except AutostartError as problem:
        raise StoreError(problem.sentence.template, **problem.sentence.values) from problem
    return removed
