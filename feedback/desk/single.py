"""One desk for a data directory: a second start is heard by the first, which comes to the front.

The lock is the system's own, so that a kill lets it go and nothing that is left behind can be in the way. The desk that
has it listens at a socket within this machine; the second finds it by a file beside the lock and says one word. No
thread: who drives the desk waits for ``fileno()`` beside its other events, or calls ``heard()`` now and then.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import socket
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from feedback.kept.desk_files import DOOR, LOCK, SOCKET
from feedback.process.whole_file import whole_file
from vision.errors import PlainError
from vision.sentences import N_

FRONT = "front"
"""The word for: come to the front."""
LEAVE = "leave"
"""The word for: end, with the camera released."""
ANSWER_S = 2.0
"""How long a second start waits for the first, which may just be beginning or busy with a look."""
KNOCK_EVERY_S = 0.05
WORD_S = 0.2
"""How long the first waits for the word of somebody who has knocked; it is sent with the knock."""
LONGEST_WORD_BYTES = 256
HEARD = b"heard\n"
LONGEST_PATH_BYTES = 100
"""Of a socket's file: systems allow 104 to 108."""
LOOPBACK = "127.0.0.1"

BUSY = N_("Kaakrust is already at your desk, but does not answer. End that one first.")
NO_PLACE = N_("Kaakrust cannot note in {folder} that it is at your desk: {problem}.")


class SingleError(PlainError):
    """The desk cannot be opened: another that does not answer has it, or its folder cannot be written to."""


class OnlyDesk:
    """The place of the one desk. Made by `take_place`; given back by ``leave``, or by the process's end."""

    def __init__(self, data_dir: Path, lock: BinaryIO) -> None:
        self._folder, self._lock = data_dir, lock
        self._secret = secrets.token_hex(16)
        self._listener, place = _listen(data_dir / SOCKET)
        about = {"pid": os.getpid(), "secret": self._secret, "place": place}
        with whole_file(data_dir / DOOR) as file:
            file.write(json.dumps(about).encode())

    def fileno(self) -> int:
        """What becomes readable when somebody knocks (for `select`, or Qt's QSocketNotifier)."""
        return self._listener.fileno()

    def heard(self) -> list[str]:
        """The words said since the last call, such as `FRONT`. Never waits where nobody knocks; never raises."""
        words = []
        with suppress(OSError):
            while True:
                visitor, _ = self._listener.accept()
                with visitor, suppress(OSError, ValueError):
                    visitor.settimeout(WORD_S)
                    secret, _, word = _line(visitor).partition(" ")
                    if hmac.compare_digest(secret, self._secret):
                        words.append(word)
                        visitor.sendall(HEARD)
        return words

    def leave(self) -> None:
        """Give the place back, and leave no file behind. Safe to call twice."""
        self._listener.close()
        if not self._lock.closed:
            for name in (DOOR, SOCKET):
                (self._folder / name).unlink(missing_ok=True)
            _drop(self._folder / LOCK, self._lock)


def take_place(data_dir: Path, word: str = FRONT) -> OnlyDesk | None:
    """The one desk's place, or None when another desk has it, which was told ``word``. Raises SingleError."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        until = time.monotonic() + ANSWER_S
        while True:
            lock = _try_lock(data_dir / LOCK)
            if lock is not None:
                try:
                    return OnlyDesk(data_dir, lock)
                except BaseException:
                    lock.close()
                    raise
            if _say(data_dir / DOOR, word):
                return None
            if time.monotonic() > until:
                raise SingleError(BUSY)
            time.sleep(KNOCK_EVERY_S)
    except OSError as problem:
        raise SingleError(NO_PLACE, folder=data_dir, problem=problem.strerror or problem) from problem


def is_taken(data_dir: Path) -> bool:
    """Whether a desk runs on this data directory; what a dead one left is none."""
    if not (data_dir / LOCK).exists():
        return False
    try:
        lock = _try_lock(data_dir / LOCK)
    except OSError:
        return False
    if lock is None:
        return True
    lock.close()
    return False


def tell_desk(data_dir: Path, word: str) -> bool:
    """Say a word to the desk that runs; False when none does or it does not answer."""
    return is_taken(data_dir) and _say(data_dir / DOOR, word)


def _try_lock(path: Path) -> BinaryIO | None:
    """The lock, held; None when another process holds it. Raises OSError."""
    while True:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        try:
            if not _hold(file):
                file.close()
                return None
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:  # the one before took it away between our opening and our holding it
            pass
        except BaseException:
            file.close()
            raise
        file.close()


def _hold(file: BinaryIO) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _drop(path: Path, lock: BinaryIO) -> None:
    """Let the lock go; its file goes first where the system lets a file go that is open."""
    if sys.platform != "win32":
        path.unlink(missing_ok=True)
    lock.close()
    with suppress(OSError):
        if sys.platform == "win32":
            path.unlink(missing_ok=True)


def _listen(path: Path) -> tuple[socket.socket, str | int]:
    """A listening socket and where it is: a file, or a port of this machine where such a file is not possible."""
    if hasattr(socket, "AF_UNIX") and len(os.fsencode(path)) <= LONGEST_PATH_BYTES:
        with suppress(FileNotFoundError):
            if stat.S_ISSOCK(path.lstat().st_mode):  # left by one that was killed
                path.unlink()
        listener = socket.socket(socket.AF_UNIX)
        try:
            listener.bind(str(path))
        except OSError:  # a file system without such files
            listener.close()
        else:
            path.chmod(0o600)
            return _ready(listener), str(path)
    listener = socket.socket(socket.AF_INET)
    listener.bind((LOOPBACK, 0))
    return _ready(listener), int(listener.getsockname()[1])


def _ready(listener: socket.socket) -> socket.socket:
    listener.listen()
    listener.setblocking(False)
    return listener


def _say(door: Path, word: str) -> bool:
    """Whether the desk behind this door heard the word."""
    try:
        about = json.loads(door.read_bytes())
        secret, place = str(about["secret"]), about["place"]
        with socket.socket(socket.AF_UNIX if isinstance(place, str) else socket.AF_INET) as talk:
            talk.settimeout(ANSWER_S)
            talk.connect(place if isinstance(place, str) else (LOOPBACK, int(place)))
            talk.sendall(f"{secret} {word}\n".encode())
            return talk.recv(len(HEARD)) == HEARD
    except (OSError, ValueError, KeyError, TypeError):  # not there yet, or left by one that was killed
        return False


def _line(visitor: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\n") and len(said) < LONGEST_WORD_BYTES:
        part = visitor.recv(LONGEST_WORD_BYTES)
        if not part:
            break
        said += part
    return said.decode("ascii").strip()
