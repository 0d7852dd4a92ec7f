"""The program as it will be one day: a copy of it with one more kind of jaw, added as docs/history.md says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import calibration

ROOT = Path(calibration.__file__).parents[1]
KIND = "humming"
MIGRATION = (
    f"ALTER TABLE sessions ADD COLUMN {KIND}_s REAL NOT NULL DEFAULT 0",
    f"ALTER TABLE samples ADD COLUMN {KIND}_mil INTEGER NOT NULL DEFAULT 0",
)

TELL = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from calibration.states import Kind
from feedback.kept.export import export_to, import_from
from feedback.kept.history import History

folder, export, into, again = map(Path, sys.argv[1:])

def told(data_dir):
    with History(data_dir) as history:
        return [
            [asdict(session), [[asdict(one), {kind: one.share(kind) for kind in Kind}, one.kind] for one in
             history.samples(session.id)], history.cues(session.id)]
            for session in history.sessions()
        ]

with History(into) as history:
    import_from(export, history)
with History(folder) as history:
    export_to(again, history)
print(json.dumps({"kinds": list(Kind), "opened": told(folder), "imported": told(into)}, default=str))
"""


def grown_program(folder: Path) -> Path:
    """A copy in ``folder`` of what the store needs, after the kind was added."""
    for room in ("vision", "calibration", "feedback"):
        left = ignore_patterns("__pycache__", "*.mp4", "*.task", "*.ttf", "*.png", "*.wav")
        copytree(ROOT / room, folder / room, ignore=left)
    _put(folder / "calibration" / "states.py", '    AWAY = "away"\n', f'    {KIND.upper()} = "{KIND}"\n')
    away = '    Kind.AWAY: AboutKind(N_("nobody in the picture"), "nobody in the picture", "#FFFFFF", judged=False),\n'
    _put(folder / "calibration" / "states.py", away, f'    Kind.{KIND.upper()}: AboutKind("hum", "a hum", "#000"),\n')
    schema = folder / "feedback" / "kept" / "schema.py"
    schema.write_text(f"{schema.read_text('utf-8')}\nMIGRATIONS = (*MIGRATIONS, {MIGRATION!r})\n", "utf-8")
    return folder


def tell(program: Path, data_dir: Path, export: Path, into: Path, again: Path) -> dict[str, Any]:
    """All that ``program`` reads in ``data_dir`` and out of ``export``; what it exports goes to ``again``."""
    paths = [str(path.absolute()) for path in (data_dir, export, into, again)]
    command = [sys.executable, "-c", TELL, *paths]
    done = subprocess.run(command, cwd=program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _put(path: Path, after: str, line: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(after) == 1, f"{path.name} no longer says {after!r}"
    path.write_text(text.replace(after, after + line), "utf-8")
