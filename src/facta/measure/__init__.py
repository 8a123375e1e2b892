"""
Happenings and pledges to measures of directed dyads over time.

What takes series as numbers stands in modules of its own, which load numpy: `changes`,
`online`, `reciprocity`.
"""

from facta.measure.dyads import Dyad, directed, is_real, main_dyads
from facta.measure.periods import Period, begin, periods
from facta.measure.registry import MEASURES, Measure, named
from facta.measure.scores import Absent, Estimate, mean
from facta.measure.series import Point, Series, series, standing
from facta.measure.trust import Outcome, Trust, outcomes, trust

__all__ = [
    "MEASURES",
    "Absent",
    "Dyad",
    "Estimate",
    "Measure",
    "Outcome",
    "Period",
    "Point",
    "Series",
    "Trust",
    "begin",
    "directed",
    "is_real",
    "main_dyads",
    "mean",
    "named",
    "outcomes",
    "periods",
    "series",
    "standing",
    "trust",
]
