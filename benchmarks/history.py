"""Ten years of daily practice: how much room they take, and how fast the history page is there.

Makes 3,650 sessions of 600 seconds in a temporary folder, then measures size, reading and painting.
Run: QT_QPA_PLATFORM=offscreen python -m benchmarks.history
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtWidgets import QApplication

from feedback.kept.history import History
from feedback.kept.settings import ThemeChoice
from feedback.report.page import ReportSpan, report_page
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.pages.history_page import HistoryActions, HistoryPage
from feedback.window.person.past import Past
from tests.feedback.kept.histories import FIRST_DAY, keep, seconds_of

SESSIONS, SECONDS = 3650, 600
KINDS_OF_SESSION = 60
"""So many different rows of seconds are made and used over and over; the store sees no difference."""
LARGEST_MB, SLOWEST_S = 300.0, 0.5
REPEATS = 7


def fill(data_dir: Path) -> None:
    chance = random.Random(1)
    rows = [seconds_of(SECONDS, chance, place / KINDS_OF_SESSION) for place in range(KINDS_OF_SESSION)]
    first = FIRST_DAY - timedelta(days=SESSIONS)
    with History(data_dir) as history:
        for number in range(SESSIONS):
            began: datetime = first + timedelta(days=number, minutes=chance.randint(-90, 90))
            keep(history, number, started_at=began, samples=rows[number % KINDS_OF_SESSION], answers=number % 2 == 0)


def seconds_for(act: Callable[[], object]) -> tuple[float, float]:
    """First and median time of ``act``, s."""
    taken = []
    for _ in range(REPEATS):
        begin = perf_counter()
        act()
        taken.append(perf_counter() - begin)
    return taken[0], median(taken)


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        begin = perf_counter()
        fill(data_dir)
        print(f"{SESSIONS} sessions of {SECONDS} seconds written in {perf_counter() - begin:.0f} s")
        size_mb = sum(path.stat().st_size for path in data_dir.iterdir()) / 1e6
        print(f"size on disk: {size_mb:.0f} MB (at most {LARGEST_MB:.0f})")
        look, texts, past = Appearance(ThemeChoice.NIGHT, less_motion=True), Texts("nl"), Past(data_dir, "default")
        actions = HistoryActions(curve=past.curve, note=print, report=print, home=print)

        def open_page() -> HistoryPage:
            page = HistoryPage(look, texts, past.sessions(), actions)
            page.resize(1280, 720)
            page.grab()
            return page

        first_s, usual_s = seconds_for(open_page)
        print(
            f"history page, from click to painted: first {first_s:.3f} s, median {usual_s:.3f} s (at most {SLOWEST_S})"
        )
        page = open_page()

        def show_all() -> None:
            page._take_period("all")  # what the button does
            page.grab()

        print(f"all ten years in the trend: median {seconds_for(show_all)[1]:.3f} s")
        sessions = past.sessions()
        print(f"another session's curve: median {seconds_for(lambda: past.curve(sessions[1234]))[1]:.4f} s")
        span = ReportSpan(sessions[0].day, sessions[-1].day)
        report_s = seconds_for(lambda: report_page(sessions, span, texts, profile="default"))[1]
        print(f"report over ten years: {report_s:.2f} s")
        app.processEvents()
        if size_mb > LARGEST_MB or usual_s > SLOWEST_S or first_s > SLOWEST_S:
            raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
