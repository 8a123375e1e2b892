"""
Builders for tests: small records with sensible defaults, so that a test states only
what it is about.

    >>> doc("Russia attacked Ukraine.").text
    'Russia attacked Ukraine.'
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from msgspec.structs import replace

from facta.extract.layout import Layout
from facta.lexicon import Lexicon
from facta.records import (
    Actor,
    Annotation,
    Auxiliary,
    Commitment,
    CommitmentKind,
    Date,
    DateBasis,
    Document,
    Event,
    Figure,
    Precision,
    Relation,
    Sentence,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Status,
    Time,
    Token,
    content_id,
)


def doc(
    text: str,
    *,
    published: str | None = None,
    source: str = "test.txt",
    title: str | None = None,
    publisher: str | None = None,
) -> Document:
    """A document; `published` is an ISO date."""
    found = Document(
        id=content_id(source, text),
        source=source,
        text=text,
        title=title,
        publisher=publisher,
    )
    # a day and its basis go together
    if not published:
        return found
    return replace(found, published=_day(published), published_basis="given")


def _day(text: str | None) -> Date | None:
    if not text:
        return None
    return datetime.date.fromisoformat(text)


def _precision(text: str | None, precision: Precision = "day") -> Precision | None:
    if not text:
        return None
    return precision


def _basis(text: str | None, basis: DateBasis = "stated") -> DateBasis:
    """How a date is known, where there is one."""
    if not text:
        return "unresolved"
    return basis


def sentence(words: str, *, index: int = 0, offset: int = 0) -> Sentence:
    """
    A parsed sentence from `word|lemma|UPOS|relation|head` items; heads count from 1, 0
    is the root.

    The Penn tag follows from the word class where it matters little: give a sixth part
    to set it. Words are joined by single spaces from `offset` on.

    >>> words = "Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0|VBD"
    >>> [token.text for token in sentence(words).tokens]
    ['Russia', 'attacked']
    """
    tags = {
        "PROPN": "NNP",
        "NOUN": "NN",
        "VERB": "VBD",
        "AUX": "VBD",
        "ADP": "IN",
        "ADJ": "JJ",
        "ADV": "RB",
        "DET": "DT",
        "PRON": "PRP",
        "PART": "TO",
        "CCONJ": "CC",
        "NUM": "CD",
        "PUNCT": ".",
    }
    tokens, at = [], offset
    for item in words.split(" "):
        text, lemma, upos, relation, head, *tag = item.split("|")
        tokens.append(
            Token(
                start=at,
                end=at + len(text),
                text=text,
                lemma=lemma or text,
                upos=upos,
                tag=tag[0] if tag else tags.get(upos, "XX"),
                head=int(head) - 1,
                relation=relation,
            )
        )
        at += len(text) + 1
    return Sentence(
        index=index, start=offset, end=at - 1, kind="prose", tokens=tuple(tokens)
    )


def laid_out(document: Document, sentences: Sequence[Sentence]) -> Layout:
    """A document laid out for extraction, to be read by the package's own words."""
    return Layout(document, sentences, Lexicon.load())


def actor(
    name: str,
    *,
    country: str | None = None,
    sector: str | None = None,
    office: str | None = None,
    start: int = 0,
) -> Actor:
    """A mention of `name` at `start` in the first sentence."""
    return Actor(
        span=Span(start, start + len(name), name),
        name=name,
        country=country,
        sector=sector,
        office=office,
        sentence=0,
        head=0,
    )


def event(
    event_type: str,
    actors: str,
    recipients: str,
    *,
    date: str | None = None,
    document: str = "d1",
    quad_code: int = 4,
    score: float = -9.0,
    mode: str | None = None,
    auxiliary: tuple[Auxiliary, ...] = (),
    passage: str = "Russia attacked Ukraine.",
) -> Event:
    """
    An event between countries given as comma-separated codes, told by `passage`, whose
    first word is its trigger.
    """
    ends = [
        tuple(actor(code, country=code) for code in codes.split(",") if code)
        for codes in (actors, recipients)
    ]
    span = Span(0, len(passage), passage)
    trigger = Span.of(passage, 0, len(passage.split()[0]))
    return Event(
        id=content_id(document, event_type, actors, recipients, date, passage),
        document=document,
        sentence=0,
        event_type=event_type,
        mode=mode,
        contexts=(),
        auxiliary=auxiliary,
        quad_code=quad_code,
        score=score,
        actor=ends[0],
        recipient=ends[1],
        date=_day(date),
        date_precision=_precision(date),
        date_basis=_basis(date),
        span=span,
        trigger=trigger,
        rule="test",
        confidence=1.0,
    )


