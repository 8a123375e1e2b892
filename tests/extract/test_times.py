"""
What expressions of time mean, by kind; sentences have no trees here unless a rule reads
one.
"""

from __future__ import annotations

import calendar
import re
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.extract.layout import Layout
from facta.extract.times import times
from facta.lexicon import Lexicon
from facta.records import Sentence, Time, Token
from facta.testing import doc, laid_out, sentence

PUBLISHED = "2025-05-28"  # a Wednesday
TAGS = {
    "In": "IN",
    "of": "IN",
    "the": "DT",
    "will": "MD",
    "troops": "NNS",
    "may": "MD",
    "is": "VBZ",
    "to": "TO",
}


def flat(text: str) -> tuple[Sentence, ...]:
    """
    The text as one sentence without a tree: words and marks, tagged by their look.
    """
    tokens = []
    for match in re.finditer(r"\w+|[^\w\s]", text):
        word = match.group()
        tag = TAGS.get(word) or (
            "CD" if word[0].isdigit() else "NNP" if word[0].isupper() else "NN"
        )
        tokens.append(
            Token(
                start=match.start(),
                end=match.end(),
                text=word,
                lemma=word.lower(),
                upos="X",
                tag=tag,
                head=-1,
                relation="dep",
            )
        )
    return (
        (Sentence(index=0, start=0, end=len(text), kind="prose", tokens=tuple(tokens)),)
        if text
        else ()
    )


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    """Extent and value of every time in a text."""
    return [
        (time.span.text, time.value)
        for time in times(laid_out(doc(text, published=published), flat(text)))
    ]


def only(text: str, published: str | None = PUBLISHED) -> Time:
    """The one time of a text."""
    (time,) = times(laid_out(doc(text, published=published), flat(text)))
    return time


STATED = [
    ("on May 25, 2025.", "May 25, 2025", "2025-05-25"),
    ("on 25 May 2025.", "25 May 2025", "2025-05-25"),
    ("the 25th of May 2025", "the 25th of May 2025", "2025-05-25"),
    ("on Tuesday, May 27, 2025", "Tuesday, May 27, 2025", "2025-05-27"),
    ("on Sept. 11, 2001", "Sept. 11, 2001", "2001-09-11"),
    ("on 25/05/2025", "25/05/2025", "2025-05-25"),
    ("on 05/25/2025", "05/25/2025", "2025-05-25"),
    ("dated 2024-10-31", "2024-10-31", "2024-10-31"),
    ("after 9/11", "9/11", "2001-09-11"),
    ("in May 2025", "May 2025", "2025-05"),
    ("in 2014", "2014", "2014"),
    ("in the 1990s", "the 1990s", "199X"),
    ("in the '90s", "the '90s", "199X"),
    ("in the sixties", "the sixties", "196X"),
    ("in the 19th century", "the 19th century", "18XX"),
    ("in the summer of 2024", "the summer of 2024", "2024-SU"),
    ("in winter 2023-24", "winter 2023-24", "2023-WI"),
    ("in Q3 2025", "Q3 2025", "2025-Q3"),
    ("the first half of 2025", "the first half of 2025", "2025-H1"),
    ("in fiscal 2025", "fiscal 2025", "2025"),
    ("in early May 2024", "early May 2024", "2024-05"),
    ("in mid-2023", "mid-2023", "2023"),
    ("at the end of 2024", "the end of 2024", "2024"),
    ("the 2014-2015 war", "2014-2015", "2014/2015"),
    ("the 1914-18 war", "1914-18", "1914/1918"),
    ("from 3 to 5 May 2025", "3 to 5 May 2025", "2025-05-03/2025-05-05"),
    ("on May 3-5, 2025", "May 3-5, 2025", "2025-05-03/2025-05-05"),
    ("on Christmas 2024", "Christmas 2024", "2024-12-25"),
    ("on Easter 2025", "Easter 2025", "2025-04-20"),
    ("on Orthodox Easter 2024", "Orthodox Easter 2024", "2024-05-05"),
    ("on Thanksgiving 2024", "Thanksgiving 2024", "2024-11-28"),
    ("on Memorial Day 2025", "Memorial Day 2025", "2025-05-26"),
    ("the night of 24 February 2022", "the night of 24 February 2022", "2022-02-24TNI"),
    ("at 15:00 GMT on 5 May 2025", "15:00 GMT on 5 May 2025", "2025-05-05T15:00"),
]


