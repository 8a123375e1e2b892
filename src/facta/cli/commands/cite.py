"""`facta cite ID`: citations of the passages behind a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli import options
from facta.cli.main import DONE
from facta.errors import SettingsError

if TYPE_CHECKING:
    from facta.exchange.cite import Cited, Style
    from facta.ledger import Ledger

STYLES = ("link", "bibtex", "text")


@click.command("cite")
@click.argument("record", metavar="ID")
@options.ledger
@click.option("--style", type=click.Choice(STYLES), default="text", show_default=True)
@click.option(
    "--brief",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    default="brief.html",
    show_default=True,
    help="The whole brief of the ledger, which a link opens.",
)
def command(record: str, ledger: Path, style: Style, page: Path) -> int:
    """
    Cite the passages behind a record, one after another: as links that open them, as
    BibTeX, or as sentences; the beginning of its id is enough.
    """
    from facta.exchange.cite import cite

    with options.opened(ledger) as opened:
        cited = list(_cited(record, opened, page))
    if not cited:
        raise SettingsError(
            f"{record}: an account, and no passage of one; cite a record"
        )
    for item in cited:
        click.echo(cite(item, style))
    return DONE


def _cited(record: str, ledger: Ledger, page: Path) -> Iterator[Cited]:
    from facta.brief.passages import Account
    from facta.cli.reasons import reasons
    from facta.exchange.cite import Cited
    from facta.records import Span

    found = ledger.get(record)
    # as the brief of the whole ledger numbers them; a test keeps them in step
    numbers = {document.id: at for at, document in enumerate(ledger.documents())}
    for passage in reasons(found, ledger).passages:
        annotation = ledger.annotation(passage.document)
        account = Account(numbers[passage.document], annotation)
        yield Cited(
            record=found.id,
            document=annotation.document,
            span=Span(passage.start, passage.end, passage.text),
            anchor=account.anchor(passage.start),
            page=page.as_posix(),
        )
