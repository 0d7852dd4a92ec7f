"""The report's drawings: matplotlib's SVG, cut so that it can stand inside a page and loads nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from feedback.kept.records import KeptSession
from feedback.kept.trend import SHARES, Measure, trend
from feedback.practice.looks import Moment

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# matplotlib is imported where something is drawn: the window knows this module and stands before that takes its second.

INK, MUTED, LINE, JAW, BREATH = "#1C2A2B", "#3E4F53", "#D8CFBF", "#1F6F62", "#8C5A28"
"""The day theme's colours; dark enough for a black and white printer."""
WIDTH_IN, HEIGHT_IN = 7.1, 2.3
"""As wide as an A4 page between its margins."""


def trend_chart(sessions: Sequence[KeptSession], measures: Sequence[tuple[Measure, str]], alt: str) -> str:
    """Dots for sessions, a line for their moving median. ``measures``: all shares or all sliders, each in words."""
    from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
    from matplotlib.ticker import FuncFormatter

    figure, axes = new_figure()
    shares = measures[0][0] in SHARES
    for (measure, words), colour, dash in zip(measures, (JAW, BREATH, MUTED), ("-", "--", ":"), strict=False):
        known = trend(sessions, measure)
        if not known:
            continue
        days = [date2num(point.session.started_at.replace(tzinfo=None)) for point in known]
        values = [point.value * (100 if shares else 1) for point in known]
        line = [point.smoothed * (100 if shares else 1) for point in known]
        axes.plot(days, values, "o", color=colour, alpha=0.5, markersize=4 if len(days) < 150 else 2, markeredgewidth=0)
        axes.plot(days, line, dash, color=colour, linewidth=2, label=words)
    axes.set_ylim((-4, 104) if shares else (-0.4, 10.4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} %" if shares else f"{value:.0f}"))
    locator = AutoDateLocator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    spread_days = (sessions[-1].day - sessions[0].day).days if sessions else 0
    axes.xaxis.set_major_formatter(DateFormatter("%d-%m" if spread_days < 300 else "%m-%Y"))
    if len(measures) > 1:
        axes.legend(frameon=False, fontsize=8, loc="lower right", ncols=3, labelcolor=INK)
    return drawing(figure, alt)


def before_after_chart(sessions: Sequence[KeptSession], alt: str) -> str:
    """A line from the slider of tension before each session to the one after."""
    from matplotlib.ticker import FuncFormatter

    figure, axes = new_figure()
    days: list[date] = []
    for session in sessions:
        before, after = session.check_in(Moment.BEFORE), session.check_in(Moment.AFTER)
        if before is None or after is None or before.tension is None or after.tension is None:
            continue
        place = len(days)
        days.append(session.day)
        axes.plot([place, place], [before.tension, after.tension], color=LINE, linewidth=2, zorder=1)
        axes.plot(place, before.tension, "o", color=BREATH, markersize=4, zorder=2, markerfacecolor="white")
        axes.plot(place, after.tension, "o", color=JAW, markersize=4, zorder=3)
    axes.set_ylim(-0.4, 10.4)
    axes.xaxis.set_major_formatter(
        FuncFormatter(
            lambda place, _: (
                days[int(place)].strftime("%d-%m") if 0 <= place < len(days) and place == int(place) else ""
            )
        )
    )
    return drawing(figure, alt)


def new_figure(height_in: float = HEIGHT_IN) -> tuple[Figure, Axes]:
    """An empty drawing in the report's manner, as wide as the page."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_IN, height_in), layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    only_below(axes)
    return figure, axes


def only_below(axes: Axes) -> None:
    """A line below, thin ones behind, and none on the other sides."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.tick_params(colors=MUTED, labelsize=8, length=0)
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)


def drawing(figure: Figure, alt: str) -> str:
    """The drawing as an SVG element without prologue, addresses or date; letters as shapes, so no font is asked for."""
    import matplotlib

    drawn = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": alt}):  # a salt of its own: ids never clash
        figure.savefig(
            drawn,
            format="svg",
            transparent=True,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    text = drawn.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(
        r'<svg [^>]*viewBox="([^"]*)"[^>]*>', r'<svg viewBox="\1" role="img" aria-label="@alt@">', text, count=1
    )
    text = text.replace("xlink:href", "href")
    escaped = alt.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return text.replace("@alt@", escaped)
