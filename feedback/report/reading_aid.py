"""One page for whoever looks along: what the figures of a report mean, what they cannot mean, how to read them.

The same for everybody, with nothing of the person in it; the long form is docs/practice.md.
"""

from __future__ import annotations

from feedback.kept.opening_words import NAME as OPENING
from feedback.kept.opening_words import WORTH as OPENING_WORTH
from feedback.report.form import filled
from feedback.report.page import CANNOT_SEE, WHAT_IT_IS
from feedback.texts import Texts
from vision.sentences import N_

HEADS = (N_("Figure"), N_("What it is"), N_("What it is not"))
ROWS = (
    (
        N_("gap, mm ± spread"),
        N_(
            "the estimated space between the front teeth, from how far the chin's skin went down since this person's "
            "own calibration, with one standard deviation"
        ),
        N_("the space that a caliper finds; a figure to compare between people"),
    ),
    (
        N_("hanging"),
        N_("the gap is above about 3.5 mm, or this person's own middle, and the mouth is at rest"),
        N_("a goal to be kept all day"),
    ),
    (
        N_("relaxed"),
        N_("hanging, or closed without this person's own signs of pressing"),
        N_("muscle activity: a camera sees skin"),
    ),
    (
        N_("closed and tense"),
        N_("closed, and cheeks, lips and chin look as in the light bite of the calibration"),
        N_("teeth that grind; anything about the night"),
    ),
    (
        N_("unsure, away"),
        N_("too dark, turned, covered, another face: nothing is judged"),
        N_("a session that went badly"),
    ),
    (
        N_("own sliders, 0 to 10"),
        N_("what the person says of tension, pain and calm, before and after"),
        N_("anything that the camera measured"),
    ),
    (OPENING, OPENING_WORTH, N_("how far the joint can move; part of any session")),
)
LINES = (
    N_("Look first at how much could be seen: shares are of that time only, and below twenty seconds there is none."),
    N_("A range behind a median holds the true median nine times in ten; with fewer than five sessions there is none."),
    N_("Two sliders differ “noticeably” from two points and thirty percent on, both together."),
    N_(
        "Millimetres of one person may be compared with their own of another day, to within the spread that stands "
        "beside them, and with nobody else's."
    ),
    N_(
        "In “Agreed and done” a mark is a time of at least half the agreed length. A day without a mark says nothing, "
        "and left out is an answer."
    ),
    N_("Medians of tagged days stand side by side; what goes together need not be cause and effect."),
)
WORDS = N_(
    "Words that fit: notice, soften, hang, space, rest, easier. There is no score; what the figures mean for this "
    "person is for the two of you to see."
)
TRY_IT = N_(
    "How well it measures on somebody of your own choice can be found out in twenty minutes, with a stack of wooden "
    "spatulas."
)


def reading_aid_page(texts: Texts) -> str:
    """The page as HTML."""
    say = texts.say
    return filled(
        "reading_aid.html",
        language=texts.language,
        heading=say(N_("Reading aid")),
        lead=say(N_("For whoever looks along: what the figures mean, and what they cannot mean")),
        what_it_is=say(WHAT_IT_IS),
        cannot_see=say(CANNOT_SEE),
        heads=[say(head) for head in HEADS],
        rows=[[say(cell) for cell in row] for row in ROWS],
        how=say(N_("Reading the report")),
        lines=[say(line) for line in LINES],
        words=say(WORDS),
        try_it=say(TRY_IT),
    )
