"""A real glance, in its own process, through a real stream that behaves or does not."""

from __future__ import annotations

import errno
import math
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from calibration.circumstances import Circumstance
from calibration.profile import ProfileFolder, new_profile
from calibration.spans import parse_spans
from feedback.analysis.measure import calibrate_profile
from feedback.desk.glance_child import glance as glance_here
from feedback.desk.glance_process import TRACES, GlanceProcess, glance_command
from feedback.desk.glance_trace import replay_glance
from feedback.kept.desk_records import Glance, Hindrance, Seen
from feedback.kept.desk_rows import read_glances
from feedback.kept.history import History
from feedback.kept.settings import Settings, SettingsFile
from feedback.texts import Texts
from feedback.visit.trace.file import read_trace
from tests.calibration.people import a_baseline, a_template
from tests.fault_server import FaultServer, fault_server
from tests.feedback.desk.glimpsing import NOW, glance_processes, outcome
from tests.places import FACE_CLIP, ROOT
from vision.errors import SourceError
from vision.source.cameras import CameraInfo
from vision.source.sources import Webcam

AT_MOST_S = 120.0
"""On a busy machine a glance takes its time; that it is killed in the end is tried elsewhere."""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a profile of the stream's person."""
    folder = tmp_path_factory.mktemp("glance")
    ProfileFolder(folder).save(calibrate_profile(str(FACE_CLIP), parse_spans("closed=0-2"), "me", Texts("en")))
    return folder


@pytest.fixture
def camera() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


def glancing(camera: FaultServer, data_dir: Path, profile: str = "me") -> GlanceProcess:
    glances = GlanceProcess(glance_command(camera.address, profile, str(data_dir)), profile)
    glances.start(NOW, AT_MOST_S)
    return glances


def glance(camera: FaultServer, data_dir: Path, profile: str = "me") -> Glance:
    return outcome(glancing(camera, data_dir, profile))


def test_a_glance_sees_the_person_of_its_profile_and_lets_go_of_the_camera(camera: FaultServer, data_dir: Path):
    found = glance(camera, data_dir)
    # This profile was made without a bite: then a closed jaw is closed, and no more is said.
    assert found.seen in (Seen.CLOSED, Seen.RELAXED)
    assert (found.profile, found.why) == ("me", "")
    assert found.judged_s >= 5.0
    assert found.took_s >= found.judged_s
    assert found.gap_sd_mm > 0.5
    camera.until_released()
    assert not glance_processes()


