"""Which lines come first: what weighs most, no two on one matter."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.brief import matters
from facta.brief.matters import Candidate, chosen, same_matter
from facta.records import MODEL, Happening
from facta.testing import doc, telling
from tests.measure.pledged import pledge

WORDS = tuple(letter * 5 for letter in "abcdefghijklmnopqrst")
EVENT = telling(doc("Kenya struck Peru."), "ASSAULT", "KEN", "PER", "Kenya struck Peru")


def candidate(at: int, weight: float, *, kind: str = "happening") -> Candidate:
    """A line that shares nothing with those of other numbers."""
    return Candidate(
        kind=kind,
        id=f"h{at}",
        text=f"{WORDS[at]} {WORDS[at]}ness",
        weight=weight,
        places=frozenset({(at, 0)}),
        of=(WORDS[at],),
    )


def happening(**changed: object) -> Happening:
    """An attack by Kenya on Peru of a stated day."""
    found = Happening(
        id="h",
        event_type="ASSAULT",
        mode=None,
        auxiliary=(),
        quad_code=4,
        score=-9.0,
        date=None,
        date_precision="day",
        date_basis="stated",
        actor=("KEN",),
        recipient=("PER",),
        reports=(),
        originators=("one",),
    )
    return replace(found, **changed)


def weight(item: Happening, **changed: object) -> float:
    """What it weighs when told as a deed in a main dyad."""
    given = {
        "text": "Kenya struck Peru",
        "verbal": True,
        "event": EVENT,
        "main": True,
        "recent": 1.0,
    } | changed
    return matters.of_happening(item, **given)  # type: ignore[arg-type]


def test_the_weightiest_come_first_and_the_light_not_at_all() -> None:
    """Nine at most; five even where they weigh little."""
    many = [
        candidate(at, 10 - at / 10, kind=("happening", "commitment", "dispute")[at % 3])
        for at in range(18)
    ]
    found = chosen(many)
    assert len(found) <= matters.MOST
    assert [one.weight for one in found] == sorted(
        (one.weight for one in found), reverse=True
    )
    assert len(chosen(candidate(at, 1.0) for at in range(20))) == matters.FEWEST


def test_one_kind_leaves_room_for_the_others() -> None:
    """However much happened, what was promised and what is disputed stands there too."""
    many = [candidate(at, 9.0) for at in range(12)]
    others = [candidate(12, 4.0, kind="commitment"), candidate(13, 4.0, kind="dispute")]
    found = chosen([*many, *others])
    assert {one.kind for one in found} == {"happening", "commitment", "dispute"}
    assert sum(one.kind == "happening" for one in found) == matters.ROOM["happening"]


def test_no_two_lines_are_on_one_matter() -> None:
    """Neither from one sentence, nor in much the same words."""
    first = candidate(0, 9.0)
    beside = replace(candidate(1, 8.0), places=first.places)
    again = replace(candidate(2, 7.0), text=first.text)
    assert same_matter(first, beside)
    assert same_matter(first, again)
    assert chosen([first, beside, again]) == (first,)


@pytest.mark.parametrize(
    ("text", "habit", "guess"),
    [
        ("Kenya often praised Peru", True, False),
        ("Such aid may embolden Peru", False, True),
        ("Kenya is likely to grant a visa", False, True),
        ("Kenya praised Peru", False, False),
    ],
)
def test_habits_and_guesses_are_known_by_their_words(
    text: str, habit: bool, guess: bool
) -> None:
    """Neither is something that happened on a day."""
    assert matters.habitual(text) is habit
    assert matters.supposed(text) is guess


def test_a_quoted_title_is_known_by_its_capitals() -> None:
    """Its act has one too; a name and an office in a sentence do not make a title."""
    assert matters.headline(["Kenya ", "Treats", " Peru Like Royalty, Still Fails"])
    assert not matters.headline(["Kenya ", "treats", " Peru like royalty, still fails"])


def test_the_order_of_candidates_changes_nothing() -> None:
    """Ties are settled by id."""
    many = [candidate(at, 5.0) for at in range(12)]
    assert chosen(many) == chosen(reversed(many))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (weight(happening(originators=("one", "two"))), weight(happening())),
        (weight(happening()), weight(happening(), recent=0.0)),
        (weight(happening(caveats=("disputed",))), weight(happening())),
        (weight(happening()), weight(happening(quad_code=3))),
        (weight(happening()), weight(happening(), main=False)),
        (weight(happening()), weight(happening(date_basis="published"))),
        (weight(happening()), weight(happening(), verbal=False)),
        (weight(happening()), weight(happening(), event=replace(EVENT, rule=MODEL))),
        (
            weight(happening()),
            weight(happening(), event=replace(EVENT, confidence=0.6)),
        ),
    ],
    ids=[
        "originators",
        "recent",
        "disputed",
        "a deed",
        "main parties",
        "dated",
        "a verb",
        "a rule agrees",
        "sure",
    ],
)
def test_what_weighs_more(more: float, less: float) -> None:
    """Each sign by itself."""
    assert more > less


def test_a_broken_promise_weighs_more_than_an_open_one() -> None:
    """And a dated one more than one of no day."""
    broken, opened = (
        matters.of_commitment(pledge("one", None, status), 1, main=False, dated=False)
        for status in ("broken", "open")
    )
    dated = matters.of_commitment(
        pledge("one", None, "open"), 1, main=False, dated=True
    )
    assert broken > opened
    assert dated > opened
