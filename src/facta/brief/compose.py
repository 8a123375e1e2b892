"""
From a ledger to a brief: what is told, by whom, in which order.

Takes the records of a ledger; gives a `Brief`. Nothing is computed anew that a stage
before it decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from facta import __version__
from facta.brief import words
from facta.brief.accounts import account_lines
from facta.brief.dyads import panels
from facta.brief.material import Material
from facta.brief.narrowing import Narrowing
from facta.brief.passages import Account
from facta.brief.records import (
    Brief,
    ChangeLine,
    ClaimLine,
    CommitmentLine,
    DisputeLine,
    FigureLine,
    HappeningLine,
    Passage,
    ReportLine,
    SpeakerGroup,
    StatementLine,
)
from facta.brief.watching import watch
from facta.ledger import Ledger
from facta.lexicon.speech import INNER
from facta.link import grades, sentences
from facta.ontology import Countries
from facta.records import Dispute, Event, Happening, Statement

# What a page has room for; judged, not measured. What is left out is counted on it.
MOST_HAPPENINGS = 1500
MOST_REPORTS = 30
MOST_SPEAKERS = 150
MOST_STATEMENTS = 100
MOST_FIGURES = 300
# by whether the words are quoted
# what is shown as what it is, since nobody vouches for it
MARKED = frozenset({"question", "directive"})
MANNERS = {True: "quoted", False: "in the account's words"}


def compose(
    ledger: Ledger,
    countries: Countries,
    *,
    title: str | None = None,
    asked: Narrowing | None = None,
) -> Brief:
    """
    The brief of a ledger, or of a part of it.

    Args:
        ledger: what is told.
        countries: names for the codes that stand in records.
        title: what stands on top; by default the countries that act most.
        asked: what it is narrowed to; only accounts that give something to it are told
            of.
    """
    ledger.whole()
    ledger.demand_linked()
    material = Material(ledger, countries, asked or Narrowing())
    dyads = panels(material.towards(), material.countries, since=material.since)
    shown = sorted(material.happenings, key=_weight)[:MOST_HAPPENINGS]
    happenings = tuple(_happening(item, material) for item in sorted(shown, key=_order))
    figures = tuple(_figures(material))
    speakers = tuple(_speakers(material))
    board = tuple(_commitments(material))
    facts = (
        ("accounts", len(material.accounts)),
        ("originators", material.independent),
        ("happenings", len(material.happenings)),
        ("statements", sum(group.said for group in speakers)),
        ("commitments", len(board)),
        ("figures", len(figures)),
        ("disputes", len(material.disputes)),
        ("not read", len(material.skipped)),
    )
    return Brief(
        title=title or _title(material),
        facts=tuple((name, count) for name, count in facts if count),
        span=_span(material.accounts),
        happenings=happenings,
        speakers=speakers[:MOST_SPEAKERS],
        commitments=board,
        watch=watch(material),
        disputes=tuple(_dispute(item, material) for item in material.disputes),
        figures=figures[:MOST_FIGURES],
        dyads=dyads,
        accounts=tuple(account_lines(material)),
        skipped=material.skipped,
        left_out=tuple(
            _left_out(len(material.happenings), len(speakers), len(figures))
        ),
        version=__version__,
        narrowed=material.asked.words() or None,
    )


def _left_out(happenings: int, speakers: int, figures: int) -> Iterator[str]:
    """How many of each the brief has no room for."""
    counted = (
        ("happenings, told by the fewest originators", happenings, MOST_HAPPENINGS),
        ("speakers, who say least", speakers, MOST_SPEAKERS),
        ("figures", figures, MOST_FIGURES),
    )
    for name, total, room in counted:
        if total > room:
            yield f"{total - room:,} more {words.agreed(name, total - room)}"


def _title(material: Material) -> str:
    """The countries most often in a happening, as the subject of the brief."""
    counts = Counter(
        code
        for item in material.happenings
        for code in {*item.actor, *item.recipient}
        if code in material.countries
    )
    names = material.ends(
        code
        for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    )
    if len(names) < 2:
        return "".join(names) or "Accounts"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _span(accounts: Sequence[Account]) -> str:
    """What the corpus is, in one sentence."""
    days = sorted(
        account.document.published for account in accounts if account.document.published
    )
    count = f"{len(accounts)} {words.agreed('accounts', len(accounts))}"
    if not days:
        return f"{count}, none of a known date."
    undated = len(accounts) - len(days)
    without = f" ({undated} without a date)" * bool(undated)
    ends = dict.fromkeys((words.day(days[0]), words.day(days[-1])))
    return f"{count}, published {' to '.join(ends)}{without}."


def _weight(happening: Happening) -> tuple[int, int, str]:
    """What many tell independently comes first."""
    return (-len(happening.originators), -len(happening.reports), happening.id)


def _order(happening: Happening) -> tuple[str, int, str]:
    return (str(happening.date or "9999"), -len(happening.reports), happening.id)


def _happening(item: Happening, material: Material) -> HappeningLine:
    reports = []
    for report in item.reports[:MOST_REPORTS]:
        account = material.of[report.document]
        event, *again = (material.events[told] for told in report.events)
        reports.append(
            ReportLine(
                event=event.id,
                passage=account.passage(event.span, [event.trigger]),
                again=tuple(_again(event, again, account)),
                originator=material.originator(report.originator),
                rule=event.rule,
                confidence=event.confidence,
                parts=item.parts.get(event.id, ()),
                said_by=words.said_by(event, account.annotation.statements),
                sourced=grades.sourced(report),
            )
        )
    return HappeningLine(
        id=item.id,
        event_type=item.event_type,
        mode=item.mode,
        auxiliary=item.auxiliary,
        quad_code=item.quad_code,
        score=item.score,
        actor=material.ends(item.actor),
        recipient=material.ends(item.recipient),
        date=item.date,
        precision=item.date_precision,
        day=words.bare(words.when(item)),
        when=words.when(item),
        when_basis=words.BASES[item.date_basis],
        reports=tuple(reports),
        told=len(item.reports),
        originators=item.originators,
        disputed="disputed" in item.caveats,
        background="historical" in item.auxiliary
        or bool(material.since and item.date and item.date < material.since),
        caveats=item.caveats,
        grade=item.grade,
        graded=grades.WORDS[item.grade],
        corroboration=item.corroboration,
        backed=grades.backed(item.corroboration),
        decisive=item.id in material.decisive,
    )


def _again(first: Event, again: Sequence[Event], account: Account) -> Iterator[Passage]:
    """The further passages of an account that tell the same, each sentence once."""
    sentences = {first.sentence: first} | {
        told.sentence: told for told in reversed(again)
    }
    others = [
        told for number, told in sorted(sentences.items()) if number != first.sentence
    ]
    return (
        account.passage(told.span, [told.trigger]) for told in others[:MOST_REPORTS]
    )


def _speakers(material: Material) -> Iterator[SpeakerGroup]:
    """Speakers by how much they say; the named before the anonymous."""
    groups: dict[tuple[str, str], list[tuple[Account, Statement]]] = {}
    for account in material.accounts:
        for statement in account.shown.statements:
            # what somebody is told to feel, believe or wish was not said
            if statement.grade in INNER:
                continue
            key = (words.speaker(statement.speaker), statement.speaker.kind)
            groups.setdefault(key, []).append((account, statement))
    for (name, kind), said in sorted(
        groups.items(), key=lambda group: (-len(group[1]), group[0])
    ):
        country = said[0][1].speaker.country
        lines = tuple(
            _statement(account, statement)
            for account, statement in said[:MOST_STATEMENTS]
        )
        yield SpeakerGroup(
            speaker=name,
            kind=kind,
            country=material.countries.get(country or "", country),
            statements=lines,
            said=len(said),
        )


def _statement(account: Account, item: Statement) -> StatementLine:
    return StatementLine(
        id=item.id,
        passage=account.passage(item.content),
        content=item.content.text,
        cue=words.quoted(item.cue),
        direct=item.direct,
        manner=tuple(_manner(item)),
        when=words.when(item),
        stance=words.stance(item.stance, item.target),
    )


def _manner(item: Statement) -> Iterator[str]:
    """How a statement reached the account."""
    if item.attribution in MARKED:
        yield item.attribution
    yield MANNERS[item.direct]
    if item.channel:
        yield item.channel
    if item.relation == "relayed" and item.relayed_by:
        yield "relayed by " + ", ".join(item.relayed_by)
    elif item.relation == "relayed":
        yield "relayed"
    if item.denies is not None:
        yield "a denial"


def _commitments(material: Material) -> Iterator[CommitmentLine]:
    """
    Those that fall due first, then those without a day; each with every account's
    words.
    """
    for pledge in sorted(
        material.board,
        key=lambda item: (item.due is None, str(item.due), item.maker, item.id),
    ):
        told = [
            (material.of[report[0]], material.made[report]) for report in pledge.reports
        ]
        yield CommitmentLine(
            id=pledge.id,
            kind=pledge.kind,
            maker=told[0][1].maker.name,
            recipient=next(
                (item.recipient.name for _, item in told if item.recipient), None
            ),
            passages=tuple(account.passage(item.content) for account, item in told),
            condition=next(
                (item.condition.text for _, item in told if item.condition), None
            ),
            deadline=next(
                (item.deadline.text for _, item in told if item.deadline), None
            ),
            due=pledge.due,
            status=pledge.status,
            claimed=pledge.claimed,
            history=tuple(
                ChangeLine(
                    item.status,
                    material.of[item.document].passage(item.span),
                    item.own,
                )
                for item in pledge.history
            ),
        )


def _dispute(item: Dispute, material: Material) -> DisputeLine:
    claims = tuple(
        ClaimLine(
            sentences.value(claim.value, item.attribute, material.countries),
            tuple(
                material.of[at].passage(span)
                for at, span in zip(claim.documents, claim.spans, strict=True)
            ),
        )
        for claim in item.values
    )
    about = material.happening.get(item.happening or "")
    return DisputeLine(
        id=item.id,
        attribute=item.attribute,
        strength=item.strength,
        subject=words.disputed(item, about, material.countries),
        sentence=sentences.sentence(
            item,
            {
                at: sentences.account(material.of[at].document)
                for claim in item.values
                for at in claim.documents
            },
            material.countries,
        ),
        claims=claims,
        happening=item.happening,
        caveats=about.caveats if about else (),
    )


def _figures(material: Material) -> Iterator[FigureLine]:
    for account in material.accounts:
        for item in account.shown.figures:
            yield FigureLine(
                passage=account.passage(item.span),
                value=words.amount(item),
                of=item.of,
                said_by=item.attributed_to,
            )
