"""
Who stands where on what: what each party demands, offers, refuses or threatens, and
whom its people speak for or against.

Takes commitments, statements and happenings; gives by party sentences in the account's own words,
the firmest first. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from facta.brief import bound, words
from facta.brief.clauses import around, capital, quoted, shortened, without_remark
from facta.brief.happened import Told, place_of
from facta.brief.material import Material
from facta.brief.passages import Account
from facta.brief.records import PositionLine, Stakeholder
from facta.brief.speakers import FEW, leaning, said, somebody
from facta.extract.times import wording
from facta.records import Actor, Commitment, Speaker, Statement

# Lines of one party, and parties, that a page has room for; judged.
MOST_LINES, MOST_PARTIES = 12, 40
# Characters of what somebody says that a line has room for; judged by eye.
QUOTED = 110
# Words of a quotation below which it says little by itself; judged.
FEWEST = 3
# in the order in which they tell where somebody stands
FIRM = ("refusal", "demand", "ultimatum", "threat", "promise", "offer", "agreement")
# acts by which somebody takes a side
SAYING = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT"})
# Two positions are one where they share so many of their longer words; judged.
ALIKE = 0.6
Found = tuple[int, str, PositionLine]


def positions(happened: Iterable[Told], material: Material) -> tuple[Stakeholder, ...]:
    """Parties with where they stand, those of whom most is told first."""
    found: dict[str, list[Found]] = defaultdict(list)
    for party, line in (
        *_bound(material),
        *_spoken(material),
        *_acted(happened, material),
    ):
        found[party].append(line)
    parties = sorted(found, key=lambda party: (-len(found[party]), party))
    return tuple(
        Stakeholder(party=capital(party), lines=tuple(_kept(found[party])))
        for party in parties[:MOST_PARTIES]
    )


def _kept(lines: list[Found]) -> Iterator[PositionLine]:
    """The firmest of a party's lines, none that says what one before it does."""
    taken: list[frozenset[str]] = []
    for _, _, line in sorted(lines, key=lambda item: item[:2]):
        told = frozenset(word[:5].casefold() for word in line.sentence.split())
        again = any(len(told & one) > ALIKE * min(len(told), len(one)) for one in taken)
        if not again and len(taken) < MOST_LINES:
            taken.append(told)
            yield line


def _bound(material: Material) -> Iterator[tuple[str, Found]]:
    for pledge in material.board:
        if pledge.kind not in FIRM or bound.torn(pledge.content):
            continue
        first = pledge.reports[0]
        made = material.made[first]
        sentence = material.bound(pledge)
        state = bound.state(pledge)
        if state:
            sentence += f" ({state})"
        yield (
            _party(made.maker, first[0], material),
            (
                FIRM.index(pledge.kind),
                f"{-len(pledge.reports):05}{made.date}{pledge.id}",
                PositionLine(
                    kind=pledge.kind,
                    id=pledge.id,
                    sentence=sentence,
                    when=words.aside(made_when(made)),
                    passage=material.of[first[0]].passage(made.content),
                    caveats=material.caveats(pledge),
                ),
            ),
        )


def _spoken(material: Material) -> Iterator[tuple[str, Found]]:
    """What is said of somebody by one who stands for him or against him."""
    for account, item in said(material.accounts):
        how = leaning(item.stance)
        told = " ".join(item.content.text.split())
        if how and somebody(item.speaker) and _target(item, material):
            if len(told.split()) < (FEWEST if item.direct else FEW):
                continue
            yield (
                _home(item.speaker, material),
                (
                    len(FIRM),
                    f"{item.date}{item.id}",
                    _said(account, item, material),
                ),
            )


def _acted(happened: Iterable[Told], material: Material) -> Iterator[tuple[str, Found]]:
    """What a party said for or against another, in the clause that tells it."""
    for one in happened:
        item, event = one.item, one.event
        enough = len(one.clause.text.split()) >= FEW
        telling = enough and one.clause.verbal and item.event_type in SAYING
        if telling and event.actor and place_of(item, material) == "key":
            yield (
                _party(event.actor[0], event.document, material),
                (
                    len(FIRM) + 1,
                    f"{9 - min(len(item.originators), 9)}{-one.weight + 99:08.3f}{item.id}",
                    PositionLine(
                        kind="happening",
                        id=item.id,
                        sentence=one.clause.text,
                        when=words.aside(words.when(item)),
                        passage=material.of[event.document].passage(
                            event.span, [event.trigger]
                        ),
                        caveats=item.caveats,
                    ),
                ),
            )


def _target(item: Statement, material: Material) -> bool:
    """Whether it is of somebody; "Western" is nobody."""
    told = item.target or ""
    return " " in told or told.isupper() or told in material.countries.values()


def _said(account: Account, item: Statement, material: Material) -> PositionLine:
    who = material.names.speaker(item.speaker) or words.speaker(item.speaker)
    told = shortened(without_remark(item.content.text), QUOTED)
    sentence = f"{capital(who)} said {told}"
    if item.direct:
        told = quoted(item.content.text.strip("“”"), QUOTED)
        sentence = f"{capital(who)}: {told}"
    elif not told.startswith("that "):
        sentence = around(account, item.content, material.names).text
    return PositionLine(
        kind="statement",
        id=item.id,
        sentence=sentence,
        when=words.aside(words.when(item)),
        passage=account.passage(item.content),
    )


def made_when(made: Commitment) -> str:
    """When a commitment was made, in words."""
    told = wording.when(made.date, made.date_precision, made.date_basis)
    return told or words.day(None)


def _party(actor: Actor, document: str, material: Material) -> str:
    state = _state(actor.country, material.countries)
    return state or material.called(actor, document)


def _home(who: Speaker, material: Material) -> str:
    named = material.names.speaker(who) or words.speaker(who)
    return _state(who.country, material.countries) or named


def _state(code: str | None, countries: Mapping[str, str]) -> str | None:
    return countries.get(code or "")
