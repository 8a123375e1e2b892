"""
PLOVER's types, modes, contexts, scores; sectors; countries; political actors. Data
files and their loaders.
"""

from facta.ontology.cameo import Cameo, Coded
from facta.ontology.countries import BODIES, Countries, Country, Sense
from facta.ontology.entries import Entry, Office
from facta.ontology.gazetteer import Gazetteer, Standing
from facta.ontology.sectors import Role, Sectors
from facta.ontology.types import EventType, Ontology

__all__ = [
    "BODIES",
    "Cameo",
    "Coded",
    "Countries",
    "Country",
    "Entry",
    "EventType",
    "Gazetteer",
    "Office",
    "Ontology",
    "Role",
    "Sectors",
    "Sense",
    "Standing",
]
