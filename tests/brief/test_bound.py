"""A commitment in one sentence, and what came of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.brief import bound
from facta.records import CommitmentKind, Pledge, Status
from facta.testing import commitment, doc
from tests.measure.pledged import pledge


def said(kind: CommitmentKind, content: str, whom: str | None = None) -> str:
    """What Kenya's commitment to Peru, or to nobody, reads like."""
    document = doc(f"Kenya: {content}.")
    made = commitment(
        document, content, "Kenya", kind=kind, recipient="Peru" if whom else None
    )
    return bound.sentence(bindings(kind), made, bound.content(made), "Kenya", whom)


def bindings(kind: CommitmentKind, status: Status = "open") -> Pledge:
    """A pledge of a kind."""
    return replace(pledge("one", None, status), kind=kind)


@pytest.mark.parametrize(
    ("kind", "content", "whom", "sentence"),
    [
        ("promise", "to end the war", None, "Kenya promised to end the war"),
        (
            "promise",
            "providing launchers",
            None,
            "Kenya committed to providing launchers",
        ),
        (
            "refusal",
            "an immediate ceasefire",
            None,
            "Kenya refused an immediate ceasefire",
        ),
        (
            "refusal",
            "to leave, even as talks go on",
            None,
            "Kenya refused to leave",
        ),
        (
            "demand",
            "that they leave—a term they reject",
            None,
            "Kenya demanded that they leave",
        ),
        ("demand", "to cede land", "Peru", "Kenya urged Peru to cede land"),
        ("demand", "a truce", "Peru", "Kenya demanded a truce from Peru"),
        ("demand", "to step in", None, "Kenya asked to step in"),
        ("threat", "to close the port", None, "Kenya threatened to close the port"),
        ("promise", "will leave soon", None, "Kenya will leave soon"),
        ("agreement", "a truce", None, "Kenya agreed on a truce"),
        ("agreement", "The truce", None, "Kenya agreed on the truce"),
        ("promise", "is to watch the port", None, "Kenya promised to watch the port"),
        (
            "refusal",
            "for ships to leave",
            None,
            "Kenya would not agree for ships to leave",
        ),
        (
            "promise",
            "on which we will consult",
            None,
            "Promise by Kenya: “on which we will consult”",
        ),
        ("promise", "’d want to leave", None, "Promise by Kenya: “’d want to leave”"),
        (
            "threat",
            "If they come we fire",
            None,
            "Threat by Kenya: “If they come we fire”",
        ),
    ],
)
def test_the_verb_is_that_of_the_kind(
    kind: CommitmentKind, content: str, whom: str | None, sentence: str
) -> None:
    """What was promised stands in the account's words, remarks on it left out."""
    assert said(kind, content, whom) == sentence


def test_whom_it_is_asked_of_is_named_though_the_words_name_him_again() -> None:
    """Else "Kenya asked to lift limits" would not say who is to lift them."""
    document = doc("Kenya warned Peru to lift limits set by Peru's president.")
    made = commitment(
        document,
        "to lift limits set by Peru's president",
        "Kenya",
        kind="demand",
        recipient="Peru",
    )
    said = bound.sentence(
        bindings("demand"), made, bound.content(made), "Kenya", "Peru"
    )
    assert said == "Kenya urged Peru to lift limits set by Peru's president"


@pytest.mark.parametrize(
    ("before", "kind", "how"),
    [
        ("The ministry is likely ", "promise", "is likely"),
        ("Kenya determined ", "promise", "is determined"),
        ("They were expected to ", "threat", "were expected"),
        ("Kenya and Peru say they are ready ", "offer", "are ready"),
        ("It is not willing ", "offer", None),
        ("It is not likely ", "promise", None),
        ("It is no longer willing ", "refusal", None),
        ("It is determined ", "refusal", None),
        ("Kenya promised ", "promise", None),
    ],
)
def test_what_somebody_is_thought_to_do_is_no_promise(
    before: str, kind: CommitmentKind, how: str | None
) -> None:
    """The account's word for it stands in the place of the verb."""
    assert bound.leaning(bindings(kind), "to leave", before) == how


@pytest.mark.parametrize(
    ("kind", "status", "state"),
    [
        ("promise", "broken", "not kept"),
        ("demand", "broken", "not met"),
        ("threat", "kept", "carried out"),
        ("promise", "in_the_works", "in the works"),
        ("promise", "open", ""),
    ],
)
def test_what_came_of_it_is_said_by_its_kind(
    kind: CommitmentKind, status: Status, state: str
) -> None:
    """A demand is met, a threat carried out, a promise kept; what is open says nothing."""
    assert bound.state(bindings(kind, status)) == state
