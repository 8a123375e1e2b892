"""`facta actors`: the table of political actors, looked up and grown."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from msgspec import Struct

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.text import Column, show, show_json
from facta.errors import SettingsError
from facta.records import Date, Skipped

if TYPE_CHECKING:
    from facta.extract.actors import Suggestion
    from facta.ontology import Countries, Entry, Gazetteer, Office, Standing

SUGGESTED = (
    Column("times", 5),
    Column("accounts", 8),
    Column("name", 30),
    Column("country", 7),
    Column("sector", 6),
    Column("office", 20),
    Column("context"),
)
KNOWN = (
    Column("name", 30),
    Column("country", 7),
    Column("sector", 6),
    Column("office", 32),
    Column("from", 10),
    Column("until", 10),
    Column("also"),
)
NOBODY = "no name is missing from the table"
UNKNOWN = "the tables know nobody of this name; add your own with --actors FILE"


class Known(Struct, frozen=True, kw_only=True):
    """Who somebody is by the table, in one office of theirs or outside any."""

    name: str
    country: str | None
    sector: str | None
    office: str | None
    start: Date | None
    end: Date | None
    aliases: tuple[str, ...]


@click.group("actors")
def command() -> None:
    """Look people and bodies up in the table of political actors, and let it grow."""


@command.command("suggest")
@options.paths
@options.fetch
@options.published
@options.max_bytes
@options.jobs
@options.actor_files
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many names to list.",
)
@options.as_json
def suggest(
    paths: tuple[str, ...],
    urls: tuple[str, ...],
    published: datetime.date | None,
    max_bytes: int,
    jobs: int | None,
    actor_files: tuple[Path, ...],
    limit: int,
    as_json: bool,
) -> int:
    """
    List names in the accounts that no table knows, the most frequent first, with what
    the accounts say of them.
    """
    from facta.extract.actors import suggestions
    from facta.ontology import Gazetteer

    skipped: list[Skipped] = []
    known = Gazetteer.load(actor_files)
    documents = options.readable(
        options.inputs(paths, urls, day=published, max_bytes=max_bytes), skipped
    )
    with options.annotator(jobs, actor_files=actor_files) as annotator:
        annotations = options.readable(annotator.annotations(documents), skipped)
        found = suggestions(annotations, names(known))[:limit]
    options.rest(skipped)
    if as_json:
        show_json(map(msgspec.json.encode, found), empty=NOBODY)
    else:
        show(SUGGESTED, map(suggested, found), empty=NOBODY)
    return WITH_SKIPPED if skipped else DONE


def names(gazetteer: Gazetteer) -> Iterator[str]:
    """The names that Facta writes for actors and countries."""
    yield from gazetteer.entries
    yield from (country.names[0] for country in gazetteer.countries.table.values())


def suggested(item: Suggestion) -> tuple[str, ...]:
    """The row of one suggestion, with its first context."""
    told = (item.country or "", item.sector or "", item.office or "")
    return (
        f"{item.count:>5}",
        f"{item.documents:>8}",
        item.name,
        *told,
        item.contexts[0],
    )


@command.command("find")
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--on",
    "day",
    type=options.Day(),
    help="Only what they were on this day, as 2025-05-25.",
)
@options.actor_files
@options.as_json
def find(
    name: tuple[str, ...],
    day: datetime.date | None,
    actor_files: tuple[Path, ...],
    as_json: bool,
) -> int:
    """
    Say who somebody is by the tables: country, sector, and offices with their dates.
    """
    from facta.ontology import Gazetteer

    gazetteer = Gazetteer.load(actor_files)
    asked = _words(" ".join(name))
    found = list(countries(asked, gazetteer.countries))
    for entry in entries(asked, gazetteer, whole=bool(found)):
        found += standings(entry, gazetteer, day)
    if as_json:
        show_json(map(msgspec.json.encode, found), empty=UNKNOWN)
    else:
        show(KNOWN, map(row, found), empty=UNKNOWN)
    return DONE


def countries(asked: tuple[str, ...], table: Countries) -> Iterator[Known]:
    """The countries that go by this name, adjective, capital or seat of power."""
    if asked:
        for code, country in table.table.items():
            forms = (
                *country.names,
                *country.adjectives,
                *country.people,
                *country.capitals,
                *country.places,
            )
            if any(asked == _words(form) for form in forms):
                yield Known(
                    name=country.names[0],
                    country=code,
                    sector=None,
                    office=None,
                    start=None,
                    end=None,
                    aliases=tuple(dict.fromkeys(forms))[1:],
                )


def entries(
    asked: tuple[str, ...], gazetteer: Gazetteer, *, whole: bool
) -> list[Entry]:
    """
    The entries of this name or alias, whatever the case; else, unless `whole`, those
    whose name holds all words.
    """
    if not asked:
        return []
    forms = [
        (entry, [_words(form) for form in (entry.name, *entry.aliases)])
        for entry in gazetteer.entries.values()
    ]
    same = [entry for entry, written in forms if asked in written]
    if same or whole:
        return same
    return [
        entry
        for entry, written in forms
        if any(set(asked) <= set(form) for form in written)
    ]


def _words(name: str) -> tuple[str, ...]:
    from facta.ontology.forms import words

    return tuple(word.casefold() for word in words(name))


def standings(
    entry: Entry, gazetteer: Gazetteer, day: datetime.date | None
) -> Iterator[Known]:
    """Where somebody stood: on a day, or in each office of theirs."""
    if day is not None or not entry.offices:
        # what they were on the day, or outside any office
        held = [office for office in entry.offices if day and office.covers(day)]
        yield _known(entry, gazetteer.standing(entry, day), held)
        return
    for office in entry.offices:
        alone = msgspec.structs.replace(entry, offices=(office,))
        yield _known(
            alone,
            gazetteer.standing(alone, office.start or office.end or datetime.date.max),
            [office],
        )


def _known(entry: Entry, now: Standing, held: Sequence[Office]) -> Known:
    """A standing with the dates of the office it comes from, the one taken up last."""
    office = max(held, key=lambda each: each.start or datetime.date.min, default=None)
    name, start, end = (
        (office.name, office.start, office.end) if office else (None, None, None)
    )
    return Known(
        name=entry.name,
        country=now.country,
        sector=now.sector,
        office=now.office or name,
        start=start,
        end=end,
        aliases=entry.aliases,
    )


def row(item: Known) -> tuple[str, ...]:
    """The row of one standing."""
    codes = (item.country or "", item.sector or "", item.office or "")
    return (
        item.name,
        *codes,
        str(item.start or ""),
        str(item.end or ""),
        ", ".join(item.aliases),
    )


@command.command("import-petrarch")
@click.argument(
    "actors", metavar="ACTORS.txt", type=click.Path(path_type=Path, dir_okay=False)
)
@click.option(
    "--agents",
    type=click.Path(path_type=Path, dir_okay=False),
    help="PETRARCH's file of agents.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write, for --actors.",
)
def import_petrarch(actors: Path, agents: Path | None, output: Path) -> int:
    """Turn PETRARCH's dictionaries of actors and agents into a file for --actors."""
    from facta.cli.output import write
    from facta.ontology import Countries
    from facta.ontology.petrarch import convert

    known = frozenset(Countries.load().table)
    made = convert(
        _dictionary(actors), _dictionary(agents) if agents else "", known=known
    )
    count = len(
        [
            name
            for name, entry in tomllib.loads(made).items()
            if isinstance(entry, dict) and name != "agents"
        ]
    )
    if not count:
        raise SettingsError(
            f"{actors}: no actor in it; give a PETRARCH dictionary of actors"
        )
    write(output, made)
    click.echo(f"{count} actors", err=True)
    click.echo(output)
    return DONE


def _dictionary(path: Path) -> str:
    """The text of a dictionary, in whatever encoding it is."""
    from facta.read.decode import decoded

    return decoded(path.read_bytes(), str(path))
