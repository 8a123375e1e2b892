"""The bundled corpus and its reading agree with each other, character by character."""

from __future__ import annotations

import csv
import datetime
import json
from itertools import pairwise
from typing import Any

import pytest

from facta.demo import corpus, reading

KINDS = {
    "promise",
    "offer",
    "threat",
    "ultimatum",
    "demand",
    "agreement",
    "refusal",
    "denial",
}
STATUSES = {
    "open",
    "in_the_works",
    "stalled",
    "compromise",
    "kept",
    "broken",
    "withdrawn",
    None,
}
SPEAKERS = {"named", "anonymous", "institution", "document", "outlet", "unknown"}
ATTRIBUTES = {
    "date",
    "number",
    "participant",
    "role",
    "occurrence",
    "status",
    "outcome",
}
AUXILIARIES = {"historical", "future", "hypothetical", "negation"}
TYPES = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "MOBILIZE",
    "SANCTION",
    "COERCE",
    "ASSAULT",
}


def texts() -> dict[str, str]:
    """The text of each account by its file name."""
    with corpus() as folder:
        return {
            path.name: path.read_text("utf8")
            for path in sorted(folder.iterdir())
            if path.suffix != ".csv"
        }


def loaded() -> dict[str, Any]:
    """The reading as plain JSON."""
    with reading() as path:
        data: dict[str, Any] = json.loads(path.read_text("utf8"))
    return data


TEXTS = texts()
READING = loaded()
ACCOUNTS: dict[str, Any] = READING["accounts"]
names = pytest.mark.parametrize("name", sorted(TEXTS))


def listed() -> list[dict[str, str]]:
    """The rows of accounts.csv."""
    with (
        corpus() as folder,
        (folder / "accounts.csv").open(encoding="utf8", newline="") as handle,
    ):
        return list(csv.DictReader(handle))


def dated(value: str) -> bool:
    """Whether a value is a year, a month or a day that exists."""
    parts = [*map(int, value.split("-")), 1, 1][:3]
    return datetime.date(*parts).isoformat().startswith(value)


def test_every_account_is_listed_and_read() -> None:
    """The folder, its table and the reading name the same twelve files."""
    assert len(TEXTS) == 12
    assert [row["file"] for row in listed()] == sorted(TEXTS) == sorted(ACCOUNTS)


def test_every_account_has_a_title_a_publisher_and_a_day() -> None:
    """The table leaves only the address empty."""
    for row in listed():
        assert row["title"]
        assert row["publisher"]
        assert not row["url"]
        assert dated(row["published"])


@names
def test_an_account_opens_with_its_title(name: str) -> None:
    """The table gives the heading as it stands in the text."""
    title = next(row["title"] for row in listed() if row["file"] == name)
    assert TEXTS[name].splitlines()[0].removeprefix("# ") == title


@names
def test_an_account_is_of_readable_length(name: str) -> None:
    """Accounts have 150 to 450 words; a wire brief may be shorter."""
    low = 70 if ACCOUNTS[name]["kind"] == "wire brief" else 150
    assert low <= len(TEXTS[name].split()) <= 450


@names
def test_every_anchor_stands_where_the_reading_says(name: str) -> None:
    """Anchors occur once, verbatim; offsets of quotations point at the quoted words."""
    account, text = ACCOUNTS[name], TEXTS[name]
    for record in account["events"] + account["commitments"] + account["figures"]:
        assert text.count(record["anchor"]) == 1
        assert text.startswith(record["anchor"], record["start"])
    for record in account["quotations"]:
        assert text.count(record["anchor"]) == 1
        assert record["content"] in record["anchor"]
        assert text.startswith(record["content"], record["start"])
        assert text[record["start"] - 1] in '"“'
        assert text[record["start"] + len(record["content"])] in '"”,'


@names
def test_every_quoted_passage_is_in_the_reading(name: str) -> None:
    """
    No quotation mark in an account opens a passage that the reading does not list.
    """
    text = TEXTS[name].replace("“", '"').replace("”", '"')
    marks = [at for at, letter in enumerate(text) if letter == '"']
    opened = {start + 1 for start, _ in list(pairwise(marks))[::2]}
    assert opened == {record["start"] for record in ACCOUNTS[name]["quotations"]}


@names
def test_records_use_the_words_of_the_schema(name: str) -> None:
    """
    Types, kinds and statuses are those of the records; dates exist and say their basis.
    """
    account = ACCOUNTS[name]
    for event in account["events"]:
        assert event["event_type"] in TYPES
        assert set(event["auxiliary"]) <= AUXILIARIES
        assert all(
            len(code) == 3 and code.isupper()
            for code in event["actor"] + event["recipient"]
        )
        assert ("date" in event) == (event.get("date_basis") == "stated")
        assert "date" not in event or dated(event["date"])
    for record in account["commitments"]:
        assert record["kind"] in KINDS
        assert record["status"] in STATUSES
        assert record.get("deadline") is None or dated(record["deadline"])
    assert {record["kind"] for record in account["quotations"]} <= SPEAKERS
    assert all(
        isinstance(figure["value"], int | float) for figure in account["figures"]
    )


@pytest.mark.parametrize(
    "happening", READING["happenings"], ids=lambda record: record["id"]
)
def test_a_happening_is_told_by_the_accounts_that_it_names(
    happening: dict[str, Any],
) -> None:
    """Each account of a happening has an event of that type between those countries."""
    for name in happening["accounts"]:
        found = [
            event
            for event in ACCOUNTS[name]["events"]
            if event["event_type"] == happening["event_type"]
            and set(event["actor"]) <= set(happening["actor"])
            and set(event["recipient"]) <= set(happening["recipient"])
        ]
        assert found, name


@pytest.mark.parametrize("copy", READING["copies"], ids=lambda record: record["kind"])
def test_copied_passages_stand_in_every_copy(copy: dict[str, Any]) -> None:
    """
    A verbatim copy shares whole passages, quotation marks aside; a rewrite credits its
    originator.
    """
    for name in copy["accounts"]:
        text = TEXTS[name].replace("“", '"').replace("”", '"')
        assert all(passage in text for passage in copy["passages"])
        assert copy["originator"] in text or not copy["credited"]
        assert len(set(copy["accounts"])) > 1


@pytest.mark.parametrize(
    "dispute", READING["disputes"], ids=lambda record: record["about"]
)
def test_a_dispute_has_two_sides_that_accounts_hold(dispute: dict[str, Any]) -> None:
    """
    A dispute names two values or more, each with its accounts, and a known attribute
    and strength.
    """
    assert dispute["attribute"] in ATTRIBUTES
    assert dispute["strength"] in {"direct", "tension"}
    assert len({value["value"] for value in dispute["values"]}) > 1
    assert all(
        value["accounts"] and set(value["accounts"]) <= set(TEXTS)
        for value in dispute["values"]
    )
    assert dispute["happening"] in {
        None,
        *(record["id"] for record in READING["happenings"]),
    }
