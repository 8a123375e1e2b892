"""How passages are drawn: paragraphs from pages, cuts, shares, and what readers see."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from msgspec.structs import replace

from facta.language.segment import Segmenter
from facta.lexicon.language import Rules
from facta.ontology.countries import Countries
from tools.corpus import choosing, cutting, draw, plain, sharing, shelf
from tools.corpus.cutting import Passage
from tools.corpus.shelf import Doc

SENTENCE = "The ministers met in the capital."
DOC = Doc(
    id="wikinews-1",
    source="wikinews",
    licence="CC-BY-2.5",
    credit="Wikinews contributors",
    url="https://example.org/1",
    title="Ministers meet",
    published="2005-08-12",
    kind="news",
    paragraphs=(),
)


@pytest.fixture(scope="module")
def splitter() -> Segmenter:
    """The package's rules for sentences."""
    return Segmenter(Rules.load())


@pytest.fixture(scope="module")
def nations() -> shelf.Nations:
    """The package's names of countries."""
    return shelf.Nations(Countries.load())


def document(*sizes: int | None, name: str = "wikinews-1", kind: str = "news") -> Doc:
    """A document with a paragraph of each size in sentences; None is a break."""
    lines = tuple(size and " ".join([SENTENCE] * size) for size in sizes)
    return replace(DOC, id=name, kind=kind, paragraphs=lines)


def lengths(passages: list[Passage]) -> list[int]:
    """How many sentences each passage has."""
    return [len(passage.sentences) for passage in passages]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("One line\nand its rest.\n\nAnother.", ["One line and its rest.", "Another."]),
        ("They *agreed* to **act**.", ["They agreed to act."]),
        ("All [of\nit](https://example.org/a_(b)) holds.", ["All of it holds."]),
        ("On the 18<sup>th</sup> day.", ["On the 18th day."]),
        ("Talks \\[by phone\\] ended.", ["Talks [by phone] ended."]),
        ("It holds.\\[1\\]", ["It holds."]),
        (
            "They met:\n\n-   One came.\n-   Two came.",
            ["They met:", "One came.", "Two came."],
        ),
        ("Done.\n\n\\# \\# \\#", ["Done."]),
        ("Room\n\n1:19 P.M. EST\n\nMS. DOE:  Hello.", ["MS. DOE: Hello."]),
        ("THE WHITE HOUSE,\n\nMay 2, 2022.\n\nIt ends.", ["It ends."]),
        ("It began.\n\nIt <s>never</s> ended.", ["It began.", None]),
        ("They met.\n\nMs. Doe, Envoy, Peace Office", ["They met.", None]),
    ],
    ids=[
        "wrapped",
        "emphasis",
        "link",
        "superscript",
        "escape",
        "footnote",
        "list",
        "end mark",
        "place and clock",
        "signature",
        "struck words",
        "those present",
    ],
)
def test_pages_become_plain_paragraphs(page: str, lines: list[str | None]) -> None:
    """Words stay, marks and furniture go, and what would be missed is a break."""
    assert plain.markdown(page) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("] Secretary Doe resigned.", ["Secretary Doe resigned."]),
        ("A castle]] Rebels left.", ["Rebels left."]),
        ("They left. ]] They came.", ["They left. They came."]),
        ("An aide of {{w|The Times]] said so.", ["An aide of The Times said so."]),
        ("__NOEDITSECTION__\n\n] and ]]\n\nIt ended.", ["It ended."]),
        ("He said, source= Doe] that it ended.", [None]),
        ("They met ( ) at 18:00 .", ["They met at 18:00."]),
    ],
    ids=["bracket", "caption", "amid", "link", "leftovers", "quote box", "space"],
)
def test_articles_lose_what_templates_left(text: str, lines: list[str | None]) -> None:
    """Brackets of lost pictures and templates do not reach a reader."""
    assert plain.wikinews(text) == lines


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Protesters filled the square.", ["Protesters filled the square."]),
        ("This story was originally published by a partner.", []),
        ("Photo by the author.", []),
        ("Read more: What came before", []),
        ("Carlos puede ayudarnos a garantizar un gobierno para todos", []),
        ("全世界的目光聚焦", []),
        ("They came! pic.twitter.com/abc", [None]),
        pytest.param(
            "A rights group wrote on its page:",
            ["A rights group wrote on its page:"],
            marks=pytest.mark.xfail(
                reason="no little word tells it is English; the passages are drawn",
                strict=True,
            ),
        ),
    ],
    ids=[
        "prose",
        "origin",
        "credit",
        "more",
        "Spanish",
        "Chinese",
        "post",
        "leading on",
    ],
)
def test_accounts_lose_lines_around_them(line: str, kept: list[str | None]) -> None:
    """Credits, links and originals go; an embedded post is a break."""
    assert plain.globalvoices(line) == kept


