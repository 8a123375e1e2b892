"""Several processes with the real model find what one finds, to the last digit."""

from __future__ import annotations

from functools import partial
from itertools import islice

import pytest

from benchmarks import demo
from facta.pipeline import Annotator
from facta.testing import doc
from facta.workers import Workers

pytestmark = pytest.mark.gold


def test_three_processes_read_as_one_does() -> None:
    """Forty short accounts: the same annotations in the same order."""
    paragraphs = (
        doc(paragraph, source=f"{account.source} {number}", published="2025-05-28")
        for account in demo.accounts()
        for number, paragraph in enumerate(account.text.split("\n\n"))
    )
    accounts = list(islice(paragraphs, 40))
    found = []
    for jobs in (1, 3):
        with Workers(partial(Annotator.load, least=0.2), jobs=jobs, worth=1) as stages:
            found.append(list(stages.annotations(accounts)))
    assert len(found[0]) == 40
    assert found[0] == found[1]
