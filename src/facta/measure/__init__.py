"""Happenings to series of words and deeds, commitments to trust."""

from facta.measure.series import (
    Dyad,
    Mean,
    Period,
    Point,
    Series,
    directed,
    main_dyads,
    series,
)
from facta.measure.trust import Outcome, Trust, outcomes, trust

__all__ = [
    "Dyad",
    "Mean",
    "Outcome",
    "Period",
    "Point",
    "Series",
    "Trust",
    "directed",
    "main_dyads",
    "outcomes",
    "series",
    "trust",
]
