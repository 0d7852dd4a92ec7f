"""A bundle's files with one moment and plain rights, so that the same build gives the same archive.

python packaging/bundle/settle.py FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def settle(folder: Path) -> None:
    """All of them from SOURCE_DATE_EPOCH; to be read by everybody, to be run where they already may be."""
    moment = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


if __name__ == "__main__":
    settle(Path(sys.argv[1]))
