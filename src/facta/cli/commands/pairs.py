"""
`facta pairs`: the relation between the two marked parties of each line, as the output
contract says.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from msgspec import Struct

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.records import Auxiliary, Skipped

if TYPE_CHECKING:
    from facta.evaluate import MarkedPair
    from facta.extract.pairs import Relation
    from facta.language import Language
    from facta.lexicon import Lexicon


class PairLine(Struct, frozen=True, kw_only=True):
    """What the contract asks for of each pair."""

    id: str | int
    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    rule: str
    confidence: float


@click.command("pairs")
@click.argument("file", default="-")
@options.lexicon_files
def command(file: str, lexicon_files: tuple[Path, ...]) -> int:
    """
    Code what the marked actor of each line does to its marked recipient.

    FILE (or - for standard input) holds JSON lines {"id", "text", "actor": [start,
    end], "recipient": [start, end]}; each gives one line, in the order of the input.
    """
    from facta.language import Language
    from facta.lexicon import Lexicon

    skipped: list[Skipped] = []
    lexicon = Lexicon.load(lexicon_files)
    for pair, relation in coded(
        marked(file, skipped), Language.load(words=lexicon), lexicon
    ):
        sys.stdout.buffer.write(msgspec.json.encode(written(pair, relation)) + b"\n")
    sys.stdout.buffer.flush()
    return WITH_SKIPPED if skipped else DONE


def marked(file: str, skipped: list[Skipped]) -> Iterator[MarkedPair]:
    """
    The marked pairs of a file; lines that hold none are told of and noted in `skipped`.
    """
    from facta.cli import lines
    from facta.evaluate import MarkedPair

    for number, given in lines.objects(file):
        try:
            yield lines.read(given, MarkedPair)
        except lines.BadLineError as reason:
            lines.skip(file, number, reason, skipped)


def coded(
    pairs: Iterable[MarkedPair], language: Language, lexicon: Lexicon
) -> Iterator[tuple[MarkedPair, Relation]]:
    """
    Each pair with its relation, in order; many texts go through the model together.
    """
    from facta.extract.pairs import relation
    from facta.records import Span

    waiting: deque[MarkedPair] = deque()

    def texts() -> Iterator[str]:
        for pair in pairs:
            waiting.append(pair)
            yield pair.text

    for sentences in language.many(texts()):
        pair = waiting.popleft()
        actor, recipient = (
            Span.of(pair.text, *place) for place in (pair.actor, pair.recipient)
        )
        yield pair, relation(sentences, actor, recipient, lexicon)


def written(pair: MarkedPair, relation: Relation) -> PairLine:
    """The contract's form of a relation."""
    return PairLine(
        id=pair.id,
        event_type=relation.event_type,
        mode=relation.mode,
        auxiliary=relation.auxiliary,
        rule=relation.rule,
        confidence=relation.confidence,
    )
