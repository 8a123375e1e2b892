"""
Two traces held against each other. Pure.
"""

from __future__ import annotations

import math

from msgspec import Struct

from facta.link import contradictions, denials, disputes, fulfilment, rates, status
from facta.link.contradictions import Contradiction, Sayings
from facta.link.denials import Denial, Rebuttal
from facta.link.likeness import evidence, log_odds
from facta.link.meetings import akin
from facta.link.parting import apart
from facta.link.rates import Rate
from facta.link.status import Mention
from facta.link.tellings import Telling
from facta.link.traces import What
from facta.link.vows import Vow, same

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
    swapped = disputes.swapped(one, other)
    parted = apart(one, other)
    # of two that are apart it is asked only whether the one denies the other
    if parted and one.negated == other.negated:
        return Compared(odds=-math.inf, apart=True, swapped=swapped)
    odds = log_odds(evidence(one, other))
    return Compared(
        odds=odds,
        apart=parted,
        denied=parted and odds >= SAME and disputes.denied(one, other),
        swapped=swapped,
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
        case (Rebuttal() as rebuttal, Telling() as told) | (
            Telling() as told,
            Rebuttal() as rebuttal,
        ):
            return denials.tells(rebuttal, told)
        case Sayings(), Sayings():
            return contradictions.against(one, other)
        case (Contradiction() as found, _) | (_, Contradiction() as found):
            return _stands_in(found, other if found is one else one)
        case Rate(), Rate():
            return rates.disputed(one, other)
        case Mention(), Mention():
            return status.disputed(one, other)
        case Vow(), Vow():
            return one.item.id == other.item.id or same(one, other)
        case (Vow() as vow, Telling() as deed) | (Telling() as deed, Vow() as vow):
            return fulfilment.fulfils(deed, vow)
    return False


def _stands_in(found: Contradiction, what: What) -> bool:
    """Whether something stands in a passage on a side of a contradiction."""
    match what:
        case Telling():
            figures = (figure.span for figure in what.figures)
            return contradictions.meets(
                found, what.event.document, what.event.span, *figures
            )
        case Denial():
            said = what.statement
            return contradictions.meets(found, said.document, said.content)
        case Rebuttal():
            said = what.denial
            return contradictions.meets(
                found, said.document, said.content, what.denied.content
            )
        case Mention():
            return contradictions.meets(found, what.document, what.span)
        case Contradiction():
            return any(
                contradictions.meets(found, document, span)
                for document, span in contradictions.sides(what.dispute)
            )
    return False
