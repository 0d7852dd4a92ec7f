"""What the session page says, as pure functions of what there is to show: which sentence, and the end in words."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.states import HELP, JawState, Kind, Reason
from feedback.practice.cues import Cue
from feedback.practice.exercise.form import Step
from feedback.practice.looks import difference
from feedback.practice.summary import PauseReason, Summary
from feedback.texts import Texts
from vision.sentences import N_, Sentence

CUE_SHOWN_S = 7.0
"""A cue stays a little less than the least distance between two (8 s), then the step's own words come back."""
CUE_LEAST_S = 2.5
"""Time to read it, even when the jaw has already answered."""
HELP_AFTER_S = 1.5
"""A moment of not knowing needs no words."""
BUSY_AFTER_S = 1.0
LARGE_WORDS, LARGE_LETTERS = 6, 40
"""No more than this is large: it must fit on one line of a small window (docs/facts.md 44)."""

OPENING = N_("Opening the camera")
OPENING_DETAIL = N_("Sit comfortably meanwhile; this can take a few seconds.")
OPENING_RECORDING = N_("Opening the recording")
OPENING_RECORDING_DETAIL = N_("Your camera stays off.")
BEGINNING = N_("We begin")
BEGINNING_DETAIL = N_("The camera stays off.")
"""Said instead of an exercise that needs no camera."""
CLOSING_CAMERA, STOPPING = N_("Closing the camera"), N_("Stopping")
FINDING_ZERO = N_("finding your zero")
FINDING_ZERO_DETAIL = N_("a few seconds; nothing is counted yet")
"""Said below the hammock while a warm-up runs."""
EYES_CLOSED = N_("The sound goes on. Any key or a click brings the picture back.")
EYES_CLOSED_SILENT = N_(
    "With your eyes closed you go by the sound, and there is none now. M turns it on; "
    "any other key or a click brings the picture back."
)
EYES_CLOSED_WITHOUT = N_(
    "With your eyes closed you go by the sound, and this session has none. Any key or a click brings the picture back."
)
"""Said while the page is for closed eyes: with its sound on, with it off, and without one."""
PAUSED = N_("Paused")
PAUSED_DETAIL = N_("Take your time. The camera is off; press space to continue.")
NO_PICTURE = N_("Waiting for the camera")
BUSY_DETAIL = N_("Take your time; nothing is counted while your mouth is busy.")
UNSURE_DETAIL = N_("Nothing is counted until I can see you well again.")
OTHER_FACE = N_("This looks like another face")
OTHER_FACE_DETAIL = N_("The millimetres belong to somebody else.")


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A sentence and the quiet line under it, in English, to translate."""

    sentence: str
    detail: str


def session_words(
    jaw: JawState | None,
    since_s: float,
    paused: PauseReason | None,
    step: Step | None,
    cue: Cue | None,
    cue_age_s: float,
    *,
    sounding: bool = False,
) -> TwoLines:
    """What the session page says; of every pause but the person's, ``pause_words`` says more.

    since_s: for how long the jaw has been of this kind. cue, cue_age_s: the last cue and how long ago it came.
    sounding: there is a sound to follow.
    """
    if paused is PauseReason.PERSON:
        return TwoLines(PAUSED, PAUSED_DETAIL)
    own = TwoLines(step.sentence, step.detail_heard if sounding else step.detail) if step else TwoLines("", "")
    if jaw is not None and jaw.kind in (Kind.UNSURE, Kind.AWAY) and since_s >= HELP_AFTER_S:
        if jaw.reason is Reason.OTHER_FACE:
            return TwoLines(OTHER_FACE, OTHER_FACE_DETAIL)
        helping = HELP.get(jaw.reason) if jaw.reason else None
        if helping:
            return TwoLines(helping, UNSURE_DETAIL)
    if jaw is not None and jaw.kind is Kind.ACTIVE and since_s >= BUSY_AFTER_S:
        return TwoLines(own.sentence, BUSY_DETAIL)
    if cue is not None and cue_age_s < CUE_SHOWN_S and (cue_age_s < CUE_LEAST_S or _still_true(cue, jaw)):
        return TwoLines(cue.text, own.detail)
    return own


def _still_true(cue: Cue, jaw: JawState | None) -> bool:
    """A jaw that has followed the invitation needs it no longer."""
    return jaw is None or not cue.stands_while or jaw.kind in cue.stands_while


def opening_words(*, camera: bool) -> TwoLines:
    """What is said before the first picture (English). camera: it comes from one, and not from a recording."""
    return TwoLines(OPENING, OPENING_DETAIL) if camera else TwoLines(OPENING_RECORDING, OPENING_RECORDING_DETAIL)


def closing_words(*, camera: bool) -> str:
    """What is said once somebody has asked to stop (English). camera: one is still to be closed."""
    return CLOSING_CAMERA if camera else STOPPING


def pause_words(pause: Sentence, texts: Texts) -> TwoLines:
    """A pause that is not the person's, translated: what it is in large type when that is short, and what helps."""
    words = texts.say(pause)
    said = split(words, "")
    short = len(said.sentence.split()) <= LARGE_WORDS and len(said.sentence) <= LARGE_LETTERS
    return said if short else TwoLines(texts.say(NO_PICTURE), words)


