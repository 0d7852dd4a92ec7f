"""The command's exit codes, a contract with whoever calls it."""

DONE = 0
WRONG_USE = 2
NO_SOURCE = 3
"""No usable camera or file."""
STOPPED_EARLY = 4
