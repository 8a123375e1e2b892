"""
How credible what is told of a happening is, and what has to be said wherever it is
shown. Pure.

A grade from 1 to 6 in the manner of the Admiralty System, for the information alone and
never for an outlet. It follows from who stands behind the happening and from what
disputes it, by rules that a person can check by hand (docs/grades.md):

    6  it is only announced or possible, or one source stands behind it that nobody names
    1  two or more sound originators, one of which at least tells it itself
    2  two or more originators, one of them sound
    3  anything else

Where it is directly disputed that it happened, the grade falls: to 4 where accounts say
as their own word that it did not, and to 5 where these are as many as the originators;
else, as where a party denies it, by a step and to 4 at most.

An originator is sound unless it is anonymous or a party that tells of itself.

Source: NATO AJP-2.1, credibility of information (1 confirmed, 2 probably true, 3
possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, Protocol, get_args

from msgspec.structs import replace

from facta.records import (
    NOT_YET,
    Caveat,
    Claim,
    Corroboration,
    Credibility,
    Dispute,
    Event,
    Happening,
    Report,
    Side,
    Span,
)

WORDS: dict[Credibility, str] = dict(
    zip(
        get_args(Credibility),
        (
            "confirmed",
            "probably true",
            "possibly true",
            "doubtful",
            "improbable",
            "cannot be judged",
        ),
        strict=True,
    )
)
CONFIRMED, PROBABLE, POSSIBLE, DOUBTFUL, IMPROBABLE, UNJUDGED = WORDS
STEP: dict[Credibility, Credibility] = {
    CONFIRMED: PROBABLE,
    PROBABLE: POSSIBLE,
    POSSIBLE: DOUBTFUL,
}
# how the sides of a dispute over somebody's words begin
CLAIMED, DENIED = ("claimed by", "ascribed to"), ("denied by",)
PARTIES: dict[Side | None, str] = {
    "actor": "a party on itself",
    "recipient": "the other party",
}
SEVERAL = 2  # originators by which one is confirmed by another
NAMELESS = frozenset({"anonymous", "unknown"})
# the attribute of disputes that ask whether it happened; others ask when or how many
DOUBTING = "occurrence"


def graded(
    happenings: Iterable[Happening],
    disputes: Sequence[Dispute],
    events: Iterable[Event],
) -> Iterator[Happening]:
    """Happenings with corroboration, grade and caveats, by what disputes each."""
    found = list(happenings)
    against = about(found, disputes, events)
    for happening in found:
        disputed = against.get(happening.id, ())
        counted = replace(happening, corroboration=corroboration(happening.reports))
        yield replace(
            counted,
            grade=grade(counted, disputed),
            caveats=caveats(counted, disputed),
        )


def about(
    happenings: Iterable[Happening],
    disputes: Sequence[Dispute],
    events: Iterable[Event],
) -> Mapping[str, Sequence[Dispute]]:
    """
    By happening, the disputes about it: those that name it, those with a side that one
    of its events tells, and those over whether words are true that one of them stands in.
    """
    homes = {
        name: happening.id
        for happening in happenings
        for report in happening.reports
        for name in report.events
    }
    by_document: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_document[event.document].append(event)
    found: dict[str, dict[str, Dispute]] = defaultdict(dict)
    for dispute in disputes:
        told = {event for claim in dispute.values for event in claim.events}
        told.update(_within(dispute, by_document))
        named = {dispute.happening, *(homes.get(name or "") for name in told)}
        for name in named - {None}:
            found[str(name)][dispute.id] = dispute
    return {name: tuple(several.values()) for name, several in found.items()}


def corroboration(reports: Sequence[Report]) -> Corroboration:
    """Who stands behind a happening: each originator by the best of its reports."""
    groups = _by_originator(reports)
    behind = list(map(_behind, groups))
    return Corroboration(
        primary=behind.count("primary"),
        relayed=len(behind) - behind.count("primary"),
        named=behind.count("named"),
        anonymous=behind.count("anonymous"),
        own=sum(map(_own, groups)),
    )


def grade(happening: Happening, disputes: Sequence[Dispute]) -> Credibility:
    """
    The credibility of what is told, by `corroboration` and the disputes about it.
    """
    if NOT_YET.intersection(happening.auxiliary):
        return UNJUDGED
    found = _corroborated(happening.reports)
    contrary = list(_contrary(happening, disputes))
    if not contrary or found == UNJUDGED:
        return found
    denying = {
        account
        for claim in contrary
        if not claim.alleged
        for account in claim.documents
    }
    if not denying:
        return STEP.get(found, found)
    return IMPROBABLE if len(denying) >= len(happening.originators) else DOUBTFUL


def caveats(happening: Happening, disputes: Sequence[Dispute]) -> tuple[Caveat, ...]:
    """
    What has to be said of a happening wherever it is shown: `alleged` where no account
    tells it as its own word, `disputed` where accounts contradict one another over it.
    """
    told: dict[Caveat, bool] = {
        "alleged": all(report.speaker_kind is not None for report in happening.reports),
        "disputed": bool(disputes),
    }
    return tuple(caveat for caveat, holds in told.items() if holds)


def _by_originator(reports: Iterable[Report]) -> list[list[Report]]:
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        groups[report.originator].append(report)
    return list(groups.values())


def _behind(group: Iterable[Report]) -> Literal["primary", "named", "anonymous"]:
    """What an originator is, by the best of its reports."""
    if any(report.relation == "primary" for report in group):
        return "primary"
    if all(report.speaker_kind in NAMELESS for report in group):
        return "anonymous"
    return "named"


def _own(group: Iterable[Report]) -> bool:
    """Whether it is nobody's word but that of a party on itself."""
    return all(report.own for report in group)


