"""What a bundle needs of the system it is started on, read from its own files.

python packaging/linux/needs.py FOLDER      # what a .deb with this folder depends on
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bundle"))
from parts import C_LIBRARY, EXTRA_PACKAGES, OPTIONAL_LIBRARIES, SYSTEM_LIBRARIES
from trim import elf_files

_NEEDED = re.compile(r"\(NEEDED\).*\[(.*?)\]")
_VERSION = re.compile(r"Name: (GLIBC|GLIBCXX)_(\d+(?:\.\d+)+)")
CXX_RELEASES = {"3.4.29": "11", "3.4.30": "12", "3.4.31": "13", "3.4.32": "13.1", "3.4.33": "14"}
"""The release of libstdc++6 from which on it answers to that name; older ones are in every Debian with glibc 2.31."""


def asked(folder: Path) -> tuple[set[str], dict[str, str]]:
    """Names of the libraries the folder needs and does not hold; newest version asked of the C and C++ libraries."""
    files = elf_files(folder)
    held = {path.name for path in folder.rglob("*")}
    names: set[str] = set()
    newest: dict[str, tuple[int, ...]] = {}
    for path in files:
        told = subprocess.run(["readelf", "-dVW", str(path)], capture_output=True, text=True, check=True).stdout
        names |= set(_NEEDED.findall(told))
        for library, version in _VERSION.findall(told):
            newest[library] = max(newest.get(library, ()), tuple(map(int, version.split("."))))
    return names - held, {library: ".".join(map(str, version)) for library, version in newest.items()}


def packages(names: set[str], newest: dict[str, str]) -> tuple[list[str], list[str]]:
    """Debian packages to depend on and to recommend. Raises SystemExit for a library that parts.py does not know."""
    depends, recommends = {f"libc6 (>= {newest['GLIBC']})", *EXTRA_PACKAGES}, set()
    for name in sorted(names):
        if name in SYSTEM_LIBRARIES:
            depends.add(SYSTEM_LIBRARIES[name])
        elif name in OPTIONAL_LIBRARIES:
            recommends.add(OPTIONAL_LIBRARIES[name])
        elif not C_LIBRARY.fullmatch(name):
            raise SystemExit(f"{name} is in the bundle's needs, and neither in it nor in packaging/bundle/parts.py.")
    if (release := CXX_RELEASES.get(newest.get("GLIBCXX", ""))) is not None:
        depends = {f"{one} (>= {release})" if one == "libstdc++6" else one for one in depends}
    return sorted(depends), sorted(recommends)


if __name__ == "__main__":
    for line in packages(*asked(Path(sys.argv[1]))):
        print(", ".join(line))
