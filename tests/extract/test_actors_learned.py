"""Whose country a mention is, as it was learned: anchors and mentions on hand-built
sentences, with a network that says what the test tells it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.extract.actors import actors, bearings_of
from facta.extract.actors.bearings import BLOCK, WIDTH
from facta.extract.actors.entities import SIZE, Belief, Entities
from facta.extract.layout import Layout
from facta.ontology import Gazetteer
from facta.records import Actor, Markable, Sentence
from facta.testing import doc, laid_out, sentence

GAZETTEER = Gazetteer.load()
NOTHING = np.zeros(SIZE, np.float16).tobytes()
# "France met Spain . Residents saw it . They left ."
LINES = (
    "France||PROPN|nsubj|2 met|meet|VERB|root|0 Spain||PROPN|obj|2 .||PUNCT|punct|2",
    "Listeners|listener|NOUN|nsubj|2|NNS saw|see|VERB|root|0 it||PRON|obj|2 .||PUNCT|punct|2",
    "They||PRON|nsubj|2 left|leave|VERB|root|0 .||PUNCT|punct|2",
)


class Network:
    """Scores pairs as a test says."""

    def __init__(self, score: Callable[[int], tuple[float, float]]) -> None:
        self.score = score
        self.asked = 0

    def run(self, _: Sequence[str], inputs: Mapping[str, Any]) -> list[Any]:
        """Two scores for each row."""
        rows = len(inputs["features"])
        first, self.asked = self.asked, self.asked + rows
        found = [self.score(first + row) for row in range(rows)]
        return [np.array(found, np.float32).reshape(-1, 2)]


def account(
    *marked: tuple[int, int], title: str | None = None, publisher: str | None = None
) -> Layout:
    """The three lines; `marked` are places and words that a markable stands on."""
    sentences: list[Sentence] = []
    for index, words in enumerate(LINES):
        offset = sentences[-1].end + 1 if sentences else 0
        one = sentence(words, index=index, offset=offset)
        held = tuple(
            Markable(
                token=token, kind="group", chance=0.9, seeks=NOTHING, offers=NOTHING
            )
            for place, token in marked
            if place == index
        )
        sentences.append(replace(one, markables=held))
    text = " ".join(token.text for one in sentences for token in one.tokens)
    return laid_out(doc(text, title=title, publisher=publisher), sentences)


def told(
    layout: Layout, countries: Mapping[str, float], *, same: float = -9.0
) -> list[Actor]:
    """The actors where the network gives each country one score for every mention."""
    bearings = bearings_of(layout, GAZETTEER)
    pairs = [
        bearings.anchors[number].country
        for block in bearings.pairs()
        for number in block.anchor.tolist()
    ]
    network = Network(lambda row: (countries.get(pairs[row], -9.0), same))
    return list(actors(layout, GAZETTEER, Entities(network)))


def shown(found: Sequence[Actor]) -> list[tuple[str, str, str | None]]:
    """Text, name and country."""
    return [(one.span.text, one.name, one.country) for one in found]


RULES = [("France", "France", "FRA"), ("Spain", "Spain", "ESP")]


def test_what_rules_tell_stands() -> None:
    """Whatever the network says, though it tells how sure that is."""
    found = told(account(), {"FRA": 3.0, "ESP": -3.0})
    assert shown(found) == RULES
    assert found[0].confidence > 0.9 > 0.1 > found[1].confidence


def test_a_mention_that_no_rule_knows_gets_a_country() -> None:
    """And the words that mention it for a name."""
    found = told(account((1, 0)), {"FRA": 2.0})
    assert ("Listeners", "French Listeners", "FRA") in shown(found)


def test_no_country_no_actor() -> None:
    """A party without evidence has none, and is never the other party's."""
    assert shown(told(account((1, 0)), {})) == RULES


def test_several_may_be_of_several_countries() -> None:
    """A plural; one person is of one."""
    found = told(account((1, 0), (1, 2)), {"FRA": 2.0, "ESP": 1.0})
    codes = [one.country for one in found if one.span.text == "Listeners"]
    assert sorted(code for code in codes if code) == ["ESP", "FRA"]
    assert [one.country for one in found if one.span.text == "it"] == ["FRA"]


def test_a_pronoun_that_repeats_somebody_takes_his_name() -> None:
    """The anchor that it most likely is."""
    found = told(account((2, 0)), {"ESP": 2.0}, same=2.0)
    assert ("They", "Spain", "ESP") in shown(found)


def test_title_and_publisher_bear_on_it() -> None:
    """As anchors outside the text; a newspaper's home is nobody's."""
    layout = account((2, 0), title="Chad's army in Mali", publisher="The White House")
    bearings = bearings_of(layout, GAZETTEER)
    outside = [one.country for one in bearings.anchors if one.place < 0]
    assert outside == ["TCD", "MLI", "USA"]
    layout = account((2, 0), publisher="The Daily Example")
    assert all(one.place >= 0 for one in bearings_of(layout, GAZETTEER).anchors)


def test_an_account_without_a_country_has_no_pairs() -> None:
    """And nothing is asked."""
    layout = laid_out(doc("They left ."), [sentence(LINES[2])])
    assert list(bearings_of(layout, GAZETTEER).pairs()) == []
    assert (
        Entities(Network(lambda _: (0.0, 0.0))).beliefs(bearings_of(layout, GAZETTEER))
        == []
    )


def test_pairs_have_their_numbers() -> None:
    """All of one width, finite, and the same each time."""
    layout = account((1, 0), (1, 2), (2, 0), title="France")
    blocks = list(bearings_of(layout, GAZETTEER).pairs())
    for block, again in zip(
        blocks, bearings_of(layout, GAZETTEER).pairs(), strict=True
    ):
        assert block.features.shape == (len(block.mention), WIDTH)
        assert np.isfinite(block.features).all()
        assert (block.features == again.features).all()


@pytest.mark.parametrize("times", [BLOCK // 3, BLOCK])
def test_a_long_account_is_asked_block_by_block(times: int) -> None:
    """Pairs grow with its length, not with its square."""
    sentences: list[Sentence] = []
    for index in range(times):
        offset = sentences[-1].end + 1 if sentences else 0
        sentences.append(sentence(LINES[0], index=index, offset=offset))
    text = " ".join(token.text for one in sentences for token in one.tokens)
    bearings = bearings_of(laid_out(doc(text), sentences), GAZETTEER)
    sizes = [len(block.mention) for block in bearings.pairs()]
    assert sum(sizes) <= 2 * times * 24
    assert len(sizes) == -(-2 * times // BLOCK)


@given(st.dictionaries(st.sampled_from(["FRA", "ESP"]), st.floats(-50, 50)))
def test_chances_lie_between_nothing_and_certainty(scores: dict[str, float]) -> None:
    """However loud the network is."""
    for one in told(account((1, 0)), scores):
        assert 0 <= one.confidence <= 1


def test_the_likeliest_bond_is_the_one_repeated() -> None:
    """Of a country, or of any; of none where there is none."""
    assert Belief({}, ()).same() is None
