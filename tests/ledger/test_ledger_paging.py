"""A ledger page by page gives what it gives at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.ledger import Ledger
from tests.ledger.paged import seven
from tests.web.making import filled


def test_parties_stand_by_the_number_of_their_happenings(tmp_path: Path) -> None:
    """A part of a name narrows; signs of a pattern are only signs."""
    with seven(tmp_path) as ledger:
        every = ledger.parties_page(beginning="", skip=0, most=9)
        counts = [each.happenings for each in every]
        assert counts == sorted(counts, reverse=True)
        narrowed = ledger.parties_page(beginning="us", skip=0, most=9)
        assert [each.name for each in narrowed] == ["RUS", "USA"]
        assert ledger.parties_page(beginning="%", skip=0, most=9) == []
        others = {each.name for each in ledger.others(("RUS",), most=9)}
        assert others == {"UKR", "USA"}


@pytest.mark.parametrize("at", [0, 9, 50, 120, 10_000])
def test_what_covers_a_character_is_found_alone(at: int, tmp_path: Path) -> None:
    """As it would be among all that the account has."""
    with Ledger.open(filled(tmp_path / "facta.db"), read_only=True) as ledger:
        name = next(ledger.documents()).id
        whole, here = ledger.findings(name), ledger.findings(name, at=at)
        assert whole.events == ledger.annotation(name).events
        for kind in ("actors", "events", "figures"):
            over = [
                each
                for each in getattr(whole, kind)
                if each.span.start <= at < each.span.end
            ]
            assert list(getattr(here, kind)) == over
        for kind in ("statements", "commitments"):
            over = [
                each
                for each in getattr(whole, kind)
                if each.content.start <= at < each.content.end
            ]
            assert list(getattr(here, kind)) == over
