"""What goes into a bundle, and how it is made lighter, on small things."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.packaging.scripts import script

parts, trim, small_icu = script("bundle/parts.py"), script("bundle/trim.py"), script("bundle/small_icu.py")
tools = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("cc", "readelf", "nm", "strip"))),
    reason="needs a C compiler and binutils",
)


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ("feedback/process/menu/files/org.kaakrust.Kaakrust.desktop", True),
        ("vision/models/face_landmarker.task", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_nl.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("matplotlib/mpl-data/matplotlibrc", True),
        ("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf", True),
        ("matplotlib/mpl-data/fonts/ttf/STIXGeneral.ttf", False),
        ("numpy-2.4.6.dist-info/METADATA", True),
        ("numpy-2.4.6.dist-info/licenses/LICENSE.txt", True),
        ("kaakrust-0.1.0.dist-info/direct_url.json", False),
        ("libstdc++.so.6", False),
        ("libc.so.6", False),
        ("libxcb-cursor.so.0", True),
    ],
)
def test_what_stays_in_a_bundle(place, there):
    assert parts.stays(place) is there


def test_nothing_the_program_imports_is_left_out():
    for module in ("unittest", "matplotlib.backends.backend_svg", "PySide6.QtTextToSpeech", "sqlite3", "hashlib"):
        assert module not in parts.LEFT_OUT_MODULES


def test_macos_is_told_what_the_camera_is_for():
    info = parts.macos_info()
    assert "jaw" in str(info["NSCameraUsageDescription"])
    assert "NSMicrophoneUsageDescription" not in info


def test_a_library_that_nothing_reaches_is_found():
    needs = {
        Path("kaakrust"): ["liba.so"],
        Path("liba.so"): ["libb.so", "libc.so.6"],
        Path("libb.so"): [],
        Path("libz.so"): [],
    }
    assert trim.unasked(needs, trim.is_root) == [Path("libz.so")]


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("kaakrust", True),
        ("cv2/cv2.abi3.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("mediapipe/tasks/c/libmediapipe.so", True),
        ("libpython3.11.so.1.0", True),
        ("av.libs/libx264-d6533a8d.so.165", False),
    ],
)
def test_what_the_program_loads_by_itself(path, root):
    assert trim.is_root(Path(path)) is root


def test_only_twins_of_the_same_version_stand_in_for_each_other():
    ours = ["libavcodec-57aca189.so.62.28.102", "libavformat-50e282e4.so.62.12.102", "libvpx-4fb239ff.so.11.0.1"]
    theirs = ["libavcodec-5e6b81c2.so.62.28.102", "libavformat-4639def2.so.62.12.101", "libvpx-edb6de90.so.12.0.0"]
    pairs = trim.twins(ours, theirs, ("libavcodec", "libavformat", "libvpx"))
    assert pairs == {"libavcodec-5e6b81c2.so.62.28.102": "libavcodec-57aca189.so.62.28.102"}


def test_two_different_ffmpegs_stop_the_build(tmp_path):
    for folder in (trim.OPENCVS, trim.PYAVS, "av", "cv2"):
        (tmp_path / folder).mkdir()
    (tmp_path / trim.OPENCVS / "libavcodec-57aca189.so.62.28.102").touch()
    (tmp_path / trim.PYAVS / "libavcodec-5e6b81c2.so.62.28.103").touch()
    with pytest.raises(SystemExit, match=r"libavcodec.*x264"):
        trim.share_ffmpeg(tmp_path)


def wheel_folder(name: str, where: str) -> Path:
    """A folder that a wheel brings beside its package."""
    return Path(str(distribution(name).locate_file(where)))


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's wheels")
def test_the_pinned_wheels_bring_the_same_ffmpeg():
    ours, theirs = wheel_folder("opencv-python-headless", trim.OPENCVS), wheel_folder("av", trim.PYAVS)
    names = [[path.name for path in folder.iterdir()] for folder in (ours, theirs)]
    twins = {name.partition("-")[0] for name in trim.twins(*names, trim.CORE)}
    assert twins == set(trim.CORE)


def icu_data(items: dict[str, bytes]) -> bytes:
    """Common data as ICU keeps it, with a header like its own."""
    header = struct.pack("<HBB", 32, 0xDA, 0x27) + struct.pack("<HH4B", 20, 0, 0, 0, 2, 0) + b"CmnD" + bytes(16)
    seed = header + struct.pack("<I", 1) + struct.pack("<II", 12, 32) + b"icudt73l/a\0"
    return small_icu.written(seed, items)


def test_icus_data_keeps_what_is_asked_for():
    items = {"en.res": b"english", "coll/root.res": b"sorting", "root.res": b"root" * 9}
    assert {name: blob.rstrip(b"\0") for name, blob in small_icu.read(icu_data(items)).items()} == items
    assert all(map(small_icu.kept, items))
    assert not any(map(small_icu.kept, ("zh.res", "curr/en.res", "unames.icu", "ibm-1047.cnv", "coll/zh.res")))


def test_other_data_is_refused():
    with pytest.raises(ValueError, match="ICU"):
        small_icu.read(b"PK\3\4" + bytes(40))


@tools
def test_icus_small_data_sorts_as_the_whole(tmp_path):
    (whole,) = wheel_folder("PySide6-Essentials", "PySide6/Qt/lib").glob("libicudata.so.*")
    small = tmp_path / whole.name
    shutil.copy(whole, small)
    small_icu.put_into(tmp_path)
    assert small.stat().st_size < whole.stat().st_size / 10
    sort = (
        "from PySide6.QtCore import QCollator, QLocale\n"
        "c = QCollator(QLocale('nl')); c.setNumericMode(True)\n"
        "print(*sorted(['ééna', 'eb', 'ea', 'Zoo', 'file10', 'file2'], key=c.sortKey))"
    )
    command = [sys.executable, "-c", sort]
    told = subprocess.run(
        command, env={"LD_PRELOAD": str(small), "PATH": ""}, capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.split() == ["ea", "eb", "ééna", "file2", "file10", "Zoo"]


BLAS = """
import sys
sys.path.insert(0, sys.argv[1])
import cv2
import numpy as np

