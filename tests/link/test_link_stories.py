"""
What linking makes of two or three accounts of one matter as the package reads them:
happenings with their originators and dates, disputes, copies and pledges, in full.

The accounts are passages of `tests/extract/data/heard.txt`, whose parses are kept, so
that no model has a part in it. `data/stories.toml` says which make a story, who
published them and when, and what is found.
"""

from __future__ import annotations

import datetime
import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from facta.extract.stage import Resources, annotate
from facta.link import Linked, link
from facta.records import Annotation
from tests.link.test_link_facts import told
from tools.readings import Parsed, parsed

STORIES = tomllib.loads(
    (Path(__file__).parent / "data" / "stories.toml").read_text("utf8")
)


@functools.cache
def resources() -> Resources:
    return Resources.load()


@functools.cache
def kept() -> dict[str, Parsed]:
    """The kept passages by their names."""
    return {pair[0].source: pair for pair in parsed()}


def account(name: str, publisher: str, day: str) -> Annotation:
    """A passage as that of a publisher and day."""
    document, sentences = kept()[name]
    published = datetime.date.fromisoformat(day)
    document = msgspec.structs.replace(
        document, publisher=publisher, published=published
    )
    return annotate(document, sentences, resources())


def lines(linked: Linked) -> Iterator[str]:
    """What was found, pledges too."""
    yield from told(linked)
    for one in linked.pledges:
        yield f"pledge of {one.maker}: {one.kind}, {one.status}, due {one.due}"


@pytest.mark.parametrize("name", STORIES)
def test_accounts_of_one_matter_are_linked_like_this(name: str) -> None:
    """Each line of it; nothing more."""
    accounts = [account(*one.split(" | ")) for one in STORIES[name]["accounts"]]
    assert list(lines(link(accounts))) == STORIES[name]["found"]
