"""The lexicon of speech under its former address; it lives in `facta.lexicon.speech`."""

from __future__ import annotations

from facta.lexicon.speech import (
    GRADES,
    INNER,
    SHAPES,
    Channel,
    Cue,
    CueFile,
    Cues,
    Grade,
    Group,
    Hearsay,
    PartOfSpeech,
    Silence,
    WhoSpeaks,
    prepositions,
)

__all__ = [
    "GRADES",
    "INNER",
    "SHAPES",
    "Channel",
    "Cue",
    "CueFile",
    "Cues",
    "Grade",
    "Group",
    "Hearsay",
    "PartOfSpeech",
    "Silence",
    "WhoSpeaks",
    "prepositions",
]