def test_a_post_goes_with_its_signature() -> None:
    """The line before a signature is the post itself."""
    text = "They wrote:\n\nWe stay.\n\n— Doe (@doe) May 2, 2022\n\nThey stayed."
    found = plain.globalvoices(text)
    assert found == ["They wrote:", None, "They stayed."]
    assert list(plain.runs(found)) == [["They stayed."]]


@pytest.mark.parametrize(
    ("sizes", "cut"),
    [
        ([5, 4], [9]),
        ([6, 6, 6], [12, 6]),
        ([3], []),
        ([13, 5], [5]),
        ([4, None, 4], [4, 4]),
        ([3, None, 3], []),
    ],
    ids=["joined", "parted", "too short", "too long", "break", "break of short ones"],
)
def test_a_whole_document_is_cut_between_paragraphs(
    splitter: Segmenter, sizes: list[int | None], cut: list[int]
) -> None:
    """Passages have 4 to 12 sentences and never run over a break."""
    found = cutting.whole(document(*sizes), splitter)
    assert sorted(lengths(found)) == sorted(cut)


def test_passages_spread_over_a_document(splitter: Segmenter) -> None:
    """The beginning, and one further on, which knows what stands before it."""
    first, second = cutting.spread(document(*[4] * 10), splitter, [0.0, 0.6])
    assert first.id == "wikinews-1.1"
    assert first.before == ()
    assert second.id == "wikinews-1.2"
    assert second.before == (SENTENCE, SENTENCE)


def test_what_stood_before_a_break_is_told(splitter: Segmenter) -> None:
    """A break parts passages, not what precedes them."""
    _, second = cutting.whole(document(4, None, 4), splitter)
    assert second.before == (SENTENCE, SENTENCE)


def test_long_documents_give_where_countries_are_named(splitter: Segmenter) -> None:
    """Of a long briefing the passage about other countries is taken."""
    doc = document(*[9] * 6)
    rich = " ".join(["France and Chad met in Mali."] * 9)
    doc = replace(doc, paragraphs=(*doc.paragraphs, rich))
    (found,) = cutting.richest(doc, splitter, lambda line: 3 * ("Mali" in line), 1)
    assert found.text == rich


@pytest.mark.parametrize(
    "line",
    ["Under the Act (1 U.S.C. 1 et seq.) (ACT), it holds.", "It held. a <b> remained."],
    ids=["law", "mark"],
)
def test_lines_split_amiss_are_breaks(splitter: Segmenter, line: str) -> None:
    """A passage never holds a sentence that begins amid another."""
    doc = replace(document(4), paragraphs=(f"{SENTENCE} " * 4 + line,))
    assert all(line not in passage.text for passage in cutting.whole(doc, splitter))


def test_countries_are_named_but_not_at_home(nations: shelf.Nations) -> None:
    """States of the United States and languages are no other countries."""
    found = nations.named("New Mexico, New Jersey, Puerto Rico, Spanish, America")
    assert found.total() == 0
    assert nations.named("Kenyan and Polish envoys in New Zealand") == {
        "KEN": 1,
        "POL": 1,
        "NZL": 1,
    }