assert cv2.__file__.startswith(sys.argv[1])
draw = np.random.default_rng(5)
a, b = draw.standard_normal((160, 160)), draw.standard_normal((160, 160))
for kind, near in ((np.float64, 1e-8), (np.float32, 2e-2)):
    x, y = a.astype(kind), b.astype(kind)
    assert np.allclose(cv2.gemm(x, y, 1.0, None, 0.0), x @ y, atol=near)
    solved, found = cv2.solve(x, y, flags=cv2.DECOMP_LU)
    assert solved and np.allclose(x @ found, y, atol=near * 10)
    square = (x @ x.T + 160 * np.eye(160, dtype=kind)).astype(kind)
    solved, found = cv2.solve(square, y, flags=cv2.DECOMP_CHOLESKY)
    assert solved and np.allclose(square @ found, y, atol=near * 100)
    solved, found = cv2.solve(x, y, flags=cv2.DECOMP_QR)
    assert solved and np.allclose(x @ found, y, atol=near * 10)
    w, u, vt = cv2.SVDecomp(x)
    assert np.allclose(u @ np.diag(w[:, 0]) @ vt, x, atol=near * 10)
    assert abs(cv2.determinant(x[:110, :110]) / np.linalg.det(x[:110, :110].astype(np.float64)) - 1) < 0.01
values, _ = cv2.eigenNonSymmetric(a)
maps = open("/proc/self/maps").read()
assert "libopenblas" in maps and "numpy.libs/libscipy_openblas" in maps
assert sys.argv[2] not in maps
print("the same")
"""


@tools
def test_opencv_calculates_the_same_with_numpys_blas(tmp_path):
    one_blas = script("bundle/one_blas.py")
    opencvs = wheel_folder("opencv-python-headless", "opencv_python_headless.libs")
    numpys = wheel_folder("numpy", "numpy.libs")
    for folder in (opencvs, numpys, wheel_folder("opencv-python-headless", "cv2")):
        (tmp_path / folder.name).mkdir()
        for path in folder.iterdir():
            place = tmp_path / folder.name / path.name
            if ".so" in path.name:
                place.symlink_to(path)
            elif path.is_file():  # cv2 looks for itself beside the real place of these
                shutil.copy(path, place)
    one_blas.put_into(tmp_path)
    assert list(opencvs.glob("libopenblas*")), "the wheel's own was taken away"
    command = [sys.executable, "-c", BLAS, str(tmp_path), str(opencvs / "libopenblas")]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert told.stdout == "the same\n", told.stderr


@tools
def test_what_strip_would_break_is_left_as_it_is(tmp_path):
    good = tmp_path / "good.so"
    subprocess.run(["cc", "-shared", "-g", "-x", "c", "-o", good, "-"], input=b"int one(void){return 1;}", check=True)
    assert trim.loads(good)
    bent = tmp_path / "bent.so"
    raw = bytearray(good.read_bytes())
    (table,) = struct.unpack_from("<Q", raw, 32)
    (kind,) = struct.unpack_from("<I", raw, table)
    assert kind == 1, "the first segment is one to be loaded"
    struct.pack_into("<Q", raw, table + 16, 8)  # its address, no longer at a page
    bent.write_bytes(raw)
    assert not trim.loads(bent)
