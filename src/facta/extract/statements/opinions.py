"""The lexicon of opinion under its former address; see `facta.lexicon.opinions`."""

from __future__ import annotations

from facta.lexicon.opinions import Intensity, Level, Opinions, StanceFile

__all__ = ["Intensity", "Level", "Opinions", "StanceFile"]
