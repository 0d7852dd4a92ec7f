"""The drawing of the hours at the desk: the share relaxed by hour of the day, and week by week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedback.desk.today import HourShare
from feedback.desk.weeks import DeskWeek, OrdinaryWeek
from feedback.report.charts import JAW, LINE, drawing, new_figure, only_below

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DATES = 6
"""No more dates than have room beside each other."""


def desk_chart(hours: Sequence[HourShare], weeks: Sequence[DeskWeek], ordinary: OrdinaryWeek | None, alt: str) -> str:
    """Bars by hour of the day and, where there are weeks, each beside them before the ordinary one's band.

    hours: at least one.
    """
    from matplotlib.ticker import FuncFormatter

    figure, by_hour = new_figure()
    panels = [by_hour]
    if weeks:
        by_hour.remove()
        panels = figure.subplots(1, 2, sharey=True).tolist()
        for panel in panels:
            only_below(panel)
        _weeks(panels[1], weeks, ordinary)
    _hours(panels[0], hours)
    for panel in panels:
        panel.set_ylim(-4, 104)
        panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} %"))
    return drawing(figure, alt)


def _hours(axes: Axes, hours: Sequence[HourShare]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for hour in hours:
        if hour.share is not None:
            axes.bar(hour.hour + 0.5, 100 * hour.share, 0.8, color=JAW)
    axes.set_xlim(hours[0].hour - 0.2, hours[-1].hour + 1.2)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda hour, _: f"{hour:.0f}:00"))


def _weeks(axes: Axes, weeks: Sequence[DeskWeek], ordinary: OrdinaryWeek | None) -> None:
    from matplotlib.dates import DateFormatter, date2num
    from matplotlib.ticker import FixedLocator

    if ordinary is not None and ordinary.share.low is not None and ordinary.share.high is not None:
        axes.axhspan(100 * ordinary.share.low, 100 * ordinary.share.high, color=LINE, alpha=0.6, linewidth=0)
    days = [date2num(week.first) for week in weeks]
    for day, week in zip(days, weeks, strict=True):
        share = week.share
        if share.low is not None and share.high is not None:
            axes.plot([day, day], [100 * share.low, 100 * share.high], color=JAW, linewidth=2)
        axes.plot(day, 100 * share.share, "o", color=JAW, markersize=5)
    axes.set_xlim(days[0] - 4, days[-1] + 4)
    axes.xaxis.set_major_locator(FixedLocator(days[:: 1 + (len(days) - 1) // DATES]))
    axes.xaxis.set_major_formatter(DateFormatter("%d-%m"))
