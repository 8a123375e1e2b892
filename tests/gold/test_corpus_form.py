"""
The corpus is what its page says it is: whole, checked, of the sizes and shares it was
made for, and its parts share no document; what there is more of is for training alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from facta.evaluate.corpus import Passage, load
from tools.corpus.acts import ActPassage
from tools.corpus.acts import load as load_acts
from tools.corpus.bare import BESIDE
from tools.corpus.shelf import republished

CORPUS = Path(__file__).parents[2] / "corpus"
TRAIN, TEST = "train", "test"
PARTS = {TRAIN: 0.70, "dev": 0.15, TEST: 0.15}
LICENCES = {
    "wikinews": "CC-BY-2.5",
    "globalvoices": "CC-BY-3.0",
    "whitehouse": "public-domain",
}
SENTENCES, PASSAGES, LARGEST = 6000, 700, 0.45
WORDS_SENTENCES, WORDS_PASSAGES = 1200, 120
RUN, NEAR = 8, 0.4  # words; share of a passage's runs of so many that another has

pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def parts() -> dict[str, tuple[Passage, ...]]:
    """The passages of each part; loading refuses what cannot be right."""
    return {part: load(CORPUS / f"{part}.jsonl") for part in PARTS}


@pytest.fixture(scope="module")
def passages(parts: dict[str, tuple[Passage, ...]]) -> list[Passage]:
    """All of the three parts."""
    return [passage for part in parts.values() for passage in part]


@pytest.fixture(scope="module")
def more() -> tuple[Passage, ...]:
    """Those that were drawn and coded later."""
    return load(CORPUS / "more.jsonl")


@pytest.fixture(scope="module")
def invented() -> tuple[Passage, ...]:
    """Those that were written for it: to train on, and to weigh chances by."""
    return (*load(CORPUS / "written.jsonl"), *load(CORPUS / "analysis.jsonl"))


@pytest.fixture(scope="module")
def whole(passages: list[Passage], more: tuple[Passage, ...]) -> list[Passage]:
    """Every passage of a real account."""
    return [*passages, *more]


def sentences(passages: list[Passage]) -> int:
    """How many they have."""
    return sum(len(passage.sentences) for passage in passages)


def runs(passage: Passage | ActPassage) -> set[tuple[str, ...]]:
    """All sequences of some words."""
    words = passage.text.lower().split()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_the_files_have_their_sums() -> None:
    """Each file that is built has its sum, and no sum is of a file that is not there."""
    lines = (CORPUS / "SHA256SUMS").read_text("utf8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    made = {name: (CORPUS / name).read_bytes() for name in sums}
    assert {f"{part}.jsonl" for part in (*PARTS, *BESIDE)} <= sums.keys()
    assert {
        name: hashlib.sha256(content).hexdigest() for name, content in made.items()
    } == sums


def test_it_is_as_large_as_was_asked(passages: list[Passage]) -> None:
    """In passages and sentences, also in those whose words were coded."""
    worded = [passage for passage in passages if passage.words is not None]
    assert len(passages) >= PASSAGES
    assert sentences(passages) >= SENTENCES
    assert len(worded) >= WORDS_PASSAGES
    assert sentences(worded) >= WORDS_SENTENCES
    assert {passage.source for passage in worded} == LICENCES.keys()


def test_no_source_outweighs_the_others(passages: list[Passage]) -> None:
    """By sentences."""
    counts: Counter[str] = Counter()
    for passage in passages:
        counts[passage.source] += len(passage.sentences)
    assert max(counts.values()) <= LARGEST * counts.total()


def test_a_passage_is_whole_paragraphs_of_one_account(whole: list[Passage]) -> None:
    """Of 4 to 12 sentences, each paragraph a line."""
    for passage in whole:
        assert 4 <= len(passage.sentences) <= 12, passage.id
        assert not re.search(r"\n\n\n|^\s|\s$|[^\n]\n[^\n]", passage.text), passage.id


def test_licences_are_kept_apart_and_credited(whole: list[Passage]) -> None:
    """In every line."""
    for passage in whole:
        assert passage.licence == LICENCES[passage.source], passage.id
        assert passage.credit, passage.id
        assert passage.url.startswith("https://"), passage.id


def test_parts_share_no_document(parts: dict[str, tuple[Passage, ...]]) -> None:
    """And each has every source, and its share of the passages."""
    documents = {
        name: {passage.document for passage in part} for name, part in parts.items()
    }
    assert len(set().union(*documents.values())) == sum(map(len, documents.values()))
    total = sum(map(len, parts.values()))
    for name, share in PARTS.items():
        assert {passage.source for passage in parts[name]} == LICENCES.keys()
        assert len(parts[name]) == pytest.approx(share * total, rel=0.07)


def test_what_rules_were_tuned_on_is_not_in_the_test_part(
    parts: dict[str, tuple[Passage, ...]],
) -> None:
    """Documents of deed_dates.jsonl were read while rules were made."""
    gold = (Path(__file__).parent / "deed_dates.jsonl").read_text("utf8")
    tuned = set(re.findall(r'^\{"id": "([^"]+)"', gold, re.MULTILINE))
    assert tuned
    assert not tuned & {passage.document for passage in parts[TEST]}


def test_more_is_for_training_alone(
    parts: dict[str, tuple[Passage, ...]], more: tuple[Passage, ...]
) -> None:
    """No document of dev or test, none republished."""
    documents = {passage.document for passage in more}
    for name in PARTS.keys() - {TRAIN}:
        assert not documents & {passage.document for passage in parts[name]}, name
    assert not documents & republished()
    assert {passage.source for passage in more} == LICENCES.keys()


def test_more_repeats_no_passage_of_dev_and_test(
    parts: dict[str, tuple[Passage, ...]], more: tuple[Passage, ...]
) -> None:
    """By two fifths of its runs of eight words or more, though documents differ."""
    held = [runs(passage) for name in ("dev", TEST) for passage in parts[name]]
    own = {passage.id: runs(passage) for passage in more}
    assert all(own.values())
    assert not {
        name
        for name, told in own.items()
        if any(len(told & other) >= NEAR * len(told) for other in held)
    }


def test_invented_accounts_say_that_they_are_our_own(
    invented: tuple[Passage, ...],
) -> None:
    """They have no address, and the licence of the coding."""
    for passage in invented:
        own = passage.source, passage.licence, passage.url
        assert own == ("facta", "CC-BY-4.0", ""), passage.id


def test_analyses_to_judge_by_have_writers_of_their_own() -> None:
    """Nobody who wrote or coded one wrote what is trained on."""
    held, trained = (
        {passage.reader for passage in load(CORPUS / f"{part}.jsonl")}
        for part in ("analysis", "written")
    )
    assert held
    assert not held & trained


def test_no_passage_stands_twice(
    whole: list[Passage], invented: tuple[Passage, ...]
) -> None:
    """Neither by its id nor by its text."""
    every = [*whole, *invented]
    assert len({passage.id for passage in every}) == len(every)
    assert len({passage.text for passage in every}) == len(every)


def test_every_document_is_credited_by_name(
    whole: list[Passage], invented: tuple[Passage, ...]
) -> None:
    """CREDITS.tsv has a line for each, with title, day, address, credit, licence."""
    lines = (CORPUS / "CREDITS.tsv").read_text("utf8").splitlines()[1:]
    assert [line.split("\t")[0] for line in lines] == sorted(
        {passage.document for passage in (*whole, *invented)}
    )
    assert {len(line.split("\t")) for line in lines} == {6}


def acts_alone() -> list[ActPassage]:
    """Both files of passages coded for their acts alone, real and invented."""
    names = ("acts.jsonl", "written.jsonl")
    return [each for name in names for each in load_acts(CORPUS / "acts" / name)]


def test_acts_alone_lie_by_where_they_came_from() -> None:
    """What was written for the corpus stands apart from what somebody published."""
    real = load_acts(CORPUS / "acts" / "acts.jsonl")
    written = load_acts(CORPUS / "acts" / "written.jsonl")
    assert {passage.source for passage in written} == {"facta"}
    assert "facta" not in {passage.source for passage in real}


def test_acts_alone_are_for_training_alone(
    parts: dict[str, tuple[Passage, ...]],
) -> None:
    """No document of dev or test, none republished, none coded before; credited."""
    acts = acts_alone()
    documents = {passage.document for passage in acts}
    texts = {passage.text for passage in acts}
    for name in PARTS.keys() - {TRAIN}:
        assert not documents & {passage.document for passage in parts[name]}, name
    assert not documents & republished()
    assert len(texts) == len(acts)
    assert not texts & {passage.text for passage in parts[TRAIN]}
    credits_ = (CORPUS / "acts" / "CREDITS.tsv").read_text("utf8").splitlines()
    assert {line.split("\t")[0] for line in credits_[1:]} == documents


def test_acts_alone_repeat_nothing_held_out(
    parts: dict[str, tuple[Passage, ...]],
) -> None:
    """As further passages do not."""
    held = [runs(passage) for name in ("dev", TEST) for passage in parts[name]]
    for passage in acts_alone():
        own = runs(passage)
        assert all(len(own & other) < max(1, NEAR * len(own)) for other in held)


def test_acts_alone_have_their_sums() -> None:
    """Each file of theirs."""
    folder = CORPUS / "acts"
    lines = (folder / "SHA256SUMS").read_text("utf8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "SHA256SUMS"
    }
