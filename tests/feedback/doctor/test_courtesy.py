"""The doctor says what this system does not tell a look at the desk."""

from __future__ import annotations

from feedback.desk.courtesy.given import GivenTable
from feedback.doctor.courtesy import look_at_courtesy
from feedback.doctor.finding import FindingGroup, Severity, exit_code


def test_a_system_that_tells_everything_is_well():
    (found,) = look_at_courtesy(GivenTable().sources())
    assert found.ok
    assert str(found.text) == "A look at your desk waits for what this system tells: 7 of 7."


def test_what_is_not_told_is_said_and_is_in_nobodys_way():
    desk = GivenTable()
    desk.full_screen.answer = desk.do_not_disturb.answer = None
    first, *missing = look_at_courtesy(desk.sources())
    assert first.values == {"told": 5, "all": 7}
    assert [(one.id, one.severity) for one in missing] == [
        ("desk_full_screen", Severity.UNKNOWN),
        ("desk_do_not_disturb", Severity.UNKNOWN),
    ]
    assert exit_code([FindingGroup("", tuple(missing))]) == 0
