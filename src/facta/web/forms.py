"""What a form of the desk carries, bounded before it gets here. Pure."""

from __future__ import annotations

from msgspec import Struct


class Upload(Struct, frozen=True):
    """A file that was dropped."""

    name: str
    data: bytes


class Form(Struct, frozen=True, kw_only=True):
    """Names with their texts, one name as often as it was given, and files."""

    texts: tuple[tuple[str, str], ...]
    uploads: tuple[Upload, ...] = ()

    def text(self, name: str) -> str:
        """The first text of a name without spaces around it; empty where there is none."""
        return next(iter(self.every(name)), "")

    def raw(self, name: str) -> str:
        """The first text of a name as it was given."""
        return next((value for key, value in self.texts if key == name), "")

    def every(self, name: str) -> tuple[str, ...]:
        """All texts of a name that say something."""
        found = (value.strip() for key, value in self.texts if key == name)
        return tuple(filter(None, found))


def back(asked: str) -> str:
    r"""
    A page of the desk; whatever else is asked for is its first one.

    >>> back("/inbox?at=3"), back("//evil.example"), back("/\\evil.example")
    ('/inbox?at=3', '/', '/')
    """
    own = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if own and asked.isprintable() and asked.isascii() else "/"
