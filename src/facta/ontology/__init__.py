"""PLOVER's types, modes, contexts, scores; sectors; countries; political actors. Data files and their loaders."""

from facta.ontology.cameo import Cameo, Coded
from facta.ontology.types import EventType, Ontology

__all__ = ["Cameo", "Coded", "EventType", "Ontology"]
