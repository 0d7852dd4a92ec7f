"""NumPy's OpenBLAS in the place of OpenCV's, through the calls of one_blas.c."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("one_blas.c")
_CALL = re.compile(r"cblas_\w+|[sd](ge|po)[a-z]{2,3}_")
"""What BLAS's and LAPACK's names look like, among all that OpenCV asks others for."""


def asked_of(library: Path) -> set[str]:
    """The BLAS and LAPACK calls that ``library`` needs somebody to answer."""
    told = subprocess.run(
        ["nm", "-D", "--undefined-only", str(library)], capture_output=True, text=True, check=True
    ).stdout
    return {name for line in told.splitlines() if _CALL.fullmatch(name := line.split()[-1].partition("@")[0])}


def answered_by(library: Path) -> set[str]:
    """The names that ``library`` answers."""
    told = subprocess.run(["nm", "-D", "--defined-only", str(library)], capture_output=True, text=True, check=True)
    return {line.split()[-1] for line in told.stdout.splitlines()}


def put_into(inside: Path) -> None:
    """Compile the calls into the bundle's folder ``inside``. Raises SystemExit when OpenCV asks for one more."""
    (numpys,) = (inside / "numpy.libs").glob("libscipy_openblas64_-*.so")
    (opencvs,) = (inside / "opencv_python_headless.libs").glob("libopenblas*.so*")
    (cv2,) = (inside / "cv2").glob("cv2*.so")
    asked = asked_of(cv2)
    opencvs.unlink()
    compiler = os.environ.get("CC", "cc")
    linked = (f"-Wl,-soname,{opencvs.name}", "-Wl,-rpath,$ORIGIN/../numpy.libs", "-Wl,--build-id=none")
    command = [compiler, "-std=c11", "-O2", "-fPIC", "-shared", "-Wall", "-Werror", *linked, "-o", str(opencvs)]
    subprocess.run([*command, SOURCE.name, str(numpys)], check=True, cwd=SOURCE.parent)
    opencvs.chmod(0o755)
    if missing := asked - answered_by(opencvs):
        raise SystemExit(f"OpenCV now asks for {', '.join(sorted(missing))}: add that to {SOURCE.name}.")
