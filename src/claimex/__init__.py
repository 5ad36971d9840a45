"""claimex: who said what, who commits to what, and how much, out of French news, quoted to the character.

>>> import claimex
>>> result = claimex.extract("Le maire de Lyon s'engage à recruter 30 agents d'ici 2027.", published="2026-01-13")
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from claimex.errors import ClaimexError
    from claimex.extract import Article, extract, extract_many, read
    from claimex.pipeline import load
    from claimex.schema import (
        Actor,
        ActorRef,
        Commitment,
        Extraction,
        Figure,
        Moment,
        Quantity,
        Statement,
        TextSpan,
    )

__all__ = [
    "Actor",
    "ActorRef",
    "Article",
    "ClaimexError",
    "Commitment",
    "Extraction",
    "Figure",
    "Moment",
    "Quantity",
    "Statement",
    "TextSpan",
    "extract",
    "extract_many",
    "load",
    "read",
]

_HOMES = {
    "ClaimexError": "claimex.errors",
    "load": "claimex.pipeline",
    **dict.fromkeys(("Article", "extract", "extract_many", "read"), "claimex.extract"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: ``import claimex`` loads neither spaCy nor the model."""
    if name not in __all__:
        raise AttributeError(f"module 'claimex' has no attribute {name!r}")
    from importlib import import_module

    from claimex.starting import quick_start

    with quick_start():  # spaCy is read with the first that asks for it
        value = getattr(import_module(_HOMES.get(name, "claimex.schema")), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """Keeps ``claimex.extract`` the function: importing the module of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "extract" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
