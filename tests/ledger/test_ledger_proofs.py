"""What a record is known by when its id is gone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.ledger.nouns import Found, Kind, Proof
from facta.ledger.proofs import Present, alike, attached, best, proofs
from facta.records import Annotation
from tests.ledger.deciding import (
    ACCOUNTS,
    STRIKE,
    TALKS,
    VOW,
    account,
    counts,
    decided,
    of_kind,
    records,
)

KINDS: list[Kind] = ["document", "event", "statement", "commitment", "figure"]


def proof(kind: Kind, annotations: Sequence[Annotation] = ACCOUNTS[:1]) -> Proof:
    """What the first record of a kind is known by."""
    whole = {each.document.id: each for each in annotations}
    (found, *_) = proofs(of_kind(kind, annotations=annotations), whole.get)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_is_there_is_found_by_its_id(kind: Kind) -> None:
    """Whatever else is like it."""
    known = proof(kind)
    assert attached(known, Present(ACCOUNTS)).id == known.id


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{STRIKE} \n{TALKS}\n{VOW}", id="another space"),
        pytest.param(
            f"{STRIKE.replace('Sunday', 'Sundays')}\n{TALKS}\n{VOW}",
            id="another letter",
        ),
    ],
)
def test_a_record_of_a_new_version_is_the_former_one(kind: Kind, text: str) -> None:
    """The account has another id, and so has all that it tells."""
    known, new = proof(kind), account(text=text)
    found = attached(known, Present([new]))
    assert found.id != known.id
    assert found.id == of_kind(kind, annotations=[new]).id


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_found_in_a_folder_of_another_name(kind: Kind) -> None:
    """By the name of its file, where one account alone has it."""
    known = proof(kind)
    new = account("elsewhere/a.txt")
    assert attached(known, Present([new])).id == of_kind(kind, annotations=[new]).id
    twice = [new, account("more/a.txt", published="2025-05-29")]
    assert attached(known, Present(twice)).reason == "no account of a.txt"


def test_an_event_that_other_rules_read_otherwise_is_the_same() -> None:
    """By its parties, where its type is another; so a correction stays where it was."""
    known, new = proof("event"), account(kind="COERCE")
    moved = msgspec.structs.replace(
        new, document=msgspec.structs.replace(new.document, id="other")
    )
    assert attached(known, Present([moved])).id == new.events[0].id


REASONS = {
    "another source": (account("c.txt"), "no account of a.txt"),
    "another passage": (
        account(text=f"Nothing of it is left of 13 words, not one.\n{TALKS}\n{VOW}"),
        "no record with this passage",
    ),
}


@pytest.mark.parametrize(("new", "reason"), REASONS.values(), ids=REASONS)
def test_what_stands_in_the_way_is_said(new: Annotation, reason: str) -> None:
    """It is never put on a record that is another."""
    found = attached(proof("event"), Present([new]))
    assert (found.id, found.reason) == (None, reason)


def near(name: str, **other: object) -> Proof:
    """A record like the one that is looked for but for some of it."""
    fields = {
        "id": name,
        "kind": "event",
        "document": "d",
        "source": "s",
        "passage": "Russia struck Odesa",
        "sentence": "Russia struck Odesa on Sunday.",
        "type": "ASSAULT",
        "parties": ("RUS", "UKR"),
    }
    return msgspec.convert(fields | other, Proof)


def test_of_several_the_one_with_most_in_common_is_it() -> None:
    """The type goes before parties, these before words, these before the place."""
    wanted = near("old")
    ranked = [
        near("place"),
        near("words", start=9),
        near("parties", passage="Russia struck Odesa!"),
        near("type", parties=("RUS",)),
        near("none", type="THREATEN"),
    ]
    for at in range(len(ranked) - 1):
        assert best(wanted, ranked[at:][::-1]).id == ranked[at].id


def test_of_two_that_fit_alike_none_is_it() -> None:
    """A person has to say which."""
    assert best(near("old"), [near("a"), near("b")]).reason == "several records fit"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"passage": "Ukraine struck Belgorod"}, id="another passage"),
        pytest.param({"sentence": "Who says that?"}, id="another sentence"),
        pytest.param({"type": "AID", "parties": ("FRA",)}, id="another fact"),
    ],
)
def test_what_is_too_unlike_does_not_fit(other: dict[str, object]) -> None:
    """Passage and sentence have to be nearly the same, and the type or a party."""
    assert best(near("old"), [near("new", **other)]).id is None


@given(st.text(), st.text())
def test_likeness_goes_both_ways_and_minds_no_case(one: str, other: str) -> None:
    """It lies from 0 to 1; a text is like itself."""
    assert 0 <= alike(one, other) <= 1
    assert alike(one, other) == alike(other, one)
    assert alike(one, f" {one}\n") == 1


def versions() -> tuple[Annotation, Annotation]:
    """Both accounts, edited a little: every id is another."""
    new = [
        account(
            whole.document.source,
            text=f"{STRIKE.replace('killed', 'killing')}\n{TALKS} \n{VOW}",
            published=str(whole.document.published),
        )
        for whole in ACCOUNTS
    ]
    return new[0], new[1]


DECIDABLE = [found for found in records() if found.kind != "dispute"]


@pytest.mark.parametrize(
    "found", DECIDABLE, ids=lambda each: f"{each.kind} {each.id[:4]}"
)
def test_a_decision_survives_a_new_version_of_every_account(found: Found) -> None:
    """What was rejected still counts for nothing."""
    made = decided(found, "rejected")
    former, present = counts([made]), counts([made], versions())
    assert present.standings[1].state == "counts"
    assert present.standings[1].record != found.id
    assert len(present.linked.happenings) == len(former.linked.happenings)
    assert [len(whole.events) for whole in present.accounts] == [
        len(whole.events) for whole in former.accounts
    ]


def test_bonds_survive_a_new_version_of_every_account() -> None:
    """What was merged is one, also under other ids."""
    several = [of_kind("happening", at) for at in (0, 1)]
    made = decided(several[0], "merged", [each.id for each in several], known=several)
    found = counts([made], versions())
    assert len(found.linked.happenings) == 1
    assert found.standings[1].state == "counts"


@pytest.mark.parametrize("kind", ["event", "happening"])
def test_a_decision_whose_record_is_gone_is_in_conflict(kind: Kind) -> None:
    """It counts for nothing, is kept, and counts again when its record is back."""
    made = decided(of_kind(kind, 1), "rejected")
    found = counts([made], [account("c.txt")])
    assert found.standings[1].state == "conflict"
    assert found.standings[1].reason
    assert found.linked == counts([], [account("c.txt")]).linked
    assert counts([made]).standings[1].state == "counts"


def test_half_of_a_merger_is_a_conflict() -> None:
    """With one of the happenings gone there is nothing to join."""
    several = [of_kind("happening", at) for at in (0, 1)]
    made = decided(several[0], "merged", [each.id for each in several], known=several)
    rest = [
        msgspec.structs.replace(whole, events=whole.events[:1]) for whole in ACCOUNTS
    ]
    assert counts([made], rest).standings[1].reason == (
        "what was merged is not there any more"
    )


def test_an_older_decision_is_known_by_its_id_alone() -> None:
    """It has no proofs; what has the same id is its record."""
    made = msgspec.structs.replace(decided(of_kind("event"), "rejected"), proofs=())
    assert counts([made]).standings[1].state == "counts"
    assert counts([made], versions()).standings[1].state == "conflict"
