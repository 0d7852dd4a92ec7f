"""A bundle for Linux made lighter: one FFmpeg, one BLAS, less of ICU, no symbols, no library that nobody asks for.

    python trim.py FOLDER          # the one-folder app

Prints what each step took off. Needs binutils (readelf, strip) and a C compiler.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import one_blas
import small_icu
from parts import stays

OPENCVS, PYAVS = "opencv_python_headless.libs", "av.libs"
KEPT_OF = {
    OPENCVS: ("libavcodec", "libavformat", "libswscale", "libswresample", "libdav1d", "libvpx"),
    PYAVS: ("libavutil", "libdrm"),
}
"""Which of two twins stays, as both OpenCV's and PyAV's wheels bring FFmpeg. PyAV's libavcodec asks for x264 and x265,
which are GPL and which nothing here encodes with; OpenCV's is LGPL. PyAV's libavutil has all of OpenCV's, and what
its libavfilter wants besides. Twins are of the same version to the last digit, so either stands in for the other."""
CORE = ("libavcodec", "libavformat", "libavutil", "libswscale", "libswresample")
_HASHED = re.compile(r"(?P<name>lib[^/]*?)-[0-9a-f]{8}\.so\.(?P<version>[\d.]+)")
_SEGMENT = re.compile(r"^ +LOAD +(0x[0-9a-f]+) (0x[0-9a-f]+)", re.MULTILINE)
PAGE = 0x1000
"""Of memory, on x86-64."""
ROOT_NAMES = ("libmediapipe.so",)
"""Libraries that are loaded by their path; everything else that is no plugin is there because another asks for it."""


def elf_files(folder: Path) -> list[Path]:
    """Programs and libraries, links left out; sorted."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def needed_by(path: Path) -> list[str]:
    """The names of the libraries that ``path`` asks for."""
    told = subprocess.run(["readelf", "-dW", str(path)], capture_output=True, text=True, check=True).stdout
    return re.findall(r"\(NEEDED\).*\[(.*?)\]", told)


def unasked(needs: dict[Path, list[str]], is_root: Callable[[Path], bool]) -> list[Path]:
    """The files that no root reaches. needs: of each file in the bundle, the names of the libraries it asks for."""
    places: dict[str, list[Path]] = {}
    for path in needs:
        places.setdefault(path.name, []).append(path)
    reached: set[Path] = set()
    ahead = [path for path in needs if is_root(path)]
    while ahead:
        path = ahead.pop()
        if path not in reached:
            reached.add(path)
            ahead += [one for name in needs[path] for one in places.get(name, ())]
    return sorted(set(needs) - reached)


def is_root(path: Path) -> bool:
    """Whether the program itself loads ``path``: the start, Python's library and modules, Qt's plugins."""
    if "/plugins/" in path.as_posix() or path.name in ROOT_NAMES or path.name.startswith("libpython"):
        return True
    return not path.name.startswith("lib")


def twins(staying: Iterable[str], going: Iterable[str], names: Sequence[str]) -> dict[str, str]:
    """Of ``going``, those of ``names`` that ``staying`` has one of the same version of: going → staying."""
    have = {(found["name"], found["version"]): name for name in staying if (found := _HASHED.fullmatch(name))}
    pairs = {}
    for name in going:
        found = _HASHED.fullmatch(name)
        if found and found["name"] in names and (found["name"], found["version"]) in have:
            pairs[name] = have[found["name"], found["version"]]
    return pairs


def share_ffmpeg(inside: Path) -> None:
    """Let OpenCV and PyAV use one FFmpeg. Raises SystemExit when theirs differ, or when a call stays unanswered."""
    shared: set[str] = set()
    for stays_in, names in KEPT_OF.items():
        goes_from = OPENCVS if stays_in == PYAVS else PYAVS
        held = [path.name for path in (inside / stays_in).iterdir() if not path.is_symlink()]
        for name, twin in twins(held, [path.name for path in (inside / goes_from).iterdir()], names).items():
            (inside / goes_from / name).unlink()
            (inside / goes_from / name).symlink_to(Path("..") / stays_in / twin)
            shared.add(name.partition("-")[0])
    if missing := set(CORE) - shared:
        raise SystemExit(
            f"OpenCV and PyAV bring different versions of {', '.join(sorted(missing))}: pin two of the same FFmpeg, or "
            "keep both and say in NOTICE that x264 and x265 are in the bundle (docs/release.md)."
        )
    users = [path for folder in ("av", "cv2", OPENCVS, PYAVS) for path in elf_files(inside / folder)]
    if open_calls := _ffmpeg_calls(users, "--undefined-only") - _ffmpeg_calls(users, "--defined-only"):
        raise SystemExit(f"With one FFmpeg nobody answers {', '.join(sorted(open_calls))}.")


def _ffmpeg_calls(files: Sequence[Path], which: str) -> set[str]:
    """FFmpeg's names, each with the version of its interface, that the files ask for or answer."""
    told = subprocess.run(["nm", "-D", which, *map(str, files)], capture_output=True, text=True, check=True).stdout
    return {call.replace("@@", "@") for call in re.findall(r"\S+@LIB(?:AV|SW)\S+", told)}


def drop_unasked(folder: Path) -> list[str]:
    """Remove libraries that nothing reaches any more, and links that lead nowhere."""
    gone = []
    for path in elf_files(folder):
        if not stays(path.relative_to(folder / "_internal").as_posix() if "_internal" in path.parts else path.name):
            path.unlink()
            gone.append(path.name)
    needs = {path: needed_by(path) for path in elf_files(folder)}
    for path in unasked(needs, is_root):
        path.unlink()
        gone.append(path.name)
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not path.exists():
            path.unlink()
    return sorted(gone)


def strip(folder: Path) -> list[str]:
    """Take symbols for debuggers away; what the dynamic linker needs stays. The names of the files left as they were.

    Wheels' libraries were patched after they were linked, and strip moves some of these so that they cannot be loaded.
    """
    left = []
    for path in elf_files(folder / "_internal"):
        lighter = path.with_name(f"{path.name}.lighter")
        subprocess.run(["strip", "--strip-unneeded", "-o", str(lighter), str(path)], check=True)
        if lighter.stat().st_size < path.stat().st_size and loads(lighter):
            lighter.replace(path)
        else:
            lighter.unlink()
            left.append(path.name)
    return left


def loads(path: Path) -> bool:
    """Whether the loader would take the file's segments: each lies in the file at the page offset it has in memory."""
    told = subprocess.run(["readelf", "-lW", str(path)], capture_output=True, text=True, check=True).stdout
    segments = _SEGMENT.findall(told)
    return bool(segments) and all((int(at, 16) - int(address, 16)) % PAGE == 0 for at, address in segments)


def size_mib(folder: Path) -> float:
    """What the folder holds, in MiB."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 2**20


def main(folder: Path) -> None:
    """All steps, each with what it took off."""
    before = size_mib(folder)
    for step, how in (
        ("one FFmpeg", lambda: share_ffmpeg(folder / "_internal")),
        ("one BLAS", lambda: one_blas.put_into(folder / "_internal")),
        ("ICU's data", lambda: small_icu.put_into(folder / "_internal" / "PySide6" / "Qt" / "lib")),
        ("libraries nobody asks for", lambda: drop_unasked(folder)),
        ("symbols", lambda: strip(folder)),
    ):
        how()
        now = size_mib(folder)
        print(f"{step}: -{before - now:.1f} MiB")
        before = now
    print(f"the folder: {before:.1f} MiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
