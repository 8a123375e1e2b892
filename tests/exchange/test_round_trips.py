"""What is written for another program and brought in again says the same."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from facta.exchange.as_polecat import COLUMNS
from facta.exchange.dyadic import beginning, code_of, dyads
from facta.exchange.told import done
from facta.link import link
from facta.ontology import Cameo, Ontology
from facta.records import Happening
from facta.testing import annotation, doc, telling
from tests.exchange.making import brought, kinds, memory, said, written

FORMS = ["plover", "polecat", "gdelt", "icews"]


def pairs(item: Happening) -> set[tuple[str, str, str, str]]:
    """What a table of one row from party to party says of a happening."""
    kind, date, actors, recipients = said(item)
    return {(kind, date, one, other) for one in actors for other in recipients}


@pytest.mark.parametrize("name", FORMS)
def test_types_days_and_parties_come_back(name: str, tmp_path: Path) -> None:
    """Of everything told as done that has a date; months stay months, bodies bodies."""
    with kinds() as ledger:
        data = next(iter(written(name, ledger).values()))
        wanted = {
            pair
            for item in ledger.happenings()
            if item.date and (done(item) or name == "plover")
            for pair in pairs(item)
        }
    with brought(tmp_path, name, data) as again:
        found = set().union(*(pairs(item) for item in again.happenings() if item.date))
    assert found == wanted
    assert ("AID", "2024-03", "NATO", "MDA") in found


def test_plover_keeps_everything_that_is_told(tmp_path: Path) -> None:
    """Modes, what was denied, what has no date, sectors, offices, the account."""
    with kinds() as ledger:
        (data,) = written("plover", ledger).values()
        before = {
            (*said(item), item.mode, item.auxiliary) for item in ledger.happenings()
        }
    with brought(tmp_path, "plover", data) as again:
        after = {
            (*said(item), item.mode, item.auxiliary) for item in again.happenings()
        }
        (mobilized,) = again.events(event_type="MOBILIZE")
        account = next(
            each for each in again.documents() if each.id == mobilized.document
        )
    assert after == before
    assert (mobilized.actor[0].name, mobilized.actor[0].sector) == ("Dmitry Lee", "MIL")
    assert mobilized.actor[0].office == "General"
    assert (account.publisher or "").startswith("Paper ")
    assert (account.url or "").startswith("https://example.org/")


@pytest.mark.parametrize("name", FORMS)
def test_every_passage_of_what_came_in_stands_in_its_text(
    name: str, tmp_path: Path
) -> None:
    """The rule of the data holds for what others coded, too."""
    with kinds() as ledger:
        data = next(iter(written(name, ledger).values()))
    with brought(tmp_path, name, data) as again:
        for found in again.annotations():
            (event,) = found.events
            ends = [actor.span for actor in event.actor + event.recipient]
            for span in (event.span, event.trigger, *ends):
                assert found.document.text[span.start : span.end] == span.text
            assert event.made_by == f"{name}/1"
            assert found.document.source.endswith(tuple("0123456789"))


def test_a_type_comes_back_from_its_cameo_code() -> None:
    """Of every mode, though CAMEO has no code for some."""
    cameo, ontology = Cameo.load(), Ontology.load()
    for event_type in ontology.types:
        for mode in (None, *ontology.modes(event_type)):
            coded = cameo.plover(code_of(event_type, mode))
            assert coded
            assert coded.event_type == event_type


def test_numbers_of_rows_hold_the_beginning_of_the_happening() -> None:
    """`facta why` takes it; rows of one happening have numbers of their own."""
    with kinds() as ledger:
        ids = {item.id for item in ledger.happenings()}
        rows = written("icews", ledger)[""].decode().splitlines()[1:]
    numbers = [int(row.split("\t")[0]) for row in rows]
    assert len(set(numbers)) == len(numbers)
    assert all(len(str(number)) == 19 for number in numbers)
    for number in numbers:
        assert len([each for each in ids if each.startswith(beginning(number))]) == 1


def test_what_was_not_done_is_in_no_table_without_room_to_say_so() -> None:
    """A denial would else be counted as the deed."""
    with kinds() as ledger:
        denied = [item.id for item in ledger.happenings() if not done(item)]
        polecat = written("polecat", ledger)[""].decode()
        plover = written("plover", ledger)[""].decode()
    assert denied
    assert not [each for each in denied if each in polecat]
    assert all(each in plover for each in denied)


def test_a_row_has_a_cell_for_each_column() -> None:
    """Tabs and line breaks of accounts end no cell and no row."""
    with kinds() as ledger:
        rows = written("polecat", ledger)[""].decode().splitlines()
        events, mentions = written("gdelt", ledger).values()
    assert {row.count("\t") for row in rows} == {len(COLUMNS) - 1} == {39}
    assert {row.count(b"\t") for row in events.splitlines()} == {60}
    assert {row.count(b"\t") for row in mentions.splitlines()} == {15}


def test_where_all_act_alike_each_stands_towards_each_other() -> None:
    """A meeting of three has six rows, a deed without a recipient one."""
    met = doc("Kenya, Somalia and Chad met.", source="met.txt")
    meeting = telling(met, "CONSULT", "KEN,SOM,TCD", "", met.text, date="2025-05-25")
    alone = doc("France mobilized.", source="alone.txt")
    deed = telling(alone, "MOBILIZE", "FRA", "", alone.text, date="2025-05-25")
    with memory() as ledger:
        ledger.add(annotation(met, events=(meeting,)))
        ledger.add(annotation(alone, events=(deed,)))
        ledger.link(link(list(ledger.annotations())))
        ends = [
            tuple(party.end if party else None for party in (row.actor, row.recipient))
            for row in dyads(ledger)
        ]
    three = ("KEN", "SOM", "TCD")
    assert set(ends) == {*permutations(three, 2), ("FRA", None)}
    assert len(ends) == 7
