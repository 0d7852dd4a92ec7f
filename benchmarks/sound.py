"""How the sound follows the jaw, how smooth and how loud it is, and what it costs.

Run: python -m benchmarks.sound            everything, with a rendering of the built-in demo by the real command
     python -m benchmarks.sound FILE.wav   loudness and smoothness of any rendering

Warmth is the share of a sound's energy below 400 Hz, taken second by second.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray

from calibration.states import Kind
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.sound.instrument import CEILING, MOST_STEP, Instrument, bowls, weave
from feedback.sound.loops import RATE_HZ
from feedback.sound.score import SWELL, TENSE_LEVEL, TENSE_WARMTH, Target, warmth_of
from feedback.sound.wave_file import SoundFile
from tests.feedback.sound.sitting import Sitting

LOW_HZ = 400.0
SETTLING_S, MEASURED_S = 8.0, 20.0
GAPS_MM, GAP_SD_MM = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20), 0.4
BEHIND_S = 1.2
"""The warmth glides after the jaw with this time constant; it is compared with the gap of so long ago."""

Sound = NDArray[np.float64]


def read(path: Path) -> Sound:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return samples.reshape(-1, file.getnchannels()) / 32768


def spectrum(sound: Sound) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Frequencies, Hz, and their energies."""
    one_ear = sound.mean(axis=1) * np.hanning(len(sound))
    return np.fft.rfftfreq(len(sound), 1 / RATE_HZ), np.abs(np.fft.rfft(one_ear)) ** 2


def warmth(sound: Sound) -> float:
    hz, energy = spectrum(sound)
    return float(energy[hz < LOW_HZ].sum() / max(energy.sum(), 1e-30))


def decibels(value: float) -> str:
    return f"{20 * math.log10(value):.1f}" if value > 0 else "silent"


def loudness(sound: Sound) -> float:
    return float(np.sqrt(np.mean(sound**2)))


def levels() -> None:
    print("| gap, mm | energy below 400 Hz, % | below 200 Hz, % | middle of the spectrum, Hz | level, dBFS |")
    print("|---|---|---|---|---|")
    aims = {"closed, tense": Target(TENSE_LEVEL, TENSE_WARMTH * warmth_of(0.0, GAP_SD_MM), hum=1.0)}
    aims |= {str(gap_mm): Target(1.0, warmth_of(gap_mm, GAP_SD_MM)) for gap_mm in GAPS_MM}
    for name, aim in aims.items():
        instrument = Instrument()
        instrument.target = aim
        instrument.take(round(SETTLING_S * RATE_HZ))
        sound = instrument.take(round(MEASURED_S * RATE_HZ)).astype(np.float64)
        hz, energy = spectrum(sound)
        shares = [100 * energy[hz < below].sum() / energy.sum() for below in (LOW_HZ, LOW_HZ / 2)]
        middle = (hz * energy).sum() / energy.sum()
        print(f"| {name} | {shares[0]:.0f} | {shares[1]:.0f} | {middle:.0f} | {decibels(loudness(sound))} |")
    print()


def correlations(gaps_mm: list[float], heard: list[float]) -> str:
    ranks = [np.argsort(np.argsort(values)) for values in (gaps_mm, heard)]
    plain, ranked = np.corrcoef(gaps_mm, heard)[0, 1], np.corrcoef(*ranks)[0, 1]
    return f"r {plain:.3f}, by rank {ranked:.3f}, {len(gaps_mm)} seconds"


def wandering(folder: Path) -> Sound:
    """Five minutes in which the jaw wanders between shut and 11 mm and the breath goes on; gap against warmth."""
    path = folder / "wandering.wav"
    gaps_mm = []
    with SoundFile(path) as listener:
        someone = Sitting(listener, exercise=SOFT_JAW)
        for tenth in range(3000):
            at_s = tenth / 10
            gap_mm = max(0.0, 5.2 + 4.0 * math.sin(at_s / 9.7) + 2.0 * math.sin(at_s / 4.1 + 1.0))
            someone.does(Kind.HANGING if gap_mm > 3.5 else Kind.CLOSED_SOFT, 0.1, gap_mm=gap_mm, sd_mm=GAP_SD_MM)
            gaps_mm.append(gap_mm)
        someone.ends()
    sound = read(path)
    seconds = range(5, 299)
    heard = [warmth(sound[second * RATE_HZ : (second + 1) * RATE_HZ]) for second in seconds]
    then = [gaps_mm[round(10 * (second + 0.5 - BEHIND_S))] for second in seconds]
    print(f"a wandering jaw: warmth against gap: {correlations(then, heard)}")
    return sound


def demo(folder: Path) -> Sound:
    """The built-in demo by the real command, with its own states."""
    path = folder / "demo.wav"
    command = "demo --headless --no-pace --json --lang en --sound-to"
    code = "import sys; from feedback.command.main import main; sys.exit(main())"
    told = subprocess.run(
        [sys.executable, "-c", code, *command.split(), str(path), "--data-dir", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    events = [json.loads(line) for line in told.stdout.splitlines()]
    states = [event for event in events if event["event"] == "state"]
    sound = read(path)  # begins with the first state
    then, heard = [], []
    by_kind: dict[str, list[float]] = {}
    for state in states[3:]:
        begin = round((state["t_s"] - states[0]["t_s"] + BEHIND_S - 0.5) * RATE_HZ)
        share = warmth(sound[begin : begin + RATE_HZ])
        by_kind.setdefault(state["kind"], []).append(share)
        if state["gap_mm"] is not None:
            then.append(state["gap_mm"])
            heard.append(share)
    print(f"the demo: warmth against gap: {correlations(then, heard)}; in the middle of")
    print("; ".join(f"  {kind} {100 * np.median(shares):.0f} % ({len(shares)} s)" for kind, shares in by_kind.items()))
    return sound


def measured(name: str, sound: Sound) -> None:
    step = np.abs(np.diff(sound, axis=0)).max()
    peak = np.abs(sound).max()
    print(
        f"{name}: {len(sound) / RATE_HZ:.0f} s; peak {decibels(peak)} dBFS (stated {decibels(CEILING)}); level "
        f"{decibels(loudness(sound))} dBFS; largest step {step:.4f} (stated {MOST_STEP}); "
        f"samples at full scale {int((np.abs(sound) >= 1.0 - 1 / 32768).sum())}"
    )


def cost() -> None:
    weave.cache_clear()
    bowls.cache_clear()
    began_s = process_time()
    instrument = Instrument()
    woven_s = process_time() - began_s
    seconds = 120
    began_s = process_time()
    for turn in range(seconds * 100 // 4):
        instrument.target = Target(1.0, turn % 100 / 100, turn % 50 / 50, SWELL)
        instrument.take(4 * RATE_HZ // 100)
    each = (process_time() - began_s) / seconds
    print(f"processor: {100 * each:.2f} % of a core while it sounds; {woven_s:.2f} s once to weave the loops")


def main() -> None:
    if len(sys.argv) > 1:
        measured(sys.argv[1], read(Path(sys.argv[1])))
        return
    levels()
    with tempfile.TemporaryDirectory() as name:
        measured("a wandering jaw", wandering(Path(name)))
        measured("the demo", demo(Path(name)))
    cost()


if __name__ == "__main__":
    main()
