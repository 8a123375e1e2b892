"""One commitment, however many accounts tell it, and what has become of it."""

from __future__ import annotations

import random

import msgspec
import pytest

from facta.link import link
from facta.link.fulfilment import fulfils
from facta.link.matter import Matter
from facta.link.pledges import pledges
from facta.link.tellings import Telling, tellings
from facta.link.vows import Vow, same
from facta.records import (
    Annotation,
    Auxiliary,
    Change,
    Document,
    Pledge,
    Sentence,
    Span,
)
from facta.testing import (
    actor,
    annotation,
    commitment,
    doc,
    sentence,
    statement,
    telling,
)


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


def test_what_is_agreed_on_and_what_is_promised_are_one() -> None:
    """An account that calls one commitment by two words has it once."""
    document = doc(
        "France agreed to ship tanks to Poland. Its pledge of tanks to Poland is firm."
    )
    told = (
        commitment(document, "to ship tanks to Poland", "FRA", kind="agreement"),
        commitment(document, "tanks to Poland is", "FRA"),
    )
    (one,) = link([annotation(document, commitments=told)]).pledges
    assert one.kind == "agreement"


def test_a_mention_in_short_is_no_other_promise() -> None:
    """All of its words are those of the promise before it."""
    document = doc(
        "France will provide Poland with assistance. It announced to provide assistance."
    )
    told = (
        commitment(document, "provide Poland with assistance", "FRA"),
        commitment(document, "to provide assistance", "FRA"),
    )
    assert len(link([annotation(document, commitments=told)]).pledges) == 1


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


PROMISE = (
    "France||PROPN|nsubj|3 will|will|AUX|aux|3 ship|ship|VERB|root|0|VB "
    "howitzers|howitzer|NOUN|obj|3 to|to|ADP|case|6 Poland||PROPN|obl|3"
)
SHIPPED = (
    "France||PROPN|nsubj|2 {0} howitzers|howitzer|NOUN|obj|2 "
    "to|to|ADP|case|5 Poland||PROPN|obl|2"
)
DONE = SHIPPED.format("shipped|ship|VERB|root|0|VBD")


def parsed(
    words: str, day: str, *, publisher: str | None = None
) -> tuple[Document, Sentence]:
    """A document of one sentence in the notation of `facta.testing.sentence`."""
    text = " ".join(word.split("|")[0] for word in words.split(" "))
    return doc(text, source=text, published=day, publisher=publisher), sentence(words)


def later(
    told: str = DONE,
    passage: str = "shipped howitzers to Poland",
    *,
    event_type: str = "AID",
    recipient: str = "POL",
    day: str = "2025-06-10",
    auxiliary: tuple[Auxiliary, ...] = (),
    publisher: str | None = None,
) -> Pledge:
    """The pledge of howitzers for Poland, with what a later account tells."""
    first, made = parsed(PROMISE, "2025-05-01")
    second, after = parsed(told, "2025-06-11", publisher=publisher)
    promise = msgspec.structs.replace(
        commitment(first, "ship howitzers to Poland", "FRA", date="2025-05-01"),
        event_type=event_type,
        recipient=actor("Poland", country="POL"),
    )
    deed = msgspec.structs.replace(
        telling(second, event_type, "FRA", recipient, passage, date=day),
        auxiliary=auxiliary,
    )
    accounts = (
        annotation(first, commitments=(promise,)),
        annotation(second, events=(deed,)),
    )
    (one,) = link(
        [
            msgspec.structs.replace(account, sentences=(words,))
            for account, words in zip(accounts, (made, after), strict=True)
        ]
    ).pledges
    return one


def test_a_later_deed_keeps_a_promise() -> None:
    """
    An event of the promised type, by the maker, told as done and in the words of the
    promise, after it, keeps it.
    """
    one = later()
    assert (one.status, one.claimed) == ("kept", False)
    assert [change.status for change in one.history] == ["kept"]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(later(day="2025-04-10"), id="earlier"),
        pytest.param(later(auxiliary=("future",)), id="only-announced"),
        pytest.param(
            later(SHIPPED.format("ships|ship|VERB|root|0|VBZ"), "ships howitzers"),
            id="a-habit",
        ),
        pytest.param(
            later(
                "France||PROPN|nsubj|2 plans|plan|VERB|root|0|VBZ to|to|PART|mark|4 "
                "ship|ship|VERB|xcomp|2|VB howitzers|howitzer|NOUN|obj|4",
                "ship howitzers",
            ),
            id="a-plan",
        ),
        pytest.param(later(event_type="AGREE"), id="promised-again"),
        pytest.param(later(recipient="HUN"), id="for-another"),
        pytest.param(
            later(
                "France||PROPN|nsubj|2 shipped|ship|VERB|root|0|VBD "
                "blankets|blanket|NOUN|obj|2",
                "shipped blankets",
            ),
            id="another-thing",
        ),
        pytest.param(
            later(
                "France||PROPN|nsubj|2 praised|praise|VERB|root|0|VBD "
                "howitzers|howitzer|NOUN|obj|2",
                "praised howitzers",
            ),
            id="another-deed",
        ),
    ],
)
def test_what_is_not_told_as_the_promised_deed_keeps_nothing(one: Pledge) -> None:
    """Neither a plan nor praise, nor what is done to others or to other things."""
    assert (one.status, one.history) == ("open", ())


