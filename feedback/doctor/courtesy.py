"""What a look at the desk waits for, as far as this system tells it."""

from __future__ import annotations

import time
from datetime import datetime

from feedback.desk.courtesy.sources import Sources
from feedback.desk.courtesy.table import Matter
from feedback.desk.courtesy.words import NOT_TOLD
from feedback.desk.events import Now
from feedback.doctor.finding import Finding, Severity
from vision.sentences import N_, Sentence


def look_at_courtesy(sources: Sources | None = None) -> list[Finding]:
    """How much is told, and a finding for each thing that is not; none of them matters for a session."""
    asked = sources or Sources.of_this_system()
    try:
        missing = asked.missing(Now(time.monotonic(), datetime.now().astimezone()))
    finally:
        asked.close()
    values: dict[str, object] = {"told": len(Matter) - len(missing), "all": len(Matter)}
    text = Sentence(N_("A look at your desk waits for what this system tells: {told} of {all}."), values)
    return [
        Finding("desk", Severity.GOOD, text, (), values),
        *(Finding(f"desk_{matter}", Severity.UNKNOWN, NOT_TOLD[matter]) for matter in missing),
    ]
