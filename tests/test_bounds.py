"""
Days at the ends of the calendar and digits of any length: one value stays unresolved,
no account is lost.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.bounds import in_year, moved, number, whole
from facta.brief import compose, render
from facta.brief.chart import extent, svg
from facta.exchange.contract import line
from facta.extract.stage import Resources, annotate
from facta.ledger import Ledger
from facta.link import link
from facta.ontology import Countries
from facta.records import Annotation, Sentence, Token
from facta.testing import doc, telling

FIRST, LAST = datetime.date.min, datetime.date.max
ENDS = st.integers(0, 800).flatmap(
    lambda days: st.sampled_from(
        [FIRST + datetime.timedelta(days), LAST - datetime.timedelta(days)]
    )
)
TIMES = (
    *(
        "on Friday",
        "last Monday",
        "next Sunday",
        "this week",
        "last week",
        "next week",
        "next year",
        "last month",
    ),
    *(
        "this weekend",
        "over the weekend",
        "overnight",
        "tonight",
        "yesterday",
        "tomorrow",
        "this summer",
        "last winter",
    ),
    *(
        "within 60 days",
        "in 24 hours",
        "in two weeks",
        "10 years ago",
        "in 99999999999 days",
        "three decades later",
    ),
    *(
        "in the third quarter",
        "by the end of the year",
        "the next decade",
        "last century",
        "at Easter",
        "on Christmas",
    ),
    *(
        "in '24",
        "on 5/6/24",
        "on May 25",
        "in May",
        "the next day",
        "the following month",
        "later this year",
    ),
    *(
        "in the year 0",
        "in 20250",
        "on 0001-01-01",
        "on 9999-12-31",
        "the second half of December",
        "Friday of next week",
    ),
    *(
        "from November to January",
        "at 15:00",
        "on Thanksgiving",
        "by Friday",
        "the first week of December",
    ),
)
RESOURCES = Resources.load()


def parsed(text: str) -> tuple[Sentence, ...]:
    """
    Sentences of `text` whose words all hang on the first verb, else on the first word.
    """
    found: list[Sentence] = []
    for match in re.finditer(r"[^.!?\n]*[.!?](?=\s|$)|[^\n]+", text):
        spans = [
            (word.start(), word.end())
            for word in re.finditer(r"\w+|[^\w\s]", text[: match.end()])
        ]
        spans = [span for span in spans if span[0] >= match.start()]
        if spans:
            tokens = _tokens(text, spans)
            found.append(
                Sentence(
                    index=len(found),
                    start=spans[0][0],
                    end=spans[-1][1],
                    kind="prose",
                    tokens=tokens,
                )
            )
    return tuple(found)


def _tokens(text: str, spans: list[tuple[int, int]]) -> tuple[Token, ...]:
    words = [text[slice(*span)] for span in spans]
    root = next((at for at, word in enumerate(words) if word in VERBS), 0)
    return tuple(
        Token(
            start=span[0],
            end=span[1],
            text=word,
            lemma=VERBS.get(word, word),
            upos=_class(word)[0],
            tag=_class(word)[1],
            head=-1 if at == root else root,
            relation=_relation(at, root, word),
        )
        for at, (span, word) in enumerate(zip(spans, words, strict=True))
    )


VERBS = {"attacked": "attack", "promised": "promise", "lost": "lose", "said": "say"}


def _class(word: str) -> tuple[str, str]:
    if word in VERBS:
        return "VERB", "VBD"
    if word[0].isdigit():
        return "NUM", "CD"
    if not word[0].isalnum():
        return "PUNCT", "."
    return ("PROPN", "NNP") if word[0].isupper() else ("NOUN", "NNS")


def _relation(at: int, root: int, word: str) -> str:
    if at == root:
        return "root"
    return "punct" if not word[0].isalnum() else "nsubj" if at < root else "obl"


def read(text: str, published: datetime.date | None) -> Annotation:
    """An account through all extractors."""
    document = doc(text, published=published.isoformat() if published else None)
    return annotate(document, parsed(text), RESOURCES)


@settings(max_examples=60, deadline=None)
@given(published=ENDS, times=st.lists(st.sampled_from(TIMES), min_size=1, max_size=4))
def test_an_account_of_any_day_is_read(
    published: datetime.date, times: list[str]
) -> None:
    """
    Whatever time it tells of, near either end of the calendar, it goes through all
    stages and into the contract.
    """
    said = " ".join(
        f"Russia attacked Ukraine {time}. Russia promised to leave Ukraine {time}."
        for time in times
    )
    found = read(said, published)
    link([found])
    assert line(found, with_text=False)


@pytest.mark.parametrize(
    "published", [FIRST, LAST], ids=["the first day", "the last day"]
)
@pytest.mark.parametrize("time", TIMES)
def test_every_kind_of_time_holds_at_both_ends(
    time: str, published: datetime.date
) -> None:
    """What would leave the calendar has no days; nothing is raised."""
    found = read(
        f"Russia attacked Ukraine {time}. Russia promised to leave Ukraine {time}.",
        published,
    )
    assert len(found.sentences) == 2


@settings(max_examples=60, deadline=None)
@given(
    digits=st.one_of(
        st.text("0123456789", min_size=1, max_size=40),
        st.integers(4290, 5000).map(lambda n: "7" * n),
    ),
    shape=st.sampled_from(
        (
            *(
                "{}",
                "{}.5",
                "{} million",
                "${} billion",
                "in {} days",
                "{}:30 p.m.",
                "{}.40 in the morning",
                "-{}",
            ),
            *(
                "2 {}/9",
                "{}th",
                "{} years ago",
                "{} percent",
                "within {} hours",
                "{} o'clock",
                "0 to {} million",
            ),
        )
    ),
)
def test_an_account_with_any_digits_is_read(digits: str, shape: str) -> None:
    """A number of any length is a finite figure or none."""
    found = read(
        f"Russia lost {shape.format(digits)} soldiers. Russia attacked Ukraine.",
        datetime.date(2025, 5, 28),
    )
    for figure in found.figures:
        assert all(
            abs(value) < float("inf")
            for value in (figure.value, figure.low, figure.high)
            if value is not None
        )


@pytest.mark.parametrize(
    "published", [FIRST, LAST], ids=["the first day", "the last day"]
)
def test_a_brief_is_written_at_both_ends(
    published: datetime.date, tmp_path: Path
) -> None:
    """Charts and background of accounts at the ends of the calendar stay within it."""
    document = doc(
        "Russia attacked Ukraine. Ukraine answered.", published=published.isoformat()
    )
    events = (
        telling(
            document,
            "ASSAULT",
            "RUS",
            "UKR",
            "Russia attacked Ukraine",
            date=published.isoformat(),
        ),
    )
    found = Annotation(
        document=document, sentences=parsed(document.text), events=events
    )
    with Ledger.open(tmp_path / "facta.db") as ledger:
        ledger.add(found, stages="test")
        ledger.link(link([found]))
        brief = compose(ledger, Countries.load(), title=None)
    assert "Russia attacked Ukraine" in render(brief, ".html")
    (panel,) = brief.dyads
    assert "<svg" in svg(panel, extent(brief.dyads), "one attack")


@given(day=st.dates(), days=st.floats(allow_nan=True, allow_infinity=True))
def test_a_day_never_leaves_the_calendar(day: datetime.date, days: float) -> None:
    """A step of any size gives a day or None."""
    found = moved(day, days)
    assert found is None or abs((found - day).days - days) <= 1


@given(day=st.dates(), year=st.integers(-10, 10_010))
def test_the_same_day_of_a_year_outside_the_calendar_is_none(
    day: datetime.date, year: int
) -> None:
    """Years 1 to 9999 have days."""
    found = in_year(day, year)
    assert (found is None) == (not 1 <= year <= 9999)


@given(digits=st.text("0123456789", min_size=1, max_size=18))
def test_digits_read_back(digits: str) -> None:
    """What fits is read as it is written."""
    assert whole(digits) == int(digits)
    assert number(digits) == float(digits)