@pytest.mark.parametrize(
    ("maker", "publisher", "url", "claimed"),
    [
        pytest.param("USA", "The Leith Gazette", None, False, id="a-paper"),
        pytest.param("USA", "The White House", None, True, id="its-own-paper"),
        pytest.param("FRA", "The White House", None, False, id="another-states"),
        pytest.param("USA", None, "https://lands.gov/news", True, id="its-own-page"),
        pytest.param("FRA", None, "https://lands.gov/news", False, id="anothers-page"),
        pytest.param("USA", None, "https://gov.example/news", False, id="a-page"),
    ],
)
def test_what_a_maker_tells_of_itself_is_its_claim(
    maker: str, publisher: str | None, url: str | None, claimed: bool
) -> None:
    """That a promise was kept is claimed where nobody but its maker says so."""
    document = doc("They kept it: tanks.", published="2025-05-01", publisher=publisher)
    document = msgspec.structs.replace(document, url=url)
    kept = msgspec.structs.replace(
        commitment(document, "tanks", maker, status="kept"),
        evidence=(Span(0, len(document.text), document.text),),
    )
    (one,) = link([annotation(document, commitments=(kept,))]).pledges
    assert (one.status, one.claimed) == ("kept", claimed)


def test_a_maker_who_is_quoted_claims_that_it_kept_its_word() -> None:
    """What somebody says of his own promise is his word, whatever paper prints it."""
    document = doc("Paris: we kept our promise of tanks.", published="2025-05-01")
    kept = msgspec.structs.replace(
        commitment(document, "tanks", "FRA", status="kept"),
        evidence=(Span(7, len(document.text), document.text[7:]),),
    )
    said = statement(
        document, "we kept our promise of tanks", speaker="Paris", country="FRA"
    )
    (one,) = link(
        [annotation(document, commitments=(kept,), statements=(said,))]
    ).pledges
    assert one.claimed


def test_the_words_that_bind_tell_nothing_of_what_came_of_them() -> None:
    """What an account says of a promise is its own word, though the promise is another's."""
    document = doc(
        "A storm undermined France's promise of a port.", published="2025-05-01"
    )
    stalled = msgspec.structs.replace(
        commitment(document, "a port", "FRA", status="stalled"),
        evidence=(Span(0, len(document.text), document.text),),
    )
    said = statement(document, "a port", speaker="Paris", country="FRA")
    (one,) = link(
        [annotation(document, commitments=(stalled,), statements=(said,))]
    ).pledges
    assert [(change.status, change.own) for change in one.history] == [
        ("stalled", False)
    ]


def test_who_else_tells_it_proves_it() -> None:
    """One account of somebody else is enough."""
    span = Span(0, 1, "x")
    told = [
        Change(status="kept", document=name, span=span, date=None, own=own)
        for name, own in (("a", True), ("b", False))
    ]
    assert twice_kept(told[:1]).claimed
    assert not twice_kept(told).claimed


def twice_kept(history: list[Change]) -> Pledge:
    """A pledge that some accounts tell kept."""
    one, _ = twice()
    (pledge,) = link([one]).pledges
    return msgspec.structs.replace(pledge, status="kept", history=tuple(history))


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


def test_words_of_any_promise_join_no_two() -> None:
    """To "work" and "support" somebody is promised in every other account."""
    found_pledges = board(
        ("They will work to support farmers.", "work to support farmers", "FRA"),
        ("They will work to support exports.", "work to support exports", "FRA"),
    )
    assert len(found_pledges) == 2


WORDS = (
    *("missile", "howitzer", "tank", "grain", "gas", "embassy"),
    *("treaty", "border", "support", "help", "work"),
)


def vows(chance: random.Random, count: int) -> list[Vow]:
    """Promises in words drawn from few, of few makers in few accounts."""
    document = doc("France will send tanks to Poland.", published="2025-05-01")
    found = []
    for at in range(count):
        maker = chance.choice(["FRA", "POL"])
        item = msgspec.structs.replace(
            commitment(document, "send tanks", maker, date="2025-05-01"),
            id=str(at),
            document=str(chance.randrange(count // 3)),
            event_type="AID",
        )
        words = frozenset(chance.sample(WORDS, chance.randrange(1, 6)))
        found.append(Vow(item, words, document.published, deed="send"))
    return found


def deeds(chance: random.Random, count: int) -> list[Telling]:
    """What was done later, in words drawn from the same."""
    document = doc("France sent tanks to Poland.", published="2025-06-01")
    told = annotation(
        document,
        events=(
            telling(document, "AID", "FRA", "POL", document.text, date="2025-06-01"),
        ),
    )
    (one,) = tellings(told, Matter.of(told))
    return [
        msgspec.structs.replace(
            one,
            lemma=chance.choice(["send", "hand"]),
            clause_words=frozenset(chance.sample(WORDS, chance.randrange(1, 6))),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_what_shares_no_telling_word_need_not_be_asked(seed: int) -> None:
    """A board is what it is where each report is held against all groups and deeds."""
    chance = random.Random(seed)
    promised, done = vows(chance, 60), deeds(chance, 20)
    groups: list[list[Vow]] = []
    for one in promised:
        home = next((group for group in groups if same(group[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    wanted = {
        tuple((one.item.document, one.item.id) for one in group): any(
            fulfils(deed, one) for one in group for deed in done
        )
        for group in groups
    }
    found = {one.reports: one.status == "kept" for one in pledges(promised, done)}
    assert found == wanted
    assert any(len(one) > 1 for one in found)
    assert {True, False} == set(found.values())
