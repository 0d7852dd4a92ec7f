"""What Linux tells in files of the kernel and of the desktop: cameras, capture, screens, batteries, quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from feedback.desk.courtesy.asking import Asking, NotToldError, Resting
from feedback.desk.courtesy.given import Given
from feedback.desk.courtesy.linux.camera import CameraHeld
from feedback.desk.courtesy.linux.capture import HardwareCapture
from feedback.desk.courtesy.linux.dconf import dconf_truth
from feedback.desk.courtesy.linux.disturb import KEPT, KeptHeld
from feedback.desk.courtesy.linux.locked import ScreensOff
from feedback.desk.courtesy.linux.microphone import Microphone
from feedback.desk.courtesy.linux.power import KernelPower
from feedback.desk.courtesy.table import Power
from tests.feedback.desk.courtesy.conftest import patient
from tests.patience import PATIENCE_S
from tests.places import DATA

linux = pytest.mark.skipif("sys.platform != 'linux'", reason="these files are Linux's")
HOLDS = "import sys; held = open(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def node(tmp_path: Path) -> Path:
    """A file that stands for a camera node."""
    node = tmp_path / "video0"
    node.touch()
    return node.resolve()


def camera(node: Path) -> CameraHeld:
    return CameraHeld(lambda: {str(node)})


@linux
def test_a_camera_that_another_program_holds_is_seen_until_it_is_let_go(node: Path):
    source = camera(node)
    assert source.read(patient()) is False
    reads, keeps = os.pipe()
    # Begun by a shell that ends at once, so that it is nobody's child, as another program is not ours.
    begin = f'exec 3<&0; "{sys.executable}" -c "{HOLDS}" "{node}" <&3 &'
    shell = subprocess.Popen(["sh", "-c", begin], stdin=reads, stdout=subprocess.PIPE, text=True)
    os.close(reads)
    assert shell.stdout is not None
    assert shell.stdout.readline() == "held\n"
    shell.wait(PATIENCE_S)
    assert source.read(patient()) is True
    os.close(keeps)
    assert shell.stdout.read() == ""  # it ended
    assert source.read(patient()) is False
    shell.stdout.close()


@linux
def test_our_own_glance_and_we_ourselves_hold_no_other_programs_camera(node: Path):
    source = camera(node)
    with node.open():
        assert source.read(patient()) is False
    glance = subprocess.Popen(
        ["sh", "-c", f'"{sys.executable}" -c "{HOLDS}" "{node}"; true'],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert glance.stdout is not None
    assert glance.stdout.readline() == "held\n"
    assert source.read(patient()) is False
    glance.communicate(timeout=PATIENCE_S)


@linux
def test_a_camera_search_that_takes_too_long_is_given_up(node: Path):
    clock = iter(range(10_000))
    with pytest.raises(NotToldError):
        camera(node).read(Asking(0.0, 2.5, clock=lambda: float(next(clock))))


def test_without_a_camera_nobody_uses_one(tmp_path: Path):
    assert CameraHeld(frozenset, tmp_path / "none").read(patient()) is False


def cards(folder: Path, **states: str) -> Path:
    """Sound cards' capture and playback devices with these states."""
    for name, state in states.items():
        sub = folder / "asound" / "card0" / name / "sub0"
        sub.mkdir(parents=True)
        (sub / "status").write_text(state)
    return folder / "asound"


RUNNING = "state: RUNNING\nowner_pid   : 4711\ntrigger_time: 12.5\n"


def process(folder: Path, name: str) -> Path:
    (folder / "proc" / "4711").mkdir(parents=True)
    (folder / "proc" / "4711" / "comm").write_text(f"{name}\n")
    return folder / "proc"


def test_hardware_that_records_is_seen(tmp_path: Path):
    here = cards(tmp_path, pcm0p=RUNNING, pcm0c=RUNNING)
    assert HardwareCapture(cards=here).read(patient()) is True


def test_hardware_that_only_plays_is_not_a_microphone(tmp_path: Path):
    here = cards(tmp_path, pcm0p=RUNNING, pcm0c="closed\n")
    assert HardwareCapture(cards=here).read(patient()) is False


def test_what_the_sound_server_holds_is_left_to_its_own_word(tmp_path: Path):
    here = cards(tmp_path, pcm0c=RUNNING)
    server = HardwareCapture(servers_count=False, cards=here, processes=process(tmp_path / "1", "pipewire"))
    assert server.read(patient()) is False
    other = HardwareCapture(servers_count=False, cards=here, processes=process(tmp_path / "2", "arecord"))
    assert other.read(patient()) is True
    gone = HardwareCapture(servers_count=False, cards=here, processes=tmp_path / "none")
    assert gone.read(patient()) is True


