"""What is otherwise than usual about a person today: what changes what a camera sees may have its own baseline.

The words are kept with the session as tags, so that history and report tell such days apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from vision.errors import UsageError
from vision.sentences import N_


class Circumstance(StrEnum):
    """One thing that is otherwise today. The value is also part of a file's name."""

    SPLINT = "splint"
    DENTURES = "dentures"
    GLASSES = "glasses"
    BEARD = "beard"
    ONE_SIDE = "one-side"
    LYING = "lying"
    OTHER_CAMERA = "other-camera"


WORDS = {
    Circumstance.SPLINT: N_("splint in"),
    Circumstance.DENTURES: N_("dentures in"),
    Circumstance.GLASSES: N_("glasses on"),
    Circumstance.BEARD: N_("with a beard"),
    Circumstance.ONE_SIDE: N_("one side hurts"),
    Circumstance.LYING: N_("lying down"),
    Circumstance.OTHER_CAMERA: N_("another camera"),
}
"""In the order they are offered; English, also as tags of a session."""

SEEN_BY_CAMERA = frozenset(Circumstance) - {Circumstance.ONE_SIDE}
"""These change the picture or where the teeth meet, and so the baseline; a side that hurts is only told apart."""


def told_apart(names: Iterable[str]) -> tuple[Circumstance, ...]:
    """Circumstances by their names, each once, in their own order. Raises UsageError for one that is none."""
    wanted = {name.strip().casefold() for name in names} - {""}
    unknown = wanted - set(Circumstance)
    if unknown:
        raise UsageError(
            N_("“{name}” is none of what can be otherwise: {names}."),
            name=sorted(unknown)[0],
            names=", ".join(Circumstance),
        )
    return tuple(one for one in Circumstance if one in wanted)


def tags_of(circumstances: Iterable[Circumstance]) -> tuple[str, ...]:
    """The tags of a session held so."""
    return tuple(WORDS[one] for one in circumstances)


def file_part(circumstances: Iterable[str]) -> str:
    """What the name of a baseline's file ends with: nothing for the usual one, else as ``+glasses+splint``."""
    seen = sorted(set(circumstances) & {one.value for one in SEEN_BY_CAMERA})
    return "".join(f"+{name}" for name in seen)
