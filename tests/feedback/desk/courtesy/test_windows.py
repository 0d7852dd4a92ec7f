"""What Windows tells, with its registry and its calls replaced."""

from __future__ import annotations

import ctypes
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest

from feedback.desk.courtesy.asking import NotToldError
from feedback.desk.courtesy.sources import Sources
from feedback.desk.courtesy.table import Power, Quiet
from feedback.desk.courtesy.windows.consent import MICROPHONE, STORE, WEBCAM, ConsentUse
from feedback.desk.courtesy.windows.desktop import windows_table
from feedback.desk.courtesy.windows.full_screen import WindowsFullScreen
from feedback.desk.courtesy.windows.power import WindowsPower
from feedback.desk.courtesy.windows.session import WindowsIdle, WindowsSession
from feedback.kept.desk_records import Hindrance
from tests.feedback.desk.courtesy.conftest import patient
from tests.feedback.desk.courtesy.test_sources import at

RUNNING_S = 3600.0
Tree = dict[str, Any]


class Key:
    """One key of the registry: keys below it, and values."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def __enter__(self) -> Key:
        return self

    def __exit__(self, *_: object) -> None: ...


class Registry:
    """As much of winreg as is used, over one tree."""

    HKEY_CURRENT_USER = Key({})

    def __init__(self, tree: Tree) -> None:
        self.HKEY_CURRENT_USER = Key(tree)

    def OpenKey(self, key: Key, path: str) -> Key:  # noqa: N802 - as it is named there
        tree = key.tree
        for part in path.split("\\"):
            if not isinstance(tree.get(part), dict):
                raise FileNotFoundError(path)
            tree = tree[part]
        return Key(tree)

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:  # noqa: N802 - as it is named there
        return len([one for one in key.tree.values() if isinstance(one, dict)]), 0, 0

    def EnumKey(self, key: Key, number: int) -> str:  # noqa: N802 - as it is named there
        return [name for name, below in key.tree.items() if isinstance(below, dict)][number]

    def QueryValueEx(self, key: Key, name: str) -> tuple[int, int]:  # noqa: N802 - as it is named there
        if name not in key.tree:
            raise FileNotFoundError(name)
        return key.tree[name], 11


def ticks(before_s: float) -> int:
    return int((time.time() - before_s) * 1e7) + 116_444_736_000_000_000


def used(began_before_s: float, ended_before_s: float | None) -> Tree:
    return {
        "LastUsedTimeStart": ticks(began_before_s),
        "LastUsedTimeStop": 0 if ended_before_s is None else ticks(ended_before_s),
    }


def consent(monkeypatch: pytest.MonkeyPatch, capability: str, programs: Tree) -> None:
    tree: Tree = programs
    for part in reversed(f"{STORE}\\{capability}".split("\\")):
        tree = {part: tree}
    monkeypatch.setitem(sys.modules, "winreg", Registry(tree))  # type: ignore[arg-type]


class Windows:
    """The system's calls, which answer with what is set here."""

    def __init__(self) -> None:
        self.state, self.flags, self.described, self.freed = 0, 1, True, 0
        self.saver, self.tick, self.last_tick = 0, 10_000, 10_000
        self.notification, self.told = 5, 0
        self.mains, self.percent, self.powered = 1, 80, True

    def open(self, name: str) -> SimpleNamespace:
        def last_input(info: Any) -> int:
            info._obj.tick = self.last_tick
            return 1

        def parameters(_: int, __: int, running: Any, ___: int) -> int:
            running._obj.value = self.saver
            return 1

        def session(server: object, number: int, kind: int, found: Any, size: Any) -> int:
            if not self.described:
                return 0
            structure = found._obj._type_
            self.kept = structure(1, 2, self.state, self.flags)
            found._obj.contents = self.kept
            return 1

        def free(_: object) -> None:
            self.freed += 1

        def state(found: Any) -> int:
            found._obj.value = self.notification
            return self.told

        def power(status: Any) -> int:
            status._obj.mains, status._obj.percent = self.mains, self.percent
            return int(self.powered)

        def tick() -> int:
            return self.tick

        def tick_64() -> int:
            return int(RUNNING_S * 1000)

        known = {
            "user32": {"GetLastInputInfo": last_input, "SystemParametersInfoW": parameters},
            "wtsapi32": {"WTSQuerySessionInformationW": session, "WTSFreeMemory": free},
            "shell32": {"SHQueryUserNotificationState": state},
            "kernel32": {"GetSystemPowerStatus": power, "GetTickCount": tick, "GetTickCount64": tick_64},
        }
        return SimpleNamespace(**known[name])


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    windows = Windows()
    monkeypatch.setattr(ctypes, "WinDLL", windows.open, raising=False)
    return windows


