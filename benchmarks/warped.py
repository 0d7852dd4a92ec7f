"""Known truth on real skin: what the product reads when a real person's jaw is lowered by known amounts.

    python -m benchmarks.warped                                        # portraits in the public domain, a swaying head
    python -m benchmarks.warped --stills PICTURE ...                   # any other portraits
    python -m benchmarks.warped --clip VIDEO --frames A-B [--scale S]  # a person's neutral frames, both ends inclusive
    python -m benchmarks.warped --clips FOLDER [--only NAME ...]       # those of real_labels.toml: the calm stretch

The person's neutral pictures run forth and back while hinge_warp.py lowers the jaw in mixed order. The first three
levels, closed, and the first of 6 mm, as a hang of unknown size, calibrate; then the program's own code reads all.
Tables on stdout, progress on stderr. Nothing is written but landmarks, into the cache folder.

Longer than other modules, because what is shown, what is calibrated on it and what is read must be seen side by side.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import hinge_warp, portraits
from benchmarks.hinge_warp import LITTLE, LIVELY, STILL, Motion, Person, Picture, Skin, person
from benchmarks.real import EYES_MM, lip_gap_mm
from benchmarks.real_clips import LABELS, decoded, read_labels, set_into
from benchmarks.seen import JawOpen, check_cache, remember, remembered
from benchmarks.warped_figures import HEADING, Course, Told, figure_table, rows
from calibration.interpret import Interpreter
from calibration.levels import LEAST_TRUST
from calibration.recording import FirstPass, fit_spans, learn_face
from calibration.spans import Span
from vision.camera import Frame
from vision.errors import PlainError
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.template import FaceTemplate

FPS = 30.0
LEVELS_MM = (0, 0, 0, 3, 6, 9, 12, 4, 8, 2, 10, 5, 0, 7, 0, 3, 11, 0)
WIDE_MM = 18
"""One level more, at the end: wide, and told as such. It counts for nothing else."""
CLOSED_LEVELS, HANG_LEVEL = 3, 4
"""How many levels at the start calibrate as closed, and which one as the hang of unknown size."""
MOVE_S = 0.2
"""How long the jaw is on its way from one level to the next; half of it falls into each."""
ARM_SIZE, ARM_PX_PER_MM = (640, 480), 0.91
"""At arm's length in an ordinary laptop's picture: with the assumed lens the face stands at some 0.6 m."""
NATIVE_SIZE = (1280, 720)
MOST_PICTURES = 20
"""Of a longer neutral stretch so many pictures are taken, evenly; each is held in memory with its map."""
MOTIONS = {"still": STILL, "little": LITTLE, "lively": LIVELY}


@dataclass(frozen=True, slots=True)
class Sitter:
    """A person before the warp.

    pictures: neutral ones, BGR. scale, canvas: how they are set into the native picture; without a canvas they are left
    as they are.
    """

    name: str
    pictures: Sequence[Picture]
    scale: float = 1.0
    canvas: tuple[int, int] | None = NATIVE_SIZE


@dataclass(frozen=True, slots=True)
class Plan:
    """What the jaw does: each level for ``hold_s``, then the next."""

    hold_s: float = 2.0
    levels_mm: tuple[float, ...] = (*LEVELS_MM, WIDE_MM)

    @property
    def level(self) -> NDArray[np.int64]:
        """Number of the level at each picture."""
        return np.repeat(np.arange(len(self.levels_mm)), round(self.hold_s * FPS))

    @property
    def gaps_mm(self) -> NDArray[np.float64]:
        """The true gap at each picture; the jaw goes from level to level at an even speed."""
        steps = np.asarray(self.levels_mm, float)[self.level]
        width = 2 * round(MOVE_S * FPS / 2) + 1
        return np.convolve(np.pad(steps, width // 2, mode="edge"), np.ones(width) / width, "valid")

    @property
    def closed(self) -> Span:
        """The calibration's closed span, s."""
        return Span("closed", 0.0, CLOSED_LEVELS * self.hold_s - MOVE_S / 2)

    @property
    def hang(self) -> Span:
        """The calibration's hang, s; how wide it is, the calibration does not know."""
        return Span("hang", HANG_LEVEL * self.hold_s + MOVE_S / 2, (HANG_LEVEL + 1) * self.hold_s - MOVE_S / 2)


