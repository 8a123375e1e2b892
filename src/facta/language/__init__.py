"""
Document to sentences: boundaries, words, tags, dependencies, names, lemmas. The only
place that runs the model.
"""

from facta.language.language import Language

__all__ = ["Language"]
