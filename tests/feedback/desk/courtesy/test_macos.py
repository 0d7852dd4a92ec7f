"""What macOS tells, with its libraries replaced."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from feedback.desk.courtesy.asking import NotToldError
from feedback.desk.courtesy.macos.desktop import macos_table
from feedback.desk.courtesy.macos.foundation import framework
from feedback.desk.courtesy.macos.power import MacPower
from feedback.desk.courtesy.macos.running import MacCamera, MacMicrophone
from feedback.desk.courtesy.macos.session import MacFullScreen, MacIdle, MacSession
from feedback.desk.courtesy.sources import Sources
from feedback.desk.courtesy.table import Power, Quiet
from feedback.kept.desk_records import Hindrance
from tests.feedback.desk.courtesy.conftest import patient
from tests.feedback.desk.courtesy.test_sources import at

CAMERA, HEADSET, SPEAKER, CALL = 40, 50, 51, 60
SCREEN = (0.0, 0.0, 1512.0, 982.0)


class Mac:
    """A Mac's answers. Values of Core Foundation are numbers that stand for those of Python; ``alive`` counts ours."""

    def __init__(self) -> None:
        self.values: list[object] = [None]
        self.alive = 0
        self.objects: dict[tuple[int, str, str], list[int]] = {
            (1, "dev#", "glob"): [HEADSET, SPEAKER],
            (HEADSET, "stm#", "inpt"): [7],
            (SPEAKER, "stm#", "inpt"): [],
            (1, "prs#", "glob"): [CALL],
        }
        self.cameras: dict[tuple[int, str, str], list[int]] = {(1, "dev#", "glob"): [CAMERA]}
        self.asleep = 0
        self.session: dict[str, object] | None = {"kCGSSessionOnConsoleKey": True}
        self.since = {0xFFFFFFFF: 3.0, 10: 40.0}
        self.windows: list[dict[str, object]] = []
        self.power: dict[str, object] = {"providing": "AC Power", "sources": []}

    def give(self, value: object, *, owned: bool = False) -> int:
        self.alive += owned
        self.values.append(value)
        return len(self.values) - 1

    def open(self, path: str) -> SimpleNamespace:
        name = path.rpartition("/")[2]
        return SimpleNamespace(**getattr(self, f"_{name.lower()}")())

    def _corefoundation(self) -> dict[str, Any]:
        held = self.values

        def release(_: int) -> None:
            self.alive -= 1

        def string(_: object, text: bytes, __: int) -> int:
            return self.give(text.decode(), owned=True)

        def get(where: int, key: int) -> int | None:
            found: Any = held[where]
            return self.give(found[held[key]]) if held[key] in found else None

        def double(value: int, _: int, into: Any) -> int:
            into._obj.value = float(held[value])  # type: ignore[arg-type]
            return 1

        def text(value: int, room: Any, _: int, __: int) -> int:
            room.value = str(held[value]).encode()
            return 1

        return {
            "CFRelease": release,
            "CFStringCreateWithCString": string,
            "CFDictionaryGetValue": get,
            "CFArrayGetCount": lambda array: len(held[array]),  # type: ignore[arg-type]
            "CFArrayGetValueAtIndex": lambda array, number: self.give(held[array][number]),  # type: ignore[index]
            "CFGetTypeID": lambda value: 21 if isinstance(held[value], bool) else 22,
            "CFBooleanGetTypeID": lambda: 21,
            "CFBooleanGetValue": lambda value: int(bool(held[value])),
            "CFNumberGetValue": double,
            "CFStringGetCString": text,
        }

    def _coreaudio(self) -> dict[str, Any]:
        return {
            "AudioObjectGetPropertyDataSize": measure(self.objects),
            "AudioObjectGetPropertyData": lambda owner, at, _, __, size, room: read(
                self.objects, owner, at, size, room
            ),
        }

    def _coremediaio(self) -> dict[str, Any]:
        return {
            "CMIOObjectGetPropertyDataSize": measure(self.cameras),
            "CMIOObjectGetPropertyData": lambda owner, at, _, __, ___, size, room: read(
                self.cameras, owner, at, size, room
            ),
        }

    def _coregraphics(self) -> dict[str, Any]:
        def displays(_: int, room: Any, count: Any) -> int:
            room[0], count._obj.value = 9, 1
            return 0

        def bounds(_: int) -> object:
            return SimpleNamespace(all=lambda: SCREEN)

        def rectangle(described: int, into: Any) -> bool:
            into._obj.x, into._obj.y, into._obj.width, into._obj.height = self.values[described]  # type: ignore[misc]
            return True

        return {
            "CGMainDisplayID": lambda: 9,
            "CGDisplayIsAsleep": lambda _: self.asleep,
            "CGSessionCopyCurrentDictionary": lambda: (
                None if self.session is None else self.give(self.session, owned=True)
            ),
            "CGEventSourceSecondsSinceLastEventType": lambda _, kind: self.since[kind],
            "CGGetActiveDisplayList": displays,
            "CGDisplayBounds": bounds,
            "CGWindowListCopyWindowInfo": lambda _, __: self.give(self.windows, owned=True),
            "CGRectMakeWithDictionaryRepresentation": rectangle,
        }

    def _iokit(self) -> dict[str, Any]:
        return {
            "IOPSCopyPowerSourcesInfo": lambda: self.give("told", owned=True),
            "IOPSGetProvidingPowerSourceType": lambda _: self.give(self.power["providing"]),
            "IOPSCopyPowerSourcesList": lambda _: self.give(self.power["sources"], owned=True),
            "IOPSGetPowerSourceDescription": lambda _, source: source,
        }


