"""A picture of an analysis: the gap with its band, the states, the pose. Written where the person says."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from calibration.states import BAND_MM, KINDS, Kind
from feedback.analysis.measure import Analysis, Measured
from feedback.process.whole_file import AS_USUAL, whole_file
from feedback.texts import Texts
from vision.errors import UsageError
from vision.sentences import N_

KINDS_OF_PICTURE = (".png", ".svg", ".pdf")


def check_picture(path: Path) -> None:
    """Raise UsageError when the name of ``path`` does not say which kind of picture it shall be."""
    if path.suffix.casefold() not in KINDS_OF_PICTURE:
        raise UsageError(N_("The picture {path} needs a name that ends in .png, .svg or .pdf."), path=path)


def plot(analysis: Analysis, path: Path, texts: Texts) -> None:
    """Draw ``analysis`` into ``path`` (.png, .svg or .pdf). Raises UsageError when that cannot be written."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # a home it may not write to is no matter of the person's
    from matplotlib.figure import Figure  # here: drawing is rare and its import slow

    moments = analysis.moments
    t_s = np.array([moment.state.t_s for moment in moments])
    gap, sd = (np.array([getattr(moment.state, name) for moment in moments]) for name in ("gap_mm", "gap_sd_mm"))
    figure = Figure(figsize=(11, 6.5), layout="constrained")
    top, states, pose = figure.subplots(3, 1, sharex=True, height_ratios=(5, 1, 2))

    top.axhspan(*BAND_MM, color="#1F6F62", alpha=0.08, linewidth=0)
    top.fill_between(t_s, gap - 2 * sd, gap + 2 * sd, color="#1F6F62", alpha=0.12, linewidth=0)
    top.fill_between(t_s, gap - sd, gap + sd, color="#1F6F62", alpha=0.22, linewidth=0)
    top.plot(t_s, gap, color="#1F6F62", linewidth=1.2)
    top.set_ylabel(texts.say(N_("gap, mm (± 1 and 2 sd)")))
    top.set_title(analysis.name, loc="left")

    for kind, start_s, end_s in _stretches(moments):
        states.axvspan(start_s, end_s, color=KINDS[kind].colour, linewidth=0)
    shown = dict.fromkeys(moment.state.kind for moment in moments)
    for kind in shown:
        states.plot([], [], color=KINDS[kind].colour, linewidth=8, label=texts.say(KINDS[kind].words))
    states.legend(loc="upper center", bbox_to_anchor=(0.5, -0.05), ncols=7, frameon=False, fontsize="small")
    states.set_yticks([])

    names = {"yaw_deg": N_("turn"), "pitch_deg": N_("nod"), "roll_deg": N_("tilt")}
    for name, words in names.items():
        degrees = [getattr(moment.reading.pose, name) if moment.reading.pose else np.nan for moment in moments]
        pose.plot(t_s, degrees, linewidth=1, label=texts.say(words))
    pose.set_ylabel("°")
    pose.set_xlabel("s")
    pose.legend(loc="upper right", ncols=3, frameon=False, fontsize="small")
    try:
        with whole_file(path, mode=AS_USUAL) as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # letters of the name that the font does not have
            figure.savefig(file, format=path.suffix.removeprefix("."), dpi=110)
    except OSError as error:
        raise UsageError(
            N_("The picture {path} cannot be written: {problem}."), path=path, problem=error.strerror or error
        ) from error


def _stretches(moments: Sequence[Measured]) -> list[tuple[Kind, float, float]]:
    """Runs of one kind, each up to where the next begins."""
    runs = [(kind, [m.state.t_s for m in run]) for kind, run in groupby(moments, key=lambda m: m.state.kind)]
    starts = [times[0] for _, times in runs]
    ends = [*starts[1:], runs[-1][1][-1]] if runs else []
    return [(kind, start, end) for (kind, _), start, end in zip(runs, starts, ends, strict=True)]
