"""
Words looked for in all that a ledger holds: sentences, with the happenings and
statements that they tell, and where in the account the words stand.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct

from facta.ledger.filters import NOTHING, Filter
from facta.ledger.ledger import Ledger
from facta.records import Caveat, Date, Document, Happening, Span

What = Literal["happening", "statement", "passage"]
# Characters that no text may hold (Unicode's noncharacters) stand around what was found.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
PERIOD = {"since", "until"}
# The keys of sentences that tell happenings, as these were extracted and as people
# decided, that hold statements, and of those of accounts of some days. There may be some
# too many: what one tells is asked of itself. What is known leads, by CROSS JOIN.
TOLD = """SELECT s.key FROM json_each(?) j CROSS JOIN reports r ON r.happening = j.value
    CROSS JOIN {} v ON v.id = r.event AND v.document = r.document
    CROSS JOIN sentences s ON s.document = v.document AND s.position = v.sentence"""
SAID = """SELECT s.key FROM json_each(?) j CROSS JOIN {} t ON t.id = j.value
    CROSS JOIN sentences s ON s.document = t.document AND s.position = t.sentence"""
OF_DAYS = """SELECT s.key FROM documents d CROSS JOIN sentences s ON s.document = d.id
    WHERE d.published BETWEEN ? AND ?"""
# Accounts that are kept at hand: what fits best often stands in the same ones.
ACCOUNTS = 64


class Hit(Struct, frozen=True, kw_only=True):
    """
    A sentence that holds the words, `[start, end)` of its account, and what it tells.

    `id` is that of the happening or statement, or of the account where it tells
    neither; `marks` are the places of the words in the account's text. `caveats` are
    those of the happening.
    """

    what: What
    id: str
    document: str
    source: str
    published: Date | None
    sentence: int
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    caveats: tuple[Caveat, ...] = ()


class Asked(Struct, frozen=True, kw_only=True):
    """
    What hits have to fit: the ids of happenings and of statements that do, None where
    all do; whether a sentence may come alone, also (`plain`) where it tells something,
    and its account's days.
    """

    happenings: frozenset[str] | None = None
    statements: frozenset[str] | None = None
    passages: bool = True
    plain: bool = False
    since: Date | None = None
    until: Date | None = None

    @classmethod
    def of(cls, ledger: Ledger, what: What | None = None, **asked: Any) -> Asked:
        """
        The filters of a search as a ledger understands them.

        Args:
            ledger: what is searched.
            what: happenings alone, statements, or plain sentences; all by default.
            asked: `actor`, `recipient`, `since`, `until`, `event_type`, settled.
        """
        told: frozenset[str] | None = None
        said: frozenset[str] | None = None
        if asked:
            told = ledger.happening_ids(**asked)
            said = _said(ledger, **asked)
        return cls(
            happenings=told if what in (None, "happening") else frozenset(),
            statements=said if what in (None, "statement") else frozenset(),
            # a sentence has neither parties nor a type
            passages=what in (None, "passage") and asked.keys() <= PERIOD,
            plain=what == "passage",
            since=asked.get("since"),
            until=asked.get("until"),
        )


def _said(ledger: Ledger, **asked: Any) -> frozenset[str]:
    """Statements that fit; one is of no type."""
    if "event_type" in asked:
        return frozenset()
    return ledger.statement_ids(
        speaker=asked.get("actor"),
        addressee=asked.get("recipient"),
        since=asked.get("since"),
        until=asked.get("until"),
    )


def hits(
    ledger: Ledger,
    words: str,
    asked: Asked,
    *,
    most: int | None = None,
    among: Filter | None = None,
) -> Iterator[Hit]:
    """
    Sentences that hold all the words (any form), best first, each with what it tells;
    "..." is a phrase, word* a beginning.

    A sentence that tells several things comes with each of them. `most` is how many
    sentences are looked at, None for all; those that tell nothing that fits are none of
    them. `among` is `within(asked)`, where that is known already.
    """
    document = lru_cache(ACCOUNTS)(ledger.document)
    found = (
        ledger.matches(words, OPEN, CLOSE)
        if most is None
        else ledger.best(words, OPEN, CLOSE, within=among or within(asked), most=most)
    )
    for passage, marked in found:
        account, span = document(passage.document), passage.span
        marks = tuple(places(marked, span))
        for what, name in _told(ledger, account, passage.sentence, asked):
            yield Hit(
                what=what,
                id=name,
                document=account.id,
                source=account.source,
                published=account.published,
                sentence=passage.sentence,
                start=span.start,
                end=span.end,
                text=span.text,
                marks=marks,
                caveats=_caveats(ledger, what, name),
            )


def within(asked: Asked) -> Filter:
    """
    The sentences that may tell what fits, by their keys; all where no parties, types or
    days are asked for.
    """
    found = _telling(asked)
    if found is None:
        return NOTHING
    keys, values = found
    # the words are looked up once, not for each of the keys, as the + says
    return Filter(f"+rowid IN ({keys})", values)


def among(ledger: Ledger, asked: Asked) -> Filter:
    """The same, found once for many words: of a party of most happenings it takes long."""
    found = _telling(asked)
    if found is None:
        return NOTHING
    keys = json.dumps(sorted(set(ledger.keys_of(*found))))
    return Filter("+rowid IN (SELECT value FROM json_each(?))", (keys,))


def _telling(asked: Asked) -> tuple[str, tuple[str, ...]] | None:
    """What asks for the keys of these sentences, and its values; None of all."""
    if asked.happenings is None or asked.statements is None:
        return None
    told, said = (
        json.dumps(sorted(ids)) for ids in (asked.happenings, asked.statements)
    )
    keys = [TOLD.format("events"), TOLD.format("decided_events")]
    keys += [SAID.format("statements"), SAID.format("decided_statements")]
    values = [told, told, said, said]
    if asked.passages:
        keys.append(OF_DAYS)
        days = asked.since or datetime.date.min, asked.until or datetime.date.max
        values += [day.isoformat() for day in days]
    return " UNION ALL ".join(keys), tuple(values)


def _caveats(ledger: Ledger, what: What, name: str) -> tuple[Caveat, ...]:
    if what != "happening":
        return ()
    found = ledger.get(name).record
    assert isinstance(found, Happening)
    return found.caveats


def places(marked: str, span: Span) -> Iterator[tuple[int, int]]:
    r"""
    Where what is marked stands in an account, by the sentence that it is in.

    >>> list(places("an \ufdd0attack\ufdd1", Span(10, 19, "an attack")))
    [(13, 19)]
    """
    if marked.replace(OPEN, "").replace(CLOSE, "") != span.text:
        # the sentence holds such characters itself
        return
    at = span.start
    for part in marked.split(OPEN)[:1]:
        at += len(part)
    for part in marked.split(OPEN)[1:]:
        inside, _, after = part.partition(CLOSE)
        yield at, at + len(inside)
        at += len(inside) + len(after)


def _told(
    ledger: Ledger, account: Document, place: int, asked: Asked
) -> Iterator[tuple[What, str]]:
    told = dict.fromkeys(ledger.told(account.id, place))
    for kind, name in told:
        fitting = asked.statements
        if kind == "happening":
            fitting = asked.happenings
        if fitting is None or name in fitting:
            yield kind, name
    alone = asked.passages and (asked.plain or not told)
    if alone and _in(account, asked):
        yield "passage", account.id


def _in(account: Document, asked: Asked) -> bool:
    """Whether an account is of the period; one without a day is of none."""
    if asked.since is None and asked.until is None:
        return True
    day = account.published
    return day is not None and (asked.since or day) <= day <= (asked.until or day)
