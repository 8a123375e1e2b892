"""Disputes of accounts read with the package's own model: what contradicts nothing."""

from __future__ import annotations

import functools

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.link import link
from facta.testing import doc

pytestmark = pytest.mark.gold
AGREED = {
    "where, not whether": (
        "On Wednesday, Chad launched two missiles during an exercise near the border, "
        "according to Kyodo News. The sources, however, dispute where those missiles were "
        "launched."
    ),
    "two urge a third": (
        "The Swedish minister gave a speech in which she urged Norway to return to the "
        "stalled talks. Norway insists that her labelling of Oslo as a nuisance is proof that "
        "it is no equal partner in the talks for Sweden."
    ),
    "another thing about the same people": (
        'The Malian government denied the reports saying, "There is no truth to what the '
        'media has reported on the travel of former defence minister outside of Mali." '
        "According to reports, the defence minister had resigned from his position in "
        "2011 in protest of the killing of civilians by government forces."
    ),
}
DENIED = {
    "a deed by its name": (
        (
            "Chad shelled two villages near the border on Tuesday. Chad denied that it had shelled "
            "villages near the border."
        ),
        ["denied by Chad", "happened"],
    ),
    "what somebody is said to have threatened": (
        (
            'In a leaked conversation the Norwegian president allegedly threatened to "bomb '
            'Tallinn" if Estonia left the pact. Estonia has denied that such conversations '
            "occurred."
        ),
        ["ascribed to the Norwegian president", "denied by Estonia"],
    ),
}


@functools.cache
def tools() -> tuple[Language, Resources]:
    """The model and the tables, loaded once."""
    resources = Resources.load()
    return Language.load(words=resources.lexicon), resources


def disputed(text: str) -> list[list[str]]:
    """The sides of each dispute in one account."""
    language, resources = tools()
    (sentences,) = language.many([text])
    found = annotate(doc(text, published="2025-05-28"), sentences, resources)
    return [
        sorted(claim.value for claim in one.values) for one in link([found]).disputes
    ]


@pytest.mark.parametrize("text", AGREED.values(), ids=AGREED)
def test_nothing_is_disputed(text: str) -> None:
    """Where it was, what else was done, and what several ask for contradict nothing."""
    assert disputed(text) == []


@pytest.mark.parametrize(("text", "sides"), DENIED.values(), ids=DENIED)
def test_what_is_denied(text: str, sides: list[str]) -> None:
    """Who is said to have threatened something claims nothing himself."""
    assert disputed(text) == [sides]
