"""The Debian package, from the one-folder app.

    python packaging/linux/deb.py FOLDER OUT [--version V] [--compress xz|gzip|none] [--screenshots https://...]

The same folder and SOURCE_DATE_EPOCH give the same file to the last bit. ``--version`` is for packages that are only
tried: the folder then says that number too. Run it with the Python the program is installed in: manual and completion
come from the program itself.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]
import needs

from feedback.process.menu.completion import SCRIPTS
from feedback.process.menu.desktop_entry import APP_ID as ID
from feedback.process.menu.desktop_entry import FILES as MENU

SHELLS = {
    "bash": "usr/share/bash-completion/completions/kaakrust",
    "zsh": "usr/share/zsh/vendor-completions/_kaakrust",
    "fish": "usr/share/fish/vendor_completions.d/kaakrust.fish",
}
DESCRIPTION = """notice and relax your jaw with an ordinary webcam
 Kaakrust follows your lips and lower jaw through a webcam, estimates how far
 your jaw hangs, and guides one small exercise: let your lower jaw hang.
 .
 Everything stays on your own computer: no picture is kept, and no address
 outside it is contacted. It brings its own Python and libraries."""


def at() -> int:
    """The moment all files are said to be from, seconds since 1970."""
    return int(os.environ["SOURCE_DATE_EPOCH"])


def put(path: Path, text: str, mode: int = 0o644) -> None:
    """Write ``text`` there, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def zipped(path: Path, text: str) -> None:
    """The same, compressed as Debian keeps manuals and changelogs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def metainfo(version: str, screenshots: str | None) -> str:
    """The description for software shops; without an address of the screenshots it goes without them."""
    text = (HERE / f"{ID}.metainfo.xml").read_text(encoding="utf-8")
    if screenshots is None:
        text = re.sub(r"  <screenshots>.*</screenshots>\n", "", text, flags=re.DOTALL)
    day = datetime.fromtimestamp(at(), UTC).date().isoformat()
    for mark, value in {"@SCREENSHOTS@": screenshots or "", "@VERSION@": version, "@DATE@": day}.items():
        text = text.replace(mark, value)
    return text


def system_files(top: Path, version: str, screenshots: str | None) -> None:
    """Menu entry, icons, description, manual, completion."""
    applications = top / "usr/share/applications"
    put(applications / f"{ID}.desktop", (MENU / f"{ID}.desktop").read_text(encoding="utf-8"))
    shutil.copytree(MENU / "icons", top / "usr/share/icons", copy_function=shutil.copyfile)
    put(top / f"usr/share/metainfo/{ID}.metainfo.xml", metainfo(version, screenshots))
    day = datetime.fromtimestamp(at(), UTC).date().isoformat()
    told = subprocess.run([sys.executable, str(HERE / "man.py"), day], capture_output=True, text=True, check=True)
    zipped(top / "usr/share/man/man1/kaakrust.1.gz", told.stdout)
    for shell, place in SHELLS.items():
        put(top / place, SCRIPTS[shell])


def papers(top: Path, version: str) -> None:
    """Licence, notices, changelog."""
    doc = top / "usr/share/doc/kaakrust"
    doc.mkdir(parents=True)
    grant = (
        "Kaakrust. Copyright 2026 the Kaakrust maintainers. License: Apache-2.0;\n"
        "on Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n\n"
        "The libraries inside have terms of their own; NOTICE beside this file and\n"
        "/usr/lib/kaakrust/_internal/*.dist-info name them.\n"
    )
    put(doc / "copyright", grant)
    shutil.copyfile(ROOT / "NOTICE", doc / "NOTICE")
    stamp = datetime.fromtimestamp(at(), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    log = (
        f"kaakrust ({version}) stable; urgency=low\n\n  * See CHANGELOG.md.\n\n"
        f" -- The Kaakrust maintainers <maintainers@kaakrust.invalid>  {stamp}\n"
    )
    zipped(doc / "changelog.gz", log)
    zipped(doc / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def relabel(folder: Path, version: str) -> None:
    """Let the program in ``folder`` say ``version`` of itself."""
    for metadata in folder.glob("_internal/kaakrust-*.dist-info/METADATA"):
        text = metadata.read_text(encoding="utf-8")
        metadata.write_text(re.sub(r"^Version: .*$", f"Version: {version}", text, count=1, flags=re.MULTILINE))


def control(version: str, size_kib: int, depends: list[str], recommends: list[str]) -> str:
    """The package's card."""
    return (
        f"Package: kaakrust\nVersion: {version}\nArchitecture: amd64\n"
        "Maintainer: The Kaakrust maintainers <maintainers@kaakrust.invalid>\n"
        f"Installed-Size: {size_kib}\nDepends: {', '.join(depends)}\n"
        f"Recommends: {', '.join([*recommends, 'speech-dispatcher'])}\n"
        f"Section: utils\nPriority: optional\nDescription: {DESCRIPTION}\n"
    )


def settle(top: Path) -> None:
    """One moment and plain rights for all there is; what may be run stays so."""
    for path in [top, *top.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (at(), at()), follow_symlinks=False)


def main() -> None:
    """Make it."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("folder", type=Path)
    read.add_argument("out", type=Path)
    read.add_argument("--version")
    read.add_argument("--compress", default="xz")
    read.add_argument("--screenshots", default=None)
    asked = read.parse_args()
    (metadata,) = asked.folder.glob("_internal/kaakrust-*.dist-info/METADATA")
    own = re.search(r"^Version: (.*)$", metadata.read_text(encoding="utf-8"), re.MULTILINE)
    version = asked.version or (own[1] if own else "")
    depends, recommends = needs.packages(*needs.asked(asked.folder))
    with tempfile.TemporaryDirectory() as work:
        top = Path(work, "top")
        program = top / "usr/lib/kaakrust"
        program.parent.mkdir(parents=True)
        shutil.copytree(asked.folder, program, symlinks=True)
        if asked.version:
            relabel(program, version)
        (top / "usr/bin").mkdir()
        (top / "usr/bin/kaakrust").symlink_to("../lib/kaakrust/kaakrust")
        system_files(top, version, asked.screenshots)
        papers(top, version)
        size = sum(path.lstat().st_size for path in top.rglob("*") if not path.is_dir()) // 1024
        put(top / "DEBIAN/control", control(version, size, depends, recommends))
        put(top / "DEBIAN/postrm", (HERE / "postrm").read_text(encoding="utf-8"), 0o755)
        settle(top)
        asked.out.mkdir(parents=True, exist_ok=True)
        out = asked.out / f"kaakrust_{version}_amd64.deb"
        packed = ["dpkg-deb", "--root-owner-group", f"-Z{asked.compress}", "--build", str(top), str(out)]
        subprocess.run(packed, check=True, stdout=subprocess.DEVNULL)
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB, {size / 1024:.0f} MiB installed")


if __name__ == "__main__":
    main()
