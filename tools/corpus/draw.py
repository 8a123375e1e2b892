"""
Draws the passages of the coded corpus from real accounts.

    python -m tools.corpus.draw --news ../shared/data/news --out DIR

Writes `passages.jsonl` (a record a passage, not coded yet), `passages/ID.txt` (the same
as a reader sees it), `batches.json` and `double.json`. The same data give the same
files: all choices go by hashes of ids.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from facta.language.segment import Segmenter
from facta.lexicon.language import Rules
from facta.ontology.countries import Countries
from tools.corpus import choosing, sharing, shelf
from tools.corpus.cutting import Passage

TUNED = Path(__file__).parents[2] / "tests" / "gold" / "deed_dates.jsonl"


def drawn(news: Path, nations: shelf.Nations) -> list[Passage]:
    """All passages, by source, from the folder of the news data."""
    splitter = Segmenter(Rules.load())
    return [
        *choosing.wikinews(
            shelf.wikinews(news, shelf.chosen("wikinews", "quiet")), splitter
        ),
        *choosing.globalvoices(
            shelf.globalvoices(news, shelf.chosen("globalvoices")), splitter
        ),
        *choosing.whitehouse(list(shelf.whitehouse(news, nations)), splitter, nations),
    ]


def record(passage: Passage, part: str, *, with_words: bool) -> dict[str, Any]:
    """The line of a passage, before it is coded."""
    doc = passage.doc
    return {
        "id": passage.id,
        "document": doc.id,
        "source": doc.source,
        "licence": doc.licence,
        "credit": doc.credit,
        "url": doc.url,
        "title": doc.title,
        "published": doc.published,
        "kind": doc.kind,
        "part": part,
        "with_words": with_words,
        "text": passage.text,
        "sentences": [list(bounds) for bounds in passage.sentences],
    }


def view(passage: Passage) -> str:
    """A passage as a reader sees it: sentences numbered, paragraphs parted."""
    doc = passage.doc
    head = " | ".join([passage.id, doc.source, doc.published or "-", doc.title])
    before = " ".join(passage.before) or "-"
    lines = [f"# {head}", f"(before: {before})"]
    last = -1
    for number, (start, end) in enumerate(passage.sentences, 1):
        if last < 0 or "\n" in passage.text[last:start]:
            lines.append("")
        lines.append(f"[{number}] {passage.text[start:end]}")
        last = end
    return "\n".join(lines) + "\n"


def tuned(path: Path) -> frozenset[str]:
    """Documents that rules were tuned on, by the gold file that quotes them."""
    lines = path.read_text("utf8").splitlines()
    return frozenset(json.loads(line)["id"] for line in lines if line)


def write(
    out: Path, drawn: Sequence[Passage], part_of: Mapping[str, str], out_of: Set[str]
) -> list[Passage]:
    """
    All files, in place of those of an earlier draw.

    Args:
        out: the folder.
        drawn: all passages; parts, batches and words are dealt over them.
        part_of: the part of each document.
        out_of: documents whose passages are left out after that.

    Returns:
        The passages that were written.
    """
    words = sharing.with_words(drawn, part_of)
    passages = [passage for passage in drawn if passage.doc.id not in out_of]
    write_passages(out, passages, part_of, words)
    for name, deal in (("batches", sharing.batches), ("double", sharing.double)):
        write_json(out / f"{name}.json", only(deal(drawn, part_of), passages))
    return passages


def only(
    batches: Mapping[str, Sequence[str]], passages: Iterable[Passage]
) -> dict[str, list[str]]:
    """Batches of ids without those of other passages."""
    held = {passage.id for passage in passages}
    return {
        name: [each for each in ids if each in held] for name, ids in batches.items()
    }


def write_passages(
    out: Path,
    passages: Sequence[Passage],
    part_of: Mapping[str, str],
    words: Set[str],
) -> None:
    """
    A record and a view of each passage, in place of those of an earlier draw.

    words: ids of the passages whose words are coded too.
    """
    folder = out / "passages"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for passage in passages:
        (folder / f"{passage.id}.txt").write_text(view(passage), "utf8")
    records = (record(p, part_of[p.doc.id], with_words=p.id in words) for p in passages)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in records]
    (out / "passages.jsonl").write_text("".join(lines), "utf8")


def write_json(path: Path, value: object) -> None:
    """A value as indented JSON."""
    path.write_text(json.dumps(value, indent=1) + "\n", "utf8")


def counts(
    passages: Sequence[Passage], part_of: Mapping[str, str], nations: shelf.Nations
) -> str:
    """Passages, sentences and words by source, part and kind; countries named."""
    lines = []
    keys: dict[str, Callable[[Passage], str]] = {
        "source": lambda p: p.doc.source,
        "part": lambda p: part_of[p.doc.id],
        "source, kind": lambda p: f"{p.doc.source} {p.doc.kind}",
        "source, part": lambda p: f"{p.doc.source} {part_of[p.doc.id]}",
        "all": lambda _: "all",
    }
    for name, key in keys.items():
        lines.append(f"by {name}: passages, sentences, words")
        groups: dict[str, list[Passage]] = {}
        for passage in passages:
            groups.setdefault(key(passage), []).append(passage)
        lines += [f"  {group}: {_sizes(groups[group])}" for group in sorted(groups)]
    named: Counter[str] = Counter()
    for passage in passages:
        named.update(set(nations.named(passage.text)))
    common = ", ".join(f"{code} {times}" for code, times in named.most_common(15))
    lines.append(f"countries named: {len(named)}; in most passages {common}")
    return "\n".join(lines)


def _sizes(passages: Iterable[Passage]) -> str:
    held = list(passages)
    sentences = sum(len(p.sentences) for p in held)
    words = sum(len(p.text.split()) for p in held)
    return f"{len(held)}, {sentences}, {words}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws, writes and counts."""
    parser = argparse.ArgumentParser(description="Draws the passages of the corpus.")
    parser.add_argument("--news", type=Path, required=True, help="folder of the data")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    options = parser.parse_args(arguments)
    nations = shelf.Nations(Countries.load())
    passages = drawn(options.news, nations)
    part_of = sharing.parts(passages, tuned(TUNED))
    written = write(options.out, passages, part_of, shelf.republished())
    print(counts(written, part_of, nations))
    return 0


if __name__ == "__main__":
    sys.exit(main())
