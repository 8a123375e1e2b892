"""
A brief as a row of blocks: headings, paragraphs, items and quotations, in the order of
the page.

What is written as Markdown or as a document of a word processor is made of these, so
that both hold the same. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from typing import Literal

from msgspec import Struct

from facta.brief.clauses import capital
from facta.brief.outlook import FORECASTS, RATES
from facta.brief.records import (
    Brief,
    CommitmentLine,
    HappeningLine,
    MatterLine,
    Passage,
    SpeakerGroup,
)
from facta.brief.words import AUXILIARY, counted, weight
from facta.link.grades import before, worded
from facta.link.sentences import joined
from facta.read.reasons import sampled

# Inputs of one reason that are named; the rest is counted.
NOT_READ = 20
LEGEND = (
    "Alleged: no account tells it as its own word. Disputed: accounts contradict one another "
    "over it, or somebody denies it. The grade is for the information, never for an outlet: 1 "
    "confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged."
)
METHOD = (
    "Made by Facta {version} from the accounts above, by rules and a small language model, "
    "without a person’s check: a line says what an account tells, not that it is so. Some "
    "lines are wrong; read the passage before you use one. Types and scores: PLOVER."
)
PLACES = {
    "key": "Key events",
    "passing": "Told in passing",
    "domestic": "Within one country",
    "possible": "Planned or possible",
    "background": "Background",
}
Kind = Literal["title", "heading", "text", "item", "inner", "quote"]
Style = Literal["", "strong", "mark"]
Run = tuple[str, Style]


class Block(Struct, frozen=True):
    """A stretch of a document; `level` is that of a heading, 1 the parts of a brief."""

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0


def outline(brief: Brief) -> Iterator[Block]:
    """All that a brief says, in blocks."""
    yield Block("title", ((brief.title, ""),))
    if brief.narrowed:
        yield _text(f"Narrowed to {brief.narrowed}.")
    yield _text(brief.span)
    if brief.undated:
        yield _text(brief.undated)
    labels = {account.number: account.label for account in brief.accounts}
    for name, blocks in (
        ("What matters", _matters(brief.matters, labels)),
        ("The relationship", _relations(brief)),
        ("Key events", _happenings(brief, labels)),
        ("Positions", _positions(brief, labels)),
        ("Who said what", _speakers(brief.speakers, labels)),
        ("Promises, threats, demands", _commitments(brief.commitments, labels)),
        ("In dispute", _disputes(brief, labels)),
        ("Figures", _figures(brief, labels)),
        ("What to watch", _watch(brief, labels)),
        ("Sources", _sources(brief)),
        ("Method and limits", _method(brief)),
        ("Not read", _skipped(brief)),
    ):
        inside = list(blocks)
        if inside:
            yield _head(name)
            yield from inside


Labels = dict[int, str]


def _head(name: str, level: int = 1) -> Block:
    return Block("heading", ((name, ""),), level)


def _text(text: str) -> Block:
    return Block("text", ((text, ""),))


def _item(*runs: Run | str, inner: bool = False) -> Block:
    told = tuple((run, "") if isinstance(run, str) else run for run in runs)
    return Block("inner" if inner else "item", _joined(told))


def _joined(runs: Iterable[tuple[str, str]]) -> tuple[Run, ...]:
    return tuple((text, style) for text, style in runs if text)  # type: ignore[misc]


def _pieces(pieces: Sequence[str]) -> Iterator[Run]:
    """Pieces alternate, the plain ones first."""
    styles: tuple[Style, Style] = ("", "mark")
    yield from zip(pieces, cycle(styles), strict=False)


def _quote(passage: Passage, labels: Labels) -> Block:
    source: Run = (f" ({labels[passage.account]})", "")
    return Block("quote", _joined([*_pieces(passage.pieces), source]))


def _matters(lines: Iterable[MatterLine], labels: Labels) -> Iterator[Block]:
    for line in lines:
        marks = f" [{', '.join(line.marks)}]" * bool(line.marks)
        stop = "." * (not line.pieces[-1].endswith("…"))
        yield _item(
            (f"{capital(line.when)}: ", "strong"),
            *_pieces(line.pieces),
            f"{stop}{marks} ({line.told})",
        )
        for passage in line.passages:
            yield _quote(passage, labels)


def _relations(brief: Brief) -> Iterator[Block]:
    for panel in brief.dyads:
        means = ", ".join(
            f"{name} {mean:+z.1f} ({counted(len(behind), 'happening')})"
            for name, mean, behind in (
                ("words", panel.words_mean, panel.spoken),
                ("deeds", panel.deeds_mean, panel.done),
            )
            if mean is not None
        )
        told = " ".join(panel.sentences)
        yield _item(
            (f"{panel.actor} → {panel.recipient}", "strong"), f": {means}. {told}"
        )
        for turn in panel.turns:
            yield _item(turn.sentence, inner=True)


def _happenings(brief: Brief, labels: Labels) -> Iterator[Block]:
    if not brief.happenings:
        yield _text("No happening was found.")
        return
    yield _text(LEGEND)
    for place, name in PLACES.items():
        lines = [line for line in brief.happenings if line.place == place]
        if lines and place != "key":
            yield _head(name, 2)
        for line in lines:
            if line.gap:
                yield _text(line.gap)
            yield _happening(line)
            for report in line.reports:
                for passage in (report.passage, *report.again):
                    yield _quote(passage, labels)


def _happening(line: HappeningLine) -> Block:
    who = joined(line.who) or "somebody"
    whom = f" → {joined(line.whom)}" * (line.actor != line.recipient)
    told_as = ", ".join((*line.caveats, *(AUXILIARY[name] for name in line.auxiliary)))
    kind = ", ".join(filter(None, (line.event_type.lower(), line.mode)))
    return _item(
        (f"{capital(line.when)}: ", "strong"),
        *_pieces(line.clause),
        f" — {who}{whom}: {kind}" + f" [{told_as}]" * bool(told_as),
        f", {weight(line.told, len(line.originators))} ({worded(line.grade)}: {line.backed})",
    )


def _positions(brief: Brief, labels: Labels) -> Iterator[Block]:
    for holder in brief.positions:
        yield _head(holder.party, 2)
        for line in holder.lines:
            label = labels[line.passage.account]
            yield _item(f"{before(line)}{line.sentence} ({line.when}; {label})")


def _speakers(groups: Iterable[SpeakerGroup], labels: Labels) -> Iterator[Block]:
    for group in groups:
        yield _head(f"{capital(group.words)} ({group.kind})", 2)
        for text in group.moved:
            yield _text(f"{capital(text)}.")
        for statement in group.statements:
            yield _quote(statement.passage, labels)
        more = group.said - len(group.statements)
        if more:
            yield _text(f"and {more:,} more in the ledger")


def _commitments(lines: Iterable[CommitmentLine], labels: Labels) -> Iterator[Block]:
    for line in lines:
        due = f", due {line.due}" * bool(line.due)
        yield _item(
            (before(line) + line.sentence, "strong"),
            f" ({line.kind}, {line.when}{due}, {line.state or 'open'})",
        )
        for passage in line.passages:
            yield _quote(passage, labels)
        for change in line.history:
            by = "by its maker's own account" if change.own else "by"
            yield _item(f"{change.status.replace('_', ' ')}, {by}:", inner=True)
            yield _quote(change.passage, labels)


def _disputes(brief: Brief, labels: Labels) -> Iterator[Block]:
    for dispute in brief.disputes:
        marks = ", ".join((dispute.attribute, dispute.strength, *dispute.caveats))
        yield _item((dispute.sentence, "strong"), f" ({marks})")
        for claim in dispute.claims:
            yield _item(claim.value, inner=True)
            for passage in claim.passages:
                yield _quote(passage, labels)


def _figures(brief: Brief, labels: Labels) -> Iterator[Block]:
    for figure in brief.figures:
        who = figure.said_by or "the account"
        yield _item((figure.value, "strong"), f" {figure.of or ''} ({who})")
        for passage in figure.passages:
            yield _quote(passage, labels)


def _watch(brief: Brief, labels: Labels) -> Iterator[Block]:
    if not brief.accounts:
        return
    yield _text(brief.watch.sentence)
    for watched in brief.watch.open:
        stands = f" ({watched.stands})" * bool(watched.stands)
        yield _item(f"{before(watched)}{watched.sentence}{stands}")
        yield _quote(watched.passage, labels)
    for text in brief.watch.more:
        yield _item(text)
    if brief.watch.rates:
        yield _head(RATES, 2)
    for rate in brief.watch.rates:
        yield _item(" ".join(rate.sentences))
    if brief.watch.forecasts:
        yield _head(FORECASTS, 2)
    for forecast in brief.watch.forecasts:
        yield _item(" ".join(forecast.sentences))


def _sources(brief: Brief) -> Iterator[Block]:
    if not brief.accounts:
        yield _text("No account could be read.")
    for account in brief.accounts:
        leans = f"; leans on {', '.join(account.leans_on)}" * bool(account.leans_on)
        copies = ", ".join(f"[{number + 1}]" for number in account.copies)
        shares = f"; shares text with {copies}" * bool(copies)
        yield _item(
            (f"[{account.number + 1}] {account.label}", "strong"),
            f", {account.published} ({account.source}){leans}{shares}",
        )
    for voice in brief.voices:
        accounts = ", ".join(f"[{number + 1}]" for number in voice.accounts)
        said = counted(voice.said, "statement")
        yield _item(f"{voice.name} ({voice.kind}): {said}, in {accounts}", inner=True)


def _method(brief: Brief) -> Iterator[Block]:
    yield _text(METHOD.format(version=brief.version))
    if brief.left_out:
        yield _text(f"Not here, but in the ledger: {'; '.join(brief.left_out)}.")


def _skipped(brief: Brief) -> Iterator[Block]:
    named, more = sampled(brief.skipped, each=NOT_READ)
    for skipped in named:
        yield _item(f"not read: {skipped.source}: {skipped.reason}")
    for reason, count in more:
        yield _item(f"{count:,} more not read: {reason}")
