"""
Universal Dependencies treebanks as training examples.

Takes CoNLL-U files (plain or gzip); gives `Tree`s: words with tags, heads, relations
and, for GUM, name labels.

Names are spans of type person, organisation or place whose head is a proper noun, cut
down to the name itself: "the old port of Odesa, Ukraine" holds the names *Odesa* and
*Ukraine*. Source: the `Entity` key of GUM's MISC column.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NAME_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
# GUM's marks of entities: `(12-person...` opens one, `12)` closes it.
_BRACKET = re.compile(
    r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)[^()]*?(?=\(|\)|$|(?=\d+\)))"
    r"|(\d+)(?:\[\d+/\d+\])?\)"
)
# Words without a capital that stand within a name.
_INNER = {
    "of", "for", "the", "and", "&", "-", "–", "'s", "’s", "de", "del", "la", "von",
    "van", "der", "al", "bin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tree:
    """
    One sentence; every list has one item a word.

    `heads` are 1-based, 0 is the root; `names` is None where not annotated.
    """

    words: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str] | None


def trees(path: Path, *, named: bool) -> Iterator[Tree]:
    """The trees of one CoNLL-U file; with `named`, the names its MISC column has."""
    for rows in _sentences(path):
        words = [row[1] for row in rows]
        heads = [int(row[6]) for row in rows]
        upos = [row[3] for row in rows]
        names = None
        if named:
            names = _name_labels(rows, words, upos, heads)
        yield Tree(
            words,
            upos,
            [row[4] for row in rows],
            heads,
            [row[7] for row in rows],
            names,
        )


def _sentences(path: Path) -> Iterator[list[list[str]]]:
    """Columns of the basic words of each sentence; no ranges (1-2), no empty nodes."""
    rows: list[list[str]] = []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line == "\n":
                if rows:
                    yield rows
                rows = []
            elif not line.startswith("#"):
                columns = line.rstrip("\n").split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
    if rows:
        yield rows


def _mentions(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, str]]:
    """
    (start, end, type) of the entity mentions of one sentence, in words, end exclusive.
    """
    found: list[tuple[int, int, str]] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for index, row in enumerate(rows):
        marks = dict(
            part.split("=", 1) for part in row[9].split("|") if "=" in part
        ).get("Entity", "")
        for match in _BRACKET.finditer(marks):
            identity, kind, closed = match.groups()
            if identity:
                opened.setdefault(identity, []).append((index, kind))
            elif opened.get(closed):
                start, kind = opened[closed].pop()
                found.append((start, index + 1, kind))
            if identity and marks[match.end() : match.end() + 1] == ")":
                start, kind = opened[identity].pop()
                found.append((start, index + 1, kind))
    return found


def _name_labels(
    rows: Sequence[Sequence[str]], words: list[str], upos: list[str], heads: list[int]
) -> list[str]:
    """BIO labels; of nested names the longest counts."""
    relations = [row[7] for row in rows]
    labels = ["O"] * len(words)
    spans = [
        (*name, NAME_TYPES[kind])
        for start, end, kind in _mentions(rows)
        if kind in NAME_TYPES
        and (
            name := _name(
                start,
                end,
                person=kind == "person",
                words=words,
                upos=upos,
                heads=heads,
                relations=relations,
            )
        )
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    for start, end, label in spans:
        if all(labels[i] == "O" for i in range(start, end)):
            labels[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return labels


def _name(
    start: int,
    end: int,
    *,
    person: bool,
    words: list[str],
    upos: list[str],
    heads: list[int],
    relations: list[str],
) -> tuple[int, int] | None:
    """The run of name words around the head of a mention, if that is a proper noun."""
    outside = [i for i in range(start, end) if not start <= heads[i] - 1 < end]
    flat = [
        i
        for i in range(start, end)
        if outside and relations[i] == "flat" and heads[i] - 1 == outside[0]
    ]
    # "reporter Jane Doe": the noun heads a flat name.
    proper = [i for i in (*outside[:1], *flat) if upos[i] == "PROPN"]
    if not proper:
        return None
    head = proper[0]

    def inside(i: int) -> bool:
        return upos[i] == "PROPN" or (
            words[i][:1].isupper() and upos[i] in {"ADJ", "NOUN", "VERB", "NUM", "X"}
        )

    def link(i: int) -> bool:
        word = words[i].lower()
        # "Jane Doe of the Post" is no name of a person, "Bank of Japan" is one.
        return word in _INNER and not (person and word in {"of", "for", "and"})

    def reach(step: int) -> int:
        edge = i = head
        while start <= i + step < end and (inside(i + step) or link(i + step)):
            i += step
            if inside(i):
                edge = i
        return edge

    return reach(-1), reach(1) + 1
