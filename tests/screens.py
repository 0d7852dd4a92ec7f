"""A screen of its own for each process that runs tests: no window takes the keyboard or pointer of another's."""

from __future__ import annotations

import os
import shutil
import subprocess

SIZE = "1400x900x24"


def open_screen() -> subprocess.Popen[bytes] | None:
    """Start a virtual screen and make it this process's, where one was asked for and Xvfb is installed.

    Without a display Qt draws into memory, which no other process shares. Where Xvfb opens none, it stays as it was.
    """
    if not os.environ.get("DISPLAY") or (program := shutil.which("Xvfb")) is None:
        return None
    reads, tells = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(tells), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(tells,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the tests; the screen is ended after them
    )
    os.close(tells)
    with os.fdopen(reads) as told:
        number = told.readline().strip()
    if not number:
        server.wait()
        return None
    os.environ["DISPLAY"] = f":{number}"
    return server


def close_screen(server: subprocess.Popen[bytes]) -> None:
    """End the screen that ``open_screen`` started."""
    server.terminate()
    server.wait()
