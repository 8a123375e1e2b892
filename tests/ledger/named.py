"""A small ledger of named parties, and what each way to ask for them must find."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from facta.ledger import Ledger
from facta.link import link
from facta.records import Actor, Event
from facta.testing import actor, annotation, commitment, doc, figure, statement, telling

LINES = (
    "Russian drones struck a port.",
    "The two presidents spoke by phone.",
    "Complaints about the alliance came again.",
    "A treaty binds the hobbits and the forest.",
    "Miss Bennet turned the envoy away.",
    "Her sister Bennet begged for grain.",
    "Ivory Coast sent rice.",
    "Crowds marched for the institute.",
)
DOCUMENT = doc("\n".join(LINES), published="2025-05-27", source="named.txt")
DAYS = tuple(f"2025-05-{day}" for day in range(10, 10 + len(LINES)))


@dataclass(frozen=True)
class End:
    """A party of an event by its name and country."""

    name: str
    country: str | None = None

    @property
    def mention(self) -> Actor:
        """The mention in the account."""
        return actor(self.name, country=self.country)


RUSSIA, UKRAINE = End("Russia", "RUS"), End("Ukraine", "UKR")
TRUMP, PUTIN = End("Donald Trump", "USA"), End("Vladimir Putin", "RUS")
ACTS = (
    ("ASSAULT", (RUSSIA,), (UKRAINE,)),
    ("CONSULT", (TRUMP, PUTIN), (TRUMP, PUTIN)),
    ("ACCUSE", (End("Kremlin", "RUS"),), (End("NATO", "IGO"),)),
    ("AGREE", (End("Bilbo Baggins", "HOB"),), (End("Robin Hood"),)),
    ("REJECT", (End("Elizabeth Bennet"),), (End("Volodymyr Zelensky", "UKR"),)),
    ("REQUEST", (End("Jane Bennet"),), (End("European Union", "IGO"),)),
    ("AID", (End("Ivory Coast", "CIV"),), (End("Joe Biden's administration", "USA"),)),
    ("PROTEST", (End("public"),), (End("Ångström Institute"),)),
)
FOUND = {
    # a country by code, name, adjective, people and capital
    "RUS": {"ASSAULT", "CONSULT", "ACCUSE"},
    "rus": {"ASSAULT", "CONSULT", "ACCUSE"},
    "Russia": {"ASSAULT", "CONSULT", "ACCUSE"},
    "RUSSIAN": {"ASSAULT", "CONSULT", "ACCUSE"},
    "the russian federation": {"ASSAULT", "CONSULT", "ACCUSE"},
    "moscow": {"ASSAULT", "CONSULT", "ACCUSE"},
    "United States": {"CONSULT", "AID"},
    "the United States": {"CONSULT", "AID"},
    "US": {"CONSULT", "AID"},
    "us": {"CONSULT", "AID"},
    "the U.S.": {"CONSULT", "AID"},
    "American": {"CONSULT", "AID"},
    "washington": {"CONSULT", "AID"},
    "Côte d’Ivoire": {"AID"},
    "cote d'ivoire": {"AID"},
    # a person by name, surname, spelling, title and initial
    "trump": {"CONSULT"},
    "Donald J. Trump": {"CONSULT"},
    "President Trump": {"CONSULT"},
    "Vladimir V. Putin": {"CONSULT"},
    "Russian President Vladimir Putin": {"CONSULT"},
    "Zelenskyy": {"REJECT"},
    "zelensky": {"REJECT"},
    "Selenskyj": {"REJECT"},
    # a body
    "NATO": {"ACCUSE"},
    "nato": {"ACCUSE"},
    "the Kremlin": {"ACCUSE"},
    "EU": {"REQUEST"},
    "the European Union": {"REQUEST"},
    "IGO": {"ACCUSE", "REQUEST"},
    # whom the ledger alone knows
    "HOB": {"AGREE"},
    "bilbo baggins": {"AGREE"},
    "Baggins": {"AGREE"},
    "Robin Hood": {"AGREE"},
    "angstrom institute": {"PROTEST"},
    "the Ångström Institute": {"PROTEST"},
    "Biden administration": {"AID"},
    "public": {"PROTEST"},
    # several of one surname
    "bennet": {"REJECT", "REQUEST"},
    "Jane Bennet": {"REQUEST"},
}


def acts() -> tuple[Event, ...]:
    """One event a line of the account, each of a type of its own."""
    told = []
    for at, ((kind, actors, recipients), line, day) in enumerate(
        zip(ACTS, LINES, DAYS, strict=True)
    ):
        bare = telling(DOCUMENT, kind, "", "", line, date=day, sentence=at)
        ends = [tuple(end.mention for end in side) for side in (actors, recipients)]
        told.append(
            replace(bare, id=f"{kind.lower():0<16}", actor=ends[0], recipient=ends[1])
        )
    return tuple(told)


def fill(ledger: Ledger) -> None:
    """
    Stores the account with its events, what was said and promised in it, and its
    figures.
    """
    told = (
        statement(
            DOCUMENT,
            "struck a port",
            speaker="Dmitry Peskov",
            country="RUS",
            date="2025-05-26",
        ),
        replace(
            statement(
                DOCUMENT, "spoke by phone", speaker="Donald Trump", country="USA"
            ),
            addressee="President Putin",
        ),
        replace(
            statement(DOCUMENT, "came again", speaker="Kremlin", country="RUS"),
            target="United States",
        ),
        replace(
            statement(DOCUMENT, "for grain", speaker="Jane Bennet"),
            addressee="the Ångström Institute",
        ),
    )
    said = tuple(
        replace(item, sentence=DOCUMENT.text[: item.content.start].count("\n"))
        for item in told
    )
    promised = replace(
        commitment(DOCUMENT, "sent rice", "CIV", recipient="USA", date="2025-05-20"),
        sentence=6,
        maker=actor("Ivory Coast", country="CIV"),
        recipient=actor("Donald Trump", country="USA"),
    )
    counted = (
        figure(
            DOCUMENT,
            "two",
            2.0,
            of="presidents",
            unit="USD",
            attributed_to="President Trump",
            sentence=1,
        ),
        replace(
            figure(
                DOCUMENT,
                "A ",
                1.0,
                of="treaty",
                unit="km",
                attributed_to="Pentagon",
                sentence=3,
            ),
            date=promised.date,
        ),
        figure(
            DOCUMENT,
            "grain",
            1.0,
            of="grain",
            attributed_to="the Ångström Institute",
            sentence=5,
        ),
    )
    ledger.add(
        annotation(
            DOCUMENT,
            actors=(actor("Emmanuel Macron", country="FRA"),),
            events=acts(),
            statements=said,
            commitments=(promised,),
            figures=counted,
        )
    )
    ledger.link(link(list(ledger.annotations())))
