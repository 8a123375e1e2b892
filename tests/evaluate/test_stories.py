"""Stories: how they are written down, what cannot be meant, and how linking is scored."""

from __future__ import annotations

import datetime
from collections.abc import Hashable

import msgspec
import pytest

from facta.evaluate.scores import Score
from facta.evaluate.stories import Story, faults
from facta.evaluate.stories.reading import Item, document, items
from facta.evaluate.stories.scores import (
    by_story,
    clustering,
    disputes,
    homes,
    originators,
)
from facta.link import Linked, link
from facta.ontology import Ontology
from facta.ontology.countries import Countries
from facta.records import Annotation
from facta.testing import annotation, telling
from tools.corpus.stories.notation import UnreadError, stories

WRITTEN = """
story: two-towns
about: two strikes on one day
account: a1 | The Harbour Courier | 2024-03-05 | Two dead in Kharkiv
Russia [[struck|h1]] Kharkiv on Monday, killing two.

It [[did not meet|h2!]] anyone.
account: a2 | The Inland Post | 2024-03-06 | Five dead
Missiles [[hit|h1]] a market of the northern city; five traders lost their lives. Envoys
[[met|h2]] nowhere. A [[raid|h1?]].
happening: h1 | ASSAULT aerial past | RUS > UKR | 2024-03-04 | strike on Kharkiv
happening: h2 | CONSULT | RUS = UKR | - | talks
origins: h1 | a1 | a2
origins: h2 | a1 a2
dispute: number | direct | h1 | the dead | 2: a1 | 5: a2
agree: h1 | one day | a1 a2
"""


def story(text: str = WRITTEN) -> Story:
    """The one story of a text."""
    (only,) = stories(text, "w")
    return only


def wrong(told: Story) -> list[str]:
    """What cannot be meant by a story."""
    return list(faults(told, Ontology.load(), Countries.load()))


def test_marks_leave_the_text_and_tell_where_they_stood() -> None:
    """Words, happening and flags of each mark; paragraphs are apart by an empty line."""
    first, second = story().accounts
    assert first.text == (
        "Russia struck Kharkiv on Monday, killing two.\n\nIt did not meet anyone."
    )
    assert first.published == datetime.date(2024, 3, 5)
    told = [
        (one.words.text, one.happening, one.denied, one.optional) for one in first.told
    ]
    assert told == [("struck", "h1", False, False), ("did not meet", "h2", True, False)]
    assert second.told[-1].optional
    for account in (first, second):
        for one in account.told:
            assert account.text[one.words.start : one.words.end] == one.words.text


def test_both_sides_of_a_mutual_act_stand_on_both() -> None:
    """`=` puts both on both sides; `>` parts them; flags of time are no mode."""
    one, other = story().happenings
    assert (one.mode, one.auxiliary) == ("aerial", ("historical",))
    assert (one.actors, one.recipients) == (("RUS",), ("UKR",))
    assert other.actors == other.recipients == ("RUS", "UKR")
    assert other.day == ""


