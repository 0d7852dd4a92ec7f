"""The scripts of packaging/, which are no package: loaded by their place."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from tests.places import ROOT

PACKAGING = ROOT / "packaging"


def script(place: str) -> ModuleType:
    """The script at ``place`` below packaging/; what it puts on the path is there for it only while it loads."""
    path = PACKAGING / place
    about = importlib.util.spec_from_file_location(f"packaging_script_{path.stem}", path)
    assert about is not None
    assert about.loader is not None
    loaded = importlib.util.module_from_spec(about)
    before, known = list(sys.path), set(sys.modules)
    try:
        sys.path.insert(0, str(path.parent))
        about.loader.exec_module(loaded)
    finally:
        sys.path[:] = before
        for name in ("parts", "trim", "one_blas", "small_icu", "needs"):
            if name not in known:
                sys.modules.pop(name, None)
    return loaded
