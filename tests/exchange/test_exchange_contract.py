"""The machine-readable output, key by key."""

from __future__ import annotations

import datetime
import json
from typing import Any

import msgspec
import pytest

from facta.exchange import contract
from facta.exchange.contract import line, linked_json
from facta.link import link
from facta.records import Annotation, Time
from facta.shapes import Shape
from facta.testing import (
    actor,
    annotation,
    commitment,
    doc,
    figure,
    place,
    statement,
    telling,
)

TEXT = (
    "Russia struck Odesa on 25 May, CNN said. Trump vowed to help within 60 days if "
    "asked; 13 died."
)
DOCUMENT = doc(TEXT, published="2025-05-27", title="Raid", publisher="Paper")
END = {"start", "end", "text", "name", "country", "sector"}
SPAN = {"start", "end", "text"}
DATED = {"date", "date_precision", "date_basis", "when"}
KEYS = {
    "sentences": {"start", "end"},
    "times": SPAN | {"type", "value"},
    "actors": END | {"office"},
    "events": {
        *(
            "id",
            "event_type",
            "mode",
            "contexts",
            "auxiliary",
            "quad_code",
            "score",
            "actor",
            "recipient",
        ),
        *(
            "date",
            "date_precision",
            "date_basis",
            "start",
            "end",
            "event_text",
            "rule",
            "confidence",
            "reported_in",
        ),
        *("when", "date_reason"),
    },
    "statements": {"speaker", "cue", "content", "direct", "channel", "relation"}
    | DATED,
    "commitments": {
        "kind",
        "maker",
        "recipient",
        "content",
        "condition",
        "deadline",
        "status",
    },
    "figures": SPAN | {"value", "low", "high", "unit", "of", "attributed_to"} | DATED,
}

REPORT = {"document", "event", "again"}
# keys beyond the contract, which nobody has to read
ADDED_REPORT = {"relation", "speaker_kind", "party", "interest"}
ADDED_HAPPENING = {"corroboration", "grade", "caveats"}
# keys beyond the contract, which nobody has to read
ADDED = {"figures": {"direction"}, "statements": {"attribution", "confidence"}}


def full() -> Annotation:
    """An annotation with a record of each kind and all their parts."""
    promise = commitment(DOCUMENT, "to help", "USA", recipient="UKR")
    said = statement(
        DOCUMENT,
        "Russia struck Odesa on 25 May",
        speaker="CNN",
        kind="outlet",
        date="2025-05-27",
    )
    speaker = msgspec.structs.replace(said.speaker, span=place(TEXT, "CNN"))
    return annotation(
        DOCUMENT,
        times=(
            Time(
                span=place(TEXT, "25 May"),
                type="DATE",
                value="2025-05-25",
                basis="stated",
            ),
        ),
        actors=(actor("Russia", country="RUS"),),
        events=(
            telling(
                DOCUMENT,
                "ASSAULT",
                "RUS",
                "UKR",
                "Russia struck Odesa",
                date="2025-05-25",
                reported_in=0,
            ),
        ),
        statements=(
            msgspec.structs.replace(said, speaker=speaker, cue=place(TEXT, "said")),
        ),
        commitments=(
            msgspec.structs.replace(
                promise,
                condition=place(TEXT, "if asked"),
                deadline=place(TEXT, "within 60 days"),
            ),
        ),
        figures=(figure(DOCUMENT, "13", 13.0, of="dead"),),
    )


def read(found: Annotation, *, with_text: bool = False) -> dict[str, Any]:
    written = line(found, with_text=with_text)
    assert b"\n" not in written
    decoded: dict[str, Any] = json.loads(written)
    return decoded


def test_a_line_has_exactly_the_keys_of_the_contract() -> None:
    """No key is missing, none is added; the text comes only when asked for."""
    keys = {"id", "source", "title", "publisher", "published", "text_sha256", *KEYS}
    assert set(read(full())) == keys
    assert set(read(full(), with_text=True)) == keys | {"text"}


@pytest.mark.parametrize("name", KEYS)
def test_each_record_has_the_keys_of_the_contract_and_those_said_to_be_added(
    name: str,
) -> None:
    """
    The keys of a record are those of DESIGN section 6, none missing; what is added is
    known.
    """
    for item in read(full())[name]:
        assert set(item) == KEYS[name] | ADDED.get(name, set())


def test_parts_of_records_have_exactly_the_keys_of_the_contract() -> None:
    """Ends, speakers, cues and contents too."""
    found = read(full())
    event, said, promise = (
        found["events"][0],
        found["statements"][0],
        found["commitments"][0],
    )
    assert [set(end) for end in (*event["actor"], *event["recipient"])] == [END, END]
    assert set(said["speaker"]) == END | {"kind"}
    assert set(said["cue"]) == set(said["content"]) == set(promise["content"]) == SPAN
    assert set(promise["maker"]) == set(promise["recipient"]) == END


