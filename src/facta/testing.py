"""
Builders for tests: small records with sensible defaults, so that a test states only what it is about.

    >>> doc("Russia attacked Ukraine.").text
    'Russia attacked Ukraine.'
"""

from __future__ import annotations

import datetime

from facta.records import Actor, Auxiliary, Document, Event, PublishedBasis, Sentence, Span, Token, content_id


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
