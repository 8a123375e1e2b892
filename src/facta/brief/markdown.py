"""
A brief as Markdown, for mail and wikis.

Text from accounts is escaped, so that it reads as in the account whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facta.brief.records import Brief, HappeningLine, Passage
from facta.brief.words import weight
from facta.read.reasons import sampled

NOT_READ = 20  # inputs of one reason that are named; the rest is counted
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~&])")


def markdown(brief: Brief) -> str:
    """The brief's parts in the order of the page, a passage below each line."""
    # by it reading knows a brief from an account
    mark = f"<!-- generator: facta {brief.version} -->"
    narrowed = [f"Narrowed to {plain(brief.narrowed)}.", ""] if brief.narrowed else []
    return "\n".join(
        [
            mark,
            f"# {plain(brief.title)}",
            "",
            *narrowed,
            plain(brief.span),
            "",
            *_parts(brief),
            "",
        ]
    )


def plain(text: str) -> str:
    r"""
    Text on one line with Markdown's marks escaped.

    >>> plain("a *b*\n<script>")
    'a \\*b\\* \\<script\\>'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _parts(brief: Brief) -> Iterator[str]:
    labels = {account.number: account.label for account in brief.accounts}

    def quoted(passage: Passage) -> Iterator[str]:
        marked = (
            f"**{plain(piece)}**" if at % 2 else plain(piece)
            for at, piece in enumerate(passage.pieces)
        )
        yield (
            f"  > {' '.join(piece for piece in marked if piece.strip('*'))} "
            f"({plain(labels[passage.account])})"
        )

    if brief.disputes:
        yield from ("## In dispute", "")
        for dispute in brief.disputes:
            yield f"- **{plain(dispute.subject)}** ({dispute.attribute}, {dispute.strength})"
            for claim in dispute.claims:
                yield f"  - {plain(claim.value)}"
                for passage in claim.passages:
                    yield from ("  " + line for line in quoted(passage))
        yield ""
    yield from ("## What happened", "")
    for line in brief.happenings:
        yield _happening(line)
        for report in line.reports:
            for passage in (report.passage, *report.again):
                yield from quoted(passage)
    if brief.speakers:
        yield from ("", "## Who said what", "")
    for group in brief.speakers:
        yield f"- **{plain(group.speaker)}** ({group.kind})"
        for statement in group.statements:
            yield from ("  " + line for line in quoted(statement.passage))
    if brief.commitments:
        yield from ("", "## Promised, threatened, demanded", "")
    for item in brief.commitments:
        yield (
            f"- **{plain(item.maker)}**, {item.kind}, "
            f"{item.status}{f', due {item.due}' if item.due else ''}"
        )
        for passage in item.passages:
            yield from quoted(passage)
    if brief.figures:
        yield from ("", "## Figures", "")
    for figure in brief.figures:
        yield (
            f"- **{plain(figure.value)}** {plain(figure.of or '')} "
            f"({plain(figure.said_by or 'the account')})"
        )
        yield from quoted(figure.passage)
    yield from ("", "## The accounts", "")
    for account in brief.accounts:
        yield f"- {plain(account.label)}, {account.published} ({plain(account.source)})"
    named, more = sampled(brief.skipped, each=NOT_READ)
    for skipped in named:
        yield f"- not read: {plain(skipped.source)}: {plain(skipped.reason)}"
    for reason, count in more:
        yield f"- {count:,} more not read: {plain(reason)}"


def _happening(line: HappeningLine) -> str:
    ends = f"{plain(' & '.join(line.actor) or '?')} → {plain(' & '.join(line.recipient) or '?')}"
    marks = f" [{', '.join(line.auxiliary)}]" if line.auxiliary else ""
    return (
        f"- {line.when}: **{ends}** {line.event_type.lower()}{marks}, "
        f"{weight(line.told, len(line.originators))}"
    )
