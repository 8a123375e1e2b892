"""The words of commitments under their former address: `facta.lexicon.commitments`."""

from __future__ import annotations

from facta.lexicon.commitments import (
    Conditions,
    Outcome,
    PartOfSpeech,
    Trigger,
    TriggerFile,
    TriggerGroup,
    Triggers,
    Turns,
)

__all__ = [
    "Conditions",
    "Outcome",
    "PartOfSpeech",
    "Trigger",
    "TriggerFile",
    "TriggerGroup",
    "Triggers",
    "Turns",
]
