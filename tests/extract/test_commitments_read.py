"""Commitments read with the package's own model: what binds nobody, and what is asked."""

from __future__ import annotations

import functools

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.testing import doc

pytestmark = pytest.mark.gold
NONE = {
    "an accusation": "Spain accused Morocco of sending arms to rebels in the south.",
    "a suspicion": "Brazil suspected Peru of supplying weapons to rebels.",
    "a timetable": "The Portuguese president is due to leave Brazil on Tuesday for Peru.",
    "an assurance": (
        "Several members of the Danish government insisted that Denmark has no intention of "
        "leaving Greenland."
    ),
    "an opinion": (
        "Norway insists that the Swedish map is proof of a claim on its waters."
    ),
    "a fear of others": (
        "The delay has fed fears that Spain is unwilling to help Portugal."
    ),
    "an impression of others": (
        "There is an impression that Norway is ready to leave the pact."
    ),
    "a call that names nobody": "The Danish king called to speak for Iceland.",
    "what was voted is no threat": (
        "The European Council voted to impose sanctions on Belarus last week."
    ),
}
MADE = {
    "a demand on companies": (
        "France pressed its African partners to make greater efforts to end the war in Chad.",
        ["France demand: to make greater efforts to end the war in Chad"],
    ),
    "whom it is asked of is not what is asked": (
        (
            "The Spanish president has been pressing his foreign counterparts, demanding they "
            "close their borders."
        ),
        ["Spanish president demand: they close their borders"],
    ),
    "what is to be done with a thing": (
        "The Danish king ordered the flag lowered in honour of Norway.",
        ["Danish king demand: the flag lowered in honour of Norway"],
    ),
    "insisting that somebody act": (
        "Norway insisted that Sweden close the border.",
        ["Norway demand: that Sweden close the border"],
    ),
    "what points back is told before": (
        (
            '"France will keep its troops in Chad and we will do it without betraying our '
            'friends," the French president said.'
        ),
        ["French president promise: will keep its troops in Chad"],
    ),
    "what joins it to another": (
        (
            '"We are watching the border and we would send any help that is needed," a Danish '
            "spokesperson said."
        ),
        ["Danish spokesperson promise: would send any help that is needed"],
    ),
    "a hedge is no name": (
        "The so-called Abkhaz president called on the Georgian authorities to open the road.",
        ["Georgian Abkhaz president demand: to open the road"],
    ),
}


@functools.cache
def tools() -> tuple[Language, Resources]:
    """The model and the tables, loaded once."""
    resources = Resources.load()
    return Language.load(words=resources.lexicon), resources


def read(text: str) -> list[str]:
    """The commitments of an account: who, what kind, to what."""
    language, resources = tools()
    (sentences,) = language.many([text])
    found = annotate(doc(text, published="2025-05-28"), sentences, resources)
    return [
        f"{one.maker.name} {one.kind}: {one.content.text}" for one in found.commitments
    ]


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_nobody_is_bound(text: str) -> None:
    """What is blamed, planned, said or decided is no promise, demand or threat."""
    assert read(text) == []


@pytest.mark.parametrize(("text", "told"), MADE.values(), ids=MADE)
def test_what_somebody_is_bound_to(text: str, told: list[str]) -> None:
    """The content is the deed, whole, without what joins it or whom it is asked of."""
    assert read(text) == told


STALLED = {
    "terms that are called unacceptable": (
        "Spain demanded that Morocco open the border and free the sailors, terms considered "
        "unacceptable by Morocco."
    ),
    "terms that are rejected": (
        "Spain demanded that Morocco open the border—terms rejected by Morocco."
    ),
    "what undermines it": (
        "The storm stopped all work for a month, undermining France's promise of a new port."
    ),
}


@pytest.mark.parametrize("text", STALLED.values(), ids=STALLED)
def test_its_own_sentence_tells_that_it_stalls(text: str) -> None:
    """What an account calls a demand, or says hurts a promise, tells how it stands."""
    language, resources = tools()
    (sentences,) = language.many([text])
    found = annotate(doc(text, published="2025-05-28"), sentences, resources)
    assert [one.status for one in found.commitments] == ["stalled"]


def test_whoever_is_warned_to_act_is_asked() -> None:
    """A verb of saying that names its addressee demands."""
    assert read("Japan warned Laos to remove limits on trade.") == [
        "Japan demand: to remove limits on trade"
    ]
