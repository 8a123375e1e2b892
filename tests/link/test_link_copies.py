"""Which accounts repeat which."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from facta.link.accounts import ACCOUNT_SHINGLES, COPIED, originators
from facta.link.linked import NearCopy
from facta.link.shingles import LENGTH, WORD, shingles
from facta.link.stage import read
from facta.records import Annotation, Document, Span
from facta.testing import annotation, doc, statement

STORY = (
    "Delegates of both states met on Tuesday in a small hotel by the lake to settle "
    "the question of grain ships. "
    "After nine hours they left by the back door, and neither side would say whether "
    "another round was planned. "
    "Farmers along the coast had blocked two roads since the weekend and asked for a "
    "word on prices."
)


def set_of_runs(text: str) -> set[tuple[str, ...]]:
    """All runs of five words, by plain slicing."""
    words = [word.casefold() for word in WORD.findall(text)]
    return {tuple(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1)}


def near(*documents: Document) -> tuple[NearCopy, ...]:
    return copies(*map(annotation, documents))


def copies(*annotations: Annotation) -> tuple[NearCopy, ...]:
    return tuple(sorted(each.near for each in read(annotations).values() if each.near))


def test_a_rewrite_goes_back_to_the_account_that_was_first() -> None:
    """Of two accounts with the same words the later one is the copy."""
    first = doc(STORY, published="2025-03-01", source="z.txt")
    later = doc("Grain talks. " + STORY, published="2025-03-02", source="a.txt")
    (copy,) = near(later, first)
    assert (copy.document, copy.of) == (later.id, first.id)


def test_without_dates_the_longer_account_is_taken_for_the_first() -> None:
    """An undated extract goes back to the undated account that holds more than it."""
    whole, extract = (
        doc(STORY, source="z.txt"),
        doc(STORY[: len(STORY) * 2 // 3], source="a.txt"),
    )
    (copy,) = near(extract, whole)
    assert (copy.document, copy.of) == (extract.id, whole.id)


def test_a_chain_of_copies_ends_at_one_originator() -> None:
    """A copy of a copy goes back to the first account."""
    chain = [NearCopy("c", "b", 0.9), NearCopy("b", "a", 0.9)]
    assert originators(["a", "b", "c", "d"], chain) == {
        "a": "a",
        "b": "a",
        "c": "a",
        "d": "d",
    }


def test_an_account_that_quotes_the_same_speech_is_no_copy() -> None:
    """Words inside direct quotations are not counted: a speech has many reporters."""
    accounts = []
    for name in ("a", "b"):
        document = doc(f"The {name} paper heard her say this. {STORY}", source=name)
        accounts.append(annotation(document, statements=(statement(document, STORY),)))
    assert copies(*accounts) == ()


def test_one_copied_paragraph_does_not_make_the_whole_account_a_copy() -> None:
    """
    An account with much of its own keeps its voice; the copied passage alone goes back
    to the other.
    """
    own = " ".join(
        f"Word{at} of its own stands here as number {at}." for at in range(40)
    )
    first = doc(STORY, published="2025-03-01", source="a")
    later = doc(f"{own}\n{STORY}", published="2025-03-02", source="b")
    held = read([annotation(first), annotation(later)])

    def bounds(text: str) -> tuple[int, int]:
        return text.index(STORY), text.index(STORY) + len(STORY)

    assert [each.near for each in held.values()] == [None, None]
    assert held[later.id].passage(*bounds(later.text)) == first.id
    assert held[first.id].passage(*bounds(first.text)) is None
    assert held[later.id].passage(0, 60) is None


WORDS = st.lists(st.sampled_from("abcdefg"), min_size=0, max_size=60).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_the_index_agrees_with_counting_every_pair(texts: list[str]) -> None:
    """
    The nearest earlier account and its share are those that exact sets of runs give.
    """
    documents = [
        doc(text or ".", source=str(at), published=f"2025-01-{at + 1:02}")
        for at, text in enumerate(texts)
    ]
    expected = {}
    for at, document in enumerate(documents):
        own = set_of_runs(document.text)
        shares = [
            len(own & set_of_runs(earlier.text)) / len(own)
            for earlier in documents[:at]
            if own
        ]
        if len(own) >= ACCOUNT_SHINGLES and max(shares, default=0) >= COPIED:
            expected[document.id] = (
                documents[shares.index(max(shares))].id,
                max(shares),
            )
    assert {
        copy.document: (copy.of, copy.share) for copy in near(*documents)
    } == expected


@given(WORDS, st.lists(st.tuples(st.integers(0, 100), st.integers(1, 40)), max_size=3))
@settings(deadline=None)
def test_shingles_never_touch_a_quotation(
    text: str, quoted: list[tuple[int, int]]
) -> None:
    """No run begins in, ends in or reaches over a quoted span; each has five words."""
    spans = [
        Span.of(text, start, min(start + size, len(text)))
        for start, size in quoted
        if start < len(text)
    ]
    for shingle in shingles(text, spans):
        assert len(WORD.findall(text[shingle.start : shingle.end])) == LENGTH
        assert all(
            shingle.end <= span.start or span.end <= shingle.start for span in spans
        )


def test_many_copies_of_one_wire_report_have_one_originator() -> None:
    """Fifty sites that carry one report are one source."""
    documents = [
        doc(STORY, source=f"{at:02}", published="2025-03-02") for at in range(50)
    ]
    first = doc(STORY, source="agency", published="2025-03-01")
    every = [*documents, first]
    origins = originators([each.id for each in every], near(*every))
    assert set(origins.values()) == {first.id}
