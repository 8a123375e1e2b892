"""
From a ledger to a brief: what is told, by whom, in which order.

Takes the records of a ledger; gives a `Brief`. Nothing is computed anew that a stage
before it decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from facta import __version__
from facta.brief import bound, happened, words
from facta.brief.accounts import account_lines
from facta.brief.clauses import capital
from facta.brief.counted import figures
from facta.brief.dyads import panels
from facta.brief.leading import leading
from facta.brief.material import Material
from facta.brief.narrowing import Narrowing
from facta.brief.passages import Account
from facta.brief.positions import made_when, positions
from facta.brief.records import (
    Brief,
    ChangeLine,
    ClaimLine,
    CommitmentLine,
    DisputeLine,
)
from facta.brief.speakers import said, speakers
from facta.brief.voices import voices
from facta.brief.watching import watch
from facta.ledger import Ledger
from facta.link import sentences
from facta.ontology import Countries
from facta.records import Dispute, Happening

# What a page has room for; judged, not measured. What is left out is counted on it.
MOST_HAPPENINGS = 1500
MOST_SPEAKERS = 150
MOST_FIGURES = 300
UNDATED = (
    "{count} without a day of publication, so days like “yesterday” and what no account"
    " dates cannot be placed. Give days in a table beside the articles (accounts.csv,"
    " columns file and published), or with --published DATE, and read again."
)


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
    kept = sorted(material.happenings, key=_weight)[:MOST_HAPPENINGS]
    shown = happened.told(kept, material)
    counted = tuple(figures(material))
    groups = tuple(speakers(material))
    board = tuple(_commitments(material))
    facts = (
        ("accounts", len(material.accounts)),
        ("independent", material.independent),
        ("happenings", len(material.happenings)),
        ("statements", len(list(said(material.accounts)))),
        ("commitments", len(board)),
        ("figures", sum(len(account.shown.figures) for account in material.accounts)),
        ("disputes", len(material.disputes)),
        ("not read", len(material.skipped)),
    )
    return Brief(
        title=title or _title(material),
        facts=tuple((name, count) for name, count in facts if count),
        span=_span(material.accounts),
        matters=leading(shown, material),
        happenings=tuple(happened.lines(shown, material)),
        positions=positions(shown, material),
        speakers=groups[:MOST_SPEAKERS],
        commitments=board,
        watch=watch(material),
        disputes=tuple(_dispute(item, material) for item in material.disputes),
        figures=counted[:MOST_FIGURES],
        dyads=panels(material),
        accounts=tuple(account_lines(material)),
        skipped=material.skipped,
        left_out=tuple(_left_out(len(material.happenings), len(groups), len(counted))),
        version=__version__,
        narrowed=material.asked.words() or None,
        voices=tuple(voices(material)),
        undated=_undated(material.accounts),
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
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    names = [sentences.country(code, material.countries) for code, _ in most]
    return capital(sentences.joined(names)) or "Accounts"


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


def _undated(accounts: Sequence[Account]) -> str | None:
    """What to do where accounts have no day; None where all have one."""
    count = sum(account.document.published is None for account in accounts)
    if not count:
        return None
    return UNDATED.format(
        count=f"{words.counted(count, 'account')} {'is' if count == 1 else 'are'}"
    )


def _weight(item: Happening) -> tuple[int, int, str]:
    """What many tell independently comes first."""
    return (-len(item.originators), -len(item.reports), item.id)


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
            sentence=material.bound(pledge),
            when=words.aside(made_when(told[0][1])),
            state=bound.state(pledge),
            caveats=material.caveats(pledge),
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
        sentence=sentences.differs(
            item, lambda at: material.of[at].document, material.countries
        ),
        claims=claims,
        happening=item.happening,
        caveats=about.caveats if about else (),
    )
