"""Coded passages from their file, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from facta.errors import SettingsError, SourceError
from facta.evaluate.corpus import Passage, load

TEXT = "Iran met Russia.\n\nThey agreed."
ENTITY = {
    "id": "E1",
    "name": "Iran",
    "kind": "state",
    "countries": ["IRN"],
    "sector": None,
    "members": [],
    "mentions": [[0, 4, "Iran"]],
}
RUSSIA = ENTITY | {"id": "E2", "name": "Russia", "countries": ["RUS"]}
BOTH = ENTITY | {"id": "E3", "kind": "group", "countries": [], "members": ["E1", "E2"]}
EVENT = {
    "trigger": [5, 8, "met"],
    "event_type": "CONSULT",
    "mode": None,
    "auxiliary": [],
    "contexts": ["diplomatic"],
    "scope": "international",
    "actors": ["E1", "E2"],
    "recipients": ["E1", "E2"],
    "day": {"value": None, "bound": "by", "basis": "published"},
    "place": None,
    "said_by": None,
    "optional": False,
}
PASSAGE = {
    "id": "wikinews-7.1",
    "document": "wikinews-7",
    "source": "wikinews",
    "licence": "CC-BY-2.5",
    "credit": "Wikinews contributors",
    "url": "https://example.org/7",
    "title": "Two states meet",
    "published": "2005-08-12",
    "kind": "news",
    "reader": "r1",
    "text": TEXT,
    "sentences": [[0, 16], [18, 30]],
    "entities": [
        ENTITY,
        RUSSIA | {"mentions": [[9, 15, "Russia"]]},
        BOTH | {"mentions": [[18, 22, "They"]]},
    ],
    "events": [EVENT],
    "words": None,
}


def entity(**changed: Any) -> dict[str, Any]:
    """A passage whose first entity is changed."""
    return {"entities": [ENTITY | changed, *PASSAGE["entities"][1:]]}  # type: ignore[index]


def event(**changed: Any) -> dict[str, Any]:
    """A passage whose event is changed."""
    return {"events": [EVENT | changed]}


def file(folder: Path, *passages: dict[str, Any]) -> Path:
    """A corpus file of some passages."""
    path = folder / "dev.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, passages)))
    return path


def test_a_sound_passage_loads_and_writes_back(tmp_path: Path) -> None:
    """decode(encode(x)) == x."""
    (own,) = load(file(tmp_path, PASSAGE))
    assert msgspec.json.decode(msgspec.json.encode(own), type=Passage) == own
    assert own.countries("E3") == {"IRN", "RUS"}
    with pytest.raises(KeyError):
        own.entity("E9")


def test_a_group_of_members_needs_no_mention(tmp_path: Path) -> None:
    """Others do."""
    group = BOTH | {"mentions": []}
    entities = [*PASSAGE["entities"][:2], group]  # type: ignore[index]
    assert load(file(tmp_path, PASSAGE | {"entities": entities}))


DAY = {"value": None, "bound": None, "basis": "unresolved"}
REFUSED = {
    "a span that does not read back": (
        entity(mentions=[[0, 4, "Iraq"]]),
        "E1: [0, 4] reads 'Iran' and not 'Iraq'; mark it anew",
    ),
    "a span over two sentences": (
        entity(mentions=[[9, 22, "Russia.\n\nThey"]]),
        "lies in no one sentence",
    ),
    "an empty span": (entity(mentions=[[4, 4, ""]]), "reads '' and not ''"),
    "an unknown country": (entity(countries=["UNO"]), "'UNO' is no country"),
    "a country twice": (entity(countries=["IRN", "IRN"]), "IRN+IRN repeats itself"),
    "an unknown sector": (entity(sector="KING"), "'KING' is no sector; use one of AGR"),
    "an unknown member": (entity(members=["E7"]), "E7 is no entity of this passage"),
    "members in a circle": (entity(members=["E3"]), "is a member of itself"),
    "an id twice": (entity(id="E2"), "E2: 2 entities of this id"),
    "no mention": (entity(mentions=[]), "E1: no mention and no members"),
    "no name": (entity(name=" "), "E1: no name"),
    "an unknown type": (event(event_type="MEET"), "V1: 'MEET' is no event type"),
    "an unknown mode": (event(mode="lunch"), "V1: CONSULT: no mode 'lunch'"),
    "an unknown context": (event(contexts=["sport"]), "V1: 'sport' is no context"),
    "an unknown auxiliary mode": (
        event(auxiliary=["soon"]),
        "Invalid enum value 'soon'",
    ),
    "an unknown party": (event(actors=["E8"]), "V1: E8 is no entity of this passage"),
    "an unknown place": (event(place="E8"), "V1: E8 is no entity of this passage"),
    "no day": (event(day=DAY | {"value": "soon"}), "V1: 'soon' is no day"),
    "a value without basis": (
        event(day=DAY | {"value": "2005"}),
        "a day of basis unresolved with value 2005",
    ),
    "a stated day without value": (
        event(day={"value": None, "bound": "on", "basis": "stated"}),
        "a day of basis stated with value None",
    ),
    "a bound of nothing": (event(day=DAY | {"bound": "by"}), "with bound by"),
    "on publication": (
        event(day={"value": None, "bound": "on", "basis": "published"}),
        "is `by` or `after` it",
    ),
    "sentences that overlap": ({"sentences": [[0, 16], [15, 30]]}, "sentence [15, 30]"),
    "a sentence past the end": (
        {"sentences": [[0, 16], [18, 31]]},
        "sentence [18, 31]",
    ),
    "text in no sentence": (
        {"sentences": [[0, 16]]},
        "'They agreed.' stands in no sentence",
    ),
    "no sentences": ({"sentences": []}, "no sentences; cut the text"),
    "a field unknown": (
        {"mood": "grim"},
        "no coded passage: Object contains unknown field",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_right_is_refused(case: str, tmp_path: Path) -> None:
    """With file, line and what to do."""
    changed, told = REFUSED[case]
    path = file(tmp_path, PASSAGE | {"id": "wikinews-6.1"}, PASSAGE | changed)
    with pytest.raises(SettingsError) as raised:
        load(path)
    assert str(raised.value).startswith(f"{path} line 2")
    assert told in str(raised.value)


def test_a_fault_names_the_passage_and_counts_the_rest(tmp_path: Path) -> None:
    """One line for a person."""
    path = file(tmp_path, PASSAGE | event(event_type="MEET", contexts=["sport"]))
    with pytest.raises(
        SettingsError, match=r"line 1 \(wikinews-7\.1\): .*\(and 1 more\)"
    ):
        load(path)


def test_a_passage_twice_is_refused(tmp_path: Path) -> None:
    """The message says where the first stands."""
    with pytest.raises(
        SettingsError, match=r"line 2.*: line 1 has this id too; keep one"
    ):
        load(file(tmp_path, PASSAGE, PASSAGE))


def test_a_file_that_is_missing_is_a_source_error(tmp_path: Path) -> None:
    """And says what to give."""
    with pytest.raises(SourceError, match="give a file of coded passages"):
        load(tmp_path / "none.jsonl")


SPAN = [18, 30, "They agreed."]
SAID = {
    "speaker": "E1",
    "speaker_kind": "named",
    "cue": None,
    "content": [SPAN],
    "kind": "assertion",
    "form": "direct",
}
BOUND = {
    "kind": "promise",
    "maker": "E1",
    "recipient": None,
    "content": SPAN,
    "deadline": None,
    "condition": None,
    "status": "open",
}
FIGURE = {
    "span": SPAN,
    "value": 2,
    "low": None,
    "high": None,
    "unit": None,
    "of": None,
    "attributed_to": None,
}
TIME = {"span": SPAN, "type": "DATE", "value": None}
WORDS = {
    "attributions": [SAID],
    "commitments": [BOUND],
    "figures": [FIGURE],
    "times": [TIME],
}
WRONG_WORDS = {
    "an unknown speaker": (
        "attributions",
        SAID | {"speaker": "E8"},
        "A1: E8 is no entity",
    ),
    "no content": ("attributions", SAID | {"content": []}, "A1: no content"),
    "a cue elsewhere": (
        "attributions",
        SAID | {"cue": [0, 3, "said"]},
        "A1: [0, 3] reads",
    ),
    "an unknown maker": ("commitments", BOUND | {"maker": "E8"}, "C1: E8 is no entity"),
    "a deadline": (
        "commitments",
        BOUND | {"deadline": "May"},
        "C1: deadline 'May' is no day",
    ),
    "a source": ("figures", FIGURE | {"attributed_to": "E8"}, "F1: E8 is no entity"),
    "bounds": ("figures", FIGURE | {"low": 3, "high": 2}, "F1: 3 is above 2"),
    "a time elsewhere": ("times", TIME | {"span": [0, 3, "May"]}, "T1: [0, 3] reads"),
}


def test_words_load(tmp_path: Path) -> None:
    """Where a passage was read for them."""
    (own,) = load(file(tmp_path, PASSAGE | {"words": WORDS}))
    assert own.words is not None
    assert own.words.figures[0].value == 2


@pytest.mark.parametrize("case", WRONG_WORDS)
def test_wrong_words_are_refused(case: str, tmp_path: Path) -> None:
    """As entities and events are."""
    part, wrong, told = WRONG_WORDS[case]
    path = file(tmp_path, PASSAGE | {"words": WORDS | {part: [wrong]}})
    with pytest.raises(SettingsError) as raised:
        load(path)
    assert told in str(raised.value)
