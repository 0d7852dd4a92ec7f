"""Qt's binding, kept from reading the source of every module.

PySide lets a module choose other names for Qt's methods (``__feature__``). To know which modules could, it reads the
source of each that is loaded, before it and after it, and Python keeps all those lines. Nothing here chooses so.
"""

from __future__ import annotations

import sys
from contextlib import suppress


def read_no_sources() -> None:
    """Answer for PySide that no module chooses names. Before Qt is imported; a PySide that does not ask is let be."""
    with suppress(ImportError):
        import shiboken6  # noqa: F401 - what asks comes with it
    asking, question = sys.modules.get("shibokensupport.feature"), "_mod_uses_pyside"
    if hasattr(asking, question):
        setattr(asking, question, lambda _: False)