@pytest.mark.parametrize(
    ("path", "title", "foreign", "kind"),
    [
        ("press-briefings/a.md", "Press Briefing, May 2", False, "briefing"),
        (
            "speeches-remarks/a.md",
            "Remarks in Joint Press Conference",
            True,
            "briefing",
        ),
        ("speeches-remarks/a.md", "Remarks After a Meeting in Kenya", True, "speech"),
        ("speeches-remarks/a.md", "Remarks on Jobs", False, None),
        (
            "presidential-actions/a.md",
            "Blocking Property of Persons",
            False,
            "sanctions",
        ),
        ("statements-releases/a.md", "Readout of a Call with Kenya", True, "readout"),
        (
            "statements-releases/a.md",
            "Joint Statement with Kenya",
            True,
            "joint-statement",
        ),
        ("statements-releases/a.md", "Statement from Doe on Kenya", True, "other"),
        ("statements-releases/a.md", "Statement from Doe on Jobs", False, "domestic"),
        ("statements-releases/a.md", "Nominations Sent to the Senate", False, None),
        (
            "presidential-actions/a.md",
            "Doe Approves a Disaster Declaration",
            False,
            "domestic",
        ),
    ],
)
def test_pages_have_kinds(
    path: str, title: str, foreign: bool, kind: str | None
) -> None:
    """By folder and title; lists of names are left out."""
    assert shelf.kind_of(path, title, foreign=foreign) == kind


def many(splitter: Segmenter) -> list[Passage]:
    """Passages of 60 documents of three kinds."""
    kinds = ["news", "feature", "briefing"]
    docs = [document(5, 4, 8, name=f"d-{n}", kind=kinds[n % 3]) for n in range(60)]
    docs = [replace(doc, source=doc.kind) for doc in docs]
    return [passage for doc in docs for passage in cutting.whole(doc, splitter)]


def test_parts_are_shared_by_document(splitter: Segmenter) -> None:
    """Each part holds its share of every kind; nothing tuned on is in test."""
    passages = many(splitter)
    tuned = frozenset(f"d-{number}" for number in range(12))
    part_of = sharing.parts(passages, tuned)
    assert not tuned & {doc for doc, part in part_of.items() if part == "test"}
    for kind in ("news", "feature", "briefing"):
        held = [part_of[p.doc.id] for p in passages if p.doc.kind == kind]
        assert held.count("train") == pytest.approx(0.7 * len(held), abs=2)
        assert held.count("test") == pytest.approx(0.15 * len(held), abs=2)


def test_batches_hold_every_passage_once(splitter: Segmenter) -> None:
    """A batch is of one part, of several sources, and of whole documents."""
    passages = many(splitter)
    part_of = sharing.parts(passages, frozenset())
    batches = sharing.batches(passages, part_of)
    doc_of = {passage.id: passage.doc for passage in passages}
    held = [name for batch in batches.values() for name in batch]
    assert sorted(held) == sorted(doc_of)
    homes: dict[str, set[str]] = {}
    for name, batch in batches.items():
        docs = [doc_of[passage] for passage in batch]
        parts = {part_of[doc.id] for doc in docs}
        assert parts == {{"b": "train", "d": "dev", "t": "test"}[name[0]]}
        assert len({doc.source for doc in docs}) > 1
        for doc in docs:
            homes.setdefault(doc.id, set()).add(name)
    assert all(len(names) == 1 for names in homes.values())


def test_words_and_second_readings_are_drawn_from_all(splitter: Segmenter) -> None:
    """Both come from every source and part."""
    passages = many(splitter)
    part_of = sharing.parts(passages, frozenset())
    strata = {(p.doc.source, part_of[p.doc.id]) for p in passages}
    twice = sharing.double(passages, part_of)
    again = {name for batch in twice.values() for name in batch}
    assert {len(batch) for batch in twice.values()} == {sharing.DOUBLE_BATCH}
    for chosen in (sharing.with_words(passages, part_of), again):
        met = {(p.doc.source, part_of[p.doc.id]) for p in passages if p.id in chosen}
        assert met == strata


