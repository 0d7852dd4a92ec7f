"""All that is played, and how much of it."""

from __future__ import annotations

from tests.fuzzing import given, kept
from tests.fuzzing.damage import damaged, damaged_json, typed
from tests.fuzzing.play import Target

SPANS = ("closed=0-5", "gap6=18-21", "rest=5.5-10", "gap")
SOURCES = ("0", "/dev/video0", "clip.mp4", "file://", "~")

TARGETS = (
    Target("profile", lambda: damaged_json(kept.good_profile()), kept.check_profile, often=3000, seldom=25),
    Target("settings", lambda: damaged_json(kept.good_settings()), kept.check_settings, often=4000, seldom=80),
    Target("store", lambda: damaged(kept.good_store()), kept.check_store, often=2000, seldom=15),
    Target("rows", kept.odd_rows, kept.check_rows, often=600, seldom=5),
    Target("import", kept.odd_exports, kept.check_import, often=2500, seldom=20),
    Target(
        "spec",
        lambda: typed(*SPANS),
        given.check_spec,
        often=4000,
        seldom=200,
    ),
    Target(
        "source",
        lambda: typed(*SOURCES),
        given.check_source,
        often=3000,
        seldom=60,
    ),
    Target("command", given.commands, given.check_command, often=1500, seldom=20),
    Target("catalogue", kept.odd_catalogues, kept.check_catalogue, often=1500, seldom=15),
    Target("recording", given.odd_recordings, given.check_recording, often=2000, seldom=25),
    Target("stream", lambda: damaged(given.answer()), given.check_stream, often=500, seldom=3),
)
