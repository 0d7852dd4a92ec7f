"""Small files of the person's own: written whole, for the owner only; damaged ones are set aside, never overwritten."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700


def write_whole(target: Path, content: bytes) -> None:
    """Put ``content`` at ``target`` in one move, so a reader sees the old file or the new one. Raises OSError."""
    target.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)  # mkstemp: for the owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(OWNER_FILE)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path:
    """Move a damaged file out of the way and return where it is now (where it was, if it may not be moved)."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    try:
        path.rename(aside)
    except OSError:
        return path  # a folder that may not be changed: nothing is overwritten by reading
    return aside
