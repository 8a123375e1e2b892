"""The glossary is in order, and what it calls by the code's names is there."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict

import pytest

import facta
from tools.docs import ROOT

ROW = re.compile(
    r"^\| (?P<term>[a-z ]+) \| (?P<meaning>.+) \| (?P<origin>.+) \| (?P<code>`.+) \|$",
    flags=re.MULTILINE,
)
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf8").partition("## Terms")[2]
TERMS = {row["term"]: row for row in ROW.finditer(PAGE)}
BOLD = sorted({word.lower() for word in re.findall(r"\*\*([^*]+)\*\*", PAGE)})
NAMES = sorted(
    {name for row in TERMS.values() for name in re.findall(r"`([^`]+)`", row["code"])}
    - {"published"}  # a value
)
FILES = [name for name in NAMES if name.endswith(".py")]


@pytest.fixture(scope="module")
def defined() -> dict[str, list[object]]:
    """What the modules of the package define, by name."""
    found: dict[str, list[object]] = defaultdict(list)
    for module in pkgutil.walk_packages(facta.__path__, "facta."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                found[name].append(value)
    return found


def test_terms_stand_in_the_order_of_the_alphabet() -> None:
    """Each row of the table is a term, found where a reader looks for it."""
    assert len(TERMS) == PAGE.count("\n| ") - 1  # the head
    assert list(TERMS) == sorted(TERMS)


@pytest.mark.parametrize("word", BOLD)
def test_a_word_in_bold_has_an_entry(word: str) -> None:
    """A term that another entry leans on can be looked up, singular or plural."""
    assert {word, word.removesuffix("s")} & set(TERMS)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in FILES])
def test_a_name_of_the_code_is_there(
    name: str, defined: dict[str, list[object]]
) -> None:
    """A class, with the field that is named."""
    owner, _, field = name.partition(".")
    assert any(not field or hasattr(value, field) for value in defined.get(owner, []))


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_code_is_there(name: str) -> None:
    """Below the package's folder."""
    assert (ROOT / "src" / "facta" / name).is_file()
