"""How the bony landmarks of one person wander, learned from recordings: what vision/same_face.py takes out.

    python -m benchmarks.face_wander --clips FOLDER [...] [--cache FOLDER] [--write]

For every person the landmarks of eyes, nose, forehead and cheekbones, less the person's own template, in medians of
half a second; their products are averaged over people, each counting once and mirrored, and the strongest directions
kept. No face, and no mean of a face, is in the result. The table leaves out of the directions whoever is compared.
Sources: the people of real_labels.toml.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import permutations
from pathlib import Path

import numpy as np

from benchmarks.real_clips import CALIBRATED_S, Shown, read_labels, show
from benchmarks.seen import check_cache
from calibration.recording import learn_face
from calibration.spans import Span
from vision.arrays import Points
from vision.head import RIGID, Camera, find_head, pose_of, solid
from vision.jaw import to_skull
from vision.same_face import ASIDE_DEG, OTHER_MM, WANDER
from vision.template import FaceTemplate

DIRECTIONS = 10
STEADY_MM2 = 0.1
"""Wandering of this variance per direction is taken out by half."""
WITHIN_DEG = 15.0
WINDOW_S, EVERY_S = 0.5, 0.07
MID_LINE = 10
"""So many of the bony landmarks lie in the middle and come first; the others stand in pairs, right and left."""


def main() -> None:
    """Learn, print the table and, if asked to, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", nargs="+", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep landmarks here, outside of the repository")
    parser.add_argument("--write", action="store_true", help="replace vision/face_wander.json")
    chosen = parser.parse_args()
    if chosen.cache is not None:
        check_cache(chosen.cache)
    shown = [found for label in read_labels() if (found := show(label, chosen.clips, chosen.cache)) is not None]
    spans = [Span("closed", 0.0, CALIBRATED_S)]
    templates = {one.label.name: learn_face(one.look, spans) for one in shown}
    person = {one.label.name: one.label.person for one in shown}
    people = [one for one in shown if not one.label.rendered]
    own = {one.label.name: wandering(one, templates[one.label.name], one.before) for one in people}
    products = {name: offs.T @ offs / len(offs) for name, offs in own.items()}
    calm = {
        (first.label.name, second.label.name): stranger(second, templates[first.label.name])
        for first, second in permutations(shown, 2)
        if first.label.person != second.label.person
    }
    seen: dict[str, list[bool]] = defaultdict(list)
    for (first, second), (off, aside_deg) in calm.items():
        among = {
            name: product for name, product in products.items() if person[name] not in (person[first], person[second])
        }
        seen[first].append(_left_mm(off, *strongest(among, person)) > OTHER_MM and aside_deg <= ASIDE_DEG)
    print("| template of | others told apart, % | own half-seconds beyond the limit, % |\n|---|---|---|")
    for name in seen:
        basis = strongest(
            {other: product for other, product in products.items() if person[other] != person[name]}, person
        )
        beyond = [_left_mm(off, *basis) > OTHER_MM for off in own.get(name, [])]
        print(
            f"| {name} | {100 * np.mean(seen[name]):.0f} | {100 * np.mean(beyond):.0f} |"
            if beyond
            else f"| {name} | {100 * np.mean(seen[name]):.0f} | – |"
        )
    told = [right for found in seen.values() for right in found]
    print(f"all: {100 * np.mean(told):.1f} % of {len(told)} pairs")
    if chosen.write:
        directions, shares = strongest(products, person)
        kept = {
            "sources": sorted(one.label.source for one in people),
            "shares": np.round(shares, 4).tolist(),
            "directions": np.round(directions, 4).tolist(),
        }
        WANDER.write_text(json.dumps(kept, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")


def strongest(products: dict[str, Points], person: dict[str, str]) -> tuple[Points, Points]:
    """Directions (DIRECTIONS, 2 landmarks) and the share of each to take out, of everybody's mean product."""
    by_person: dict[str, list[Points]] = defaultdict(list)
    for name, product in products.items():
        by_person[person[name]].append(product)
    mean = np.mean([np.mean(found, axis=0) for found in by_person.values()], axis=0)
    strengths, directions = np.linalg.eigh((mean + _mirrored(_mirrored(mean).T).T) / 2)
    strengths, directions = strengths[-DIRECTIONS:], directions[:, -DIRECTIONS:].T
    return directions, strengths / (strengths + STEADY_MM2)


def wandering(one: Shown, template: FaceTemplate, start: int) -> Points:
    """Landmarks less the template, in medians of half a second while the head is near its calibrated pose (N, 162)."""
    step = max(1, round(EVERY_S * one.label.fps))
    offs, times = [], []
    for face in one.look.faces[start::step]:
        if face is not None:
            off, aside_deg = off_template(face.points, template, one.look.size)
            if aside_deg <= WITHIN_DEG:
                offs.append(off)
                times.append(face.t_s)
    blocks = np.floor(np.array(times) / WINDOW_S)
    return np.array([np.median(np.array(offs)[blocks == block], axis=0) for block in np.unique(blocks)])


def stranger(one: Shown, template: FaceTemplate) -> tuple[Points, float]:
    """A calm stretch against somebody else's template: its median (162,), and how far aside the head stands."""
    faces = [face for face in one.look.faces[: one.before : 8] if face is not None]
    offs, asides = zip(*(off_template(face.points, template, one.look.size) for face in faces), strict=True)
    return np.median(offs, axis=0), float(np.median(asides))


def off_template(points: Points, template: FaceTemplate, size: tuple[int, int]) -> tuple[Points, float]:
    """One face's bony landmarks less the template's (162,), mm, and its angle from the calibrated pose, degrees."""
    camera, cloud = Camera.of(*size), solid(points)
    head = find_head(cloud, template.points_mm, camera)
    pose = pose_of(head, camera)
    off = (to_skull(cloud, head, camera) - template.points_mm)[RIGID, :2].reshape(-1)
    yaw_deg, pitch_deg = template.facing_deg
    return off, max(abs(pose.yaw_deg - yaw_deg), abs(pose.pitch_deg - pitch_deg))


def _left_mm(off: Points, directions: Points, shares: Points) -> float:
    return float(np.sqrt((off @ off - shares @ (directions @ off) ** 2) / len(RIGID)))


def _mirrored(rows: Points) -> Points:
    """Rows (162, N) as the mirror image of a face would give them."""
    twin = np.arange(len(RIGID))
    twin[MID_LINE:] = twin[MID_LINE:].reshape(-1, 2)[:, ::-1].reshape(-1)
    places = rows.reshape(len(RIGID), 2, -1)[twin] * np.array([-1.0, 1.0])[None, :, None]
    return places.reshape(rows.shape)


if __name__ == "__main__":
    main()
