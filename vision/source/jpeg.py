"""JPEG pictures as cameras send them, and whether they came whole.

Where data is missing a decoder fills in grey and says nothing, and what lies below may have moved. Cables that lose a
packet do that, and cameras that a hub gives too little power.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

UNFILLED = 128
"""What a decoder leaves where data ended too early: middle grey, exactly, in all three colours."""
MORE = bytes(range(1, 128))
"""Put after the data of a doubtful picture: one that is whole has no use for it and stays as it is."""
END = b"\xff\xd9"
NO_DATA = re.compile(rb"\xff[^\x00\xff]")
NO_DATA_NOR_RESTART = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The marker that ends the data of a picture, without and with restart markers in it."""
RESTART = re.compile(rb"\xff([\xd0-\xd7])")
RESTART_EVERY, START_OF_SCAN = 0xDD, 0xDA
FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Markers that tell the size."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the data: its first byte; a block, px; blocks in a row and in all; blocks between restarts."""

    data: int
    block: tuple[int, int]
    row: int
    blocks: int
    restart: int

    def ends(self) -> NDArray[np.intp]:
        """The last block before each restart, and the last of all."""
        step = self.restart or self.blocks
        return np.append(np.arange(step, self.blocks, step), self.blocks) - 1


def decode_jpeg(data: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """The picture in ``data``, uint8 (H, W, 3) BGR, or None when it is none or lacks a part.

    What lacks less than one block of 8 or 16 px is not noticed, nor is a picture of which another one was made whole.
    """
    image = cv2.imdecode(data, cv2.IMREAD_COLOR) if len(data) else None
    if image is None:
        return None
    picture = np.asarray(image, np.uint8)
    content = data.tobytes()
    head = _head(content)
    return picture if head is None or _is_whole(content, head, picture) else None


def _is_whole(content: bytes, head: _Head, picture: NDArray[np.uint8]) -> bool:
    ends = head.ends()
    if head.restart:
        numbers = [found[0] - 0xD0 for found in RESTART.findall(content, head.data)]
        if numbers != [at % 8 for at in range(len(ends) - 1)]:
            return False
    return not _has_unfilled(picture, head, ends) or _is_proven(content, head, picture)


def _has_unfilled(picture: NDArray[np.uint8], head: _Head, ends: NDArray[np.intp]) -> bool:
    """Whether the middle of one of the blocks ``ends`` may have been left unfilled."""
    height, width = picture.shape[:2]
    high, wide = head.block
    down = np.minimum(ends // head.row * high + high // 2, height - 1)
    across = np.minimum(ends % head.row * wide + wide // 2, width - 1)
    return bool((picture[down, across] == UNFILLED).all(axis=1).any())


def _is_proven(content: bytes, head: _Head, picture: NDArray[np.uint8]) -> bool:
    """Whether more data in each place where it could have been lost leaves the picture as it is."""
    end = (NO_DATA_NOR_RESTART if head.restart else NO_DATA).search(content, head.data)
    data = content[head.data : end.start() if end else None]
    if head.restart:
        data = RESTART.sub(lambda found: MORE + found[0], data)
    again = cv2.imdecode(np.frombuffer(content[: head.data] + data + MORE + END, np.uint8), cv2.IMREAD_COLOR)
    return again is not None and np.array_equal(again, picture)


def _head(content: bytes) -> _Head | None:
    """None where it does not tell what is needed."""
    at, restart = 2, 0
    block, row, blocks = (0, 0), 0, 0
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        body = content[at + 4 : at + 2 + length]
        if marker in FRAMES and len(body) > 5 and len(body) >= 6 + 3 * body[5]:
            height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
            sides = [body[7 + 3 * part] for part in range(body[5])] if body[5] > 1 else [0x11]
            block = 8 * max(side & 15 for side in sides), 8 * max(side >> 4 for side in sides)
            if 0 in block:
                return None
            row = -(-width // block[1])
            blocks = row * -(-height // block[0])
        elif marker == RESTART_EVERY:
            restart = int.from_bytes(body[:2], "big")
        elif marker == START_OF_SCAN:
            return _Head(at + 2 + length, block, row, blocks, restart) if blocks else None
        at += 2 + length
    return None
