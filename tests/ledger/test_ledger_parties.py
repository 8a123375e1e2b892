"""
Whom a filter means: any way to write a party that the tables or the ledger know, and no
other.
"""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.errors import FactaError, SettingsError
from facta.ledger import Ledger, Party, event_types, filters, parties, wording
from facta.ledger.event_types import CLASSES, Kind
from facta.ledger.filters import MANY, among
from facta.link.linked import Linked
from facta.ontology import Ontology, names
from facta.records import Claim, Dispute, Span
from facta.testing import annotation, doc, telling
from tests.ledger.named import ACTS, FOUND, fill


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """The ledger of named parties."""
    with Ledger.open(":memory:") as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize("asked", FOUND, ids=str)
def test_events_and_happenings_are_found_by_any_name_of_a_party(
    ledger: Ledger, asked: str
) -> None:
    """
    On one side or the other; a happening keeps codes alone and is found all the same.
    """
    for query in (ledger.events, ledger.happenings):
        sides = (query(actor=asked), query(recipient=asked))
        assert {item.event_type for side in sides for item in side} == FOUND[asked]


def test_a_person_is_not_all_of_his_country(ledger: Ledger) -> None:
    """Who asks for the president does not get his army."""
    assert {item.event_type for item in ledger.happenings(actor="Putin")} == {"CONSULT"}


@pytest.mark.parametrize(
    ("method", "asked", "count"),
    [
        ("statements", {"speaker": "the Russian"}, 2),
        ("statements", {"speaker": "peskov"}, 1),
        ("statements", {"speaker": "the Kremlin"}, 1),
        ("statements", {"speaker": ["peskov", "trump"]}, 2),
        ("statements", {"addressee": "putin"}, 1),
        ("statements", {"addressee": "rus"}, 1),
        ("statements", {"addressee": "America"}, 1),
        ("statements", {"addressee": "angstrom institute"}, 1),
        ("commitments", {"maker": "Côte d'Ivoire"}, 1),
        ("commitments", {"maker": "ivorian"}, 1),
        ("commitments", {"recipient": "trump"}, 1),
        ("commitments", {"recipient": "the U.S."}, 1),
        ("commitments", {"recipient": "Putin"}, 0),
        ("figures", {"by": "trump"}, 1),
        ("figures", {"by": "usa"}, 2),
        ("figures", {"by": "the pentagon"}, 1),
        ("figures", {"by": "ANGSTROM institute"}, 1),
        ("figures", {"unit": "dollars"}, 1),
        ("figures", {"unit": "$"}, 1),
        ("figures", {"unit": "Kilometres"}, 1),
        ("figures", {"of": "TREAT"}, 1),
    ],
    ids=str,
)
def test_every_list_takes_names_as_the_page_shows_them(
    ledger: Ledger, method: str, asked: dict[str, Any], count: int
) -> None:
    """Speakers, addressees, makers, recipients and who gives a figure."""
    assert len(list(getattr(ledger, method)(**asked))) == count


def test_several_names_ask_for_any_of_them(ledger: Ledger) -> None:
    """In one filter they widen; two filters narrow."""
    assert {
        item.event_type
        for item in ledger.happenings(actor=["trump", "Robin Hood", "bilbo baggins"])
    } == {
        "CONSULT",
        "AGREE",
    }
    assert [
        item.event_type
        for item in ledger.happenings(actor=("trump", "hob"), recipient="Robin Hood")
    ] == ["AGREE"]
    assert len(list(ledger.happenings(actor=()))) == len(list(ledger.happenings()))


def test_a_surname_of_several_names_them_all(ledger: Ledger) -> None:
    """The note is for whoever asked."""
    found = ledger.party("bennet")
    assert set(found.names) == {"Elizabeth Bennet", "Jane Bennet"}
    assert (
        found.note
        == "'bennet' may be Elizabeth Bennet or Jane Bennet; all are asked for"
    )


@pytest.mark.parametrize(
    "asked", ["Angela Merkel", "merkel", "Texas", "France", "Africa"]
)
def test_whom_the_tables_alone_know_is_no_error(ledger: Ledger, asked: str) -> None:
    """
    Nothing is found, and the party says so; a country that is only named is in the
    ledger.
    """
    found = ledger.party(asked)
    assert list(ledger.happenings(actor=found)) == []
    assert found.held is (asked == "France")
    assert found.held or "in no record of this ledger" in (found.note or "")


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("Elisabeth Benet", "Elizabeth Bennet"),
        ("Putni", "Vladimir Putin"),
        ("Ruusia", "Russia"),
        ("zzqqxx", "give a code"),
        ("", "give a code"),
        ("…", "give a code"),
        ("' OR 1=1 --", "nobody of this name"),
        ("\ud800", "nobody of this name"),
    ],
)
def test_what_names_nobody_is_an_error_with_the_nearest(
    ledger: Ledger, asked: str, nearest: str
) -> None:
    """One line that says what to ask instead; the ledger's own names come first."""
    with pytest.raises(SettingsError, match=nearest) as caught:
        ledger.events(actor=asked)
    assert isinstance(caught.value, FactaError)
    assert "\n" not in str(caught.value)


