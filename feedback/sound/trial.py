"""The start of PortAudio, tried in a process of its own (feedback/process/own_program.py)."""

from __future__ import annotations


def main(arguments: list[str]) -> None:  # noqa: ARG001 - every child is handed its own
    """Load sounddevice, which starts PortAudio; what goes wrong ends this process and no other."""
    import sounddevice  # noqa: F401
