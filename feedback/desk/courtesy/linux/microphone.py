"""Linux: whether somebody listens at the microphone, from the sound server and from the hardware together.

The server says who records through it. The hardware also says who records past it, but not for whom the server does.
"""

from __future__ import annotations

from feedback.desk.courtesy.asking import Asking, NotToldError, Resting, Source


class Microphone:
    """server: what the sound server tells. past_it: capture of the hardware by others; bare: capture by anybody."""

    def __init__(self, server: Source[bool], past_it: Source[bool], bare: Source[bool]) -> None:
        self._server, self._past_it, self._bare = Resting(server), Resting(past_it), Resting(bare)

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError when neither tells."""
        try:
            heard = self._server.read(asking)
        except NotToldError:
            return self._bare.read(asking)
        if heard:
            return True
        try:
            return self._past_it.read(asking)
        except NotToldError:  # no sound cards: then nobody records past the server
            return False

    def close(self) -> None:
        """Leave the server."""
        for source in (self._server, self._past_it, self._bare):
            source.close()
