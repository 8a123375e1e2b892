"""
The actors of an account: who is mentioned where, with country, sector and office.

    found = actors(layout, gazetteer)
    Mentions(found, layout).mention_at(sentence=0, token=3)
"""

from facta.extract.actors.stage import Mentions, actors, bearings_of, ends
from facta.extract.actors.suggestions import Suggestion, suggestions

__all__ = ["Mentions", "Suggestion", "actors", "bearings_of", "ends", "suggestions"]
