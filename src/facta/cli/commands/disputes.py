"""
`facta disputes`: where accounts cannot all be right, the direct contradictions first,
each in a sentence that says what differs.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import ID, Column, show, show_json
from facta.records import Attribute, Dispute

if TYPE_CHECKING:
    from facta.ledger import Ledger

COLUMNS = (
    Column("id", ID),
    Column("strength", 8),
    Column("about", 11),
    Column("told", 4),
    Column("what differs"),
)


class DisputeLine(Dispute, frozen=True, kw_only=True):
    """
    A dispute with the sentence that says what differs; `sources[i]` are where the
    accounts of `values[i]` came from.
    """

    sentence: str
    sources: tuple[tuple[str, ...], ...]


@click.command("disputes")
@options.ledger
@click.option(
    "--attribute",
    type=click.Choice(get_args(Attribute)),
    help="What of a happening, or of a matter, is disputed.",
)
@options.party("--actor", doing="acted, or says one side of it")
@options.party("--recipient", doing="was acted upon, or spoken to")
@options.since
@options.until
@options.as_json
def command(
    ledger: Path,
    attribute: Attribute | None,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    as_json: bool,
) -> int:
    """
    List where the accounts of a ledger contradict each other; give an id to `facta
    why` for the passages side by side.

    "direct" cannot all be right, "tension" hardly goes together.
    """
    from facta.cli import asking

    with options.opened(ledger) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened,
            attribute=attribute,
            actor=actor,
            recipient=recipient,
            since=since,
            until=until,
        )
        fitting = asking.answer(opened.disputes, "dispute", asked, opened)
        if fitting is None:
            return DONE
        found = told(opened, fitting)
        if as_json:
            show_json(map(msgspec.json.encode, found), empty="")
        else:
            show(COLUMNS, map(row, found), empty="")
    return DONE


def told(ledger: Ledger, disputes: Iterable[Dispute]) -> Iterator[DisputeLine]:
    """Each dispute in a sentence, with where its accounts came from."""
    from facta.link import sentences

    countries = sentences.country_names()
    document = functools.cache(ledger.document)
    for item in disputes:
        yield DisputeLine(
            **msgspec.structs.asdict(item),
            sentence=sentences.differs(item, document, countries),
            sources=tuple(
                tuple(document(name).source for name in side.documents)
                for side in item.values
            ),
        )


def row(item: DisputeLine) -> tuple[str, ...]:
    """The row of one dispute."""
    accounts = {source for side in item.sources for source in side}
    return (
        item.id[:ID],
        item.strength,
        item.attribute,
        str(len(accounts)),
        item.sentence,
    )
