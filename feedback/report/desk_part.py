"""The report's own figure of the hours at the desk: by hour of the day, week by week, and beside the own answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from feedback.desk.agreement import agreement, agreement_sentences, pairs_of
from feedback.desk.today import by_hour, day_counts
from feedback.desk.weeks import DeskWeek, OrdinaryWeek, Weeks, desk_weeks, ordinary_sentences, week_sentence
from feedback.kept.desk_records import Glance, Hint, Release, Seen, SelfCheck
from feedback.kept.desk_rows import DeskRecord, read_glances, read_hints, read_releases, read_self_checks
from feedback.kept.history import History
from feedback.report.amounts import date_words
from feedback.report.desk_chart import desk_chart
from feedback.texts import Texts
from vision.sentences import N_, nN_

HEADING = N_("At the desk, between the sessions")
SHORT_LOOKS = N_(
    "Short looks of a few seconds through the day, against the same calibration; those at a mouth that was busy, or of "
    "which nothing could be told, are left out."
)
NINE_IN_TEN = N_(
    "Left: by hour of the day. Right: week by week; each line holds the true share nine times in ten, the band that of "
    "the ordinary week before the first hint."
)
ONLY_HOURS = N_("By hour of the day.")


@dataclass(frozen=True, slots=True)
class DeskData:
    """What was kept at the desk in a period, oldest first. before: the glances before it, for the ordinary week."""

    glances: Sequence[Glance] = ()
    hints: Sequence[Hint] = ()
    checks: Sequence[SelfCheck] = ()
    releases: Sequence[Release] = ()
    before: Sequence[Glance] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell; looks that were left out are nothing."""
        taken = any(glance.seen is not Seen.NOT_TAKEN for glance in self.glances)
        return not (taken or self.hints or self.checks or self.releases)

    @property
    def first(self) -> date | None:
        """The first day of which something is told."""
        each: tuple[DeskRecord, ...] = (*self.glances[:1], *self.hints[:1], *self.checks[:1], *self.releases[:1])
        return min((one.at.date() for one in each), default=None)


def read_desk_data(history: History, *, profile: str, since: date | None, until: date) -> DeskData:
    """What was kept at the desk on these days, both included. Raises StoreError."""
    glances = read_glances(history, profile=profile, until=until)
    return DeskData(
        tuple(glance for glance in glances if since is None or glance.at.date() >= since),
        read_hints(history, since=since, until=until),
        read_self_checks(history, since=since, until=until),
        read_releases(history, since=since, until=until),
        tuple(glance for glance in glances if since is not None and glance.at.date() < since),
    )


@dataclass(frozen=True, slots=True)
class DeskPart:
    """The part of the page: a heading, a drawing (SVG, "" without), what stands under it, and sentences."""

    heading: str
    drawing: str
    under: str
    lines: tuple[str, ...]


def desk_part(data: DeskData, texts: Texts) -> DeskPart | None:
    """What the page tells of the desk; None where there is nothing."""
    if data.is_empty:
        return None
    weeks = desk_weeks((*data.before, *data.glances))
    days = {glance.at.date() for glance in data.glances}
    shown = tuple(week for week in weeks.weeks if any(0 <= (day - week.first).days < 7 for day in days))
    hours = by_hour(data.glances)
    drawing = desk_chart(hours, shown, weeks.ordinary, texts.say(HEADING)) if hours else ""
    under = texts.say(NINE_IN_TEN if shown else ONLY_HOURS) if drawing else ""
    return DeskPart(texts.say(HEADING), drawing, under, tuple(_lines(data, weeks, shown, texts)))


def _lines(data: DeskData, weeks: Weeks, shown: Sequence[DeskWeek], texts: Texts) -> list[str]:
    say, lines = texts.say, []
    counted = day_counts(data.glances)
    told = sum(day.told for day in counted)
    if counted:
        lines.append(say(SHORT_LOOKS))
        days = say(nN_("{count} day", "{count} days"), count=len(counted))
        could = nN_("{count} look on {days} could tell something.", "{count} looks on {days} could tell something.")
        lines.append(say(could, count=told, days=days))
    if weeks.ordinary is not None:
        lines.append(_ordinary(weeks.ordinary, texts))
    if shown:
        last = shown[-1]
        told_of = week_sentence(last, texts)
        lines.append(say(N_("Week of {day}: {told}"), day=date_words(last.first, texts), told=told_of))
    lines += agreement_sentences(agreement(pairs_of(data.glances, data.checks)), texts)
    done = (
        (nN_("{count} hint was shown", "{count} hints were shown"), len(data.hints)),
        (nN_("{count} own answer about the teeth", "{count} own answers about the teeth"), len(data.checks)),
        (nN_("{count} release of half a minute", "{count} releases of half a minute"), len(data.releases)),
    )
    parts = [say(words, count=count) for words, count in done if count]
    return [*lines, f"{'; '.join(parts)}."] if parts else lines


def _ordinary(week: OrdinaryWeek, texts: Texts) -> str:
    told = " ".join(ordinary_sentences(week, texts))
    return texts.say(N_("The ordinary week, from {day}: {told}"), day=date_words(week.days[0], texts), told=told)
