"""
What `import facta` offers: these names and no others, each documented, each loaded when
it is used.
"""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import facta
from tests.python.builders import ledger_file

NAMES = {
    "Annotation",
    "Commitment",
    "Dispute",
    "Document",
    "Event",
    "FactaError",
    "Figure",
    "Happening",
    "Ledger",
    "Reading",
    "Records",
    "Skipped",
    "SkippedWarning",
    "Statement",
    "__version__",
    "annotate",
    "annotate_all",
    "read",
}
HEAVY = (
    "numpy",
    "onnxruntime",
    "trafilatura",
    "pyarrow",
    "sqlite3",
    "click",
    "rich",
    "jinja2",
    "msgspec",
)
PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text("utf8")
METHODS = [name for name in vars(facta.Ledger) if not name.startswith("_")]


def loaded(program: str, *arguments: str) -> set[str]:
    """The modules that a program has loaded when it ends."""
    code = f"import sys\n{program}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_public_names_are_these() -> None:
    """`__all__` and `dir` tell them; each can be had."""
    assert set(facta.__all__) == NAMES
    assert dir(facta) == sorted(facta.__all__)
    assert all(hasattr(facta, name) for name in facta.__all__)


def test_another_name_is_an_error() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="'facta' has no attribute 'Leger'"):
        facta.Leger  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__"}))
def test_a_public_name_is_documented(name: str) -> None:
    """It has a docstring of its own, and its methods have too."""
    thing = getattr(facta, name)
    assert thing.__doc__
    methods = [method for method in vars(thing).values() if inspect.isfunction(method)]
    assert all(method.__doc__ or method.__name__.startswith("_") for method in methods)


@pytest.mark.parametrize(
    "name",
    ["read", "annotate", "annotate_all", "SkippedWarning", "FactaError", *METHODS],
)
def test_the_page_shows_each(name: str) -> None:
    """
    A reader finds each function and each question to a ledger by searching for it.
    """
    assert name in PAGE


def test_read_stays_the_function_whatever_is_imported() -> None:
    """The package of that name below does not take its place, and both can be had."""
    package = importlib.import_module("facta.read")
    assert inspect.ismodule(package)
    assert inspect.isfunction(facta.read)
    from facta.read import documents

    assert documents is package.documents


def test_importing_facta_loads_nothing_heavy() -> None:
    """Not even what reads a ledger."""
    assert not loaded("import facta") & set(HEAVY)


def test_a_ledger_is_asked_without_the_model(tmp_path: Path) -> None:
    """Nor what reads pages or tables; a look at its records loads neither."""
    program = "import facta\nfacta.Ledger(sys.argv[1]).happenings(actor='Russia')._repr_html_()"
    assert not loaded(program, str(ledger_file(tmp_path))) & {
        "onnxruntime",
        "trafilatura",
        "pyarrow",
        "click",
    }


@pytest.mark.gold
def test_annotating_loads_no_tables() -> None:
    """Nor a terminal."""
    assert not loaded("import facta\nfacta.annotate('They spoke.')") & {
        "pyarrow",
        "click",
        "rich",
    }
