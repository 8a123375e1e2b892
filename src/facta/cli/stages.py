"""The reader of a command: package data, plus a user's own files, loaded once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import facta
from facta.cli.pipeline import Reader
from facta.errors import SettingsError
from facta.extract.stage import Resources
from facta.language import Language
from facta.records import content_id

STAGES = ("ontology", "language", "extract")
RULES = {".csv", ".py", ".toml"}


def reader(actor_files: Sequence[Path] = (), lexicon_files: Sequence[Path] = ()) -> Reader:
    """
    The stages with a user's actors and lexicon entries on top.

    Raises:
        SettingsError: one of the files is missing or not valid.
    """
    files = [_content(path) for path in (*actor_files, *lexicon_files)]
    own = [f"own/{content_id(*files)}"] if files else []
    resources = Resources.load(actor_files=actor_files, lexicon_files=lexicon_files)
    return Reader(Language.load(), resources, own=" ".join([f"rules/{rules()}", *own]))


def rules() -> str:
    """A digest of the rules and tables that read a document: when they change, a ledger reads its accounts anew."""
    digest = hashlib.sha256()
    root = Path(facta.__file__).parent
    for path in sorted(path for name in STAGES for path in (root / name).rglob("*") if path.suffix in RULES):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text; check the path and the file") from problem
