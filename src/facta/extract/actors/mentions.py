"""
The mention while it is being understood, and what a noun says of sector and office.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from facta.extract.actors.chunks import Found
from facta.language.syntax import Tree
from facta.ontology.entries import Entry
from facta.ontology.gazetteer import Gazetteer
from facta.ontology.sectors import Role
from facta.records import Sentence

Kind = Literal[
    "person",
    "nominal",
    "body",
    "country",
    "place",
    "people",
    "region",
    "adjective",
    "unknown",
]
TITLED = frozenset(
    {
        "adviser",
        "advisor",
        "aide",
        "chair",
        "chairman",
        "chairperson",
        "chairwoman",
        "chief",
        "director",
        "emissary",
    }
    | {
        "head",
        "leader",
        "mediator",
        "negotiator",
        "representative",
        "spokesman",
        "spokesperson",
        "spokeswoman",
    }
)


class Mention(Struct, kw_only=True):
    """
    A phrase that may name an actor, while it is being understood.

    `words` are those of the phrase in lower case; `own` the words of the name itself.
    `members` holds the further countries of a phrase that speaks of several (*US and
    Russian officials*).
    """

    sentence: int
    first: int
    last: int
    head: int
    kind: Kind
    name: str
    words: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    claim: str | None = None
    gender: str | None = None
    plural: bool = False
    definite: bool = False
    titled: bool = False
    possessor: int | None = None
    role: Role | None = None
    entry: Entry | None = None
    members: tuple[str, ...] = ()
    owner: Mention | None = None
    placed: bool = False
    rest: str = ""


class Sighting(Struct):
    """The mentions of one sentence, by each token they cover, and its chunks' heads."""

    tree: Tree
    mentions: list[Mention]
    at: dict[int, Mention]

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.tree.sentence


def sector_of(
    role: Role, signal: str | None, owner: str | None, mention: Mention
) -> str | None:
    """
    The sector of an actor from its noun, the words before it and its institution.

    A word before wins over a noun of force (*rebel commander*); an armed group's
    fighters are of the group's sector.
    """
    sector = role.sector
    if sector is None:
        sector = (
            signal
            or owner
            or ("GOV" if mention.country and role.kind == "people" else None)
        )
    elif signal in ("REB", "UAF", "OPP", "CRM", "COP", "PTY") and sector in (
        "MIL",
        "GOV",
        "REB",
        "CVL",
        "LEG",
    ):
        sector = signal
    elif owner in ("REB", "UAF", "CRM", "OPP", "COP") and sector in (
        "MIL",
        "REB",
        "UAF",
        "GOV",
    ):
        sector = owner
    if mention.claim == "former" and sector in ("GOV", "LEG", "MIL", "SPY", "JUD"):
        return "ELI"
    return None if sector == "GOV" and mention.country == "NGO" else sector


def titled(role: Role) -> bool:
    """Whether a noun names an office rather than a kind of person."""
    return role.kind == "office" or (role.sector is None and role.phrase[-1] in TITLED)


def office(role: Role, bodies: list[Found], gazetteer: Gazetteer) -> str:
    """An office as Facta writes it: Foreign Minister, Kremlin Spokesperson."""
    title = " ".join(
        word if word in ("of", "the", "and", "in") else word.capitalize()
        for word in role.phrase
    )
    title = title.replace("Defense Minister", "Defence Minister").replace(
        "Advisor", "Adviser"
    )
    title = (
        "Prime Minister"
        if title == "Pm"
        else title.upper()
        if title in ("Mp", "Mep", "Ceo")
        else title
    )
    body = bodies[-1].sense.name if bodies and role.sector is None else None
    entry = gazetteer.entries[body] if body else None
    return f"{body} {title}" if entry and not entry.gender else title
