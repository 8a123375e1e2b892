"""
What each account tells of a happening, in its own words.

Takes the reports of a happening and the ledger that holds them; gives each with its
source and passage.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import msgspec

from facta.cli import options
from facta.records import Event, Report, Statement

if TYPE_CHECKING:
    from facta.ledger import Ledger

# Documents whose statements are kept at hand; those of one happening lie together.
KEPT = 64


class ReportPassage(Report, frozen=True, kw_only=True):
    """
    A report with its words: `text` at `[start, end)` of the account at `source`, within
    `sentence`.

    `trigger` is what the event was coded by; `said_by` who tells it within the account,
    None where it does itself.
    """

    source: str
    start: int
    end: int
    text: str
    trigger: str
    sentence: str
    said_by: str | None


class ReportPassages:
    """The words of reports in one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._said = lru_cache(KEPT)(self._statements)

    @cached_property
    def _sources(self) -> dict[str, str]:
        return options.sources(self._ledger)

    def words(self, report: Report) -> str:
        """
        What the account tells, from where the event is told to the end of its sentence.
        """
        event = self._event(report)
        sentence = self._ledger.sentence(event.document, event.sentence)
        # an event may go on beyond its sentence
        if sentence.end <= event.span.end:
            return event.span.text
        return sentence.text[max(event.span.start - sentence.start, 0) :]

    def full(self, report: Report) -> ReportPassage:
        """The report with its words and where they stand."""
        event = self._event(report)
        return ReportPassage(
            **msgspec.structs.asdict(report),
            source=self._sources[report.document],
            start=event.span.start,
            end=event.span.end,
            text=event.span.text,
            trigger=event.trigger.text,
            sentence=self._ledger.sentence(event.document, event.sentence).text,
            said_by=self._teller(event),
        )

    def _teller(self, event: Event) -> str | None:
        # most are told by the account itself, which need not be read for that
        if event.reported_in is None:
            return None
        from facta.brief.words import said_by

        return said_by(event, self._said(event.document))

    def _event(self, report: Report) -> Event:
        event = self._ledger.get(report.event).record
        assert isinstance(event, Event)
        return event

    def _statements(self, document: str) -> tuple[Statement, ...]:
        return tuple(self._ledger.statements(document=document))
