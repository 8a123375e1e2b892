"""Data goes one way: a package imports only from those that stand before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import facta

ORDER = (
    (
        "records",
        "errors",
        "extras",
        "bounds",
        "limits",
        "shapes",
        "tables",
        "closing",
        "beside",
        "collecting",
        "processes",
    ),
    ("ontology",),
    ("lexicon",),
    ("read",),
    ("language",),
    ("extract",),
    ("link",),
    ("ledger",),
    ("batches",),
    ("pipeline",),
    ("workers",),
    ("exchange",),
    ("measure",),
    ("model",),
    ("charts",),
    ("brief",),
    ("web",),
    ("scale",),
    ("library",),
    ("demo",),
    ("evaluate",),
    ("cli",),
    ("testing",),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
ROOT = Path(facta.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
PURE = {"language", "extract", "link", "measure", "model", "evaluate"}
EFFECTS = {
    "random",
    "signal",
    "socket",
    "sqlite3",
    "subprocess",
    "threading",
    "time",
    "urllib",
    "requests",
} | {
    "click",
    "rich",
}


def layer(module: Path) -> str | None:
    """The layer a file belongs to; None for the package's own two doors."""
    part = module.relative_to(ROOT).parts[0].removesuffix(".py")
    return None if part in {"__init__", "__main__"} else part


def imported(module: Path) -> set[str]:
    """Dotted names that a file imports, those inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_module_imports_only_from_earlier_layers(module: Path) -> None:
    """No import goes against the flow."""
    own = layer(module)
    if own is None:
        return
    assert own in RANK, f"{own} has no place in the flow: add it to ORDER"
    targets = {
        name.split(".")[1]
        for name in imported(module)
        if name.startswith("facta.") and "__version__" not in name
    }
    late = {target for target in targets if RANK[target] > RANK[own]}
    assert not late


@pytest.mark.parametrize(
    "module",
    [path for path in MODULES if layer(path) in PURE],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_stage_has_no_effects(module: Path) -> None:
    """Stages import nothing that reads a clock, a network, a database or a terminal."""
    assert not {name.split(".")[0] for name in imported(module)} & EFFECTS
