"""
What a brief is made of: the records of one ledger, with the look-ups that its parts
share.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from facta.bounds import moved
from facta.brief import bound, words
from facta.brief.clauses import around, capital
from facta.brief.earlier import earlier
from facta.brief.naming import REACH, Names
from facta.brief.narrowing import Narrowing, kept
from facta.brief.passages import Account
from facta.ledger import Ledger
from facta.link import Outlets
from facta.link.sentences import joined
from facta.ontology import Countries
from facta.records import (
    Actor,
    Annotation,
    Caveat,
    CommitmentKind,
    Event,
    Happening,
    Pledge,
)

# the type of the act by which a commitment is made
MADE: dict[CommitmentKind, str] = {
    "promise": "AGREE",
    "offer": "AGREE",
    "agreement": "AGREE",
    "threat": "THREATEN",
    "ultimatum": "THREATEN",
    "refusal": "REJECT",
    "demand": "REQUEST",
}
# what a day rests on that is told
OWN = frozenset({"stated", "narrative"})
# Characters in front of what is promised that tell how firmly.
BEFORE = 30
# Days: what lies further before the first account is its background; judged.
YEAR = 365


class Material:
    """
    The records of one ledger, as far as a brief is to tell them, with the look-ups that
    its parts share.
    """

    def __init__(self, ledger: Ledger, countries: Countries, asked: Narrowing) -> None:
        least = ledger.least()
        told = (annotation.likely(least) for annotation in ledger.annotations())
        ordered = sorted(told, key=_publication)
        stays = kept(ledger, ordered, asked)
        self.asked = asked
        self.accounts = tuple(
            Account(number, whole, replace(part, statements=part.said))
            for number, (whole, part) in enumerate(stays.accounts)
        )
        self.of = {account.document.id: account for account in self.accounts}
        self.events: dict[str, Event] = {
            event.id: event for item in ordered for event in item.events
        }
        self.happenings, self.disputes, self.board = (
            stays.happenings,
            stays.disputes,
            stays.board,
        )
        self.made = {
            (item.document, item.id): item
            for account in self.accounts
            for item in account.annotation.commitments
        }
        self.decisive = frozenset(
            name for name, mark in ledger.marks().items() if "decisive" in mark.words
        )
        self.happening = {item.id: item for item in self.happenings}
        self.skipped = tuple(ledger.skipped())
        self.originators = ledger.originators()
        self.copies = tuple(
            item for item in ledger.copies() if {item.document, item.of} <= set(self.of)
        )
        self._publishers = {
            item.document.id: item.document.publisher for item in ordered
        }
        self._labels = {
            item.document.id: words.label(item.document) for item in ordered
        }
        days = [item.document.published for item in ordered if item.document.published]
        # charts begin there; without a day they begin with their first mark
        self.since = None
        if days:
            self.since = moved(min(days), -YEAR)
        self._caveats = {
            (event.document, event.sentence, event.event_type): happening.caveats
            for happening in self.happenings
            for report in happening.reports
            for event in map(self.events.__getitem__, report.events)
        }
        self._earlier: dict[str, bool] = {}
        self.countries = countries.names()
        self.names = Names(
            (actor for account in self.accounts for actor in account.annotation.actors),
            self.countries,
        )

    def earlier(self, item: Happening) -> bool:
        """Whether every account tells it without a day, as of years gone by."""
        if item.id not in self._earlier:
            told = [
                (self.of[one.document], self.events[one.event].sentence)
                for one in item.reports
            ]
            self._earlier[item.id] = item.date_basis not in OWN and all(
                number < len(account.annotation.sentences)
                and earlier(account, account.annotation.sentences[number])
                for account, number in told
            )
        return self._earlier[item.id]

    def called(self, actor: Actor, document: str) -> str:
        """What a mention in an account is called, with its article."""
        text = self.of[document].document.text
        return self.names.mention(
            actor, text[max(actor.span.start - REACH, 0) : actor.span.start]
        )

    def bound(self, pledge: Pledge) -> str:
        """A commitment in one sentence, by its first report."""
        document, _ = first = pledge.reports[0]
        made = self.made[first]
        whom = None
        if made.recipient:
            whom = self.called(made.recipient, document)
        told = bound.content(made)
        if self.of[document].tag(made.content.start) == "VB":
            told = f"to {told}"
        makers = [self.called(each, document) for each in (made.maker, *made.partners)]
        maker = joined(tuple(dict.fromkeys(makers)))
        text, start = self.of[document].document.text, made.content.start
        leaning = bound.leaning(pledge, told, text[max(start - BEFORE, 0) : start])
        if leaning:
            return f"{capital(maker)} {leaning} {told}"
        if pledge.kind == "demand" and text[:start].rstrip().endswith("insisted"):
            return f"{capital(maker)} insisted {told}"
        own = around(self.of[document], made.content, self.names).text
        # "asked to leave" does not say who is to leave; the account may
        alone = pledge.kind == "demand" and made.recipient is None
        if alone and told.startswith("to ") and maker.split()[-1] in own:
            return own
        return bound.sentence(pledge, made, told, maker, whom)

    def caveats(self, pledge: Pledge) -> tuple[Caveat, ...]:
        """
        What has to be said of a commitment: that of the act of making it, where every
        account tells that one so.
        """
        told = [
            self._caveats.get(
                (name, self.made[name, own].sentence, MADE.get(pledge.kind, "")), ()
            )
            for name, own in pledge.reports
        ]
        return tuple(one for one in told[0] if all(one in each for each in told))

    def originator(self, origin: str) -> str:
        """
        An originator in words: the account it is, else its own name (an agency, an
        outlet).
        """
        return self._labels.get(origin, origin)

    @property
    def independent(self) -> int:
        """
        How many originators stand behind the accounts; those of one publisher are one.
        """
        outlets = Outlets(filter(None, self._publishers.values()))
        origins = {
            origin
            for document, origin in self.originators.items()
            if document in self.of
        }
        return len(
            {outlets.name(self._publishers.get(origin)) or origin for origin in origins}
        )

    def towards(self) -> tuple[Happening, ...]:
        """The happenings with those ends that the brief is about."""
        return tuple(
            self.asked.directed(
                item, (self.events[report.event] for report in item.reports)
            )
            for item in self.happenings
        )

    def ends(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Dyad ends in words."""
        return tuple(words.end(code, self.countries) for code in codes)


def _publication(annotation: Annotation) -> tuple[str, str, str]:
    """Accounts stand by the day of publication, the undated last."""
    document = annotation.document
    return (str(document.published or "9999"), document.source, document.id)
