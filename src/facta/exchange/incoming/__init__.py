"""
Event data that other programs publish, row by row, as records that a ledger holds.

    guess       which format a file is in, by how it opens
    plover, polecat, gdelt, icews
                rows of one format -> CodedEvent, or a Fault that says why not
    landing     CodedEvent -> Annotation: a line of text with its passages
    bring       files -> a ledger, all of them in one transaction
"""

from facta.exchange.incoming.bring import Brought, bring, demand_fitting, form_of
from facta.exchange.incoming.guess import guessed
from facta.exchange.incoming.inlets import INLETS, Inlet

__all__ = [
    "INLETS",
    "Brought",
    "Inlet",
    "bring",
    "demand_fitting",
    "form_of",
    "guessed",
]