def test_without_sound_cards_the_hardware_says_nothing(tmp_path: Path):
    with pytest.raises(NotToldError):
        HardwareCapture(cards=tmp_path / "none").read(patient())


@pytest.mark.parametrize(
    ("server", "past_it", "bare", "used"),
    [
        (True, False, False, True),
        (False, True, True, True),
        (False, False, True, False),  # held open by the server for nobody
        (False, None, None, False),  # no sound cards: a headset by radio
        (None, None, True, True),
        (None, None, False, False),
    ],
)
def test_sound_server_and_hardware_are_believed_together(
    server: bool | None, past_it: bool | None, bare: bool | None, used: bool
):
    assert Microphone(Given(server), Given(past_it), Given(bare)).read(patient()) is used


def test_a_microphone_of_which_nobody_tells_is_not_told():
    with pytest.raises(NotToldError):
        Microphone(Given[bool](None), Given[bool](None), Given[bool](None)).read(patient())


def screens(folder: Path, *states: tuple[str, str, str]) -> ScreensOff:
    for number, (status, enabled, dpms) in enumerate(states):
        screen = folder / f"card0-DP-{number}"
        screen.mkdir()
        for name, word in (("status", status), ("enabled", enabled), ("dpms", dpms)):
            (screen / name).write_text(f"{word}\n")
    return ScreensOff(folder)


def test_screens_that_sleep_are_seen_when_all_of_them_do(tmp_path: Path):
    off = ("connected", "enabled", "Off")
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    assert screens(tmp_path / "1", off, off, ("disconnected", "disabled", "Off")).read(patient()) is True
    assert screens(tmp_path / "2", off, ("connected", "enabled", "On")).read(patient()) is False


def test_screens_that_the_kernel_does_not_light_tell_nothing(tmp_path: Path):
    with pytest.raises(NotToldError):
        screens(tmp_path, ("connected", "disabled", "Off"), ("disconnected", "disabled", "Off")).read(patient())


def supplies(folder: Path, **batteries: dict[str, str]) -> KernelPower:
    folder.mkdir(exist_ok=True)
    for name, lines in batteries.items():
        (folder / name).mkdir()
        for line, word in lines.items():
            (folder / name / line).write_text(f"{word}\n")
    return KernelPower(folder)


def test_the_kernel_tells_of_the_computers_own_batteries(tmp_path: Path):
    half = {"type": "Battery", "status": "Discharging", "capacity": "10"}
    source = supplies(
        tmp_path / "sys",
        AC={"type": "Mains", "online": "0"},
        BAT0=half,
        BAT1={"type": "Battery", "status": "Unknown", "capacity": "30"},
        mouse={"type": "Battery", "scope": "Device", "status": "Discharging", "capacity": "1"},
    )
    assert source.read(patient()) == Power(on_battery=True, share=0.2)


def test_a_computer_without_battery_is_never_on_it(tmp_path: Path):
    assert supplies(tmp_path / "sys").read(patient()) == Power(on_battery=False)
    with pytest.raises(NotToldError):
        KernelPower(tmp_path / "none").read(patient())


@pytest.mark.parametrize(
    ("desktop", "file", "quiet"),
    [
        ("GNOME", "dconf_banners_off", True),
        ("GNOME", "dconf_mate_quiet", False),  # not set there: as it is at first
        ("MATE", "dconf_mate_quiet", True),
        ("MATE", "dconf_banners_off", False),
        ("X-Cinnamon", "dconf_mate_quiet", False),
    ],
)
def test_the_wish_not_to_be_disturbed_is_read_from_what_the_desktop_keeps(desktop: str, file: str, quiet: bool):
    key, holding = KEPT[desktop]
    assert KeptHeld(key, holding, DATA / "desk" / file).read(patient()) is quiet


def test_a_desktop_on_which_nothing_was_ever_changed_may_be_disturbed(tmp_path: Path):
    assert KeptHeld(*KEPT["GNOME"], tmp_path / "none").read(patient()) is False


def test_a_damaged_file_of_the_desktops_is_not_told(tmp_path: Path):
    whole = (DATA / "desk" / "dconf_banners_off").read_bytes()
    key, _ = KEPT["GNOME"]
    with pytest.raises(ValueError, match="not a file"):
        dconf_truth(b"something else, and long enough to be one", key)
    for length in range(0, len(whole), 7):
        damaged = tmp_path / "user"
        damaged.write_bytes(whole[:length])
        with suppress(NotToldError):
            assert Resting(KeptHeld(*KEPT["GNOME"], damaged)).read(patient()) in (True, False)
    assert dconf_truth(whole, "/org/gnome/desktop/interface/clock-format") is None  # words, no yes or no
