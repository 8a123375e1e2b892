"""Sums, intervals, types of sentences and the table of coded passages, by hand."""

from __future__ import annotations

import pytest

from facta.evaluate import Score
from facta.evaluate.reading import Measured, Value, by_words, table, worst
from facta.evaluate.reading.baseline import NONE, WordBag
from facta.evaluate.reading.bootstrap import Bootstrap, Intervals
from facta.evaluate.reading.counts import Finding, false, hit, judged, missed
from facta.evaluate.reading.lines import LINES
from facta.evaluate.reading.scoring import account, measured, with_baseline
from facta.evaluate.reading.sentences import findings, first_type, labelled
from facta.testing import annotation
from tests.evaluate.making import (
    QUADS,
    deed,
    entity,
    mark,
    mention,
    passage,
    scores,
    span,
    told,
    words,
)

TEXT = "Norway met Chile. Peru stayed away. Chile rebuked Peru."


def test_documents_that_are_alike_leave_no_doubt() -> None:
    """Whatever is drawn, the scores are the same."""
    made = Bootstrap([{"a": Score(3, 4, 12)}] * 5).intervals("a")
    assert made == Intervals((0.25, 0.25), (0.75, 0.75), (0.375, 0.375))


def test_the_interval_of_two_documents_is_that_of_four_draws() -> None:
    """One right of one, none of one: 0, a half or 1, each end more than 2.5 %."""
    made = Bootstrap([{"a": Score(1, 1, 1)}, {"a": Score(0, 1, 1)}]).intervals("a")
    assert made == Intervals((0, 1), (0, 1), (0, 1))


def test_an_interval_does_not_change() -> None:
    """Draws have a fixed seed; the interval lies about the score."""
    documents = [{"a": Score(n % 3, 3, 3)} for n in range(30)]
    one, other = (Bootstrap(documents).intervals("a") for _ in range(2))
    assert one == other
    assert one.f1 is not None
    assert 0.2 < one.f1[0] < 1 / 3 < one.f1[1] < 0.5


def test_what_no_document_has_is_uncertain() -> None:
    """Nothing was found, so there is no precision; nothing asked, so no recall."""
    made = Bootstrap([{"a": Score(0, 1, 0)}, {}])
    assert made.intervals("a").precision is None
    assert made.intervals("b") == Intervals()
    assert made.macro([]) is None


def test_a_mean_is_over_lines_with_gold() -> None:
    """F1 of 1 and of 0; the third line has no gold and does not count."""
    counts = {"a": Score(1, 1, 1), "b": Score(0, 1, 0), "c": Score(0, 0, 5)}
    assert Bootstrap([counts] * 3).macro(["a", "b", "c"]) == (0.5, 0.5)


def test_types_are_learnt_from_words() -> None:
    """The likeliest by Bayes' rule; words never seen tell nothing."""
    bag = WordBag(
        ["they met", "they met", "he shot"], ["CONSULT", "CONSULT", "ASSAULT"]
    )
    assert bag.type("she shot") == "ASSAULT"
    assert bag.type("met") == "CONSULT"
    assert bag.type("unknown words") == "CONSULT"


def test_the_likelihood_is_that_of_the_book() -> None:
    """
    The worked example of Manning and others (2008), section 13.2, with our smoothing.

    For `chinese chinese chinese tokyo japan` of six words: 3/4 (5.5/11)^3 (.5/11)^2
    against 1/4 (1.5/6)^3 (1.5/6)^2.
    """
    texts = [
        "chinese beijing chinese",
        "chinese chinese shanghai",
        "chinese macao",
        "tokyo japan chinese",
    ]
    bag = WordBag(texts, ["c", "c", "c", "j"])
    ours = 3 / 4 * (5.5 / 11) ** 3 * (0.5 / 11) ** 2
    theirs = 1 / 4 * (1.5 / 6) ** 5
    assert (bag.type("chinese chinese chinese tokyo japan") == "c") == (ours > theirs)
    assert bag.type("chinese chinese chinese") == "c"


def test_nothing_is_learnt_from_nothing() -> None:
    """The error says so."""
    with pytest.raises(ValueError, match="nothing to learn from"):
        WordBag([], [])


def test_a_sentence_has_the_type_of_its_first_event() -> None:
    """The second sentence has none; the third has an optional one alone: left out."""
    coded = passage(
        TEXT,
        events=[
            deed(mark(TEXT, "Chile"), "SUPPORT", "", ""),
            deed(mark(TEXT, "met"), "CONSULT", "", ""),
            deed(mark(TEXT, "rebuked"), "ACCUSE", "", "", optional=True),
        ],
    )
    assert [each.label for each in labelled(coded)] == ["CONSULT", NONE]
    assert (
        first_type([told(span(TEXT, "rebuked"), "ACCUSE", "", "")], 36, 55) == "ACCUSE"
    )


