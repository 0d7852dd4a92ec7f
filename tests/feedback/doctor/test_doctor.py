"""The doctor as a person calls it, and what it makes of things that are not as they should be."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from calibration.profile import ProfileFolder, new_profile
from feedback.command import doctor as command
from feedback.doctor.finding import Finding, FindingGroup, Severity, exit_code
from feedback.doctor.keeping import look_at_folder, look_at_history, look_at_profiles, look_at_settings, look_at_spread
from feedback.doctor.libraries import judge_libraries, look_at_model
from feedback.doctor.outside import Connection, judge_connections
from feedback.doctor.seeing import Seen, judge
from feedback.doctor.surroundings import judge_voices
from feedback.kept.errors import FILE_NAME as HISTORY
from feedback.kept.history import History
from feedback.kept.settings import FILE_NAME as SETTINGS
from feedback.texts import Texts
from tests.calibration.people import a_baseline, a_template
from tests.fault_server import FaultServer, fault_server
from tests.needs import needs_portaudio
from tests.patience import PATIENCE_S
from tests.places import ROOT
from vision.model_file import MODEL_PATH
from vision.sentences import Sentence
from vision.source.cameras import list_cameras

WANTED = ["mediapipe==0.10.30", "opencv-python-headless<5,>=4.10", "numpy<3,>=2.0", "babel>=2; extra == 'test'"]
RIGHT = {"mediapipe": "0.10.30", "opencv-python-headless": "4.12.0.88", "numpy": "2.2.6"}
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")


def doctor(*arguments: object, data_dir: Path) -> tuple[int, dict[str, dict[str, object]]]:
    """Exit code and checks by name."""
    app = typer.Typer()
    app.callback()(lambda: None)
    command.add_to(app)
    result = CliRunner().invoke(
        app, ["doctor", "--json", "--lang", "en", "--data-dir", str(data_dir), *map(str, arguments)]
    )
    told = json.loads(result.stdout)
    assert told["event"] == "doctor"
    assert told["exit_code"] == result.exit_code
    assert told["ok"] is (result.exit_code == 0)
    return result.exit_code, {check["id"]: check for check in told["checks"]}


@pytest.fixture(scope="module")
def camera() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


@pytest.fixture(autouse=True)
def good_again(camera: FaultServer) -> Iterator[None]:
    yield
    camera.heal()
    camera.until_released()


def test_a_good_camera_is_measured_and_nothing_is_written(camera: FaultServer, tmp_path: Path):
    folder = tmp_path / "never"
    code, checks = doctor("--source", camera.address, data_dir=folder)
    assert code == 0
    assert (checks["source"]["values"]["width"], checks["source"]["values"]["height"]) == (640, 480)
    assert 0 < checks["rate"]["values"]["fps"] < 40
    assert checks["lag"]["values"]["lag_ms"] >= 0
    assert checks["light"]["ok"]
    assert checks["sharpness"]["ok"]
    assert checks["face"]["values"]["faces"] == 1
    assert checks["model"]["ok"]
    assert checks["libraries"]["ok"]
    assert checks["opencv"]["values"]["distributions"] == ["opencv-python-headless"]
    assert not folder.exists()
    if sys.platform.startswith("linux"):
        port = camera.address.split(":")[2].split("/")[0]
        assert f"tcp 127.0.0.1 port {port}" in checks["connections"]["values"]["open"]
        assert checks["connections"]["ok"]


def test_a_closed_shutter_stops_a_session(camera: FaultServer, tmp_path: Path):
    camera.black = True
    code, checks = doctor("--source", camera.address, data_dir=tmp_path)
    assert code == 3
    assert "shutter" in checks["source"]["text"]


def test_a_missing_file_is_said_and_the_rest_is_looked_at(tmp_path: Path):
    code, checks = doctor("--source", tmp_path / "gone.mp4", data_dir=tmp_path)
    assert code == 3
    assert "gone.mp4" in checks["source"]["text"]
    assert {"libraries", "display", "sound", "voice", "data", "history", "connections"} <= checks.keys()


@pytest.mark.skipif(bool(list_cameras()), reason="there is a camera here")
def test_without_a_camera_it_says_what_else_can_be_looked_at(tmp_path: Path):
    code, checks = doctor(data_dir=tmp_path)
    assert code == 3
    assert checks["cameras"]["ok"] is False
    assert "--source" in checks["cameras"]["advice"][0]


@pytest.mark.skipif(os.name != "posix", reason="terminals and interrupts as POSIX has them")
def test_on_a_terminal_it_says_what_it_looks_at_and_ctrl_c_ends_it(tmp_path: Path):
    ours, its = os.openpty()
    command = [sys.executable, "-m", "feedback.command.main", "doctor", "--source", "demo", "--lang", "en"]
    with (
        subprocess.Popen([*command, "--data-dir", str(tmp_path)], stdout=subprocess.PIPE, stderr=its, cwd=ROOT) as it,
        os.fdopen(ours, encoding="utf-8") as terminal,
    ):
        os.close(its)
        heard = [terminal.readline().strip() for _ in range(3)]
        it.send_signal(signal.SIGINT)
        told, _ = it.communicate(timeout=PATIENCE_S)
        with suppress(OSError):  # what Linux says at the end of a terminal
            heard += terminal.readlines()
    assert heard == ["Looking at the libraries …", "Looking at the camera …", "Looking at screen, sound and voice …"]
    assert (it.returncode, told) == (4, b"")


def test_a_library_that_does_not_load_is_one_answer_among_the_others(tmp_path: Path):
    broken = (
        "import sys\n"
        "sys.modules['mediapipe'] = None\n"  # how Python marks a module that cannot be imported
        f"sys.argv = ['kaakrust', 'doctor', '--json', '--source', 'demo', '--data-dir', {str(tmp_path)!r}]\n"
        "from feedback.command.main import main\n"
        "main()"
    )
    told = subprocess.run([sys.executable, "-c", broken], capture_output=True, text=True, cwd=ROOT, check=False)
    checks = {check["id"]: check for check in json.loads(told.stdout)["checks"]}
    assert (told.returncode, told.stderr) == (2, "")
    assert checks["camera"]["severity"] == "stop"
    assert "mediapipe" in checks["camera"]["text"]
    assert {"python", "model", "display", "voice", "connections"} <= checks.keys()
    assert checks["fence"]["ok"]


def test_few_pictures_a_second_stop_a_session_and_some_are_only_noted():
    def rate(fps: float) -> Severity:
        return next(one.severity for one in judge(Seen("camera", (640, 480), 30.0, fps=fps)) if one.id == "rate")

    assert [rate(fps) for fps in (3.0, 10.0, 25.0)] == [Severity.STOP, Severity.MIND, Severity.GOOD]


def test_the_exit_code_names_pictures_first():
    def stop(code: int) -> FindingGroup:
        return FindingGroup("", (Finding("x", Severity.STOP, Sentence("text"), code=code),))

    note = FindingGroup(
        "", (Finding("x", Severity.MIND, Sentence("text")), Finding("x", Severity.UNKNOWN, Sentence("text")))
    )
    assert exit_code([note]) == 0
    assert exit_code([note, stop(2)]) == 2
    assert exit_code([stop(2), stop(3)]) == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mediapipe": "0.10.35"}, "mediapipe==0.10.30"),
        ({"numpy": "1.26.4"}, "numpy<3,>=2.0"),
        ({"opencv-python-headless": None}, "opencv-python-headless<5,>=4.10"),
    ],
)
def test_a_library_out_of_bounds_stops_a_session(change: dict[str, str | None], says: str):
    installed = {name: version for name, version in (RIGHT | change).items() if version}
    found = judge_libraries(WANTED, installed)[0]
    assert found.severity is Severity.STOP
    assert says in str(found.advice[0].values["command"])


@pytest.mark.parametrize("other", ["opencv-contrib-python", "opencv-python"])
def test_two_opencvs_stop_a_session(other: str):
    libraries, opencv = judge_libraries(WANTED, RIGHT | {other: "4.12.0.88"})
    assert libraries.severity is Severity.GOOD
    assert opencv.severity is Severity.STOP
    assert f"uninstall {other} " in str(opencv.advice[0].values["command"])


def test_a_cut_off_or_missing_model_stops_a_session(tmp_path: Path):
    cut_off = tmp_path / "cut_off.task"
    cut_off.write_bytes(MODEL_PATH.read_bytes()[:-1])
    assert look_at_model(cut_off)[0].severity is Severity.STOP
    assert look_at_model(tmp_path / "gone.task")[0].severity is Severity.STOP
    assert look_at_model()[0].severity is Severity.GOOD


def test_a_folder_that_cannot_be_made_stops_a_session(tmp_path: Path):
    (tmp_path / "file").touch()
    assert look_at_folder(tmp_path / "file" / "data")[0].severity is Severity.STOP


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_files_that_others_may_read_are_noticed(tmp_path: Path):
    folder = tmp_path / "data"
    ProfileFolder(folder).save(a_profile("default"))
    assert look_at_folder(folder)[0].severity is Severity.GOOD
    kept = folder / "profiles" / "default.json"
    kept.chmod(0o644)
    found = look_at_folder(folder)[0]
    assert found.severity is Severity.MIND
    assert found.values["open_to_others"] == [str(kept)]
    assert f'chmod -R go= "{folder}"' in found.advice[0].values.values()


def test_what_is_kept_can_be_read(tmp_path: Path):
    ProfileFolder(tmp_path).save(a_profile("default"))
    History(tmp_path).close()
    before = contents(tmp_path)
    found = [*look_at_profiles(tmp_path, "default"), *look_at_settings(tmp_path), *look_at_history(tmp_path)]
    assert [one.severity for one in found] == [Severity.GOOD, Severity.GOOD]
    assert contents(tmp_path) == before


def test_what_is_damaged_is_told_and_left_as_it_is(tmp_path: Path):
    ProfileFolder(tmp_path).save(a_profile("default"))
    ProfileFolder(tmp_path).path("Jo").write_bytes(b'{"schema": 1, "name": ')
    (tmp_path / SETTINGS).write_bytes(b"\xff")
    (tmp_path / HISTORY).write_bytes(b"not a database, but long enough to be taken for a damaged one" * 99)
    before = contents(tmp_path)
    own, other = look_at_profiles(tmp_path, "default")
    assert own.severity is Severity.GOOD
    assert (other.severity, other.values["name"]) == (Severity.MIND, "Jo")
    for found in (*look_at_settings(tmp_path), *look_at_history(tmp_path)):
        assert found.severity is Severity.MIND
    assert contents(tmp_path) == before


def test_a_profile_asked_for_by_name_must_be_there(tmp_path: Path):
    assert look_at_profiles(tmp_path, "default")[0].severity is Severity.MIND
    assert look_at_profiles(tmp_path, "Jo")[0].severity is Severity.STOP
    assert look_at_profiles(tmp_path, "../Jo")[0].severity is Severity.STOP


def a_connection(remote: str | None) -> Connection:
    return Connection("tcp", ip_address("10.0.0.5"), 40000, None if remote is None else ip_address(remote), 443)


@pytest.mark.parametrize(
    ("remote", "source", "fine"),
    [
        ("127.0.0.1", "", True),
        ("::1", "", True),
        ("192.0.2.1", "", False),
        ("192.0.2.1", "http://192.0.2.1:443/camera", True),
        ("192.0.2.2", "http://192.0.2.1:443/camera", False),
        ("192.0.2.2", "http://porch.local/camera", True),
        (None, "", False),  # waits for others, on an address that they can reach
    ],
)
def test_only_the_camera_named_may_be_at_the_other_end(remote: str | None, source: str, fine: bool):
    assert (judge_connections([a_connection(remote)], source).severity is Severity.GOOD) is fine


@linux_only
def test_a_socket_that_leads_out_is_found():
    rogue = (
        "import socket\n"
        "from feedback.doctor.outside import connections, judge_connections\n"
        "quiet = judge_connections(connections(), '')\n"
        "with socket.create_server(('0.0.0.0', 0)), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as other:\n"
        "    other.bind(('::', 0))\n"
        "    found = judge_connections(connections(), '')\n"
        "print(quiet.severity, found.severity, len(found.values['outside']))"
    )
    told = subprocess.run([sys.executable, "-c", rogue], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.split() == ["good", "mind", "2"]


@pytest.mark.parametrize(
    ("voices", "severity"),
    [
        (None, Severity.MIND),
        ({"nl": [], "en": ["Ann"]}, Severity.MIND),
        ({"nl": ["Xander"], "en": []}, Severity.GOOD),
    ],
)
def test_a_voice_must_speak_the_persons_language(voices: dict[str, list[str]] | None, severity: Severity):
    assert judge_voices(voices, "nl").severity is severity


@needs_portaudio
def test_sound_can_be_asked_about_after_the_face_library_was_told_there_is_none():
    asked = "import vision.landmarker, sounddevice; print(len(sounddevice.query_hostapis()) >= 0)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.strip() == "True"


def a_profile(name: str):
    return new_profile(name, a_baseline(), a_template(), "camera", (640, 480))


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_profile_says_how_well_it_knows_the_gap_and_from_what(tmp_path: Path):
    ProfileFolder(tmp_path).save(a_profile("default"))
    (found,) = look_at_spread(tmp_path, "default")
    assert found.severity is Severity.GOOD
    told = found.values
    parts = [told[name] for name in ("pixels", "pose", "zero", "skin", "gain", "scale")]
    assert told["hanging"] == pytest.approx(math.hypot(*parts), abs=0.01)
    assert told["rest"] < told["hanging"]
    dutch = Texts("nl").say(found.text)
    assert "in rust" in dutch


def test_without_a_profile_to_read_there_is_no_spread_to_tell(tmp_path: Path):
    assert look_at_spread(tmp_path, "default") == []
    ProfileFolder(tmp_path).save(a_profile("default"))
    ProfileFolder(tmp_path).path("default").write_bytes(b"{")
    assert look_at_spread(tmp_path, "default") == []
