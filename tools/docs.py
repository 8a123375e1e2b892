r"""
README and docs that stay true: their commands are run, their outputs compared, their
figures taken from one file.

    python -m tools.docs            tells what is not as documented, exit status 1
    python -m tools.docs --write    writes outputs and figures anew; read what changed
    python -m tools.docs --write docs/measures.md    of this page alone, in seconds
    python -m tools.docs --write --figures           figures alone; no command is run

A command is a line `    $ ...`, its output the indented lines below; `...` among these
stands for any lines; in docs/python.md the examples are Python's. All commands are run
in one folder with the demo corpus in `articles/`, its ledger in `demo.db` and
`facta.db`, an `article.txt`, and the files that the examples name, each by itself; those
of a page that is to be followed from top to bottom one after another in a folder of the
page's own. A figure stands
between `<!--=NAME-->` and `<!--/-->` and comes from docs/figures.json.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from tools.python_page import PAGE, answered

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "README.md",
    ROOT / "corpus" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
)
# to be followed from top to bottom: a command may need what those before it left
FOLLOWED = tuple(
    ROOT / "docs" / f"{name}.md" for name in ("first-ten-minutes", "tutorial")
)
FIGURES = ROOT / "docs" / "figures.json"
FIGURE = re.compile(r"<!--=(?P<name>[^>]+?)-->(?P<value>.*?)<!--/-->", re.DOTALL)
PROMPT, INDENT, ELISION = "    $ ", "    ", "..."
WIDTH = "110"  # columns of the terminal that the pages show
SECONDS = 120
PAIRS = (
    '{"id": "1", "text": "Kenya agreed to meet Somalia.", "actor": [0, 5], "recipient": [21, 28]}\n'
    '{"id": "2", "text": "Kenya agreed to meet Somalia.", "actor": [0, 5], "recipient": [20, 70]}\n'
)
EVENTS = (
    "Event ID\tEvent Date\tSource Name\tSource Country\tCAMEO Code\tTarget Name\tTarget Country\n"
    "1\t2025-05-25\tRussia\tRussia\t190\tUkraine\tUkraine\n"
    "2\t2025-05-25\tRussia\tRussia\t010\tUkraine\tUkraine\n"
    "3\t2025-05-25\tRussia\tRussia\t13y\tUkraine\tUkraine\n"
)
OWN_ARTICLES = {
    "attack.md": "---\ntitle: A night of drones\npublisher: The Daily\n"
    "published: 2025-05-26\n---\n\n"
    "Russia attacked Kyiv with drones on Sunday. President Trump threatened new sanctions against "
    "Russia.\n",
    "call.html": "<html><head><title>Trump and Putin speak</title>\n"
    '<meta property="article:published_time" content="2025-05-20"></head>\n'
    "<body><article><p>U.S. President Donald Trump and Russian President Vladimir Putin spoke by "
    "phone on Monday. Putin rejected an immediate ceasefire.</p></article></body></html>\n",
    "aid.txt": "Germany sent ten trucks with medicine to Ukraine on Monday. Russia condemned the "
    "delivery.\n",
    "later.txt": "",
}
ADVICE = "not as documented; python -m tools.docs --write"


class Example(Struct, frozen=True):
    """
    A command of a page and the output that stands below it; `line` counts from 0,
    `lines` are without indent.
    """

    line: int
    command: str
    lines: tuple[str, ...]


def examples(text: str) -> Iterator[Example]:
    """The commands of a page with their documented outputs."""
    rows = text.split("\n")
    for at, row in enumerate(rows):
        if row.startswith(PROMPT):
            below = takewhile(
                lambda row: (
                    not row.startswith(PROMPT) and (row.startswith(INDENT) or not row)
                ),
                rows[at + 1 :],
            )
            output = "\n".join(below).rstrip("\n")
            lines = (
                tuple(line.removeprefix(INDENT) for line in output.split("\n"))
                if output
                else ()
            )
            yield Example(at, row.removeprefix(PROMPT), lines)


def fits(documented: Sequence[str], printed: Sequence[str]) -> bool:
    """
    Whether an output is as documented, elisions aside.

    >>> fits(["a", "...", "d"], ["a", "b", "c", "d"]), fits(["a"], ["a", "b"])
    (True, False)
    """
    pattern = "".join(
        r"(?:.*\n)*?" if row == ELISION else re.escape(row) + r"\n"
        for row in documented
    )
    return re.fullmatch(pattern, "".join(f"{row}\n" for row in printed)) is not None


def renewed(documented: Sequence[str], printed: Sequence[str]) -> list[str]:
    """
    The output as it is now, elided where the documented one is.

    >>> renewed(["a", "...", "x"], ["b", "c", "d"])
    ['b', '...', 'd']
    """
    if ELISION not in documented:
        return list(printed)
    first, last = (
        documented.index(ELISION),
        len(documented) - 1 - documented[::-1].index(ELISION),
    )
    behind = len(documented) - last - 1
    if len(printed) <= first + behind:
        return list(printed)
    return [*printed[:first], ELISION, *(printed[-behind:] if behind else [])]


def prepare(folder: Path) -> dict[str, str]:
    """
    The folder that examples run in, and the environment that finds this very `facta`
    there.
    """
    shutil.copytree(ROOT / "src" / "facta" / "demo" / "accounts", folder / "articles")
    shutil.copy(folder / "articles" / "02-agency-attack.txt", folder / "article.txt")
    shutil.copy(ROOT / "tests" / "gold" / "pairs_own.jsonl", folder / "pairs.jsonl")
    (folder / "two.jsonl").write_text(PAIRS, "utf8")
    (folder / "events.tsv").write_text(EVENTS, "utf8")
    for page in FOLLOWED:
        (folder / page.stem / "my-articles").mkdir(parents=True)
        for name, text in OWN_ARTICLES.items():
            (folder / page.stem / "my-articles" / name).write_text(text, "utf8")
    programs = folder / ".bin"
    programs.mkdir()
    (programs / "facta").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m facta "$@"\n', "utf8"
    )
    (programs / "facta").chmod(0o755)
    kept = {
        name: os.environ[name]
        for name in ("HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV")
        if name in os.environ
    }
    source = f"{ROOT / 'src'}{os.pathsep}{kept.get('PYTHONPATH', '')}"
    environment = kept | {
        "COLUMNS": WIDTH,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": source,
    }
    for command in ("facta demo -q -o demo.html", "facta -q articles/ -o brief.html"):
        run(command, folder, environment)
    return environment


def run(command: str, folder: Path, environment: dict[str, str]) -> list[str]:
    """
    What a command prints, standard output and error together, in lines.

    Raises:
        RuntimeError: it was killed or ended in a traceback.
    """
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    printed = done.stdout.decode("utf8")
    if done.returncode < 0 or "Traceback (most recent call last)" in printed:
        raise RuntimeError(f"{command}: status {done.returncode}\n{printed}")
    return printed.rstrip("\n").split("\n") if printed else []


def printed(example: Example, folder: Path, environment: dict[str, str]) -> list[str]:
    """What the command of an example prints now, in lines without spaces at their end."""
    return [row.rstrip() for row in run(example.command, folder, environment)]


def figured(text: str, figures: dict[str, dict[str, str]]) -> str:
    """
    A page with its figures as the file has them.

    Raises:
        KeyError: a figure that the file does not have.
    """

    def value(found: re.Match[str]) -> str:
        measured = figures[found["name"]]["value"]
        around = "\n" if "\n" in measured else ""
        return f"<!--={found['name']}-->{around}{measured}{around}<!--/-->"

    return FIGURE.sub(value, text)


def figures() -> dict[str, dict[str, str]]:
    """
    The figures of docs/figures.json: for each name its value and the day it was
    measured on.
    """
    found: dict[str, dict[str, str]] = json.loads(FIGURES.read_text("utf8"))
    return found


def shown(text: str, folder: Path, environment: dict[str, str]) -> str:
    """
    A page with the outputs that its commands print now; what fits already stays to the
    letter.
    """
    rows = text.split("\n")
    found = list(examples(text))
    outputs = [printed(example, folder, environment) for example in found]
    for example, output in reversed(list(zip(found, outputs, strict=True))):
        if not fits(example.lines, output):
            below = slice(example.line + 1, example.line + 1 + len(example.lines))
            rows[below] = [
                f"{INDENT}{row}".rstrip() for row in renewed(example.lines, output)
            ]
    return "\n".join(rows)


def with_figures(pages: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each page with its figures as the file has them."""
    for page in pages:
        yield page, figured(page.read_text("utf8"), figures())


def run_anew(pages: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each page with its figures, and with what its commands print now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = prepare(folder)
        for page, text in with_figures(pages):
            place = folder / page.stem if page in FOLLOWED else folder
            true = shown(text, place, environment)
            yield page, answered(true) if page == PAGE else true


def main() -> int:
    """Checks the pages, or writes them anew."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="put outputs and figures as they are now into the pages",
    )
    parser.add_argument(
        "--figures", action="store_true", help="figures alone; no command is run"
    )
    parser.add_argument(
        "pages", nargs="*", type=Path, help="these pages; by default all"
    )
    options = parser.parse_args()
    pages = [page.resolve() for page in options.pages] or PAGES
    if unknown := [str(page) for page in pages if page not in PAGES]:
        parser.error(f"no page with commands: {', '.join(unknown)}")
    made = with_figures(pages) if options.figures else run_anew(pages)
    stale = []
    for page, true in made:
        if true != page.read_text("utf8"):
            stale.append(page.relative_to(ROOT))
            if options.write:
                page.write_text(true, "utf8")
    for page in stale:
        print(f"{page}: {'written anew' if options.write else ADVICE}")
    return 0 if options.write else min(len(stale), 1)


if __name__ == "__main__":
    sys.exit(main())
