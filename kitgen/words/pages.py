"""The environment that pages are made with: strict, and safe by default.

Texts are data handed to a page and never templates themselves, so nothing in a kit's words can run.
"""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kitgen.data import package_folder


@lru_cache(maxsize=1)
def page_environment() -> Environment:
    """jinja2, always escaping, strict about unknown names, with templates from `templates/` only."""
    return Environment(
        loader=FileSystemLoader(package_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
