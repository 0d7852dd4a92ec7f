"""A plan, and what was done of it, in words: for window, terminal and report alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from feedback.kept.homework import Homework, Week
from feedback.practice.exercises import EXERCISES
from feedback.texts import Texts
from feedback.texts.dates import short_day
from vision.sentences import N_, nN_


def plan_words(plan: Homework, texts: Texts) -> str:
    """What was agreed, in one line."""
    return texts.say(
        N_("{exercise}, {minutes}, {often}, {weeks}"),
        exercise=texts.say(EXERCISES[plan.exercise].name),
        minutes=texts.say(nN_("{count} minute", "{count} minutes"), count=plan.minutes),
        often=texts.say(nN_("{count} time a week", "{count} times a week"), count=plan.a_week),
        weeks=texts.say(nN_("{count} week", "{count} weeks"), count=plan.weeks),
    )


def week_words(week: Week, texts: Texts) -> str:
    """One week: how often it was done of how often it was asked, and the answers where it was left out."""
    done = texts.say(N_("{done} of {asked}"), done=week.done, asked=week.asked)
    answers = "; ".join(_answer(answer.day, answer.because, texts) for answer in week.left_out)
    return f"{done} ({answers})" if answers else done


def done_words(plan: Homework, weeks: Sequence[Week], today: date, texts: Texts) -> str:
    """Where the plan stands."""
    if today < plan.begins:
        return texts.say(N_("It begins on {day}."), day=short_day(plan.begins, texts))
    if today > plan.last:
        done = sum(week.done for week in weeks)
        return texts.say(
            N_("It ended on {day}: {done} of {asked}."),
            day=short_day(plan.last, texts),
            done=done,
            asked=sum(week.asked for week in weeks),
        )
    this = next(week for week in reversed(weeks) if week.begun)
    return texts.say(N_("This week: {done} of {asked}."), done=this.done, asked=this.asked)


def _answer(day: date, because: str, texts: Texts) -> str:
    if because:
        return texts.say(N_("{day} left out: {because}"), day=short_day(day, texts), because=because)
    return texts.say(N_("{day} left out"), day=short_day(day, texts))
