"""
A dispute in one plain sentence: what is disputed, and which accounts say what. Pure.

Takes a dispute, the names of the accounts that it names and those of countries; gives a
sentence made of these alone, so that brief, commands and exports say the same.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence

from facta.extract.times import wording
from facta.ontology.countries import Countries
from facta.records import Claim, Date, Dispute, Document

MOST = 2  # accounts of one side that are named; the others are counted
ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
PART = re.compile(r"(\d{4})-([A-Z]\w)")  # a quarter or a season as TIMEX3 writes it
SEASONS = {"WI": "winter", "SP": "spring", "SU": "summer", "FA": "autumn"}
LENGTH = re.compile(r"([\d.,]+) (?:second|minute|hour|day|week|month|year)")
CODE = re.compile(r"\b[A-Z]{3}\b")
# what `facta.link.claims` makes of an act: "SANCTION (expel): VEN → ESP"
ACT = re.compile(r"([A-Z]+(?: \([\w-]+\))?)(?:: ([^→:]+?)(?: → ([^:]+))?)?")
# names of countries that prose writes with an article
ARTICLE = re.compile(
    r"(?:United|Netherlands|Philippines|Bahamas|Maldives|Gambia)\b"
    r"|.* (?:Republic|Islands|Emirates)$"
)
SAYING = ("denied by ", "claimed by ", "ascribed to ")
CHARGED = "charged: "
SIDES = ": "  # parts a kind of act from its sides
# who denies, told by an article that opened a sentence: "denied by A spokesman"
OPENED = re.compile(r"((?:denied by|claimed by|ascribed to) )(An?|The)( .*)")
HAPPENED, UNDONE = frozenset({"happened", "told so"}), "did not happen"


def sentence(
    item: Dispute,
    accounts: Mapping[str, str],
    countries: Mapping[str, str],
) -> str:
    """
    What differs, in words.

    Args:
        item: the dispute.
        accounts: the name of each account that it names, by document.
        countries: the name of each country by its code.

    Returns:
        One sentence, such as "The wounded: 2, says Caspian Telegraph; 3, says Absheron
        Today."
    """
    sides = "; ".join(
        _side(claim, item.attribute, accounts, countries) for claim in item.values
    )
    told = f"{matter(item.subject, countries)}: {sides}."
    return told[:1].upper() + told[1:]


def differs(
    item: Dispute,
    document: Callable[[str], Document],
    countries: Mapping[str, str],
) -> str:
    """What differs, in words; `document` gives each account by its id."""
    named_by = {name for claim in item.values for name in claim.documents}
    accounts = {name: account(document(name)) for name in named_by}
    return sentence(item, accounts, countries)


@functools.cache
def country_names() -> Mapping[str, str]:
    """The names of countries by their codes."""
    return {code: one.names[0] for code, one in Countries.load().table.items()}


def account(document: Document) -> str:
    """
    What a sentence calls an account: its publisher, its title in quotation marks, or
    its file.
    """
    if document.publisher:
        return document.publisher
    if document.title:
        return f"“{document.title}”"
    return document.source.replace("\\", "/").rsplit("/", 1)[-1]


def named(claim: Claim, accounts: Mapping[str, str]) -> str:
    """The accounts of one side: two by name, the others counted."""
    names = list(dict.fromkeys(accounts.get(one, one) for one in claim.documents))
    if len(names) <= MOST:
        return joined(names)
    others = len(names) - MOST
    return f"{', '.join(names[:MOST])} and {others} other{'s' * (others > 1)}"


def joined(parts: Sequence[str]) -> str:
    """
    Parts of a list as prose writes it.

    >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(parts) < MOST:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def matter(subject: str, countries: Mapping[str, str]) -> str:
    """
    What is disputed as prose writes it: acts without arrows, countries by name.

    >>> matter("SANCTION (expel): VEN → ESP", {"VEN": "Venezuela", "ESP": "Spain"})
    'sanction (expel) by Venezuela against Spain'
    """
    head, parted, act = subject.partition(": ")
    if ACT.fullmatch(subject):
        return _act(subject, countries)
    if parted and ACT.fullmatch(act):
        return f"{head}, {_act(act, countries)}"
    return CODE.sub(lambda code: country(code[0], countries), subject)


def value(claim: str, attribute: str, countries: Mapping[str, str]) -> str:
    """
    What one side of a dispute claims, as prose writes it.

    >>> value("2025-05-15", "date", {}), value("2025-SU", "date", {})
    ('15 May 2025', 'summer 2025')
    >>> value("2 hour", "number", {}), value("USA", "role", {"USA": "United States"})
    ('2 hours', 'the United States')
    """
    if attribute == "date" and (found := ISO.fullmatch(claim)):
        year, month, of_month = found.groups()
        date = Date(int(year), int(month), int(of_month or 1))
        return wording.day(date, "day" if of_month else "month")
    if attribute == "date" and (part := PART.fullmatch(claim)):
        return f"{SEASONS.get(part[2], part[2])} {part[1]}"
    if attribute == "number":
        length = LENGTH.fullmatch(claim)
        return f"{claim}s" if length and length[1] != "1" else claim
    if claim.startswith(CHARGED):
        charged = country(claim.removeprefix(CHARGED), countries)
        return f"a charge against {charged}"
    if SIDES in claim and ACT.fullmatch(claim):
        return _act(claim, countries)
    opened = OPENED.fullmatch(claim)
    if opened:
        return f"{opened[1]}{opened[2].lower()}{opened[3]}"
    return CODE.sub(lambda code: country(code[0], countries), claim)


def country(code: str, countries: Mapping[str, str]) -> str:
    """
    A country as prose names it; what is no code stays as it is.

    >>> country("USA", {"USA": "United States"}), country("PKK", {})
    ('the United States', 'PKK')
    """
    name = countries.get(code, code)
    return f"the {name}" if ARTICLE.match(name) else name


def _act(subject: str, countries: Mapping[str, str]) -> str:
    found = ACT.fullmatch(subject)
    assert found is not None
    kind, actors, recipients = found.groups()
    by = _parties(actors, countries)
    if recipients:
        return f"{kind.lower()} by {by} against {_parties(recipients, countries)}"
    return f"{kind.lower()} by {by}" if actors else kind.lower()


def _parties(side: str | None, countries: Mapping[str, str]) -> str:
    return joined([country(one, countries) for one in (side or "").split(", ")])


def _side(
    claim: Claim,
    attribute: str,
    accounts: Mapping[str, str],
    countries: Mapping[str, str],
) -> str:
    """One side with who tells it: "2, says Caspian Telegraph"."""
    who = named(claim, accounts)
    told = value(claim.value, attribute, countries)
    if claim.value.startswith(SAYING):
        return f"{told}, in {who}"
    if claim.value in HAPPENED:
        told = "it happened"
    if claim.value == UNDONE:
        told = "it did not happen"
    says = "says" if len(_tellers(claim, accounts)) == 1 else "say"
    return f"{told}, {says} {who}"


def _tellers(claim: Claim, accounts: Mapping[str, str]) -> set[str]:
    return {accounts.get(one, one) for one in claim.documents}
