"""
What a record is known by when its id is gone, and the record that it is now.

An id is made from content, so another version of an account, or of the rules that read
it, gives the same fact another id. A decision therefore keeps proofs of its record, and
is about whatever they fit now:

1. the record with the same id; else
2. of the accounts with the same id, else that took the place of it, wherever they are
   read from now, else from the same source, else of the only file with that name, a
   record of the same kind whose passage is the same, or nearly the
   same in nearly the same sentence, and of which the type or a party is the same. Of
   several the one that has most in common: the type, then parties, then wording, then
   the place in the text.

Where two fit equally well, or none does, the decision is in conflict. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from facta.ledger.columns import figure_id
from facta.ledger.nouns import Found, Kind, Proof
from facta.link.tellings import dyad_end
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Span,
    Statement,
)

# Of 1, how alike two passages and the sentences around them are that are nearly the
# same; judged: a word in ten may be another, a quarter of the sentence.
PASSAGE, SENTENCE = 0.9, 0.75
# Characters of an account that name it.
HEAD = 200
Item = Event | Statement | Commitment | Figure


class Attached(Struct, frozen=True):
    """The id that a record has now; None with what stands in the way."""

    id: str | None
    reason: str | None = None


def proofs(
    found: Found, account: Callable[[str], Annotation | None]
) -> tuple[Proof, ...]:
    """
    What a record is known by: one proof, or one for each event of a happening and each
    passage of a dispute.

    Args:
        found: the record.
        account: gives an account with all that was extracted from it; None where there
            is none.
    """
    match found.record:
        case Document() as item:
            return (of_document(item),)
        case Happening() as item:
            return tuple(_of_happening(item, account))
        case Dispute() as item:
            return tuple(_of_dispute(item, account))
        case _:
            whole = account(found.record.document)
            every = of_account(whole) if whole else ()
            return tuple(
                proof
                for proof in every
                if (proof.kind, proof.id) == (found.kind, found.id)
            )[:1]


def of_document(item: Document) -> Proof:
    """An account is known by where it was read from, and how it begins."""
    return Proof(
        id=item.id,
        kind="document",
        document=item.id,
        source=item.source,
        passage=item.text[:HEAD],
        type=item.title or "",
        parties=tuple(filter(None, [item.publisher])),
    )


def of_account(whole: Annotation) -> Iterator[Proof]:
    """The proofs of all records of an account that a person may decide on."""
    yield of_document(whole.document)
    for event in whole.events:
        ends = (*event.actor, *event.recipient)
        yield _proof(whole, event, "event", event.span, event.event_type, _ends(ends))
    for said in whole.statements:
        who = said.speaker.name or (said.speaker.span.text if said.speaker.span else "")
        yield _proof(whole, said, "statement", said.content, said.speaker.kind, (who,))
    for item in whole.commitments:
        ends = (item.maker, *filter(None, [item.recipient]))
        yield _proof(whole, item, "commitment", item.content, item.kind, _ends(ends))
    for figure in whole.figures:
        counted = tuple(filter(None, [figure.of]))
        yield _proof(whole, figure, "figure", figure.span, figure.unit or "", counted)


def _proof(
    whole: Annotation,
    item: Item,
    kind: Kind,
    span: Span,
    type_: str,
    parties: tuple[str, ...],
) -> Proof:
    document = whole.document
    return Proof(
        id=figure_id(item) if isinstance(item, Figure) else item.id,
        kind=kind,
        document=document.id,
        source=document.source,
        start=span.start,
        passage=span.text,
        sentence=_around(whole, item.sentence, span),
        type=type_,
        parties=parties,
    )


def _ends(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(dyad_end, actors)))


def _around(whole: Annotation, index: int, span: Span) -> str:
    """The sentence of a record; its passage where the account has none."""
    if 0 <= index < len(whole.sentences):
        sentence = whole.sentences[index]
        return whole.document.text[sentence.start : sentence.end]
    return span.text


def _of_happening(
    item: Happening, account: Callable[[str], Annotation | None]
) -> Iterator[Proof]:
    for report in item.reports:
        whole = account(report.document)
        if whole is None:
            continue
        told = {proof.id: proof for proof in of_account(whole) if proof.kind == "event"}
        for event in report.events:
            if event in told:
                yield _of(told[event], item.id)


def _of(proof: Proof, happening: str) -> Proof:
    return replace(proof, of=happening)


def _of_dispute(
    item: Dispute, account: Callable[[str], Annotation | None]
) -> Iterator[Proof]:
    for claim in item.values:
        for document, span in zip(claim.documents, claim.spans, strict=True):
            whole = account(document)
            yield Proof(
                id=item.id,
                kind="dispute",
                document=document,
                source=whole.document.source if whole else "",
                start=span.start,
                passage=span.text,
                sentence=span.text,
                type=item.attribute,
                parties=(claim.value,),
            )


class Records(Protocol):
    """The records that some accounts give now, to find former ones among them."""

    def account(self, document: str) -> Annotation | None:
        """An account with all that was extracted from it; None where there is none."""

    def holding(self, kind: Kind, name: str) -> Sequence[str]:
        """The accounts that have the record of a kind with this id."""

    def after(self, document: str) -> Sequence[str]:
        """The accounts that took the place of one that is no more."""

    def of_source(self, source: str) -> Sequence[str]:
        """The accounts that are read from a source."""

    def of_file(self, name: str) -> Sequence[str]:
        """The accounts that are read from files with this name."""


class Present:
    """The records of accounts that are all at hand."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._accounts = {whole.document.id: whole for whole in annotations}

    def account(self, document: str) -> Annotation | None:
        """See `Records`."""
        return self._accounts.get(document)

    def holding(self, kind: Kind, name: str) -> Sequence[str]:
        """See `Records`."""
        return self._ids.get((kind, name), ())

    def after(self, document: str) -> Sequence[str]:
        """See `Records`; none of those at hand took another's place."""
        del document
        return ()

    def of_source(self, source: str) -> Sequence[str]:
        """See `Records`."""
        return self._places[0].get(source, ())

    def of_file(self, name: str) -> Sequence[str]:
        """See `Records`."""
        return self._places[1].get(name, ())

    @cached_property
    def _ids(self) -> dict[tuple[Kind, str], list[str]]:
        found: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        for whole in self._accounts.values():
            for key in keys(whole):
                found[key].append(whole.document.id)
        return found

    @cached_property
    def _places(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The accounts of each source, and of each name of a file."""
        sources: dict[str, list[str]] = defaultdict(list)
        names: dict[str, list[str]] = defaultdict(list)
        for whole in self._accounts.values():
            sources[whole.document.source].append(whole.document.id)
            names[file_name(whole.document.source)].append(whole.document.id)
        return sources, names


def keys(whole: Annotation) -> Iterator[tuple[Kind, str]]:
    """The kinds and ids of all records of an account that a person may decide on."""
    yield "document", whole.document.id
    yield from (("event", item.id) for item in whole.events)
    yield from (("statement", item.id) for item in whole.statements)
    yield from (("commitment", item.id) for item in whole.commitments)
    yield from (("figure", figure_id(item)) for item in whole.figures)


def attached(proof: Proof, records: Records) -> Attached:
    """The record that a proof fits now."""
    if records.holding(proof.kind, proof.id):
        return Attached(proof.id)
    accounts = _same_account(proof, records)
    if not accounts:
        return Attached(None, f"no account of {proof.source or proof.document}")
    if proof.kind == "document":
        if len(accounts) == 1:
            return Attached(accounts[0])
        return Attached(None, f"several accounts of {proof.source}")
    every = (
        near
        for document in accounts
        if (whole := records.account(document))
        for near in of_account(whole)
    )
    return best(proof, (near for near in every if near.kind == proof.kind))


def _same_account(proof: Proof, records: Records) -> Sequence[str]:
    if records.holding("document", proof.document):
        return [proof.document]
    if given := records.after(proof.document) or records.of_source(proof.source):
        return given
    named = records.of_file(file_name(proof.source))
    return named if len(named) == 1 else ()


def best(proof: Proof, near: Iterable[Proof]) -> Attached:
    """
    The one of several records that a proof fits.

    >>> old = Proof(id="a", kind="event", document="d", source="s", passage="a b", type="AID")
    >>> new = Proof(id="b", kind="event", document="e", source="s", passage="a  B", type="AID")
    >>> best(old, [new]).id, best(old, [new, new]).reason
    ('b', 'several records fit')
    """
    ranked = sorted(
        ((rank, other.id) for other in near if (rank := _rank(proof, other))),
        reverse=True,
    )
    if not ranked:
        return Attached(None, "no record with this passage")
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return Attached(None, "several records fit")
    return Attached(ranked[0][1])


Rank = tuple[bool, float, float, int]


def _rank(proof: Proof, other: Proof) -> Rank | None:
    """How well a record fits: the greater the better; None where it is another."""
    passage = alike(proof.passage, other.passage)
    if passage < PASSAGE or alike(proof.sentence, other.sentence) < SENTENCE:
        return None
    same = proof.type == other.type
    one, two = set(proof.parties), set(other.parties)
    shared = len(one & two) / len(one | two) if one | two else 0.0
    if not same and not shared:
        return None
    return same, shared, passage, -abs(proof.start - other.start)


def alike(one: str, other: str) -> float:
    """
    How alike two passages are, from 0 to 1, case and spaces aside.

    >>> alike("Russia attacked", "russia  attacked"), alike("", "")
    (1.0, 1.0)
    """
    first, second = " ".join(one.casefold().split()), " ".join(other.casefold().split())
    return float(fuzz.ratio(first, second)) / 100


def file_name(source: str) -> str:
    """The last part of a source's path."""
    return source.replace("\\", "/").rsplit("/", 1)[-1]
