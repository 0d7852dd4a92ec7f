"""One yes or no out of the file in which dconf keeps settings (GVDB: a hash table with GVariant values).

Source: the format's own description in gvdb-format.h of GLib. A file is read whole; those of a desktop have some kB.
"""

from __future__ import annotations

import struct

SIGNATURE = b"GVariant"
ROOT = struct.Struct("<8sII II")
"""Signature, version, options, and where the table begins and ends."""
TABLE = struct.Struct("<II")
"""Words of the filter that says early what is not there, and number of buckets."""
FILTER_WORDS = (1 << 27) - 1
"""The other bits of that word say how the filter is to be read; it is not needed."""
WORD = struct.Struct("<I")
ITEM = struct.Struct("<II IHcB II")
"""Hash, parent, where the key's last part lies and how long it is, kind, nothing, where the value begins and ends."""
VALUE = b"v"
BOOLEAN = b"b"
HASH_START, HASH_FACTOR, HASH_BITS = 5381, 33, 0xFFFFFFFF


def dconf_truth(content: bytes, key: str) -> bool | None:
    """The value of ``key``; None when it is not set or is no yes or no. Raises ValueError, struct.error."""
    signature, _, _, start, end = ROOT.unpack_from(content)
    if signature != SIGNATURE:
        raise ValueError("not a file of dconf's")
    words, buckets = TABLE.unpack_from(content, start)
    items = start + TABLE.size + WORD.size * ((words & FILTER_WORDS) + buckets)
    wanted = _hash(key)
    for at in range(items, end - ITEM.size + 1, ITEM.size):
        found, _, name, length, kind, _, value, value_end = ITEM.unpack_from(content, at)
        if found == wanted and kind == VALUE and key.encode().endswith(content[name : name + length]):
            return _truth(content[value:value_end])
    return None


def _hash(key: str) -> int:
    value = HASH_START
    for letter in key.encode():
        value = (value * HASH_FACTOR + letter) & HASH_BITS
    return value


def _truth(variant: bytes) -> bool | None:
    """A variant is its value, a zero and the letters of its kind; here inside another variant without letters."""
    value, _, kind = variant.rpartition(b"\0")
    return value[:1] == b"\1" if kind == BOOLEAN else None
