"""
Two traces held against each other. Pure.
"""

from __future__ import annotations

from msgspec import Struct

from facta.link import counts, denials, disputes, pledges, status
from facta.link.counts import Counted
from facta.link.denials import Denial, Rebuttal
from facta.link.likeness import evidence, log_odds
from facta.link.meetings import akin
from facta.link.parting import apart
from facta.link.pledges import Report
from facta.link.status import Mention
from facta.link.tellings import Telling
from facta.link.traces import What

# log-odds from which two tellings are taken to be of one happening; chosen on the open
# stories
SAME = -0.6


class Compared(Struct, frozen=True, kw_only=True):
    """
    What comparing two tellings found.

    `odds` are the log-odds that they are of one happening; `apart`, that they cannot
    be. `denied` says that the one denies what the other tells, `swapped` that they tell
    it with its sides exchanged.
    """

    odds: float
    apart: bool = False
    denied: bool = False
    swapped: bool = False

    @property
    def same(self) -> bool:
        """Whether they look like one happening."""
        return not self.apart and self.odds >= SAME


def compared(one: Telling, other: Telling) -> Compared:
    """Two tellings, the earlier one first."""
    odds = log_odds(evidence(one, other))
    parted = apart(one, other)
    return Compared(
        odds=odds,
        apart=parted,
        denied=parted and odds >= SAME and disputes.denied(one, other),
        swapped=disputes.swapped(one, other),
    )


def tied(one: What, other: What) -> bool:
    """Whether two traces have to do with each other, so that they are settled together."""
    match one, other:
        case Telling(), Telling():
            found = compared(one, other)
            return found.same or found.denied or found.swapped or akin(one, other)
        case (Denial() as denial, Telling() as told) | (
            Telling() as told,
            Denial() as denial,
        ):
            return denials.fit(denial, told) > 0
        case Rebuttal(), Rebuttal():
            return denials.one_denial(one, other)
        case (Rebuttal() as rebuttal, Denial() as denial) | (
            Denial() as denial,
            Rebuttal() as rebuttal,
        ):
            return rebuttal.denial.id == denial.statement.id
        case Counted(), Counted():
            return counts.disputed(one, other)
        case (Counted() as figure, Telling() as told) | (
            Telling() as told,
            Counted() as figure,
        ):
            return figure.given.figure in told.figures
        case Mention(), Mention():
            return status.disputed(one, other)
        case Report(), Report():
            return one.item.id == other.item.id or pledges.same(one, other)
        case (Report() as report, Telling() as deed) | (
            Telling() as deed,
            Report() as report,
        ):
            return pledges.fulfils(deed, report)
    return False
