"""
Whatever the shape of an account, twice as much of it takes twice the time: from its bytes
through reading, sentences and extraction to the line of the contract.

Time is that of this process on a processor, less what next to nothing of the same shape
takes; of several tries the least, and a machine that is busy with other things gets several
attempts: what grows with the square takes four times as long in every one. The parser is
stood in for by deep trees, as in `tests.extract.test_linear`, because its own work, which is
the same for each word, would hide the rest.
"""

from __future__ import annotations

import gc
import io
import json
import time
from collections.abc import Callable

import pytest

from facta.exchange.contract import line
from facta.extract.stage import annotate
from facta.read.account import Input
from facta.read.accounts import Documents
from facta.read.settings import ReadSettings
from facta.records import Skipped
from tests.extract.test_linear import LANGUAGE, RESOURCES
from tests.read.making import docx, pdf, warc

MOST = 2.6  # times as long for twice as much; 2 is in proportion, 4 the square
LONG = 0.04  # seconds from which on a time tells how it grows
FIRST, LAST = (
    125,
    128_000,
)  # of a shape's parts: where doubling begins, and ends at last
ATTEMPTS, TRIES = 5, 2
RSS = "<rss version='2.0'><channel><title>t</title>{}</channel></rss>"
ENTRY = (
    "<item><title>They met</title><description>Russia met Iran.</description></item>"
)


def paragraphs(n: int) -> str:
    return "".join(f"<p>Russia attacked Ukraine on day {at}.</p>" for at in range(n))


def csv_row(n: int) -> str:
    names = ",".join(f"c{at}" for at in range(n))
    return f"text,{names}\nRussia attacked Ukraine.{',x' * n}\n"


def nested(n: int, left: str, right: str) -> str:
    return f"Russia {left * n}attacked{right * n} Ukraine."


def lines(n: int) -> str:
    return "".join(
        json.dumps({"text": f"Russia attacked Ukraine on day {at}."}) + "\n"
        for at in range(n)
    )


def pages(n: int) -> bytes:
    return warc(
        *(
            (f"https://a.example/{at}", "200 OK", "text/plain", b"Russia met Iran.")
            for at in range(n)
        )
    )


def deep(n: int) -> str:
    return '{"text":' + '{"a":' * n + "1" + "}" * n + "}"