@pytest.mark.parametrize("capability", [WEBCAM, MICROPHONE])
@pytest.mark.parametrize(
    ("programs", "in_use"),
    [
        ({}, False),
        ({"Talk_8wekyb": used(60.0, None)}, True),
        ({"Talk_8wekyb": used(60.0, 10.0)}, False),
        ({"Talk_8wekyb": {"Value": "Allow"}}, False),
        ({"NonPackaged": {"C:#Program Files#Call#call.exe": used(60.0, None)}}, True),
        ({"NonPackaged": {"C:#Program Files#Call#call.exe": used(60.0, 0.0)}, "Talk_8wekyb": used(9.0, 8.0)}, False),
        ({"NonPackaged": {"C:#call.exe": used(2 * RUNNING_S, None)}}, False),  # before the computer went off
    ],
)
@pytest.mark.usefixtures("windows")
def test_a_program_that_uses_camera_or_microphone_is_seen(
    monkeypatch: pytest.MonkeyPatch, capability: str, programs: Tree, in_use: bool
):
    consent(monkeypatch, capability, programs)
    assert ConsentUse(capability).read(patient()) is in_use


@pytest.mark.usefixtures("windows")
def test_our_own_look_is_nobody_elses_camera(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", r"C:\Users\me\kaakrust\python.exe")
    consent(monkeypatch, WEBCAM, {"NonPackaged": {"C:#Users#me#KAAKRUST#python.exe": used(5.0, None)}})
    assert ConsentUse(WEBCAM).read(patient()) is False


@pytest.mark.usefixtures("windows")
def test_a_windows_without_that_store_is_not_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "winreg", Registry({}))  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        ConsentUse(WEBCAM).read(patient())


@pytest.mark.parametrize(
    ("state", "flags", "saver", "hidden"),
    [(0, 1, 0, False), (0, 0, 0, True), (4, 1, 0, True), (0, 1, 1, True), (0, -1, 0, False)],
)
def test_a_session_that_cannot_be_seen(windows: Windows, state: int, flags: int, saver: int, hidden: bool):
    windows.state, windows.flags, windows.saver = state, flags, saver
    assert WindowsSession().read(patient()) is hidden
    assert windows.freed == (0 if saver else 1)


def test_a_session_that_is_not_described_is_not_told(windows: Windows):
    windows.described = False
    with pytest.raises(NotToldError):
        WindowsSession().read(patient())


def test_idle_time_goes_on_when_the_ticks_begin_again(windows: Windows):
    windows.tick, windows.last_tick = 125_000, 4_000
    assert WindowsIdle().read(patient()) == Quiet(121.0)
    windows.tick, windows.last_tick = 1_000, 0xFFFFFFFF - 999
    assert WindowsIdle().read(patient()) == Quiet(2.0)


@pytest.mark.parametrize(
    ("state", "full"), [(1, False), (2, True), (3, True), (4, True), (5, False), (6, False), (7, True)]
)
def test_what_windows_itself_would_not_disturb(windows: Windows, state: int, full: bool):
    windows.notification = state
    assert WindowsFullScreen().read(patient()) is full
    windows.told = -2147467259
    with pytest.raises(NotToldError):
        WindowsFullScreen().read(patient())


def test_the_battery_of_a_laptop_and_of_none(windows: Windows):
    windows.mains, windows.percent = 0, 12
    assert WindowsPower().read(patient()) == Power(on_battery=True, share=0.12)
    windows.mains, windows.percent = 1, 255
    assert WindowsPower().read(patient()) == Power(on_battery=False)
    windows.mains = 255
    with pytest.raises(NotToldError):
        WindowsPower().read(patient())


def test_a_call_on_windows_and_what_it_does_not_tell(windows: Windows, monkeypatch: pytest.MonkeyPatch):
    consent(monkeypatch, MICROPHONE, {"NonPackaged": {"C:#call.exe": used(5.0, None)}})
    sources = Sources(windows_table())
    told = sources.ask(at())
    assert told.reasons == {Hindrance.MICROPHONE_USED}
    assert told.unknown == {Hindrance.CAMERA_USED}  # of which this registry holds nothing
    assert "disturbed" in str(sources.not_told(at())[-1])
