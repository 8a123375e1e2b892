"""The mention while it is being understood, and the mentions of one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from facta.extract.actors.directory import Directory
from facta.language.syntax import Tree
from facta.ontology.countries import Sense
from facta.ontology.entries import Entry
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


class Mention(Struct, kw_only=True):
    """
    A phrase that may name an actor, while it is being understood.

    It stands over tokens `[first, last]` around `head`; `words` are those of the phrase
    in lower case, `rest` those that describe it. `members` holds the further countries
    of a phrase that speaks of several (*US and Russian officials*). `possessor` is the
    token of a pronoun, `owner` the mention that tells whose actor it is, `placed`
    whether something in the text told it. `role` is what its noun says, `entry` the
    table's. `titled` tells that the account itself gives the office.
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

    def identify(self, sense: Sense, directory: Directory) -> None:
        """It is what the table lists under a name, as that stood on the day."""
        self.country = directory.country(sense)
        entry = directory.entry(sense)
        if entry is None:
            return
        standing = directory.standing(entry)
        self.sector = standing.sector
        self.office = standing.office
        self.kind = "person" if entry.gender else "body"
        self.take_entry(entry)

    def take_entry(self, entry: Entry) -> None:
        """It is somebody of the table, whose gender it takes where that is known."""
        self.entry = entry
        self.gender = None if entry.gender == "x" else entry.gender

    def be_listed(self, entry: Entry) -> None:
        """A bare surname under a title is that of somebody of the table."""
        self.entry = entry
        self.name = entry.name
        self.country = self.country or entry.country
        self.gender = self.gender or entry.gender

    def become_person(self, name: str) -> None:
        """What looked like a place is somebody's surname: Jordan, Washington."""
        self.kind = "person"
        self.name = name
        self.country = None
        self.sector = None

    def become_place(self, name: str, country: str) -> None:
        """What looked like a country is a place in another: Lebanon, Pa."""
        self.kind = "place"
        self.name = name
        self.country = country
        self.sector = None

    def become_government(self, name: str) -> None:
        """A capital acts for its country's government."""
        self.kind = "country"
        self.name = name
        self.sector = "GOV"

    def become_union(self, union: Entry) -> None:
        """A capital acts for the union that has its seat there."""
        self.kind = "body"
        self.name = union.name
        self.country = union.country
        self.sector = "GOV"

    def become_national(self, name: str, country: str, first: int) -> None:
        """
        An institution is the one of a country named before it, and no more the table's.
        """
        self.name = name
        self.country = country
        self.first = first
        self.entry = None

    def stand_for(
        self, name: str, kind: Kind, gender: str | None, entry: Entry | None
    ) -> None:
        """A description takes the name of the one whom it describes."""
        self.name = name
        self.kind = kind
        self.gender = gender
        self.entry = entry
        self.titled = True

    def take_title(self, role: Role) -> None:
        """Words before the name say what somebody is."""
        self.role = role
        self.titled = role.kind in ("office", "people")

    def come_from(self, countries: Sequence[str]) -> None:
        """It is of the last of some countries, and speaks of all of them."""
        self.country = countries[-1]
        self.members = tuple(countries) if len(countries) > 1 else ()

    def belong_to(self, owner: Mention) -> None:
        """It is of the country of a possessor or an institution."""
        self.country = owner.country
        self.placed = owner.country is not None
        self.owner = owner

    def share_with(self, other: Mention) -> None:
        """It is of the country of the one beside it, by what said so of that."""
        self.country = other.country
        self.placed = other.placed
        self.owner = other.owner


class SentenceMentions(Struct):
    """The mentions of one sentence in order, and by each token they cover."""

    tree: Tree
    mentions: list[Mention]
    at: dict[int, Mention]

    @classmethod
    def of(cls, tree: Tree, mentions: list[Mention]) -> SentenceMentions:
        """Mentions with their tokens; where two share one, the later covers it."""
        covered = {
            index: mention
            for mention in mentions
            for index in range(mention.first, mention.last + 1)
        }
        return cls(tree, mentions, covered)

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.tree.sentence
