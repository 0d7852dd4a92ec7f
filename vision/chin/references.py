"""Reference pictures of one face, in memory only: which one to use, when to add one, when none holds any more."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from vision.arrays import Picture, Points
from vision.chin.alignment import ALIGNED_RAD, Aligned, FitStart, align, turned_deg
from vision.chin.hinge import Hinge, JawTurn
from vision.chin.mesh_relation import MeshRelation
from vision.chin.patches import Anatomy, Reference, make_reference
from vision.chin.strips import STRIPS, USUAL, Strips, followed_sd, opening, slipped, unslipped
from vision.head import Camera, Head, HeadPose, pose_of

FIRST_WITHIN_DEG = 20.0
"""The first reference is taken when the face looks about where it looked in calibration."""
NEXT_AFTER_DEG = 10.0
"""Another one is added when the head stands this far from all of them: skin looks alike over some ten degrees."""
NEXT_SOONER_DEG = 4.0
"""So near already where the light on the face has changed with its turning."""
DEG_PER_TIE = 6.0
"""Every tie adds its own error, so a reference is left for one that is one tie further only when that is this much
nearer."""
DEG_PER_LOG_DISTANCE = 30.0
"""A third nearer or farther counts like those 10 degrees."""
MOST_REFERENCES = 24
TIE_SD_RAD = 0.0015
"""What each tie to a further reference adds to the spread: about 0.1 mm at the chin."""
LEAST_FACE_MATCH = 0.5
LEAST_JAW_MATCH = 0.35
USUAL_SHARE = 0.55
"""Correlations below these, or below this share of what the reference showed when fresh, are no match."""
GOOD_SHARE = 0.8
"""With this share of the usual match a reference holds well; below, the next best is tried too, and one is added."""
TIE_SHARE = 0.65
"""A new reference is tied by no worse a match than this."""
SLIPS = 1
"""A strip that slips off the chin is set back so often, then the reference does not hold."""
MOST_SD_RAD = 0.015
"""About one millimetre at the chin."""
MOST_SIDE_MM = 8.0
MOST_OFF_MESH_DEG = 4.5
"""A head that the pixels turn by more than this against what the mesh saw happen has slipped: over a turned face it
otherwise stays behind by 8 degrees, and the chin's reading with it by 3 mm."""
CARRIED_RAD = 4e-4
"""Between two meshes the search ends sooner than else. Each step is a quarter of the one before, so what is
left then is 0.01 mm at the chin: three rounds instead of six."""
RECENT_S = 0.5
"""A jaw angle older than this is no start for the next."""
SETTLED_S = 1.0
"""After the face comes back nothing is learned from it for this long."""
STALE_AFTER_S = 2.5
"""A reference that should hold and has not for this long, while the mesh sees the face well, is replaced: the light has
changed, or glasses were put on."""
RETIE_SD_RAD = 0.012
"""What a reference is worth whose angle had to come from the mesh: about 0.9 mm at the chin."""
RETIE_COVARIANCE = RETIE_SD_RAD**2 * np.ones((STRIPS, STRIPS))


@dataclass(frozen=True, slots=True)
class _Last:
    """Where all was last. mesh_head: by the mesh, or carried on from there. reference: the one that held."""

    t_s: float
    mesh_head: Head
    found: Aligned
    reference: Reference


