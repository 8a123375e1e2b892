"""
The coded corpus: passages of real accounts with what careful reading found in them.

    load(Path("corpus/dev.jsonl"))    the passages, each checked against its own text
"""

from facta.evaluate.corpus.faults import Fault, Known, faults, marks, whole_days
from facta.evaluate.corpus.load import load
from facta.evaluate.corpus.passage import (
    Attribution,
    CodedCommitment,
    CodedEvent,
    CodedFigure,
    CodedTime,
    Day,
    Entity,
    Mark,
    Passage,
    Words,
)

__all__ = [
    "Attribution",
    "CodedCommitment",
    "CodedEvent",
    "CodedFigure",
    "CodedTime",
    "Day",
    "Entity",
    "Fault",
    "Known",
    "Mark",
    "Passage",
    "Words",
    "faults",
    "load",
    "marks",
    "whole_days",
]
