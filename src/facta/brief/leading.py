"""
The first lines of a brief, made from its records.

Takes happenings, commitments and disputes; gives those that matter most as sentences in
the accounts' own words, each with its day, who stands behind it, what has to be said
with it, and its passages. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from facta.brief import bound, matters, words
from facta.brief.clauses import around, capital, quoted, shortened
from facta.brief.happened import MAIN, Told, place_of
from facta.brief.material import OWN, Material
from facta.brief.matters import Candidate
from facta.brief.passages import Account
from facta.brief.positions import made_when
from facta.brief.records import MatterLine, Passage
from facta.link import sentences
from facta.measure import main_dyads
from facta.records import Claim, Commitment, Dispute, Pledge, Span

# Passages that a line leads to, and characters of what a side says; judged.
MOST, QUOTED = 4, 120
# a heading or a list of references is no telling
PROSE = frozenset({"", "prose"})
# Words of a name with its office: a dispute over these alone is over no deed; judged.
NAME = 4
DENIED = "denied by "
SIDE = re.compile(r"^(?:claimed by|denied by|ascribed to) ")
NEGATES = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ials?)|reject|dismiss|refut|disput|contradict|not?\b|never"
    r"|false|untrue|wrong|lies?\b|fake|fabricat|baseless|unfounded)|n[’']t\b",
    re.IGNORECASE,
)


def leading(found: Sequence[Told], material: Material) -> tuple[MatterLine, ...]:
    """The lines, the weightiest first."""
    lines = (
        *_happenings(found, material),
        *_commitments(material),
        *_disputes(material),
    )
    made = {line.id: (candidate, line) for candidate, line in lines}
    chosen = matters.chosen(candidate for candidate, _ in made.values())
    return tuple(made[candidate.id][1] for candidate in chosen)


Line = tuple[Candidate, MatterLine]


def _happenings(found: Iterable[Told], material: Material) -> Iterator[Line]:
    for one in found:
        item = one.item
        prose = material.of[one.event.document].annotation.sentences
        kind = prose[one.event.sentence].kind if one.event.sentence < len(prose) else ""
        if place_of(item, material) != "key" or kind not in PROSE:
            continue
        told = [
            (report.document, material.events[report.event].span)
            for report in item.reports
        ]
        line = MatterLine(
            kind="happening",
            id=item.id,
            when=words.aside(words.when(item)),
            pieces=one.clause.pieces,
            originators=len(item.originators),
            told=_behind(told, len(item.originators), material),
            marks=(*item.caveats, *_unreal(item.auxiliary)),
            passages=tuple(_passages(told, material)),
            weight=round(one.weight, 2),
        )
        of = (item.event_type, *item.actor, *item.recipient)
        yield _candidate(line, told, of, material), line


def _commitments(material: Material) -> Iterator[Line]:
    main = {end for dyad in main_dyads(material.happenings, MAIN) for end in dyad}
    for pledge in material.board:
        if pledge.kind == "denial" or bound.torn(pledge.content):
            continue
        told = [
            (document, material.made[document, name].content)
            for document, name in pledge.reports
        ]
        made = material.made[pledge.reports[0]]
        origins = _origins((document for document, _ in told), material)
        weight = matters.of_commitment(
            pledge, origins, main=pledge.maker in main, dated=_dated(made)
        )
        changes = [(change.document, change.span) for change in pledge.history]
        sentence = material.bound(pledge)
        line = MatterLine(
            kind="commitment",
            id=pledge.id,
            when=words.aside(made_when(made)),
            pieces=(sentence + _came(pledge, material),),
            originators=origins,
            told=_behind(told, origins, material),
            marks=material.caveats(pledge),
            passages=tuple(_passages([*told[:2], *changes[-2:]], material)),
            weight=round(weight, 2),
        )
        of = (pledge.kind, pledge.maker, pledge.recipient or "")
        yield _candidate(line, [*told, *changes], of, material), line


def _came(pledge: Pledge, material: Material) -> str:
    """What an account says became of it, in its own words."""
    if not pledge.history:
        state = bound.state(pledge)
        return f"; {state}" * bool(state)
    last = pledge.history[-1]
    account = material.of[last.document]
    told = around(account, last.span, material.names).text
    return f"; {bound.state(pledge)}: {quoted(told, QUOTED)}"


def _disputes(material: Material) -> Iterator[Line]:
    for item in material.disputes:
        told = [
            (document, span)
            for claim in item.values
            for document, span in zip(claim.documents, claim.spans, strict=True)
        ]
        if not _denied(item, material):
            continue
        accounts = len({document for document, _ in told})
        deed = any(len(span.text.split()) > NAME for _, span in told)
        weight = matters.of_dispute(item, accounts, deed=deed)
        origins = _origins((document for document, _ in told), material)
        line = MatterLine(
            kind="dispute",
            id=item.id,
            when=_published(told, material),
            pieces=(_differ(item, material),),
            originators=origins,
            told=_behind(told, origins, material),
            marks=("disputed",),
            passages=tuple(_passages(told, material)),
            weight=round(weight, 2),
        )
        yield _candidate(line, told, (item.attribute, item.subject), material), line


def _differ(item: Dispute, material: Material) -> str:
    """
    What differs first, then who says which.

    Reads "Tariff: in force or threatened? In force in Absheron Today (“…”); threatened in
    Caspian Telegraph (“…”)", of what is denied "Ann said that it fell. Bob denied it".
    """
    values = [_value(claim, item, material) for claim in item.values]
    if any(claim.value.startswith(DENIED) for claim in item.values):
        ordered = sorted(item.values, key=lambda claim: claim.value.startswith(DENIED))
        return ". ".join(_heard(claim, item, material) for claim in ordered)
    names = {
        name: _named(material.of[name])
        for claim in item.values
        for name in claim.documents
    }
    sides = "; ".join(
        f"{value} in {sentences.named(claim, names)} ({_told(claim, material)})"
        for claim, value in zip(item.values, values, strict=True)
    )
    subject = capital(sentences.matter(item.subject, material.countries))
    return f"{subject}: {' or '.join(values)}? {capital(sides)}"


def _denied(item: Dispute, material: Material) -> bool:
    """Whether what is read as a denial has a word that denies."""
    return all(
        NEGATES.search(around(*_first(claim, material), material.names).text)
        for claim in item.values
        if claim.value.startswith(DENIED)
    )


def _heard(claim: Claim, item: Dispute, material: Material) -> str:
    """
    One side of what is denied, in its own words; who claims or denies stands before
    where these have him not.
    """
    value = _value(claim, item, material)
    told = shortened(around(*_first(claim, material), material.names).text)
    who = SIDE.sub("", value)
    if who.split()[-1] in told:
        return told
    return capital(f"{value}: {_told(claim, material)}")


def _value(claim: Claim, item: Dispute, material: Material) -> str:
    return sentences.value(claim.value, item.attribute, material.countries)


def _told(claim: Claim, material: Material) -> str:
    """The words of a side, without a pronoun that nothing in it explains."""
    told = around(*_first(claim, material), material.names).text
    return quoted(told.removeprefix("They "), QUOTED)


def _first(claim: Claim, material: Material) -> tuple[Account, Span]:
    return material.of[claim.documents[0]], claim.spans[0]


def _candidate(
    line: MatterLine,
    told: Iterable[tuple[str, Span]],
    of: tuple[str, ...],
    material: Material,
) -> Candidate:
    return Candidate(
        kind=line.kind,
        id=line.id,
        text="".join(line.pieces),
        weight=line.weight,
        places=frozenset(_places(told, material)),
        of=of,
    )


def _places(
    told: Iterable[tuple[str, Span]], material: Material
) -> Iterator[tuple[int, int]]:
    for document, span in told:
        account = material.of[document]
        sentence = account.sentence_at(span.start)
        if sentence:
            yield account.number, sentence.index


def _passages(
    told: Iterable[tuple[str, Span]], material: Material
) -> Iterator[Passage]:
    """The passages behind a line, each sentence once."""
    found: dict[str, Passage] = {}
    for document, span in told:
        passage = material.of[document].passage(span)
        found.setdefault(passage.anchor, passage)
    yield from list(found.values())[:MOST]


def _origins(documents: Iterable[str], material: Material) -> int:
    return len({material.originators.get(one, one) for one in documents})


def _behind(
    told: Sequence[tuple[str, Span]], originators: int, material: Material
) -> str:
    """
    How many independent originators tell it, and which account first.

    Reads "2 originators; first in Caspian Telegraph", of one "in Caspian Telegraph".
    """
    first = min((material.of[one] for one, _ in told), key=lambda one: one.number)
    named = _named(first)
    if originators == 1:
        return f"in {named}"
    return f"{words.counted(originators, 'originator')}; first in {named}"


def _named(account: Account) -> str:
    """An account within a sentence: its publisher, else its title, else its number here."""
    document = account.document
    return document.publisher or document.title or f"account {account.number + 1}"


def _published(told: Iterable[tuple[str, Span]], material: Material) -> str:
    days = sorted(
        day
        for day in {material.of[document].document.published for document, _ in told}
        if day
    )
    if not days:
        return words.day(None)
    return "told " + " to ".join(dict.fromkeys(map(words.day, (days[0], days[-1]))))


def _dated(made: Commitment) -> bool:
    """Whether it was made on a day of its own, or falls due on one."""
    return made.due is not None or (
        made.date_basis in OWN and made.date_precision in {None, "day"}
    )


def _unreal(auxiliary: Iterable[str]) -> Iterator[str]:
    return (words.AUXILIARY[name] for name in auxiliary)
