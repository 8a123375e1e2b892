"""
Builders for tests: small records with sensible defaults, so that a test states only what it is about.

    >>> doc("Russia attacked Ukraine.").text
    'Russia attacked Ukraine.'
"""

from __future__ import annotations

import datetime
import re

from facta.records import (
    Actor,
    Annotation,
    Auxiliary,
    Commitment,
    CommitmentKind,
    DateBasis,
    Document,
    Event,
    Figure,
    Precision,
    PublishedBasis,
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
    day = datetime.date.fromisoformat(published) if published else None
    basis: PublishedBasis = "given" if day else "unresolved"
    return Document(content_id(source, text), source, text, title, publisher, day, basis)


def sentence(words: str, *, index: int = 0, offset: int = 0) -> Sentence:
    """
    A parsed sentence from `word|lemma|UPOS|relation|head` items; heads count from 1, 0 is the root.

    The Penn tag follows from the word class where it matters little: give a sixth part to set it. Words are joined by
    single spaces from `offset` on.

    >>> [token.text for token in sentence("Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0|VBD").tokens]
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
                at,
                at + len(text),
                text,
                lemma or text,
                upos,
                tag[0] if tag else tags.get(upos, "XX"),
                int(head) - 1,
                relation,
            )
        )
        at += len(text) + 1
    return Sentence(index, offset, at - 1, "prose", tuple(tokens))


def actor(
    name: str, *, country: str | None = None, sector: str | None = None, office: str | None = None, start: int = 0
) -> Actor:
    """A mention of `name` at `start` in the first sentence."""
    return Actor(Span(start, start + len(name), name), name, country, sector, office, 0, 0)


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
    """An event between countries given as comma-separated codes, told by `passage`, whose first word is its trigger."""
    day = datetime.date.fromisoformat(date) if date else None
    ends = [tuple(actor(code, country=code) for code in codes.split(",") if code) for codes in (actors, recipients)]
    span = Span(0, len(passage), passage)
    trigger = Span.of(passage, 0, len(passage.split()[0]))
    return Event(
        content_id(document, event_type, actors, recipients, date, passage),
        document,
        0,
        event_type,
        mode,
        (),
        auxiliary,
        quad_code,
        score,
        ends[0],
        ends[1],
        day,
        "day" if day else None,
        "stated" if day else "unresolved",
        span,
        trigger,
        "test",
        1.0,
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
        content_id("statement", document.id, span.start, content),
        document.id,
        0,
        Speaker(kind, name=speaker, country=country),
        None,
        span,
        direct,
        None,
        relation,
        datetime.date.fromisoformat(date) if date else None,
        "stated" if date else "unresolved",
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
    return Figure(place(document.text, words), sentence, value, low, high, unit, of, attributed_to, document.id)


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
        content_id("commitment", document.id, span.start, maker),
        document.id,
        0,
        kind,
        actor(maker, country=maker),
        actor(recipient, country=recipient) if recipient else None,
        span,
        None,
        None,
        datetime.date.fromisoformat(due) if due else None,
        status,
        datetime.date.fromisoformat(date) if date else None,
        "stated" if date else "unresolved",
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
    """An event that `passage` of the document tells; ends are comma-separated country codes."""
    span = place(document.text, passage)
    day = datetime.date.fromisoformat(date) if date else None
    ends = [tuple(actor(code, country=code) for code in codes.split(",") if code) for codes in (actors, recipients)]
    return Event(
        content_id(document.id, event_type, actors, recipients, span.start, auxiliary),
        document.id,
        sentence,
        event_type,
        mode,
        (),
        auxiliary,
        quad_code,
        score,
        ends[0],
        ends[1],
        day,
        precision if day else None,
        basis if day else "unresolved",
        span,
        Span(span.start, span.start + 1, passage[0]),
        "test",
        1.0,
        reported_in,
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
    """An annotation whose sentences are the lines of the document; words of four letters or more pass for nouns."""
    sentences: list[Sentence] = []
    at = 0
    for line in document.text.splitlines(keepends=True):
        if line.strip():
            words = tuple(_word(at + found.start(), found[0]) for found in re.finditer(r"\w+", line))
            sentences.append(Sentence(len(sentences), at, at + len(line.rstrip("\n")), "prose", words))
        at += len(line)
    return Annotation(document, tuple(sentences), times, actors, events, statements, commitments, figures)


def _word(start: int, text: str) -> Token:
    upos = "NOUN" if len(text) >= 4 else "ADP"
    return Token(start, start + len(text), text, text.lower(), upos, "XX", -1, "dep")