class Told(Protocol):
    """What has caveats."""

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What has to be said of it wherever it is shown."""


def before(item: Told) -> str:
    """
    The caveats of a happening, or of a line that shows one, as words before its own.

    Reads `alleged, disputed: `; nothing where there is none.
    """
    return f"{', '.join(item.caveats)}: " if item.caveats else ""


def worded(grade: Credibility) -> str:
    """
    A grade with its meaning.

    >>> worded(3)
    'grade 3, possibly true'
    """
    return f"grade {grade}, {WORDS[grade]}"


def backed(counts: Corroboration) -> str:
    """
    Who stands behind a happening, in words.

    >>> backed(Corroboration(primary=2, relayed=2, named=1, anonymous=1, own=1))
    "2 primary, 2 relayed (1 named, 1 anonymous), among them 1 party's own claim"
    """
    named = _counted(named=counts.named, anonymous=counts.anonymous)
    relayed = _counted(relayed=counts.relayed)
    told = filter(None, (_counted(primary=counts.primary), relayed))
    words = ", ".join(told) + f" ({named})" * bool(named)
    return words + f", among them {counts.own} party's own claim" * bool(counts.own)


def sourced(report: Report) -> str:
    """
    How an account comes to a happening, in words.

    >>> how = {"relation": "relayed", "speaker_kind": "anonymous", "party": "actor"}
    >>> sourced(Report(document="d", event="e", originator="o", **how))
    'relayed, anonymous source, a party on itself'
    """
    kind = f"{report.speaker_kind} source" if report.speaker_kind else None
    if report.speaker_kind == "unknown":
        kind = "hearsay"
    interest = f"{report.interest} its interest" if report.interest else None
    parts = (report.relation, kind, PARTIES.get(report.party), interest)
    return ", ".join(filter(None, parts))


def _counted(**counts: int) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def _corroborated(reports: Iterable[Report]) -> Credibility:
    """The grade by who stands behind it, disputes aside."""
    groups = _by_originator(reports)
    behind = list(map(_behind, groups))
    if behind == ["anonymous"]:
        return UNJUDGED
    sound = [
        kind
        for kind, group in zip(behind, groups, strict=True)
        if kind != "anonymous" and not _own(group)
    ]
    if len(sound) >= SEVERAL and "primary" in sound:
        return CONFIRMED
    return PROBABLE if sound and len(groups) >= SEVERAL else POSSIBLE


def _contrary(happening: Happening, disputes: Iterable[Dispute]) -> Iterator[Claim]:
    """The sides of disputes that cannot hold where it happened as told."""
    own = {event for report in happening.reports for event in report.events}
    supporting = CLAIMED if "negation" not in happening.auxiliary else DENIED
    for dispute in disputes:
        if (dispute.attribute, dispute.strength) == (DOUBTING, "direct"):
            for claim in dispute.values:
                events = set(claim.events) - {None}
                # words that tell no event are somebody's claim, or his denial
                speaks_for = claim.value.startswith(supporting)
                if not (events & own or (not events and speaks_for)):
                    yield claim


def _within(dispute: Dispute, events: Mapping[str, Sequence[Event]]) -> Iterator[str]:
    """The events that the words on either side of a dispute tell."""
    for document, span in _words(dispute):
        for event in events.get(document, ()):
            if _tells(event, span):
                yield event.id


def disputed_by_words(event: Event, dispute: Dispute) -> bool:
    """
    Whether it is disputed if words are true that tell an event as done: such a dispute
    names no event.
    """
    return any(
        event.document == document and _tells(event, span)
        for document, span in _words(dispute)
    )


def _words(dispute: Dispute) -> Iterator[tuple[str, Span]]:
    """The passages of a dispute over whether words are true; none of any other."""
    named = any(each for claim in dispute.values for each in claim.events)
    if dispute.attribute == DOUBTING and not named:
        for claim in dispute.values:
            yield from zip(claim.documents, claim.spans, strict=True)


def _tells(event: Event, words: Span) -> bool:
    """Whether words of its account tell an event as done, at least in part."""
    meets = event.span.start < words.end and words.start < event.span.end
    return meets and not NOT_YET.intersection(event.auxiliary)
