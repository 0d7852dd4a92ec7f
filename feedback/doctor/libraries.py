"""Checks of Python, the libraries within their bounds, the one OpenCV and the face model."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distributions, metadata, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from feedback.doctor.finding import Finding, Severity
from feedback.process.own_program import is_frozen
from vision.model_file import MODEL_PATH, MODEL_SHA256, model_sha256
from vision.sentences import N_, Sentence

NAMED = ("mediapipe", "opencv-python-headless", "numpy", "pyside6-essentials")
"""The libraries a person may be asked about; the others are in the values."""
THE_OPENCV = "opencv-python-headless"


def look_at_python() -> list[Finding]:
    """Python's version against what the package asks for, and the system."""
    try:
        wanted, own = metadata("kaakrust")["Requires-Python"] or "", version("kaakrust")
    except PackageNotFoundError:  # started from its source without being installed
        wanted, own = "", ""
    here = platform.python_version()
    values: dict[str, object] = {"kaakrust": own or None, "python": here, "system": platform.platform()}
    said = {"own": own or "?", "python": here, "system": f"{platform.system()} {platform.machine()}"}
    if SpecifierSet(wanted).contains(here, prereleases=True):
        return [
            Finding(
                "python",
                Severity.GOOD,
                Sentence(N_("Kaakrust {own} with Python {python} on {system}."), said),
                (),
                values,
            )
        ]
    return [
        Finding(
            "python",
            Severity.MIND,
            Sentence(N_("Kaakrust {own} runs with Python {python}, which it is not made for."), said),
            (Sentence(N_("Use a Python that fits {wanted}."), {"wanted": wanted}),),
            values,
        )
    ]


def look_at_libraries() -> list[Finding]:
    """The installed libraries against what the package asks for."""
    try:
        wanted = requires("kaakrust") or []
    except PackageNotFoundError:
        text = Sentence(
            N_("Kaakrust was not installed but started from its source, so its libraries were not compared.")
        )
        return [Finding("libraries", Severity.UNKNOWN, text)]
    installed = [(canonicalize_name(found.name), found.version) for found in distributions() if found.name]
    return judge_libraries(wanted, dict(reversed(installed)))  # the first on the path is the one that is imported


def judge_libraries(wanted: Sequence[str], installed: Mapping[str, str]) -> list[Finding]:
    """Findings about libraries; wanted: requirements as a package states them; installed: version by canonical name."""
    needed = [Requirement(one) for one in wanted]
    needed = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    off = [one for one in needed if not _fits(one, installed)]
    values: dict[str, object] = {str(one.name): installed.get(canonicalize_name(one.name)) for one in needed}
    if off:
        state = ", ".join(
            f"{one.name} {installed.get(canonicalize_name(one.name), '–')} ({one.specifier})" for one in off
        )
        right = " ".join(f'"{one.name}{one.specifier}"' for one in off)
        found = Finding(
            "libraries",
            Severity.STOP,
            Sentence(
                N_("Libraries that are missing or of another version than needed: {libraries}."), {"libraries": state}
            ),
            (_set_right(N_("Set them right with: {command}"), f"{sys.executable} -m pip install {right}"),),
            values,
        )
    else:
        shown = ", ".join(f"{name} {installed[name]}" for name in NAMED if name in installed)
        text = Sentence(N_("The libraries are the right ones: {libraries}."), {"libraries": shown})
        found = Finding("libraries", Severity.GOOD, text, (), values)
    return [found, _judge_opencv(sorted(name for name in installed if name.startswith("opencv")))]


def look_at_model(path: Path = MODEL_PATH) -> list[Finding]:
    """The face model's checksum."""
    here = model_sha256(path)
    values: dict[str, object] = {"path": str(path), "sha256": here}
    if here == MODEL_SHA256:
        return [Finding("model", Severity.GOOD, Sentence(N_("The face model is whole.")), (), values)]
    text = N_("The face model {path} is missing.") if here is None else N_("The face model {path} is damaged.")
    advice = Sentence(N_("Install Kaakrust again; the model comes with it."))
    return [Finding("model", Severity.STOP, Sentence(text, {"path": path}), (advice,), values)]


def _fits(one: Requirement, installed: Mapping[str, str]) -> bool:
    here = installed.get(canonicalize_name(one.name))
    return here is not None and one.specifier.contains(here, prereleases=True)


def _judge_opencv(names: Sequence[str]) -> Finding:
    values: dict[str, object] = {"distributions": list(names)}
    if len(names) <= 1:
        return Finding("opencv", Severity.GOOD, Sentence(N_("There is one OpenCV.")), (), values)
    others = " ".join(name for name in names if name != THE_OPENCV)
    pip = f"{sys.executable} -m pip"
    command = f"{pip} uninstall {others} && {pip} install --force-reinstall --no-deps {THE_OPENCV}"
    return Finding(
        "opencv",
        Severity.STOP,
        Sentence(
            N_("More than one OpenCV is installed: {names}. They overwrite each other's files."),
            {"names": ", ".join(names)},
        ),
        (_set_right(N_("Keep one with: {command}"), command),),
        values,
    )


def _set_right(template: str, command: str) -> Sentence:
    """Advice with a command; a bundle has no pip, and its libraries are put right by a whole new one."""
    if is_frozen():
        return Sentence(N_("Install Kaakrust again; its libraries come with it."))
    return Sentence(template, {"command": command})
