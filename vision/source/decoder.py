"""The pictures of a video file as a person would see them: whole, upright, with square pixels and ordinary colours.

FFmpeg decodes, through PyAV rather than OpenCV: see docs/decisions/0008-pyav.md.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from fractions import Fraction
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.source.hdr import TRANSFERS, ordinary

if TYPE_CHECKING:
    from av import Packet, VideoFrame
    from av.container import InputContainer
    from av.filter import Graph
    from av.video.stream import VideoStream

USUAL_FPS = 30.0
"""Pictures a second where a file gives no rate that can be true."""
THREADED_PX = 1920 * 1080
"""Larger pictures are decoded by all processors. For smaller ones a single thread is quick enough, and waking several
in turn for every picture costs half as much again."""
ONLY_FILES = {"protocol_whitelist": "file"}
"""A file that names an address (a playlist) makes FFmpeg open nothing but files."""
TERMINAL = "tty"
"""FFmpeg draws plain text as pictures of a terminal."""
LARGEST_STRETCH = 4
"""Pixels longer than this are a mistake of the file; those of wide-screen recordings are up to twice as wide."""
SQUARE = 0.01
"""A smaller difference between a pixel's sides is left alone: it is rounding, and less than can be measured."""
DEINTERLACE = "mode=send_frame:parity=auto:deint=interlaced"
"""One picture for each that comes; what moved between its two halves is drawn anew, the rest and whole ones stay."""
TAG_LENGTH = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")


class NoVideoError(Exception):
    """The file holds no video that can be decoded."""


class Decoder:
    """An open video file that gives one picture after the other. Belongs to one thread.

    Raises NoVideoError. What is damaged on the way is left out.
    """

    def __init__(self, path: Path) -> None:
        import av  # here: half of what its import takes is not needed where no file is read

        self._errors: tuple[type[Exception], ...] = (av.FFmpegError, ValueError)
        try:
            self._container: InputContainer = av.open(str(path), options=ONLY_FILES, metadata_errors="replace")
        except self._errors as error:
            raise NoVideoError from error
        stream = self._container.streams.best("video")
        if not isinstance(stream, av.VideoStream) or self._container.format.name == TERMINAL:
            self._container.close()
            raise NoVideoError
        self._stream: VideoStream = stream
        if stream.width * stream.height > THREADED_PX:
            stream.thread_type = "AUTO"
        else:
            stream.codec_context.thread_count = 1
        self._sides = _sides(stream.sample_aspect_ratio)
        self._size: tuple[int, int] | None = None
        self._turned = 0
        self._frame: VideoFrame | None = None
        self._coming = self._whole()

    @property
    def fps(self) -> float:
        """Nominal pictures per second; ``USUAL_FPS`` where the file gives none that can be true."""
        rate = self._stream.guessed_rate or self._stream.average_rate
        return float(rate) if rate and 1 <= rate <= 1000 else USUAL_FPS

    @property
    def frame_count(self) -> int | None:
        """How many pictures the file says it shows; None where it does not know (cut-off files)."""
        length_s, rate = self._length_s(), self._stream.average_rate
        by_length = round(length_s * float(rate)) if length_s and rate else 0
        # A file that was cut without decoding still counts what is not shown any more; its length is true.
        told = [count for count in (self._stream.frames, by_length) if count > 0]
        return min(told, default=None)

    def read(self) -> bool:
        """Decode the next picture; False after the last."""
        self._frame = next(self._coming, None)
        return self._frame is not None

    def stamp_s(self) -> float:
        """The time stamp of the picture read last, s; NaN where it has none."""
        return nan if self._frame is None or self._frame.time is None else self._frame.time

    def draw(self) -> NDArray[np.uint8]:
        """The picture read last, uint8 (H, W, 3) BGR. There must be one."""
        frame = self._frame
        assert frame is not None
        width, height = self._size = self._size or (frame.width, frame.height)
        if frame.color_trc in TRANSFERS:
            coded = frame.to_ndarray(format="bgr48le", width=width, height=height)
            image = ordinary(np.asarray(coded, np.uint16), frame.color_trc)
        else:
            image = np.asarray(frame.to_ndarray(format="bgr24", width=width, height=height), np.uint8)
        wide, high = self._sides
        if wide != high:
            image = np.asarray(cv2.resize(image, (round(width * wide), round(height * high))), np.uint8)
        turns = round(self._turned / 90) % 4
        return np.ascontiguousarray(np.rot90(image, turns)) if turns else image

    def release(self) -> None:
        """Close the file."""
        self._coming.close()
        self._frame = None
        self._container.close()

    def _length_s(self) -> float | None:
        """How long the pictures last, not the sound."""
        stream, container = self._stream, self._container
        if stream.duration and stream.time_base:
            return float(stream.duration * stream.time_base)
        if tag := TAG_LENGTH.match(stream.metadata.get("DURATION", "")):
            return 3600 * int(tag[1]) + 60 * int(tag[2]) + float(tag[3])
        alone = len(container.streams) == 1 and container.duration
        return container.duration / 1e6 if alone and container.duration else None

    def _whole(self) -> Generator[VideoFrame]:
        """The pictures, interlaced ones made whole."""
        weaver: _Weaver | None = None
        for frame in self._decoded():
            self._turned = frame.rotation
            if weaver is not None and weaver.form != _form(frame):
                yield from weaver.finish()
                weaver = None
            if weaver is None and frame.interlaced_frame:
                weaver = _Weaver(frame)
            yield from weaver.weave(frame) if weaver is not None else (frame,)
        if weaver is not None:
            yield from weaver.finish()

    def _decoded(self) -> Iterator[VideoFrame]:
        packets = self._container.demux(self._stream)
        while (packet := self._next_packet(packets)) is not None:
            try:
                yield from packet.decode()
            except self._errors:
                continue

    def _next_packet(self, packets: Iterator[Packet[VideoStream]]) -> Packet[VideoStream] | None:
        try:
            return next(packets, None)
        except self._errors:
            return None


class _Weaver:
    """Makes interlaced pictures whole: their odd lines were taken at another moment than the even ones.

    form: of the pictures it is made for.
    """

    def __init__(self, like: VideoFrame) -> None:
        import av
        from av.filter import Graph

        self.form = _form(like)
        self._nothing_yet = (av.BlockingIOError, av.EOFError)
        self._graph: Graph = Graph()
        source = self._graph.add_buffer(
            width=like.width, height=like.height, format=like.format, time_base=like.time_base
        )
        weave, sink = self._graph.add("bwdif", DEINTERLACE), self._graph.add("buffersink")
        source.link_to(weave)
        weave.link_to(sink)
        self._graph.configure()

    def weave(self, frame: VideoFrame | None) -> Iterator[VideoFrame]:
        """What can be drawn once ``frame`` is there, None for the end; the one before it, mostly."""
        self._graph.push(frame)
        while True:
            try:
                yield self._graph.vpull()
            except self._nothing_yet:
                return

    def finish(self) -> Iterator[VideoFrame]:
        """The last ones."""
        return self.weave(None)


def _form(frame: VideoFrame) -> tuple[int, int, str]:
    return frame.width, frame.height, frame.format.name


def _sides(ratio: Fraction | None) -> tuple[float, float]:
    """How much wider and higher to draw a picture whose pixels are ``ratio`` times as wide as high; nothing is lost."""
    if not ratio or not 1 / LARGEST_STRETCH <= ratio <= LARGEST_STRETCH or abs(ratio - 1) < SQUARE:
        return 1.0, 1.0
    return (float(ratio), 1.0) if ratio > 1 else (1.0, float(1 / ratio))
