"""
`facta evaluate`: how well a gold file is coded, what was confused, and which rules made
the worst errors; how well a file of coded passages is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facta.cli import lines, options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.progress import shown
from facta.cli.text import screen
from facta.errors import SettingsError
from facta.records import Document, PublishedBasis, Sentence, Skipped, Span, content_id

if TYPE_CHECKING:
    from facta.cli.scores import Outcome
    from facta.evaluate import GoldAccount, GoldPair, Scheme

FORMS = (
    "marked pairs need actor, recipient and event_type; raw text needs events; coded "
    "passages need entities, events and words"
)
Pairs = Sequence[tuple[int, "GoldPair"]]
Accounts = Sequence[tuple[int, "GoldAccount"]]


@click.command("evaluate")
@click.argument("file", metavar="GOLD.jsonl")
@click.option(
    "--scheme",
    type=click.Choice(["15", "16"]),
    help=(
        "How many types the marked pairs have; in 15, YIELD is CONCEDE and RETREAT. "
        "By default, what the gold says."
    ),
)
@options.actor_files
@options.lexicon_files
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="How many errors to show.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object instead of tables."
)
def command(
    file: str,
    scheme: str | None,
    actor_files: tuple[Path, ...],
    lexicon_files: tuple[Path, ...],
    errors: int,
    as_json: bool,
) -> int:
    """
    Score the coding of marked pairs or of raw text against gold, or the reading of
    coded passages (corpus/dev.jsonl).

    With --lexicon or --actors also tells what your own entries mend, and what they
    break; coded passages are read with them.
    """
    from facta.cli import coded, corpus, scores

    if corpus.holds_passages(file):
        result = corpus.read(file, actor_files, lexicon_files)
        if as_json:
            click.echo(coded.as_json(result, errors))
        else:
            for text in coded.told(result, errors, width=screen()):
                click.echo(text)
        return WITH_SKIPPED if result.skipped else DONE
    skipped: list[Skipped] = []
    pairs, accounts = gold(file, skipped)
    if pairs:
        outcome = of_pairs(file, pairs, scheme, lexicon_files, skipped)
    else:
        outcome = of_accounts(file, accounts, actor_files, lexicon_files, skipped)
    if as_json:
        click.echo(scores.as_json(outcome, errors))
    else:
        for text in scores.tables(outcome, errors, width=screen()):
            click.echo(text)
    return WITH_SKIPPED if skipped else DONE


def gold(file: str, skipped: list[Skipped]) -> tuple[Pairs, Accounts]:
    """
    The lines of a gold file with their numbers: marked pairs or accounts, whichever its
    first good line is.

    Raises:
        SettingsError: no line is either.
    """
    from facta.evaluate import GoldAccount, GoldPair

    pairs: list[tuple[int, GoldPair]] = []
    accounts: list[tuple[int, GoldAccount]] = []
    for number, given in lines.objects(file):
        try:
            # the first good line decides what the file holds
            if accounts or (not pairs and "events" in _keys(given)):
                accounts.append((number, lines.read(given, GoldAccount)))
            else:
                pairs.append((number, lines.read(given, GoldPair)))
        except lines.BadLineError as reason:
            lines.skip(file, number, reason, skipped)
    if not pairs and not accounts:
        raise SettingsError(f"{file}: no gold in it; {FORMS}")
    return pairs, accounts


def _keys(given: dict[str, Any] | lines.BadLineError) -> Iterable[str]:
    if isinstance(given, lines.BadLineError):
        return ()
    return given


def of_pairs(
    file: str,
    numbered: Pairs,
    scheme: str | None,
    lexicon_files: Sequence[Path],
    skipped: list[Skipped],
) -> Outcome:
    """The scores of marked pairs."""
    from facta.cli.scores import Outcome
    from facta.evaluate import labels, scored
    from facta.extract.pairs import Relation, relation
    from facta.language import Language
    from facta.lexicon import Lexicon

    lexicon = Lexicon.load()
    types = _scheme(scheme, numbered)
    allowed = set(labels(lexicon.events.ontology, types)) | set(
        lexicon.events.ontology.types
    )
    pairs = [
        pair
        for number, pair in numbered
        if _known(file, number, [pair.event_type], allowed, skipped)
    ]
    parsed = list(
        shown(
            Language.load().many(pair.text for pair in pairs),
            "reading",
            total=len(pairs),
        )
    )

    def coded(entries: Lexicon) -> list[Relation]:
        return [
            relation(
                sentences,
                Span.of(pair.text, *pair.actor),
                Span.of(pair.text, *pair.recipient),
                entries,
            )
            for pair, sentences in zip(pairs, parsed, strict=True)
        ]

    report = scored(pairs, coded(lexicon), lexicon.events.ontology, scheme=types)
    if not lexicon_files:
        return Outcome(report, scheme=types)
    own = scored(
        pairs, coded(Lexicon.load(lexicon_files)), lexicon.events.ontology, scheme=types
    )
    return Outcome(own, report, types)


def _scheme(asked: str | None, numbered: Pairs) -> Scheme:
    """The scheme asked for, or the one that the gold's types belong to."""
    from facta.evaluate.pairs import YIELD

    if asked == "15":
        return 15
    if asked is None and any(pair.event_type == YIELD for _, pair in numbered):
        return 15
    return 16


def of_accounts(
    file: str,
    numbered: Accounts,
    actor_files: Sequence[Path],
    lexicon_files: Sequence[Path],
    skipped: list[Skipped],
) -> Outcome:
    """The scores of events found in raw text."""
    from facta.cli.scores import Outcome
    from facta.evaluate import Report, compared
    from facta.extract.stage import Resources, annotate
    from facta.language import Language

    resources = Resources.load()
    ontology = resources.lexicon.events.ontology
    accounts = [
        account
        for number, account in numbered
        if _known(
            file,
            number,
            [event.event_type for event in account.events],
            ontology.types,
            skipped,
        )
    ]
    documents = [document(account) for account in accounts]
    read = shown(
        Language.load().many(each.text for each in documents),
        "reading",
        total=len(documents),
    )
    parsed: list[tuple[Sentence, ...]] = list(read)

    def found(tables: Resources) -> Report:
        annotations = [
            annotate(each, sentences, tables)
            for each, sentences in zip(documents, parsed, strict=True)
        ]
        return compared(accounts, annotations, ontology)

    if not actor_files and not lexicon_files:
        return Outcome(found(resources))
    own = Resources.load(actor_files=actor_files, lexicon_files=lexicon_files)
    return Outcome(found(own), found(resources))


def document(account: GoldAccount) -> Document:
    """A gold line as a document to annotate."""
    day = account.published
    basis: PublishedBasis = "given" if day else "unresolved"
    name = str(account.id)
    return Document(
        id=content_id(name, account.text),
        source=name,
        text=account.text,
        published=day,
        published_basis=basis,
    )


def _known(
    file: str,
    number: int,
    types: Iterable[str],
    allowed: Iterable[str],
    skipped: list[Skipped],
) -> bool:
    """Whether all types are allowed; where one is not, the line is told of."""
    names = sorted(allowed)
    unknown = [name for name in types if name not in names]
    if unknown:
        reason = lines.BadLineError(
            f"unknown event_type {unknown[0]!r}; allowed are {', '.join(names)}"
        )
        lines.skip(file, number, reason, skipped)
    return not unknown
