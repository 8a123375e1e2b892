"""
From a ledger to a brief: what is told, by whom, in which order.

Takes the records of a ledger; gives a `Brief`. Nothing is computed anew that a stage before it decides.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from facta import __version__
from facta.brief import words
from facta.brief.dyads import panels
from facta.brief.passages import Account
from facta.brief.records import (
    AccountLine,
    Brief,
    ChangeLine,
    ClaimLine,
    CommitmentLine,
    DisputeLine,
    FigureLine,
    HappeningLine,
    ReportLine,
    SpeakerGroup,
    StatementLine,
)
from facta.extract.commitments import pledges
from facta.extract.statements.cues import INNER
from facta.ledger import Ledger
from facta.ontology import Countries
from facta.records import Annotation, Dispute, Document, Event, Happening, SpeakerKind, Statement

KINDS = get_args(SpeakerKind)
YEAR = datetime.timedelta(days=365)  # what lies further before the first account is its background
LARGEST_TEXT = 3_000_000  # characters of all accounts together that a brief still carries in full


class Material:
    """The records of one ledger, with the look-ups that the parts of a brief share."""

    def __init__(self, ledger: Ledger, countries: Countries) -> None:
        ordered = sorted(ledger.annotations(), key=_publication)
        self.accounts = tuple(Account(number, annotation) for number, annotation in enumerate(ordered))
        self.of = {account.document.id: account for account in self.accounts}
        self.events: dict[str, Event] = {event.id: event for item in ordered for event in item.events}
        self.happenings = tuple(ledger.happenings())
        self.disputes = tuple(ledger.disputes())
        self.skipped = tuple(ledger.skipped())
        self.originators = ledger.originators()
        self.copies = tuple(ledger.copies())
        days = [item.document.published for item in ordered if item.document.published]
        self.since = min(days) - YEAR if days else None
        self.countries = {code: countries.name(code) for code in countries.table}

    def originator(self, origin: str) -> str:
        """An originator in words: the account it is, else its own name (an agency, an outlet)."""
        return words.label(self.of[origin].annotation) if origin in self.of else origin

    def ends(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Dyad ends in words."""
        return tuple(words.end(code, self.countries) for code in codes)


def compose(ledger: Ledger, countries: Countries, *, title: str | None = None) -> Brief:
    """
    The brief of a ledger.

    Args:
        ledger: what is told.
        countries: names for the codes that stand in records.
        title: what stands on top; by default the countries that act most.
    """
    material = Material(ledger, countries)
    dyads = panels(material.happenings, material.countries, since=material.since)
    happenings = tuple(_happening(item, material) for item in sorted(material.happenings, key=_order))
    speakers = tuple(_speakers(material))
    board = tuple(_commitments(material))
    facts = (
        ("accounts", len(material.accounts)),
        ("originators", len(set(material.originators.values()))),
        ("happenings", len(happenings)),
        ("statements", sum(len(group.statements) for group in speakers)),
        ("commitments", len(board)),
        ("figures", sum(len(account.annotation.figures) for account in material.accounts)),
        ("disputes", len(material.disputes)),
        ("not read", len(material.skipped)),
    )
    return Brief(
        title or _title(material),
        tuple((name, count) for name, count in facts if count),
        _span(material.accounts),
        happenings,
        speakers,
        board,
        tuple(_dispute(item, material) for item in material.disputes),
        tuple(_figures(material)),
        dyads,
        tuple(_accounts(material)),
        material.skipped,
        __version__,
    )


def _title(material: Material) -> str:
    """The countries most often in a happening, as the subject of the brief."""
    counts = Counter(
        code for item in material.happenings for code in {*item.actor, *item.recipient} if code in material.countries
    )
    names = material.ends(code for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3])
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names) or "Accounts"


def _span(accounts: Sequence[Account]) -> str:
    """What the corpus is, in one sentence."""
    days = sorted(account.document.published for account in accounts if account.document.published)
    count = f"{len(accounts)} account{'' if len(accounts) == 1 else 's'}"
    if not days:
        return f"{count}, none of a known date."
    dated = "" if len(days) == len(accounts) else f" ({len(accounts) - len(days)} without a date)"
    period = words.day(days[0]) if days[0] == days[-1] else f"{words.day(days[0])} to {words.day(days[-1])}"
    return f"{count}, published {period}{dated}."


def _publication(annotation: Annotation) -> tuple[str, str, str]:
    """Accounts stand by the day of publication, the undated last."""
    document = annotation.document
    return (str(document.published or "9999"), document.source, document.id)


def _originator(material: Material, document: Document) -> str | None:
    """Whose report an account repeats; None where it is its own."""
    origin = material.originators.get(document.id, document.id)
    if origin == document.id:
        return None
    return material.originator(origin)


def _order(happening: Happening) -> tuple[str, int, str]:
    return (str(happening.date or "9999"), -len(happening.reports), happening.id)


def _happening(item: Happening, material: Material) -> HappeningLine:
    disputed = any(dispute.happening == item.id for dispute in material.disputes)
    reports = []
    for report in item.reports:
        event, account = material.events[report.event], material.of[report.document]
        said = account.annotation.statements[event.reported_in].speaker if event.reported_in is not None else None
        reports.append(
            ReportLine(
                event.id,
                account.passage(event.span, [event.trigger]),
                material.originator(report.originator),
                event.rule,
                event.confidence,
                item.parts.get(event.id, ()),
                words.speaker(said) if said else None,
            )
        )
    return HappeningLine(
        item.id,
        item.event_type,
        item.mode,
        item.auxiliary,
        item.quad_code,
        item.score,
        material.ends(item.actor),
        material.ends(item.recipient),
        item.date,
        item.date_precision,
        words.when(item),
        words.BASES[item.date_basis],
        tuple(reports),
        item.originators,
        disputed,
        "historical" in item.auxiliary or bool(material.since and item.date and item.date < material.since),
    )


