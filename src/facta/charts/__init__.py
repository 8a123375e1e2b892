"""Series, forecasts and relationships as drawings (SVG)."""

from facta.charts.bars import bars
from facta.charts.drawing import Chart, drawing, titled
from facta.charts.fan import Fan, fan
from facta.charts.frame import Frame

__all__ = ["Chart", "Fan", "Frame", "bars", "drawing", "fan", "titled"]
