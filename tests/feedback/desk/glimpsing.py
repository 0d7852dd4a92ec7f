"""Glances' processes in tests: small programs that stand in for one, and waiting for what comes of them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

import psutil

from feedback.desk.events import Now
from feedback.desk.glance_process import GlanceProcess
from feedback.kept.desk_records import Glance
from tests.patience import PATIENCE_S

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
NOW = Now(0.0, AT)
BETWEEN_S = 0.01
SAYS = (
    'print(\'{"glance": {"seen": "tense", "why": "", "judged_s": 5.5, "took_s": 8.0, "relaxed_share": 0.1, '
    '"tense_share": 0.9, "gap_mm": 0.4, "gap_sd_mm": 1.4}}\', flush=True)'
)


def glance_processes() -> list[psutil.Process]:
    """The processes of glances; a screen or a bus that other tests have open is none."""
    return [child for child in psutil.Process().children() if child.name().startswith("python")]


def program(*lines: str) -> Sequence[str]:
    """The command line of a small program."""
    return [sys.executable, "-S", "-c", "\n".join(lines)]


def started(*lines: str, at_most_s: float = PATIENCE_S) -> GlanceProcess:
    """A glance whose process is this program."""
    glances = GlanceProcess(lambda _: program(*lines), "me")
    glances.start(NOW, at_most_s)
    return glances


def outcome(glances: GlanceProcess) -> Glance:
    """What comes of it in the end."""
    turn = threading.Event()
    for _ in range(round(PATIENCE_S / BETWEEN_S)):
        if (glance := glances.poll(NOW)) is not None:
            return glance
        turn.wait(BETWEEN_S)
    raise AssertionError("the glance never ended")
