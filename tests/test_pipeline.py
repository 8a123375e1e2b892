"""The road into the ledger: a fault of the program on one account is told and costs no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from facta import pipeline
from facta.ledger import Ledger
from facta.pipeline import Annotator, ingest
from facta.records import Annotation, Document, Sentence
from facta.testing import doc


class Silent:
    """A language stage that finds no sentence."""

    def many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Nothing for each text."""
        return (() for _ in texts)


def failing(document: Document, sentences: tuple[Sentence, ...], resources: object) -> Annotation:
    """Extraction with a fault that only one text brings out."""
    if "boom" in document.text:
        raise IndexError("list index out of range")
    return Annotation(document, sentences)


def test_a_fault_on_one_account_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account is listed as not read, with the fault; those before and after it are stored."""
    monkeypatch.setattr(pipeline, "annotate", failing)
    annotator = Annotator(cast("Any", Silent()), cast("Any", None))
    accounts = [doc(text, source=f"{text}.txt") for text in ("one", "boom", "two")]
    with Ledger.open(tmp_path / "facta.db") as ledger:
        outcome = ingest(accounts, ledger, annotator)
        assert outcome.tally.added == 2
        assert [item.source for item in outcome.skipped] == ["boom.txt"]
        assert "IndexError" in outcome.skipped[0].reason
        assert list(ledger.skipped()) == list(outcome.skipped)


def test_a_ledger_reads_anew_what_other_rules_have_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document read by the same stages is known; by others, it is read again."""
    monkeypatch.setattr(pipeline, "annotate", failing)
    document = doc("one", source="one.txt")
    known = []
    with Ledger.open(tmp_path / "facta.db") as ledger:
        for own in ("rules/1", "rules/1", "rules/2"):
            before = ledger.tally.unchanged + ledger.tally.changed + ledger.tally.added
            ingest([document], ledger, Annotator(cast("Any", Silent()), cast("Any", None), own=own))
            known.append(ledger.tally.unchanged + ledger.tally.changed + ledger.tally.added == before)
    assert known == [False, True, False]


def test_the_rules_have_one_digest_for_one_package() -> None:
    """The digest is the same at every call."""
    assert pipeline.rules() == pipeline.rules()
