"""What the capture thread does: follow a live source through its bad days, or play a recording to its end."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from vision.errors import SourceError
from vision.source.cameras import CameraGoneError
from vision.source.device import DeviceGoneError, NoPicture
from vision.source.handover import Handover
from vision.source.media_clock import MediaClock
from vision.source.picture_watch import Fault, fault_error, is_blank
from vision.source.recordings import Recording
from vision.source.sources import LiveSource

RETRY_FIRST_S = 0.5
RETRY_LONGEST_S = 5.0
"""Between attempts to reopen, doubling: quick after a hiccup, easy on a camera that another program is using. Where the
system shows that a camera came or may be used now, the next attempt is made at once, and those after it quickly."""
RETRY_GONE_S = 1.0
"""Looking whether an unplugged camera is back opens nothing."""
TORN_S = 0.5
"""Failed reads within this time are torn pictures, which cheap webcams give now and then, not the end."""
TORN_NAP_S = 0.05
FROZEN_TRY_S = 3.0
"""A source that sends the same picture again and again is opened anew, which often cures it, and then given this long
before the next attempt."""


def follow(source: LiveSource, handover: Handover) -> None:
    """Stay with a live source, reopening it whenever it is lost, until closed. Raises SourceError at the first try."""
    retry_s = RETRY_FIRST_S
    while handover.wait_while_paused():
        shown, signs = handover.shown, source.signs()
        try:
            _read_live(source, handover)
        except SourceError as problem:
            if handover.count == 0 and not source.may_ask:
                raise
            retry_s = RETRY_FIRST_S if handover.shown > shown else min(2 * retry_s, RETRY_LONGEST_S)
            if isinstance(problem, CameraGoneError):
                retry_s = min(retry_s, RETRY_GONE_S)
            handover.lose(problem)
            if handover.nap(retry_s, _changed(source.signs, signs)):
                retry_s = RETRY_FIRST_S / 2


def _changed(signs: Callable[[], object], before: object) -> Callable[[], bool]:
    return lambda: signs() != before


def play(recording: Recording, handover: Handover) -> None:
    """Read a recording to its end, at its own pace or the reader's. Raises SourceError when it showed nothing."""
    decoder = recording.open()
    try:
        handover.opened(decoder.fps, decoder.frame_count)
        clock = MediaClock(1.0 / decoder.fps)
        blank = True
        while decoder.read():
            t_s = clock.time_of(decoder.stamp_s())
            if not handover.wait_for_turn(t_s):
                return
            if not handover.asks_for(t_s):
                handover.skip()
                continue
            image = decoder.draw()
            blank = blank and is_blank(image)
            handover.publish(image, t_s)
        if handover.count == 0:
            raise recording.no_picture()
        if blank:
            raise recording.blank()
    finally:
        decoder.release()


def _read_live(source: LiveSource, handover: Handover) -> None:
    """Read until closed or paused. Raises SourceError when the source is lost; releases it in each case."""
    device = source.open(handover.wanted)
    if device is None:
        return
    try:
        handover.opened(device.fps)
        opened_s = good_s = perf_counter()
        failing_s: float | None = None
        while handover.wanted():
            got = device.read(handover.asks_for)
            now_s = perf_counter()
            if got is NoPicture.LEFT:
                good_s = now_s
                handover.skip()
                continue
            if not isinstance(got, NoPicture):
                good_s, failing_s = now_s, None
                handover.publish(got)
                if handover.fault is Fault.FROZEN and now_s - opened_s > FROZEN_TRY_S:
                    raise fault_error(Fault.FROZEN)
                continue
            first = good_s == opened_s
            if got is NoPicture.YET:
                lost = now_s - good_s > (source.first_picture_s if first else source.silence_s)
            else:
                failing_s = now_s if failing_s is None else failing_s
                lost = now_s - failing_s > (source.first_picture_s if first else TORN_S)
                handover.nap(TORN_NAP_S)
            if lost:
                raise fault_error(Fault.TORN) if got is NoPicture.TORN else source.no_picture()
    except DeviceGoneError as error:
        raise source.gone() from error
    finally:
        device.release()
