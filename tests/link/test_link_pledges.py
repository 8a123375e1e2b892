"""One commitment, however many accounts tell it, and what has become of it."""

from __future__ import annotations

import msgspec
import pytest

from facta.link import link
from facta.records import Annotation, Pledge
from facta.testing import annotation, commitment, doc, telling


def board(*texts: tuple[str, str, str]) -> tuple[Pledge, ...]:
    """Pledges of documents given as (text, content, maker), published day after day."""
    told = []
    for number, (text, content, maker) in enumerate(texts):
        document = doc(
            text, source=f"{number}.txt", published=f"2025-05-{number + 1:02}"
        )
        told.append(
            annotation(document, commitments=(commitment(document, content, maker),))
        )
    return link(told).pledges


def test_the_same_promise_in_two_accounts_is_one_pledge() -> None:
    """Same maker, kind and words make one pledge with two reports."""
    (one,) = board(
        ("France will send tanks to Poland.", "send tanks to Poland", "FRA"),
        ("Paris promised tanks for Poland.", "tanks for Poland", "FRA"),
    )
    assert (one.maker, len(one.reports), one.status) == ("FRA", 2, "open")


@pytest.mark.parametrize(
    ("content", "maker"),
    [
        pytest.param("tanks for Poland", "DEU", id="another-maker"),
        pytest.param("ships against pirates", "FRA", id="another-matter"),
    ],
)
def test_other_promises_stay_apart(content: str, maker: str) -> None:
    """Another maker or another matter is another pledge."""
    found_pledges = board(
        ("France will send tanks to Poland.", "send tanks to Poland", "FRA"),
        (f"They promised {content}.", content, maker),
    )
    assert len(found_pledges) == 2


def test_the_order_of_accounts_does_not_matter() -> None:
    """The board is the same whichever account is read first."""
    first = doc(
        "France will send tanks to Poland.", source="a.txt", published="2025-05-01"
    )
    second = doc(
        "Paris promised tanks for Poland.", source="b.txt", published="2025-05-02"
    )
    one = annotation(
        first, commitments=(commitment(first, "send tanks to Poland", "FRA"),)
    )
    two = annotation(
        second, commitments=(commitment(second, "tanks for Poland", "FRA"),)
    )
    assert link([one, two]).pledges == link([two, one]).pledges


@pytest.mark.parametrize(
    ("day", "auxiliary", "status"),
    [
        pytest.param("2025-06-10", (), "kept", id="later-deed"),
        pytest.param("2025-04-10", (), "open", id="earlier-deed"),
        pytest.param("2025-06-10", ("future",), "open", id="only-announced"),
    ],
)
def test_a_later_deed_keeps_a_promise(
    day: str, auxiliary: tuple[str, ...], status: str
) -> None:
    """
    An event of the promised type, by the maker, with the words of the promise, after
    it, keeps it.
    """
    first = doc(
        "France will send tanks to Poland.", source="a.txt", published="2025-05-01"
    )
    second = doc("France sent tanks to Poland.", source="b.txt", published="2025-06-11")
    promise = msgspec.structs.replace(
        commitment(first, "send tanks to Poland", "FRA", date="2025-05-01"),
        event_type="AID",
    )
    deed = telling(second, "AID", "FRA", "POL", "sent tanks to Poland", date=day)
    deed = msgspec.structs.replace(deed, auxiliary=auxiliary)
    (one,) = link(
        [annotation(first, commitments=(promise,)), annotation(second, events=(deed,))]
    ).pledges
    assert one.status == status
    assert [change.document for change in one.history] == (
        [second.id] if status == "kept" else []
    )


def twice() -> tuple[Annotation, Annotation]:
    """A promise that two accounts tell."""
    texts = ("France will send tanks to Poland.", "Again: France will send tanks.")
    documents = [doc(text, source=text[:5], published="2025-05-01") for text in texts]
    one, two = (
        annotation(
            document, commitments=(commitment(document, "will send tanks", "FRA"),)
        )
        for document in documents
    )
    return one, two


def test_linking_gives_the_pledges_with_all_else() -> None:
    """Once for all accounts, whatever their order."""
    one, two = twice()
    (pledge,) = link([one, two]).pledges
    assert len(pledge.reports) == 2
    assert link([two, one]).pledges == (pledge,)


def test_an_account_that_is_given_twice_reports_once() -> None:
    """Of several annotations of one document only one counts, as for happenings."""
    one, _ = twice()
    (pledge,) = link([one, one]).pledges
    assert len(pledge.reports) == 1


def test_no_two_pledges_have_one_id() -> None:
    """A commitment that was found twice in the same words is one line of the board."""
    document = doc("They will.", source="a")
    made = commitment(document, "will", "FRA")
    empty = msgspec.structs.replace(made, sentence=7)  # a sentence of no words
    assert len(link([annotation(document, commitments=(empty, empty))]).pledges) == 1