def test_values_are_plain_json() -> None:
    """
    Days are ISO 8601, what is not known is null, a deadline is a day where it can be
    told, else words.
    """
    found = read(full())
    assert (found["published"], found["events"][0]["date"]) == (
        "2025-05-27",
        "2025-05-25",
    )
    assert found["events"][0]["reported_in"] == 0
    assert (
        found["commitments"][0]["condition"],
        found["commitments"][0]["deadline"],
    ) == ("if asked", "within 60 days")
    assert found["events"][0]["mode"] is None
    due = msgspec.structs.replace(full().commitments[0], due=datetime.date(2025, 7, 26))
    dated = read(msgspec.structs.replace(full(), commitments=(due,)))
    assert dated["commitments"][0]["deadline"] == "2025-07-26"


def test_an_unnamed_speaker_has_no_place() -> None:
    """A speaker whom the account does not name has null where others have a place."""
    bare = annotation(
        DOCUMENT, statements=(statement(DOCUMENT, "to help", kind="unknown"),)
    )
    speaker = read(bare)["statements"][0]["speaker"]
    assert (speaker["start"], speaker["end"], speaker["text"], speaker["kind"]) == (
        None,
        None,
        None,
        "unknown",
    )


def test_offsets_read_back_their_text() -> None:
    """
    Wherever a line gives start, end and text, the text of the document says the same.
    """
    found = read(full(), with_text=True)
    places = [
        found["times"][0],
        found["figures"][0],
        *(found["statements"][0][key] for key in ("cue", "content")),
    ]
    assert all(
        found["text"][item["start"] : item["end"]] == item["text"] for item in places
    )


def test_a_lone_surrogate_is_written_as_it_is_stored() -> None:
    """
    Text that has no UTF-8 is written with U+FFFD in its place, at the same offsets,
    under the sha256 of that.
    """
    found = read(annotation(doc("a\ud800b")), with_text=True)
    assert found["text"] == "a\ufffdb"
    assert found["text_sha256"] == doc("a\ufffdb").text_sha256


def test_linked_json_has_exactly_the_keys_of_the_contract() -> None:
    """
    Happenings with reports and originators, disputes with values and their reports.
    """
    document = doc("Russia struck Odesa.", source="b", published="2025-05-28")
    denial = telling(
        document,
        "ASSAULT",
        "RUS",
        "UKR",
        document.text,
        date="2025-05-25",
        auxiliary=("negation",),
    )
    one = annotation(doc("Russia struck Odesa.", source="a", published="2025-05-27"))
    one = msgspec.structs.replace(
        one,
        events=(
            telling(
                one.document,
                "ASSAULT",
                "RUS",
                "UKR",
                "Russia struck Odesa.",
                date="2025-05-25",
            ),
        ),
    )
    found = json.loads(linked_json(link([one, annotation(document, events=(denial,))])))
    assert set(found) == {"happenings", "disputes"}
    keys = {"id", "event_type", "actor", "recipient", "reports", "originators"} | DATED
    assert [set(item) - keys for item in found["happenings"]] == [ADDED_HAPPENING] * 2
    assert [keys - set(item) for item in found["happenings"]] == [set(), set()]
    (counts, _) = (item["corroboration"] for item in found["happenings"])
    assert set(counts) == {"primary", "relayed", "named", "anonymous", "own"}
    (dispute,) = found["disputes"]
    assert set(dispute) == {"attribute", "strength", "values"}
    assert [
        set(report) for item in found["happenings"] for report in item["reports"]
    ] == [REPORT | ADDED_REPORT] * 2
    assert [set(value) for value in dispute["values"]] == [{"value", "reports"}] * 2
    reports = [report for value in dispute["values"] for report in value["reports"]]
    assert reports == [
        {"document": document.id, "event": denial.id},
        {"document": one.document.id, "event": one.events[0].id},
    ]


def test_a_claim_that_rests_on_no_event_names_its_document() -> None:
    """A denied statement is reported with a null event."""
    document = doc("Ann said: it burned. Bob said: it did not.")
    said = statement(document, "it burned", speaker="Ann")
    denial = statement(document, "it did not", speaker="Bob", denies=0)
    found = json.loads(
        linked_json(link([annotation(document, statements=(said, denial))]))
    )
    reports = [value["reports"] for value in found["disputes"][0]["values"]]
    assert reports == [[{"document": document.id, "event": None}]] * 2


SHAPES = {
    name: shape for name, shape in vars(contract).items() if isinstance(shape, Shape)
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_key_of_the_contract_leads_to_a_field_of_its_record(
    shape: Shape[Any],
) -> None:
    """A field that was renamed or went away is seen here, not in somebody's program."""
    assert list(shape.types) == list(shape)


def test_the_keys_of_a_line_stand_in_the_order_of_the_contract() -> None:
    """Who reads lines as text, or compares two runs byte by byte, finds them alike."""
    found = read(full(), with_text=True)
    head = ["id", "source", "title", "publisher", "published", "text_sha256"]
    assert list(found) == [*head, *KEYS, "text"]
    assert list(found["events"][0])[-2:] == ["when", "date_reason"]
