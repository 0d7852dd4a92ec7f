"""Playing many cases against one promise, and looking for what must never reach a person."""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import hypothesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from feedback.texts import Texts
from vision.errors import PlainError


@dataclass(frozen=True)
class Target:
    """cases: what it is fed with. check: raises when a promise is broken; gets an empty folder.

    often: cases of a nightly run. seldom: cases in the suite.
    """

    name: str
    cases: Callable[[], st.SearchStrategy[Any]]
    check: Callable[[Any, Path], None]
    often: int
    seldom: int


def play(target: Target, count: int, seed: int | None = None, told: Callable[[int], None] = lambda _: None) -> int:
    """Feed ``target`` with about ``count`` cases; how many there were. seed: None for the same cases each time."""
    played = 0

    @hypothesis.settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=seed is None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        # For long the seed repeats a case; making it small as well would take longer than all the others together.
        phases=[Phase.generate] if seed is not None else [Phase.generate, Phase.shrink],
    )
    @given(target.cases())
    def one(case: Any) -> None:
        nonlocal played
        played += 1
        told(played)
        with tempfile.TemporaryDirectory() as folder, every_thread_calm():
            target.check(case, Path(folder))

    (one if seed is None else hypothesis.seed(seed)(one))()
    return played


@contextmanager
def every_thread_calm() -> Iterator[None]:
    """Fails when any thread, or anything at its end, would print a traceback."""
    loud: list[object] = []
    with (
        patch.object(threading, "excepthook", lambda told: loud.append(told.exc_value)),
        patch.object(sys, "unraisablehook", lambda told: loud.append(told.exc_value)),
    ):
        yield
    assert not loud, f"a thread ended with {loud[0]!r}"


def said(action: Callable[[], Any]) -> tuple[Any, PlainError | None]:
    """What ``action`` gives, or the plain error it raises, which must make a sentence in both languages."""
    try:
        return action(), None
    except PlainError as error:
        problem = error
    assert all(Texts(language).say(problem.sentence).strip() for language in ("en", "nl"))
    return None, problem


def kept_aside(path: Path, content: bytes) -> bool:
    """Whether ``content`` still lies at ``path`` or beside it as damaged."""
    places = [path, *path.parent.glob(f"{path.name}.damaged-*")]
    return any(place.is_file() and place.read_bytes() == content for place in places)