def test_types_of_sentences_are_counted_by_type_and_in_all() -> None:
    """One right, one taken for another: missed there, false here."""
    coded = passage(TEXT, events=[deed(mark(TEXT, "rebuked"), "ACCUSE", "", "")])
    made = scores(findings("facta", labelled(coded), [NONE, NONE, NONE]))
    assert made == {
        "sentences.facta": (2, 3, 3),
        "types.facta.NONE": (2, 2, 3),
        "types.facta.ACCUSE": (0, 1, 0),
    }


def test_no_document_is_told_by_itself() -> None:
    """
    Of two documents of train each is told by the other; others by both, and one of its
    own by nothing.
    """
    one = passage(
        "They met.", events=[deed(mark("They met.", "met"), "CONSULT", "", "")]
    )
    two = passage("They met.", name="p2", document="d2")
    three = passage("They met.", name="p3", document="d3")
    assert by_words([one, two], [one, two, three]) == {
        "p1": [NONE],
        "p2": ["CONSULT"],
        "p3": ["CONSULT"],
    }
    assert by_words([one], [one]) == {}


def test_a_passage_is_a_document_with_its_title_and_day() -> None:
    """So is it read: with all that a reader was given."""
    made = account(passage(TEXT))
    assert (made.title, made.publisher) == ("A title", "Wikinews")
    assert str(made.published) == "2005-08-12"
    assert made.published_basis == "given"


def test_everything_is_compared() -> None:
    """Mentions, events, words where they were read, and types of sentences."""
    plain = passage(
        TEXT,
        entities=[entity("N", "NOR", mark(TEXT, "Norway"))],
        events=[deed(mark(TEXT, "met"), "CONSULT", "N", "")],
    )
    found = annotation(account(plain), actors=(mention(span(TEXT, "Norway"), "NOR"),))
    lines = set(measured(plain, found, QUADS).counts)
    assert {"mentions.all", "events.core", "sentences.facta"} <= lines
    assert "attributions.words" not in lines
    read = passage(TEXT, words=words())
    assert "attributions.words" in measured(read, found, QUADS).counts


def test_a_baseline_is_added_where_there_is_one() -> None:
    """A passage of which it tells nothing stays as it is."""
    one = Measured(passage(TEXT), ())
    told = with_baseline([one], {"p1": ["ACCUSE", NONE, NONE]})
    assert told[0].counts["sentences.words"] == Score(2, 3, 3)
    assert with_baseline([one], {}) == [one]


def results() -> list[Measured]:
    """Three passages of two documents with two lines in them."""
    line = "events.type"
    return [
        Measured(
            passage(TEXT),
            (
                hit(line),
                missed(line, at=0, gold="CONSULT [met]"),
                hit("types.facta.NONE"),
            ),
        ),
        Measured(
            passage(TEXT, name="p2"),
            (false(line, at=20, found="REJECT [stayed]", confidence=0.5),),
        ),
        Measured(
            passage(TEXT, name="p3", document="d2"),
            (
                hit(line),
                judged("days.right", right=False, at=40, gold="2001", found="2002"),
                hit("sentences.facta"),
            ),
        ),
    ]


def test_the_table_adds_up_passages() -> None:
    """Two hits, three of gold, three found; documents are what is drawn."""
    made = table(results(), part="dev")
    assert (made.part, made.source) == ("dev", "all")
    assert (made.passages, made.documents, made.sentences) == (3, 2, 9)
    row = made.rows[0]
    assert (row.name, row.hits, row.gold, row.found) == ("events.type", 2, 3, 3)
    assert row.f1 == Value(2 / 3, 0.5, 1)


def test_a_share_has_one_score_and_a_mean_no_counts() -> None:
    """A line that counts nothing has no row."""
    rows = {row.name: row for row in table(results()).rows}
    assert list(rows) == ["events.type", "days.right", "sentences.facta", "types.facta"]
    assert rows["days.right"].share == Value(0, 0, 0)
    assert rows["days.right"].precision is rows["days.right"].f1 is None
    assert rows["types.facta"].f1 == Value(1, 1, 1)
    assert rows["types.facta"].gold is None


def test_the_worst_are_the_surest() -> None:
    """Then what stands first in the table; each with its sentence."""
    assert [(each.line, each.text) for each in worst(results())] == [
        ("events.type", "Peru stayed away."),
        ("events.type", "Norway met Chile."),
        ("days.right", "Chile rebuked Peru."),
    ]


def test_counts_without_words_are_no_error() -> None:
    """Words inside contents are counted in all, and no one of them is told of."""
    many = Finding(lines=("attributions.words",), score=Score(1, 3, 4))
    assert worst([Measured(passage(TEXT), (many,))]) == []


def test_no_line_comes_twice() -> None:
    """Every line has a name of its own."""
    names = [line.name for line in LINES]
    assert len(set(names)) == len(names)
