"""The reader of a command: package data, plus a user's own files, loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from facta.cli.pipeline import Reader
from facta.errors import SettingsError
from facta.extract.stage import Resources
from facta.language import Language
from facta.records import content_id


def reader(actor_files: Sequence[Path] = (), lexicon_files: Sequence[Path] = ()) -> Reader:
    """
    The stages with a user's actors and lexicon entries on top.

    Raises:
        SettingsError: one of the files is missing or not valid.
    """
    own = [_content(path) for path in (*actor_files, *lexicon_files)]
    resources = Resources.load(actor_files=actor_files, lexicon_files=lexicon_files)
    return Reader(Language.load(), resources, own=f"own/{content_id(*own)}" if own else "")


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text; check the path and the file") from problem
