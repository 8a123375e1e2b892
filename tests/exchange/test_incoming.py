"""Published event data, row by row: what is read of it, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.errors import SourceError
from facta.exchange.as_polecat import COLUMNS
from facta.exchange.gdelt_columns import EVENTS, MENTIONS
from facta.exchange.incoming import INLETS, Brought, bring, form_of
from facta.exchange.incoming.nouns import CodedEvent, Typeless, UnfitError
from facta.ledger import Ledger
from facta.records import Date, Event
from tests.exchange.making import memory
from tests.ledger.making import dump

ICEWS = [
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country"),
    *("Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors"),
    *("Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District"),
    *("Province", "Country", "Latitude", "Longitude"),
]
POLECAT = ["Event ID", "Event Date", "Event Type", "Event Mode", "Contexts"] + [
    f"{side} {name}"
    for side in ("Actor", "Recipient")
    for name in ("Name", "Country", "Title")
]
POLECAT += ["Primary Actor Sector", "Primary Recipient Sector", "Source"]
POLECAT += ["Publication Date", "City", "Country"]


def icews(**given: str) -> str:
    """A row of ICEWS; an attack unless it says otherwise."""
    row = {
        "Event ID": "7",
        "Event Date": "2018-06-01",
        "Source Name": "Russia",
        "Source Country": "Russian Federation",
        "Event Text": "Use unconventional violence",
        "CAMEO Code": "180",
        "Target Name": "Citizen (Ukraine)",
        "Target Sectors": "General Population / Civilian / Social,Social",
        "Target Country": "Ukraine",
        "Story ID": "42",
        "Sentence Number": "2",
        "Publisher": "Daily Herald",
        "City": "Kyiv",
        "Country": "Ukraine",
    } | {name.replace("_", " "): value for name, value in given.items()}
    return "\t".join(row.get(name, "") for name in ICEWS)


def polecat(**given: str) -> str:
    """A row of POLECAT; an air strike unless it says otherwise."""
    row = {
        "Event ID": "20230501-1",
        "Event Date": "2023-05-01",
        "Event Type": "ASSAULT",
        "Event Mode": "aerial",
        "Contexts": "military;nonsense",
        "Actor Name": "Russian Armed Forces",
        "Actor Country": "RUS",
        "Primary Actor Sector": "MIL",
        "Recipient Name": "Ukraine",
        "Recipient Country": "UKR",
        "Source": "Daily Herald",
        "Publication Date": "2023-05-02",
        "City": "Kyiv",
        "Country": "UKR",
    } | {name.replace("_", " "): value for name, value in given.items()}
    return "\t".join(row.get(name, "") for name in POLECAT)


def gdelt(**given: str) -> str:
    """A row of GDELT; a meeting unless it says otherwise."""
    row = {
        "GLOBALEVENTID": "1100000001",
        "Day": "20230501",
        "MonthYear": "202305",
        "Year": "2023",
        "Actor1Code": "ROMGOV",
        "Actor1Name": "ROMANIA",
        "Actor1CountryCode": "ROM",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "USAMED",
        "Actor2Name": "JOURNALISTS IN THE UNITED STATES",
        "Actor2CountryCode": "USA",
        "Actor2Type1Code": "MED",
        "EventCode": "040",
        "ActionGeo_Fullname": "Bucharest, Romania",
        "DATEADDED": "20230502101500",
        "SOURCEURL": "https://news.example.org/a",
    } | given
    return "\t".join(row.get(name, "") for name in EVENTS)


def plover(**given: object) -> str:
    """A line of PLOVER."""
    row: dict[str, object] = {
        "id": "e1",
        "event_type": "AID",
        "actor": [{"name": "United States", "country": "USA"}],
        "recipient": ["Ukraine"],
        "date": "2023-05-01",
        "event_text": "Washington sent aid to Kyiv",
    }
    return json.dumps(row | given)


FILES = {
    "icews": lambda *rows: "\n".join(["\t".join(ICEWS), *rows]) + "\n",
    "polecat": lambda *rows: "\n".join(["\t".join(POLECAT), *rows]) + "\n",
    "gdelt": lambda *rows: "\n".join(rows) + "\n",
    "plover": lambda *rows: "\n".join(rows) + "\n",
}
ROW = {"icews": icews, "polecat": polecat, "gdelt": gdelt, "plover": plover}
FIRST = {"icews": 2, "polecat": 2, "gdelt": 1, "plover": 1}
every_form = pytest.mark.parametrize("name", FILES)


def land(folder: Path, name: str, *rows: str) -> tuple[Brought, Ledger]:
    """What an import of some rows did, and the ledger that holds them."""
    path = folder / "events"
    path.write_text(FILES[name](*rows), "utf8")
    ledger = memory()
    return bring([path], ledger, form=name), ledger


def only(folder: Path, name: str, row: str) -> Event:
    """The event that a row becomes."""
    brought, ledger = land(folder, name, row)
    assert brought.faults == ()
    (event,) = ledger.events()
    return event


def test_an_icews_row_becomes_an_event(tmp_path: Path) -> None:
    """Parties, sectors, the code's type, and a line that says it all."""
    brought, ledger = land(tmp_path, "icews", icews())
    (event,), (document,) = ledger.events(), ledger.documents()
    assert document.text == (
        "2018-06-01: Russia - Use unconventional violence (180) - Citizen (Ukraine) "
        "(Kyiv, Ukraine; story 42, sentence 2; event 7)"
    )
    assert (event.event_type, event.date, event.rule) == (
        "ASSAULT",
        Date(2018, 6, 1),
        "cameo 180",
    )
    assert (event.actor[0].name, event.actor[0].country) == ("Russia", "RUS")
    assert (event.recipient[0].country, event.recipient[0].sector) == ("UKR", "CVL")
    assert event.trigger.text == "Use unconventional violence (180)"
    assert (document.publisher, document.source) == (
        "Daily Herald",
        f"{tmp_path / 'events'}#2",
    )
    assert (brought.rows, brought.added, brought.known) == (1, 1, 0)
    assert len(list(ledger.happenings())) == 1