def _speakers(material: Material) -> Iterator[SpeakerGroup]:
    """Speakers by how much they say; the named before the anonymous."""
    groups: dict[tuple[str, str], list[tuple[Account, Statement]]] = {}
    for account in material.accounts:
        for statement in account.annotation.statements:
            if statement.grade in INNER:  # what somebody is told to feel, believe or wish was not said
                continue
            key = (words.speaker(statement.speaker), statement.speaker.kind)
            groups.setdefault(key, []).append((account, statement))
    for (name, kind), said in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        country = said[0][1].speaker.country
        lines = tuple(_statement(account, statement) for account, statement in said)
        yield SpeakerGroup(name, kind, material.countries.get(country or "", country), lines)


def _statement(account: Account, item: Statement) -> StatementLine:
    manner = ["quoted" if item.direct else "in the account's words"]
    manner += [item.channel] if item.channel else []
    manner += ["relayed by " + ", ".join(item.relayed_by) if item.relayed_by else "relayed"] * (
        item.relation == "relayed"
    )
    manner += ["a denial"] if item.denies is not None else []
    date = words.day(item.date, item.date_precision) if item.date_basis in {"stated", "narrative"} else "undated"
    return StatementLine(
        item.id,
        account.passage(item.content),
        item.content.text,
        item.cue.text if item.cue else None,
        item.direct,
        tuple(manner),
        date,
        words.stance(item.stance, item.target),
    )


def _commitments(material: Material) -> Iterator[CommitmentLine]:
    """Those that fall due first, then those without a day; each with every account's words."""
    single = {item.id: item for account in material.accounts for item in account.annotation.commitments}
    board = pledges([account.annotation for account in material.accounts])
    for pledge in sorted(board, key=lambda item: (item.due is None, str(item.due), item.maker, item.id)):
        told = [(material.of[document], single[commitment]) for document, commitment in pledge.reports]
        yield CommitmentLine(
            pledge.id,
            pledge.kind,
            told[0][1].maker.name,
            next((item.recipient.name for _, item in told if item.recipient), None),
            tuple(account.passage(item.content) for account, item in told),
            next((item.condition.text for _, item in told if item.condition), None),
            next((item.deadline.text for _, item in told if item.deadline), None),
            pledge.due,
            pledge.status,
            tuple(ChangeLine(item.status, material.of[item.document].passage(item.span)) for item in pledge.history),
        )


def _dispute(item: Dispute, material: Material) -> DisputeLine:
    claims = tuple(
        ClaimLine(
            claim.value,
            tuple(material.of[at].passage(span) for at, span in zip(claim.documents, claim.spans, strict=True)),
        )
        for claim in item.values
    )
    return DisputeLine(item.id, item.attribute, item.strength, item.subject, claims, item.happening)


def _figures(material: Material) -> Iterator[FigureLine]:
    for account in material.accounts:
        for item in account.annotation.figures:
            yield FigureLine(account.passage(item.span), words.amount(item), item.of, item.attributed_to)


def _sources(account: Account, material: Material) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """What stands behind an account's statements and events, and the originators that it leans on."""
    said = [item for item in account.annotation.statements if item.grade not in INNER]
    kinds = Counter(item.speaker.kind for item in said)
    relayed = [item for item in said if item.relation == "relayed"]
    unsourced = sum(event.reported_in is None for event in account.annotation.events)
    counts = {**{kind: kinds[kind] for kind in KINDS}, "relayed": len(relayed), "events without a source": unsourced}
    own = {account.document.id, material.originators.get(account.document.id)}
    passed_on = {name for item in relayed for name in item.relayed_by} | {
        material.originator(report.originator)
        for item in material.happenings
        for report in item.reports
        if report.document == account.document.id and report.originator not in own
    }
    return tuple((name, count) for name, count in counts.items() if count), tuple(sorted(passed_on))


def _accounts(material: Material) -> Iterator[AccountLine]:
    in_full = sum(len(account.document.text) for account in material.accounts) <= LARGEST_TEXT
    tellers = [{report.document for report in item.reports} for item in material.happenings]
    for account in material.accounts:
        document, annotation = account.document, account.annotation
        counts = {
            "events": len(annotation.events),
            "statements": len(annotation.statements),
            "commitments": len(annotation.commitments),
            "figures": len(annotation.figures),
        }
        yield AccountLine(
            account.number,
            document.id,
            document.source,
            words.label(annotation),
            document.title,
            document.publisher,
            document.url,
            f"published {words.day(document.published)}" if document.published else "date of publication unknown",
            _originator(material, document),
            tuple(sorted(material.of[copy.of].number for copy in material.copies if copy.document == document.id)),
            sum(token.upos != "PUNCT" for sentence in annotation.sentences for token in sentence.tokens),
            tuple(counts.items()),
            *_sources(account, material),
            sum(documents == {document.id} for documents in tellers),
            account.runs() if in_full else (),
        )
