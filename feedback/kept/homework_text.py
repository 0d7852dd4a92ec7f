"""A plan's text out of a file that somebody sent."""

from __future__ import annotations

from pathlib import Path

from feedback.kept.homework import HomeworkError
from vision.sentences import N_

MOST_BYTES = 10_000
"""A plan is a few lines; of a file that is something else no more than this is read."""


def text_in(path: Path) -> str:
    """The text of ``path``. Raises HomeworkError with a plain sentence."""
    try:
        with path.open("rb") as opened:
            return text_of(opened.read(MOST_BYTES), path)
    except OSError as error:
        raise HomeworkError(
            N_("{path} cannot be read: {problem}."), path=path, problem=error.strerror or error
        ) from error


def text_of(content: bytes, path: Path | str) -> str:
    """``content``, which was read from ``path``, as text. Raises HomeworkError."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HomeworkError(N_("{path} is no plain text."), path=path) from error