def main() -> None:
    """Print the tables."""
    chosen = _arguments()
    if chosen.cache is not None:
        check_cache(chosen.cache)
    size = "native size" if chosen.native else "arm's length"
    print(f"Hinge warp, {size}, {chosen.seconds:g} s a level\n", flush=True)
    courses: list[Course] = []
    for sitter in _sitters(chosen):
        try:
            for course in _courses(sitter, chosen, Plan(chosen.seconds)):
                print("\n".join(rows(course) if courses else [*HEADING, *rows(course)]), flush=True)
                courses.append(course)
        except PlainError as error:
            print(f"{sitter.name}: {error}", file=sys.stderr, flush=True)
    if not courses:
        raise SystemExit("Nobody could be warped: there is no such recording, or no face in it.")
    print("\n".join(["", *figure_table(courses)]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--stills", nargs="+", type=Path, metavar="PICTURE", help="portraits to warp")
    who.add_argument("--clip", type=Path, metavar="VIDEO", help="a recording of one person")
    who.add_argument("--clips", type=Path, metavar="FOLDER", help="where the recordings of the label file lie")
    parser.add_argument(
        "--frames", type=_span, metavar="A-B", help="neutral frames of --clip, from 0, both ends inclusive"
    )
    parser.add_argument("--scale", type=float, default=1.0, help="of the picture, before it is set into 1280x720")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="names of recordings")
    parser.add_argument("--fold", nargs="+", type=float, default=[0.5, 1.0, 1.5], help="where the skin moves in full")
    parser.add_argument("--motion", nargs="+", choices=MOTIONS, default=["little"], help="of the head")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--arm", action="store_true", help="at arm's length in 640x480 (the default)")
    size.add_argument("--native", action="store_true", help="as large as the pictures are")
    parser.add_argument("--seed", type=int, help="draw hinge and lip share, each person's own")
    parser.add_argument("--seconds", type=float, default=2.0, help="per level")
    parser.add_argument("--cache", type=Path, help="keep landmarks here, outside of the repository")
    chosen = parser.parse_args()
    if (chosen.clip is None) != (chosen.frames is None):
        parser.error("--clip and --frames belong together.")
    if chosen.seconds < 0.5:
        parser.error("A level needs half a second at least.")
    return chosen


def _sitters(chosen: argparse.Namespace) -> Iterator[Sitter]:
    if chosen.clip is not None:
        yield Sitter(chosen.clip.stem, neutral_pictures(chosen.clip, *chosen.frames), chosen.scale)
    elif chosen.clips is not None:
        for entry in read_labels(chosen.labels):
            path = chosen.clips / f"{entry.name}.mp4"
            if path.exists() and not entry.rendered and (not chosen.only or entry.name in chosen.only):
                yield Sitter(entry.name, neutral_pictures(path, *entry.closed), entry.scale, entry.canvas)
    elif chosen.stills is not None:
        for path in chosen.stills:
            yield Sitter(path.stem, [portraits.still(path)], chosen.scale)
    else:
        for name in portraits.PORTRAITS:
            yield Sitter(name, [portraits.portrait(name)], chosen.scale)


def _span(frames: str) -> tuple[int, int]:
    first, _, last = frames.partition("-")
    if not (first.isdigit() and last.isdigit() and int(first) <= int(last)):
        raise SystemExit(f"{frames!r} is no range of frames; write it like 24-60.")
    return int(first), int(last)


def neutral_pictures(path: Path, first: int, last: int) -> list[Picture]:
    """Pictures of a recording from ``first`` to ``last``, thinned evenly. Raises SystemExit when there are none."""
    found = [picture for number, picture in islice(decoded(path), last + 1) if number >= first]
    if not found:
        raise SystemExit(f"{path} has no frames {first}-{last}.")
    return found[:: -(-len(found) // MOST_PICTURES)]


def posed(sitter: Sitter, *, native: bool) -> list[Picture]:
    """The sitter's pictures in their canvas. Raises SystemExit when the first shows no face."""
    placed = [set_into(picture, sitter.scale, sitter.canvas) for picture in sitter.pictures]
    if native:
        return placed
    # A small face is found only in the picture as it is, one that fills it only with something around it.
    eyes_px = _eyes_px(sitter.pictures[0]) or _eyes_px(placed[0]) / sitter.scale
    if not eyes_px:
        raise SystemExit(f"{sitter.name}: no face in the first neutral picture.")
    return [set_into(picture, ARM_PX_PER_MM * EYES_MM / eyes_px, ARM_SIZE) for picture in sitter.pictures]


def _eyes_px(picture: Picture) -> float:
    """How far the irises are apart; 0 without a face."""
    with Landmarker() as landmarker:
        faces = [landmarker.find(Frame(picture, index / FPS, index)) for index in range(hinge_warp.SETTLING)]
    if faces[-1] is None:
        return 0.0
    eyes = faces[-1].points[[468, 473], :2]
    return float(np.linalg.norm(eyes[0] - eyes[1]))


def _courses(sitter: Sitter, chosen: argparse.Namespace, plan: Plan) -> Iterator[Course]:
    pictures = posed(sitter, native=chosen.native)
    for fold in chosen.fold:
        skin = Skin(fold=fold) if chosen.seed is None else Skin.drawn(chosen.seed, fold, sitter.name)
        warped = person(sitter.name, pictures, skin)
        for motion in chosen.motion:
            print(f"{sitter.name}, fold {fold:g}, head {motion} …", file=sys.stderr, flush=True)
            kept = None
            if chosen.cache is not None:
                kept = chosen.cache / f"{sitter.name}-{_fingerprint(pictures, skin, MOTIONS[motion], plan)}.npz"
            yield run(warped, fold, motion, plan, kept)


def _fingerprint(pictures: Sequence[Picture], skin: Skin, motion: Motion, plan: Plan) -> str:
    """What the landmarks depend on: the pictures, the warp with its code, and the landmarker."""
    digest = hashlib.sha256(repr((skin, motion, plan, FPS, MOVE_S, version("mediapipe"))).encode())
    digest.update(Path(hinge_warp.__file__).read_bytes())
    for picture in pictures:
        digest.update(picture.tobytes())
    return digest.hexdigest()[:16]


def run(warped: Person, fold: float, motion: str, plan: Plan, kept: Path | None = None) -> Course:
    """Warp one person through the plan and read it. kept: a file of landmarks to use, or to write.

    Raises PlainError when the calibration's pictures make no template.
    """
    frames = warped.frames(plan.gaps_mm.tolist(), fps=FPS, motion=MOTIONS[motion])
    seen = _see_anew(frames, kept) if kept is None or not kept.exists() else _see_again(frames, kept)
    # The template comes from the closed levels; only these pictures are held until it is there.
    first = list(islice(seen, round(CLOSED_LEVELS * plan.hold_s * FPS)))
    look = FirstPass([frame.t_s for frame, _, _ in first], [face for _, face, _ in first])
    look.size = (first[0][0].image.shape[1], first[0][0].image.shape[0])
    template = learn_face(look, [plan.closed])
    ours, mesh = JawFollower(template), JawFollower(template, patches=False)
    ours_read: list[JawReading] = []
    mesh_read: list[JawReading] = []
    lips, jaw_open = [], []
    for frame, face, opened in chain(first, seen):
        ours_read.append(ours.read(frame, face))
        mesh_read.append(mesh.read(frame, face))
        lips.append(lip_gap_mm(face))
        jaw_open.append(opened)
    both = [plan.closed, plan.hang]
    return Course(
        name=warped.name,
        fold=fold,
        motion=motion,
        hold_s=plan.hold_s,
        level=plan.level,
        level_mm=np.asarray(plan.levels_mm, float),
        gap_mm=plan.gaps_mm,
        move_s=MOVE_S,
        fps=FPS,
        calibrated=CLOSED_LEVELS,
        wide_mm=WIDE_MM,
        told={
            "closed + hang": tell(ours_read, both, template),
            "closed only": tell(ours_read, both[:1], template),
            "mesh alone": tell(mesh_read, both, template),
        },
        lips_mm=np.array(lips),
        jaw_open=np.array(jaw_open),
    )


def tell(readings: Sequence[JawReading], spans: Sequence[Span], template: FaceTemplate) -> Told:
    """What the program says of the readings once it is calibrated on the spans; of nothing when it cannot be."""
    try:
        baseline = fit_spans(readings, spans, template)
    except PlainError as error:
        print(f"  no calibration: {error}", file=sys.stderr, flush=True)
        nothing = np.full(len(readings), np.nan)
        return Told(nothing, nothing, [None] * len(readings))
    interpreter = Interpreter(baseline)
    estimates = [baseline.gap(reading) for reading in readings]
    concluded = np.array([reading.trust >= LEAST_TRUST for reading in readings])
    return Told(
        gap_mm=np.where(concluded, [estimate.signed_mm for estimate in estimates], np.nan),
        gap_sd_mm=np.where(concluded, [estimate.gap_sd_mm for estimate in estimates], np.nan),
        kinds=[interpreter.step(reading).kind for reading in readings],
    )


Seen = tuple[Frame, FaceLandmarks | None, float]


def _see_anew(frames: Iterator[Frame], kept: Path | None) -> Iterator[Seen]:
    look, jaw_open = FirstPass(), []
    with Landmarker() as landmarker, JawOpen() as bare:
        for frame in frames:
            look.times_s.append(frame.t_s)
            look.faces.append(landmarker.find(frame))
            look.size = (frame.image.shape[1], frame.image.shape[0])
            jaw_open.append(bare.find(frame))
            yield frame, look.faces[-1], jaw_open[-1]
    if kept is not None:
        remember(kept, look, np.array(jaw_open))


def _see_again(frames: Iterator[Frame], kept: Path) -> Iterator[Seen]:
    look, jaw_open = remembered(kept)
    for frame, face, opened in zip(frames, look.faces, jaw_open, strict=True):
        yield frame, face, float(opened)


if __name__ == "__main__":
    main()
