"""One page about a period, to print or to hand to a dentist or physiotherapist.

A single HTML file: no script, nothing from outside, reads on screen and prints on A4. Every figure comes with what it
is worth, and the page says what a webcam cannot see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from importlib.metadata import version
from pathlib import Path
from statistics import median

from feedback.kept.export import TAKEN
from feedback.kept.records import KeptSession
from feedback.kept.told import ended_words, exercise_words
from feedback.kept.trend import (
    CHANGES,
    CONFIDENCE,
    MEASURES,
    ON_TAGGED_DAYS,
    Measure,
    Middle,
    change,
    middle,
    middle_of,
    session_change,
    tagged,
    value_of,
)
from feedback.practice.looks import Moment
from feedback.practice.tally import LEAST_JUDGED_S
from feedback.process.whole_file import whole_file
from feedback.report.charts import before_after_chart, trend_chart
from feedback.report.style import STYLE
from feedback.texts import Texts
from feedback.texts.dates import MONTHS
from feedback.texts.measures import clock, gap_text, share_text
from vision.errors import PlainError
from vision.sentences import N_, nN_

DAYS_BACK = {"month": 31, "quarter": 92, "year": 366}
ROWS = 40
"""More sessions than this are told by month: a page a person reads, not a log. The export has every session."""

WHAT_IT_IS = N_(
    "Kaakrust estimates with an ordinary webcam how far the lower jaw hangs and whether it is held tense, each time "
    "against the same person's own calibration, while they practise letting the jaw hang. It is a way to notice and "
    "relax; it says nothing about illness."
)
CANNOT_SEE = N_(
    "What a webcam cannot see: whether teeth touch, what the muscles do, a light press (about a fifth of full force or "
    "less), and anything outside the sessions. All figures are estimates of one person against themselves; they cannot "
    "be compared with other people."
)
UNCERTAIN = N_(
    "Millimetres are the estimated space between the front teeth, with one standard deviation: in about two of three "
    "moments the true space lies within it. Shares are of the time in which something could be told; busy moments "
    "(talking, drinking) and moments that could not be seen are left out. The range behind a median covers the true "
    "median nine times in ten; with fewer than five sessions there is none. A share counts by the time that could be "
    "seen, and of less than twenty seconds of it there is none."
)
RELAXED_IS = N_("Relaxed is hanging, or closed without tension: an ordinary resting jaw counts as relaxed.")
NO_TENSION = N_(
    "Tension could not be told from this face, or was not calibrated, so the share relaxed is missing; hanging is "
    "given."
)


class ReportError(PlainError):
    """A report that cannot be written."""


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """From the first day to the last, both included."""

    first: date
    last: date


def days_back(period: str, until: date) -> date:
    """The first day of a period that ends with ``until``."""
    return until - timedelta(days=DAYS_BACK[period] - 1)


def write_page(path: Path, page: str, *, replace: bool = False) -> None:
    """Write the page for the owner only. Raises ReportError; a file that is there is kept unless ``replace``."""
    try:
        with whole_file(path, replace=replace) as file:
            file.write(page.encode())
    except FileExistsError as error:
        raise ReportError(TAKEN, path=path) from error
    except OSError as error:
        raise ReportError(
            N_("{path} cannot be written: {problem}."), path=path, problem=error.strerror or error
        ) from error


def report_page(
    sessions: Sequence[KeptSession], span: ReportSpan, texts: Texts, *, profile: str, with_notes: bool = False
) -> str:
    """The page as HTML. ``sessions``: oldest first, at least one."""
    page = _Page(sessions, texts)
    say = texts.say
    heading = say(N_("Jaw sessions"))
    dates = f"{_date(span.first, texts)} – {_date(span.last, texts)}"
    body = [
        f"<header><p class=quiet>Kaakrust{'' if profile == 'default' else f' · {escape(profile)}'}</p>",
        f"<h1>{escape(heading)}</h1><p class=lead>{escape(dates)}</p></header>",
        f"<section class=box><p>{escape(say(WHAT_IT_IS))}</p>",
        f"<p><strong>{escape(say(CANNOT_SEE))}</strong></p></section>",
        page.figures(),
        page.trend(),
        page.own_answers(),
        page.tags(),
        page.reading(),
        page.table(),
        page.notes() if with_notes else "",
        f"<footer>{escape(page.made())}</footer>",
    ]
    return (
        f'<!doctype html>\n<html lang="{texts.language}">\n<head><meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Kaakrust – {escape(heading)} – {escape(dates)}</title>\n<style>{STYLE}</style></head>\n"
        "<body>\n<main>\n" + "\n".join(part for part in body if part) + "\n</main>\n</body>\n</html>\n"
    )


class _Page:
    """The parts of one page."""

    def __init__(self, sessions: Sequence[KeptSession], texts: Texts) -> None:
        self._sessions, self._texts = sessions, texts
        self._say = texts.say

    def figures(self) -> str:
        """The few numbers that sum the period up, each with its range."""
        sessions, say = self._sessions, self._say
        seen_s = sum(session.judged_s for session in sessions)
        whole_s = sum(sum(session.totals.seconds.values()) for session in sessions)
        cards = [
            (
                str(len(sessions)),
                say(nN_("session", "sessions"), count=len(sessions)),
                say(
                    nN_("on {count} day; {time} in all could be seen", "on {count} days; {time} in all could be seen"),
                    count=len({s.day for s in sessions}),
                    time=self._hours(seen_s),
                ),
            )
        ]
        for measure in (Measure.RELAXED, Measure.HANGING):
            centre = middle_of(sessions, measure)
            if centre is not None:
                cards.append((share_text(centre.value), say(MEASURES[measure]), self._range(centre)))
        gap = self._gap()
        if gap:
            cards.append((gap, say(N_("gap while hanging")), say(N_("one standard deviation"))))
        told = [session for session in sessions if session.tense_share is not None]
        tense = middle([session.tense_share or 0.0 for session in told], [session.judged_s for session in told])
        if tense is not None:
            cards.append((share_text(tense.value), say(N_("closed and tense")), self._range(tense)))
        longest_s = self._longest(sessions)
        if longest_s is not None:
            cards.append((clock(longest_s), say(N_("longest hanging stretch")), say(N_("median of the sessions"))))
        if whole_s >= LEAST_JUDGED_S:
            cards.append(
                (
                    share_text(1 - seen_s / whole_s),
                    say(N_("not counted")),
                    say(N_("busy, turned away, too dark or not there")),
                )
            )
        drawn = "".join(
            f"<div class=figure><p class=number>{escape(number)}</p><p>{escape(name)}</p>"
            f"<p class=quiet>{escape(note)}</p></div>"
            for number, name, note in cards
        )
        return f"<section class=figures>{drawn}</section>"

    def trend(self) -> str:
        """Shares over time."""
        measures = [(m, self._say(MEASURES[m])) for m in (Measure.RELAXED, Measure.HANGING) if self._any(m)]
        if not measures:
            return ""
        heading = self._say(N_("Share of the time, session by session"))
        under = self._say(N_("Dots are sessions, lines their moving median (seven sessions)."))
        return self._chart(heading, trend_chart(self._sessions, measures, heading), under)

    def own_answers(self) -> str:
        """The person's own sliders, over time and before against after."""
        say, parts = self._say, []
        measures = [(m, say(MEASURES[m])) for m in (Measure.TENSION, Measure.PAIN, Measure.CALM) if self._any(m)]
        if measures:
            heading = say(N_("Own sliders, 0 to 10"))
            parts.append(
                self._chart(
                    heading, trend_chart(self._sessions, measures, heading), say(N_("As answered after the session."))
                )
            )
        compared = [session for session in self._sessions if session_change(session)]
        if compared:
            before = median([found[0] for session in compared if (found := session_change(session))])
            after = median([found[1] for session in compared if (found := session_change(session))])
            words = say(
                nN_(
                    "Tension by own slider, in one session: {before} before, {after} after: {change}.",
                    "Tension by own slider, median of {count} sessions: {before} before, {after} after: {change}.",
                ),
                count=len(compared),
                before=self._number(before),
                after=self._number(after),
                change=say(CHANGES[change(before, after)]),
            )
            heading = say(N_("Tension before and after, by own slider"))
            drawing = before_after_chart(compared, heading) if len(compared) <= 2 * ROWS else ""
            rule = say(N_("Open circle: before; filled: after. Noticeably better is 2 points and 30 %."))
            parts.append(self._chart(heading, drawing, f"{words} {rule if drawing else ''}"))
        return "".join(parts)

    def tags(self) -> str:
        """What can be said about days tagged so; nothing under twenty sessions."""
        lines = [
            self._say(
                ON_TAGGED_DAYS,
                tag=self._say(found.tag),
                measure=self._say(MEASURES[found.measure]),
                share=share_text(found.with_tag.value),
                count=found.with_tag.count,
                other=share_text(found.without.value),
                others=found.without.count,
            )
            for found in tagged(self._sessions)
        ]
        if not lines:
            return ""
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        note = self._say(N_("Medians side by side; what goes together need not be cause and effect."))
        heading = escape(self._say(N_("Tagged days")))
        return f"<section><h2>{heading}</h2><ul>{items}</ul><p class=quiet>{escape(note)}</p></section>"

    def table(self) -> str:
        """Session by session, or month by month when there are many."""
        return self._by_month() if len(self._sessions) > ROWS else self._by_session()

    def notes(self) -> str:
        """The person's own words, asked for by name."""
        items = "".join(
            f"<dt>{escape(_date(session.day, self._texts))}</dt><dd>{escape(session.note)}</dd>"
            for session in self._sessions
            if session.note
        )
        heading = escape(self._say(N_("Own notes")))
        return f"<section><h2>{heading}</h2><dl>{items}</dl></section>" if items else ""

    def reading(self) -> str:
        """How to read the figures."""
        lines = [UNCERTAIN, RELAXED_IS if self._any(Measure.RELAXED) else NO_TENSION]
        told = "".join(f"<p>{escape(self._say(line))}</p>" for line in lines)
        heading = escape(self._say(N_("How to read this")))
        return f"<section class=reading><h2>{heading}</h2>{told}</section>"

    def made(self) -> str:
        """The last line."""
        today = datetime.now().astimezone().date()
        return self._say(
            N_("Made on {day} by Kaakrust {version}, on the person's own computer. No picture was kept."),
            day=_date(today, self._texts),
            version=version("kaakrust"),
        )

    def _by_session(self) -> str:
        say = self._say
        looked = any(session.looks for session in self._sessions)
        heads = [
            N_("began"),
            N_("exercise"),
            N_("length"),
            N_("relaxed"),
            N_("hanging"),
            N_("longest"),
            N_("gap while hanging"),
        ]
        heads += [
            N_("tension before → after"),
            *([N_("jaw before → after")] if looked else []),
            N_("ended"),
            N_("tags"),
        ]
        rows = []
        for session in self._sessions:
            totals, compared = session.totals, session_change(session)
            own = "–"
            if compared:
                own = f"{self._number(compared[0])} → {self._number(compared[1])}, {say(CHANGES[compared[2]])}"
            rows.append(
                (
                    f"{session.started_at:%d-%m-%Y %H:%M}",
                    exercise_words(session, self._texts),
                    clock(totals.elapsed_s),
                    share_text(session.relaxed_share),
                    share_text(session.hanging_share),
                    clock(session.longest_s),
                    gap_text(totals.hanging_gap_mm, totals.hanging_gap_sd_mm, self._texts),
                    own,
                    *([self._looks(session)] if looked else []),
                    ended_words(session, self._texts),
                    ", ".join(map(say, session.tags)),
                )
            )
        return self._table(say(N_("Session by session")), [say(head) for head in heads], rows)

    def _by_month(self) -> str:
        say = self._say
        months: dict[tuple[int, int], list[KeptSession]] = {}
        for session in self._sessions:
            months.setdefault((session.day.year, session.day.month), []).append(session)
        rows = []
        for (year, month), sessions in months.items():
            relaxed, hung = (middle_of(sessions, measure) for measure in (Measure.RELAXED, Measure.HANGING))
            rows.append(
                (
                    f"{month:02d}-{year}",
                    str(len(sessions)),
                    self._hours(sum(session.judged_s for session in sessions)),
                    self._with_range(relaxed),
                    self._with_range(hung),
                    clock(self._longest(sessions)),
                )
            )
        heads = [N_("month"), N_("sessions"), N_("time seen"), N_("relaxed"), N_("hanging"), N_("longest")]
        return self._table(say(N_("Month by month")), [say(head) for head in heads], rows)

    @staticmethod
    def _longest(sessions: Sequence[KeptSession]) -> float | None:
        """The median of the longest stretches, s, of sessions that measured one."""
        known = [session.longest_s for session in sessions if session.longest_s is not None]
        return median(known) if known else None

    def _looks(self, session: KeptSession) -> str:
        looks = [session.look(moment) for moment in Moment]
        return " → ".join(gap_text(look.gap_mm, look.gap_sd_mm, self._texts) if look else "–" for look in looks)

    def _gap(self) -> str:
        totals = [session.totals for session in self._sessions]
        gaps = [total.hanging_gap_mm for total in totals if total.hanging_gap_mm is not None]
        spreads = [total.hanging_gap_sd_mm for total in totals if total.hanging_gap_sd_mm is not None]
        return gap_text(median(gaps), median(spreads), self._texts) if gaps and spreads else ""

    def _any(self, measure: Measure) -> bool:
        return any(value_of(session, measure) is not None for session in self._sessions)

    def _range(self, centre: Middle) -> str:
        if centre.low is None or centre.high is None:
            return self._say(nN_("in one session", "median of {count} sessions"), count=centre.count)
        return self._say(
            nN_(
                "in one session, {part} range {low} to {high}",
                "median of {count} sessions, {part} range {low} to {high}",
            ),
            count=centre.count,
            part=share_text(CONFIDENCE),
            low=share_text(centre.low),
            high=share_text(centre.high),
        )

    @staticmethod
    def _with_range(centre: Middle | None) -> str:
        if centre is None:
            return "–"
        if centre.low is None or centre.high is None:
            return share_text(centre.value)
        return f"{share_text(centre.value)} ({centre.low * 100:.0f}–{centre.high * 100:.0f})"

    def _hours(self, seconds: float) -> str:
        minutes = round(seconds / 60)
        if minutes < 120:
            return self._say(N_("{count} min"), count=minutes)
        return self._say(N_("{count} h"), count=round(minutes / 60))

    def _number(self, value: float) -> str:
        return self._texts.number(value, 0 if float(value).is_integer() else 1)

    @staticmethod
    def _chart(heading: str, drawing: str, under: str) -> str:
        return f"<section class=chart><h2>{escape(heading)}</h2>{drawing}<p class=quiet>{escape(under)}</p></section>"

    @staticmethod
    def _table(heading: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        head = "".join(f"<th scope=col>{escape(name)}</th>" for name in heads)
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        rows_drawn = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        return f"<section><h2>{escape(heading)}</h2><table>{rows_drawn}</table></section>"


def _date(day: date, texts: Texts) -> str:
    return f"{day.day} {texts.say(MONTHS[day.month - 1])} {day.year}"
