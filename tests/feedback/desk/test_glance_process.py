"""What becomes of a glance whose process does well, dies, hangs, chatters or is called back."""

from __future__ import annotations

import math
import os
import signal
import sys

import pytest

from feedback.desk.glance_process import GlanceProcess
from feedback.kept.desk_records import Glance, Hindrance, Seen
from tests.feedback.desk.glimpsing import AT, NOW, SAYS, glance_processes, outcome, started

HANGS = "import time; print('open', flush=True); time.sleep(3600)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"


def test_what_it_says_is_kept_with_its_time_and_whose_it_was():
    glance = outcome(started(SAYS))
    assert glance == Glance(AT, Seen.TENSE, "", 5.5, 8.0, 0.1, 0.9, 0.4, 1.4, "me")
    assert not glance_processes()


def test_what_else_is_printed_changes_nothing():
    chatter = (
        "print('W0000 feedback manager'); print('{'); print('[' * 5000); import os; os.write(1, bytes(range(256)))"
    )
    more = 'print(\'{"glance": 3}\'); print(\'{"glance": {"seen": "asleep"}}\'); print(\'x\' * 3000000)'
    assert outcome(started(chatter, "print()", SAYS, more)).seen is Seen.TENSE


@pytest.mark.parametrize(
    "line",
    [
        "",
        "print('nothing')",
        "raise SystemExit(3)",
        "import os; os.abort()",
        SAYS.replace("5.5", "-1"),
        SAYS[:60] + "'",
    ],
)
def test_a_process_without_a_word_has_failed(line: str):
    glance = outcome(started(line))
    assert (glance.seen, glance.why) == (Seen.NOT_TAKEN, Hindrance.FAILED)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_killed_process_has_failed_and_the_next_one_does_well():
    glances = started(HANGS)
    (child,) = glance_processes()
    os.kill(child.pid, signal.SIGKILL)
    assert outcome(glances).why == Hindrance.FAILED
    glances = GlanceProcess(lambda _: [sys.executable, "-S", "-c", SAYS], "me")
    glances.start(NOW, 60.0)
    assert outcome(glances).seen is Seen.TENSE


def test_one_that_hangs_is_killed_when_its_time_is_over():
    glance = outcome(started(HANGS, at_most_s=0.3))
    assert (glance.seen, glance.why) == (Seen.NOT_TAKEN, Hindrance.FAILED)
    assert glance.took_s > 0.3  # the camera may have been open all that time
    assert not glance_processes()


@pytest.mark.parametrize("before", ["", DEAF])
def test_called_back_it_ends_with_that_word_whether_it_listens_or_not(before: str):
    glances = started(before, HANGS)
    glances.end(Hindrance.MICROPHONE_USED)
    glances.end(Hindrance.LOCKED)
    glance = outcome(glances)
    assert (glance.seen, glance.why) == (Seen.NOT_TAKEN, Hindrance.MICROPHONE_USED)
    assert not glance_processes()


def test_what_cannot_be_started_has_failed():
    glances = GlanceProcess(lambda _: ["/nowhere/to/be/found"], "me")
    glances.start(NOW, 20.0)
    assert glances.due_s(NOW) < math.inf
    assert outcome(glances).why == Hindrance.FAILED
    assert glances.due_s(NOW) == math.inf


def test_a_second_start_does_not_open_a_second_camera():
    glances = started(HANGS)
    glances.start(NOW, 20.0)
    assert len(glance_processes()) == 1
    glances.close()
    assert not glance_processes()
    assert glances.poll(NOW) is None
