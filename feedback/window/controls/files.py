"""Asking for a file: where one is to be saved, or which one is meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from feedback.texts import Texts
from vision.sentences import N_


@dataclass(frozen=True, slots=True)
class FileKind:
    """What is asked for: the dialog's title (English), the ending of such files with its dot."""

    title: str
    ending: str


class AskForFile(Protocol):
    """A way to ask. Each returns None when the person thinks better of it."""

    def to_save(self, kind: FileKind, name: str) -> Path | None:
        """Where to save what is called ``name`` unless they like another name better. Nothing is written yet."""

    def to_read(self, kind: FileKind) -> Path | None:
        """Which file to read."""


class FileDialogs:
    """Asks with the system's own dialog, in the person's language where Qt draws it."""

    def __init__(self, window: QWidget | None, texts: Texts) -> None:
        self._window, self._texts = window, texts

    def to_save(self, kind: FileKind, name: str) -> Path | None:
        """Where to save; whether one that is there is replaced is asked by the pages, in the program's own words."""
        dialog = self._dialog(kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(kind.ending)
        dialog.selectFile(name)
        return self._asked(dialog, N_("Save"))

    def to_read(self, kind: FileKind) -> Path | None:
        """Which file to read."""
        dialog = self._dialog(kind)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._asked(dialog, N_("Open"))

    def _dialog(self, kind: FileKind) -> QFileDialog:
        return QFileDialog(self._window, self._texts.say(kind.title), str(usual_folder()), f"*{kind.ending}")

    def _asked(self, dialog: QFileDialog, accept: str) -> Path | None:
        for label, words in (  # last, since setting the mode gives them Qt's own words again
            (QFileDialog.DialogLabel.Accept, accept),
            (QFileDialog.DialogLabel.Reject, N_("Not now")),
            (QFileDialog.DialogLabel.FileName, N_("Name")),
            (QFileDialog.DialogLabel.LookIn, N_("Folder")),
            (QFileDialog.DialogLabel.FileType, N_("Kind")),
        ):
            dialog.setLabelText(label, self._texts.say(words))
        accepted = dialog.exec()
        chosen = dialog.selectedFiles()
        dialog.deleteLater()
        return Path(chosen[0]) if accepted and chosen else None


def usual_folder() -> Path:
    """The person's documents, or their home where there are none."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