class References:
    """Follows one face by its reference pictures. Frames in the order of time, of any size: references are in mm."""

    def __init__(
        self, template_mm: Points, hinge: Hinge, strips: Strips, facing_deg: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        self._facing_deg = facing_deg
        self._anatomy = Anatomy(template_mm, hinge, strips)
        self._kept: list[Reference] = []
        self._last: _Last | None = None
        self._lost_since_s: float | None = None
        self.relation = MeshRelation()
        self._lids_mm = 0.0
        self._seen_s = self._since_s = -math.inf
        self.face_lost = False
        """Face pixels were not found again in the last picture."""
        self.jaw_hidden = False
        """The face was found in the last picture, the chin was not."""
        self.face_found = False
        """Pixels of the face that were kept before were found again in the last picture."""

    def follow(
        self, picture: Picture, head: Head, mesh: JawTurn, camera: Camera, t_s: float, *, lids_mm: float, steady: bool
    ) -> Aligned | None:
        """Refine the mesh's head and jaw. None when no reference holds.

        lids_mm: from lid to lid. steady: nothing speaks against learning from this picture (sharp, light enough, whole
        face).
        """
        self._lids_mm = lids_mm
        self.jaw_hidden = self.face_lost = self.face_found = False
        if self._kept and t_s - self._seen_s > RECENT_S:
            # The face was away: it may be just sliding in, and nothing is overdue yet.
            self._since_s, self._lost_since_s = t_s, None
        self._seen_s = t_s
        steady = steady and t_s - self._since_s >= SETTLED_S
        if not self._kept:
            return self._begin(picture, head, mesh, camera, t_s) if steady else None
        found = self._search(picture, head, mesh, camera, t_s, steady=steady)
        if found is None:
            self._last = None
            self._replace_stale(picture, head, mesh, camera, t_s, steady=steady)
            return None
        aligned, reference = found
        self.face_lost = self.jaw_hidden = False
        self._lost_since_s = None
        self._last = _Last(t_s, head, aligned, reference)
        self.relation.take(mesh.angle, bone_angle(aligned), t_s)
        if steady and self._room_for(aligned, reference, camera):
            spread = reference.covariance + TIE_SD_RAD**2 * np.eye(STRIPS)
            made = self._make(picture, aligned.head, head, camera, aligned.angles, spread, ties=reference.ties + 1)
            if made is not None:
                self._kept.append(made)
        return aligned

    def carry(self, picture: Picture, camera: Camera, t_s: float, *, lids_mm: float) -> Aligned | None:
        """Go on from the last picture without a mesh, by the reference that held there. None when it does not hold.

        Nothing is learned from such a picture. ``follow`` may be asked about the same one afterwards.
        """
        last = self._last
        if last is None or not 0.0 < t_s - last.t_s <= RECENT_S:
            return None
        self._lids_mm = lids_mm
        start = FitStart(last.found.head, last.found.angles, last.found.side_mm)
        found = self._try(last.reference, picture, camera, start, steady=False, settled_rad=CARRIED_RAD)
        if found is None:
            return None
        turn = found.head.rotation @ last.found.head.rotation.T
        shift = last.mesh_head.shift + found.head.shift - last.found.head.shift
        mesh_head = Head(turn @ last.mesh_head.rotation, shift, last.mesh_head.spread_mm)
        self._seen_s, self._last = t_s, _Last(t_s, mesh_head, found, last.reference)
        return found

    def _begin(self, picture: Picture, head: Head, mesh: JawTurn, camera: Camera, t_s: float) -> Aligned | None:
        """Take the first reference; all others hang on it. Its angle is the mesh's, as the pixels would show it."""
        pose = pose_of(head, camera)
        yaw_deg, pitch_deg = self._facing_deg
        if max(abs(pose.yaw_deg - yaw_deg), abs(pose.pitch_deg - pitch_deg)) > FIRST_WITHIN_DEG:
            return None
        angles = usual_angles(self.relation.pixels_angle(mesh.angle))
        spread = RETIE_COVARIANCE if self.relation.known else np.zeros((STRIPS, STRIPS))
        made = self._make(picture, head, head, camera, angles, spread)
        if made is None:
            return None
        self._kept.append(made)
        aligned = Aligned(head, angles, 0.0, spread, 1.0, 1.0)
        self._last = _Last(t_s, head, aligned, made)
        return aligned

    def _search(
        self, picture: Picture, head: Head, mesh: JawTurn, camera: Camera, t_s: float, *, steady: bool
    ) -> tuple[Aligned, Reference] | None:
        """Find the reference that holds best, from where the jaw just was or else from where the mesh sees it."""
        starts = [FitStart(head, usual_angles(self.relation.pixels_angle(mesh.angle)), 0.0)]
        if self._last is not None and t_s - self._last.t_s <= RECENT_S:
            before = self._last.found
            # Of a picture that was carried first, everything is known already but what the mesh says of it.
            known = before.head if self._last.t_s == t_s else _moved_along(self._last, head)
            starts.insert(0, FitStart(known, before.angles, before.side_mm))
        best: tuple[Aligned, Reference] | None = None
        for reference in self._choice(pose_of(starts[0].head, camera), camera):
            for start in starts:
                tried = self._try(reference, picture, camera, start, steady=steady)
                if tried is not None and _off_mesh_deg(tried, head, reference) <= MOST_OFF_MESH_DEG:
                    if best is None or _quality(tried, reference) > _quality(*best):
                        best = tried, reference
                    break
            if best is not None and _quality(*best) >= GOOD_SHARE:
                break
        return best

    def _choice(self, pose: HeadPose, camera: Camera) -> tuple[Reference, ...]:
        """Choose the reference to use, and the one to try when that does not hold well."""

        def apart(kept: Reference) -> float:
            return _apart_deg(pose_of(kept.head, camera), pose)

        first = min(self._kept, key=lambda kept: apart(kept) + DEG_PER_TIE * kept.ties)
        nearest = min(self._kept, key=apart)
        return (first,) if nearest is first else (first, nearest)

    def _try(
        self,
        reference: Reference,
        picture: Picture,
        camera: Camera,
        start: FitStart,
        *,
        steady: bool,
        settled_rad: float = ALIGNED_RAD,
    ) -> Aligned | None:
        for _ in range(SLIPS + 1):
            found = align(
                reference,
                picture,
                camera,
                self._anatomy.hinge,
                start,
                self._lids_mm,
                ripen=steady,
                settled_rad=settled_rad,
            )
            if found is None or not slipped(found.angles - reference.angles):
                break
            # Off the chin: once more, with the lowest strip where the one above it says.
            back = reference.angles + unslipped(found.angles - reference.angles)
            start = FitStart(found.head, back, start.side_mm)
        else:
            return None
        if found is None or found.face_match < LEAST_FACE_MATCH:
            self.face_lost = True
            return None
        self.face_found = True
        usual = USUAL_SHARE * reference.usual_match
        if found.jaw_match < max(LEAST_JAW_MATCH, usual) or abs(found.side_mm) > MOST_SIDE_MM:
            self.jaw_hidden = True
            return None
        self.jaw_hidden = False
        covariance = found.covariance + reference.covariance
        if followed_sd(covariance) > MOST_SD_RAD:
            return None
        return replace(found, covariance=covariance)

    def _room_for(self, found: Aligned, used: Reference, camera: Camera) -> bool:
        quality = _quality(found, used)
        if len(self._kept) >= MOST_REFERENCES or quality < TIE_SHARE:
            return False
        pose = pose_of(found.head, camera)
        apart = min(_apart_deg(pose_of(kept.head, camera), pose) for kept in self._kept)
        return apart > (NEXT_AFTER_DEG if quality >= GOOD_SHARE else NEXT_SOONER_DEG)

    def _make(
        self,
        picture: Picture,
        head: Head,
        mesh_head: Head,
        camera: Camera,
        angles: Points,
        covariance: Points,
        *,
        ties: int = 0,
    ) -> Reference | None:
        return make_reference(
            picture,
            head,
            camera,
            self._anatomy,
            angles,
            covariance,
            self._lids_mm,
            mesh_rotation=mesh_head.rotation,
            ties=ties,
        )

    def _replace_stale(
        self, picture: Picture, head: Head, mesh: JawTurn, camera: Camera, t_s: float, *, steady: bool
    ) -> None:
        """When the face itself is not found again where it should be, take a new picture of it."""
        pose = pose_of(head, camera)
        stale = min(self._kept, key=lambda kept: _apart_deg(pose_of(kept.head, camera), pose))
        if not steady or not self.face_lost or _apart_deg(pose_of(stale.head, camera), pose) > NEXT_AFTER_DEG:
            self._lost_since_s = None
            return
        self._lost_since_s = t_s if self._lost_since_s is None else self._lost_since_s
        if t_s - self._lost_since_s < STALE_AFTER_S:
            return
        made = self._make(
            picture, head, head, camera, usual_angles(self.relation.pixels_angle(mesh.angle)), RETIE_COVARIANCE
        )
        if made is not None:
            self._kept = [made if kept is stale else kept for kept in self._kept]
        self._lost_since_s = None


def bone_angle(found: Aligned) -> float:
    """The jaw's opening, rad, as anybody's skin would tell it."""
    return opening(found.angles, found.covariance, USUAL)[0]


def usual_angles(angle: float) -> Points:
    """Where anybody's strips (STRIPS,) stand when the jaw is open by ``angle`` rad."""
    return angle * np.array(USUAL.share)


def _off_mesh_deg(found: Aligned, mesh_head: Head, reference: Reference) -> float:
    """How far the head found is turned from where the mesh says that the reference's head has gone."""
    expected = mesh_head.rotation @ reference.mesh_rotation.T @ reference.head.rotation
    return turned_deg(found.head.rotation, expected)


def _quality(found: Aligned, reference: Reference) -> float:
    """How well the chin was found again, against how well that reference showed it when fresh."""
    return found.jaw_match / reference.usual_match


def _moved_along(last: _Last, mesh_head: Head) -> Head:
    """Where the refined head should be now, when the mesh's has moved from there to here."""
    turn = mesh_head.rotation @ last.mesh_head.rotation.T
    return Head(
        turn @ last.found.head.rotation,
        last.found.head.shift + mesh_head.shift - last.mesh_head.shift,
        mesh_head.spread_mm,
    )


def _apart_deg(one: HeadPose, other: HeadPose) -> float:
    log_distance = math.log(max(1.0, one.distance_mm) / max(1.0, other.distance_mm))
    return math.hypot(
        one.yaw_deg - other.yaw_deg,
        one.pitch_deg - other.pitch_deg,
        one.roll_deg - other.roll_deg,
        DEG_PER_LOG_DISTANCE * log_distance,
    )
