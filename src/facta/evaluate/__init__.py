"""
Scores of what was found against what a person coded: gold lines and records in, counts
and mistakes out. Pure.
"""

from facta.evaluate.events import GoldAccount, compared
from facta.evaluate.pairs import GoldPair, MarkedPair, Scheme, labels, scored
from facta.evaluate.scores import Confusion, Mistake, Report, Score, macro_f1

__all__ = [
    "Confusion",
    "GoldAccount",
    "GoldPair",
    "MarkedPair",
    "Mistake",
    "Report",
    "Scheme",
    "Score",
    "compared",
    "labels",
    "macro_f1",
    "scored",
]
