"""A passage of our own, what a reader wrote of it, and both as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from facta.evaluate.corpus import Known, Passage
from tools.corpus.bare import Bare
from tools.corpus.notation import Coding, parsed

KNOWN = Known.load()
ID = "wikinews-7.1"
FIRST = (
    "Iran on Thursday rejected a call by the European Union, "
    "and its president said he would not yield."
)
SECOND = "The country will resume talks with Russia, and Iran expects a pact."
THIRD = "“Iran’s door stays open,” Iran’s envoy told at least 13 reporters."
ENTITIES = """\
E1 | Iran | state | IRN | - | 1`Iran` 1`its` 2`The country` 2`Iran` 3`Iran`#1 3`Iran`#2
E2 | president of Iran | person | IRN | GOV | 1`its president` 1`he`
E3 | European Union | org | IGO | - | 1`the European Union`
E4 | Russia | state | RUS | - | 2`Russia`
E5 | envoy | person | IRN | GOV | 3`Iran's envoy`
"""
EVENTS = """\
V 1`rejected` | REJECT yield | E1 > E3 | - | i | 2005-08-11 s | - | - | diplomatic, cbrn
V 2`talks` | CONSULT | E1 = E4 | future | i | > | - | - | diplomatic
"""
WORDS = """\
words
A 1`said` | E2 named | 1`he … yield` | intention | indirect
A 3`told` | E5 named | 3`Iran's door stays open,` | assertion | direct
C promise | E1 > E4 | 2`resume talks` | 2005-09 | - | open
F 3`at least 13` | 13 | 13.. | person | reporters | -
T 1`on Thursday` | DATE 2005-08-11
"""
WHOLE = f"@ {ID}\n{ENTITIES}{EVENTS}{WORDS}"


def bare(*sentences: str, name: str = ID, part: str = "dev") -> Bare:
    """A passage of these sentences, the last one a paragraph of its own."""
    told = sentences or (FIRST, SECOND, THIRD)
    text = "\n\n".join(filter(None, (" ".join(told[:-1]), told[-1])))
    bounds, at = [], 0
    for sentence in told:
        at = text.index(sentence, at)
        bounds.append((at, at + len(sentence)))
        at += len(sentence)
    given = {
        "id": name,
        "document": name.rpartition(".")[0],
        "source": "wikinews",
        "licence": "CC-BY-2.5",
        "credit": "Wikinews contributors",
        "url": "https://example.org/7",
        "title": "Iran stands firm",
        "published": date(2005, 8, 12),
        "kind": "news",
        "text": text,
        "sentences": bounds,
        "part": part,
        "with_words": True,
    }
    return msgspec.convert(given, Bare)


def coding(lines: str, passage: Bare | None = None) -> Coding:
    """What a coding of these lines says, below the line of its passage."""
    own = passage or bare()
    return parsed(f"@ {own.id}\n{lines}", own, "r1", KNOWN)


def passage(lines: str, own: Bare | None = None) -> Passage:
    """The record of a coding without problems."""
    found = coding(lines, own)
    assert found.passage is not None, found.problems
    return found.passage


def written(folder: Path, *passages: Bare) -> Path:
    """Passages as the file that the commands take."""
    path = folder / "passages.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, passages)))
    return path


def coded(folder: Path, reader: str, text: str, name: str = ID) -> Path:
    """A reader's file of a passage; gives the folder of all readers."""
    path = folder / "coding" / reader / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder / "coding"