def test_a_story_that_can_be_meant_has_no_faults() -> None:
    """The one above is whole."""
    assert wrong(story()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("ASSAULT aerial", "ATTACK", "no type 'ATTACK'"),
        ("ASSAULT aerial", "ASSAULT visit", "ASSAULT has no mode 'visit'"),
        ("RUS > UKR", "RUS > XXX", "no country 'XXX'"),
        ("| 2024-03-04 |", "| Monday |", "no day 'Monday'"),
        ("[[hit|h1]]", "[[hit|h9]]", "'hit' tells h9, not listed"),
        ("origins: h1 | a1 | a2\n", "", "h1: told by several accounts"),
        ("origins: h1 | a1 | a2", "origins: h1 | a1", "lists a1, but a1 a2 tell it"),
        ("2: a1 | 5: a2", "2: a1 | 5: a7", "names no account"),
        ("account: a2", "account: a1", "account a1 stands 2 times"),
    ],
)
def test_what_cannot_be_meant_is_told(old: str, new: str, fault: str) -> None:
    """One line a fault, with its place."""
    assert any(fault in line for line in wrong(story(WRITTEN.replace(old, new))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[hit|h1]]", "[[hit|h1"),
        ("RUS > UKR", "RUS UKR"),
        ("number | direct", "number | sure"),
        ("agree: h1", "agree: h1 | a | b | c | d"),
        ("2024-03-05", "5 March"),
        ("agree: h1 | one day | a1 a2\n", "agree: h1 | one day | a1 a2\nMore text.\n"),
    ],
)
def test_a_line_that_cannot_be_read_is_an_error(old: str, new: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UnreadError, match="two-towns"):
        story(WRITTEN.replace(old, new))


def read(told: Story) -> dict[str, Annotation]:
    """The accounts with an event at each mark, of the coded type, day and parties."""
    found = {}
    acts = {one.id: one for one in told.happenings}
    for account in told.accounts:
        made = document(told, account)
        events = []
        for one in account.told:
            act = acts[one.happening]
            mark = one.words
            event = telling(
                made,
                act.event_type,
                ",".join(act.actors),
                ",".join(act.recipients),
                mark.text,
                date=act.day or None,
            )
            events.append(event)
        found[made.source] = annotation(made, events=tuple(events))
    return found


def found(told: Story) -> list[Item]:
    """What of a story is scored, where all is found."""
    return list(items([told], read(told)))


def test_denied_and_optional_tellings_are_not_scored() -> None:
    """Of five marks one is denied and one may be left out."""
    assert [item.label[1] for item in found(story())] == ["h1", "h1", "h2"]


def test_b_cubed_of_a_known_grouping() -> None:
    """Bagga and Baldwin's sums by hand: a pair joined rightly, then a third wrongly."""
    held = found(story())
    right = clustering(held, {item.event.id: item.label for item in held})
    assert (right.precision, right.recall, right.f1) == (1.0, 1.0, 1.0)
    one = clustering(held, dict.fromkeys((item.event.id for item in held), "all"))
    assert one.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert one.recall == 1.0
    assert one.pairs == Score(1, 1, 3)
    alone = clustering(held, {item.event.id: item.event.id for item in held})
    assert alone.precision == 1.0
    assert alone.recall == pytest.approx(2 / 3)


@pytest.mark.parametrize("groups", ["right", "one", "alone"])
def test_the_parts_of_stories_add_up_to_the_clustering(groups: str) -> None:
    """Also where a group holds tellings of two stories; pairs count from both ends."""
    held = found(story()) + found(story(WRITTEN.replace("two-towns", "three-towns")))
    home: dict[str, Hashable] = {
        item.event.id: {"right": item.label[1], "one": "", "alone": item.event.id}[
            groups
        ]
        for item in held
    }
    whole, parts = clustering(held, home), by_story(held, home).values()
    count = sum(part.items for part in parts)
    assert len(parts) == 2
    assert sum(part.precision for part in parts) / count == pytest.approx(
        whole.precision
    )
    assert sum(part.recall for part in parts) / count == pytest.approx(whole.recall)
    both = [sum(part.pairs.hits for part in parts), sum(p.pairs.found for p in parts)]
    assert both == [2 * whole.pairs.hits, 2 * whole.pairs.found]


def test_originators_are_right_where_the_groups_are() -> None:
    """Two accounts of their own are two groups; one group would be wrong."""
    told = story()
    annotations = read(told)
    linked = link(list(annotations.values()))
    held = list(items([told], annotations))
    assert (
        len({homes(linked)[item.event.id] for item in held if item.label[1] == "h1"})
        == 1
    )
    assert originators([told], held, linked) == Score(1, 1, 1)
    together = msgspec.structs.replace(told.origins[0], groups=(("a1", "a2"),))
    joined = msgspec.structs.replace(told, origins=(together, told.origins[1]))
    assert originators([joined], held, linked) == Score(0, 1, 1)


def test_a_dispute_is_found_by_attribute_and_sides() -> None:
    """One of another attribute is missed; what nobody coded is false."""
    told = story()
    annotations = read(told)
    names = {one.document.id: source for source, one in annotations.items()}
    nothing = disputes([told], Linked(), names)
    assert nothing.found == Score(0, 1, 0)
    assert nothing.missed == ("two-towns: number direct: the dead",)
