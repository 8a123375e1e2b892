"""
The page that says how accurate each stage is: docs/accuracy.md, from docs/figures.json.

    python -m benchmarks.accuracy            writes it
    python -m benchmarks.accuracy --check    tells whether it is as it would be written

What stands beside the figures, which data they are of and what is not measured, stands
in accuracy.toml. `make benchmarks` measures the figures first.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.intervals import held
from facta.evaluate import Score

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
WORDS = Path(__file__).with_suffix(".toml")
FIGURES = ROOT / "docs" / "figures.json"
PLACE = re.compile(r"\{([^{}]+)\}")
# what is told with a figure, under its name and one of these
BESIDE = (".of", ".interval")
KEPT = "kept back"
Figures = Mapping[str, Mapping[str, str]]
Cells = Sequence[str]


class Data(Struct, frozen=True, kw_only=True):
    """A set that something is measured on."""

    name: str
    size: str
    licence: str
    coders: str
    use: str


class Row(Struct, frozen=True, kw_only=True):
    """One thing measured; `figure` and `peer` name figures in braces."""

    what: str
    data: str
    figure: str
    command: str
    peer: str = ""


class Stage(Struct, frozen=True, kw_only=True):
    """The lines of one stage."""

    title: str
    text: str
    rows: tuple[Row, ...]


class Judged(Struct, frozen=True, kw_only=True):
    """What a reader judged, which no command counts again."""

    what: str
    data: str
    by: str
    right: int
    asked: int
    on: str

    @property
    def share(self) -> str:
        """
        What was right, with its interval and counts.

        >>> Judged(what="", data="", by="", right=2, asked=2, on="").share
        '1.00 [1.00, 1.00] (2 of 2)'
        """
        cases = [Score(int(at < self.right), 1, 1) for at in range(self.asked)]
        low, high = held(cases, "recall") or (0.0, 1.0)
        share = f"{self.right / self.asked:.2f} [{low:.2f}, {high:.2f}]"
        return f"{share} ({self.right} of {self.asked})"


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that the page says beside its figures."""

    opening: str
    judging: str
    data: dict[str, Data]
    stages: tuple[Stage, ...]
    judged: tuple[Judged, ...]
    missing: tuple[str, ...]
    elsewhere: dict[str, tuple[str, ...]]

    def named(self) -> set[str]:
        """The figures that the page names."""
        texts = [each.size for each in self.data.values()]
        for stage in self.stages:
            for row in stage.rows:
                texts += [row.figure, row.peer]
        return {name for text in texts for name in PLACE.findall(text)}

    def page_of(self, name: str) -> str | None:
        """The other page that states a figure, if one is said to."""
        return next(
            (
                page
                for page, patterns in self.elsewhere.items()
                if any(fnmatchcase(name, pattern) for pattern in patterns)
            ),
            None,
        )


def words(path: Path = WORDS) -> Words:
    """
    What the page says beside its figures.

    Raises:
        msgspec.ValidationError: the file says something else than it should.
    """
    return msgspec.convert(tomllib.loads(path.read_text("utf8")), Words)


def figures() -> Figures:
    """The figures that were measured."""
    found: Figures = json.loads(FIGURES.read_text("utf8"))
    return found


def page(said: Words, measured: Figures) -> str:
    """
    The page.

    Raises:
        KeyError: a figure that was never measured.
    """
    parts = [said.opening.strip(), "## The data", _table(_data(said, measured))]
    for stage in said.stages:
        rows = _table(_rows(stage, said, measured))
        parts += [f"## {stage.title}", stage.text, rows]
    missing = "\n".join(f"- {line}" for line in said.missing)
    parts += [
        said.judging.strip(),
        _table(_judged(said)),
        "## What is not measured",
        missing,
    ]
    return "\n\n".join(parts) + "\n"


def _data(said: Words, measured: Figures) -> Iterator[Cells]:
    yield "data", "size", "licence", "who coded", "were rules or weights made on it"
    for each in said.data.values():
        size = PLACE.sub(lambda found: measured[found[1]]["value"], each.size)
        yield each.name, size, each.licence, each.coders, each.use


def _rows(stage: Stage, said: Words, measured: Figures) -> Iterator[Cells]:
    yield "what", "data", "figure", "others", "on", "command"
    for row in stage.rows:
        days = sorted({measured[name]["on"] for name in PLACE.findall(row.figure)})
        data = said.data[row.data]
        kept = f" (**{KEPT}**)" if data.use.startswith(KEPT) else ""
        yield (
            row.what,
            data.name + kept,
            filled(row.figure, measured),
            filled(row.peer, measured) or "none measured",
            " to ".join(dict.fromkeys((days[0], days[-1]))),
            f"`{row.command}`",
        )


def _judged(said: Words) -> Iterator[Cells]:
    yield "what", "data", "by", "right", "on"
    for each in said.judged:
        yield each.what, each.data, each.by, each.share, each.on


def filled(text: str, measured: Figures) -> str:
    """
    A text with its figures, each with its interval and counts where it has them.

    >>> told = {"a": {"value": "0.75"}, "a.of": {"value": "3 of 4"}}
    >>> filled("F1 {a}", told)
    'F1 0.75 (3 of 4)'
    """

    def whole(found: re.Match[str]) -> str:
        name = found[1]
        told = [measured[name]["value"]]
        if interval := measured.get(f"{name}.interval"):
            told.append(interval["value"])
        if counts := measured.get(f"{name}.of"):
            told.append(f"({counts['value']})")
        return " ".join(told)

    return PLACE.sub(whole, text)


def _table(rows: Iterable[Cells]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Writes the page, or tells whether it is as it would be written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    try:
        made = page(words(), figures())
    except KeyError as name:
        parser.error(f"no figure {name}; measure it: python -m benchmarks.figures")
    if not options.check:
        PAGE.write_text(made, "utf8")
    elif PAGE.read_text("utf8") != made:
        print(f"{PAGE}: stale; python -m benchmarks.accuracy")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
