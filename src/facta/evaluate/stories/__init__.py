"""
Stories: a few accounts of one matter, with what careful reading says of how they
agree.

    load(Path("corpus/stories/open.jsonl"))    the stories, each checked against its text
"""

from facta.evaluate.stories.load import faults, load
from facta.evaluate.stories.story import (
    Agreement,
    CodedDispute,
    CodedHappening,
    Origins,
    Stance,
    Story,
    StoryAccount,
    Told,
)

__all__ = [
    "Agreement",
    "CodedDispute",
    "CodedHappening",
    "Origins",
    "Stance",
    "Story",
    "StoryAccount",
    "Told",
    "faults",
    "load",
]
