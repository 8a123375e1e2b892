"""
Who said what: the statements of each speaker, and how a stance moved.

Takes the statements of a brief's accounts; gives them by speaker, those who say most
first. Whom a reader could not look for ("some", "critics") is no speaker, and a document
or an outlet is a source (`facta.brief.voices`). Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from facta.brief import words
from facta.brief.clauses import without_remark
from facta.brief.material import Material
from facta.brief.naming import Names
from facta.brief.passages import Account
from facta.brief.records import SpeakerGroup, StatementLine
from facta.lexicon.speech import INNER
from facta.records import Date, Speaker, Statement

# Statements of one speaker that a page has room for; judged.
MOST_STATEMENTS = 100
# Words of a statement below which it says little by itself; judged.
FEW = 4
# what is shown as what it is, since nobody vouches for it
MARKED = {"question": "a question", "directive": "a demand"}
# to whom or where something is said, where one word does not tell
WHERE = {"reporters": "to reporters", "interview": "in an interview"}
# by whether the words are quoted
MANNERS = {True: "quoted", False: "in the account's words"}
# who are said to speak where nobody in particular does
CROWD = frozenset(
    ["some", "many", "most", "even", "others", "few", "any", "all", "such", "no"]
)
SPEAKING = frozenset({"named", "institution", "anonymous"})
# Characters of a mention beyond which it is a description of no speaker; judged.
LONGEST = 60
# A stance as far as this from 0 is a strong one; judged.
STRONG = 0.7
Said = tuple[Account, Statement]


def somebody(who: Speaker) -> bool:
    """Whether a reader could look for whoever is said to speak."""
    if who.kind not in SPEAKING:
        return False
    told = who.span.text if who.span else ""
    if who.name:
        described = who.kind == "institution" and len(told) > LONGEST
        return not described or who.name in told
    first = told.casefold().split()[:1]
    named = len(Names([], {}).speaker(who) or "") <= LONGEST and " " in told
    return bool(first) and named and first[0] not in CROWD


def speakers(material: Material) -> Iterator[SpeakerGroup]:
    """Speakers by how much they say, the named first."""
    groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for account, statement in said(material.accounts):
        if somebody(statement.speaker):
            key = (words.speaker(statement.speaker), statement.speaker.kind)
            groups[key].append((account, statement))
    for (name, kind), told in sorted(groups.items(), key=_weight):
        who = told[0][1].speaker
        first = sorted(told, key=_telling)[:MOST_STATEMENTS]
        yield SpeakerGroup(
            speaker=name,
            kind=kind,
            country=material.countries.get(who.country or "", who.country),
            statements=tuple(_statement(account, item) for account, item in first),
            said=len(told),
            words=material.names.speaker(who) or name,
            moved=tuple(moved(item for _, item in told)),
        )


def said(accounts: Iterable[Account]) -> Iterator[Said]:
    """What somebody said; what he is told to feel, believe or wish was not said."""
    for account in accounts:
        for statement in account.shown.statements:
            if statement.grade not in INNER:
                yield account, statement


def moved(statements: Iterable[Statement]) -> Iterator[str]:
    """
    How a stance was earlier and later, by target, where its days are told.

    Reads "on Donald Trump: favourable (3 May 2025), then hostile (9 June 2025)".
    """
    by_target: dict[str, list[tuple[Date, Statement]]] = defaultdict(list)
    for item in statements:
        own = item.date_basis in {"stated", "narrative"}
        if item.date and own and item.target and leaning(item.stance):
            by_target[item.target].append((item.date, item))
    for target, told in sorted(by_target.items()):
        steps: list[tuple[str, Date]] = []
        for day, item in sorted(told, key=lambda pair: (pair[0], pair[1].id)):
            stance = leaning(item.stance)
            if stance and (not steps or steps[-1][0] != stance):
                steps.append((stance, day))
        if len({day for _, day in steps}) > 1:
            path = ", then ".join(f"{how} ({words.day(day)})" for how, day in steps)
            yield f"on {target}: {path}"


def leaning(stance: float | None) -> str | None:
    """
    A stance in a word or two.

    >>> leaning(-1.0), leaning(0.3), leaning(0.1)
    ('strongly hostile', 'favourable', None)
    """
    if stance is None or abs(stance) < words.NEUTRAL:
        return None
    side = "favourable" if stance > 0 else "hostile"
    return "strongly " * (abs(stance) >= STRONG) + side


def _weight(group: tuple[tuple[str, str], Sequence[Said]]) -> tuple[int, int, str, str]:
    (name, kind), told = group
    return (kind == "anonymous", -len(told), name, kind)


def _telling(pair: Said) -> tuple[bool, bool, bool, bool, str, int]:
    """What a reader wants first: whole sentences, quoted, with a day or a stance."""
    account, item = pair
    part = item.direct and item.content.text[:1].islower()
    own = item.date_basis in {"stated", "narrative"}
    return (
        len(item.content.text.split()) < FEW,
        part,
        not item.direct,
        not (own or item.stance),
        str(item.date or "9999"),
        account.number * 1_000_000 + item.content.start,
    )


def _statement(account: Account, item: Statement) -> StatementLine:
    return StatementLine(
        id=item.id,
        passage=account.passage(item.content),
        content=_content(item),
        cue=words.quoted(item.cue),
        direct=item.direct,
        manner=tuple(_manner(item)),
        when=words.when(item),
        stance=words.stance(item.stance, item.target),
    )


def _content(item: Statement) -> str:
    """What was said; of what an account puts in its own words, without its remarks."""
    told = item.content.text
    if not item.direct:
        told = without_remark(told)
    return told


def _manner(item: Statement) -> Iterator[str]:
    """How a statement reached the account."""
    if item.attribution in MARKED:
        yield MARKED[item.attribution]
    yield MANNERS[item.direct]
    if item.channel:
        yield WHERE.get(item.channel, item.channel)
    if item.relation == "relayed" and item.relayed_by:
        yield "relayed by " + ", ".join(item.relayed_by)
    elif item.relation == "relayed":
        yield "relayed"
    if item.denies is not None:
        yield "a denial"
