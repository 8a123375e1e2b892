"""`facta serve`: the desk, a local app over one ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli import options
from facta.cli.main import DONE
from facta.errors import InstallationError, SettingsError
from facta.extras import advice

if TYPE_CHECKING:
    from facta.ledger import Found, Ledger

HOST, PORT = "127.0.0.1", 8765


@click.command("serve")
@click.argument(
    "at",
    metavar="[LEDGER]",
    required=False,
    type=click.Path(path_type=Path, dir_okay=False),
)
@options.ledger
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where it answers; 0 takes one that is free.",
)
@click.option(
    "--host",
    default=HOST,
    show_default=True,
    help="An address of this machine; others reach the desk on any but this one.",
)
@click.option(
    "--by",
    metavar="NAME",
    help="Who decides; by default the name that git knows.",
)
@click.option(
    "--watch",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="FOLDER",
    help="Read this folder whenever something in it changes.",
)
@click.option("--open", "show", is_flag=True, help="Open it in a browser.")
def command(
    at: Path | None,
    ledger: Path,
    port: int,
    host: str,
    by: str | None,
    watch: Path | None,
    show: bool,
) -> int:
    """
    Open LEDGER as a local app: search, read, decide, add articles; until Ctrl-C.

    It answers this machine alone and asks the network for nothing.
    """
    try:
        from facta.web import serving
        from facta.web.desk import Desk, readable
        from facta.web.incoming import Incoming
    except ImportError as problem:
        name = problem.name or "starlette"
        raise InstallationError(
            name.partition(".")[0],
            f"the desk needs it ({problem})",
            advice=advice("desk"),
        ) from problem
    from facta.library.person import person

    path = at or ledger
    readable(path)
    if watch is not None and not watch.is_dir():
        raise SettingsError(f"{watch}: no folder to watch; name one that is there")
    desk = Desk(
        path,
        by=by or person(),
        explain=explained,
        incoming=Incoming(path, watch=watch),
    )
    listening = serving.bound(host, port)
    address = serving.address(host, listening)

    def told() -> None:
        click.echo(address)
        if not serving.is_loopback(host):
            options.note("whoever reaches it reads this ledger and decides in it")
        options.note("Ctrl-C ends it")
        if show:
            click.launch(address)

    serving.serve(desk, host, listening, told)
    return DONE


def explained(found: Found, ledger: Ledger) -> Iterator[str]:
    """What `facta why` prints of a record."""
    from facta.cli.commands.why import explained as lines
    from facta.cli.commands.why import judged

    yield from lines(found, ledger)
    yield from (f"  {text}" for text in judged(found, ledger))
