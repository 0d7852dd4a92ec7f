"""What makes readings of faces: the one seam between pictures and everything that reckons with them.

A visit is given one. The usual reader looks at the pictures; one that writes down what it gave, and one that gives the
same again without a picture, stand in its place for traces (feedback/visit/trace).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.template import FaceTemplate, Sizes, build_template


class Follower(Protocol):
    """What reads one face, picture by picture, in the order of time."""

    def read(self, frame: Frame, face: FaceLandmarks | None) -> JawReading:
        """Read one picture; None where no face was found in it."""
        ...

    def carried(self, frame: Frame) -> FaceLandmarks | None:
        """Carry the face on by its pixels alone; None: a mesh is due. The answer goes to ``read`` as it is."""
        ...


class FaceReader:
    """The usual reader: looks at the pictures themselves."""

    def follower(self, template: FaceTemplate | None) -> Follower:
        """Begin to follow a face; None: one that is not known yet."""
        return JawFollower(template)

    def learn(self, faces: Sequence[FaceLandmarks], size: tuple[int, int], sizes: Sizes) -> FaceTemplate:
        """Learn a face (see `vision.template.build_template`). Raises TemplateError."""
        return build_template(faces, size, sizes)