@pytest.mark.parametrize(
    ("text", "extent", "value"), STATED, ids=[row[0] for row in STATED]
)
def test_what_the_words_fix_needs_no_publication_day(
    text: str, extent: str, value: str
) -> None:
    """A stated time has one value with and without a publication day."""
    for published in (PUBLISHED, None):
        time = only(text, published)
        assert (time.span.text, time.value, time.basis) == (extent, value, "stated")


PUBLISHED_ROWS = [
    ("today", "2025-05-28"),
    ("yesterday", "2025-05-27"),
    ("the day before yesterday", "2025-05-26"),
    ("tomorrow", "2025-05-29"),
    ("on Tuesday", "2025-05-27"),
    ("on Wednesday", "2025-05-28"),
    ("last Tuesday", "2025-05-27"),
    ("next Tuesday", "2025-06-03"),
    ("on May 25", "2025-05-25"),
    ("on December 3", "2024-12-03"),
    ("in February", "2025-02"),
    ("last May", "2024-05"),
    ("this month", "2025-05"),
    ("last year", "2024"),
    ("next week", "2025-W23"),
    ("last summer", "2024-SU"),
    ("two weeks ago", "2025-W20"),
    ("three days ago", "2025-05-25"),
    ("six months ago", "2024-11"),
    ("ten years ago", "2015"),
    ("three months from now", "2025-08"),
    ("over the weekend", "2025-W21-WE"),
    ("this morning", "2025-05-28TMO"),
    ("last night", "2025-05-27TNI"),
    ("on Monday evening", "2025-05-26TEV"),
    ("at 3 p.m. on Tuesday", "2025-05-27T15:00"),
    ("Tuesday at 3:30 pm", "2025-05-27T15:30"),
    ("Friday of last week", "2025-05-23"),
    ("in '24", "2024"),
    ("on Victory Day", "2025-05-09"),
    ("on Bastille Day", "2024-07-14"),
    ("on New Year's Eve", "2024-12-31"),
    ("Ukraine's Independence Day", "2024-08-24"),
]


@pytest.mark.parametrize(
    ("text", "value"), PUBLISHED_ROWS, ids=[row[0] for row in PUBLISHED_ROWS]
)
def test_what_needs_a_publication_day_says_so(text: str, value: str) -> None:
    """The same words have a value with a publication day, and none without."""
    time = only(text)
    assert (time.value, time.basis) == (value, "published")
    without = only(text, None)
    assert (without.value, without.basis) == (None, "unresolved")


NEVER = [
    "He may march on Moscow",
    "Theresa May, the Sunday Times wrote",
    "the second attack by 2,000 men",
    "S-300 and F-16 and G20",
    "2000 km",
    "UN Resolution 2202",
    "the March for Life",
    "90 % of 1,400",
    "fall of the government",
    "a 25-year-old man",
    "$2014 of it",
    "the Daily Mail",
    "shortly after",
]