def test_a_name_of_an_office_does_not_make_two_persons_one(ledger: Ledger) -> None:
    """A first name is no title: who is unknown stays unknown."""
    with pytest.raises(SettingsError):
        ledger.party("Rosencrantz Trump")


def test_what_is_stored_later_is_known(ledger: Ledger) -> None:
    """Names are looked up in the ledger as it stands."""
    with pytest.raises(SettingsError):
        ledger.party("Yorick")
    later = doc("Yorick laughed.", source="later.txt")
    ledger.add(
        annotation(later, events=(telling(later, "SUPPORT", "YOR", "UKR", later.text),))
    )
    assert ledger.party("yor").codes == ("YOR",)


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        ("assault", {"ASSAULT"}),
        (" Accuse ", {"ACCUSE"}),
        (("AID", "agree"), {"AID", "AGREE"}),
        ("material conflict", {"ASSAULT", "PROTEST"}),
        ("Verbal Cooperation", {"CONSULT", "AGREE"}),
        ("consult, phone", set()),
        ((), {kind for kind, _, _ in ACTS}),
    ],
    # a set has no order
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_a_type_is_asked_for_as_lists_and_page_write_it(
    ledger: Ledger, asked: str | tuple[str, ...], types: set[str]
) -> None:
    """In any case, with its mode, or by its class."""
    assert {item.event_type for item in ledger.happenings(event_type=asked)} == types
    assert {
        item.event_type for item in ledger.events(event_type=ledger.event_types(asked))
    } == types


def test_an_unknown_type_lists_the_sixteen(ledger: Ledger) -> None:
    """And a mode that a type does not have lists those that it has."""
    with pytest.raises(SettingsError) as caught:
        ledger.happenings(event_type="attack")
    assert all(kind in str(caught.value) for kind in Ontology.load().types)
    with pytest.raises(
        SettingsError, match=r"CONSULT has no such mode; use one of visit"
    ):
        ledger.happenings(event_type="consult telegram")


def test_classes_are_those_of_the_ontology() -> None:
    """Each type is in one class, and each class has types."""
    assert {entry.quad for entry in Ontology.load().types.values()} == set(CLASSES)


def test_disputes_are_asked_for_as_happenings_are() -> None:
    """
    By their parties, period and type; what a denied statement says, by its speaker.
    """
    one, other = (
        doc(f"Russia hit the port. {number}", published="2025-05-27", source=number)
        for number in "ab"
    )
    with Ledger.open(":memory:") as opened:
        for document, day in ((one, "2025-05-20"), (other, "2025-05-23")):
            told = telling(
                document, "ASSAULT", "RUS", "UKR", "Russia hit the port.", date=day
            )
            opened.add(annotation(document, events=(told,)))
        span = Span(0, 6, "Russia")
        events = [item.id for item in opened.events()]
        claims = tuple(
            Claim(value=value, documents=(document.id,), spans=(span,), events=(event,))
            for value, document, event in zip(
                ("20", "23"), (one, other), events, strict=True
            )
        )
        opened.link(
            Linked(
                disputes=(
                    Dispute(
                        id="d1",
                        attribute="date",
                        strength="direct",
                        subject="the port",
                        values=claims,
                    ),
                )
            )
        )
        assert len(list(opened.disputes())) == 1
        assert (
            len(
                list(
                    opened.disputes(
                        actor="russia", recipient="Ukrainian", event_type="assault"
                    )
                )
            )
            == 1
        )
        assert list(opened.disputes(actor="ukraine")) == []
        assert list(opened.disputes(event_type="AID")) == []


def test_a_party_of_very_many_names_is_one_query() -> None:
    """Beyond what a query may hold one by one; a NUL among them is no end."""
    names = ("a\x00b", *(f"name {number}" for number in range(MANY * 100)))
    with Ledger.open(":memory:") as opened:
        fill(opened)
        assert (
            len(
                list(
                    opened.events(
                        actor=Party(label="all", codes=(), names=(*names, "public"))
                    )
                )
            )
            == 1
        )
    assert among("name", names).condition.count("?") == 2


@given(st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_is_somebody_or_an_error_of_ours(asked: str) -> None:
    """Nothing that can be typed is a fault."""
    with Ledger.open(":memory:") as opened, suppress(SettingsError):
        assert list(opened.statements(speaker=asked, addressee=asked)) == []


@pytest.mark.parametrize(
    "module",
    [filters, event_types, parties, wording, names],
    ids=lambda module: module.__name__,
)
def test_examples_hold(module: ModuleType) -> None:
    """What the docstrings show is so."""
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_kinds_pass_through(ledger: Ledger) -> None:
    """What was settled once is not asked again."""
    assert ledger.event_types((Kind("AID"), "aid")) == (Kind("AID"),)
