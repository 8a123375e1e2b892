"""The benchmark of reading at size makes the same accounts each time, and tells growth."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

from benchmarks.scale import AGAIN, SENTENCES, Cost, accounts, plot, power, row


def test_accounts_are_the_same_each_time() -> None:
    """However many are asked for; some tell what the one before does."""
    few, many = list(accounts(40)), list(islice(accounts(400), 40))
    assert few == many
    assert len({account["text"] for account in accounts(400)}) == 400
    sentences = [set(account["text"].split(". ")) for account in accounts(400)]
    again = sum(
        len(one & other) >= SENTENCES // 2 for one, other in pairwise(sentences)
    )
    assert again == pytest.approx(400 * AGAIN, rel=0.4)


def cost(documents: int, ledger: float) -> Cost:
    """What so many documents took."""
    return Cost(
        documents=documents,
        words=30 * documents,
        reading=documents / 50,
        reading_busy=documents / 60,
        gathering=1.0,
        gathering_busy=1.0,
        parent=150.0,
        worker=250.0,
        ledger=ledger,
    )


def test_growth_is_told_by_its_power() -> None:
    """0 for what does not grow, 1 for what grows with the documents."""
    found = [cost(1000, 100.0), cost(10_000, 1000.0)]
    assert power(found, "parent") == pytest.approx(0)
    assert power(found, "ledger") == pytest.approx(1)
    assert "10,000" in row(found[1])
    drawn = plot(found)
    assert drawn.count("<polyline") == 5
    assert "ledger 1,000 MB" in drawn
    assert "reading 200 s" in drawn
