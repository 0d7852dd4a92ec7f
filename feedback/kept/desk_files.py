"""Names of the files by which a running desk is found; they lie in the data directory and go with ``forget``."""

LOCK = "desk.lock"
"""Held by the desk that runs; a kill lets it go."""
DOOR = "desk.door"
"""Says where that desk listens."""
SOCKET = "desk.socket"
"""Where it listens, on systems that have such files."""
ALL = (LOCK, DOOR, SOCKET)
