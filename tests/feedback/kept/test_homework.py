from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from feedback.command.main import app
from feedback.kept.forget import forget_everything, own_files
from feedback.kept.homework import (
    Homework,
    HomeworkError,
    HomeworkFile,
    as_text,
    checked,
    from_text,
    homework_in,
    leave_out,
    weeks_of,
)
from feedback.kept.homework_words import done_words, plan_words, week_words
from feedback.kept.records import KeptSession, Totals
from feedback.practice.exercises import EXERCISES
from feedback.report.agreed import agreed_part
from feedback.texts import Texts

MONDAY = date(2026, 3, 2)
PLAN = checked(exercise="soft_jaw", minutes=5, a_week=4, weeks=3, begins=MONDAY, words="Before meals.")
EN = Texts("en")


def session(day: date, minutes: float = 5.0, exercise: str = "soft_jaw") -> KeptSession:
    return KeptSession(
        uid=f"{day}-{minutes}-{exercise}",
        started_at=datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC),
        exercise=exercise,
        planned_s=300.0,
        profile="default",
        baseline="",
        tension_clarity="",
        software="0.1.0",
        ended=None,
        totals=Totals(real_s=60 * minutes),
    )


def kaakrust(*arguments: str | Path, data_dir: Path, typed: str | None = None):
    command = [*map(str, arguments), "--data-dir", str(data_dir), "--lang", "en"]
    return CliRunner().invoke(app, command, input=typed)


def test_a_week_counts_what_was_done_and_not_what_was_begun():
    days = [session(MONDAY), session(MONDAY), session(MONDAY + timedelta(2), minutes=2.4)]
    days += [session(MONDAY + timedelta(3), minutes=2.6), session(MONDAY + timedelta(4), exercise="breath")]
    first, second, third = weeks_of(PLAN, days, MONDAY + timedelta(8))
    assert (first.done, first.asked) == (3, 4)
    assert (second.done, second.begun) == (0, True)
    assert not third.begun


def test_days_before_and_after_the_plan_do_not_count():
    days = [session(MONDAY - timedelta(1)), session(PLAN.last), session(PLAN.last + timedelta(1))]
    assert [week.done for week in weeks_of(PLAN, days, PLAN.last)] == [0, 0, 1]


def test_leaving_out_is_an_answer_with_or_without_a_reason():
    plan = leave_out(leave_out(PLAN, MONDAY, " a cold "), MONDAY + timedelta(1))
    week = weeks_of(plan, [], MONDAY)[0]
    assert week_words(week, EN) == "0 of 4 (2 March left out: a cold; 3 March left out)"
    assert len(leave_out(plan, MONDAY, "better now").left_out) == 2


def test_a_plan_is_one_line_in_either_language():
    assert plan_words(PLAN, EN) == "Soft jaw, 5 minutes, 4 times a week, 3 weeks"
    assert "4 keer per week" in plan_words(PLAN, Texts("nl"))


def test_where_it_stands_is_said_before_during_and_after():
    def words(day: date) -> str:
        return done_words(PLAN, weeks_of(PLAN, [session(MONDAY)], day), day, EN)

    assert words(MONDAY - timedelta(1)) == "It begins on 2 March."
    assert words(MONDAY) == "This week: 1 of 4."
    assert words(PLAN.last + timedelta(1)) == "It ended on 22 March: 1 of 12."


def test_the_report_has_a_calendar_without_blame():
    part = agreed_part(leave_out(PLAN, MONDAY + timedelta(1), "a cold"), [session(MONDAY)] * 2, MONDAY, EN)
    assert part is not None
    assert part.heads[1] == "Mo"
    assert part.rows == (("2 March", "●●", "–", "", "", "", "", "", "2 of 4 (3 March left out: a cold)"),)
    assert agreed_part(PLAN, [], MONDAY - timedelta(1), EN) is None


@given(
    st.sampled_from(sorted(EXERCISES)),
    st.integers(1, 60),
    st.integers(1, 35),
    st.integers(1, 52),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")), max_size=200),
    st.lists(st.times(), max_size=4),
)
def test_any_plan_comes_back_from_its_text(
    exercise: str, minutes: int, a_week: int, weeks: int, words: str, times: list[datetime]
):
    plan = checked(
        exercise=exercise,
        minutes=minutes,
        a_week=a_week,
        weeks=weeks,
        begins=MONDAY,
        words=words,
        reminders=[f"{time.hour}:{time.minute:02}" for time in times],
    )
    text = as_text(plan)
    assert from_text(text, MONDAY) == plan
    assert len(text) < 400


