"""The worked sentences of the corpus are what the checker takes without a problem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facta.evaluate.corpus import Known
from tests.tools.codings import bare
from tools.corpus.notation import parsed

PAGE = Path(__file__).parents[2] / "corpus" / "WORKED.md"
SECTIONS = PAGE.read_text("utf8").split("\n## ")[1:]
# A sentence's number before a quotation: 12`marched`; not the tail of an id or a day.
NUMBERED = re.compile(r"(?<![\w.-])(\d+)(?=`)")


def sentences(section: str) -> list[str]:
    """The numbered sentences of a section."""
    return re.findall(r"^\[\d+\] (.+)$", section, re.MULTILINE)


def test_there_are_forty() -> None:
    """As the page says."""
    assert sum(len(sentences(section)) for section in SECTIONS) == 40


@pytest.mark.parametrize("section", SECTIONS, ids=lambda text: text.split(" (")[0])
def test_a_worked_passage_has_no_problem(section: str) -> None:
    """Its sentences are numbered through the page; a passage counts from 1."""
    own = sentences(section)
    first = re.search(r"^\[(\d+)\]", section, re.MULTILINE)
    block = re.search(r"```\n(.*?)```", section, re.DOTALL)
    assert first
    assert block
    before = int(first[1]) - 1
    text = NUMBERED.sub(lambda found: str(int(found[1]) - before), block[1])
    passage = bare(*own)
    coding = parsed(f"@ {passage.id}\n{text}", passage, "page", Known.load())
    assert coding.problems == ()