def test_a_glance_leaves_a_trace_where_one_was_asked_for_and_its_word_is_found_again(
    camera: FaultServer, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(TRACES, str(tmp_path))
    found = glance(camera, data_dir)
    (trace,) = tmp_path.glob("glance-*.trace")
    (step,) = replay_glance(*read_trace(trace))
    assert step.now == step.then
    assert f'"seen": "{found.seen}"' in step.now[0]


def test_without_a_profile_the_camera_is_never_opened(camera: FaultServer, data_dir: Path):
    found = glance(camera, data_dir, "nobody")
    assert (found.seen, found.why, found.took_s) == (Seen.NOT_TAKEN, Hindrance.NO_PROFILE, 0.0)
    assert camera.visits == 0


def test_somebody_who_is_not_the_profiles_person_is_not_judged(camera: FaultServer, data_dir: Path):
    ProfileFolder(data_dir).save(new_profile("other", a_baseline(), a_template(), "clip", (320, 240)))
    found = glance(camera, data_dir, "other")
    assert (found.seen, found.why) == (Seen.UNSURE, Hindrance.STALE)


def test_a_glance_goes_by_the_baseline_of_what_is_otherwise_today(camera: FaultServer, data_dir: Path, tmp_path: Path):
    profiles = ProfileFolder(tmp_path)
    own = ProfileFolder(data_dir).load("me")
    assert own is not None
    profiles.save(new_profile("me", a_baseline(), a_template(), "clip", (320, 240)))
    profiles.save(msgspec.structs.replace(own, circumstances=(Circumstance.BEARD,)))
    settings = SettingsFile(tmp_path)
    settings.save(Settings(circumstances=(Circumstance.BEARD, Circumstance.ONE_SIDE)))
    assert glance(camera, tmp_path).seen in (Seen.CLOSED, Seen.RELAXED)
    settings.save(Settings())
    assert glance(camera, tmp_path).why == Hindrance.STALE
    settings.path.write_text("{")  # choices that cannot be read say nothing of today
    assert glance(camera, tmp_path).why == Hindrance.STALE


def busy(camera: FaultServer) -> None:
    camera.busy = True


def gone(camera: FaultServer) -> None:
    camera.go_away()


def covered(camera: FaultServer) -> None:
    camera.black = True


@pytest.mark.parametrize(
    ("fault", "seen", "why"),
    [
        (busy, Seen.NOT_TAKEN, Hindrance.NO_CAMERA),  # of a stream nobody can tell a busy camera from none
        (gone, Seen.NOT_TAKEN, Hindrance.NO_CAMERA),
        (covered, Seen.UNSURE, "dark"),
    ],
)
def test_a_camera_that_shows_nothing_is_a_word_in_the_day(
    camera: FaultServer, data_dir: Path, fault: Callable[[FaultServer], None], seen: Seen, why: str
):
    fault(camera)
    found = glance(camera, data_dir)
    assert (found.seen, found.why) == (seen, why)


@pytest.mark.parametrize(("said", "why"), [(errno.EBUSY, Hindrance.CAMERA_USED), (errno.ENODEV, Hindrance.NO_CAMERA)])
def test_a_camera_that_another_program_took_first_is_in_use(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path, said: int, why: Hindrance
):
    """As Linux answers when somebody takes it between our question and our opening."""

    def refused(camera: Webcam, wanted: object) -> None:
        raise SourceError("no picture") from OSError(said, os.strerror(said))

    webcam = CameraInfo("Front", 0, "/dev/video0")
    monkeypatch.setattr("vision.source.sources.find_source", lambda _: Webcam(webcam))
    monkeypatch.setattr(Webcam, "open", refused)
    found = glance_here("", "me", data_dir, until_s=math.inf)
    assert (found.seen, found.why) == (Seen.NOT_TAKEN, why)


def test_a_camera_that_is_taken_away_meanwhile_is_a_word_too(camera: FaultServer, data_dir: Path):
    glances = glancing(camera, data_dir)
    camera.until_sent(20)
    camera.go_away()
    found = outcome(glances)
    assert (found.seen, found.why) == (Seen.NOT_TAKEN, Hindrance.NO_CAMERA)


def test_called_back_it_lets_go_of_the_camera(camera: FaultServer, data_dir: Path):
    glances = glancing(camera, data_dir)
    camera.until_sent(5)
    glances.end(Hindrance.MICROPHONE_USED)
    assert outcome(glances).why == Hindrance.MICROPHONE_USED
    camera.until_released()


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_killed_in_the_middle_it_has_failed_and_the_camera_is_free(camera: FaultServer, data_dir: Path):
    glances = glancing(camera, data_dir)
    camera.until_sent(5)
    (child,) = glance_processes()
    os.kill(child.pid, signal.SIGKILL)
    assert outcome(glances).why == Hindrance.FAILED
    camera.until_released()


def test_it_ends_with_whoever_started_it(camera: FaultServer, data_dir: Path):
    command = glance_command(camera.address, "me", str(data_dir))(AT_MOST_S)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        camera.until_sent(5)
        assert child.stdin is not None
        child.stdin.close()  # as a killed tray does
        assert child.wait() == 0
        assert child.stdout is not None
        assert child.stdout.read() == b""
    camera.until_released()


def test_a_killed_desk_loses_no_more_than_the_glance_that_ran(camera: FaultServer, data_dir: Path, tmp_path: Path):
    shutil.copytree(data_dir / "profiles", tmp_path / "profiles")
    (tmp_path / "profiles" / "me.json").rename(tmp_path / "profiles" / "default.json")
    command = [sys.executable, "-m", "tests.feedback.desk.hurried_desk", str(tmp_path), camera.address]
    with subprocess.Popen(command, cwd=ROOT) as desk:
        camera.until_sent(5)
        desk.kill()
    camera.until_released()
    with History(tmp_path) as history:
        (kept,) = read_glances(history)
    assert (kept.seen, kept.why) == (Seen.NOT_TAKEN, Hindrance.LOCKED)
