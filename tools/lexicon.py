"""
The list of tables and classes in docs/lexicon.md, written from the schemas' docstrings.

    python -m tools.lexicon            tells whether the page is out of date, status 1
    python -m tools.lexicon --write    writes the list anew
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from facta.lexicon.inventory import described

PAGE = Path(__file__).parents[1] / "docs" / "lexicon.md"
OPEN, CLOSE = "<!--classes-->\n", "<!--/classes-->"


def listing() -> str:
    """
    The list: a heading a table with its file, and a line a class.
    """
    lines: list[str] = []
    for table, name, told in described():
        if name:
            lines.append(f"| `{name}` | {told} |")
            continue
        file = "events/*.toml" if table == "events" else f"{table}.toml"
        head = [
            "",
            f"### {table} (`{file}`)",
            "",
            told,
            "",
            "| class | what its words do |",
        ]
        lines += [*head, "|---|---|"]
    return "\n".join([*lines[1:], ""])


def renewed(page: str) -> str:
    """The page with the list as it is today."""
    before, rest = page.split(OPEN)
    after = rest.split(CLOSE)[1]
    return f"{before}{OPEN}{listing()}{CLOSE}{after}"


def main(arguments: Sequence[str]) -> int:
    """Runs the command; the exit status."""
    page = PAGE.read_text("utf8")
    if page == renewed(page):
        return 0
    if "--write" in arguments:
        PAGE.write_text(renewed(page), "utf8")
        return 0
    print("docs/lexicon.md lists other classes; run python -m tools.lexicon --write")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
