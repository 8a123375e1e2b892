"""Disputes in plain words: who says what, and of what."""

from __future__ import annotations

import pytest

from facta.link.claims import Assertion, dispute
from facta.link.sentences import account, country_names, matter, sentence, value
from facta.records import Attribute, Span
from facta.testing import doc

NAMES = {"RUS": "Russia", "UKR": "Ukraine", "USA": "United States"}


def told(attribute: Attribute, subject: str, values: dict[str, tuple[str, ...]]) -> str:
    """The sentence of a dispute whose values are told by some accounts."""
    assertions = [
        Assertion(value=one, document=name, span=Span(0, 1, "x"))
        for one, names in values.items()
        for name in names
    ]
    names = {name: name for several in values.values() for name in several}
    return sentence(dispute(attribute, "direct", subject, assertions), names, NAMES)


@pytest.mark.parametrize(
    ("claim", "attribute", "worded"),
    [
        ("2025-05-15", "date", "15 May 2025"),
        ("2025-05", "date", "May 2025"),
        ("2025-SU", "date", "summer 2025"),
        ("2025-Q2", "date", "Q2 2025"),
        ("2 hour", "number", "2 hours"),
        ("1 hour", "number", "1 hour"),
        ("17 %", "number", "17 %"),
        ("former President", "status", "former President"),
        ("USA", "role", "the United States"),
        ("ASSAULT: RUS → UKR", "role", "assault by Russia against Ukraine"),
        ("charged: RUS", "occurrence", "a charge against Russia"),
        ("denied by A spokesman", "occurrence", "denied by a spokesman"),
        ("denied by Amman", "occurrence", "denied by Amman"),
    ],
)
def test_a_claim_is_worded_as_prose_writes_it(
    claim: str, attribute: str, worded: str
) -> None:
    """Days, lengths and countries in words; all else as it stands."""
    assert value(claim, attribute, NAMES) == worded


@pytest.mark.parametrize(
    ("subject", "worded"),
    [
        ("ASSAULT (aerial): RUS → UKR", "assault (aerial) by Russia against Ukraine"),
        (
            "ASSAULT: RUS, USA → UKR",
            "assault by Russia and the United States against Ukraine",
        ),
        ("CONSULT: RUS, USA", "consult by Russia and the United States"),
        ("ASSAULT", "assault"),
        ("killed: ASSAULT: RUS → UKR", "killed, assault by Russia against Ukraine"),
        ("President of USA", "President of the United States"),
        ("Donald Trump", "Donald Trump"),
        ("the NATO summit", "the NATO summit"),
    ],
)
def test_what_is_disputed_is_told_without_codes(subject: str, worded: str) -> None:
    """No arrows and no codes of countries; names that are no codes stay."""
    assert matter(subject, NAMES) == worded


def test_each_side_is_told_with_its_accounts() -> None:
    """One says, two say, of more two are named."""
    assert told("number", "people killed", {"13": ("A",), "17": ("B", "C")}) == (
        "People killed: 13, says A; 17, say B and C."
    )
    assert told(
        "date", "the raid", {"2025-05-25": ("A",), "2025-05-27": tuple("BCDE")}
    ) == ("The raid: 25 May 2025, says A; 27 May 2025, say B, C and 2 others.")


def test_a_denial_is_told_of_who_makes_it() -> None:
    """Who denies it need not be who prints it."""
    assert told(
        "occurrence",
        "ASSAULT: RUS → UKR",
        {"happened": ("A",), "denied by Russia": ("B",), "did not happen": ("C",)},
    ) == (
        "Assault by Russia against Ukraine: denied by Russia, in B; "
        "it did not happen, says C; it happened, says A."
    )


def test_an_account_is_called_by_publisher_title_or_file() -> None:
    """The first that it has."""
    assert account(doc("x", publisher="Kyiv Post", title="A raid")) == "Kyiv Post"
    assert account(doc("x", title="A raid")) == "“A raid”"
    assert account(doc("x", source="folder/a.txt")) == "a.txt"
    assert account(doc("x", source="folder\\a.txt")) == "a.txt"


def test_countries_have_their_names() -> None:
    """As the ontology has them."""
    assert country_names()["UKR"] == "Ukraine"
