"""The sessions as a table on the terminal, and as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from calibration.states import Kind
from feedback.kept.records import KeptSession
from feedback.kept.told import ended_words, exercise_words
from feedback.kept.trend import session_change
from feedback.practice.looks import Moment, difference
from feedback.texts import Texts
from feedback.texts.measures import UNKNOWN, clock, gap_text, share_text
from vision.sentences import N_


def print_table(shown: Sequence[KeptSession], count: int, texts: Texts) -> None:
    """Print the latest sessions, oldest first as they were done."""
    say = texts.say
    table = Table(box=None, pad_edge=False)
    for heading, side in (
        (N_("no."), "right"),
        (N_("began"), "left"),
        (N_("exercise"), "left"),
        (N_("length"), "right"),
        (N_("relaxed"), "right"),
        (N_("hanging"), "right"),
        (N_("longest"), "right"),
        (N_("gap while hanging"), "left"),
        (N_("tension before → after"), "left"),
        (N_("ended"), "left"),
        (N_("tags"), "left"),
    ):
        table.add_column(say(heading), justify=side)  # type: ignore[arg-type]
    for session in shown:
        totals, compared = session.totals, session_change(session)
        table.add_row(
            str(session.id),
            f"{session.started_at:%Y-%m-%d %H:%M}",
            exercise_words(session, texts),
            clock(totals.elapsed_s),
            share_text(session.relaxed_share),
            share_text(session.hanging_share),
            clock(session.longest_s),
            gap_text(totals.hanging_gap_mm, totals.hanging_gap_sd_mm, texts),
            f"{compared[0]:g} → {compared[1]:g}" if compared else UNKNOWN,
            ended_words(session, texts),
            ", ".join(session.tags),
        )
    console = Console(highlight=False, width=None if Console().is_terminal else 160)
    console.print(table, markup=False)
    if count > len(shown):
        console.print(
            say(N_("The latest {shown} of {all} sessions; --count 0 shows all."), shown=len(shown), all=count)
        )


def as_object(session: KeptSession) -> dict[str, object]:
    """A session as plain JSON; unknown numbers are null."""
    totals = session.totals
    return {
        "session": session.uid,
        "number": session.id,
        "started_at": session.started_at.isoformat(timespec="seconds"),
        "exercise": session.exercise,
        "profile": session.profile,
        "planned_s": session.planned_s,
        "real_s": totals.real_s,
        "elapsed_s": totals.elapsed_s,
        **{f"{kind.value}_s": totals.seconds[kind] for kind in Kind},
        "judged_s": round(session.judged_s, 3),
        "relaxed_share": _rounded(session.relaxed_share),
        "hanging_share": _rounded(session.hanging_share),
        "longest_hanging_s": session.longest_s,
        "returns": totals.returns,
        "hanging_gap_mm": totals.hanging_gap_mm,
        "hanging_gap_sd_mm": totals.hanging_gap_sd_mm,
        "ended": session.ended,
        "baseline": session.baseline,
        "software": session.software,
        "note": session.note,
        "tags": list(session.tags),
        "check_ins": {
            moment.value: {name: getattr(answers, name) for name in ("tension", "pain", "calm", "teeth")}
            for moment in Moment
            if (answers := session.check_in(moment))
        },
        "looks": {
            moment.value: {name: getattr(look, name) for name in ("gap_mm", "gap_sd_mm", "relaxed_share", "judged_s")}
            for moment in Moment
            if (look := session.look(moment))
        },
        "looks_differ": _difference(session),
    }


def _difference(session: KeptSession) -> dict[str, float | None] | None:
    between = difference(session.looks)
    if between is None:
        return None
    return {"gap_mm": _rounded(between.gap_mm), "gap_sd_mm": _rounded(between.sd_mm)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
