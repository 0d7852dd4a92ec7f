"""What every test stands on: no address outside this machine, and a Qt that needs no display."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.needs import named_in, no_window
from tests.places import ROOT
from tests.screens import close_screen, open_screen

WINDOWS = ("tests/feedback/window/", "tests/scenarios/test_camera_faults_window.py")
"""Files of tests that import Qt."""

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says how busy the machine is, and nothing about the program. The suite tries the same
# examples every time, so that whoever breaks a promise is the one who reads of it; --hypothesis-profile=others looks
# for further ones, each time anew.
settings.register_profile("others", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("the same", settings.get_profile("others"), derandomize=True)
settings.load_profile("the same")

INTERNET = (socket.AF_INET, socket.AF_INET6)
ADDRESSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
ASKED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
tried_outside: list[str] = []


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """Python itself tells of every use of its sockets, whoever makes it; native libraries are watched by strace."""
    if event in ADDRESSED:
        talker, address = arguments
        host = address[0] if isinstance(address, tuple) and talker.family in INTERNET else None
    elif event in ASKED:
        host = arguments[0]
    else:
        return
    if host is not None and not is_this_machine(host.decode() if isinstance(host, bytes) else str(host)):
        tried_outside.append(f"{event} {host!r}")
        raise AssertionError(f"{event}: {host!r} is not this machine")


def is_this_machine(host: str) -> bool:
    """Loopback by number or name. Not "" or 0.0.0.0: waiting there is open to the whole network."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


sys.addaudithook(guard)


class WithoutWindow(pytest.Module):
    """A file of tests of windows where Qt cannot be imported: skipped as a whole."""

    def collect(self) -> list[pytest.Item]:
        return pytest.skip(no_window(), allow_module_level=True)


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """pytest-qt would end the whole run before its first test where Qt cannot be imported."""
    if no_window():
        pluginmanager.set_blocked("pytest-qt")


def pytest_xdist_auto_num_workers() -> int:
    """One more process than processors: many tests wait for a camera, a clock or a process that they started."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors + 1


def pytest_configure(config: pytest.Config) -> None:
    """Before Qt looks for a screen, each process gets its own."""
    if (server := open_screen()) is not None:
        config.add_cleanup(lambda: close_screen(server))


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Files of tests of windows import Qt, which is a reason to skip them and not an error."""
    windowed = module_path.relative_to(ROOT).as_posix().startswith(WINDOWS)
    return WithoutWindow.from_parent(parent, path=module_path) if windowed and no_window() else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Last of all but the counts: which packages would let the skipped tests run too."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    packages = named_in(str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple))
    if packages:
        terminalreporter.write_line(
            "To run the tests too that were skipped for want of system packages, on Debian or Ubuntu: "
            f"sudo apt install {' '.join(packages)}"
        )


@pytest.fixture(autouse=True)
def this_machine_only() -> Iterator[None]:
    """A test that tried an address of another machine fails, also when somebody caught the refusal."""
    yield
    tried, tried_outside[:] = list(tried_outside), []
    assert not tried