def place(text: str, words: str) -> Span:
    """The span of the first occurrence of `words` in `text`."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def statement(
    document: Document,
    content: str,
    *,
    speaker: str | None = None,
    kind: SpeakerKind = "named",
    relation: Relation = "primary",
    direct: bool = True,
    denies: int | None = None,
    date: str | None = None,
    country: str | None = None,
) -> Statement:
    """A statement whose content stands in the document."""
    span = place(document.text, content)
    return Statement(
        id=content_id("statement", document.id, span.start, content),
        document=document.id,
        sentence=0,
        speaker=Speaker(kind=kind, name=speaker, country=country),
        cue=None,
        content=span,
        direct=direct,
        channel=None,
        relation=relation,
        date=_day(date),
        date_basis=_basis(date),
        denies=denies,
    )


def figure(
    document: Document,
    words: str,
    value: float,
    *,
    of: str | None = None,
    unit: str | None = None,
    low: float | None = None,
    high: float | None = None,
    attributed_to: str | None = None,
    sentence: int = 0,
) -> Figure:
    """A figure that `words` of the document give."""
    return Figure(
        span=place(document.text, words),
        sentence=sentence,
        value=value,
        low=low,
        high=high,
        unit=unit,
        of=of,
        attributed_to=attributed_to,
        document=document.id,
    )


def commitment(
    document: Document,
    content: str,
    maker: str,
    *,
    kind: CommitmentKind = "promise",
    recipient: str | None = None,
    status: Status = "open",
    date: str | None = None,
    due: str | None = None,
) -> Commitment:
    """A commitment between countries given as codes."""
    span = place(document.text, content)
    return Commitment(
        id=content_id("commitment", document.id, span.start, maker),
        document=document.id,
        sentence=0,
        kind=kind,
        maker=actor(maker, country=maker),
        recipient=actor(recipient, country=recipient) if recipient else None,
        content=span,
        condition=None,
        deadline=None,
        due=_day(due),
        status=status,
        date=_day(date),
        date_basis=_basis(date),
    )


def telling(
    document: Document,
    event_type: str,
    actors: str,
    recipients: str,
    passage: str,
    *,
    date: str | None = None,
    precision: Precision = "day",
    basis: DateBasis = "stated",
    mode: str | None = None,
    auxiliary: tuple[Auxiliary, ...] = (),
    quad_code: int = 4,
    score: float = -9.0,
    sentence: int = 0,
    reported_in: int | None = None,
) -> Event:
    """
    An event that `passage` of the document tells; ends are comma-separated country
    codes.
    """
    span = place(document.text, passage)
    ends = [
        tuple(actor(code, country=code) for code in codes.split(",") if code)
        for codes in (actors, recipients)
    ]
    return Event(
        id=content_id(
            document.id, event_type, actors, recipients, span.start, auxiliary
        ),
        document=document.id,
        sentence=sentence,
        event_type=event_type,
        mode=mode,
        contexts=(),
        auxiliary=auxiliary,
        quad_code=quad_code,
        score=score,
        actor=ends[0],
        recipient=ends[1],
        date=_day(date),
        date_precision=_precision(date, precision),
        date_basis=_basis(date, basis),
        span=span,
        trigger=Span(span.start, span.start + 1, passage[0]),
        rule="test",
        confidence=1.0,
        reported_in=reported_in,
    )


def annotation(
    document: Document,
    *,
    times: tuple[Time, ...] = (),
    actors: tuple[Actor, ...] = (),
    events: tuple[Event, ...] = (),
    statements: tuple[Statement, ...] = (),
    commitments: tuple[Commitment, ...] = (),
    figures: tuple[Figure, ...] = (),
) -> Annotation:
    """
    An annotation whose sentences are the lines of the document; words of four letters
    or more pass for nouns.
    """
    sentences: list[Sentence] = []
    at = 0
    for line in document.text.splitlines(keepends=True):
        if line.strip():
            words = tuple(
                _word(at + found.start(), found[0])
                for found in re.finditer(r"\w+", line)
            )
            sentences.append(
                Sentence(
                    index=len(sentences),
                    start=at,
                    end=at + len(line.rstrip("\n")),
                    kind="prose",
                    tokens=words,
                )
            )
        at += len(line)
    return Annotation(
        document=document,
        sentences=tuple(sentences),
        times=times,
        actors=actors,
        events=events,
        statements=statements,
        commitments=commitments,
        figures=figures,
    )


def _word(start: int, text: str) -> Token:
    upos = "NOUN" if len(text) >= 4 else "ADP"
    return Token(
        start=start,
        end=start + len(text),
        text=text,
        lemma=text.lower(),
        upos=upos,
        tag="XX",
        head=-1,
        relation="dep",
    )