def split(sentence: str, detail: str) -> TwoLines:
    """Two short sentences become one large and one quiet: at most six words are large (after translation)."""
    for between in (". ", "; "):
        first, found, rest = sentence.partition(between)
        if found:
            return TwoLines(first, rest)
    return TwoLines(sentence, detail)


def share_words(share: float | None) -> str:
    """The end in words (English): a part of the time everybody can picture, not a score.

    A part is named within 5 points of 100 of what it was; in between it is “more than” one.
    """
    if share is None:
        return N_("Thank you. There was too little to see this time.")
    for below, sentence in (
        (0.05, N_("Thank you for giving your jaw this time.")),
        (0.18, N_("Thank you. Your jaw hung now and then.")),
        (0.225, N_("Thank you. Your jaw hung about a fifth of the time.")),
        (0.295, N_("Thank you. Your jaw hung about a quarter of the time.")),
        (0.365, N_("Thank you. Your jaw hung about a third of the time.")),
        (0.455, N_("Thank you. Your jaw hung more than a third of the time.")),
        (0.545, N_("Thank you. Your jaw hung about half of the time.")),
        (0.625, N_("Thank you. Your jaw hung more than half of the time.")),
        (0.705, N_("Thank you. Your jaw hung about two thirds of the time.")),
        (0.795, N_("Thank you. Your jaw hung about three quarters of the time.")),
        (0.9, N_("Thank you. Your jaw hung most of the time.")),
        (0.985, N_("Thank you. Your jaw hung almost all the time.")),
    ):
        if share < below:
            return sentence
    return N_("Thank you. Your jaw hung all the time.")


def headline(summary: Summary) -> str:
    """The first words afterwards (English): of the jaw's hanging, or, where that was not practised, of the looks."""
    if summary.judged_s == 0.0 and not summary.looks and summary.elapsed_s >= 1.0:  # all of it was guided, unseen
        return N_("Thank you for taking the time.")
    if summary.hanging_share is not None or not summary.looks:
        return share_words(summary.hanging_share)
    between = difference(summary.looks)
    if between is None or not between.told:
        return N_("Thank you for taking the time.")
    return N_("Thank you. Your jaw hangs looser now.") if between.gap_mm > 0 else N_("Thank you for taking the time.")


def greeting(hour: int) -> str:
    """A greeting for the hour 0..23 (English)."""
    if 5 <= hour < 12:
        return N_("Good morning. Shall we let your jaw sink a little?")
    if 12 <= hour < 18:
        return N_("Good afternoon. Shall we let your jaw sink a little?")
    return N_("Good evening. Shall we let your jaw sink a little?")
