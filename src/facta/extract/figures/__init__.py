"""
Numbers in a document with their units, bounds, what they are of and who says so.

    figures(page, statements)   every figure, in text order

Dates, years, ordinals, ages, scores, codes and list numbers are not figures.
"""

from facta.extract.figures.collect import figures

__all__ = ["figures"]
