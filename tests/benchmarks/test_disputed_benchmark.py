"""What a ledger's contradictions are shown as."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks import disputed
from facta.ledger import Ledger
from facta.pipeline import relink
from facta.testing import actor, annotation, doc, place


def test_contradictions_are_counted_and_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two accounts of a president: how many, and a passage of each side."""
    path = tmp_path / "facta.db"
    with Ledger.open(path) as ledger, ledger.writing():
        for words, claim in (
            ("President Lee", None),
            ("former President Lee", "former"),
        ):
            document = doc(f"{words} spoke.", source=words, published="2025-05-28")
            who = replace(
                actor("Ann Lee", country="USA", office="President"),
                span=place(document.text, words),
                claim=claim,
            )
            ledger.add(annotation(document, actors=(who,)), stages="test/1")
        relink(ledger)
    monkeypatch.setattr(sys, "argv", ["disputed", str(path), "--draw", "3"])
    disputed.main()
    said = capsys.readouterr().out
    assert "2 accounts, 1 disputes, 500 in a thousand accounts: status 1" in said
    assert "«former President Lee» spoke." in said