def test_a_polecat_row_becomes_an_event(tmp_path: Path) -> None:
    """Its mode and the contexts that PLOVER has; several parties in one cell."""
    event = only(
        tmp_path, "polecat", polecat(Actor_Name="Ann Lee;NATO", Actor_Country="RUS;IGO")
    )
    assert (event.mode, event.contexts, event.score) == ("aerial", ("military",), -9.5)
    assert [(actor.name, actor.country) for actor in event.actor] == [
        ("Ann Lee", "RUS"),
        ("NATO", "IGO"),
    ]


def test_a_gdelt_row_becomes_an_event(tmp_path: Path) -> None:
    """Its own codes of countries and roles; capitals become names."""
    _, ledger = land(tmp_path, "gdelt", gdelt())
    (event,), (document,) = ledger.events(), ledger.documents()
    assert [
        (actor.name, actor.country, actor.sector)
        for actor in event.actor + event.recipient
    ] == [
        ("Romania", "ROU", "GOV"),
        ("Journalists in the United States", "USA", "JRN"),
    ]
    assert (document.publisher, document.url) == (
        "news.example.org",
        "https://news.example.org/a",
    )
    assert (document.published, document.published_basis) == (Date(2023, 5, 2), "given")


def test_a_plover_line_becomes_an_event(tmp_path: Path) -> None:
    """Its passage stands in the text; a party may be a name alone."""
    _, ledger = land(tmp_path, "plover", plover(auxiliary=["future"], confidence=0.7))
    (event,), (document,) = ledger.events(), ledger.documents()
    assert "Washington sent aid to Kyiv" in document.text
    assert (event.auxiliary, event.confidence) == (("future",), 0.7)
    assert event.recipient[0].country == "UKR"


def test_rows_with_commas_and_quotation_marks_are_read(tmp_path: Path) -> None:
    """As the R package icews writes them, names of columns in small letters."""
    path = tmp_path / "events.csv"
    path.write_text(
        "event_date,source_name,source_country,cameo_code,target_name,target_country\n"
        '2018-06-01,"Lee, Ann",Japan,040,"A ""B"" C",Korea\n'
    )
    with memory() as ledger:
        bring([path], ledger)
        (event,) = ledger.events()
    assert [actor.name for actor in event.actor + event.recipient] == [
        "Lee, Ann",
        'A "B" C',
    ]


WRONG = {
    "icews": {
        "another number of columns": (icews() + "\tmore", "21 columns instead of 20"),
        "too few columns": ("1\t2018-06-01", "2 columns instead of 20"),
        "surplus tabs": (icews() + "\t\t", "surplus tabs: 22 columns instead of 20"),
        "a bad code": (icews(CAMEO_Code="13y"), "no CAMEO code: '13y'"),
        "a code that is none": (icews(CAMEO_Code="210"), "no CAMEO code: '210'"),
        "no code": (icews(CAMEO_Code=""), "no CAMEO code: ''"),
        "no date": (icews(Event_Date=""), "no date"),
        "a bad date": (icews(Event_Date="2018-02-30"), "no date: '2018-02-30'"),
        "no party": (icews(Source_Name="", Target_Name="None"), "names no party"),
    },
    "polecat": {
        "a bad type": (polecat(Event_Type="HUG"), "no type of event: 'HUG'"),
        "surplus tabs": (polecat() + "\t", "surplus tabs: 18 columns instead of 17"),
        "no date": (polecat(Event_Date="None"), "no date"),
    },
    "gdelt": {
        "another number of columns": (gdelt() + "\tmore", "62 columns instead of 61"),
        "a bad code": (gdelt(EventCode="---"), "no CAMEO code: '---'"),
        "no date": (gdelt(Day="", MonthYear="", Year=""), "no date"),
    },
    "plover": {
        "no JSON": ("{", "not JSON"),
        "no type": (
            '{"date": "2023-05-01"}',
            "Object missing required field 'event_type'",
        ),
        "no date": (plover(date=None), "no date"),
        "a bad confidence": (plover(confidence=0), "no confidence: 0"),
        "an unknown basis": (plover(date_basis="guess"), "Invalid enum value 'guess'"),
    },
}
EACH_WRONG = [
    pytest.param(name, row, reason, id=f"{name}: {what}")
    for name, cases in WRONG.items()
    for what, (row, reason) in cases.items()
]


