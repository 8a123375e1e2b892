"""
A ledger follows its sources: what they give now counts, what they gave before is kept.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import msgspec
import pytest

from facta import pipeline
from facta.errors import LedgerError
from facta.ledger import Ledger, Root
from facta.pipeline import ingest
from facta.read import ReadSettings, documents
from facta.records import Document, Skipped, content_id
from tests.ledger.making import (
    CLOCK,
    changes,
    dump,
    held,
    read,
    stand_in,
    texts,
    told,
    write,
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts are read by a stand-in and not by the model."""
    monkeypatch.setattr(pipeline, "annotate", told)


def lines(path: Path, *rows: dict[str, str]) -> None:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_a_source_that_changed_replaces_its_former_self(tmp_path: Path) -> None:
    """The present account alone counts; the former one is a version with its text."""
    write(tmp_path, a__one="First words.", a__two="Other words.")
    read(tmp_path, "a")
    write(tmp_path, a__one="Corrected words.")
    outcome = read(tmp_path, "a")
    assert (outcome.tally.added, outcome.tally.changed, outcome.tally.unchanged) == (
        0,
        1,
        1,
    )
    assert held(tmp_path / "facta.db") == {
        "a/one.txt": "Corrected words.",
        "a/two.txt": "Other words.",
    }
    assert changes(tmp_path / "facta.db") == [
        ("a/one.txt", "changed", "First words.", "Corrected words.")
    ]


def test_a_former_account_counts_in_nothing(tmp_path: Path) -> None:
    """Happenings, events and passages are those of a ledger that never knew it."""
    write(tmp_path, a__one="First words.")
    read(tmp_path, "a")
    write(tmp_path, a__one="Corrected words.")
    read(tmp_path, "a")
    read(tmp_path, "a", ledger="new.db")
    one, other = dump(tmp_path / "facta.db"), dump(tmp_path / "new.db")
    assert one.pop("versions")
    assert not other.pop("versions")
    assert one == other


def test_a_decision_on_a_former_account_stays(tmp_path: Path) -> None:
    """What a person decided outlives the account that it was about."""
    write(tmp_path, a__one="First words.")
    read(tmp_path, "a")
    with Ledger.open(tmp_path / "facta.db") as ledger:
        made = ledger.decide(next(ledger.events()).id, "rejected", "a drill", "Ana")
    write(tmp_path, a__one="Corrected words.")
    read(tmp_path, "a")
    with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
        assert list(ledger.decisions()) == [made]


def test_a_second_run_over_the_same_sources_writes_nothing(tmp_path: Path) -> None:
    """Not a row differs, whichever way the paths are spelled."""
    write(tmp_path, a__one="First words.", a__two="Other words.")
    lines(
        tmp_path / "a" / "posts.jsonl",
        {"text": "Row one."},
        {"id": "x", "text": "Row two."},
    )
    read(tmp_path, "a")
    before = dump(tmp_path / "facta.db")
    for path in ("a", "./a", "a/../a", str(tmp_path / "a")):
        assert read(tmp_path, path).tally.unchanged == 4
        assert dump(tmp_path / "facta.db") == before


