"""Whether there can be a window is known before Qt is asked, which would end the process."""

from __future__ import annotations

import sys

import pytest

from feedback.process.display import has_display
from tests.needs import needs_xcb

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is always a display here")


@linux_only
@needs_xcb
@pytest.mark.parametrize("display", ["", ":987", "nonsense"])
def test_a_screen_that_does_not_answer_is_none(display: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert not has_display()


@linux_only
def test_qt_can_be_told_to_paint_without_a_screen(monkeypatch: pytest.MonkeyPatch):
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_display()
