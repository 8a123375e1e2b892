"""
How the code reads, in figures: what a reviewer would count, printed as a table.

    python -m tools.style                 the package, and each part of it
    python -m tools.style --check         exit status 1 where a figure is past its bound
    python -m tools.style FOLDER...       any other code, to compare with

The figures are signs, not aims: a line split to please a counter is worse than before.
Lines of code are those that hold a token, docstrings and comments aside.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
import tokenize
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

PACKAGE = Path("src/facta")
WIDE = 88
WIDEST = 100
MANY = 7
SILENT = {
    tokenize.COMMENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.INDENT,
    tokenize.NEWLINE,
    tokenize.NL,
}


class Style(Struct, frozen=True, kw_only=True):
    """Counts over some modules; they add up."""

    lines: int = 0
    code_lines: int = 0
    tokens: int = 0
    wide: int = 0
    widest: int = 0
    comments: int = 0
    functions: int = 0
    one_word: int = 0
    conditionals: int = 0
    by_position: int = 0

    def __add__(self, other: Style) -> Style:
        fields = self.__struct_fields__
        return Style(**{f: getattr(self, f) + getattr(other, f) for f in fields})

    @property
    def tokens_a_line(self) -> float:
        """Tokens in a line of code."""
        return self.tokens / max(self.code_lines, 1)

    @property
    def conditionals_in_functions(self) -> float:
        """Conditional expressions in 100 functions."""
        return 100 * self.conditionals / max(self.functions, 1)

    @property
    def comments_in_lines(self) -> float:
        """Whole-line comments in 1,000 lines."""
        return 1000 * self.comments / max(self.lines, 1)


# The bounds that the house was put right to; the models beside which they were set are
# structlog, httpx, spaCy, splink, river, sqlite-utils, trafilatura and statsforecast.
AT_MOST = {
    "tokens_a_line": 8.7,  # 8.6 without the models, which are formulas
    "widest": 0,
    "by_position": 0,
    "conditionals_in_functions": 28,
}
AT_LEAST = {"comments_in_lines": 15}


def style(source: str) -> Style:
    r"""
    The counts of one module.

    >>> style("def f(a):\\n    return 1 if a else 2").conditionals
    1
    """
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    lines = source.splitlines()
    code = list(_code(source, _docstrings(nodes)))
    names = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    calls = [len(node.args) for node in nodes if isinstance(node, ast.Call)]
    return Style(
        lines=len(lines),
        code_lines=len({token.start[0] for token in code}),
        tokens=len(code),
        wide=sum(len(line) > WIDE for line in lines),
        widest=sum(len(line) > WIDEST for line in lines),
        comments=sum(line.lstrip().startswith("#") for line in lines),
        functions=len(names),
        one_word=sum("_" not in name.strip("_") for name in names),
        conditionals=sum(isinstance(node, ast.IfExp) for node in nodes),
        by_position=sum(count >= MANY for count in calls),
    )


def _docstrings(nodes: Sequence[ast.AST]) -> frozenset[int]:
    """The numbers of the lines that hold nothing but a docstring."""
    alone = (
        node
        for node in nodes
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
    return frozenset(
        line
        for node in alone
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    )


def _code(source: str, docstrings: frozenset[int]) -> Iterator[tokenize.TokenInfo]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT and token.start[0] not in docstrings:
            yield token


def styles(folder: Path) -> Style:
    """The counts of all modules in a folder."""
    modules = sorted(folder.rglob("*.py"))
    return sum((style(path.read_text("utf-8")) for path in modules), Style())


def past(found: Style) -> list[str]:
    """The figures that are past their bounds, each in a line."""
    high = [name for name, most in AT_MOST.items() if getattr(found, name) > most]
    low = [name for name, least in AT_LEAST.items() if getattr(found, name) < least]
    return [
        f"{name}: {getattr(found, name):.1f}, bound {bound}"
        for name, bound in {**AT_MOST, **AT_LEAST}.items()
        if name in (*high, *low)
    ]


HEADS = (
    "tokens a line",
    "> 88 %",
    "> 100",
    "cond./100 functions",
    "7+ by position",
    "one-word names %",
    "comments/1,000",
    "lines",
)


def row(name: str, found: Style) -> str:
    """A line of the table."""
    cells = (
        f"{found.tokens_a_line:.1f}",
        f"{100 * found.wide / max(found.lines, 1):.1f}",
        f"{found.widest}",
        f"{found.conditionals_in_functions:.0f}",
        f"{found.by_position}",
        f"{100 * found.one_word / max(found.functions, 1):.0f}",
        f"{found.comments_in_lines:.1f}",
        f"{found.lines:,}",
    )
    padded = (cell.rjust(len(head)) for cell, head in zip(cells, HEADS, strict=True))
    return f"{name:<16}  " + "  ".join(padded)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 where `--check` finds a figure past its bound."""
    parser = argparse.ArgumentParser(description="How the code reads, in figures.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    folders = options.folders or [PACKAGE, *_parts(PACKAGE)]
    print(f"{'':<16}  " + "  ".join(HEADS))
    for folder in folders:
        print(row(folder.name, styles(folder)))
    faults = past(styles(folders[0])) if options.check else []
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _parts(package: Path) -> list[Path]:
    return sorted(path.parent for path in package.glob("*/__init__.py"))


if __name__ == "__main__":
    sys.exit(main())
