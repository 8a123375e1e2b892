"""
Facta: a folder of accounts in, a ledger of deeds and words out, every line with its
passage.

    facta.read("articles/")            accounts as documents, and what could not be read
    facta.annotate(text)               everything found in one account
    facta.annotate_all(documents)      the same for many
    facta.Ledger("facta.db")           a ledger that `facta PATH...` wrote, to ask and
                                       to decide in

What a person can mend raises a `facta.FactaError` of one line. docs/python.md shows
each at work.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facta.errors import FactaError as FactaError
    from facta.library.annotating import annotate as annotate
    from facta.library.annotating import annotate_all as annotate_all
    from facta.library.ledger import Ledger as Ledger
    from facta.library.reading import Reading as Reading
    from facta.library.reading import SkippedWarning as SkippedWarning
    from facta.library.reading import read as read
    from facta.library.selection import Records as Records
    from facta.records import Annotation as Annotation
    from facta.records import Commitment as Commitment
    from facta.records import Dispute as Dispute
    from facta.records import Document as Document
    from facta.records import Event as Event
    from facta.records import Figure as Figure
    from facta.records import Happening as Happening
    from facta.records import Skipped as Skipped
    from facta.records import Statement as Statement

__version__ = "0.1.0"
__all__ = [
    "Annotation",
    "Commitment",
    "Dispute",
    "Document",
    "Event",
    "FactaError",
    "Figure",
    "Happening",
    "Ledger",
    "Reading",
    "Records",
    "Skipped",
    "SkippedWarning",
    "Statement",
    "__version__",
    "annotate",
    "annotate_all",
    "read",
]
_NOUNS = (
    "Annotation",
    "Commitment",
    "Dispute",
    "Document",
    "Event",
    "Figure",
    "Happening",
    "Skipped",
    "Statement",
)
_HOMES = {
    **dict.fromkeys(_NOUNS, "facta.records"),
    **dict.fromkeys(("annotate", "annotate_all"), "facta.library.annotating"),
    **dict.fromkeys(("Reading", "SkippedWarning", "read"), "facta.library.reading"),
    "FactaError": "facta.errors",
    "Ledger": "facta.library.ledger",
    "Records": "facta.library.selection",
}


def _public(name: str) -> Any:
    """
    A public name, loaded when it is first asked for, so that `import facta` itself
    costs next to nothing.
    """
    if name not in _HOMES:
        raise AttributeError(f"module 'facta' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


if not TYPE_CHECKING:  # a type checker would take any name for one that is there
    __getattr__ = _public


def __dir__() -> list[str]:
    """The public names, for whoever looks by pressing Tab."""
    return sorted(__all__)


class _Package(ModuleType):
    """
    Keeps `facta.read` the public function.

    A package of the same name lies below; the import system binds each package that it
    loads to its parent, and would put it in the function's place. `from facta.read
    import ...` does not go through that binding.
    """

    @property
    def read(self) -> Any:
        """The public function."""
        return _public("read")

    @read.setter
    def read(self, package: ModuleType) -> None:
        pass


sys.modules[__name__].__class__ = _Package
