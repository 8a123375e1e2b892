"""
One account is one report of one happening, and accounts that share a source are one
originator.
"""

from __future__ import annotations

import pytest

from facta.link import Linked, link
from facta.link.independence import Outlets
from facta.records import Annotation, Happening
from facta.testing import annotation, doc, statement, telling

LINES = (
    "Missiles and drones struck the depots near Izmail and killed nine people.",
    "The missiles and drones that struck depots near Izmail killed nine people.",
    "Nine people were killed as drones and missiles struck the Izmail depots.",
)
# the same attack in words of their own
OTHERS = (
    "Fires burned along the quay after the raid, in which dockers lost their lives.",
    "At dawn the harbour master counted craters where sheds had stood.",
)


def account(
    source: str,
    lines: int,
    *,
    said: dict[int, str] | None = None,
    publisher: str | None = None,
    words: tuple[str, ...] = LINES,
) -> Annotation:
    """
    An account with so many sentences on one attack; `said` names who says the sentence
    of that number.
    """
    passages = [f"{line} ({source})" for line in words[:lines]]
    speakers = said or {}
    document = doc(
        "\n".join(passages), source=source, published="2025-05-27", publisher=publisher
    )
    order = sorted(speakers)
    statements = tuple(
        statement(document, passages[at], speaker=speakers[at], direct=False)
        for at in order
    )
    events = tuple(
        telling(
            document,
            "ASSAULT",
            "RUS",
            "UKR",
            passage,
            date="2025-05-25",
            sentence=at,
            reported_in=order.index(at) if at in speakers else None,
        )
        for at, passage in enumerate(passages)
    )
    return annotation(document, events=events, statements=statements)


def only(linked: Linked) -> Happening:
    """The one happening there is."""
    (found,) = linked.happenings
    return found


def test_an_account_that_tells_a_thing_three_times_is_one_report() -> None:
    """The further sentences are kept with the report, explained, and not counted."""
    told = account("a", 3)
    happening = only(link([told]))
    (report,) = happening.reports
    assert report.events == tuple(event.id for event in told.events)
    assert set(happening.parts) == set(report.again)
    assert happening.originators == (told.document.id,)


def test_an_attribution_inside_an_account_makes_no_second_originator() -> None:
    """
    What a paper tells by itself and once more by the governor's words is one account of
    one thing.
    """
    happening = only(link([account("a", 2, said={1: "Oleh Kiper"})]))
    assert len(happening.reports) == len(happening.originators) == 1


def test_accounts_that_name_one_source_are_one_originator_though_they_also_tell_it_themselves() -> (
    None
):
    """Both rest on the governor, who stands for both."""
    accounts = [
        account("a", 2, said={1: "Oleh Kiper"}),
        account("b", 1, said={0: "Oleh Kiper"}),
    ]
    happening = only(link(accounts))
    assert len(happening.reports) == 2
    assert happening.originators == ("Oleh Kiper",)


def test_sources_shared_in_a_chain_are_one_originator() -> None:
    """The second shares one source with the first and another one with the third."""
    accounts = [
        account("a", 1, said={0: "Oleh Kiper"}),
        account("b", 2, said={0: "Oleh Kiper", 1: "Port Watch"}),
        account("c", 1, said={0: "Port Watch"}, words=OTHERS[:1]),
        account("d", 1, words=OTHERS[1:]),
    ]
    happening = only(link(accounts))
    assert len(happening.reports) == 4
    assert len(happening.originators) == 2


def test_two_accounts_of_one_publisher_are_one_originator() -> None:
    """A paper that reports twice does not confirm itself."""
    happening = only(
        link([account(name, 1, publisher="Izmail Courier") for name in "ab"])
    )
    assert len(happening.reports) == 2
    assert len(happening.originators) == 1


@pytest.mark.parametrize("credit", ["Izmail Courier", "the Courier", "Courier"])
def test_an_account_that_credits_the_publisher_of_another_is_no_second_originator(
    credit: str,
) -> None:
    """However the name is shortened, it goes back to the paper's own account."""
    first = account("a", 1, publisher="The Izmail Courier")
    happening = only(
        link([first, account("b", 1, said={0: credit}, publisher="Evening Wire")])
    )
    assert len(happening.reports) == 2
    assert len(happening.originators) == 1


def test_a_sentence_copied_with_its_source_left_out_goes_back_to_it() -> None:
    """
    Only the clause that tells the event is short; the sentence around it is the other
    account's.
    """
    line = "Raiders seized a tanker in the strait off Bandar Lengeh early on Monday morning"
    first, later = (
        doc(f"{line}{rest}", source=name, published=day)
        for name, day, rest in (
            ("a", "2025-05-27", ", the owners say."),
            ("b", "2025-05-28", ". Prices rose."),
        )
    )
    told = [
        telling(item, "COERCE", "IRN", "GRC", "Raiders seized", date="2025-05-26")
        for item in (first, later)
    ]
    linked = link(
        [
            annotation(item, events=(event,))
            for item, event in zip((first, later), told, strict=True)
        ]
    )
    assert only(linked).originators == (first.id,)


def test_whoever_goes_by_no_name_of_his_own_is_no_common_source() -> None:
    """The employer of one account need not be that of another."""
    (report,) = only(link([account("a", 1, said={0: "employer"})])).reports
    assert report.originator == report.document


def test_accounts_without_a_common_source_are_two_originators() -> None:
    """Two papers, two governors, nothing shared."""
    accounts = [
        account("a", 1, said={0: "Oleh Kiper"}, publisher="Izmail Courier"),
        account(
            "b", 1, said={0: "Vitaliy Kim"}, publisher="Evening Wire", words=OTHERS
        ),
    ]
    assert len(only(link(accounts)).originators) == 2


def test_an_account_in_much_the_same_words_is_no_second_originator() -> None:
    """A rewrite that names nobody rests on what it rewrites."""
    accounts = [
        account("a", 1, said={0: "Oleh Kiper"}, publisher="Izmail Courier"),
        account("b", 1, publisher="Evening Wire", words=LINES[1:]),
    ]
    assert len(only(link(accounts)).originators) == 1


def test_a_source_is_known_by_the_end_of_its_name() -> None:
    """*The health ministry* is the *Lebanese health ministry* where it is the only one."""
    accounts = [
        account("a", 1, said={0: "Lebanese health ministry"}),
        account("b", 1, said={0: "Health Ministry"}, words=OTHERS),
    ]
    assert len(only(link(accounts)).originators) == 1


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Daily Herald", "daily herald"),
        ("the Herald", "daily herald"),
        ("Herald Tribune", None),
        ("Daily", None),
        ("", None),
        (None, None),
    ],
    ids=str,
)
def test_an_outlet_is_known_by_its_last_words(
    name: str | None, found: str | None
) -> None:
    """A paper is shortened from the front, never from the end."""
    assert Outlets(["The Daily Herald", "the"]).name(name) == found
