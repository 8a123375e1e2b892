"""
All words that Facta reads by: tables in `data`, one schema a stage, one record.

    Lexicon.load(files)    the package's tables with a user's files on top
"""

from facta.lexicon.lexicon import Lexicon

__all__ = ["Lexicon"]
