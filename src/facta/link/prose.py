"""
The prose of one account, read for what it says against others: its sentences, laid out
once for every kind of dispute. Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from facta.link.clauses import Clause, clauses
from facta.link.contrast import Key, Said
from facta.link.days import Days, days
from facta.link.matter import Matter
from facta.link.places import places
from facta.link.tellings import ends
from facta.records import Annotation, Document, Event, Span, Statement

BACK = 3  # sentences back from which a day still holds; judged


class Prose:
    """An annotated document, and what it is about."""

    def __init__(self, annotation: Annotation, matter: Matter) -> None:
        self.annotation = annotation
        self.matter = matter
        self._places: dict[int, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.annotation.document

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its sentences in order, without headings."""
        return tuple(clauses(self.annotation))

    @cached_property
    def ends(self) -> frozenset[str]:
        """The countries and the bodies of states that it names."""
        return ends(actor for actor in self.annotation.actors if actor.country)

    @cached_property
    def _order(self) -> dict[int, int]:
        return {one.sentence.index: at for at, one in enumerate(self.clauses)}

    @cached_property
    def _starts(self) -> list[int]:
        return [one.sentence.start for one in self.clauses]

    def of(self, sentence: int) -> Clause | None:
        """The sentence of this number, unless it is a heading."""
        at = self._order.get(sentence)
        return None if at is None else self.clauses[at]

    def at(self, offset: int) -> Clause | None:
        """The sentence that holds a place of the text, unless it is a heading."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.clauses[place].sentence.end:
            return None
        return self.clauses[place]

    def before(self, clause: Clause) -> Clause | None:
        """The sentence before another."""
        at = self._order[clause.sentence.index]
        return self.clauses[at - 1] if at else None

    @cached_property
    def events(self) -> dict[int, list[Event]]:
        """Its events, by sentence."""
        found: dict[int, list[Event]] = defaultdict(list)
        for event in self.annotation.events:
            found[event.sentence].append(event)
        return found

    @cached_property
    def said(self) -> dict[int, list[Statement]]:
        """Its statements that are sure enough, by sentence."""
        found: dict[int, list[Statement]] = defaultdict(list)
        for statement in self.annotation.said:
            found[statement.sentence].append(statement)
        return found

    @cached_property
    def _named(self) -> dict[int, list[Days]]:
        """The days that its sentences name."""
        found: dict[int, list[Days]] = defaultdict(list)
        for time in self.annotation.times:
            clause = self.at(time.span.start)
            sharp = time.type == "DATE" and time.precision in ("day", "month")
            if sharp and clause is not None and time.begin is not None:
                found[clause.sentence.index].append(
                    Days(time.begin, time.end or time.begin)
                )
        return found

    @cached_property
    def _told(self) -> dict[int, list[Days]]:
        """The stated days of acts, by sentence."""
        found: dict[int, list[Days]] = defaultdict(list)
        for event in self.annotation.events:
            if event.date_basis == "stated" and event.date_precision == "day":
                told = days(event.date, event.date_precision)
                if told is not None:
                    found[event.sentence].append(told)
        return found

    def days(self, clause: Clause) -> Sequence[Days]:
        """The days that a sentence names."""
        named = self._named.get(clause.sentence.index, ())
        return [each for each in named if each.begin == each.end]

    def dated(self, clause: Clause) -> Sequence[Days]:
        """
        The days and months that a sentence names, and the days of its acts; else those
        of the last sentence before it that has some, a few back.
        """
        at = self._order[clause.sentence.index]
        nearest = (
            self._dated(each) for each in self.clauses[max(0, at - BACK) : at + 1][::-1]
        )
        return next((found for found in nearest if found), ())

    def _dated(self, clause: Clause) -> Sequence[Days]:
        number = clause.sentence.index
        return [*self._named.get(number, ()), *self._told.get(number, ())]

    def places(self, clause: Clause) -> frozenset[str]:
        """The places that a sentence names."""
        number = clause.sentence.index
        if number not in self._places:
            self._places[number] = frozenset(
                place.name for place in places(clause.sentence)
            )
        return self._places[number]

    def words(self, clause: Clause) -> frozenset[str]:
        """The words of a sentence that carry its matter."""
        number = clause.sentence.index
        if number not in self._words:
            self._words[number] = clause.words()
        return self._words[number]

    def say(
        self,
        clause: Clause,
        key: Key,
        value: str,
        *,
        span: Span | None = None,
        acts: bool = False,
        **more: Any,
    ) -> Said:
        """
        What it says in a sentence: by that whole passage unless `span` is given, of
        months and the days of acts, too, where `acts` is set.
        """
        return Said(
            key=key,
            value=value,
            document=self.document.id,
            span=span or clause.span(self.document.text),
            matter=self.matter,
            sentence=clause.sentence.index,
            published=self.document.published,
            publisher=self.document.publisher,
            words=self.words(clause),
            places=self.places(clause),
            days=tuple(self.dated(clause) if acts else self.days(clause)),
            ends=self.ends,
            **more,
        )
