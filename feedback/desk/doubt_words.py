"""Why a look could not tell, in words to stand after a colon, and what a busy mouth was doing. Pure.

What the gate calls drinking may as well be a pout (docs/states.md), so it is not named.
"""

from __future__ import annotations

from calibration.states import Reason
from feedback.desk.words import LEFT_OUT_WORDS
from feedback.kept.desk_records import Glance, Hindrance
from vision.sentences import N_

MIXED = "mixed"
"""The jaw did now one thing and now another."""
BETWEEN = "between"
"""The face looks neither soft nor bitten."""
DOUBT_WORDS = {
    MIXED: N_("now one thing, now another"),
    BETWEEN: N_("neither clearly soft nor clearly tense"),
    Reason.TURNED: N_("your head was turned away"),
    Reason.DARK: N_("it was too dark"),
    Reason.BLURRED: N_("the picture was blurred"),
    Reason.OCCLUDED: N_("something was before mouth or chin"),
    Reason.CUT_OFF: N_("your face was partly outside the picture"),
    Reason.UNSTABLE: N_("you moved too much"),
    Reason.FAINT: N_("your chin was hard to see"),
    Reason.TALKING: N_("talking"),
    Reason.CHEWING: N_("chewing"),
    Reason.SMILING: N_("smiling"),
    Reason.YAWNING: N_("yawning"),
}


def why_words(glance: Glance) -> str | None:
    """The words for why, as in the catalogue; None where there is nothing to say."""
    if glance.why in Hindrance.__members__.values():
        return LEFT_OUT_WORDS[Hindrance(glance.why)]
    return DOUBT_WORDS.get(glance.why)
