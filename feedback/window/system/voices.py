"""The names of the system's voices, printed as JSON by language; null when Qt's speech is not installed.

A process of its own (feedback/process/own_program.py), so that Qt stays in there.
"""

from __future__ import annotations

import json


def voices(languages: list[str]) -> dict[str, list[str]] | None:
    """Names by language, as the system's first speech engine has them. None without the extra."""
    try:
        from PySide6.QtCore import QCoreApplication, QLocale
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:
        return None
    engines = [engine for engine in QTextToSpeech.availableEngines() if engine != "mock"]
    if not engines:
        return {language: [] for language in languages}
    application = QCoreApplication([])
    speech = QTextToSpeech(engines[0])
    application.processEvents()  # some engines get to know their voices only now
    found = {}
    for language in languages:
        locale = QLocale(language)
        fitting = [there for there in speech.availableLocales() if there.language() == locale.language()]
        names = []
        for there in fitting:
            speech.setLocale(there)
            names += [voice.name() for voice in speech.availableVoices()]
        found[language] = sorted(set(names))
    return found


def main(arguments: list[str]) -> None:
    """Print them; arguments: the languages asked for."""
    print(json.dumps(voices(arguments)))