# a name ends in the form of the file
SHAPES: dict[str, Callable[[int], str | bytes]] = {
    "a line without spaces.txt": lambda n: "a" * 20 * n,
    "a line of digits.txt": lambda n: "7" * 20 * n,
    "one long sentence.txt": lambda n: "Russia " + "attacked Ukraine and " * n,
    "one sentence without verbs.txt": lambda n: "the old town of a land " * n,
    "sentences of one word.txt": lambda n: "No. " * n,
    "the the the.txt": lambda n: "the " * 4 * n,
    "capitals.txt": lambda n: "RUSSIA ATTACKED UKRAINE " * n,
    "capital letters.txt": lambda n: "A " * 4 * n,
    "initials.txt": lambda n: "A. B. " * n,
    "commas.txt": lambda n: "Russia, " + ", " * 4 * n + "left.",
    "words and commas.txt": lambda n: "They lost one man, " * n,
    "stops.txt": lambda n: "Russia left" + "." * 20 * n,
    "semicolons.txt": lambda n: "Russia left; " * n,
    "dashes.txt": lambda n: "Russia left — " * n,
    "hyphens.txt": lambda n: "Russia " + "a-" * 4 * n + "b left.",
    "nested brackets.txt": lambda n: nested(4 * n, "(", ")"),
    "brackets.txt": lambda n: "Russia (in the east) left. " * n,
    "square brackets.txt": lambda n: nested(4 * n, "[", "]"),
    "nested quotes.txt": lambda n: nested(4 * n, "“", "”"),
    "open quotes.txt": lambda n: "The minister said. " + "“He said " * n,
    "straight quotes.txt": lambda n: 'He said "yes" and "no". ' * n,
    "apostrophes.txt": lambda n: "'They' said 'no' " * n,
    "who said that.txt": lambda n: "France, who said that " * n + "Iran left.",
    "said that.txt": lambda n: "France said that Iran said that " * n + "Iraq left.",
    "of the.txt": lambda n: "the leader of the army of the land " * n + "left.",
    "dates.txt": lambda n: "".join(f"On {at % 28 + 1} May 2020 it left. " for at in range(n)),
    "dates in one sentence.txt": lambda n: "It rained on " + "25 May 2020, " * n,
    "days.txt": lambda n: "On Monday, the next day, last week it rained. " * n,
    "deadlines.txt": lambda n: "Russia promised to leave within 60 days. " * n,
    "numbers.txt": lambda n: "".join(f"Some {at} men died. " for at in range(n)),
    "numbers in one sentence.txt": lambda n: "They lost " + "12 men and " * n,
    "sums.txt": lambda n: "They paid $3.5 billion to Iran. " * n,
    "names.txt": lambda n: "".join(
        f"President Bal{at % 99} Tor{at} of France left. " for at in range(n)
    ),
    "one name.txt": lambda n: "Vladimir Putin met Donald Trump. " * n,
    "countries.txt": lambda n: "France met " + "Russia, Iran, Israel, " * n,
    "pronouns.txt": lambda n: "Putin left. " + "He met him. She left them. " * n,
    "titles.txt": lambda n: "President Prime Minister General " * n + "Putin left.",
    "denials.txt": lambda n: "Russia denied that it attacked Ukraine. " * n,
    "quotations.txt": lambda n: "“We will not yield,” the minister said. " * n,
    "paragraphs that open a quotation.txt": lambda n: "“We will not yield.\n\n" * n,
    "addresses.txt": lambda n: "See https://a.example/b?c=d&e=f#g for more. " * n,
    "one long address.txt": lambda n: "See https://a.example/" + "a/b?c=" * 4 * n,
    "mail addresses.txt": lambda n: "Write to a.b@" + "c.d@e." * 4 * n,
    "emoji.txt": lambda n: "Russia 🚀👩‍👩‍👧‍👦🇺🇦 left. " * n,
    "one run of emoji.txt": lambda n: "Russia " + "👩‍👩‍👧‍👦" * 4 * n + " left.",
    "combining marks.txt": lambda n: "Russia e" + "\u0301" * 20 * n + " left.",
    "marks of direction.txt": lambda n: "Russia " + "\u202e\u200f" * 10 * n + " left.",
    "soft hyphens.txt": lambda n: "Rus\u00adsia le\u00adft. " * n,
    "zero width.txt": lambda n: "Russia " + "\u200b" * 20 * n + " left.",
    "another script.txt": lambda n: "Россия напала на Украину. " * n,
    "script without spaces.txt": lambda n: "俄罗斯袭击了乌克兰" * n,
    "doubled encoding.txt": lambda n: "â€œWe wonâ€™t,â€ he said. " * n,
    "control characters.txt": lambda n: "Russia\x01\x02 left. " * n,
    "newlines.txt": lambda n: "Russia left." + "\n" * 100 * n + "Iran left.",
    "lines.txt": lambda n: "Russia left\n" * n,
    "wrapped lines.txt": lambda n: "Russia left the\nold town and\n" * n,
    "spaces.txt": lambda n: "Russia" + " " * 100 * n + "left.",
    "tabs.txt": lambda n: "Russia\tleft\t12\t\n" * n,
    "list items.txt": lambda n: "- Russia attacked Ukraine\n" * n,
    "tags in text.txt": lambda n: "<a b='c'>Russia left.</a> " * n,
    "entities in text.txt": lambda n: "Russia &amp; Iran &quot;left&quot;. " * n,
    "headings.md": lambda n: "# Russia\n\nIt left.\n\n" * n,
    "emphasis.md": lambda n: "**Russia** _left_ " * n,
    "links.md": lambda n: "[Russia](https://a.example) left. " * n,
    "nested lists.md": lambda n: "".join(f"{' ' * (at % 9)}- a\n" for at in range(n)),
    "table.md": lambda n: "| a | b |\n|---|---|\n" + "| Russia | left |\n" * n,
    "front matter.md": lambda n: "---\n" + "a: b\n" * n + "---\nRussia left.",
    "paragraphs.html": lambda n: f"<html><body>{paragraphs(n)}</body></html>",
    "deeply nested.html": lambda n: (
        "<html><body>" + "<div>" * (n // 8) + "Russia left." + "</div>" * (n // 8)
    ),
    "one table.html": lambda n: (
        f"<html><body><table>{'<tr><td>Russia</td><td>left</td></tr>' * (n // 2)}</table>"
    ),
    "one row.html": lambda n: (
        f"<html><body><table><tr>{'<td>Russia left.</td>' * (n // 2)}</tr></table>"
    ),
    "entities.html": lambda n: f"<html><body><p>Russia {'&amp;' * 4 * n} left.</p>",
    "inline tags.html": lambda n: (
        f"<html><body><p>{'<b>Russia</b> <i>left</i> ' * (n // 2)}</p>"
    ),
    "links.html": lambda n: (
        f"<html><body><p>{'<a href=x>Russia</a> left. ' * (n // 2)}</p></body></html>"
    ),
    "scripts.html": lambda n: (
        "<html><body><p>Russia left.</p>" + "<script>var a = 1;</script>" * (n // 2)
    ),
    "broken tags.html": lambda n: f"<html><body><p>Russia left. {'<p <b ' * n}",
    "lines.jsonl": lines,
    "nested.jsonl": deep,
    "escapes.jsonl": lambda n: '{"text": "Russia ' + "\\u0041" * 8 * n + ' left."}',
    "keys.jsonl": lambda n: (
        '{"text": "Russia left."' + "".join(f', "k{at}": 1' for at in range(n)) + "}"
    ),
    "rows.csv": lambda n: "text\n" + "".join(f"Russia left {at}.\n" for at in range(n)),
    "one wide row.csv": csv_row,
    "quotes.csv": lambda n: 'text\n"Russia ' + '""left"" ' * n + '"\n',
    "entries.rss": lambda n: RSS.format(ENTRY * (n // 2)),
    "one entry.rss": lambda n: RSS.format(
        f"<item><title>t</title><description>{'Russia left. ' * n}</description></item>"
    ),
    "escaped tags.rss": lambda n: RSS.format(
        f"<item><title>t</title><description>{'&lt;p&gt;Iran left.' * n}</description></item>"
    ),
    "records.warc": pages,
    "lines.pdf": lambda n: pdf(*("Russia attacked Ukraine." for _ in range(n))),
    "paragraphs.docx": lambda n: docx(
        "<w:p><w:r><w:t>Russia attacked Ukraine.</w:t></w:r></w:p>" * n
    ),
    "rich.rtf": lambda n: r"{\rtf1 " + r"\b Russia\b0  left. \par " * n + "}",
}  # fmt: skip


def read(name: str, data: bytes) -> tuple[int, int]:
    """How many accounts come of some bytes, and how many were passed over."""
    found = list(
        Documents(ReadSettings()).read(
            Input(
                source="a",
                suffix=f".{name.rpartition('.')[2]}",
                stream=io.BytesIO(data),
                size=len(data),
            )
        )
    )
    passed = 0
    for item in found:
        if isinstance(item, Skipped):
            passed += 1
            continue
        sentences = LANGUAGE.sentences(item.text)
        assert line(annotate(item, sentences, RESOURCES), with_text=False)
    return len(found) - passed, passed


def seconds(name: str, size: int, *, tries: int = TRIES) -> float:
    """The least that this process took for an account of some size."""
    made = SHAPES[name](size)
    data = made.encode() if isinstance(made, str) else made
    spent = []
    for _ in range(tries):
        gc.collect()
        gc.disable()
        try:
            began = time.process_time()
            read(name, data)
            spent.append(time.process_time() - began)
        finally:
            gc.enable()
    return min(spent)


def telling(name: str) -> int:
    """The first size that takes long enough to tell how time grows, or the last one."""
    size = FIRST
    while size < LAST and seconds(name, size, tries=1) < LONG:
        size *= 2
    return size


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_twice_as_much_takes_twice_the_time(name: str) -> None:
    """As far as it is read: what is too much of a shape is refused in less."""
    nothing, size = seconds(name, 8), telling(name)
    ratios = []
    for _ in range(ATTEMPTS):
        once, twice = (seconds(name, many) - nothing for many in (size, 2 * size))
        if twice < max(MOST * once, LONG):
            return
        ratios.append(round(twice / once, 2))
    pytest.fail(f"twice {size:,} took {ratios} times as long")
