"""
How many of the days printed for deeds of real accounts are right, and how many of
theirs are printed.
"""

from __future__ import annotations

import hashlib

import pytest

from benchmarks import deed_dates
from benchmarks.floors import below, floors

pytestmark = pytest.mark.gold


def test_days_of_deeds_keep_their_floors() -> None:
    """
    Passages of Wikinews and Global Voices, coded by others than those who wrote the
    rules.
    """
    pinned = floors()["deed_dates"]
    results = deed_dates.measured()
    digest = hashlib.sha256(deed_dates.GOLD.read_bytes()).hexdigest()
    assert (digest, len(results)) == (pinned["sha256"], pinned["passages"]), (
        "the gold is not what was measured"
    )
    scores = deed_dates.scores(results)
    assert not below(scores, pinned["floors"], tolerance=floors()["tolerance"])