@pytest.mark.parametrize(("name", "row", "reason"), EACH_WRONG)
def test_a_row_that_is_wrong_is_named_and_the_others_land(
    name: str, row: str, reason: str, tmp_path: Path
) -> None:
    """With its number and its reason; the ledger keeps how many there were."""
    good = str(ROW[name]())
    brought, ledger = land(tmp_path, name, good, row, row)
    assert brought.added == 1
    (named, again) = brought.named
    assert named.source == f"{tmp_path / 'events'}#{FIRST[name] + 1}"
    assert named.reason.startswith(reason)
    assert again.source.endswith(f"#{FIRST[name] + 2}")
    assert [count for _, count in brought.faults] == [2]
    (kept,) = ledger.skipped()
    assert kept.reason.startswith("2 rows: ")


@pytest.mark.parametrize(
    ("name", "row", "note"),
    [
        ("polecat", polecat(Event_Mode="magic"), "no mode of ASSAULT: 'magic'"),
        ("polecat", polecat(Actor_Country="ZZZ"), "no country: 'ZZZ'"),
        ("icews", icews(Source_Country="Atlantis"), "no country: 'Atlantis'"),
        ("gdelt", gdelt(Actor1CountryCode="ZZZ"), "no country: 'ZZZ'"),
    ],
)
def test_what_is_unknown_in_a_row_is_left_out_of_it(
    name: str, row: str, note: str, tmp_path: Path
) -> None:
    """The row lands without it, and is told of."""
    brought, _ = land(tmp_path, name, row)
    assert (brought.added, brought.kept) == (1, 1)
    assert brought.named[0].reason == f"{note}; kept without it"


def test_a_region_is_no_country_and_no_fault(tmp_path: Path) -> None:
    """GDELT has codes for Europe and Africa."""
    event = only(tmp_path, "gdelt", gdelt(Actor1CountryCode="EUR", Actor1Name="EUROPE"))
    assert (event.actor[0].name, event.actor[0].country) == ("Europe", None)


def test_what_plover_has_no_type_for_is_counted_and_no_fault(tmp_path: Path) -> None:
    """CAMEO's statements and appeals, by code."""
    rows = [icews(CAMEO_Code=code) for code in ("010", "010", "0233", "040")]
    brought, _ = land(tmp_path, "icews", *rows)
    assert (brought.typeless, brought.faults) == ({"010": 2, "0233": 1}, ())
    assert brought.added == 1


def test_twenty_rows_are_named_and_all_are_counted(tmp_path: Path) -> None:
    """By reason, whatever each row's own value."""
    rows = [icews(CAMEO_Code=f"{at}y") for at in range(30)] + [icews(Event_Date="")] * 5
    brought, ledger = land(tmp_path, "icews", *rows, icews())
    assert len(brought.named) == 20
    assert brought.faults == (("no CAMEO code: …", 30), ("no date", 5))
    assert {item.reason for item in ledger.skipped()} == {
        "30 rows: no CAMEO code: …",
        "5 rows: no date",
    }


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("2018-06-01", Date(2018, 6, 1), "day"),
        ("2018-06-01 00:00:00", Date(2018, 6, 1), "day"),
        ("20180601", Date(2018, 6, 1), "day"),
        ("2018-06", Date(2018, 6, 1), "month"),
        ("2018", Date(2018, 1, 1), "year"),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(
    text: str, date: Date, precision: str, tmp_path: Path
) -> None:
    """A month is no first of the month."""
    event = only(tmp_path, "icews", icews(Event_Date=text))
    assert (event.date, event.date_precision, event.date_basis) == (
        date,
        precision,
        "stated",
    )


@every_form
def test_the_same_rows_again_write_nothing(name: str, tmp_path: Path) -> None:
    """In the same order or another, twice in one file or in two."""
    rows = [str(ROW[name]()), str(ROW[name]())]
    path = tmp_path / "events"
    path.write_text(FILES[name](*rows), "utf8")
    with memory() as ledger:
        first = bring([path], ledger, form=name)
        again = bring([path], ledger, form=name)
    assert (first.added, first.known) == (1, 1)
    assert (again.added, again.known) == (0, 2)


