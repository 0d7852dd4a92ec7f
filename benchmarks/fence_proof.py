"""Shows that the fences hold a face library that does call out.

    python -m benchmarks.fence_proof [--mediapipe 1.2.2]

Linux, strace. It is a newer mediapipe than the pinned one, in an environment that is thrown away afterwards (pip gets
it from the package index), watched through its system calls.

The library follows the face of the demo clip, made and fed as the program makes and feeds it, four times: with neither
of the two fences, with each alone, with both. A machine that has no way out shows the attempt all the same: the name
that is looked for. The pinned version is shown beside it. Exits with 1 when something gets past either fence, or
when nothing was tried without them and so nothing is proven.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.needs import strace_refused
from tests.places import ROOT
from tests.watching import Watched, watch

PROBE = """
import sys, time
sys.path.insert(0, sys.argv[1])
if "proxies" in sys.argv:
    from feedback.process import fence
    fence.stay_inside()
import cv2
from vision.camera import frames, open_source
from vision.landmarker import _networks
from vision.mesh_library import ImageFormat, MpImage
from vision.sealed import sealed

landmarker, detector = sealed(_networks) if "sealed" in sys.argv else _networks()
seen = 0
with open_source("demo", paced=False) as capture:
    for frame in frames(capture):
        picture = MpImage(image_format=ImageFormat.SRGB, data=cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB))
        seen += len(landmarker.detect_for_video(picture, round(frame.t_s * 1000) + 1).face_landmarks)
        if seen == 300:
            break
landmarker.close()
detector.close()
time.sleep(5)  # what is sent at the end is sent in the background
print("faces:", seen)
"""
FENCES = ((), ("proxies",), ("sealed",), ("proxies", "sealed"))
OTHERS_WE_NEED = "cv2-enumerate-cameras"  # what vision imports and mediapipe does not bring along
ANSWERED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def asked_names(watched: Watched) -> set[str]:
    """The names in the questions to name servers, as strace shows them with their answers."""
    names = set()
    for call in watched.lookups:
        said = ANSWERED.search(call)
        packet = said[1].encode().decode("unicode_escape").encode("latin-1") if said and "htons(53)" in call else b""
        labels, at = [], 12  # the question follows a header of so many bytes
        while at < len(packet) and packet[at]:
            labels.append(packet[at + 1 : at + 1 + packet[at]].decode("latin-1"))
            at += 1 + packet[at]
        names.add(".".join(labels))
    return names - {""}


def environment_with(wanted: str, folder: Path) -> str:
    """A new environment with that mediapipe; its Python."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    install = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*install, f"mediapipe{wanted}", OTHERS_WE_NEED], check=True)
    return python


def version_in(python: str) -> str:
    ask = "from importlib.metadata import version; print(version('mediapipe'))"
    return subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


def row(version: str, fences: tuple[str, ...], watched: Watched) -> str:
    outside = sorted(place for place in watched.internet if not place.startswith(("127.", "::1")))
    inside = sorted(watched.internet - set(outside))
    names = ", ".join(sorted(asked_names(watched))) or ("tried in vain" if watched.lookups else "–")
    cells = (" + ".join(fences) or "neither", names, ", ".join(outside) or "–", ", ".join(inside) or "–")
    return f"| {version} | " + " | ".join(cells) + f" | {watched.refused or '–'} |"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mediapipe", default="newest", help="the version to try; the newest if not given")
    chosen = options.parse_args().mediapipe
    if refused := strace_refused():
        print(refused, file=sys.stderr)
        return 2
    escaped, tried = False, False
    with tempfile.TemporaryDirectory(prefix="fence-proof-") as scratch:
        newer = environment_with(">0.10.30" if chosen == "newest" else f"=={chosen}", Path(scratch) / "environment")
        print("| mediapipe | fence | names looked for | addresses outside | inside this machine | sockets refused |")
        print("|---|---|---|---|---|---|", flush=True)
        for python in (sys.executable, newer):
            version = version_in(python)
            for number, fences in enumerate(FENCES):
                home = Path(scratch) / f"{version}-{number}"
                seen = watch([python, "-c", PROBE, str(ROOT), *fences], home)
                if "faces: 300" not in seen.output:
                    print(seen.output, file=sys.stderr)
                    return 1
                print(row(version, fences, seen), flush=True)
                tried |= bool(seen.contacts or seen.lookups) and not fences
                escaped |= bool(seen.contacts) and bool(fences)
    print("something got past a fence" if escaped else "nothing gets past either fence")
    if not tried:
        print("but nothing was tried without them either, so this proves nothing")
    return 1 if escaped or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
