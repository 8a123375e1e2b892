"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import facta

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(facta.__path__, "facta.")
    if not found.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    """Each gives what it shows."""
    told: list[str] = []
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner()
    for example in doctest.DocTestFinder(exclude_empty=True).find(module, name):
        runner.run(example, out=told.append)
    assert not runner.failures, "".join(told)


def test_there_are_examples_to_try() -> None:
    """The package has many."""
    finder = doctest.DocTestFinder()
    found = [
        case
        for name in MODULES
        for case in finder.find(importlib.import_module(name), name)
        if case.examples
    ]
    assert len(found) > 50
