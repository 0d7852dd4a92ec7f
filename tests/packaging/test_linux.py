"""The Debian package's parts: what it depends on, its papers, the manual, the icons."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys

import pytest

from feedback.process.menu.desktop_entry import APP_ID, FILES
from tests.packaging.scripts import PACKAGING, script

deb, needs, man, icons = (script(f"linux/{name}.py") for name in ("deb", "needs", "man", "icons"))
EPOCH = 1_764_000_000


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))


def test_a_package_depends_on_what_its_files_ask_for():
    asked = {"libc.so.6", "libm.so.6", "libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libspeechd.so.2"}
    depends, recommends = needs.packages(asked | {"libstdc++.so.6"}, {"GLIBC": "2.35", "GLIBCXX": "3.4.30"})
    assert "libc6 (>= 2.35)" in depends
    assert "libstdc++6 (>= 12)" in depends
    assert depends.count("libglib2.0-0") == 1
    assert "libportaudio2" in depends
    assert any("fonts-" in one for one in depends)
    assert recommends == ["libspeechd2"]


def test_a_library_nobody_knows_stops_the_build():
    with pytest.raises(SystemExit, match=r"libnew\.so\.1"):
        needs.packages({"libnew.so.1"}, {"GLIBC": "2.35"})


def test_versions_count_as_numbers(monkeypatch, tmp_path):
    (tmp_path / "one").write_bytes(b"\x7fELF")
    told = " 0x1 (NEEDED) Shared library: [libc.so.6]\n Name: GLIBC_2.9  Flags\n Name: GLIBC_2.17  Flags\n"
    monkeypatch.setattr(needs.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, told, ""))
    assert needs.asked(tmp_path) == ({"libc.so.6"}, {"GLIBC": "2.17"})


def test_the_card_names_the_package_and_what_it_needs():
    card = deb.control("1.2.3", 300_000, ["libc6 (>= 2.35)"], ["libspeechd2"])
    assert "Version: 1.2.3\n" in card
    assert "Depends: libc6 (>= 2.35)\n" in card
    assert "Recommends: libspeechd2, speech-dispatcher\n" in card
    assert all(line.startswith(" ") for line in card.partition("Description: ")[2].splitlines()[1:])


def test_the_shops_get_screenshots_only_where_they_have_an_address():
    assert "screenshot" not in deb.metainfo("1.2.3", None)
    there = deb.metainfo("1.2.3", "https://kaakrust.invalid/images")
    shown = re.findall(r">https://kaakrust\.invalid/images/(.*?)<", there)
    assert shown
    assert all((PACKAGING.parent / "docs/images" / name).is_file() for name in shown)
    assert 'version="1.2.3" date="2025-11-24"' in there
    assert "@" not in there


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="needs appstream")
@pytest.mark.parametrize("address", [None, "https://kaakrust.invalid/images"])
def test_the_description_is_valid(tmp_path, address):
    place = tmp_path / f"{APP_ID}.metainfo.xml"
    place.write_text(deb.metainfo("1.2.3", address), encoding="utf-8")
    told = subprocess.run(["appstreamcli", "validate", "--no-net", place], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_files_of_one_moment_and_plain_rights(tmp_path):
    (tmp_path / "run").write_text("#!/bin/sh\n")
    (tmp_path / "run").chmod(0o700)
    (tmp_path / "read").write_text("")
    (tmp_path / "read").chmod(0o600)
    deb.settle(tmp_path)
    assert {path.name: oct(path.stat().st_mode)[-3:] for path in tmp_path.iterdir()} == {"run": "755", "read": "644"}
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {EPOCH}


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's own")
def test_removing_it_says_what_is_left_and_where(tmp_path):
    data = tmp_path / ".local/share/kaakrust"
    data.mkdir(parents=True)
    fake = tmp_path / "getent"
    fake.write_text(f"#!/bin/sh\necho fox:x:1000:1000::{tmp_path}:/bin/sh\n")
    fake.chmod(0o755)
    command = ["sh", str(PACKAGING / "linux/postrm"), "remove"]
    told = subprocess.run(
        command, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    assert str(data) in told.stdout
    assert data.is_dir()


def test_the_manual_knows_every_command():
    from feedback.command.main import app

    text = man.page(app, "2026-11-26")
    for name in ("session", "demo", "doctor", "forget", "integrate"):
        assert f".SS kaakrust {name}\n" in text
    assert text.isascii()
    assert "--" not in text.replace(r"\-\-", "")


def test_every_size_of_the_icon_is_there():
    for size in icons.SIZES:
        width, height = struct.unpack(">II", icons.place(size).read_bytes()[16:24])
        assert (width, height) == (size, size)
    for kind in ("scalable/apps/{}.svg", "symbolic/apps/{}-symbolic.svg"):
        assert "<svg" in (FILES / "icons/hicolor" / kind.format(APP_ID)).read_text()


def test_windows_and_macos_get_the_same_pictures():
    pictures = {size: icons.place(size).read_bytes() for size in (16, 256)}
    ico = icons.ico(pictures)
    assert struct.unpack("<HHH", ico[:6]) == (0, 1, 2)
    length, at = struct.unpack("<II", ico[6 + 16 + 8 : 6 + 32])
    assert ico[at : at + length] == pictures[256]
    icns = icons.icns(pictures)
    assert icns[:4] == b"icns"
    assert struct.unpack(">I", icns[4:8])[0] == len(icns)
    assert pictures[16] in icns
