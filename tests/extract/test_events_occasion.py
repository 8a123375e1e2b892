"""Facts about the day of what is done by saying it, and of what is being done."""

from __future__ import annotations

import datetime

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import Document

RESOURCES = Resources.load(least=0.0)
LANGUAGE = Language.load(words=RESOURCES.lexicon)
DAY = datetime.date(2025, 5, 28)

STATEMENT = "Statement by the Foreign Ministry of Norway on Ukraine"
READOUT = "Readout of the Prime Minister of Norway’s call with the President of Poland"
NEWS = "Norway and Poland speak again"
CONDEMNS = "Norway condemns Russia."
THANKED = "Norway thanked Poland."


@pytest.mark.parametrize(
    ("title", "text", "basis"),
    [
        pytest.param(STATEMENT, CONDEMNS, "narrative", id="a-statement-condemns"),
        pytest.param(NEWS, CONDEMNS, "published", id="news-tell-that-it-condemns"),
        pytest.param(
            STATEMENT, "Norway has condemned Russia.", "published", id="has-condemned"
        ),
        pytest.param(READOUT, THANKED, "narrative", id="on-the-day-of-the-call"),
        pytest.param(NEWS, THANKED, "published", id="news-tell-that-it-thanked"),
        pytest.param(
            READOUT.replace("call", "trip"), THANKED, "published", id="on-a-journey"
        ),
        pytest.param(
            "Joint Statement by Norway and Poland", THANKED, "narrative", id="joint"
        ),
        pytest.param(
            "Joint drills of Norway and Poland", THANKED, "published", id="joint-drills"
        ),
        pytest.param(
            READOUT, "On Monday Norway thanked Poland.", "stated", id="a-day-is-given"
        ),
        pytest.param(
            NEWS, "We condemn Russia, friends of Norway.", "narrative", id="the-writer"
        ),
        pytest.param(NEWS, "Norway hereby sanctions Russia.", "narrative", id="hereby"),
        pytest.param(NEWS, "Norway is arming Ukraine.", "narrative", id="is-arming"),
        pytest.param(
            NEWS, "Norway keeps arming Ukraine.", "narrative", id="keeps-arming"
        ),
        pytest.param(
            NEWS, "Keeps arming Ukraine: Norway.", "narrative", id="keeping-up-opens"
        ),
        pytest.param(NEWS, "Norway has armed Ukraine.", "published", id="has-armed"),
        pytest.param(NEWS, "Norway arms Ukraine.", "published", id="arms"),
        pytest.param(
            NEWS, "Norway is going to arm Ukraine.", "published", id="going-to-arm"
        ),
        pytest.param(
            NEWS, "Norway is often arming Ukraine.", "published", id="often-arming"
        ),
        pytest.param(
            NEWS,
            "Norway is urging Ukraine to talk.",
            "published",
            id="words-have-a-day",
        ),
    ],
)
def test_what_is_said_is_done_on_the_day_of_the_paper(
    title: str, text: str, basis: str
) -> None:
    """But not what is reported, what came before, or what some day is given to."""
    paper = Document(
        id="d",
        source="d",
        text=text,
        title=title,
        published=DAY,
        published_basis="given",
    )
    (sentences,) = LANGUAGE.many([text])
    found = annotate(paper, sentences, RESOURCES).events
    assert found
    assert {event.date_basis for event in found} == {basis}


def test_what_a_speaker_tells_as_being_done_is_so_when_he_speaks() -> None:
    text = "On Monday the Kenyan minister said: “Ghana is arming Togo.”"
    paper = Document(
        id="d", source="d", text=text, published=DAY, published_basis="given"
    )
    (sentences,) = LANGUAGE.many([text])
    (event,) = annotate(paper, sentences, RESOURCES).events
    assert (event.date, event.date_basis) == (datetime.date(2025, 5, 26), "narrative")
