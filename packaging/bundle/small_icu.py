"""ICU's data cut down to what a program in English and Dutch asks it for: sorting, and what it cannot start without.

Qt's wheel brings all languages, scripts, currencies and old encodings, 31 MB; Qt itself uses ICU for sorting (a file
dialog) and for encodings other than Unicode's. The data is a table of names and blobs ("CmnD", described in ICU's
udata.h and ucmndata.h), kept in a library as the one symbol ``icudtNN_dat``.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import tempfile
from pathlib import Path

KEPT = re.compile(
    r"(root|en|nl|res_index|pool|supplementalData|likelySubtags|keyTypeData|numberingSystems)\.res"
    r"|coll/(root|en|nl|res_index)\.res|coll/ucadata\.icu"
    r"|[^/]*\.(nrm|icu|spp)"
)
LEFT_OUT = re.compile(r"unames\.icu")
"""The name of every letter of Unicode; nobody asks for it."""
_ENTRY = struct.Struct("<II")
_ALIGNED = 16


def read(data: bytes) -> dict[str, bytes]:
    """The items of ICU common data by name, without the package's name before it. Raises ValueError for other data."""
    (header,) = struct.unpack_from("<H", data)
    if data[2:4] != b"\xda\x27" or data[12:16] != b"CmnD":
        raise ValueError("no ICU common data")
    (count,) = struct.unpack_from("<I", data, header)
    entries = [_ENTRY.unpack_from(data, header + 4 + _ENTRY.size * place) for place in range(count)]
    ends = [start for _, start in entries[1:]] + [len(data) - header]
    items = {}
    for (name_at, start), end in zip(entries, ends, strict=True):
        name = data[header + name_at : data.index(b"\0", header + name_at)].decode()
        items[name.partition("/")[2]] = data[header + start : header + end]
    return items


def written(data: bytes, items: dict[str, bytes]) -> bytes:
    """ICU common data with the header and package name of ``data`` and these items only."""
    (header,) = struct.unpack_from("<H", data)
    (first,) = struct.unpack_from("<I", data, header + 4)
    package = data[header + first : data.index(b"/", header + first)].decode()
    names, blobs, entries = b"", b"", []
    names_at = 4 + _ENTRY.size * len(items)
    for name in sorted(items, key=str.encode):  # ICU looks them up by halving
        entries.append((names_at + len(names), name))
        names += f"{package}/{name}".encode() + b"\0"
    data_at = -(-(names_at + len(names)) // _ALIGNED) * _ALIGNED
    table = b""
    for name_at, name in entries:
        table += _ENTRY.pack(name_at, data_at + len(blobs))
        blobs += items[name] + bytes(-len(items[name]) % _ALIGNED)
    head = struct.pack("<I", len(items)) + table + names
    return data[:header] + head.ljust(data_at, b"\0") + blobs


def kept(name: str) -> bool:
    """Whether the item of this name stays."""
    return bool(KEPT.fullmatch(name)) and not LEFT_OUT.fullmatch(name)


def put_into(libraries: Path) -> None:
    """Replace libicudata in Qt's folder of libraries by a library with the items that stay."""
    (library,) = libraries.glob("libicudata.so.*")
    told = subprocess.run(["readelf", "--dyn-syms", "-W", library], capture_output=True, text=True, check=True).stdout
    found = re.search(r": ([0-9a-f]+) (0x[0-9a-f]+|\d+) OBJECT .* (icudt\d+_dat)$", told, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{library.name} holds its data in another way than before.")
    start, size, symbol = int(found[1], 16), int(found[2], 0), found[3]
    data = library.read_bytes()[start : start + size]  # its only segment lies in the file as in memory
    small = written(data, {name: blob for name, blob in read(data).items() if kept(name)})
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "data").write_bytes(small)
        Path(folder, "data.s").write_text(
            f'.section .rodata\n.globl {symbol}\n.type {symbol},@object\n.balign 16\n{symbol}:\n.incbin "data"\n'
            f'.size {symbol},.-{symbol}\n.section .note.GNU-stack,"",@progbits\n'
        )
        linked = (f"-Wl,-soname,{library.name}", "-Wl,--build-id=none", "-nostdlib")
        command = [os.environ.get("CC", "cc"), "-shared", *linked, "-o", "small.so", "data.s"]
        subprocess.run(command, check=True, cwd=folder)
        library.write_bytes(Path(folder, "small.so").read_bytes())
