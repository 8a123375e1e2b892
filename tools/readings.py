"""
What the rules read in our own passages, kept so that a change of them shows.

    python -m tools.readings            tells what is read otherwise; exit status 1
    python -m tools.readings --write    keeps what is read now; look through the changes
    python -m tools.readings --parse    parses all passages anew, with the model

The passages are those of the gold files and of the demo, and some more that were
written for rules which these do not reach. Those of `heard.txt` keep which words the
model takes for acts, too, and so are read by both readers of events, however unsure
they are. Kept is what is read, right or wrong: gold says what is right. No model is
needed, because the parses are kept too.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins
from msgspec.structs import replace

from facta.demo import corpus
from facta.extract.stage import Resources, annotate
from facta.records import (
    LEAST_KEPT,
    Actor,
    Annotation,
    Document,
    Event,
    Name,
    Sentence,
    Statement,
    Time,
    Token,
    Trigger,
)
from facta.testing import doc

TESTS = Path(__file__).parents[1] / "tests"
DATA = TESTS / "extract" / "data"
PASSAGES = DATA / "passages.txt"
HEARD = DATA / "heard.txt"
PARSES = DATA / "parses.jsonl.gz"
READINGS = DATA / "readings.txt"
GOLD = ("times", "events", "commitments", "figures", "actors", "none")
PUBLISHED = "2025-05-28"  # a Wednesday

Parsed = tuple[Document, tuple[Sentence, ...]]


def parsed(path: Path = PARSES) -> Iterator[Parsed]:
    """The passages with their sentences, as they were kept."""
    for line in gzip.decompress(path.read_bytes()).decode("utf8").splitlines():
        row = json.loads(line)
        document = doc(row["text"], published=row["published"], source=row["id"])
        yield (
            document,
            tuple(
                _sentence(index, kept, document.text)
                for index, kept in enumerate(row["sentences"])
            ),
        )


def _sentence(index: int, kept: Any, text: str) -> Sentence:
    start, end, kind, tokens, names, *heard = kept
    return Sentence(
        index=index,
        start=start,
        end=end,
        kind=kind,
        tokens=tuple(_token(one, text) for one in tokens),
        names=tuple(Name(*one) for one in names),
        triggers=convert(heard[0], tuple[Trigger, ...]) if heard else None,
    )


def _token(kept: Any, text: str) -> Token:
    start, end, lemma, upos, tag, head, relation = kept
    return Token(
        start=start,
        end=end,
        text=text[start:end],
        lemma=lemma,
        upos=upos,
        tag=tag,
        head=head,
        relation=relation,
    )


def read(pair: Parsed, resources: Resources) -> list[str]:
    """One passage as lines: its name, then what is read in it."""
    document, sentences = pair
    if any(sentence.triggers is not None for sentence in sentences):
        resources = replace(resources, least=LEAST_KEPT)
    annotation = annotate(document, sentences, resources)
    return [f"# {document.source}", *(f"  {line}" for line in lines(annotation))]


def lines(annotation: Annotation) -> Iterator[str]:
    """Times, statements and events of a passage, a line each."""
    yield from map(_time, annotation.times)
    yield from map(_statement, annotation.statements)
    yield from map(_event, annotation.events)


def _told(*parts: object) -> str:
    """The parts that there are, apart by bars."""
    return " | ".join(
        " ".join(str(part).split()) for part in parts if part not in (None, "", ())
    )


def _time(time: Time) -> str:
    days = f"{time.begin}..{time.end}" if time.begin or time.end else None
    return "time " + _told(
        f"{time.span.start} {time.span.text}",
        f"{time.type} {time.value}",
        days,
        time.precision,
        time.basis,
        "deadline" if time.deadline else None,
    )


def _statement(one: Statement) -> str:
    speaker = one.speaker
    who = [speaker.kind, speaker.name, speaker.country, speaker.sector]
    return "said " + _told(
        f"{speaker.span.start} {speaker.span.text}" if speaker.span else "-",
        " ".join(part for part in who if part),
        one.cue.text if one.cue else None,
        f"{one.content.start} {one.content.text}",
        "direct" if one.direct else "indirect",
        one.channel,
        one.relation,
        f"{one.date} {one.date_precision} {one.date_basis}",
        f"to {one.addressee}" if one.addressee else None,
        f"denies {one.denies}" if one.denies is not None else None,
        f"{one.stance} towards {one.target}" if one.target else None,
        f"by {one.relayed_by}" if one.relayed_by else None,
        one.grade,
    )


def _event(event: Event) -> str:
    return "event " + _told(
        f"{event.event_type} {event.mode or ''}",
        f"{_side(event.actor)} to {_side(event.recipient)}",
        event.auxiliary,
        event.contexts,
        f"{event.trigger.start} {event.trigger.text}",
        f"{event.span.start} to {event.span.end}",
        f"{event.date} {event.date_precision} {event.date_basis}",
        event.date_reason,
        f"{event.rule} {event.confidence}",
        f"in {event.reported_in}" if event.reported_in is not None else None,
    )


def _side(actors: Sequence[Actor]) -> str:
    names = (f"{actor.name}/{actor.country}/{actor.sector}" for actor in actors)
    return ", ".join(names) or "-"


def passages() -> Iterator[tuple[str, str | None, str]]:
    """Name, day and text of every passage: of gold, of the demo, and of our own files."""
    for name in GOLD:
        for line in (TESTS / "gold" / f"{name}.jsonl").read_text("utf8").splitlines():
            row = json.loads(line)
            yield row["id"], row.get("published", PUBLISHED), row["text"]
    with corpus() as folder:
        for path in sorted(folder.iterdir()):
            if path.suffix != ".csv":
                yield path.name, PUBLISHED, path.read_text("utf8")
    for letter, path in (("p", PASSAGES), ("h", HEARD)):
        blocks = path.read_text("utf8").split("\n\n")
        for number, text in enumerate(blocks[1:], 1):
            name = f"{letter}{number:03}"
            yield name, PUBLISHED, text.strip().replace("¶", "\n\n")


def parse() -> None:
    """Keeps the parses of all passages, by the model that the package ships."""
    from facta.language import Language

    found = list(passages())
    heard = {name for name, _, _ in found if name.startswith("h")}
    texts = Language.load().many(text for _, _, text in found)
    rows = (
        {
            "id": name,
            "published": published,
            "text": text,
            "sentences": [
                _kept(sentence, heard=name in heard) for sentence in sentences
            ],
        }
        for (name, published, text), sentences in zip(found, texts, strict=True)
    )
    kept = "\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    PARSES.write_bytes(gzip.compress(kept.encode("utf8"), mtime=0))


def _kept(sentence: Sentence, *, heard: bool) -> list[Any]:
    tokens = [
        [t.start, t.end, t.lemma, t.upos, t.tag, t.head, t.relation]
        for t in sentence.tokens
    ]
    names = [[name.first, name.last, name.kind] for name in sentence.names]
    kept = [sentence.start, sentence.end, sentence.kind, tokens, names]
    return [*kept, _rounded(to_builtins(sentence.triggers or ()))] if heard else kept


def _rounded(kept: Any) -> Any:
    """What was heard, its chances no longer than they need to be."""
    if isinstance(kept, dict):
        return {key: _rounded(value) for key, value in kept.items()}
    if isinstance(kept, list | tuple):
        return [_rounded(value) for value in kept]
    return round(kept, 3) if isinstance(kept, float) else kept


def main(arguments: Sequence[str] | None = None) -> int:
    """Compares, or writes."""
    parser = argparse.ArgumentParser(description="What is read in our own passages.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--parse", action="store_true")
    options = parser.parse_args(arguments)
    if options.parse:
        parse()
    resources = Resources.load()
    now = [line for pair in parsed() for line in read(pair, resources)]
    before = READINGS.read_text("utf8").splitlines() if READINGS.exists() else []
    changed = list(difflib.unified_diff(before, now, "kept", "read", lineterm="", n=1))
    print("\n".join(changed or ["as kept"]))
    if options.write:
        READINGS.write_text("\n".join(now) + "\n", "utf8")
        return 0
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
