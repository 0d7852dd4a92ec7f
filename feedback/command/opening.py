"""Opening the window, for the commands that show themselves in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from feedback.command.common import Common
from feedback.command.on_terminal import check_trace
from feedback.sound.heard import Heard
from feedback.visit.asked import Wish

if TYPE_CHECKING:
    from feedback.analysis.study.opening import LedRun
    from feedback.visit.view import Plan


def open_window(
    common: Common,
    start: str,
    *,
    wish: Wish | None = None,
    calibration: Plan | None = None,
    heard: Heard | None = None,
    study: LedRun | None = None,
    trace: Path | None = None,
) -> int:
    """Open the window on the page named ``start`` (a value of `Start`); returns the exit code."""
    if trace is not None:
        check_trace(common, trace)
    from feedback.window.app import Start, WindowOptions, run_window
    from feedback.window.person.options import DEFAULT_CALIBRATION

    options = WindowOptions(
        source=common.source,
        profile=common.profile,
        profiles=common.profiles,
        data_dir=common.data_dir,
        texts=common.texts,
        wish=wish or Wish(),
        paced=common.paced,
        calibration=calibration or DEFAULT_CALIBRATION,
        heard=heard or Heard(),
        study=study,
        trace=trace,
    )
    return run_window(Start(start), options)