@pytest.mark.parametrize("text", NEVER)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    """Modals, verbs, names, codes, counts and ages are no times."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("for three weeks", "DURATION", "P3W"),
        ("a two-hour call", "DURATION", "PT2H"),
        ("nearly two decades", "DURATION", "P20Y"),
        ("for a year and a half", "DURATION", "P18M"),
        ("half an hour", "DURATION", "PT30M"),
        ("for months", "DURATION", "PXM"),
        ("several days", "DURATION", "PXD"),
        ("every Friday", "SET", "XXXX-WXX-5"),
        ("on Sundays", "SET", "XXXX-WXX-7"),
        ("daily", "SET", "P1D"),
        ("every two weeks", "SET", "P2W"),
        ("every other day", "SET", "P2D"),
        ("twice a week", "SET", "P1W"),
        ("annually", "SET", "P1Y"),
        ("now", "DATE", "PRESENT_REF"),
        ("in recent months", "DATE", "PAST_REF"),
        ("in the coming weeks", "DATE", "FUTURE_REF"),
        ("years ago", "DATE", "PAST_REF"),
    ],
    ids=lambda value: str(value),
)
def test_lengths_and_what_recurs_have_types_of_their_own(
    text: str, kind: str, value: str
) -> None:
    """Durations and sets are told from dates; vague directions are dates."""
    time = only(text)
    assert (time.type, time.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("on 31 June", "the day does not exist"),
        ("on 30 February 2024", "the day does not exist"),
        ("on 05/06/2025", "day and month may change places"),
        ("on 24/5/25", "the year may come first"),
        ("during Ramadan", "the day follows the moon"),
        ("on Independence Day", "no land is named"),
        ("the next day", "no story before it"),
    ],
    ids=lambda value: str(value),
)
def test_a_time_that_cannot_be_resolved_has_no_value(text: str, reason: str) -> None:
    """Absence is a value with a reason, never a guess."""
    time = only(text)
    assert (time.value, time.basis) == (None, "unresolved"), reason


def test_an_unknown_order_still_tells_the_days_it_may_mean() -> None:
    """05/06/2025 lies between 6 May and 5 June."""
    time = only("on 05/06/2025")
    assert (str(time.begin), str(time.end)) == ("2025-05-06", "2025-06-05")


def test_a_clear_date_settles_the_order_of_the_others() -> None:
    """A document that writes 25/05/2025 puts the day first in 05/06/2025 too."""
    assert found("on 25/05/2025 and 05/06/2025")[1] == ("05/06/2025", "2025-06-05")


def test_two_digit_dates_resolve_where_every_reading_agrees() -> None:
    """
    25.5.25 is the same day whether day or year comes first; 30/06/98 can only be read
    one way.
    """
    assert only("dated 25.5.25").value == "2025-05-25"
    assert only("dated 30/06/98").value == "1998-06-30"


STORY = [
    (
        "On May 15, 2025 they spoke. The next day he refused.",
        ("The next day", "2025-05-16"),
    ),
    (
        "On May 15, 2025 they spoke. Two days later he attacked.",
        ("Two days later", "2025-05-17"),
    ),
    (
        "On May 15, 2025 they spoke. The same day he left.",
        ("The same day", "2025-05-15"),
    ),
    (
        "On May 15, 2025 they spoke. The following month he left.",
        ("The following month", "2025-06"),
    ),
    (
        "On May 15, 2025 they spoke. A year earlier he had left.",
        ("A year earlier", "2024"),
    ),
    ("In July 1956 it fell. That autumn it was free.", ("That autumn", "1956-FA")),
    ("In 2014 it fell. In February he fled.", ("February", "2014-02")),
]


@pytest.mark.parametrize(("text", "expected"), STORY, ids=[row[1][0] for row in STORY])
def test_a_time_counts_from_the_last_one_of_the_story(
    text: str, expected: tuple[str, str]
) -> None:
    """
    Times like "the next day" count from the last time told, with the basis "narrative".
    """
    time = times(laid_out(doc(text, published=PUBLISHED), flat(text)))[-1]
    assert (time.span.text, time.value, time.basis) == (*expected, "narrative")


def test_a_time_too_coarse_anchors_nothing_finer() -> None:
    """Two days after some time in May is no day."""
    text = "In May 2024 they spoke. Two days later he left."
    assert times(laid_out(doc(text, published=PUBLISHED), flat(text)))[-1].value is None


@pytest.mark.parametrize(
    ("text", "extent", "value"),
    [
        ("to answer within 60 days", "60 days", "2025-07-27"),
        ("to end it in 24 hours", "24 hours", "2025-05-29"),
        ("to leave by Friday", "Friday", "2025-05-30"),
        ("to agree by the end of the month", "the end of the month", "2025-05"),
        ("to comply before 8 August", "8 August", "2025-08-08"),
        ("to stay until June 1", "June 1", "2025-06-01"),
        ("no later than 5 June 2025", "5 June 2025", "2025-06-05"),
        ("within 24 hours of taking office", "24 hours", "PT24H"),
        ("a deadline of 6 September", "6 September", "2025-09-06"),
    ],
    ids=lambda value: str(value),
)
def test_a_deadline_is_marked_and_lies_ahead(
    text: str, extent: str, value: str
) -> None:
    """
    Deadlines count on from publication, or keep their length where they count from
    something else.
    """
    time = only(text)
    assert (time.span.text, time.value, time.deadline) == (extent, value, True)


def test_the_last_day_of_a_deadline_is_told() -> None:
    """By the end of the month leaves time to its last day."""
    assert str(only("to agree by the end of the month").end) == "2025-05-31"


def test_a_range_of_two_full_dates_is_two_times() -> None:
    """Each end has its own extent, and the first takes the year of the last."""
    assert found("from March to May 2023") == [
        ("March", "2023-03"),
        ("May 2023", "2023-05"),
    ]


def test_a_talk_that_is_moved_is_no_range() -> None:
    """
    From Monday to Friday names two days where something is moved from one to the other.
    """
    assert [value for _, value in found("they move it from Monday to Friday")] == [
        "2025-05-26",
        "2025-05-23",
    ]


FUTURE = sentence(
    "They||PRON|nsubj|3 will||AUX|aux|3|MD meet||VERB|root|0|VB on||ADP|case|5 Tuesday||PROPN|obl|3"
)
PAST = sentence(
    "They||PRON|nsubj|2 met|meet|VERB|root|0|VBD on||ADP|case|4 Tuesday||PROPN|obl|2"
)
PLANNED = sentence(
    "They||PRON|nsubj|2 planned|plan|VERB|root|0|VBD to||PART|mark|4|TO "
    "meet||VERB|xcomp|2|VB on||ADP|case|6 "
    "Tuesday||PROPN|obl|4"
)
DEADLINE_PAST = sentence(
    "By||ADP|case|2 Tuesday||PROPN|obl|4 they||PRON|nsubj|4 left|leave|VERB|root|0|VBD"
)


@pytest.mark.parametrize(
    ("parsed", "value"),
    [(FUTURE, "2025-06-03"), (PAST, "2025-05-27"), (PLANNED, "2025-06-03")],
    ids=["will meet", "met", "planned to meet"],
)
def test_the_tense_decides_which_tuesday_is_meant(parsed: Sentence, value: str) -> None:
    """A weekday lies ahead where its clause does."""
    text = " ".join(token.text for token in parsed.tokens)
    (time,) = times(laid_out(doc(text, published=PUBLISHED), (parsed,)))
    assert time.value == value


def test_what_was_over_by_a_day_had_no_deadline() -> None:
    """Where "by Tuesday they left" tells what was, nothing is due."""
    (time,) = times(
        laid_out(doc("By Tuesday they left", published=PUBLISHED), (DEADLINE_PAST,))
    )
    assert (time.deadline, time.value) == (False, "2025-05-27")


def test_a_distance_from_a_happening_counts_from_where_it_was_told() -> None:
    """The time "days after the talks" lies just after the day of the talks."""
    told = sentence(
        "Talks|talk|NOUN|nsubj|2 failed|fail|VERB|root|0|VBD on||ADP|case|4 "
        "May||PROPN|obl|2 15||NUM|nummod|4"
    )
    after = sentence(
        "Days|day|NOUN|obl|6 after||ADP|case|4 the||DET|det|4 talks|talk|NOUN|nmod|1 "
        "Russia||PROPN|nsubj|6 attacked|attack|VERB|root|0|VBD",
        index=1,
        offset=23,
    )
    text = "Talks failed on May 15 Days after the talks Russia attacked"
    last = times(laid_out(doc(text, published=PUBLISHED), (told, after)))[-1]
    assert (last.span.text, last.value, last.basis) == (
        "Days after the talks",
        "2025-05",
        "narrative",
    )
    assert (str(last.begin), str(last.end)) == ("2025-05-16", "2025-05-24")


PIECES = [
    "May",
    "25",
    "2025",
    "Tuesday",
    "last",
    "the",
    "next",
    "day",
    "two",
    "weeks",
    "ago",
    "by",
    "of",
    "-",
    ",",
    "31",
]


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    )
)
@settings(max_examples=300, deadline=None)
def test_every_time_reads_back_its_text(text: str) -> None:
    """
    Whatever the text, spans lie in it, in order and apart, and a value goes with a
    basis.
    """
    found_times = times(laid_out(doc(text, published=PUBLISHED), flat(text)))
    for time in found_times:
        assert text[time.span.start : time.span.end] == time.span.text
        assert (time.value is None) == (time.basis == "unresolved")
    ends = [time.span.end for time in found_times]
    assert all(
        end <= time.span.start for end, time in zip(ends, found_times[1:], strict=False)
    )


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1000, 2200))
def test_a_full_date_is_a_day_or_nothing(month: int, day: int, year: int) -> None:
    """A date has its value if the calendar has it, and none otherwise."""
    value = only(f"on {calendar.month_name[month]} {day}, {year}").value
    assert value in (None, f"{year}-{month:02}-{day:02}")
    assert value is not None or day > 28


@given(st.text(alphabet=string.ascii_letters + " ", max_size=60))
def test_without_a_publication_day_nothing_is_published(text: str) -> None:
    """No basis names a day that is not known."""
    assert all(
        time.basis != "published" for time in times(laid_out(doc(text), flat(text)))
    )


@pytest.mark.parametrize(
    "words",
    [
        "the ",
        "early ",
        "the end of ",
        "first week of ",
        "hundreds of ",
        "thousand ",
        "one thousand ",
    ],
)
def test_a_word_without_end_is_read_in_plain_time(words: str) -> None:
    """
    However often a word that can open a time comes again, nothing nests without end.
    """
    assert len(times(laid_out(doc(words * 3000), flat(words * 3000)))) < 3000


@pytest.mark.parametrize(
    ("text", "extent", "value"),
    [
        ("On Friday, the 16th, they left.", "Friday, the 16th", "2025-05-16"),
        ("On Wednesday the 7th they left.", "Wednesday the 7th", "2025-05-07"),
        ("They met on the 19th of last month.", "the 19th of last month", "2025-04-19"),
        (
            "They meet on the fifth of next month.",
            "the fifth of next month",
            "2025-06-05",
        ),
        ("It was the third month of 2022.", "the third month of 2022", "2022-03"),
        ("The note is dated 7-Feb-2019.", "7-Feb-2019", "2019-02-07"),
        ("They meet the week after next.", "the week after next", "2025-W24"),
        ("They meet the month after next.", "the month after next", "2025-07"),
        ("Trucks turn back since Saturday.", "Saturday", "2025-05-24"),
    ],
)
def test_a_day_may_be_told_by_its_number_or_place(
    text: str, extent: str, value: str
) -> None:
    """
    A number beside the weekday, a day of a month beside this one, a unit two steps on.
    """
    time = only(text)
    assert (time.span.text, time.value) == (extent, value)


@pytest.mark.parametrize(
    ("side", "value"),
    [("previous", "2025-05-18"), ("following", "2025-06-01")],
    ids=["before", "after"],
)
def test_a_weekday_beside_the_story_counts_from_its_day(side: str, value: str) -> None:
    """The Sunday before a Sunday lies a week back."""
    (sunday, other) = found(f"They struck on Sunday, as they did the {side} Sunday.")
    assert (sunday[1], other) == ("2025-05-25", (f"the {side} Sunday", value))


def test_a_users_words_of_time_are_read(tmp_path: Path) -> None:
    """An hour, an edge and a deadline of one's own extend those of the package."""
    own = tmp_path / "own.toml"
    own.write_text(
        "[times.hours]\nteatime = 17\n"
        '[times.edges]\ntail = "end"\n'
        '[times.deadlines]\nnouns = ["dropdead"]\n',
        "utf8",
    )
    text = "Aid came at teatime on Tuesday, in tail 2024, before the August 8 dropdead"
    layout = Layout(doc(text, published=PUBLISHED), flat(text), Lexicon.load([own]))
    told = [(time.span.text, time.value, time.deadline) for time in times(layout)]
    assert told == [
        ("teatime on Tuesday", "2025-05-27T17:00", False),
        ("tail 2024", "2024", False),
        ("August 8", "2025-08-08", True),
    ]
