"""The drawn picture of the rooms is what the imports are, and no arrow of it points upwards."""

from __future__ import annotations

import runpy
import xml.etree.ElementTree as ET

import pytest

from tests.places import ROOT

pytest.importorskip("grimp", reason="the tool that reads imports is not installed (uv pip install --group dev)")

ROOMS = runpy.run_path(str(ROOT / "docs" / "rooms.py"))


def test_the_picture_is_current():
    assert ROOMS["picture"]() == (ROOT / "docs" / "rooms.svg").read_text(encoding="utf-8"), "python docs/rooms.py"


def test_every_arrow_points_downwards():
    graph = ROOMS["graph_of_rooms"]()
    for rooms in ROOMS["all_rooms"](graph):
        assert [arrow for arrow in ROOMS["arrows"](graph, rooms) if arrow.is_upward] == []


def test_an_upward_import_would_be_drawn_as_one():
    arrow = ROOMS["Arrow"]
    drawn = "".join(ROOMS["_draw_arrows"]([arrow(0, 1, 5), arrow(1, 0, 1)], 2))
    assert drawn.count('class="up"') == 1


def test_what_a_room_is_for_fits_into_its_box():
    graph = ROOMS["graph_of_rooms"]()
    for rooms in ROOMS["all_rooms"](graph):
        assert [room.name for room in rooms if not 0 < len(room.about) <= 78] == []


def test_the_picture_can_be_read_in_light_and_dark():
    drawn = (ROOT / "docs" / "rooms.svg").read_text(encoding="utf-8")
    assert ET.fromstring(drawn).tag.endswith("svg")
    light, _, dark = drawn.partition("@media (prefers-color-scheme: dark)")
    for shape in ("paper", "box", "frame", "down", "tip"):
        assert f".{shape} " in light
        assert f".{shape} " in dark


def test_feedback_and_the_window_have_at_most_twelve_entries():
    for room in ("feedback", "feedback/window"):
        entries = [path.name for path in (ROOT / room).iterdir() if not path.name.startswith(("__", "."))]
        assert len(entries) <= 12, entries
