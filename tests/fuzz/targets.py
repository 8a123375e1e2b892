"""
What a fuzzer gives any bytes to: nothing but this project's own errors may come out, and
what comes out otherwise is whole.

Texts are put together from the words that a stage looks for, a byte a word, so that a
fuzzer that follows what code ran finds its way into the grammar and not only into letters.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import click

from facta.cli.holding import Hold
from facta.cli.lines import BadLineError, objects
from facta.cli.lines import read as fitting
from facta.errors import FactaError
from facta.exchange.contract import line
from facta.exchange.incoming import INLETS, guessed
from facta.exchange.incoming.landing import landed
from facta.exchange.incoming.nouns import CodedEvent
from facta.extract.stage import annotate
from facta.ledger.sharing import Line, decision
from facta.model import read as table
from facta.read.account import Input
from facta.read.accounts import Documents
from facta.read.settings import ReadSettings
from facta.records import Skipped
from facta.testing import doc
from tests.extract.test_linear import LANGUAGE, RESOURCES

Target = Callable[[bytes], object]
FORMS = (
    *(".txt", ".md", ".html", ".xml", ".csv", ".tsv", ".jsonl", ".rss"),
    *(".pdf", ".docx", ".warc", ".parquet", ".gz", ""),
)
LARGE = 1 << 20  # bytes up to which an account is read
DATES = """
on in by since until before after from to within the of a this that next last first past
coming few some several two three 7 12 25 28 31 05 2024 2025 1999 '90s 1990s 20th century
Monday Tues. Friday weekend today tomorrow yesterday tonight morning noon midnight week
weeks day days month months year years hour hours decade quarter May Jan. February March
June September Sept. Dec. December summer winter Ramadan Christmas Easter 25/05/2025
2025-05-25 05-25 10:30 10.30pm a.m. pm GMT UTC ago later earlier early late mid- end
beginning half and or - – — , . : ; ' ( ) st nd rd th Russia attacked said Kyiv it . .
"""
NUMBERS = """
0 1 2 3 7 12 13 25 100 1,000 1.000 3.5 .5 5. 1/2 ½ 2½ one two three ten twelve twenty
twenty-one hundred thousand million billion trillion m bn k dozen dozens scores half third
quarter percent % per cent points $ € £ ¥ US$ dollars euros roubles yuan km miles tonnes
barrels hectares degrees about some around nearly almost over more than less fewer at least
most up to between and from to or - – — ± ~ , . ; ( ) - minus plus no killed wounded dead
people soldiers men civilians children troops tanks missiles drones billion-dollar 5m 5km
5-year-old 1st 2nd 3rd th Russia lost Ukraine sent . .
"""
SPEECH = r"""
“ ” " ' ‘ ’ « » ( ) [ ] — - , , . . : ; ? ! … \n \n\n that who which whether if not no he
she they we it I his her their said says told asked added denied claimed announced warned
promised threatened vowed demanded called according to by of the a minister president
spokesman officials sources anonymous Russia Ukraine France Putin Trump Macron Kyiv will
would must should never attack attacked leave left talks ceasefire sanctions yesterday and
but because after Reuters AP on condition anonymity tweeted wrote statement interview
"""


def reading(data: bytes) -> None:
    """A file of any format: which one says the first byte."""
    suffix = FORMS[data[0] % len(FORMS)] if data else ""
    given = Input(
        source="a", suffix=suffix, stream=io.BytesIO(data[1:]), size=len(data) - 1
    )
    found = Documents(ReadSettings(max_bytes=LARGE)).read(given)
    for item in found:
        if isinstance(item, Skipped):
            assert item.reason
            assert "\n" not in item.reason
        else:
            assert item.text.strip()
            item.text.encode()


def importing(data: bytes) -> None:
    """A file of event data: in which format says the first byte."""
    text = data[1:].decode("utf-8", "replace")
    lines = text.splitlines(keepends=True)
    guessed(lines[0] if lines else "")
    inlet = list(INLETS.values())[data[0] % len(INLETS) if data else 0]
    with suppress(FactaError):
        for _, row in inlet.events(lines, "a"):
            if isinstance(row, CodedEvent):
                line(landed(row, source="a", made_by="fuzz"), with_text=True)


def deciding(data: bytes) -> None:
    """Decisions that somebody else has sent."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        for _, given in objects(file.name):
            with suppress(BadLineError):
                decision(fitting(given, Line))


def holding(data: bytes) -> None:
    """A condition of a what-if, and the table that it is about."""
    first, _, rest = data.decode("utf-8", "replace").partition("\n")
    with suppress(click.UsageError):
        Hold().convert(first, None, None)
    with suppress(FactaError):
        table(rest, source="a")


def telling(data: bytes, *, words: Sequence[str]) -> None:
    """An account of such words: all that is found in it stands where it says."""
    text = _spaced([words[byte % len(words)] for byte in data[:400]])
    document = doc(text or ".", published="2025-05-28")
    found = annotate(document, LANGUAGE.sentences(document.text), RESOURCES)
    spans = [
        *(time.span for time in found.times),
        *(figure.span for figure in found.figures),
        *(event.trigger for event in found.events),
        *(said.content for said in found.statements),
        *(vow.content for vow in found.commitments),
        *(actor.span for actor in found.actors),
    ]
    for span in spans:
        assert document.text[span.start : span.end] == span.text
    assert line(found, with_text=True)


def _spaced(words: Sequence[str]) -> str:
    """Words as a sentence has them: no space before a comma or behind a bracket."""
    return (
        " ".join(words)
        .replace(" , ", ", ")
        .replace(" . ", ". ")
        .replace("“ ", "“")
        .replace(" ”", "”")
        .replace("( ", "(")
        .replace(" )", ")")
    )


TARGETS: dict[str, Target] = {
    "readers": reading,
    "importers": importing,
    "decisions": deciding,
    "what-if": holding,
    "dates": partial(telling, words=DATES.split()),
    "numbers": partial(telling, words=NUMBERS.split()),
    "quotations": partial(
        telling, words=[word.replace(r"\n", "\n") for word in SPEECH.split()]
    ),
}
