"""HTML forms, those beside this file and others, filled. Jinja2 escapes whatever it is given."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

HERE = Path(str(files("feedback") / "report"))


def filled(form: str, folder: Path = HERE, **values: object) -> str:
    """The form of this name in ``folder`` with ``values``; one that it asks for and does not get is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: the window stands before it is needed

    forms = Environment(
        loader=FileSystemLoader([folder, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return forms.get_template(form).render(**values)
