"""
Passages coded for their acts alone, to learn from: more text for less reading.

    load(Path("corpus/acts/acts.jsonl"))    the passages, each checked against its text
"""

from tools.corpus.acts.record import ActPassage, ToldAct, load

__all__ = ["ActPassage", "ToldAct", "load"]
