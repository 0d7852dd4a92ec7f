"""The doctor's questions in their order, each imported when asked, so that a broken library is one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feedback.doctor import surroundings
from feedback.doctor.finding import Finding, FindingGroup, Severity
from vision.sentences import N_, Sentence

if TYPE_CHECKING:
    from feedback.doctor.seeing import Seen


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a session would be started with. language: "nl" or "en"."""

    source: str
    profile: str
    data_dir: Path
    language: str


def examine(asked: Circumstances, tell: Callable[[str], None]) -> tuple[FindingGroup, ...]:
    """Answer every question; ``tell`` is given an English sentence before what takes its time."""
    tell(N_("Looking at the libraries …"))
    program = _part(N_("Program"), libraries=_look_at_libraries)
    whole = all(one.severity is not Severity.STOP for one in program.findings if one.id == "model")
    tell(N_("Looking at the camera …"))
    seen: list[Seen] = []
    camera = _part(N_("Camera"), camera=lambda: _look_at_camera(asked, whole, seen))
    tell(N_("Looking at screen, sound and voice …"))
    around = _part(
        N_("Screen, sound, voice"),
        display=surroundings.look_at_display,
        sound=surroundings.look_at_sound,
        voice=lambda: surroundings.look_at_voice(asked.language),
    )
    desk = _part(N_("At the desk"), desk=_look_at_desk)
    kept = _part(N_("What is kept"), data=lambda: _look_at_what_is_kept(asked))
    outside = _part(N_("Privacy"), outside=lambda: _look_outside(asked, seen))
    return program, camera, around, desk, kept, outside


def _part(name: str, **looks: Callable[[], list[Finding]]) -> FindingGroup:
    """What each of ``looks`` finds; that a library or file is not to be had is found under the look's own name."""
    found: list[Finding] = []
    for about, look in looks.items():
        try:
            found += look()
        except ImportError as problem:
            text = Sentence(N_("A library cannot be loaded: {problem}."), {"problem": problem})
            found.append(
                Finding(about, Severity.STOP, text, (Sentence(N_("Install what it names, then look again.")),))
            )
        except OSError as problem:
            text = Sentence(N_("This could not be looked at: {problem}."), {"problem": problem})
            found.append(Finding(about, Severity.STOP, text))
    return FindingGroup(name, tuple(found))


def _look_at_libraries() -> list[Finding]:
    from feedback.doctor.libraries import look_at_libraries, look_at_model, look_at_python

    return look_at_python() + look_at_libraries() + look_at_model()


def _look_at_camera(asked: Circumstances, faces: bool, seen: list[Seen]) -> list[Finding]:
    from feedback.doctor.seeing import look_at_source, look_for_cameras

    found = look_for_cameras(asked.source)
    if any(one.severity is Severity.STOP for one in found):
        return found
    about_source, then = look_at_source(asked.source, faces=faces)
    seen += [then] if then else []
    return found + about_source


def _look_at_desk() -> list[Finding]:
    from feedback.doctor.courtesy import look_at_courtesy

    return look_at_courtesy()


def _look_outside(asked: Circumstances, seen: list[Seen]) -> list[Finding]:
    from feedback.doctor import outside

    while_open = seen[0].open if seen else None
    return [
        *outside.look_at_fence(),
        *outside.look_at_seal(),
        *outside.look_at_connections(asked.source, while_open),
    ]


def _look_at_what_is_kept(asked: Circumstances) -> list[Finding]:
    from feedback.doctor import keeping

    return [
        *keeping.look_at_folder(asked.data_dir),
        *keeping.look_at_profiles(asked.data_dir, asked.profile),
        *keeping.look_at_spread(asked.data_dir, asked.profile),
        *keeping.look_at_settings(asked.data_dir),
        *keeping.look_at_history(asked.data_dir),
    ]
