"""The HTML forms beside this file, filled. Jinja2 escapes whatever it is given."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def filled(form: str, **values: object) -> str:
    """The form of this name with ``values``; one that it asks for and does not get is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: the window stands before it is needed

    forms = Environment(
        loader=FileSystemLoader(Path(str(files("feedback") / "report"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return forms.get_template(form).render(**values)