def test_a_source_is_the_same_from_wherever_the_run_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A path is taken from the directory the run is in, and known by where it lies from
    the ledger.
    """
    write(tmp_path, a__one="First words.", a__two="Other words.")
    read(tmp_path, "a")
    for here, given in (("a", "."), ("..", f"{tmp_path.name}/a")):
        monkeypatch.chdir(tmp_path / here)
        with Ledger.open(tmp_path / "facta.db", clock=lambda: CLOCK) as ledger:
            items = documents([given], settings=ReadSettings())
            outcome = ingest(items, ledger, stand_in(), roots=(Root(given),))
        assert (outcome.tally.unchanged, outcome.moved, outcome.gone) == (2, 0, ())
    assert set(held(tmp_path / "facta.db")) == {"a/one.txt", "a/two.txt"}


def test_a_ledger_is_the_same_wherever_its_folder_lies(tmp_path: Path) -> None:
    """Two folders with the same files give the same rows."""
    for name in ("here", "there/deep"):
        write(tmp_path / name, a__one="First words.")
        read(tmp_path / name, "a")
    assert dump(tmp_path / "here" / "facta.db") == dump(
        tmp_path / "there" / "deep" / "facta.db"
    )


def test_a_folder_behind_a_link_is_that_folder(tmp_path: Path) -> None:
    """A link to a folder that is named gives the accounts of the folder, not others."""
    write(tmp_path, a__one="First words.")
    (tmp_path / "link").symlink_to("a")
    read(tmp_path, "link")
    assert read(tmp_path, "a").tally.unchanged == 1
    assert len(held(tmp_path / "facta.db")) == 1


def test_what_vanished_is_told_of_and_kept(tmp_path: Path) -> None:
    """
    A file that is not there any more is named by every run, and its account counts on.
    """
    write(tmp_path, a__one="First words.", a__two="Other words.")
    read(tmp_path, "a")
    (tmp_path / "a" / "two.txt").unlink()
    assert read(tmp_path, "a").gone == ("a/two.txt",)
    before = dump(tmp_path / "facta.db")
    assert read(tmp_path, "a").gone == ("a/two.txt",)
    assert dump(tmp_path / "facta.db") == before
    assert len(held(tmp_path / "facta.db")) == 2
    write(tmp_path, a__two="Other words.")
    assert read(tmp_path, "a").gone == ()


def test_what_vanished_is_dropped_on_request(tmp_path: Path) -> None:
    """Pruned accounts are versions; the rest is as if they had never been read."""
    write(tmp_path, a__one="First words.", a__two="Other words.")
    read(tmp_path, "a")
    (tmp_path / "a" / "two.txt").unlink()
    outcome = read(tmp_path, "a", prune=True)
    assert (outcome.gone, outcome.pruned, outcome.relinked) == (
        (),
        ("a/two.txt",),
        True,
    )
    assert held(tmp_path / "facta.db") == {"a/one.txt": "First words."}
    assert changes(tmp_path / "facta.db") == [
        ("a/two.txt", "pruned", "Other words.", None)
    ]


def test_nothing_is_gone_from_where_the_run_did_not_look(tmp_path: Path) -> None:
    """
    A run over one folder says nothing of another; what could not be read is not gone.
    """
    write(tmp_path, a__one="First words.", b__two="Other words.")
    read(tmp_path, "a", "b")
    (tmp_path / "b" / "two.txt").unlink()
    (tmp_path / "a" / "one.txt").write_bytes(b"")
    outcome = read(tmp_path, "a")
    assert [item.source for item in outcome.skipped] == ["a/one.txt"]
    assert (outcome.gone, len(held(tmp_path / "facta.db"))) == ((), 2)


@pytest.mark.parametrize("new", ["a/three.txt", "a/deep/one.txt"])
def test_a_file_that_moved_is_the_same_account(tmp_path: Path, new: str) -> None:
    """The account is known under its new name, and nothing is gone."""
    write(tmp_path, a__one="First words.", a__two="Other words.")
    read(tmp_path, "a")
    (tmp_path / new).parent.mkdir(exist_ok=True)
    (tmp_path / "a" / "one.txt").rename(tmp_path / new)
    outcome = read(tmp_path, "a")
    assert (outcome.tally.unchanged, outcome.moved, outcome.gone) == (2, 1, ())
    assert set(held(tmp_path / "facta.db")) == {new, "a/two.txt"}
    assert changes(tmp_path / "facta.db") == []


def test_two_files_that_changed_places_are_the_same_two_accounts(
    tmp_path: Path,
) -> None:
    """Each account is under the other name, and none is read again or lost."""
    write(tmp_path, a__one="First words.", a__two="Other words.")
    read(tmp_path, "a")
    write(tmp_path, a__one="Other words.", a__two="First words.")
    assert read(tmp_path, "a").tally.unchanged == 2
    assert held(tmp_path / "facta.db") == {
        "a/one.txt": "Other words.",
        "a/two.txt": "First words.",
    }


def test_an_account_of_two_sources_stays_until_both_are_gone(tmp_path: Path) -> None:
    """A copy in another folder carries on what its original no longer gives."""
    write(tmp_path, a__one="First words.", b__copy="First words.")
    read(tmp_path, "a")
    read(tmp_path, "b", add=True)
    assert held(tmp_path / "facta.db") == {"a/one.txt": "First words."}
    write(tmp_path, a__one="Corrected words.")
    read(tmp_path, "a")
    assert held(tmp_path / "facta.db") == {
        "a/one.txt": "Corrected words.",
        "b/copy.txt": "First words.",
    }


def test_an_account_with_an_id_follows_its_id(tmp_path: Path) -> None:
    """
    Lines that move keep their accounts; a line whose text changed replaces its former
    self under the same id.
    """
    path = tmp_path / "posts.jsonl"
    lines(
        path, {"id": "a", "text": "First words."}, {"id": "b", "text": "Other words."}
    )
    read(tmp_path, "posts.jsonl")
    lines(
        path,
        {"id": "z", "text": "New words."},
        {"id": "a", "text": "Corrected words."},
        {"id": "b", "text": "Other words."},
    )
    outcome = read(tmp_path, "posts.jsonl")
    assert (
        outcome.tally.added,
        outcome.tally.changed,
        outcome.tally.unchanged,
        outcome.gone,
    ) == (1, 1, 1, ())
    with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
        assert {item.id: item.text for item in ledger.documents()} == {
            "z": "New words.",
            "a": "Corrected words.",
            "b": "Other words.",
        }
        (version,) = ledger.sources.log()
    assert (version.former.text, version.successor and version.successor.text) == (
        "First words.",
        "Corrected words.",
    )


@pytest.mark.parametrize(
    ("now", "gone", "replaced"),
    [
        (["Zero.", "One.", "Two.", "Three."], [], []),
        (["One.", "Second.", "Three."], [], [("Two.", "Second.")]),
        (["Two.", "Three."], ["One."], []),
        (["Three.", "Two.", "One."], [], []),
    ],
    ids=["a row before", "a row corrected", "a row taken out", "rows turned round"],
)
def test_rows_that_move_up_or_down_are_not_changed(
    tmp_path: Path, now: list[str], gone: list[str], replaced: list[tuple[str, str]]
) -> None:
    """
    Of numbered parts only one whose text is new, where another has no place any more,
    replaces it.
    """
    lines(
        tmp_path / "a.jsonl", *({"text": text} for text in ("One.", "Two.", "Three."))
    )
    read(tmp_path, "a.jsonl")
    lines(tmp_path / "a.jsonl", *({"text": text} for text in now))
    outcome = read(tmp_path, "a.jsonl")
    assert [
        (former, present) for _, _, former, present in changes(tmp_path / "facta.db")
    ] == replaced
    with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
        assert {document.text for document in ledger.documents()} == {*now, *gone}
    assert outcome.gone == (("a.jsonl",) if gone else ())


def test_a_list_that_moves_on_keeps_its_accounts(tmp_path: Path) -> None:
    """
    Entries with an address, as feeds hold them, stay when newer ones take their places.
    """

    def entry(number: int, text: str) -> dict[str, str]:
        return {"text": text, "url": f"https://example.org/{number}"}

    lines(tmp_path / "feed.jsonl", entry(1, "One."), entry(2, "Two."))
    read(tmp_path, "feed.jsonl")
    lines(tmp_path / "feed.jsonl", entry(3, "Three."), entry(1, "First."))
    outcome = read(tmp_path, "feed.jsonl")
    assert (outcome.gone, outcome.tally.added, outcome.tally.changed) == ((), 1, 1)
    with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
        assert {item.text: item.source for item in ledger.documents()}[
            "First."
        ] == "feed.jsonl#2"
    assert texts(tmp_path / "facta.db") == ["First.", "Three.", "Two."]


def piped(folder: Path, *texts: str) -> None:
    """A run over standard input."""
    found = [
        Document(id=content_id(text, None, None, None), source=f"-#{at}", text=text)
        for at, text in enumerate(texts, 1)
    ]
    with Ledger.open(folder / "facta.db", clock=lambda: CLOCK) as ledger:
        ingest(found, ledger, stand_in(), roots=(Root("-", whole=False, adds=True),))


def test_standard_input_adds_and_replaces_nothing(tmp_path: Path) -> None:
    """What is piped in has no past: another text is another account, in any ledger."""
    write(tmp_path, a__one="First words.")
    read(tmp_path, "a")
    piped(tmp_path, "Piped words.")
    piped(tmp_path, "More words.", "Piped words.")
    assert texts(tmp_path / "facta.db") == [
        "First words.",
        "More words.",
        "Piped words.",
    ]


def fetched(folder: Path, text: str) -> None:
    """A run over a page from the network."""
    page = Document(
        id=content_id(text, None, None, None),
        source="https://example.org/page",
        text=text,
    )
    with Ledger.open(folder / "facta.db", clock=lambda: CLOCK) as ledger:
        ingest(
            [page],
            ledger,
            stand_in(),
            roots=(Root(page.source, whole=False, adds=True),),
        )


def test_a_page_that_changed_replaces_its_former_self(tmp_path: Path) -> None:
    """An address is a source; fetching adds to any ledger."""
    write(tmp_path, a__one="First words.")
    read(tmp_path, "a")
    fetched(tmp_path, "Page words.")
    fetched(tmp_path, "Corrected page.")
    assert texts(tmp_path / "facta.db") == ["Corrected page.", "First words."]


def test_a_text_that_another_library_extracts_replaces_the_former_one(
    tmp_path: Path,
) -> None:
    """
    A page of the same file with another text is another account in the former one's
    place.
    """
    for text in ("Text with a caption.", "Text."):
        page = Document(
            id=content_id(text, None, None, None), source="a/page.html", text=text
        )
        with Ledger.open(tmp_path / "facta.db", here=tmp_path) as ledger:
            ingest([page], ledger, stand_in(), roots=(Root("a"),))
    assert held(tmp_path / "facta.db") == {"a/page.html": "Text."}


@pytest.mark.parametrize(
    "strange", ["b", "b/two.txt", "."], ids=["a folder", "a file", "all"]
)
def test_a_second_corpus_needs_leave(tmp_path: Path, strange: str) -> None:
    """
    Accounts from where the ledger knows nothing are refused with nothing written,
    unless --add is given.
    """
    write(tmp_path, a__one="First words.", b__two="Other words.")
    read(tmp_path, "a")
    before = (tmp_path / "facta.db").read_bytes()
    if strange == ".":
        assert read(tmp_path, "b", "a").tally.added == 1
        return
    with pytest.raises(
        LedgerError,
        match=r"facta.db holds accounts of a; add these with --add, or give another",
    ):
        read(tmp_path, strange)
    assert (tmp_path / "facta.db").read_bytes() == before
    assert read(tmp_path, strange, add=True).tally.added == 1
    assert read(tmp_path, strange).tally.unchanged == 1


@pytest.mark.parametrize("near", ["a", "a/one.txt", "a/deep", "../" * 2, "a/new.txt"])
def test_what_is_in_a_known_root_or_around_it_is_no_second_corpus(
    tmp_path: Path, near: str
) -> None:
    """
    The same folder, a part of it and a folder that holds it are a normal second run.
    """
    project = tmp_path / "x" / "y"
    write(project, a__one="First words.")
    read(project, "a")
    write(project, a__deep__two="Other words.", a__new="New words.")
    assert read(project, near).tally.changed == 0


def test_removed_sources_are_versions(tmp_path: Path) -> None:
    """
    A folder, a file or an id of an account can be taken out; what remains is as if it
    had never been read.
    """
    write(
        tmp_path,
        a__one="First.",
        a__b__two="Second.",
        a__b__three="Third.",
        c__four="Fourth.",
    )
    read(tmp_path, "a", "c")
    ids = {text: content_id(text, None, None, None) for text in ("First.", "Fourth.")}
    with Ledger.open(
        tmp_path / "facta.db", here=tmp_path, clock=lambda: CLOCK
    ) as ledger:
        with pytest.raises(LedgerError, match=r"nothing\.txt: no source or account"):
            ledger.sources.remove(["a", "nothing.txt"])
        assert ledger.sources.remove(["./a/b", ids["Fourth."][:8]]) == (
            "a/b/three.txt",
            "a/b/two.txt",
            "c/four.txt",
        )
        assert ledger.linked() is None
        assert [source.shown for source in ledger.sources.listed()] == ["a/one.txt"]
    assert [row[:2] for row in changes(tmp_path / "facta.db")] == [
        ("a/b/three.txt", "removed"),
        ("a/b/two.txt", "removed"),
        ("c/four.txt", "removed"),
    ]


def test_a_folder_that_moved_is_followed_by_name(tmp_path: Path) -> None:
    """
    After a rename the next run over the new folder knows all accounts and misses none.
    """
    write(tmp_path, a__one="First words.", a__b__two="Other words.")
    read(tmp_path, "a")
    shutil.move(tmp_path / "a", tmp_path / "moved")
    with Ledger.open(tmp_path / "facta.db", here=tmp_path) as ledger:
        assert ledger.sources.rename("a", "moved/") == 2
        assert ledger.linked() is not None
        with pytest.raises(LedgerError, match="a: no source"):
            ledger.sources.rename("a", "b")
    outcome = read(tmp_path, "moved")
    assert (outcome.tally.unchanged, outcome.gone, outcome.moved) == (2, (), 0)
    assert set(held(tmp_path / "facta.db")) == {"moved/one.txt", "moved/b/two.txt"}


def test_sources_are_listed_with_what_they_gave(tmp_path: Path) -> None:
    """One line a file: accounts, characters, day, root, whether it is still there."""
    write(tmp_path, a__one="First words.")
    lines(tmp_path / "a" / "posts.jsonl", {"text": "Row."}, {"text": "Rows."})
    read(tmp_path, "a")
    (tmp_path / "a" / "one.txt").unlink()
    read(tmp_path, "a")
    with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
        found = [msgspec.structs.astuple(source) for source in ledger.sources.listed()]
    assert found == [
        ("a/one.txt", "a", "2025-06-01", 1, 12, True),
        ("a/posts.jsonl", "a", "2025-06-01", 2, 9, False),
    ]


def test_a_reason_not_to_read_goes_when_it_is_gone(tmp_path: Path) -> None:
    """
    What an earlier run could not read is forgotten when a later one reads it, or finds
    it no more.
    """
    write(tmp_path, a__one="First words.", a__two="")
    read(tmp_path, "a")
    with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
        assert [item.source for item in ledger.skipped()] == ["a/two.txt"]
    (tmp_path / "a" / "two.txt").unlink()
    read(tmp_path, "a")
    with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
        assert list(ledger.skipped()) == []


def test_the_order_of_folders_makes_no_difference(tmp_path: Path) -> None:
    """Two folders one after the other, in either order, give the same rows."""
    write(tmp_path, a__one="First.", a__same="Same.", b__two="Second.", b__copy="Same.")
    for ledger, order in (("ab.db", "ab"), ("ba.db", "ba")):
        for folder in order:
            read(tmp_path, folder, ledger=ledger, add=True)
    assert dump(tmp_path / "ab.db") == dump(tmp_path / "ba.db")


def test_a_skipped_copy_and_a_name_with_a_hash_are_no_parts(tmp_path: Path) -> None:
    """A file whose name looks like a part of another is a file."""
    write(tmp_path, **{"a__notes #1": "First words."})
    read(tmp_path, "a")
    with Ledger.open(tmp_path / "facta.db", here=tmp_path) as ledger:
        assert [source.shown for source in ledger.sources.listed()] == [
            "a/notes #1.txt"
        ]
        assert ledger.skip(Skipped(os.fspath(tmp_path / "x.pdf"), "encrypted"))
