"""What is around a session: a screen for the window, a device for the sound, voices for the sentences.

Nothing is recorded: of all devices that PortAudio finds when it starts, it is asked for the output only. Voices are
asked in a process of their own: a system's speech service may hang, and Qt ends a process in which something is amiss.
"""

from __future__ import annotations

import json
import subprocess

from feedback.doctor.finding import Finding, Severity
from feedback.process.display import WindowError, check_window, has_display
from feedback.process.own_program import is_frozen, own_child
from feedback.texts.languages import LANGUAGES
from vision.sentences import N_, Sentence

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would open a console for the one that is asked."""
VOICES_S = 10.0
"""How long the system's voices may take to answer; the first question of the day starts their service."""


def look_at_display() -> list[Finding]:
    """Whether the window could open."""
    if not has_display():
        text = Sentence(N_("No display here: a session comes as lines on the terminal."))
        return [Finding("display", Severity.MIND, text, (), {"display": False})]
    try:
        check_window()
    except WindowError as error:
        return [Finding("display", Severity.MIND, error.sentence, (), {"display": True})]
    return [
        Finding("display", Severity.GOOD, Sentence(N_("There is a display for the window.")), (), {"display": True})
    ]


def look_at_sound() -> list[Finding]:
    """The device that sound would come from."""
    from feedback.sound.output import NoSoundSystemError, library

    try:
        audio = library()
    except NoSoundSystemError as error:
        return [Finding("sound", Severity.MIND, error.sentence)]
    try:
        device = audio.query_devices(kind="output")
    except (audio.PortAudioError, ValueError):
        text = Sentence(N_("No sound device was found, so sessions are silent."))
        return [Finding("sound", Severity.MIND, text, (Sentence(N_("Plug in headphones or switch on a speaker.")),))]
    values: dict[str, object] = {"device": device["name"], "rate_hz": round(device["default_samplerate"])}
    return [
        Finding(
            "sound", Severity.GOOD, Sentence(N_("Sound comes from “{device}”."), {"device": device["name"]}), (), values
        )
    ]


def look_at_voice(language: str) -> list[Finding]:
    """The system's voices, ``language`` being the one the person uses."""
    try:
        asking = own_child("voices", *LANGUAGES)
        told = subprocess.run(
            asking, capture_output=True, text=True, timeout=VOICES_S, check=True, creationflags=NO_WINDOW
        )
        voices: dict[str, list[str]] | None = json.loads(told.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        text = Sentence(N_("The system's voices do not answer. A session works without."))
        return [Finding("voice", Severity.UNKNOWN, text)]
    return [judge_voices(voices, language)]


def judge_voices(voices: dict[str, list[str]] | None, language: str) -> Finding:
    """What can be spoken; voices: names by language, None when the extra is not installed."""
    values: dict[str, object] = {"voices": voices}
    if voices is None and is_frozen():
        text = Sentence(N_("Speaking does not start here. A session works without."))
        help_ = Sentence(N_("It needs the system's sound library; on Debian or Ubuntu: sudo apt install libpulse0."))
        return Finding("voice", Severity.MIND, text, (help_,), values)
    if voices is None:
        text = Sentence(N_("Speaking is an extra that is not installed. A session works without."))
        help_ = Sentence(N_("To have it: {command}"), {"command": "pip install 'kaakrust[voice]'"})
        return Finding("voice", Severity.MIND, text, (help_,), values)
    if voices.get(language):
        names = ", ".join(voices[language])
        return Finding(
            "voice", Severity.GOOD, Sentence(N_("Voices that can speak: {voices}."), {"voices": names}), (), values
        )
    text = Sentence(N_("The system has no voice for your language. A session works without."))
    help_ = Sentence(
        N_("Add one in the system's settings for speech; on Debian or Ubuntu: sudo apt install speech-dispatcher.")
    )
    return Finding("voice", Severity.MIND, text, (help_,), values)