def test_a_plan_may_be_written_in_dutch():
    text = "Kaakrust plan 1\noefening: breath\nminuten: 5\nper week: 7\nweken: 2\n"
    text += "begint: 2026-03-09\nherinner: 8.30, 20:00"
    plan = from_text(text, MONDAY)
    assert (plan.exercise, plan.begins, plan.reminders) == ("breath", date(2026, 3, 9), ("08:30", "20:00"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no plan"),
        ("hello", "no plan"),
        ("kaakrust plan 1\nexercise: soft_jaw", "does not say “minutes”"),
        ("kaakrust plan 1\nexercise: squats\nminutes: 5\na week: 1\nweeks: 1", "is no exercise"),
        ("kaakrust plan 1\nexercise: soft_jaw\nminutes: 500\na week: 1\nweeks: 1", "from 1 to 60"),
        ("kaakrust plan 1\nexercise: soft_jaw\nminutes: ５\na week: 1\nweeks: 1", "whole number"),
        ("kaakrust plan 1\nexercise: soft_jaw\nminutes: 5\na week: 1\nweeks: 1\nbegins: soon", "is no day"),
        ("kaakrust plan 1\nexercise: soft_jaw\nminutes: 5\na week: 1\nweeks: 1\nremind: 25:00", "time of day"),
        ("kaakrust plan 1\nwhatever", "cannot be read"),
        ("kaakrust plan 1\nexercise: soft_jaw\nminutes: 5\na week: 1\nweeks: 1\nwords: " + "a" * 201, "too long"),
    ],
)
def test_what_is_no_plan_says_which_line(text: str, says: str):
    with pytest.raises(HomeworkError, match=says):
        from_text(text, MONDAY)


def test_a_plan_is_taken_over_shown_answered_and_removed_on_the_terminal(tmp_path: Path):
    taken = kaakrust("plan", "-", data_dir=tmp_path, typed=as_text(PLAN))
    assert taken.exit_code == 0, taken.stderr
    assert "Soft jaw, 5 minutes, 4 times a week, 3 weeks\n“Before meals.”\nThis week: 0 of 4." in taken.stdout
    assert "left out: a cold" in kaakrust("plan", "--skip", "a cold", data_dir=tmp_path).stdout
    assert kaakrust("plan", "--text", data_dir=tmp_path).stdout == as_text(PLAN)
    assert kaakrust("plan", "--remove", data_dir=tmp_path).exit_code == 0
    assert "There is no plan." in kaakrust("plan", data_dir=tmp_path).stderr


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"no plan at all"])
def test_a_file_that_is_no_plan_leaves_the_old_one_as_it_was(content: bytes, tmp_path: Path):
    HomeworkFile(tmp_path, "default").save(PLAN)
    wrong = tmp_path / "wrong.txt"
    wrong.write_bytes(content)
    told = kaakrust("plan", wrong, data_dir=tmp_path)
    assert told.exit_code == 2
    assert len(told.stderr.splitlines()) == 1
    assert homework_in(tmp_path, "default") == PLAN


def test_a_damaged_plan_is_set_aside_and_forgotten_with_the_rest(tmp_path: Path):
    file = HomeworkFile(tmp_path, "default")
    file.save(PLAN)
    file.path.write_bytes(b"{")
    with pytest.raises(HomeworkError, match="set aside"):
        file.load()
    file.save(PLAN)
    assert len(own_files(tmp_path)) == 2
    forget_everything(tmp_path)
    assert not tmp_path.exists()


def test_half_a_plan_is_asked_for_whole(tmp_path: Path):
    told = kaakrust("plan", "--exercise", "soft_jaw", "--minutes", "5", data_dir=tmp_path)
    assert told.exit_code == 2
    assert "needs all of" in told.stderr


def test_a_plan_of_an_exercise_that_is_gone_is_no_plan(tmp_path: Path):
    plan = Homework(exercise="gone", minutes=5, a_week=1, weeks=1, begins=MONDAY)
    HomeworkFile(tmp_path, "default").save(plan)
    assert homework_in(tmp_path, "default") is None
