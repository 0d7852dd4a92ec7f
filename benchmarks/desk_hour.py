"""An hour at the desk, played fast (see benchmarks/desk.py).

    python -m benchmarks.desk_hour DATA_DIR SOURCE

The clock runs ahead to whatever is due next, and as real time does while a glance's process runs. All parts are the
real ones: core, keeper, this system's courtesy sources as far as they are here, the history on disk, the glances.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from feedback.desk.courtesy.sources import Sources
from feedback.desk.events import Courtesy, Now
from feedback.desk.opening import open_desk
from feedback.kept.desk_records import Glance, Seen

HOUR_S = 3600.0
TURN_S = 0.02


class FastClock:
    """Real time, and what was passed over."""

    def __init__(self) -> None:
        self._passed_s, self._wall, self._began_s = 0.0, datetime.now().astimezone(), time.monotonic()

    def __call__(self) -> Now:
        """Both clocks."""
        steady_s = time.monotonic() - self._began_s + self._passed_s
        return Now(steady_s, self._wall + timedelta(seconds=steady_s))

    def pass_over(self, wait_s: float) -> None:
        """Nothing happens for so long."""
        self._passed_s += max(0.0, wait_s)


class SomebodyThere:
    """This system's sources are asked; what they say is passed over, since nobody sits before a benchmark."""

    def __init__(self) -> None:
        self._real = Sources.of_this_system()
        self.asked = 0

    def ask(self, now: Now, *, fast: bool = False, on_battery: bool = True, glancing: bool = False) -> Courtesy:
        """Ask, and say that somebody is there."""
        self.asked += 1
        self._real.ask(now, fast=fast, on_battery=on_battery, glancing=glancing)
        return Courtesy(now, idle_s=4.0, typing_s=4.0, fast=fast)

    def close(self) -> None:
        """Let go."""
        self._real.close()


class Noting:
    """A face that counts."""

    def __init__(self) -> None:
        self.glances: list[Glance] = []

    def kept(self, record: object) -> None:
        """Note glances."""
        if isinstance(record, Glance):
            self.glances.append(record)

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: None


def main() -> None:
    data_dir, source = Path(sys.argv[1]), sys.argv[2]
    clock, sources, face = FastClock(), SomebodyThere(), Noting()
    own_s = time.process_time()
    keeper = open_desk(data_dir, "default", source, face, clock=clock, sources=sources)  # type: ignore[arg-type]
    glancing = False
    while clock().steady_s < HOUR_S or glancing:
        keeper.step()
        glancing = keeper.state.glance is not None
        if glancing:
            time.sleep(min(TURN_S, keeper.wait_s))
        else:
            clock.pass_over(min(keeper.wait_s, HOUR_S - clock().steady_s))
    keeper.close()
    own_s = time.process_time() - own_s
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs_s = theirs.ru_utime + theirs.ru_stime
    taken = [glance for glance in face.glances if glance.seen is not Seen.NOT_TAKEN or glance.took_s > 0]
    seen = ", ".join(f"{count} {seen.value}" for seen, count in Counter(one.seen for one in face.glances).items())
    share = 100 * (own_s + theirs_s) / HOUR_S
    open_s = sum(glance.took_s for glance in taken)
    print(
        f"| an hour, glances included | {share:.2f} | {theirs.ru_maxrss / 1e3:.0f} at most in a glance | {len(taken)} "
        f"glances, {theirs_s / max(1, len(taken)):.1f} s of processor each; the rest {own_s:.1f} s; camera open "
        f"{open_s:.0f} s; {seen} |"
    )


if __name__ == "__main__":
    main()
