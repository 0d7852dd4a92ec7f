"""The form of a trace: its records, and how they lie in the file. Version in `FORM`; described in docs/trace.md.

A gzip stream of records, each a four-byte length and MessagePack. Floats keep all their digits, since what is decided
from them again must come out the same to the last letter.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import astuple
from typing import IO

import msgspec
import numpy as np

from vision.chin.hinge import Hinge
from vision.chin.strips import STRIPS, ChinTravel
from vision.doubts import Doubt
from vision.head import HeadPose
from vision.landmarks import LANDMARKS, FaceLandmarks
from vision.mouth import MouthShape
from vision.readings import JawReading
from vision.template import FaceTemplate

FORM = 1
STUDY, GLANCE = "study", "glance"
"""The key in a header's plan of a study's run, and of a glance; visits have those of `feedback.visit.trace.plans`."""
LENGTH = struct.Struct(">I")
LARGEST_RECORD = 1 << 24
"""A record is a few kilobytes; a length beyond this is damage."""
STEPS_PER_PX = 2.0
"""Landmarks are kept to half a pixel, about as well as they are known."""
_UPPER = np.triu_indices(STRIPS)


class Header(msgspec.Struct, frozen=True, array_like=True, tag="header"):
    """What the trace is of. plan: how the visit was asked for, as `feedback.visit.trace.plans` writes it."""

    form: int
    software: str
    made_at: str
    source: str
    live: bool
    plan: dict[str, object]


class Reading(msgspec.Struct, frozen=True, array_like=True, tag="reading"):
    """One reading in the order of `vision.readings.JawReading`; chin: angles, upper half of the covariance, menton."""

    numbers: tuple[float, ...]
    pose: tuple[float, ...] | None
    mouth: tuple[float, ...] | None
    doubts: tuple[str, ...]
    by_pixels: bool
    anchor: int
    chin: tuple[float, ...] | None


class Learned(msgspec.Struct, frozen=True, array_like=True, tag="learned"):
    """A template that was made; the readings after it are by it."""

    points_mm: tuple[float, ...]
    spread_mm: float
    scale_source: str
    scale_sd_share: float
    faces: int
    facing_deg: tuple[float, float]
    lens_deg: float


class Took(msgspec.Struct, frozen=True, array_like=True, tag="took"):
    """A picture was taken in. faces: found in it, 0 for none. took_ms: how long finding and judging lasted."""

    t_s: float
    width: int
    height: int
    faces: int
    took_ms: float


class Mesh(msgspec.Struct, frozen=True, array_like=True, tag="mesh"):
    """Where the landmarks were, now and then: int16, half pixels, (478, 3), as differences from the mesh before."""

    t_s: float
    moved: bytes


class Asked(msgspec.Struct, frozen=True, array_like=True, tag="asked"):
    """Anything else that a visit was told: the name of the call and what came with it."""

    call: str
    values: tuple[object, ...] = ()


class Said(msgspec.Struct, frozen=True, array_like=True, tag="said"):
    """What came of it: events as JSON in English, one a line."""

    lines: tuple[str, ...]


Record = Header | Reading | Learned | Took | Mesh | Asked | Said
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Record)


def write_record(out: IO[bytes], record: Record) -> None:
    """Append one record."""
    packed = _ENCODER.encode(record)
    out.write(LENGTH.pack(len(packed)) + packed)


def read_records(stream: IO[bytes]) -> Iterator[Record]:
    """The records of an open trace, up to where it breaks off. Raises ValueError where it is damaged."""
    while len(head := _read(stream, LENGTH.size)) == LENGTH.size:
        (length,) = LENGTH.unpack(head)
        if length > LARGEST_RECORD:
            raise ValueError("a record that is too long")
        packed = _read(stream, length)
        if len(packed) < length:
            return
        yield _DECODER.decode(packed)


def _read(stream: IO[bytes], length: int) -> bytes:
    """So many bytes, or as many as there are: the end of a trace may be missing."""
    try:
        return stream.read(length)
    except EOFError:
        return b""


def packed_reading(reading: JawReading) -> Reading:
    """``reading`` as a record."""
    chin = reading.chin
    return Reading(
        numbers=tuple(
            map(
                float,
                (
                    reading.t_s,
                    reading.chin_drop_mm,
                    reading.chin_drop_sd_mm,
                    reading.lip_gap_mm,
                    reading.jaw_width_mm,
                    reading.side_mm,
                    reading.trust,
                ),
            )
        ),
        pose=None if reading.pose is None else tuple(map(float, astuple(reading.pose))),
        mouth=None if reading.mouth is None else tuple(map(float, astuple(reading.mouth))),
        doubts=tuple(sorted(reading.doubts)),
        by_pixels=reading.by_pixels,
        anchor=reading.anchor,
        chin=None
        if chin is None
        else (
            *chin.angles.tolist(),
            *chin.covariance[_UPPER].tolist(),
            *chin.menton_mm.tolist(),
            chin.hinge.down_mm,
            chin.hinge.back_mm,
        ),
    )


def reading_of(record: Reading) -> JawReading:
    """The reading that ``record`` holds, the same to the last digit."""
    t_s, drop, sd, lips, width, side, trust = record.numbers
    return JawReading(
        t_s=t_s,
        chin_drop_mm=drop,
        chin_drop_sd_mm=sd,
        lip_gap_mm=lips,
        jaw_width_mm=width,
        side_mm=side,
        pose=None if record.pose is None else HeadPose(*record.pose),
        trust=trust,
        doubts=frozenset(map(Doubt, record.doubts)),
        mouth=None if record.mouth is None else MouthShape(*record.mouth),
        by_pixels=record.by_pixels,
        anchor=record.anchor,
        chin=None if record.chin is None else _chin_of(record.chin),
    )


def _chin_of(numbers: tuple[float, ...]) -> ChinTravel:
    halves = len(_UPPER[0])
    covariance = np.zeros((STRIPS, STRIPS))
    covariance[_UPPER] = numbers[STRIPS : STRIPS + halves]
    covariance.T[_UPPER] = numbers[STRIPS : STRIPS + halves]
    down_mm, back_mm = numbers[-2:]
    return ChinTravel(np.array(numbers[:STRIPS]), covariance, Hinge(down_mm, back_mm), np.array(numbers[-5:-2]))


def packed_template(template: FaceTemplate) -> Learned:
    """``template`` as a record."""
    return Learned(
        tuple(template.points_mm.ravel().tolist()),
        template.spread_mm,
        template.scale_source,
        template.scale_sd_share,
        template.faces,
        template.facing_deg,
        template.lens_deg,
    )


def template_of(record: Learned) -> FaceTemplate:
    """The template that ``record`` holds."""
    return FaceTemplate(
        np.array(record.points_mm).reshape(LANDMARKS, 3),
        record.spread_mm,
        record.scale_source,
        record.scale_sd_share,
        record.faces,
        record.facing_deg,
        record.lens_deg,
    )


class Meshes:
    """Landmarks to records and back: each is kept as its difference from the one before."""

    def __init__(self) -> None:
        self._before = np.zeros((LANDMARKS, 3), np.int16)

    def packed(self, face: FaceLandmarks) -> Mesh:
        """``face`` as a record."""
        limit = np.iinfo(np.int16).max // 2
        now = np.clip(np.rint(face.points * STEPS_PER_PX), -limit, limit).astype(np.int16)
        moved, self._before = now - self._before, now
        return Mesh(face.t_s, moved.tobytes())

    def face_of(self, record: Mesh) -> FaceLandmarks:
        """The landmarks of ``record``, to half a pixel."""
        moved = np.frombuffer(record.moved, np.int16).reshape(LANDMARKS, 3)
        self._before = self._before + moved
        return FaceLandmarks((self._before / STEPS_PER_PX).astype(np.float32), record.t_s)
