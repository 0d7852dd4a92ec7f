"""A clip read as a live session reads its camera: pictures left out, and faces carried on between meshes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from vision.analysis_rate import AnalysisRate
from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.readings import JawReading


@dataclass(frozen=True, slots=True)
class LiveReading:
    """One picture. reading: None when it was left out. meshed: a mesh was asked for."""

    reading: JawReading | None
    meshed: bool = False


def read_live(
    frames: Iterable[Frame], follower: JawFollower, calibrating: Callable[[float], bool]
) -> Iterator[LiveReading]:
    """Read as feedback/visit/live.py does. calibrating: whether every picture of a time, s, gets a mesh."""
    rate = AnalysisRate()
    with Landmarker() as landmarker:
        for frame in frames:
            whole = calibrating(frame.t_s)
            if not rate.wants(frame.t_s) and not whole:
                yield LiveReading(None)
                continue
            carried = None if whole else follower.carried(frame)
            face = carried or landmarker.find(frame)
            reading = follower.read(frame, face)
            rate.saw(reading, face)
            yield LiveReading(reading, meshed=carried is None)


def held(looks: Iterable[LiveReading], times_s: Iterable[float]) -> list[JawReading]:
    """A reading for every picture: one that was left out keeps the reading before it, at its own time."""
    readings: list[JawReading] = []
    for look, t_s in zip(looks, times_s, strict=False):
        readings.append(look.reading or replace(readings[-1], t_s=t_s))
    return readings
