"""What a brief is made of: the records of one ledger, with the look-ups that its parts share."""

from __future__ import annotations

from collections.abc import Iterable

from facta.bounds import moved
from facta.brief import words
from facta.brief.passages import Account
from facta.ledger import Ledger
from facta.ontology import Countries
from facta.records import Annotation, Event

YEAR = 365  # days; what lies further before the first account is its background


class Material:
    """The records of one ledger, with the look-ups that the parts of a brief share."""

    def __init__(self, ledger: Ledger, countries: Countries) -> None:
        ordered = sorted(ledger.annotations(), key=_publication)
        self.accounts = tuple(Account(number, annotation) for number, annotation in enumerate(ordered))
        self.of = {account.document.id: account for account in self.accounts}
        self.events: dict[str, Event] = {event.id: event for item in ordered for event in item.events}
        self.happenings = tuple(ledger.happenings())
        self.disputes = tuple(ledger.disputes())
        self.disputed = frozenset(dispute.happening for dispute in self.disputes)
        self.happening = {item.id: item for item in self.happenings}
        self.skipped = tuple(ledger.skipped())
        self.originators = ledger.originators()
        self.copies = tuple(ledger.copies())
        days = [item.document.published for item in ordered if item.document.published]
        self.since = moved(min(days), -YEAR) if days else None
        self.countries = {code: countries.name(code) for code in countries.table}

    def originator(self, origin: str) -> str:
        """An originator in words: the account it is, else its own name (an agency, an outlet)."""
        return words.label(self.of[origin].annotation) if origin in self.of else origin

    def ends(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Dyad ends in words."""
        return tuple(words.end(code, self.countries) for code in codes)


def _publication(annotation: Annotation) -> tuple[str, str, str]:
    """Accounts stand by the day of publication, the undated last."""
    document = annotation.document
    return (str(document.published or "9999"), document.source, document.id)
