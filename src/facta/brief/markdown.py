"""
A brief as Markdown, for mail and wikis.

Text from accounts is escaped, so that it reads as in the account whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

from facta.brief.records import Brief, HappeningLine, Passage
from facta.brief.words import weight
from facta.link.grades import before, worded
from facta.read.reasons import sampled

# Inputs of one reason that are named; the rest is counted.
NOT_READ = 20
LEGEND = (
    "Alleged: no account tells it as its own word. Disputed: accounts contradict one another "
    "over it, or somebody denies it. The grade is for the information, never for an outlet: 1 "
    "confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged."
)
# all that Markdown may read as a mark
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~&])")


def markdown(brief: Brief) -> str:
    """The brief's parts in the order of the page, a passage below each line."""
    # by it reading knows a brief from an account
    mark = f"<!-- generator: facta {brief.version} -->"
    lines = [mark, f"# {plain(brief.title)}", ""]
    if brief.narrowed:
        lines += [f"Narrowed to {plain(brief.narrowed)}.", ""]
    lines += [plain(brief.span), "", *_parts(brief), ""]
    return "\n".join(lines)


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
        # pieces alternate, the plain ones first
        stars = cycle(("", "**"))
        marked = (
            f"{star}{plain(piece)}{star}"
            for piece, star in zip(passage.pieces, stars, strict=False)
        )
        yield (
            f"  > {' '.join(piece for piece in marked if piece.strip('*'))} "
            f"({plain(labels[passage.account])})"
        )

    if brief.disputes:
        yield from ("## In dispute", "")
        for dispute in brief.disputes:
            about = f"**{before(dispute)}{plain(dispute.sentence)}**"
            yield f"- {about} ({dispute.attribute}, {dispute.strength})"
            for claim in dispute.claims:
                yield f"  - {plain(claim.value)}"
                for passage in claim.passages:
                    yield from ("  " + line for line in quoted(passage))
        yield ""
    yield from ("## What happened", "", plain(LEGEND), "")
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
        due = f", due {item.due}" * bool(item.due)
        status = "kept, it says" if item.claimed else item.status
        yield f"- **{plain(item.maker)}**, {item.kind}, {status}{due}"
        for passage in item.passages:
            yield from quoted(passage)
    if brief.accounts:
        yield from ("", "## What to watch", "", plain(brief.watch.sentence), "")
        for watched in brief.watch.open:
            stands = f" ({watched.stands})" * bool(watched.stands)
            yield f"- {plain(watched.bound)}{stands}"
            yield from quoted(watched.passage)
        for text in brief.watch.more:
            yield f"- {plain(text)}"
        for rate in brief.watch.rates:
            yield f"- {plain(' '.join(rate.sentences))}"
        for forecast in brief.watch.forecasts:
            yield f"- {plain(' '.join(forecast.sentences))}"
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
    told_as = ", ".join((*line.caveats, *line.auxiliary))
    marks = f" [{told_as}]" * bool(told_as)
    return (
        f"- {line.when}: **{ends}** {line.event_type.lower()}{marks}, "
        f"{weight(line.told, len(line.originators))} ({worded(line.grade)}: {line.backed})"
    )
