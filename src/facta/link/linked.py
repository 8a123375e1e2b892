"""
What linking gives: the happenings, disputes, pledges and originators of a set of
annotations.
"""

from __future__ import annotations

from msgspec import Struct, field

from facta.records import Dispute, Happening, Pledge


class NearCopy(Struct, frozen=True, order=True):
    """
    A document that repeats long passages of an earlier one, or retells one whose
    publisher it credits.

    `share` is the part of its own wording (outside quotations; of its content words,
    where it retells) that stands in `of`, 0 to 1.
    """

    document: str
    of: str
    share: float


class Linked(Struct, frozen=True, kw_only=True):
    """
    Records of many documents, seen together.

    `originators` names for each document the document its account goes back to: itself,
    or the one it copies. `pledges` are the commitments, each once however many accounts
    tell it.
    """

    happenings: tuple[Happening, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    originators: dict[str, str] = field(default_factory=dict)
    copies: tuple[NearCopy, ...] = ()
    pledges: tuple[Pledge, ...] = ()
