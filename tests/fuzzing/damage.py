"""Ways in which what the program reads can be damaged, as Hypothesis strategies: bytes, JSON, text that people type."""

from __future__ import annotations

import copy
import json
import string
import zlib

from hypothesis import strategies as st

TOKENS = (
    b"",
    b"\0",
    b"\xff" * 8,
    b'"',
    b"{",
    b"[",
    b"null",
    b"NaN",
    b"-1",
    b"1e999",
    b"9" * 40,
    b"\r\n\r\n",
    b"PK\x05\x06",
)
"""What readers stumble over: ends of strings, brackets, numbers too large, the marks of other formats."""
NUMBERS = (0, -1, 1.5, 61, 1e9, 1e160, -1e308, 1e-320, 2**31, 2**63, 2**70)
WORDS = ("", "x", "nan", "{name}", "{0}", "%s", "\x00", "\ud800", "ÿ" * 300, "2026-02-30T25:61:61+99:99", "../../x")


class Content(bytes):
    """Bytes that Hypothesis does not print in full."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes, {zlib.crc32(self):08x}>"


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """``whole`` with one to six places flipped, cut out, doubled, cut off or written over."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        # Counted from either end: heads and tables of contents stand there.
        at = draw(st.one_of(st.integers(0, 600), st.integers(-600, -1), st.integers(0, len(whole)))) % max(
            1, len(content)
        )
        reach = draw(st.integers(1, 40))
        match draw(st.sampled_from(("flip", "write", "put", "take", "double", "end"))):
            case "flip" if content:
                content[at] ^= 1 << draw(st.integers(0, 7))
            case "write":
                content[at : at + reach] = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=reach)))
            case "put":
                content[at:at] = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=reach)))
            case "take":
                del content[at : at + reach]
            case "double":
                content[at:at] = content[at : at + reach]
            case "end":
                del content[at:]
    return Content(content)


odd_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.sampled_from(NUMBERS), st.floats(), st.sampled_from(WORDS), st.text(max_size=20)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
    max_leaves=4,
)


@st.composite
def odd_json(draw: st.DrawFn, whole: bytes) -> bytes:
    """The JSON ``whole`` with one to four of its values replaced, removed, doubled or added; still JSON, mostly."""
    tree = copy.deepcopy(json.loads(whole))
    for _ in range(draw(st.integers(1, 4))):
        place = tree
        while place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            match draw(st.sampled_from(("value", "value", "gone", "twice"))):
                case "value":
                    place[key] = draw(odd_values)
                case "gone":
                    del place[key]
                case "twice" if isinstance(place, list):
                    place.append(place[key])
                case "twice":
                    place[draw(st.text(max_size=8))] = place[key]
            break
    return Content(json.dumps(tree).encode())


def damaged_json(whole: bytes) -> st.SearchStrategy[bytes]:
    """Either kind of damage, or nothing of it left."""
    return st.one_of(odd_json(whole), odd_json(whole), damaged(whole), st.binary(max_size=60))


def typed(*examples: str) -> st.SearchStrategy[str]:
    """What a person may type instead of ``examples``: parts of them mixed with others, mistyped, or anything at all."""
    part = st.one_of(
        st.sampled_from(examples),
        st.sampled_from(WORDS),
        st.text(string.printable, max_size=6),
        st.text(max_size=4),
        st.sampled_from(("٣", "½", "9" * 400, "9" * 5000, "-0", "1e5", "=", "-", ",", "~", "://", "[", "nl")),
    )
    return st.lists(part, min_size=0, max_size=4).map("".join)