def test_rows_that_left_a_file_are_told_of_and_dropped_on_request(
    tmp_path: Path,
) -> None:
    """As accounts of a folder are."""
    path = tmp_path / "events"
    other = icews(Event_ID="8", Target_Country="Poland", Target_Name="Poland")
    path.write_text(FILES["icews"](icews(), other))
    with Ledger.open(tmp_path / "facta.db") as ledger:
        bring([path], ledger)
    path.write_text(FILES["icews"](other))
    with Ledger.open(tmp_path / "facta.db") as ledger:
        assert bring([path], ledger).gone == (str(path),)
        assert len(list(ledger.events())) == 2
    with Ledger.open(tmp_path / "facta.db") as ledger:
        assert bring([path], ledger, prune=True).pruned == (str(path),)
        assert len(list(ledger.events())) == 1


@every_form
def test_the_format_is_known_by_how_a_file_opens(name: str, tmp_path: Path) -> None:
    """Where that is sure."""
    path = tmp_path / "events"
    path.write_text(FILES[name](str(ROW[name]())), "utf8")
    assert form_of(path) == name


@pytest.mark.parametrize(
    ("content", "form", "said"),
    [
        ("", None, "empty"),
        ("id,text\n1,a\n", None, "give --format (plover, polecat, gdelt, icews)"),
        ("\t".join(["1"] * len(MENTIONS)), None, "mentions hold no events"),
        ("id,text\n1,a\n", "icews", "no column 'event date'"),
    ],
)
def test_a_file_that_is_no_event_data_is_refused(
    content: str, form: str | None, said: str, tmp_path: Path
) -> None:
    """With nothing written, in one line that says what to do."""
    path = tmp_path / "events"
    path.write_text(content)
    with memory() as ledger:
        with pytest.raises(
            SourceError, match=said.replace("(", r"\(").replace(")", r"\)")
        ):
            bring([path], ledger, form=form)
        assert not list(ledger.documents())


def test_files_come_in_together_or_not_at_all(tmp_path: Path) -> None:
    """A second file that cannot be read leaves nothing of the first."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text(FILES["icews"](icews()))
    bad.write_text("id,text\n")
    with Ledger.open(tmp_path / "facta.db") as ledger:
        before = dump(tmp_path / "facta.db")
        with pytest.raises(SourceError):
            bring([good, bad], ledger, form="icews")
        assert dump(tmp_path / "facta.db") == before


def test_a_byte_that_is_no_utf8_spoils_no_row(tmp_path: Path) -> None:
    """Old tables are in Windows-1252."""
    path = tmp_path / "events"
    path.write_bytes(FILES["icews"](icews(Source_Name="José")).encode("cp1252"))
    with memory() as ledger:
        bring([path], ledger)
        (event,) = ledger.events()
    assert event.actor[0].name == "José"


def test_a_stray_quotation_mark_spoils_no_other_row(tmp_path: Path) -> None:
    """In a table with tabs each line is a row."""
    stray = icews(Source_Name='"Ann')
    brought, _ = land(tmp_path, "icews", stray, icews(), icews(Event_ID="9"))
    assert (brought.rows, brought.added, brought.faults) == (3, 3, ())


def test_names_of_columns_that_no_row_has_cells_for_are_passed_over(
    tmp_path: Path,
) -> None:
    """Some files that POLECAT publishes name more columns than their rows have."""
    values = {"Event Date": "2023-05-01", "Event Type": "AID", "Actor Name": "France"}
    row = "\t".join(values.get(name, "") for name in COLUMNS)
    header = "\t".join([*list(COLUMNS)[:5], "Headline", *list(COLUMNS)[5:]])
    path = tmp_path / "events"
    path.write_text(f"{header}\n{row}\n{row}\tmore\n")
    with memory() as ledger:
        brought = bring([path], ledger)
        (event,) = ledger.events()
    assert (event.event_type, event.actor[0].country) == ("AID", "FRA")
    # whose one more cell may be of any column
    assert brought.faults == (("41 columns instead of 40", 1),)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\t\r\n"), max_size=12)


@given(
    rows=st.lists(st.lists(CELLS, max_size=70), max_size=5),
    name=st.sampled_from([*FILES]),
)
def test_no_row_whatsoever_ends_in_a_traceback(
    rows: list[list[str]], name: str
) -> None:
    """Each is an event, has no type, or says what is wrong with it."""
    lines = FILES[name](*("\t".join(row) for row in rows)).splitlines(keepends=True)
    for _, read in INLETS[name].events(lines, "events"):
        assert isinstance(read, CodedEvent | Typeless | UnfitError)
