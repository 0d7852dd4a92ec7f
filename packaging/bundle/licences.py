"""Whose work a bundle holds, and on what terms, as one text.

    python packaging/bundle/licences.py [--with-x264] > LICENCES.txt   # in the environment that the bundle is made of

``--with-x264``: for the bundles of Windows and macOS, in which PyAV's own FFmpeg stays.

Python packages are named with the licence they state; the texts themselves lie in their ``.dist-info`` where the wheel
has them. Libraries that wheels bring are named by hand, each as it is in there.
"""

from __future__ import annotations

import sys
from importlib.metadata import distributions

BROUGHT = {
    "libavcodec*, libavformat*, libsw*": "FFmpeg, LGPL 2.1 or later",
    "libavfilter*, libavdevice*, libavutil*": "FFmpeg, LGPL 3 or later",
    "libopenblas*, libscipy_openblas*": "OpenBLAS, BSD",
    "libgfortran*, libquadmath*": "GCC, GPL 3 with the runtime exception, LGPL 2.1",
    "libQt6*": "Qt, LGPL 3; PySide6 and Shiboken the same",
    "libicu*": "ICU, Unicode licence; its data cut down",
    "libaom*, libdav1d*, libvpx*, libavif*": "AOMedia, VideoLAN, WebM: BSD",
    "libcrypto*, libssl*": "OpenSSL 1.1.1, OpenSSL and SSLeay licence",
    "libpython*": "Python, PSF licence",
    "libpng*, libjpeg*, libtiff*, libwebp*, libopenjp2*, liblcms2*": "their own BSD-like terms",
    "libasound*": "ALSA, LGPL 2.1 or later",
    "libxcb*, libX*, libxkb*": "X.Org, MIT",
}
"""By the name of the file."""
X264 = """x264 and x265, GPL 2 or later, in PyAV's FFmpeg. The program never encodes with them, but they are in here, so
this bundle is passed on as a whole under GPL 3, with the sources of both offered beside it."""
NO_X264 = "PyAV's x264 and x265 (GPL) are not in this bundle: OpenCV's libavcodec, which has neither, serves both."
MAKERS = ("pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "setuptools", "pip")
"""They make the bundle and are not in it."""
PYINSTALLER = "The first lines of the program are PyInstaller's bootloader: GPL 2 with an exception for what it starts."


def stated(about: object) -> str:
    """The licence a package states."""
    told = about.metadata  # type: ignore[attr-defined]
    spelled = (told["License-Expression"] or told["License"] or "").strip()
    if spelled and "\n" not in spelled:  # some put the whole text there
        return str(spelled)
    classes = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    return ", ".join(classes) or "see its own files"


def text(with_x264: bool) -> str:
    """The whole list, of the environment this runs in."""
    found = {about.metadata["Name"]: about for about in distributions()}
    lines = ["Python packages:", ""]
    lines += [
        f"  {name} {found[name].version}: {stated(found[name])}"
        for name in sorted(found, key=str.lower)
        if name.lower() not in MAKERS
    ]
    lines += ["", "Libraries:", ""]
    lines += [f"  {files}: {terms}" for files, terms in BROUGHT.items()]
    return "\n".join([*lines, "", X264 if with_x264 else NO_X264, PYINSTALLER, ""])


if __name__ == "__main__":
    print(text("--with-x264" in sys.argv), end="")
