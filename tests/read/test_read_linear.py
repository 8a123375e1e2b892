"""Reading costs no more than in proportion to the length, whatever the shape."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pytest

from facta.read.account import Input
from facta.read.accounts import Documents
from facta.read.settings import ReadSettings

START = "<rss version='2.0'><channel><title>t</title>"
END = "</channel></rss>"
SIZE, TIMES = 2_000, 4
# four times the length may cost four times the time; the square would cost sixteen
# times, so at ten the two are apart, and what takes less than the grace on the long
# input is too quick for any square to hide in it
MOST, GRACE = 10.0, 0.25
ATTEMPTS = 4

SHAPES: dict[str, Callable[[int], str]] = {
    "comments.txt": lambda n: "<!--a-->" * n + " The two met.",
    "comments.html": lambda n: "<html>" + "<!--a-->" * n + "The two met.",
    "open-comments.html": lambda n: "<html>" + "<!--" * n,
    "elements.html": lambda n: "<html><body>" + "<p>x</p>" * (n // 4),
    "nested.html": lambda n: "<html><body>" + "<div>" * n,
    "open-tags.html": lambda n: "<html><p>The two met." + "<a b=c " * n,
    "headers.html": lambda n: (
        "<html><h1>t</h1><article>"
        + "<header><p>They met at noon in the hall.</p></header>" * (n // 8)
    ),
    "copies.html": lambda n: (
        "<html><article>"
        + "<p>The two met at noon in the old town hall, they said.</p>" * (n // 8)
    ),
    "times.html": lambda n: "<html><p>The two met" + "<time datetime=x></time>" * n,
    "line.txt": lambda n: "a" * n * 20,
    "quotes.txt": lambda n: "“" * n * 10,
    "digits.txt": lambda n: "1," * n * 10,
    "lines.txt": lambda n: "\n" * n * 20 + "x",
    "doubled.txt": lambda n: "â€œ" * n * 5,
    "front.txt": lambda n: "---\n" + "a: b\n" * n * 4,
    "front.md": lambda n: "---\na: " + "[" * n * 5,
    "blank-lines.rss": lambda n: (
        START + "\n" * n * 20 + "<item><title>They met</title></item>" + END
    ),
    "entries.rss": lambda n: (
        START + "<item><title>They met</title></item>" * (n // 8) + END
    ),
    "untidy-entries.rss": lambda n: (
        START + "<item><title>They met & left</title></item>" * (n // 8) + END
    ),
    "open-cdata.rss": lambda n: START + "<item><description><![CDATA[" * (n // 2),
    "open-cdata-only.rss": lambda n: START + "<item><description>" + "<![CDATA[" * n,
    "open-brackets.rss": lambda n: START + "<item>" + "<" * n * 2,
    "ampersands.rss": lambda n: START + "<item><title>x" + "&" * n * 4,
    "escaped.rss": lambda n: (
        START
        + "<item><description>"
        + "&lt;p&gt;" * (n // 2)
        + "x</description></item>"
        + END
    ),
    "open-quote.csv": lambda n: 'text\n"' + "a\n" * n * 5,
    "columns.csv": lambda n: "text," + "," * n * 5 + "\n" + "a\n" * n,
    "escapes.jsonl": lambda n: '{"text":"x' + "\\u0041" * n + '"}',
    "brackets.jsonl": lambda n: "[" * n * 5,
    "brackets.md": lambda n: "[" * n * 5,
    "links.md": lambda n: "[a](" * n * 2,
    "nested-links.md": lambda n: "[a[b]" * n * 2,
    "stars.md": lambda n: "*a " * n * 4,
    "star-run.md": lambda n: "*" * n * 10,
    "tags.md": lambda n: "<a " * n * 3,
    "fences.md": lambda n: "```\n~~~\n" * n,
    "quotes.md": lambda n: ">" * n * 10,
    "dashes.md": lambda n: "- " * n * 10 + "x",
    "table.md": lambda n: "| -- " * n * 4 + "x",
}


def cost(name: str, size: int) -> float:
    """
    Seconds of this process for one input; of two tries the better, where one is short.
    """
    stem, _, suffix = name.rpartition(".")
    data = SHAPES[name](size).encode()
    spent = []
    for _ in range(2):
        before = time.process_time()
        assert list(
            Documents(ReadSettings()).read(
                Input(
                    source=stem,
                    suffix=f".{suffix}",
                    stream=io.BytesIO(data),
                    size=len(data),
                )
            )
        )
        spent.append(time.process_time() - before)
        if spent[0] > GRACE:
            break
    return min(spent)


@pytest.mark.parametrize("name", SHAPES)
def test_reading_takes_time_with_the_length(name: str) -> None:
    """
    Four times the input takes nowhere near sixteen times as long.

    A machine that is busy with other things may slow one run down; what grows with the
    square is too slow in every one.
    """
    assert any(_is_in_proportion(name) for _ in range(ATTEMPTS))


def _is_in_proportion(name: str) -> bool:
    short, long = cost(name, SIZE), cost(name, SIZE * TIMES)
    return long < max(MOST * short, GRACE)