def test_what_was_told_before_is_not_drawn_again(
    splitter: Segmenter, nations: shelf.Nations
) -> None:
    """Of a yearly notice in the same words only one is drawn."""
    line = " ".join(
        f"In case {n} the President of Mali continues the emergency of that year."
        for n in range(5)
    )
    docs = [
        replace(
            DOC, id=f"wh-{n}", title=f"Mali {n}", kind="readout", paragraphs=(line,)
        )
        for n in range(3)
    ]
    assert len(list(choosing.whitehouse(docs, splitter, nations))) == 1
    none = choosing.whitehouse(docs, splitter, nations, wanted={"readout": 0})
    assert list(none) == []


def test_a_reader_sees_numbered_sentences(splitter: Segmenter) -> None:
    """Sentences as they are stored, paragraphs parted by a blank line."""
    (passage,) = cutting.whole(document(3, 1), splitter)
    assert draw.view(passage) == (
        "# wikinews-1.1 | wikinews | 2005-08-12 | Ministers meet\n(before: -)\n\n"
        f"[1] {SENTENCE}\n[2] {SENTENCE}\n[3] {SENTENCE}\n\n[4] {SENTENCE}\n"
    )


def test_files_are_written(splitter: Segmenter, tmp_path: Path) -> None:
    """A record and a view for each passage, and no view of an earlier draw."""
    (tmp_path / "passages").mkdir()
    (tmp_path / "passages" / "old.txt").write_text("")
    passages = many(splitter)
    parts = sharing.parts(passages, frozenset())
    draw.write(tmp_path, passages, parts, frozenset())
    lines = (tmp_path / "passages.jsonl").read_text("utf8").splitlines()
    rows = [json.loads(line) for line in lines]
    views = sorted(path.stem for path in (tmp_path / "passages").iterdir())
    assert views == sorted(row["id"] for row in rows)
    for row in rows:
        assert {row["text"][start:end] for start, end in row["sentences"]} == {SENTENCE}


def test_a_document_left_out_leaves_the_others_as_they_were(
    splitter: Segmenter, tmp_path: Path
) -> None:
    """Its passages stand in no file, and no other passage changes part."""
    passages = many(splitter)
    parts = sharing.parts(passages, frozenset())
    name = passages[0].doc.id
    draw.write(tmp_path, passages, parts, frozenset({name}))
    rows = [
        json.loads(line)
        for line in (tmp_path / "passages.jsonl").read_text("utf8").splitlines()
    ]
    assert {row["document"]: row["part"] for row in rows} == {
        document: part for document, part in parts.items() if document != name
    }
    batches = json.loads((tmp_path / "batches.json").read_text("utf8"))
    dealt = {each for batch in batches.values() for each in batch}
    assert dealt == {row["id"] for row in rows}


def test_accounts_are_drawn_from_as_they_are_listed(tmp_path: Path) -> None:
    """Those of chosen.toml, the quiet ones marked; or any others that are wanted."""
    told = {"title": "T", "url": "https://example.org", "published": None, "text": "Y"}
    lines = [json.dumps({"id": f"wikinews-{at}", **told}) for at in (1, 3, 18)]
    path = tmp_path / "wikinews.jsonl.xz"
    path.write_bytes(lzma.compress("\n".join(lines).encode()))
    listed = shelf.wikinews(tmp_path, shelf.chosen("wikinews", "quiet"))
    assert {doc.id: doc.quiet for doc in listed} == {
        "wikinews-1": False,
        "wikinews-18": True,
    }
    others = shelf.wikinews(tmp_path, lambda article: article.id == "wikinews-3")
    assert [doc.id for doc in others] == ["wikinews-3"]


def test_the_author_is_credited_where_a_line_tells() -> None:
    """Else the contributors are."""
    told = "This post was written by Jane Q-Doe and first appeared elsewhere."
    assert shelf.author(told) == "Jane Q-Doe / Global Voices"
    assert shelf.author("She wrote it.") == "Global Voices contributors"
