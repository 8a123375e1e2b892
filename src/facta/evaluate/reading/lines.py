"""
The lines of the table: what is measured, in which words, and which of its scores mean
something.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from facta.evaluate.corpus.passage import WordsKind

# All three scores; recall alone where found is not of that kind; a share of cases.
Asks = Literal["scores", "recall", "share"]


class Line(Struct, frozen=True):
    """One line of the table."""

    name: str
    title: str
    asks: Asks = "scores"

    @property
    def group(self) -> str:
        """What it is of: mentions, events, days ..."""
        return self.name.split(".")[0]


LINES = (
    Line("mentions.all", "mentions, country"),
    Line("mentions.names", "  names"),
    Line("mentions.descriptions", "  descriptions"),
    Line("mentions.pronouns", "  pronouns"),
    Line("events.trigger", "events, trigger"),
    Line("events.type", "  trigger and type"),
    Line("events.parties", "  type and both countries"),
    Line("events.core", "  the same of the core"),
    Line("events.quad", "  quad class and both countries"),
    Line("auxiliary.labels", "auxiliary modes, labels"),
    Line("auxiliary.same", "  all of an event", "share"),
    Line("days.found", "days of gold found", "share"),
    Line("days.right", "printed days right", "share"),
    Line("attributions.found", "attributions"),
    *(
        Line(f"attributions.{kind}", f"  {kind}", "recall")
        for kind in get_args(WordsKind)
    ),
    Line("attributions.kind", "  kind of the found", "share"),
    Line("attributions.words", "  words inside"),
    Line("attributions.mention", "  speaker of the found", "share"),
    Line("attributions.speaker", "  the same, with the country", "share"),
    Line("commitments.found", "commitments"),
    Line("commitments.kind", "  kind of the found", "share"),
    Line("commitments.maker", "  maker of the found", "share"),
    Line("figures.span", "figures, span"),
    Line("figures.value", "  span and value"),
    Line("times.extent", "times, extent"),
    Line("times.value", "  extent and value"),
)
# Who tells the type of a sentence; each has a share and a mean F1 over the types.
TELLERS = {"facta": "type of a sentence, Facta", "words": "  bag of words"}
