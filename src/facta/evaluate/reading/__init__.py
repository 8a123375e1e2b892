"""
How what Facta finds in a passage compares with its coding: passages and annotations in,
scores with intervals out. Pure.

    results = [measured(passage, annotation, quads) ...]
    table(results)      the rows: mentions, events, days, words
    worst(results)      what was missed and what is false
"""

from facta.evaluate.reading.scoring import Measured, account, measured, with_baseline
from facta.evaluate.reading.sentences import by_words
from facta.evaluate.reading.table import Fault, Row, Table, Value, table, worst

__all__ = [
    "Fault",
    "Measured",
    "Row",
    "Table",
    "Value",
    "account",
    "by_words",
    "measured",
    "table",
    "with_baseline",
    "worst",
]
