"""Whom accounts rest on: bodies, holders of one office and papers that they credit."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from facta.link import link
from facta.link.matter import Matter
from facta.link.tellings import Telling, tellings
from facta.link.voices import Voice, credited, own, state_of, voice
from facta.records import Annotation, Happening, Speaker, SpeakerKind, Statement
from facta.testing import annotation, doc, place, statement, telling

RAID = "Jets bombed the bridge at Lenkoran on Sunday."
# the same raid in words of their own
FIRE = "A span of the crossing fell into the river under fire from the air."


def spoken(
    words: str, kind: SpeakerKind, name: str | None, country: str | None = None
) -> Statement:
    """A statement by whoever goes by these words."""
    document = doc(f"{words} said it rained")
    said = statement(document, "it rained", direct=False)
    speaker = Speaker(
        kind=kind, span=place(document.text, words), name=name, country=country
    )
    return replace(said, speaker=speaker)


def account(
    source: str,
    text: str,
    *rest: str,
    said: tuple[int, Statement] | None = None,
    quoted: bool = False,
    publisher: str | None = None,
    published: str = "2025-05-27",
) -> Annotation:
    """
    An account whose first sentence tells the raid; `said` is a statement of the sentence
    of that number, by which the raid is told where it is `quoted`.
    """
    lines = [text, *rest]
    document = doc(
        " ".join(lines), source=source, publisher=publisher, published=published
    )
    statements: tuple[Statement, ...] = ()
    if said:
        at, words = said
        made = statement(document, lines[at], direct=False)
        statements = (replace(made, speaker=words.speaker, sentence=at),)
    told = telling(
        document,
        "ASSAULT",
        "RUS",
        "UKR",
        text,
        date="2025-05-25",
        reported_in=0 if quoted else None,
    )
    return annotation(document, events=(told,), statements=statements)


def originators(*accounts: Annotation) -> int:
    """How many stand behind the one happening that these accounts tell."""
    found: tuple[Happening, ...] = link(accounts).happenings
    (happening,) = found
    assert len(happening.reports) == len(accounts)
    return len(happening.originators)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        pytest.param(
            spoken("the governor of Odesa", "anonymous", None, "UKR"),
            Voice("governor of odesa", "UKR"),
            id="an-office-of-one",
        ),
        pytest.param(
            spoken("The regional governor", "anonymous", None),
            Voice("regional governor", None),
            id="however-written",
        ),
        pytest.param(spoken("a governor", "anonymous", None), None, id="one-of-many"),
        pytest.param(
            spoken("the mayor", "anonymous", None), None, id="of-nobody-knows"
        ),
        pytest.param(spoken("the doctor", "anonymous", None), None, id="no-office"),
        pytest.param(spoken("two mayors", "anonymous", None), None, id="several"),
        pytest.param(
            spoken("the foreign ministry", "institution", "foreign ministry", "DZA"),
            Voice("foreign ministry", "DZA"),
            id="a-body-of-a-state",
        ),
        pytest.param(
            spoken("the company", "institution", "company"), None, id="any-company"
        ),
        pytest.param(
            spoken("Ann Lee", "named", "Ann Lee", "USA"),
            Voice("ann lee", "USA"),
            id="a-name",
        ),
        pytest.param(spoken("it", "unknown", None), None, id="hearsay"),
    ],
)
def test_who_is_known_by_what_he_is_called(
    said: Statement, found: Voice | None
) -> None:
    """A name, an office that one holds, or a body of a known state."""
    assert voice(said) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            Voice("foreign ministry", "DZA"),
            Voice("algerian foreign ministry", "DZA"),
            1,
        ),
        (Voice("foreign ministry", "DZA"), Voice("foreign ministry", "FRA"), 0),
        (Voice("regional governor", None), Voice("regional governor", "UKR"), 1),
        (Voice("foreign ministry", "DZA"), Voice("defence ministry", "DZA"), 0),
    ],
    ids=["fuller", "of-another-state", "of-no-known-state", "another-body"],
)
def test_two_voices_are_one_by_the_end_of_their_names(
    one: Voice, other: Voice, same: int
) -> None:
    """As far as both say whose they are."""
    assert one.same(other) == other.same(one) == bool(same)


GOVERNOR = spoken("the regional governor", "anonymous", None, "UKR")
ARMY = spoken("the Ukrainian army", "institution", "Ukrainian army", "UKR")
RIVAL = spoken("the Russian army", "institution", "Russian army", "RUS")


def test_two_that_quote_the_holder_of_one_office_are_one_originator() -> None:
    """*The regional governor* is one person, whom nobody needs to name."""
    assert (
        originators(
            account("a", RAID, said=(0, GOVERNOR), quoted=True),
            account("b", FIRE, said=(0, GOVERNOR), quoted=True),
        )
        == 1
    )


def test_what_is_told_beside_the_words_of_a_body_rests_on_it() -> None:
    """A lead names nobody; the sentence after it says from whom it comes."""
    lead = account("b", FIRE, "Two men died, the army said.", said=(1, ARMY))
    told = account("a", RAID, said=(0, ARMY), quoted=True)
    assert originators(told, lead) == 1


def test_two_that_quote_one_body_beside_it_only_are_two_originators() -> None:
    """Both may have seen the raid and asked about something else."""
    first = account("a", RAID, "Two men died, the army said.", said=(1, ARMY))
    other = account("b", FIRE, "Ships must wait, the army said.", said=(1, ARMY))
    assert originators(first, other) == 2


def test_a_party_to_the_act_quoted_beside_it_is_no_source_of_it() -> None:
    """A state that did it, or suffered it, is quoted on it by everybody."""
    state = spoken("Ukraine", "institution", "Ukraine", "UKR")
    told = account("a", RAID, said=(0, state), quoted=True)
    lead = account("b", FIRE, "It will answer, Ukraine said.", said=(1, state))
    assert originators(told, lead) == 2


def test_whoever_credits_a_paper_beside_it_rests_on_the_paper() -> None:
    """Whether or not its words were found to be reported ones."""
    first = account("a", RAID, publisher="The Harbour Gazette")
    text = f"{FIRE[:-1]}, the Harbour Gazette reports."
    credit = account("b", text, publisher="Evening Wire", published="2025-05-28")
    assert originators(first, credit) == 1


def test_a_paper_rests_on_none_that_came_out_later() -> None:
    """A name in an account is no credit to what was not yet written."""
    later = account("a", RAID, publisher="The Harbour Gazette", published="2025-05-29")
    text = f"{FIRE[:-1]}, the Harbour Gazette reports."
    credit = account("b", text, publisher="Evening Wire", published="2025-05-28")
    assert originators(later, credit) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jets struck, the Harbour Gazette reports.", {"the harbour gazette"}),
        ("Jets struck, as first reported by Het Kanaal.", {"het kanaal"}),
        ("He told The Harbour Gazette that jets struck.", {"the harbour gazette"}),
        ("Jets struck, according to the Daily Post.", {"the daily post"}),
        ("The jets left the Harbour at noon.", set()),
        ("The Daily Post moved to Leith.", set()),
    ],
)
def test_a_credit_stands_beside_a_word_of_reporting(text: str, found: set[str]) -> None:
    """A name that is told, quoted or reports."""
    assert set(credited(text)) == found


def test_a_town_that_is_told_something_is_no_paper() -> None:
    """*Khartoum told Juba* credits no Post of Juba."""
    first = account("a", RAID, publisher="Nile Post of Juba")
    text = f"{FIRE[:-1]}, Khartoum told Juba."
    other = account("b", text, publisher="Evening Wire", published="2025-05-28")
    assert originators(first, other) == 2


@pytest.mark.parametrize(
    ("publisher", "found"),
    [
        ("White House", Voice("white house", "USA")),
        (
            "Office of the Spokesperson, Department of State",
            Voice("state department", "USA"),
        ),
        ("Evening Post, Paris", None),
        ("Evening Post", None),
        (None, None),
    ],
)
def test_a_body_speaks_in_its_own_paper(
    publisher: str | None, found: Voice | None
) -> None:
    """What it publishes is its word, as much as what others quote."""
    assert own(publisher) == found


def test_two_bodies_are_two_originators_however_alike_they_are_quoted() -> None:
    """The one army's account of a raid is no copy of the other's."""
    other = "Five people died when jets hit the bridge at Lenkoran on Sunday."
    quoting = [
        account(name, text, said=(0, said), quoted=True)
        for name, text, said in (("a", RAID, ARMY), ("b", other, RIVAL))
    ]
    plain = [account("a", RAID), account("b", other)]
    assert [originators(*quoting), originators(*plain)] == [2, 1]


def test_who_looks_back_at_it_is_no_rewrite() -> None:
    """A paper that tells it a month later tells it by itself."""
    other = "Jets bombed a bridge at Lenkoran on Sunday, killing five."
    days = ("2025-05-28", "2025-06-20")
    told = [
        originators(account("a", RAID), account("b", other, published=day))
        for day in days
    ]
    assert told == [1, 2]


def test_a_telling_keeps_who_is_quoted_when_it_is_kept() -> None:
    """A ledger writes tellings down and reads them again."""
    told = account("a", RAID, "Two died, the army said.", said=(1, ARMY), quoted=True)
    (found,) = tellings(told, Matter.of(told))
    read = msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Telling)
    assert read.voice == found.voice == Voice("ukrainian army", "UKR")
    assert read.voices_nearby == found.voices_nearby == frozenset({found.voice})


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://press.navy.mil/a", "USA"),
        ("http://www.state.gov", "USA"),
        ("https://www.state.gov:443/a?b=c.org", "USA"),
        ("https://www.example.org/state.gov", None),
        ("https://www.gov.example", None),
        (None, None),
    ],
)
def test_a_page_that_only_a_government_may_have_is_its_own(
    url: str | None, state: str | None
) -> None:
    """By the last part of its host alone."""
    assert state_of(replace(doc("It rained."), url=url)) == state
