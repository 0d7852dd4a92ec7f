"""What a spread is made of, in words: for ``kaakrust analyze --explain`` and for the doctor."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from calibration.baseline import Baseline
from calibration.makeup import HANG_MM, makeup_of, spread_at
from calibration.mobility import learned
from feedback.texts import Texts
from vision.sentences import N_, Sentence, nN_

if TYPE_CHECKING:
    from feedback.analysis.measure import Analysis

NOTHING_JUDGED = N_("No picture was judged, so there is no spread to explain.")
LEARNED = N_("How the chin's skin follows the jaw was learned from the hang.")
USUAL = N_(
    "How the chin's skin follows the jaw is what is usual for people; a hang while calibrating makes it personal."
)
RETURNS = nN_(
    "How well lips and skin come back: to {back} mm, learned from one return and what is usual.",
    "How well lips and skin come back: to {back} mm, learned from {count} returns and what is usual.",
)
NO_RETURNS = N_("How well lips and skin come back: to {back} mm, as is usual for people; nothing was shown twice.")


def explain(analysis: Analysis, texts: Texts) -> list[str]:
    """The lines below a recording's summary. Millimetres are medians over the judged pictures."""
    baseline = analysis.baseline
    made = makeup_of(baseline, ((moment.reading, moment.state) for moment in analysis.moments))
    if made is None:
        return [texts.say(NOTHING_JUDGED)]
    spread = texts.say(
        N_("The spread is {total} mm in the middle of {count} judged pictures."),
        total=texts.number(made.total_mm, 2),
        count=made.pictures,
    )
    followed = texts.say(
        N_("By pixels: {pixels} %; by the mesh alone: {mesh} %."),
        pixels=texts.number(100 * made.by_pixels),
        mesh=texts.number(100 * (1 - made.by_pixels)),
    )
    parts = texts.say(
        N_(
            "Made of (mm): pixels {pixels}, pose {pose}, zero {zero}, skin {skin}, gain {gain}, scale {scale}, "
            "talking since {activity}."
        ),
        **{part: texts.number(mm, 2) for part, mm in asdict(made.parts).items()},
    )
    return [spread, followed, parts, *of_person(baseline, texts)]


def of_person(baseline: Baseline, texts: Texts) -> list[str]:
    """What is known of this person's skin, and from what."""
    back = texts.number(baseline.return_sd_mm, 2)
    return [
        texts.say(LEARNED if learned(baseline.mobility) else USUAL),
        texts.say(RETURNS, back=back, count=baseline.returns) if baseline.returns else texts.say(NO_RETURNS, back=back),
    ]


def of_profile(baseline: Baseline) -> Sentence:
    """The spread a profile gives by itself, at rest and at a hang."""
    rest_mm = baseline.rest_gap_mm if baseline.rest_gap_mm is not None else 0.0
    at_rest, hanging = spread_at(baseline, max(0.0, rest_mm)), spread_at(baseline, HANG_MM)
    return Sentence(
        N_(
            "As calibrated, the gap is known to {rest} mm at rest and to {hanging} mm at a hang of {hang} mm: "
            "pixels {pixels}, pose {pose}, zero {zero}, skin {skin}, gain {gain}, scale {scale}."
        ),
        {"rest": at_rest.total, "hanging": hanging.total, "hang": round(HANG_MM), **asdict(hanging)},
    )