def key(owner: int, at: Any) -> tuple[int, str, str]:
    def letters(value: int) -> str:
        return value.to_bytes(4, "big").decode()

    return owner, letters(at._obj.selector), letters(at._obj.scope)


def measure(objects: dict[tuple[int, str, str], list[int]]) -> Any:
    def size(owner: int, at: Any, _: int, __: object, into: Any) -> int:
        if key(owner, at) not in objects:
            return 2003332927  # "who?"
        into._obj.value = 4 * len(objects[key(owner, at)])
        return 0

    return size


def read(objects: dict[tuple[int, str, str], list[int]], owner: int, at: Any, size: Any, room: Any) -> int:
    for number, value in enumerate(objects[key(owner, at)]):
        room[number] = value
    size._obj.value = 4 * len(objects[key(owner, at)])
    return 0


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mac]:
    """A Mac, on which nothing of ours is left in the end."""
    mac = Mac()
    monkeypatch.setattr(ctypes, "CDLL", mac.open)
    framework.cache_clear()
    yield mac
    framework.cache_clear()
    assert mac.alive == 0


@pytest.mark.parametrize(("running", "used"), [([1], True), ([0], False), (None, False)])
def test_a_camera_that_runs_for_anybody_is_seen(mac: Mac, running: list[int] | None, used: bool):
    if running is not None:
        mac.cameras[CAMERA, "gone", "glob"] = running
    assert MacCamera().read(patient()) is used


def test_a_mac_without_cameras_uses_none(mac: Mac):
    mac.cameras[1, "dev#", "glob"] = []
    assert MacCamera().read(patient()) is False
    mac.cameras.clear()
    with pytest.raises(NotToldError):
        MacCamera().read(patient())


@pytest.mark.parametrize(
    ("running", "records", "used"),
    [
        ((), 0, False),
        ((HEADSET,), 1, True),
        ((HEADSET,), 0, False),  # music in the headset
        ((SPEAKER,), 1, False),  # the assistant waits for its name
        ((HEADSET,), None, True),  # a system that does not know of processes
    ],
)
def test_a_call_is_told_from_music_and_from_the_assistant(
    mac: Mac, running: tuple[int, ...], records: int | None, used: bool
):
    for device in (HEADSET, SPEAKER):
        mac.objects[device, "gone", "glob"] = [int(device in running)]
    if records is None:
        del mac.objects[1, "prs#", "glob"]
    else:
        mac.objects[CALL, "piri", "glob"] = [records]
    assert MacMicrophone().read(patient()) is used


@pytest.mark.parametrize(
    ("session", "hidden"),
    [
        ({"kCGSSessionOnConsoleKey": True}, False),
        ({}, False),
        ({"kCGSSessionOnConsoleKey": True, "CGSSessionScreenIsLocked": True}, True),
        ({"CGSSessionScreenIsLocked": 1}, True),
        ({"kCGSSessionOnConsoleKey": False}, True),
    ],
)
def test_a_session_that_cannot_be_seen(mac: Mac, session: dict[str, object], hidden: bool):
    mac.session = session
    assert MacSession().read(patient()) is hidden
    mac.asleep = 1
    assert MacSession().read(patient()) is True


def test_without_a_session_on_the_screen_it_is_not_told(mac: Mac):
    mac.session = None
    with pytest.raises(NotToldError):
        MacSession().read(patient())


@pytest.mark.usefixtures("mac")
def test_keys_are_told_apart():
    assert MacIdle().read(patient()) == Quiet(3.0, typing_s=40.0)


@pytest.mark.parametrize(
    ("layer", "place", "full"),
    [
        (0, SCREEN, True),
        (25, SCREEN, False),
        (0, (0.0, 33.0, 1512.0, 949.0), False),
    ],
)
def test_a_window_that_covers_the_screen_is_seen(mac: Mac, layer: int, place: tuple[float, ...], full: bool):
    mac.windows = [
        {"kCGWindowLayer": 0, "kCGWindowBounds": (10.0, 10.0, 200.0, 100.0)},
        {"kCGWindowLayer": layer, "kCGWindowBounds": place},
        {},
    ]
    assert MacFullScreen().read(patient()) is full


def test_the_macs_own_battery_counts_and_not_a_mouses(mac: Mac):
    mac.power = {
        "providing": "Battery Power",
        "sources": [
            {"Type": "Accessory Source", "Current Capacity": 3, "Max Capacity": 100},
            {"Type": "InternalBattery", "Current Capacity": 18, "Max Capacity": 100},
        ],
    }
    assert MacPower().read(patient()) == Power(on_battery=True, share=0.18)
    mac.power = {"providing": "AC Power", "sources": []}
    assert MacPower().read(patient()) == Power(on_battery=False)


@pytest.mark.usefixtures("mac")
def test_a_quiet_mac_and_what_it_does_not_tell():
    sources = Sources(macos_table())
    told = sources.ask(at())
    assert told.reasons == told.unknown == frozenset()
    assert ["disturbed" in str(one) for one in sources.not_told(at())] == [True]


def test_a_mac_whose_libraries_are_gone_tells_nothing(monkeypatch: pytest.MonkeyPatch):
    def gone(path: str) -> object:
        raise OSError(path)

    framework.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", gone)
    assert Hindrance.MICROPHONE_USED in Sources(macos_table()).ask(at()).unknown
