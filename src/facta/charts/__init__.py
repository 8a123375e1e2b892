"""Series, forecasts and relationships as drawings (SVG)."""

from facta.charts.bars import bars
from facta.charts.drawing import Chart, drawing, titled
from facta.charts.fan import Fan, fan, line
from facta.charts.frame import Frame
from facta.charts.relation import Mark, relation

__all__ = [
    "Chart",
    "Fan",
    "Frame",
    "Mark",
    "bars",
    "drawing",
    "fan",
    "line",
    "relation",
    "titled",
]
